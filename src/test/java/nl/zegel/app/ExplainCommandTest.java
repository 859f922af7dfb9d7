package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainCommandTest {
    private static final Path HIB = Path.of("docs/voorbeelden/hib-01-flat.xml");
    private static final String MOMENT = "2026-11-23T12:00:00Z";

    @TempDir
    Path map;

    private Path config;

    @BeforeEach
    void kopieer() throws IOException {
        config = Proefgateway.config(map);
    }

    private Opdracht explain(Object... woorden) {
        List<Object> alle = new ArrayList<>(List.of("explain", "--config", config, "--op", MOMENT));
        alle.addAll(List.of(woorden));
        return Opdracht.draai(alle.toArray());
    }

    @Test
    void hib_tellsOutcomeRuleArticleAndBasisPerLoket() {
        Opdracht uitleg = explain(HIB);

        assertThat(uitleg.einde()).as(uitleg::alles).isZero();
        assertThat(uitleg.uit()).contains("Loket gemeente-utrecht-burgemeester", "Loket stedin-fraude", "Loket corporatie-voorbeeld-wonen",
                ": mee", ": niet mee", "regel ", "artikel ", "grondslag ", "niet opgezocht");
    }

    @Test
    void oneLoket_leavesTheOthersOut() {
        Opdracht uitleg = explain(HIB, "--naar", "stedin-fraude");

        assertThat(uitleg.einde()).isZero();
        assertThat(uitleg.uit()).contains("Loket stedin-fraude").doesNotContain("gemeente-utrecht-burgemeester");
    }

    @Test
    void loketThatTheDocumentDoesNotName_isWrongUse() {
        Opdracht uitleg = explain(HIB, "--naar", "uwv-handhaving");

        assertThat(uitleg.einde()).isEqualTo(2);
        assertThat(uitleg.fout()).contains("stedin-fraude");
        assertThat(uitleg.uit()).isEmpty();
    }

    @Test
    void json_isTheDecisionAlone() {
        Opdracht uitleg = explain(HIB, "--json", "--naar", "stedin-fraude");

        JsonNode besluit = JsonMapper.shared().readTree(uitleg.uit());
        assertThat(besluit.get("convenant").asString()).isEqualTo("hennep-midden-nederland-2024");
        assertThat(besluit.get("lokets").size()).isEqualTo(1);
        assertThat(uitleg.fout()).contains("niet opgezocht");
    }

    @Test
    void requestThatOnlyTheRegisterKnows_isAMissingConditionNotAYes() throws IOException {
        Path zonder = map.resolve("zonder.xml");
        Files.writeString(zonder, Files.readString(HIB).replaceAll("(?m)^\\s*<verwijzing .*\\n", ""));

        Opdracht uitleg = explain(zonder);

        assertThat(uitleg.uit()).containsPattern("voorwaarde \\S+ ontbreekt");
    }

    /** Canary: every value of the document is made unmistakable, and none may come out, in text, JSON or error. */
    @Test
    void valuesOfTheDocument_areNeverShown() throws IOException {
        List<String> merken = new ArrayList<>();
        String xml = gemerkt(Files.readString(HIB), merken);
        Path document = map.resolve("gemerkt.xml");
        Files.writeString(document, xml);

        String alles = explain(document).alles() + explain(document, "--json").alles();

        assertThat(merken).hasSizeGreaterThan(5);
        assertThat(alles).contains("Loket ").doesNotContain(merken);
    }

    /** Free texts and names get a mark; a positive control shows that the marks stand in the file. */
    private static String gemerkt(String xml, List<String> merken) {
        Pattern vrij = Pattern.compile("(term=\"(?:straatnaam|woonplaats|verhuurder|achternaam|voornamen|aanleidingFeiten|[a-zA-Z]*[tT]oelichting)\"[^>]*>)"
                + "([^<]*)(<)|(<noodzaak>)([^<]*)(<)|(<referentie>)([^<]*)(<)|(<zaak>)([^<]*)(<)");
        Matcher m = vrij.matcher(xml);
        StringBuilder uit = new StringBuilder();
        while (m.find()) {
            String merk = "Kanarie" + (char) ('a' + merken.size()) + "zq";
            merken.add(merk);
            int g = m.group(1) != null ? 1 : m.group(4) != null ? 4 : m.group(7) != null ? 7 : 10;
            m.appendReplacement(uit, Matcher.quoteReplacement(m.group(g) + merk + m.group(g + 2)));
        }
        m.appendTail(uit);
        assertThat(uit.toString()).contains(merken);
        return uit.toString();
    }

    @Test
    void valuesOfADocumentThatDoesNotRead_areNotInTheRefusalEither() throws IOException {
        Path document = map.resolve("stuk.xml");
        Files.writeString(document, Files.readString(HIB).replace(">3512AB<", ">GEHEIMEPOSTCODE<"));

        Opdracht uitleg = explain(document);

        assertThat(uitleg.einde()).isEqualTo(1);
        assertThat(uitleg.fout()).contains("weigeren").doesNotContain("GEHEIMEPOSTCODE");
    }

    @Test
    void convenantNotInForceAtTheMoment_releasesNothing() {
        Opdracht uitleg = Opdracht.draai("explain", "--config", config, "--op", "2031-01-01T12:00:00Z", HIB);

        assertThat(uitleg.uit()).doesNotContain("]: mee");
    }

    @Test
    void unknownConvenant_isRefusedByItsCode() throws IOException {
        Path document = map.resolve("ander.xml");
        Files.writeString(document, Files.readString(HIB).replace("hennep-midden-nederland-2024", "een-ander-convenant"));

        Opdracht uitleg = explain(document);

        assertThat(uitleg.einde()).isEqualTo(1);
        assertThat(uitleg.fout()).contains("CONVENANT_ONBEKEND");
    }

    @Test
    void missingFile_isWrongUse() {
        assertThat(explain(map.resolve("weg.xml")).einde()).isEqualTo(2);
    }
}

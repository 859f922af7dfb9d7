package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.zegel.document.Woordenboek;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {
    private static final Path HENNEP = Path.of("config/convenanten/hennep-midden-nederland-2024.yaml");
    private static final Woordenboek WOORDENBOEK = Woordenboek.laad();

    @Test
    void hennep_shipped_coversEveryTuple() throws IOException {
        Convenant hennep = Convenanten.lees(HENNEP.toString(), Files.readAllBytes(HENNEP));
        assertThat(Lint.keur(hennep, WOORDENBOEK)).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "  - id: N-bsn\\n    categorieen: [BSN]|  - id: N-bsn\\n    categorieen: [FOTO]|niet-gedekt|BSN",
        "    regimes: [WPG9, WPG10]|    regimes: [WPG9]|niet-gedekt|WPG10",
        "  FC-H4: {soort: S, stand: DICHT|  FC-H4: {soort: S, stand: OPEN|niet-gedekt|BSN",
        "categorieen: [LOCATIE, FEIT]|categorieen: [LOCATIE, FEIT, GERUCHT]|onbekende-categorie|GERUCHT",
        "codes: [LEGAAL]|codes: [GRIJS]|onbekende-code|GRIJS",
        "  term: soortObject|  term: achternaam|onbekende-term|achternaam",
        "C-NOODZAAK: \"7.1\", C-GEBIED|C-GEBIED|vaste-voorwaarde|NOODZAAK",
        "basisVervallenPer: 2026-01-01\\n    verplichtingen|verplichtingen|vervaldag-ontbreekt|H-01",
    })
    void keur_brokenConvenant_namesTheTuple(String was, String wordt, String code, String noemt) throws IOException {
        String tekst = Files.readString(HENNEP);
        String oud = was.replace("\\n", "\n");
        assertThat(tekst).contains(oud);
        int plek = tekst.indexOf(oud);
        String stuk = tekst.substring(0, plek) + wordt.replace("\\n", "\n") + tekst.substring(plek + oud.length());
        Convenant convenant = Convenanten.lees(HENNEP.toString(), stuk.getBytes(StandardCharsets.UTF_8));
        assertThat(Lint.keur(convenant, WOORDENBOEK)).anySatisfy(k -> {
            assertThat(k.code()).isEqualTo(code);
            assertThat(k.wat()).contains(noemt);
        });
    }

    /** Names that the dictionary does not know, and rules without the conditions that every rule must set; nothing twice. */
    @Test
    void keur_smallConvenant_isToldEverythingThatIsWrong() {
        Proefzaak zaak = new Proefzaak().verbod("N-alles", "artikelen", "[\"6\"]");

        assertThat(klachten(zaak)).containsExactly(
                "documenttype PLAN staat niet in het woordenboek [onbekend-documenttype]", "niemand mag documenttype PLAN verstrekken [type-zonder-regel]",
                "persoonsplaats noemt code KAS, die soortObject niet kent [onbekende-code]", "R-een stelt geen voorwaarde met toets NOODZAAK [vaste-voorwaarde]");
        assertThat(klachten(zaak.regel("naar", "[BGM, NET]", "voorwaarden", "{C-NOODZAAK: \"8\"}"))).contains("R-een stelt geen voorwaarde met toets AANWIJZING [vaste-voorwaarde]")
                .doesNotHaveDuplicates().doesNotContain("R-een stelt geen voorwaarde met toets NOODZAAK [vaste-voorwaarde]");
    }

    private static java.util.List<String> klachten(Proefzaak zaak) {
        return Lint.keur(zaak.convenant(), WOORDENBOEK).stream().map(Lint.Klacht::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{C-AUTH: \"8\", C-NOODZAAK: \"8\", C-WONING: \"8\"} | [NAW]     | R-een toetst een woning zonder plaats [voorwaarde-zonder-plaats]",
        "{C-AUTH: \"8\", C-NOODZAAK: \"8\", C-WONING: \"8\"} | [LOCATIE] | ``",
        "{C-AUTH: \"8\", C-NOODZAAK: \"8\", C-BASIS: \"8\"}  | [NAW]     | R-een toetst de grondslag zonder basisVervallenPer [vervaldag-ontbreekt]",
        "{C-AUTH: \"8\", C-NOODZAAK: \"8\"}                  | [NAW]     | ``",
        "{C-AUTH: \"8\", C-NOODZAAK: \"8\", C-STAP: \"8\"}   | [NAW]     | R-een toetst een stap en noemt er geen [voorwaarde-zonder-stap]"})
    void keur_conditionWithoutWhatItLooksAt_isAComplaint(String voorwaarden, String categorieen, String klacht) {
        Proefzaak zaak = new Proefzaak().verbod("N-alles", "artikelen", "[\"6\"]").regel("voorwaarden", voorwaarden, "categorieen", categorieen);

        assertThat(klachten(zaak).stream().filter(k -> k.startsWith("R-een"))).isEqualTo(klacht.isEmpty() ? java.util.List.of() : java.util.List.of(klacht));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{term: sector, codes: [GRIJS, LEGAAL]} | N-code noemt code GRIJS, die sector niet kent [onbekende-code]",
        "{term: sector, codes: [GRIJS], inGroep: true} | N-code noemt code GRIJS, die sector niet kent [onbekende-code]",
        "{term: achternaam, codes: [LEGAAL]}    | N-code noemt term achternaam, die geen codelijst heeft die een besluit ziet [onbekende-term]",
        "{term: verzinsel, codes: [LEGAAL]}     | N-code noemt term verzinsel, die geen codelijst heeft die een besluit ziet [onbekende-term]"})
    void keur_prohibitionOnACodeNobodyCanGive_isAComplaint(String bijCode, String klacht) {
        assertThat(klachten(new Proefzaak().verbod("N-code", "bijCode", bijCode, "categorieen", "[VERZINSEL]", "artikelen", "[\"6\"]")))
                .contains(klacht, "N-code noemt categorie VERZINSEL, die geen term heeft [onbekende-categorie]");
    }

    /** What no rule gives and nothing prohibits nobody chose: each such tuple is told, no other, and at most fifty. */
    @Test
    void keur_tupleThatNothingNames_isAComplaint() {
        Proefzaak zaak = new Proefzaak().verbod("N-plan", "documenttypen", "[PLAN]", "artikelen", "[\"6\"]").verbod("N-van", "van", "[BGM, NET]", "artikelen", "[\"6\"]")
                .verbod("N-naar", "naar", "[POL, NET]", "artikelen", "[\"6\"]").verbod("N-wie", "betrokkenen", "[MELDER, GEEN]", "artikelen", "[\"6\"]")
                .verbod("N-bron", "herkomst", "[POL, BGM, NET]", "artikelen", "[\"6\"]")
                .verbod("N-regime", "regimes", "[WPG9, WPG10, WPG13, STRAFV, JUST, TUL, AVG]", "artikelen", "[\"6\"]");

        assertThat(klachten(zaak).stream().filter(k -> k.endsWith("[niet-gedekt]"))).containsExactlyElementsOf(
                WOORDENBOEK.termen().stream().map(nl.zegel.document.Term::categorie).distinct().sorted().filter(c -> !c.equals("NAW"))
                        .map(c -> "HIB POL -> BGM " + c + " VERDACHTE WPG8 EIGEN wordt door geen regel en geen verbod genoemd [niet-gedekt]").toList());
        assertThat(klachten(new Proefzaak())).hasSize(50);
    }

    @Test
    void keur_stepThatNoRuleGives_isAComplaint() {
        Proefzaak zaak = new Proefzaak().regel("documenttypen", "[PLAN]", "stappen", "[EEN]", "regimes", "[WPG8, WPG9]")
                .verbod("N-hib", "documenttypen", "[HIB]", "artikelen", "[\"6\"]").verbod("N-van", "van", "[BGM, NET]", "artikelen", "[\"6\"]")
                .verbod("N-naar", "naar", "[POL, NET]", "artikelen", "[\"6\"]").verbod("N-wie", "betrokkenen", "[MELDER, GEEN]", "artikelen", "[\"6\"]")
                .verbod("N-bron", "herkomst", "[POL, BGM, NET]", "artikelen", "[\"6\"]")
                .verbod("N-regime", "regimes", "[WPG9, WPG10, WPG13, STRAFV, JUST, TUL, AVG]", "artikelen", "[\"6\"]");

        assertThat(klachten(zaak)).contains("PLAN POL -> BGM NAW VERDACHTE WPG8 EIGEN wordt door geen regel en geen verbod genoemd [niet-gedekt]");
        assertThat(klachten(zaak.regel("documenttypen", "[PLAN]", "stappen", "[EEN, TWEE]")))
                .doesNotContain("PLAN POL -> BGM NAW VERDACHTE WPG8 EIGEN wordt door geen regel en geen verbod genoemd [niet-gedekt]");
    }
}

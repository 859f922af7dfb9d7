package nl.zegel.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class VormTest {
    private static Vorm vorm(String naam) {
        return ((Leesuitkomst.Gelezen) Voorbeelden.lees(Voorbeelden.bytes(naam))).vorm();
    }

    @TestFactory
    Stream<DynamicTest> everySample_vormHoldsNoPersonalValue_andRoundTrips() {
        return Voorbeelden.alle().stream().map(p -> p.getFileName().toString()).map(naam -> DynamicTest.dynamicTest(naam, () -> {
            byte[] json = VormJson.schrijf(vorm(naam));
            assertThat(VormJson.lees(json)).isEqualTo(vorm(naam));
            assertThat(VormJson.schrijf(VormJson.lees(json))).isEqualTo(json);
            String tekst = new String(json, StandardCharsets.UTF_8);
            Voorbeelden.document(naam).elementen()
                    .filter(e -> !e.coordinaten().categorie().equals("LOCATIE") && e.waarde().length() > 3
                            && Voorbeelden.WOORDENBOEK.term(e.term()).orElseThrow().type() != Waardetype.CODE)
                    .forEach(e -> assertThat(tekst).doesNotContain("\"" + e.waarde() + "\""));
            Voorbeelden.document(naam).kop().ontvangers().stream().map(Kop.Ontvanger::noodzaak).filter(n -> n != null)
                    .forEach(n -> assertThat(tekst).doesNotContain(n));
        }));
    }

    @Test
    void vorm_format1_isGolden() throws Exception {
        assertThat(VormJson.schrijf(vorm("hib-10-bijlagen.xml"))).isEqualTo(Files.readAllBytes(Path.of("src/test/resources/golden/vorm-1.json")));
    }

    @Test
    void vorm_showsCodesPrecisionAndHits_ofPlacesAndTextOnly() {
        Vorm vorm = vorm("hib-11-bsn-en-foto.xml");
        Vorm.ElementVorm huisnummer = element(vorm, "huisnummer");
        assertThat(huisnummer.precisie()).isEqualTo("ADRES");
        assertThat(huisnummer.code()).isNull();
        assertThat(huisnummer.vergrovingen()).containsExactly("TER_HOOGTE_VAN");
        assertThat(element(vorm, "gemeentecode").code()).isEqualTo("0307");
        assertThat(element(vorm, "soortObject").code()).isEqualTo("WONING");
        assertThat(element(vorm, "geslacht").code()).isNull();
        assertThat(element(vorm, "rolVerdachte").code()).isNull();
        assertThat(element(vorm, "bsn").treffers()).isEmpty();
    }

    @Test
    void reasonAndFreeText_showWhatDetectorsFind() {
        String xml = new String(Voorbeelden.bytes("hib-02-woning.xml"), StandardCharsets.UTF_8)
                .replace("beoordeelt sluiting", "beoordeelt 9999.90.019 sluiting")
                .replace("Warmtebeeld", "Bel 06-12345678, warmtebeeld");
        Vorm vorm = ((Leesuitkomst.Gelezen) Voorbeelden.lees(xml)).vorm();
        assertThat(vorm.ontvangers().get(0).treffers()).containsExactly("BSN");
        assertThat(element(vorm, "aanleidingFeiten").treffers()).containsExactly("TELEFOON");
    }

    @Test
    void equalButForValues_givesEqualVorm() {
        String xml = new String(Voorbeelden.bytes("hib-02-woning.xml"), StandardCharsets.UTF_8);
        Vorm ander = ((Leesuitkomst.Gelezen) Voorbeelden.lees(xml.replace("Testman", "Andersman").replace(">7<", ">9<"))).vorm();
        assertThat(ander).isEqualTo(vorm("hib-02-woning.xml"));
    }

    @Test
    void generalisedElement_hasThatPrecisionAndNothingFiner() {
        Document document = Voorbeelden.document("hib-02-woning.xml");
        Groep locatie = document.groepen().get(0);
        Groep grof = new Groep(locatie.id(), locatie.soort(), null, null, locatie.elementen().stream().filter(e -> e.term().equals("huisnummer"))
                .map(e -> e.vergroofdTot(Voorbeelden.WOORDENBOEK.vergrof(e, "TER_HOOGTE_VAN").orElseThrow())).toList());
        Vorm vorm = new Vormgever(Voorbeelden.WOORDENBOEK).vorm(new Document(document.kop(), java.util.List.of(grof), java.util.List.of(), null));
        assertThat(element(vorm, "huisnummer").precisie()).isEqualTo("TER_HOOGTE_VAN");
        assertThat(element(vorm, "huisnummer").vergrovingen()).isEqualTo(Set.of("TER_HOOGTE_VAN"));
    }

    @Test
    void storedVorm_thatIsNotExactlyOne_isRefused() {
        String goed = new String(VormJson.schrijf(vorm("hib-02-woning.xml")), StandardCharsets.UTF_8);
        for (String kapot : new String[] {
            goed.replace("\"versie\":1", "\"versie\":2"), goed.replace("\"versie\":1", "\"versie\":\"1\""), goed.replace("\"soort\":\"HIB\"", "\"soort\":1"),
            goed.replaceFirst("\\{", "{\"extra\":1,"), goed.replaceFirst("\"doel\":\"[A-Z_]*\",", ""), goed + "{}", goed.substring(5), "",
            goed.replaceFirst("\"versie\":1", "\"versie\":1,\"versie\":1"), goed.replace("\"treffers\":[]", "\"treffers\":[\"A\",\"A\"]"),
            goed.replaceFirst("WPG8", "WPG7")}) {
            assertThatThrownBy(() -> VormJson.lees(kapot.getBytes(StandardCharsets.UTF_8))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Vorm.ElementVorm element(Vorm vorm, String term) {
        return vorm.groepen().stream().flatMap(g -> g.elementen().stream()).filter(e -> e.term().equals(term)).findFirst().orElseThrow();
    }
}

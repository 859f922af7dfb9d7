package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.zegel.party.Bestandscontrole;
import nl.zegel.party.ConfiguratieFout;
import nl.zegel.party.Omgeving;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvenantenTest {
    private static final Path HENNEP = Path.of("config/convenanten/hennep-midden-nederland-2024.yaml");

    @Test
    void hennep_shipped_loadsWithDigest() {
        Convenanten geladen = Convenanten.laad(HENNEP.getParent(), Omgeving.DEMO, Bestandscontrole.DEMO);
        Convenant hennep = geladen.convenant("hennep-midden-nederland-2024").orElseThrow();
        assertThat(hennep.digest()).matches("[0-9a-f]{64}");
        assertThat(geladen.digests()).containsEntry(hennep.id(), hennep.digest());
        assertThat(hennep.lezingen()).containsKeys("FC-H1", "FC-H10", "FC-H24", "G-13");
    }

    @Test
    void laad_emptyFolder_refuses(@org.junit.jupiter.api.io.TempDir Path leeg) {
        assertThatThrownBy(() -> Convenanten.laad(leeg, Omgeving.DEMO, Bestandscontrole.DEMO))
                .isInstanceOfSatisfying(ConfiguratieFout.class, f -> assertThat(f.meldingen().get(0).code()).isEqualTo("geen-convenanten"));
    }

    @Test
    void laad_unsignedOutsideDemo_refuses() {
        assertThatThrownBy(() -> Convenanten.laad(HENNEP.getParent(), Omgeving.PRODUCTIE, (pad, bytes) -> java.util.Optional.of("geen handtekening")))
                .isInstanceOfSatisfying(ConfiguratieFout.class, f -> assertThat(f.meldingen().get(0).code()).isEqualTo("niet-ondertekend"));
    }

    @Test
    void lees_otherFileName_refuses() throws IOException {
        byte[] bytes = Files.readAllBytes(HENNEP);
        assertThatThrownBy(() -> Convenanten.lees("ander.yaml", bytes))
                .isInstanceOfSatisfying(ConfiguratieFout.class, f -> assertThat(f.meldingen().get(0).code()).isEqualTo("andere-naam"));
    }

    /** Each row replaces the first occurrence of a text in the shipped file; the error names its place and its rule. */
    @ParameterizedTest(name = "{2}: {0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "formaat: 2|formaat: 1|buiten-bereik",
        "titel: Hennep|titelx: Hennep|sleutel-ontbreekt",
        "bron: Tekst|extra: x\\nbron: Tekst|onbekende-sleutel",
        "id: hennep|titel: dubbel\\nid: hennep|dubbele-sleutel",
        "vorm: EINDDATUM|vorm: ONBEPAALD|einde-past-niet",
        "vorm: EINDDATUM|vorm: NOOIT|onbekende-keuze",
        "  totEnMet: 2027-02-28|  totEnMet: eens|geen-datum",
        "  opzegging: elke|  termijn: P1Y\\n  opzegging: elke|termijn-past-niet",
        "{loket: om-mn-parket, rol: OM|{loket: om-mn-parket, rol: OMX|onbekende-naam",
        "{loket: om-mn-parket, rol: OM|{loket: svb-handhaving, rol: OM|dubbel-loket",
        "{loket: om-mn-parket, rol: OM, van: 2024-03-01}|{loket: om-mn-parket, rol: OM, van: 2024-03-01, totEnMet: 2023-01-01}|einde-voor-begin",
        "  ART20_BESLISSING: {rollen: [POL]}|  art20: {rollen: [POL]}|geen-code",
        "  C-ART20: {feit: ART20_BESLISSING, ontbreekt: ART20_BESLISSING_ONTBREEKT}|  C-ART20: {ontbreekt: ART20_BESLISSING_ONTBREEKT}|feit-past-niet",
        "  C-ART20: {feit: ART20_BESLISSING, ontbreekt: ART20_BESLISSING_ONTBREEKT}|  C-ART20: {feit: ART20_BESLISSING}|reden-ontbreekt",
        "  C-ART20: {feit: ART20_BESLISSING, ontbreekt: ART20_BESLISSING_ONTBREEKT}|  C-ART20: {feit: ART20_BESLISSING, ontbreekt: TOEGESTAAN}|reden-ontbreekt",
        "  C-AUTH: {toets: AANWIJZING}|  C-AUTH: {toets: AANWIJZING, noemt: [LOKET]}|feit-past-niet",
        "  C-AUTH: {toets: AANWIJZING}|  X-AUTH: {toets: AANWIJZING}|geen-voorwaarde",
        "alleenOver: [VERDACHTE]|alleenOver: [BURGER]|onbekende-naam",
        "uit: [SIGNAAL_VERMOEDEN], over|uit: [SIGNAAL], over|onbekende-naam",
        "  van: 2024-03-01\\n  totEnMet|  totEnMet|begin-past-niet",
        "  ART20_BESLISSING: {rollen: [POL]}|  ART20_BESLISSING: {rollen: []}|lege-lijst",
        "    van: [BGM, COL, UWV, SVB, VHU]|    van: [\"*\"]|onbekende-naam",
        "    van: [BGM, COL, UWV, SVB, VHU]|    van: []|lege-lijst",
        "    categorieen: [NAW, GEBDAT|    categorieen: [BSN, NAW, GEBDAT|niet-in-lijst",
        "    betrokkenen: [GEEN]|    betrokkenen: [BURGER]|onbekende-naam",
        "    regimes: [AVG]|    regimes: [WPG11]|onbekende-keuze",
        "    herkomst: [EIGEN]|    herkomst: [DERDEN]|onbekende-naam",
        "C-AUTH: \"8.1\"|C-AUTHX: \"8.1\"|onbekende-voorwaarde",
        "C-AUTH: \"8.1\"|C-AUTH: 8.1|geen-tekst",
        "    artikelen: [\"4.5\"]\\n    lezingen: [FC-H2|    artikelen: []\\n    lezingen: [FC-H2|lege-lijst",
        "    lezingen: [FC-H2, FC-H14|    lezingen: [FC-H99, FC-H14|onbekende-naam",
        "  - id: H-01.plaats-net|  - id: H-01.plaats|dubbele-regel",
        "    bewaring: ontvanger|    bewaring: eeuwig|onbekende-naam",
        "    verplichtingen: [O-H]|    verplichtingen: [O-X]|onbekende-naam",
        "    code: DOEL_NIET_TOEGESTAAN|    code: TOEGESTAAN|verbod-staat-toe",
        "    code: DOEL_NIET_TOEGESTAAN\\n    artikelen: [\"2\"]|    code: DOEL_NIET_TOEGESTAAN|zonder-grond",
        "alleenBij: {FC-H18: OPEN}|alleenBij: {FC-H18: KIER}|onbekende-keuze",
        "  - id: N-bsn\\n    categorieen: [BSN]|  - id: N-bsn\\n    categorieen: []|lege-lijst",
        "    naam: verdachte|    naam: &a verdachte|anker",
        "rollen:\\n  POL:|rollen:\\n  pol:|geen-code",
        "rollen:\\n  POL:|rollen:\\n  EXTRA: nog een\\n  POL:|grondslag-ontbreekt",
        "  VHU:  # artikel|  VHX:  # artikel|onbekende-naam",
        "  HIB:\\n    naam|  hib:\\n    naam|geen-code",
        "  KIND: {naam|  kind: {naam|geen-code",
        "  KIND: {naam|  GEEN: {naam|geen-betrokkene",
        "soort: S, stand|soort: Q, stand|ongeldige-waarde",
        "  vorm: EINDDATUM\\n  van: 2024-03-01\\n  totEnMet: 2027-02-28|  vorm: STILZWIJGEND\\n  van: 2024-03-01|termijn-past-niet",
        "  vorm: EINDDATUM\\n  van: 2024-03-01\\n  totEnMet: 2027-02-28|  vorm: STILZWIJGEND\\n  van: 2024-03-01\\n  termijn: P0D|ongeldige-waarde",
        "  vorm: EINDDATUM\\n  van: 2024-03-01\\n  totEnMet: 2027-02-28|  vorm: NA_EVALUATIE\\n  van: 2024-03-01\\n  termijn: P-1Y|ongeldige-waarde",
        "    documenttypen: [HIB]\\n|    documenttypen: [HIB]\\n    stappen: [EEN]\\n|stap-past-niet",
        "  HIB:\\n    naam|  HIB:\\n    stappen: [EEN]\\n    naam|stap-past-niet",
    })
    void lees_brokenFile_refusesWithPlaceAndRule(String was, String wordt, String code) throws IOException {
        String tekst = Files.readString(HENNEP);
        String oud = was.replace("\\n", "\n");
        assertThat(tekst).contains(oud);
        int plek = tekst.indexOf(oud);
        String stuk = tekst.substring(0, plek) + wordt.replace("\\n", "\n") + tekst.substring(plek + oud.length());
        assertThatThrownBy(() -> Convenanten.lees(HENNEP.getFileName().toString(), stuk.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(ConfiguratieFout.class, f -> assertThat(f.meldingen()).anySatisfy(m -> {
                    assertThat(m.code()).isEqualTo(code);
                    assertThat(m.plaats().regel()).isPositive();
                }));
    }

    /** A rule bent so that it says nothing, or names a step that its type has not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HIB  | voorwaarden | {}               | geen-voorwaarde", "PLAN | stappen     | [DRIE]           | stap-past-niet", "PLAN | stappen     | []               | stap-past-niet",
        "HIB  | precisies   | [adres]          | ongeldige-waarde", "HIB  | alleenBij   | {L-WEG: OPEN}    | onbekende-naam", "HIB  | grondslagen | []               | lege-lijst",
        "HIB  | doelen      | [NIEUWSGIERIG]   | doel-past-niet"})
    void lees_brokenRule_refuses(String type, String sleutel, String waarde, String code) {
        assertThatThrownBy(() -> new Proefzaak().regel("documenttypen", "[" + type + "]", sleutel, waarde).convenant())
                .isInstanceOfSatisfying(ConfiguratieFout.class, f -> assertThat(f.meldingen()).anySatisfy(m -> assertThat(m.code()).isEqualTo(code)));
    }

    /** What the file says is what decides, word for word. */
    @Test
    void lees_smallFile_isTheConvenantItSays() {
        Convenant c = new Proefzaak().lezing("L-TWEE", Lezing.Stand.OPEN).regel("naar", "[BGM, NET]", "lezingen", "[L-TWEE]", "alleenBij", "{L-TWEE: OPEN}",
                "verplichtingen", "[O-EEN, O-TWEE]", "bewaring", "lang", "precisies", "[ADRES]", "vergrovingen", "[WIJK, POSTCODE4]", "vrijeTekst", "true").convenant();

        assertThat(c.rollen()).isEqualTo(Map.of("POL", "Politie", "BGM", "Burgemeester", "NET", "Netbeheerder"));
        assertThat(c.deelnemers()).contains(new Convenant.Deelname(Proefzaak.POL, "POL", LocalDate.of(2026, 1, 1), null)).hasSize(3);
        assertThat(c.documenttypen().get("PLAN"))
                .isEqualTo(new Convenant.Documenttype("PLAN", "Bericht in stappen", Set.of("EEN", "TWEE"), Set.of("MAATREGEL"), false, List.of("4")));
        assertThat(c.betrokkenen().get("MELDER")).isEqualTo(new Convenant.Betrokkene("MELDER", "melder", Set.of("NAW", "TEL", "CONTACT", "FEIT"), List.of("7"), List.of()));
        assertThat(c.persoonsplaats()).isEqualTo(new Convenant.Persoonsplaats(Set.of("LOCATIE"), "soortObject", Set.of("LOODS", "KAS"), "VERDACHTE", "L-PLAATS"));
        assertThat(c.verklaarders()).isEqualTo(Map.of(new Feitsoort("ART20_BESLISSING"), new Convenant.Verklaarder(Set.of("POL"), false, false),
                new Feitsoort("GEEN_OPSPORINGSBELANG"), new Convenant.Verklaarder(Set.of("POL", "NET"), true, true),
                new Feitsoort("RELATIE_OBJECT"), new Convenant.Verklaarder(Set.of("POL"), true, true)));
        assertThat(c.lezingen()).isEqualTo(Map.of("L-PLAATS", new Lezing("L-PLAATS", "S", "proef", Lezing.Stand.DICHT), "L-TWEE", new Lezing("L-TWEE", "S", "proef", Lezing.Stand.OPEN)));
        assertThat(c.verstrekkingen()).hasSize(2).allSatisfy(r -> {
            assertThat(r.voorwaarden()).isEqualTo(Map.of(c.voorwaarden().get("C-AUTH"), "8"));
            assertThat(r.verplichtingen()).isEqualTo(Map.of("O-GEHEIM", "9.9", "O-DOEL", "9.2", "O-LEK", "9.3"));
            assertThat(r.bewaring()).isEqualTo(new Convenant.Bewaarregel("LANG", Period.ofYears(1), "10.2"));
            assertThat(r.precisies()).containsExactly("ADRES");
            assertThat(r.vergrovingen()).containsExactly("WIJK", "POSTCODE4");
            assertThat(r.vrijeTekst()).isTrue();
            assertThat(r.lezingen()).containsExactly("L-TWEE");
            assertThat(r.alleenBij()).isEqualTo(Map.of("L-TWEE", Lezing.Stand.OPEN));
        });
        assertThat(c.verstrekkingen().get(1).grondslagen()).containsExactly(new Grondslag("Wpg", "20", Grondslag.Zijde.VERSTREKKER, "urn:p"),
                new Grondslag("AVG", "6", Grondslag.Zijde.ONTVANGER, "urn:a"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "2026-11-23, -, true", "2026-11-24, -, false", "2026-01-01, 2026-11-23, true", "2026-01-01, 2026-11-22, false"})
    void participation_countsFromJoiningToLeavingDay(LocalDate van, @org.jspecify.annotations.Nullable LocalDate tot, boolean doet) {
        assertThat(new Convenant.Deelname(Proefzaak.POL, "POL", van, tot).omvat(Proefzaak.DAG)).isEqualTo(doet);
    }

    /** A reading that the convenant does not know stands nowhere. */
    @Test
    void readingThatIsNotThere_standsNeitherOpenNorShut() {
        Convenant c = new Proefzaak().convenant();

        assertThat(c.staat(Map.of())).isTrue();
        assertThat(c.staat(Map.of("L-PLAATS", Lezing.Stand.DICHT))).isTrue();
        assertThat(c.staat(Map.of("L-PLAATS", Lezing.Stand.DICHT, "L-WEG", Lezing.Stand.DICHT))).isFalse();
        assertThat(c.staat(Map.of("L-WEG", Lezing.Stand.OPEN))).isFalse();
    }

    @Test
    void convenanten_withOneIdTwice_cannotBe_andAreListedById() {
        Convenant c = new Proefzaak().convenant();

        assertThatThrownBy(() -> Convenanten.van(List.of(c, c))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Convenanten.van(List.of(c)).alle()).containsExactly(c);
        assertThat(Convenanten.van(List.of(c)).convenant("proef")).contains(c);
        assertThat(Convenanten.van(List.of(c)).convenant("ander")).isEmpty();
    }

    @Test
    void laad_folderWithOtherFiles_readsTheConvenantenOnly(@org.junit.jupiter.api.io.TempDir Path map) throws IOException {
        Files.copy(HENNEP, map.resolve(HENNEP.getFileName()));
        Files.writeString(map.resolve("LEESMIJ.txt"), "geen convenant");

        assertThat(Convenanten.laad(map, Omgeving.DEMO, Bestandscontrole.DEMO).alle()).hasSize(1);
    }

    /** A condition on a fact names the fact and the reason; any other names neither a fact nor what it must say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "C-X: {ontbreekt: VERZOEK_ONTBREEKT}                                     | feit-past-niet", "C-X: {toets: BASIS}                                                       | feit-past-niet",
        "C-X: {toets: BASIS_ONTVANGER}                                            | feit-past-niet", "C-X: {toets: GEBIED, feit: BESLUIT}                                       | feit-past-niet",
        "C-X: {toets: GEBIED, noemt: [LOKET]}                                     | feit-past-niet", "C-X: {toets: GEBIED, waarde: JA}                                          | feit-past-niet",
        "C-X: {feit: BESLUIT}                                                     | reden-ontbreekt", "C-X: {feit: BESLUIT, ontbreekt: TOEGESTAAN}                               | reden-ontbreekt",
        "C-X: {feit: BESLUIT, ontbreekt: VERZOEK_ONTBREEKT, alleenOver: [BURGER]} | onbekende-naam", "X: {feit: BESLUIT, ontbreekt: VERZOEK_ONTBREEKT}                          | geen-voorwaarde",
        "C-X: {feit: besluit, ontbreekt: VERZOEK_ONTBREEKT}                       | ongeldige-waarde"})
    void lees_conditionThatContradictsItself_refuses(String voorwaarde, String code) {
        assertThatThrownBy(() -> new Proefzaak().voorwaarde(voorwaarde).convenant())
                .isInstanceOfSatisfying(ConfiguratieFout.class, f -> assertThat(f.meldingen()).anySatisfy(m -> assertThat(m.code()).isEqualTo(code)));
    }

    @Test
    void feitsoorten_areThoseThatSomethingRestsOn() {
        assertThat(new Proefzaak().convenant().feitsoorten()).contains(Feitsoort.DEELNAME, Feitsoort.ONDERTEKENING, Feitsoort.VERLENGING, new Feitsoort("ART20_BESLISSING"))
                .doesNotContain(Feitsoort.STAP);
        assertThat(new Proefzaak().stappen("EEN, TWEE", "{TWEE: [EEN]}").convenant().feitsoorten()).contains(Feitsoort.STAP);
    }

    /** Only a condition that looks at the recipient's basis can hold what lapsed. */
    @Test
    void lees_lapsedBasisUnderAnotherCondition_refuses() {
        Proefzaak zaak = new Proefzaak().ontvangerVervallen("2026-11-23").vervang("voorwaarde: C-BASIS-ONTVANGER", "voorwaarde: C-AUTH");

        assertThatThrownBy(zaak::convenant).isInstanceOfSatisfying(ConfiguratieFout.class,
                f -> assertThat(f.meldingen()).extracting(m -> m.code()).containsExactly("toets-past-niet"));
    }
}

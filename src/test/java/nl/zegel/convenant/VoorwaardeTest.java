package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.BGM;
import static nl.zegel.convenant.Proefzaak.DAG;
import static nl.zegel.convenant.Proefzaak.FEIT;
import static nl.zegel.convenant.Proefzaak.GELDIG;
import static nl.zegel.convenant.Proefzaak.NAAM;
import static nl.zegel.convenant.Proefzaak.NAW;
import static nl.zegel.convenant.Proefzaak.NET;
import static nl.zegel.convenant.Proefzaak.POL;
import static nl.zegel.convenant.Proefzaak.coord;
import static nl.zegel.convenant.Proefzaak.element;
import static nl.zegel.convenant.Proefzaak.groep;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Vorm;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One rule, one condition: when it holds and, above all, when it does not. */
class VoorwaardeTest {
    private static Proefzaak met(String v, String... anders) {
        String[] alle = Stream.concat(Stream.of("voorwaarden", "{" + v + ": \"8\"}"), Stream.of(anders)).toArray(String[]::new);
        return new Proefzaak().regel(alle);
    }

    private static Set<String> een(@Nullable String code) {
        return Set.of(code == null ? "*" : code);
    }

    static List<String> opEenFeit() {
        return Proefzaak.VOORWAARDEN.values().stream().filter(v -> v.feit() != null).map(Voorwaarde::code).toList();
    }

    private static Voorwaarde van(String code) {
        return Objects.requireNonNull(Proefzaak.VOORWAARDEN.get(code));
    }

    private static Feitsoort feit(String code) {
        return Objects.requireNonNull(van(code).feit());
    }

    @ParameterizedTest
    @MethodSource("opEenFeit")
    void conditionOnAFact_withoutIt_givesNothing_andWithIt_releases(String v) {
        Bereik bereik = Proef.bereik(Set.of("HIB"), Set.of("BGM"), Set.of("NAW"), BGM, "k-1", "0344");

        assertThat(met(v, "basisVervallenPer", "2026-11-23").verwijst("VERZOEK", "SIGNAAL").uitkomst(NAAM))
                .isEqualTo((van(v).wacht() ? "WACHT " : "ONTHOUDEN ") + van(v).ontbreekt());
        assertThat(met(v, "basisVervallenPer", "2026-11-23").verwijst("VERZOEK", "SIGNAAL").feiten(Proefzaak.feit(feit(v), bereik)).uitkomst(NAAM))
                .isEqualTo("VRIJGEGEVEN");
    }

    /** A fact about something else is no fact about this element. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // condition, document type, recipient role, category, loket, municipality, released
        "C-ART20,    -,    -,   -,   -,            -,    true",
        "C-ART20,    PLAN, -,   -,   -,            -,    false",
        "C-ART20,    -,    NET, -,   -,            -,    false",
        "C-ART20,    -,    -,   TEL, -,            -,    false",
        "C-ART20,    -,    -,   -,   burgemeester, -,    true",
        "C-ART20,    -,    -,   -,   netbeheerder, -,    false",
        "C-ART20,    -,    -,   -,   -,            0344, true",
        "C-ART20,    -,    -,   -,   -,            0307, false",
        "C-HAND,     -,    -,   -,   burgemeester, -,    true",
        "C-HAND,     -,    -,   -,   -,            -,    false",
        "C-HAND,     -,    -,   -,   netbeheerder, -,    false",
        "C-SIGNAAL,  -,    -,   -,   burgemeester, -,    true",
        "C-SIGNAAL,  -,    -,   -,   netbeheerder, -,    false",
        "C-SIGNAAL,  -,    -,   -,   -,            -,    false",
        "C-VERZOEK,  -,    -,   -,   burgemeester, 0344, true",
        "C-VERZOEK,  -,    -,   -,   burgemeester, 0307, false",
        "C-VERZOEK,  -,    -,   -,   burgemeester, -,    false",
        "C-VERZOEK,  -,    -,   -,   netbeheerder, 0344, false"})
    void factOfAnotherScope_doesNotCount(
            String v, @Nullable String type, @Nullable String rol, @Nullable String categorie, @Nullable String loket, @Nullable String gemeente, boolean gaat) {
        Bereik bereik = Proef.bereik(een(type), een(rol), een(categorie), loket == null ? null : new LoketId(loket), "k-1", gemeente);

        String uitkomst = met(v).verwijst("VERZOEK", "SIGNAAL").feiten(Proefzaak.feit(feit(v), bereik)).uitkomst(NAAM);

        assertThat(uitkomst.equals("VRIJGEGEVEN")).as(uitkomst).isEqualTo(gaat);
    }

    @ParameterizedTest
    @CsvSource({"C-SIGNAAL, SIGNAAL, true", "C-SIGNAAL, VERZOEK, false", "C-VERZOEK, VERZOEK, true", "C-VERZOEK, SIGNAAL, false"})
    void requestOrSignal_countsOnlyWhenTheDocumentRefersToOne(String v, String verwijzing, boolean gaat) {
        Feit feit = Proefzaak.feit(feit(v), Bereik.vanLoket(BGM).met("kenmerk-1", null, "0344"));

        assertThat(met(v).verwijst(verwijzing).feiten(feit).uitkomst(NAAM).equals("VRIJGEGEVEN")).isEqualTo(gaat);
    }

    @ParameterizedTest
    @CsvSource({"C-ART20, g-v, true", "C-ART20, g-l, false", "C-SIGNAAL, g-v, true", "C-SIGNAAL, g-l, false"})
    void factOfAPart_countsThereOnly(String v, String deel, boolean gaat) {
        Bereik bereik = Proef.bereik(Set.of("*"), Set.of("*"), Set.of("*"), BGM, "k-1", null, Set.of(deel));

        assertThat(met(v).verwijst("SIGNAAL").feiten(Proefzaak.feit(feit(v), bereik)).uitkomst(NAAM).equals("VRIJGEGEVEN")).isEqualTo(gaat);
    }

    /** INVARIANT (claims are not facts): ART20 by any POL, GEEN_OPSPORINGSBELANG by the sender itself, a signal by nobody. */
    @ParameterizedTest
    @CsvSource({
        "C-ART20,   politie,      true", "C-ART20,   netbeheerder, false", "C-ART20,   een-ander,    false",
        "C-OPSP,    politie,      true", "C-OPSP,    netbeheerder, false",
        "C-SIGNAAL, politie,      false", "C-SIGNAAL, burgemeester, false", "C-PLAN,    politie,      false"})
    void statement_countsOnlyFromWhoMayMakeIt(String v, String door, boolean gaat) {
        Feit verklaring = new Feit.Verklaring(feit(v), Bereik.vanLoket(BGM).met("k-1", null, null), GELDIG, new LoketId(door), "sha256:x");

        assertThat(met(v).verwijst("SIGNAAL").feiten(verklaring).uitkomst(NAAM).equals("VRIJGEGEVEN")).isEqualTo(gaat);
    }

    @Test
    void signingRecordStatedByTheLoketItself_isNone() {
        Feit verklaring = new Feit.Verklaring(Feitsoort.DEELNAME, Bereik.vanLoket(new LoketId("vierde")), GELDIG, new LoketId("vierde"), "sha256:x");
        Convenant c = new Proefzaak().convenant();

        assertThat(Voorwaardentoets.neemtDeel(c, Feiten.van(verklaring), BGM, "HIB", DAG)).isFalse();
        assertThat(Voorwaardentoets.neemtDeel(c, Feiten.van(new Feit.Verklaring(Feitsoort.DEELNAME, Bereik.vanLoket(BGM), GELDIG, BGM, "sha256:x")), BGM, "HIB", DAG))
                .isFalse();
        assertThat(Voorwaardentoets.neemtDeel(c, Feiten.van(Proefzaak.feit(Feitsoort.DEELNAME, Bereik.vanLoket(BGM))), BGM, "HIB", DAG)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23, 2026-11-23, true", "2026-11-24, 2026-12-24, false", "2026-10-01, 2026-11-22, false"})
    void fact_countsOnItsDaysOnly(LocalDate van, LocalDate tot, boolean gaat) {
        Feit feit = new Feit.Afgeleid(new Feitsoort("ART20_BESLISSING"), Bereik.alles(), new Geldigheid(van, tot), "proef");

        assertThat(met("C-ART20").feiten(feit).uitkomst(NAAM).equals("VRIJGEGEVEN")).isEqualTo(gaat);
    }

    /** Article 10 AVG: only data about a suspect, and a dwelling counts as that. */
    @ParameterizedTest
    @CsvSource({
        "NAW VERDACHTE WPG8 EIGEN, LOODS,  ONTHOUDEN AVG10_GRONDSLAG_ONTBREEKT", "NAW MELDER WPG8 EIGEN,    LOODS,  VRIJGEGEVEN",
        "NAW MELDER WPG8 EIGEN,    WONING, VRIJGEGEVEN", "LOCATIE GEEN WPG8 EIGEN,  LOODS,  VRIJGEGEVEN",
        "LOCATIE GEEN WPG8 EIGEN,  WONING, ONTHOUDEN AVG10_GRONDSLAG_ONTBREEKT", "FEIT GEEN WPG8 EIGEN,     WONING, VRIJGEGEVEN"})
    void avg10_isAskedForASuspectAndForADwelling(String coord, String object, String uitkomst) {
        assertThat(over(met("C-AVG10", ruim(coord)), coord, object).uitkomst(NAAM)).isEqualTo(uitkomst);
    }

    /** FC-H10: a lapsed basis carries no data about a person any more; about a place that is none it stands. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "NAW MELDER WPG8 EIGEN,   LOODS,  2026-11-24, VRIJGEGEVEN", "NAW MELDER WPG8 EIGEN,   LOODS,  -,          VRIJGEGEVEN",
        "NAW MELDER WPG8 EIGEN,   LOODS,  2026-11-23, WACHT GRONDSLAG_VERVALLEN", "LOCATIE GEEN WPG8 EIGEN, LOODS,  2026-11-23, VRIJGEGEVEN",
        "LOCATIE GEEN WPG8 EIGEN, WONING, 2026-11-23, WACHT GRONDSLAG_VERVALLEN", "FEIT GEEN WPG8 EIGEN,    WONING, 2026-11-23, VRIJGEGEVEN"})
    void basis_lapsed_waitsForDataAboutAPersonOnly(String coord, String object, @Nullable String vervallen, String uitkomst) {
        String[] regel = vervallen == null ? ruim(coord)
                : Stream.concat(Stream.of("basisVervallenPer", vervallen), Stream.of(ruim(coord))).toArray(String[]::new);

        assertThat(over(met("C-BASIS", regel), coord, object).uitkomst(NAAM)).isEqualTo(uitkomst);
    }

    /** FC-H25: a lapsed basis to receive on likewise, and police data are about a person whatever they say. */
    @ParameterizedTest
    @CsvSource({
        "NAW MELDER WPG8 EIGEN,   LOODS,  2026-11-24, VRIJGEGEVEN", "NAW MELDER AVG EIGEN,    LOODS,  2026-11-23, WACHT GRONDSLAG_VERVALLEN",
        "LOCATIE GEEN WPG8 EIGEN, LOODS,  2026-11-23, WACHT GRONDSLAG_VERVALLEN", "LOCATIE GEEN AVG EIGEN,  LOODS,  2026-11-23, VRIJGEGEVEN",
        "LOCATIE GEEN AVG EIGEN,  WONING, 2026-11-23, WACHT GRONDSLAG_VERVALLEN", "FEIT GEEN AVG EIGEN,     WONING, 2026-11-23, VRIJGEGEVEN"})
    void ontvangersBasis_lapsed_waitsForPersonalDataOnly(String coord, String object, String vervallen, String uitkomst) {
        String[] regel = Stream.concat(Stream.of("regimes", "[WPG8, AVG]"), Stream.of(ruim(coord))).toArray(String[]::new);

        assertThat(over(new Proefzaak().ontvangerVervallen(vervallen).regel(regel), coord, object).uitkomst(NAAM)).isEqualTo(uitkomst);
    }

    /** A loaded record of the replacement counts; of statements only the recipient's own, since it is its basis. */
    @ParameterizedTest
    @CsvSource({"-, true", "burgemeester, true", "netbeheerder, false", "politie, false"})
    void ontvangersBasis_replaced_isForTheRecipientItselfToState(String door, boolean gaat) {
        Feitsoort soort = new Feitsoort("BASIS_VERVANGEN_DOOR");
        Feit feit = door.equals("-") ? Proefzaak.feit(soort, Bereik.alles())
                : new Feit.Verklaring(soort, Bereik.alles(), GELDIG, new LoketId(door), "sha256:x");

        assertThat(new Proefzaak().ontvangerVervallen("2026-11-23").verklaarder("BASIS_VERVANGEN_DOOR: {rollen: [POL, BGM, NET]}").feiten(feit).uitkomst(NAAM))
                .isEqualTo(gaat ? "VRIJGEGEVEN" : "WACHT GRONDSLAG_VERVALLEN");
    }

    /** Who reads that the basis stands all the same, sets the reading open. */
    @Test
    void ontvangersBasis_readingOpen_stands() {
        Proefzaak zaak = new Proefzaak().ontvangerVervallen("2026-11-23");

        assertThat(zaak.uitkomst(NAAM)).isEqualTo("WACHT GRONDSLAG_VERVALLEN");
        assertThat(zaak.lezing("L-PLAATS", Lezing.Stand.OPEN).uitkomst(NAAM)).isEqualTo("VRIJGEGEVEN");
    }

    /** FC-H2: where somebody lives is data about that person. */
    @ParameterizedTest
    @CsvSource({
        "C-GEEN-WONING, LOCATIE GEEN WPG8 EIGEN, LOODS,  false, VRIJGEGEVEN",
        "C-GEEN-WONING, LOCATIE GEEN WPG8 EIGEN, WONING, true,  ONTHOUDEN ONTVANGER_UITGESLOTEN",
        "C-GEEN-WONING, FEIT GEEN WPG8 EIGEN,    WONING, true,  VRIJGEGEVEN",
        "C-WONING,      LOCATIE GEEN WPG8 EIGEN, LOODS,  false, VRIJGEGEVEN",
        "C-WONING,      LOCATIE GEEN WPG8 EIGEN, WONING, true,  VRIJGEGEVEN",
        "C-WONING,      LOCATIE GEEN WPG8 EIGEN, WONING, false, ONTHOUDEN BETROKKENE_CATEGORIE_NIET_TOEGESTAAN",
        "C-WONING,      FEIT GEEN WPG8 EIGEN,    WONING, false, VRIJGEGEVEN"})
    void dwelling_goesOnlyAsTheConditionSays(String v, String coord, String object, boolean verdachte, String uitkomst) {
        Proefzaak zaak = over(met(v, ruim(coord)), coord, object);
        if (verdachte) {
            Vorm.GroepVorm[] erbij = Stream.concat(zaak.vorm().groepen().stream(),
                    Stream.of(groep("g-x", "VERDACHTE", "g-l", element(7, "voornaam", NAW, null)))).toArray(Vorm.GroepVorm[]::new);
            zaak.groepen(erbij);
        }

        assertThat(zaak.uitkomst(NAAM)).isEqualTo(uitkomst);
    }

    private static String[] ruim(String coord) {
        String[] c = coord.split(" ");
        return new String[] {"categorieen", "[" + c[0] + "]", "betrokkenen", "[" + c[1] + "]"};
    }

    /** The element {@link Proefzaak#NAAM} with these coordinates, in a document about this kind of object. */
    private static Proefzaak over(Proefzaak zaak, String coord, String object) {
        Coordinaten c = coord(coord);
        Vorm.ElementVorm naam = element(NAAM, "iets", c, null);
        Vorm.ElementVorm[] plaats = {element(1, "gemeentecode", FEIT, "0344"), element(2, "soortObject", FEIT, object)};
        return Coordinaten.GEEN.equals(c.betrokkene())
                ? zaak.groepen(groep("g-l", null, null, plaats[0], plaats[1], naam))
                : zaak.groepen(groep("g-l", null, null, plaats), groep("g-v", c.betrokkene(), "g-l", naam));
    }

    @ParameterizedTest
    @CsvSource({"EEN, '[EEN]', true", "TWEE, '[EEN]', false", "TWEE, '[EEN, TWEE]', true"})
    void step_ofTheDocument_mustBeTheRules(String stap, String stappen, boolean gaat) {
        String uitkomst = met("C-STAP", "documenttypen", "[PLAN]", "stappen", stappen).soort("PLAN", stap).uitkomst(NAAM);

        assertThat(uitkomst).isEqualTo(gaat ? "VRIJGEGEVEN" : "ONTHOUDEN STAP_NIET_BEREIKT");
    }

    @Test
    void step_askedByARuleWithoutSteps_isNeverReached() {
        assertThat(met("C-STAP").uitkomst(NAAM)).isEqualTo("ONTHOUDEN STAP_NIET_BEREIKT");
    }

    @Test
    void necessity_withoutAReason_givesNothing() {
        assertThat(met("C-NOODZAAK").uitkomst(NAAM)).isEqualTo("VRIJGEGEVEN");
        assertThat(met("C-NOODZAAK").naar(new Vorm.OntvangerVorm(BGM, false, Set.of())).uitkomst(NAAM)).isEqualTo("ONTHOUDEN NOODZAAK_ONTBREEKT");
    }

    /** The object lies in the recipient's area: every municipality of it, and at least one is known. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "0344, 0344, 0344, true", "0344, 0307, 0344, false", "0344, 0307, 0344 0307, true", "0344, 0344, 0307, false", "-, 0344, 0344, false",
        "0344, -, 0344, false"})
    void area_mustHoldEveryMunicipalityOfTheObject(@Nullable String een, @Nullable String twee, String gebied, boolean gaat) {
        Proefzaak zaak = met("C-GEBIED").gebied(BGM, gebied.split(" ")).groepen(
                groep("g-l", null, null, element(1, "gemeentecode", FEIT, een)), groep("g-m", null, null, element(2, "gemeentecode", FEIT, twee)),
                groep("g-v", "VERDACHTE", "g-l", element(NAAM, "achternaam", NAW, null), element(3, "gemeentecode", NAW, "0999")));

        assertThat(zaak.uitkomst(NAAM)).isEqualTo(gaat ? "VRIJGEGEVEN" : "ONTHOUDEN BUITEN_GEBIED");
    }

    @Test
    void area_ofAnObjectNobodyKnows_isOutside() {
        assertThat(met("C-GEBIED").groepen(groep("g-v", "VERDACHTE", null, element(NAAM, "achternaam", NAW, null))).uitkomst(NAAM))
                .isEqualTo("ONTHOUDEN BUITEN_GEBIED");
    }

    /** A decision for one municipality says nothing of an object that lies in two. */
    @Test
    void factAboutOneMunicipality_objectInTwo_doesNotCount() {
        Feit feit = Proefzaak.feit(new Feitsoort("ART20_BESLISSING"), Proef.bereik(Set.of("*"), Set.of("*"), Set.of("*"), null, null, "0344"));
        Proefzaak zaak = met("C-ART20").feiten(feit).groepen(
                groep("g-l", null, null, element(1, "gemeentecode", FEIT, "0344")), groep("g-m", null, null, element(2, "gemeentecode", FEIT, "0307")),
                groep("g-v", "VERDACHTE", "g-l", element(NAAM, "achternaam", NAW, null)));

        assertThat(zaak.uitkomst(NAAM)).isEqualTo("ONTHOUDEN ART20_BESLISSING_ONTBREEKT");
    }

    /** Of several that are missing the first by rank is told; the document waits only for what all can come. */
    @ParameterizedTest
    @CsvSource({
        "'{C-HAND: \"1\", C-ART20: \"2\"}',    ONTHOUDEN ART20_BESLISSING_ONTBREEKT, C-ART20",
        "'{C-HAND: \"1\", C-PROTOCOL: \"2\"}', WACHT UITVOERINGSPROTOCOL_ONTBREEKT,  C-PROTOCOL"})
    void severalMissing_theFirstByRankIsTold(String voorwaarden, String uitkomst, String eerste) {
        Proefzaak zaak = new Proefzaak().regel("voorwaarden", voorwaarden);

        assertThat(zaak.uitkomst(NAAM)).isEqualTo(uitkomst);
        assertThat(zaak.element(NAAM).reden().voorwaarde()).isEqualTo(eerste);
        assertThat(zaak.element(NAAM).reden().artikelen()).containsExactly("2");
    }
}

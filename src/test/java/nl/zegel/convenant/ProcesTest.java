package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.BGM;
import static nl.zegel.convenant.Proefzaak.DAG;
import static nl.zegel.convenant.Proefzaak.FEIT;
import static nl.zegel.convenant.Proefzaak.NAAM;
import static nl.zegel.convenant.Proefzaak.NAW;
import static nl.zegel.convenant.Proefzaak.NET;
import static nl.zegel.convenant.Proefzaak.POL;
import static nl.zegel.convenant.Proefzaak.element;
import static nl.zegel.convenant.Proefzaak.groep;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Regime;
import nl.zegel.document.Vorm;
import nl.zegel.party.Geldigheid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What guards a procedure: steps, cases, outcomes, areas within a document, purposes, and what is left after the end. */
class ProcesTest {
    private static final Feitsoort BESLUIT = new Feitsoort("BESLUIT");

    private static Proefzaak met(String voorwaarde) {
        return new Proefzaak().voorwaarde("C-X: {" + voorwaarde + "}").regel("voorwaarden", "{C-X: \"8\"}");
    }

    private static Proefzaak opFeit(String eis) {
        return met("feit: BESLUIT, ontbreekt: CASUSBESLISSING_ONTBREEKT, " + eis).verwijst("BESLUIT");
    }

    private static boolean gaat(Proefzaak zaak) {
        return zaak.uitkomst(NAAM).equals("VRIJGEGEVEN");
    }

    /** What a condition demands the fact must name itself: one that sets no limit of that kind does not count. */
    @ParameterizedTest
    @CsvSource({"LOKET", "ONDERDEEL", "KENMERK", "ZAAK", "GEMEENTE"})
    void demand_isMetOnlyByAFactThatNamesIt(Voorwaarde.Eis eis) {
        Bereik vol = Bereik.vanLoket(BGM).met("k-1", "z-1", "0344").metOnderdelen(Set.of(Proef.id(NAAM).waarde()));
        Bereik zonder = switch (eis) {
            case LOKET -> vol.voor(null);
            case ONDERDEEL -> vol.metOnderdelen(Set.of("*"));
            case KENMERK -> vol.met(null, "z-1", "0344");
            case ZAAK -> vol.met("k-1", null, "0344");
            case GEMEENTE -> vol.met("k-1", "z-1", null);
        };

        assertThat(gaat(opFeit("noemt: [" + eis + "]").feiten(Proefzaak.feit(BESLUIT, vol)))).isTrue();
        assertThat(gaat(opFeit("noemt: [" + eis + "]").feiten(Proefzaak.feit(BESLUIT, zonder)))).isFalse();
    }

    @Test
    void numberedFact_documentThatRefersToNone_doesNotCount() {
        Feit feit = Proefzaak.feit(BESLUIT, Bereik.alles().met("k-1", null, null));

        assertThat(gaat(opFeit("noemt: [KENMERK]").verwijst().feiten(feit))).isFalse();
        assertThat(gaat(opFeit("noemt: [KENMERK]").verwijst("VERZOEK").feiten(feit))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"JA, true", "NEE, false", "-, false"})
    void outcome_mustBeTheOneAskedFor(@Nullable String uitkomst, boolean gaat) {
        assertThat(gaat(opFeit("waarde: JA").feiten(Proefzaak.feit(BESLUIT, Bereik.alles().metWaarde(uitkomst))))).isEqualTo(gaat);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // step of the document, what was done, in a case, goes
        "EEN,  -,    -,   true", "TWEE, -,    -,   false", "TWEE, EEN,  z-1, true", "TWEE, EEN,  -,   false", "TWEE, TWEE, z-1, false", "DRIE, EEN,  z-1, true"})
    void guardedStep_needsOneBeforeItInTheSameCase(String stap, @Nullable String gedaan, @Nullable String zaak, boolean gaat) {
        Proefzaak proef = new Proefzaak().stappen("EEN, TWEE, DRIE", "{EEN: [], TWEE: [EEN]}").soort("PLAN", stap)
                .regel("documenttypen", "[PLAN]", "stappen", "[EEN, TWEE, DRIE]", "voorwaarden", "{C-STAP: \"8\"}");
        if (gedaan != null) {
            proef.feiten(Proefzaak.feit(Feitsoort.STAP, Bereik.alles().met(null, zaak, null).metWaarde(gedaan)));
        }

        assertThat(proef.uitkomst(NAAM)).isEqualTo(gaat ? "VRIJGEGEVEN" : "ONTHOUDEN STAP_NIET_BEREIKT");
    }

    /** A step that somebody merely states is not done. */
    @Test
    void stepStated_byWhoMayNot_isNotDone() {
        Feit verklaard = new Feit.Verklaring(Feitsoort.STAP, Bereik.alles().met(null, "z-1", null).metWaarde("EEN"), Proefzaak.GELDIG, POL, "sha256:x");

        assertThat(gaat(new Proefzaak().stappen("EEN, TWEE", "{TWEE: [EEN]}").soort("PLAN", "TWEE").feiten(verklaard)
                .regel("documenttypen", "[PLAN]", "stappen", "[EEN, TWEE]", "voorwaarden", "{C-STAP: \"8\"}"))).isFalse();
    }

    /** A day export has lines of many places: each recipient gets those of its own area. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "GEBIED_VAN_GROEP, gemeentecode, 0344,     0344,          true", "GEBIED_VAN_GROEP, gemeentecode, 0307,     0344,          false",
        "GEBIED_VAN_GROEP, gemeentecode, -,        0344,          false", "WIJK_VAN_GROEP,   wijkcode,     WK034401, 0344 WK034401, true",
        "WIJK_VAN_GROEP,   wijkcode,     WK034401, 0344,          false", "WIJK_VAN_GROEP,   wijkcode,     WK034402, 0344 WK034401, false"})
    void areaOfTheGroup_decidesForItsOwnLines(String toets, String term, @Nullable String code, String gebied, boolean gaat) {
        Proefzaak zaak = met("toets: " + toets).gebied(BGM, gebied.split(" ")).groepen(
                groep("g-elders", null, null, element(1, term, FEIT, "0999"), element(2, "soortObject", FEIT, "LOODS")),
                groep("g-l", null, null, element(3, term, FEIT, code)), groep("g-v", "VERDACHTE", "g-l", element(NAAM, "achternaam", NAW, null)));

        assertThat(zaak.uitkomst(NAAM)).isEqualTo(gaat ? "VRIJGEGEVEN" : "ONTHOUDEN BUITEN_GEBIED");
    }

    @Test
    void areaOfAnAttachment_isNobodys() {
        assertThat(met("toets: GEBIED_VAN_GROEP").bijlagen(Proefzaak.bijlage(9, NAW)).uitkomst(9)).isEqualTo("ONTHOUDEN BIJLAGE_BEVAT_ONTHOUDEN_GEGEVENS");
    }

    /** A rule for certain codes: there must be one, and no other beside it. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "true,  LOODS,  -,      true", "true,  KAS,    -,      false", "true,  -,      -,      false", "true,  LOODS,  KAS,    true",
        "false, LOODS,  -,      true", "false, LOODS,  KAS,    false", "false, -,      -,      false"})
    void ruleByCode_appliesOnlyWhereTheCodeIs(boolean inGroep, @Nullable String hier, @Nullable String elders, boolean gaat) {
        Proefzaak zaak = new Proefzaak().regel("categorieen", "[FEIT]", "betrokkenen", "[GEEN]", "bijCode", "{term: soortObject, codes: [LOODS], inGroep: " + inGroep + "}")
                .groepen(groep("g-l", null, null, element(NAAM, "iets", FEIT, null), element(2, "soortObject", FEIT, hier)),
                        groep("g-m", null, null, element(3, "soortObject", FEIT, elders)));

        assertThat(zaak.uitkomst(NAAM)).isEqualTo(gaat ? "VRIJGEGEVEN" : "ONTHOUDEN GEGEVEN_NIET_TOEGESTAAN");
    }

    /** A prohibition by code stands where one such code occurs, whatever stands beside it. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"true, LOODS, -, false", "true, -, LOODS, true", "false, -, LOODS, false", "true, KAS, LOODS, true", "false, KAS, -, true"})
    void prohibitionByCode_standsWhereTheCodeIs(boolean inGroep, @Nullable String hier, @Nullable String elders, boolean gaat) {
        Proefzaak zaak = new Proefzaak().regel("categorieen", "[FEIT]", "betrokkenen", "[GEEN]")
                .verbod("N-een", "artikelen", "[\"6\"]", "bijCode", "{term: soortObject, codes: [LOODS], inGroep: " + inGroep + "}")
                .groepen(groep("g-l", null, null, element(NAAM, "iets", FEIT, null), element(2, "soortObject", FEIT, hier)),
                        groep("g-m", null, null, element(3, "soortObject", FEIT, elders)));

        assertThat(gaat(zaak)).isEqualTo(gaat);
    }

    @ParameterizedTest
    @CsvSource({"'[MAATREGEL]', true", "'[DOSSIER]', false", "'[DOSSIER, MAATREGEL]', true"})
    void ruleForAPurpose_appliesForThatPurposeOnly(String doelen, boolean gaat) {
        assertThat(gaat(new Proefzaak().doelen("MAATREGEL, DOSSIER").regel("doelen", doelen))).isEqualTo(gaat);
    }

    /** G-3: after the end only continuing duties; before the beginning nothing. */
    @ParameterizedTest
    @CsvSource({
        "'vorm: EINDDATUM, van: 2026-01-01, totEnMet: 2026-11-22', true,  VRIJGEGEVEN", "'vorm: EINDDATUM, van: 2026-01-01, totEnMet: 2026-11-22', false, CONVENANT_NIET_VAN_KRACHT",
        "'vorm: EINDDATUM, van: 2026-01-01, totEnMet: 2026-11-23', false, VRIJGEGEVEN", "'vorm: ONBEPAALD, van: 2026-11-24',                       true,  CONVENANT_NIET_VAN_KRACHT",
        "'vorm: ONBEPAALD, ondertekenaars: [ALLEN]',               true,  CONVENANT_NIET_VAN_KRACHT",
        "'vorm: ONBEPAALD, van: 2026-01-01, opgezegdPer: 2026-11-23', true, VRIJGEGEVEN"})
    void afterTheEnd_onlyContinuingDutiesFlow(String looptijd, boolean naEinde, String uitkomst) {
        Proefzaak zaak = new Proefzaak().looptijd(looptijd).regel("naEinde", String.valueOf(naEinde))
                .regelErbij("R-twee", "categorieen", "[FEIT]", "betrokkenen", "[GEEN]");
        Besluit besluit = zaak.besluit();

        if (besluit.weigering() != null) {
            assertThat(besluit.weigering().code().name()).isEqualTo(uitkomst);
        } else {
            assertThat(zaak.uitkomst(NAAM)).isEqualTo(uitkomst);
            boolean loopt = VanKracht.op(zaak.convenant(), POL, Feiten.geen(), DAG) == VanKracht.Stand.LOOPT;
            assertThat(zaak.uitkomst(1).equals("VRIJGEGEVEN")).isEqualTo(loopt);
        }
    }

    /** Two signatures: in force from the last of them, and not while one is missing. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "2026-03-01, 2026-11-23, LOOPT", "2026-03-01, 2026-11-24, NIET_BEGONNEN", "2026-03-01, -, NIET_BEGONNEN", "-, 2026-03-01, NIET_BEGONNEN", "2025-11-20, 2025-11-23, GEEINDIGD"})
    void signaturesOfAll_beginTheConvenant(@Nullable LocalDate een, @Nullable LocalDate twee, VanKracht.Stand stand) {
        Convenant c = new Proefzaak().looptijd("vorm: NA_EVALUATIE, termijn: P1Y, ondertekenaars: [CHEF, GEZAG]").convenant();
        List<Feit> feiten = new java.util.ArrayList<>();
        getekend(feiten, "CHEF", een);
        getekend(feiten, "GEZAG", twee);
        getekend(feiten, "PORTIER", LocalDate.of(2026, 1, 1));

        assertThat(VanKracht.op(c, POL, new Feiten(feiten), DAG)).isEqualTo(stand);
    }

    private static void getekend(List<Feit> feiten, String wie, @Nullable LocalDate op) {
        if (op != null) {
            feiten.add(new Feit.Afgeleid(Feitsoort.ONDERTEKENING, Bereik.alles().metWaarde(wie), new Geldigheid(op, null), "proef"));
        }
    }

    /** A document that may hold no person is refused as a whole when it does. */
    @Test
    void documentWithoutPersons_thatHoldsOne_isRefused() {
        Coordinaten niemand = new Coordinaten("FEIT", Coordinaten.GEEN, Regime.WPG8, "EIGEN");
        Vorm.GroepVorm plaats = groep("g-l", null, null, element(1, "iets", niemand, null));

        assertThat(leeg().groepen(plaats).besluit().weigering()).isNull();
        assertThat(leeg().groepen(plaats).bijlagen(Proefzaak.bijlage(9, niemand)).besluit().weigering()).isNull();
        for (Proefzaak zaak : List.of(leeg(), leeg().groepen(groep("g-l", "VERDACHTE", null)), leeg().groepen(plaats).bijlagen(Proefzaak.bijlage(9)),
                leeg().groepen(plaats).bijlagen(Proefzaak.bijlage(9, niemand, NAW)),
                leeg().groepen(groep("g-l", null, null, element(1, "iets", niemand, null, "TELEFOON"))),
                leeg().groepen(groep("g-l", null, null, element(1, "iets", Proefzaak.coord("FEIT - WPG8 EIGEN"), null))))) {
            assertThat(zaak.besluit().weigering()).isNotNull().satisfies(r -> assertThat(r.code()).isEqualTo(Redencode.PERSOONSGEGEVENS_IN_NIET_PERSOONSBERICHT));
        }
    }

    private static Proefzaak leeg() {
        return new Proefzaak().zonderPersoonsgegevens().regel("categorieen", "[FEIT]", "betrokkenen", "[GEEN]");
    }

    private static Vorm eerder(String soort, @Nullable String stap, @Nullable String... codes) {
        Vorm.ElementVorm[] elementen = java.util.stream.IntStream.range(0, codes.length).mapToObj(i -> element(20 + i, "agendering", FEIT, codes[i])).toArray(Vorm.ElementVorm[]::new);
        return new Vorm(Vorm.VERSIE, soort, "proef", BGM, stap, "MAATREGEL", List.of(new Vorm.OntvangerVorm(POL, true, Set.of()), new Vorm.OntvangerVorm(NET, true, Set.of())),
                Set.of(), List.of(groep("g-l", null, null, elementen)), List.of());
    }

    private static Afleiding.Eerder in(@Nullable String zaak, Vorm vorm) {
        return new Afleiding.Eerder(vorm, "ref-1", zaak, "0344", "register:1");
    }

    @Test
    void requestAccepted_isAFactAboutWhoMadeIt_underItsReference() {
        Convenant c = new Proefzaak().afleiding("{feit: BESLUIT, uit: [HIB], over: AFZENDER, inGemeente: true}").convenant();

        assertThat(c.afgeleid(in(null, eerder("HIB", null)), DAG)).containsExactly(new Feit.Afgeleid(BESLUIT,
                Bereik.vanLoket(BGM).met("ref-1", null, "0344"), new Geldigheid(DAG, DAG), "register:1"));
        assertThat(c.afgeleid(in(null, eerder("PLAN", null)), DAG)).isEmpty();
        assertThat(c.afgeleid(new Afleiding.Eerder(eerder("HIB", null), "ref-1", null, null, "register:1"), DAG)).isEmpty();
        assertThat(c.verwijstNaarDocument("BESLUIT")).isTrue();
        assertThat(c.verwijstNaarDocument("ANDERS")).isFalse();
    }

    /** Of a decision the last counts, also when it says nothing; of steps each one; and nothing outside its case. */
    @Test
    void decisionsAndStepsOfACase_areFactsWithinIt() {
        Convenant c = new Proefzaak().stappen("EEN, TWEE", "{TWEE: [EEN]}")
                .afleiding("{feit: BESLUIT, uit: [HIB], over: ONTVANGERS, waarde: agendering, inZaak: true}").afleiding("{feit: STAP, uit: [PLAN], over: NIEMAND, waarde: stap, inZaak: true}").convenant();
        List<Afleiding.Eerder> zaak = List.of(in("z-1", eerder("HIB", null, "NEE")), in("z-1", eerder("PLAN", "EEN")), in("z-1", eerder("HIB", null, "JA")), in("z-1", eerder("PLAN", "TWEE")));

        List<Bereik> feiten = c.afgeleidInZaak(zaak, DAG).stream().map(Feit::bereik).toList();

        Bereik bereik = Bereik.alles().met("ref-1", "z-1", null);
        assertThat(feiten).containsExactlyInAnyOrder(bereik.voor(POL).metWaarde("JA"), bereik.voor(NET).metWaarde("JA"), bereik.metWaarde("EEN"), bereik.metWaarde("TWEE"));
        assertThat(c.afgeleidInZaak(List.of(in("z-1", eerder("HIB", null, "JA")), in("z-1", eerder("HIB", null))), DAG)).isEmpty();
        assertThat(c.afgeleidInZaak(List.of(in("z-1", eerder("HIB", null, "JA", "NEE"))), DAG)).isEmpty();
        assertThat(c.afgeleidInZaak(List.of(in(null, eerder("HIB", null, "JA"))), DAG)).isEmpty();
        assertThat(c.afgeleid(in("z-1", eerder("HIB", null, "JA")), DAG)).isEmpty();
    }

    /** The outcome is the code of the term asked, whatever other codes stand beside it. */
    @Test
    void outcomeOfADocument_isReadFromItsOwnTerm() {
        Convenant c = new Proefzaak().afleiding("{feit: BESLUIT, uit: [HIB], over: NIEMAND, waarde: agendering}").convenant();
        Vorm vorm = eerder("HIB", null, "JA");
        Vorm metAnder = Proef.met(vorm, vorm.ontvangers(), Set.of(),
                List.of(vorm.groepen().get(0), groep("g-m", null, null, element(30, "soortObject", FEIT, "LOODS"))), List.of());

        assertThat(c.afgeleid(in(null, metAnder), DAG)).extracting(f -> f.bereik().waarde()).containsExactly("JA");
    }

    /** An attachment stands in no group, so it holds no code of one. */
    @Test
    void ruleByCodeOfTheGroup_neverGivesAnAttachment() {
        Proefzaak zaak = new Proefzaak().regel("bijCode", "{term: soortObject, codes: [LOODS], inGroep: true}").bijlagen(Proefzaak.bijlage(9, NAW));

        assertThat(zaak.uitkomst(9)).isEqualTo("ONTHOUDEN BIJLAGE_BEVAT_ONTHOUDEN_GEGEVENS");
        assertThat(new Proefzaak().regel("bijCode", "{term: soortObject, codes: [LOODS]}").bijlagen(Proefzaak.bijlage(9, NAW)).uitkomst(9)).isEqualTo("VRIJGEGEVEN");
    }
}

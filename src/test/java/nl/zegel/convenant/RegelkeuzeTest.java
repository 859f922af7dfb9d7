package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.FEIT;
import static nl.zegel.convenant.Proefzaak.NAAM;
import static nl.zegel.convenant.Proefzaak.NAW;
import static nl.zegel.convenant.Proefzaak.coord;
import static nl.zegel.convenant.Proefzaak.element;
import static nl.zegel.convenant.Proefzaak.groep;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import nl.zegel.convenant.Besluit.ElementBesluit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rule or prohibition speaks, and which rule is told to have come nearest; the element is NAW of a VERDACHTE, by POL to BGM. */
class RegelkeuzeTest {
    /** "naar [NET]; categorieen [TEL]" as keys and values. */
    private static String[] sleutels(@Nullable String tekst) {
        return tekst == null ? new String[0]
                : Arrays.stream(tekst.split("; ")).flatMap(s -> Stream.of(s.substring(0, s.indexOf(' ')), s.substring(s.indexOf(' ') + 1))).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "naar [NET]                             | ONTVANGER_UITGESLOTEN", "betrokkenen [MELDER]                   | BETROKKENE_CATEGORIE_NIET_TOEGESTAAN",
        "categorieen [TEL]                      | GEGEVEN_NIET_TOEGESTAAN", "regimes [WPG9]                         | REGIME_NIET_TOEGESTAAN",
        "herkomst [NET]                         | HERKOMST_NIET_TOEGESTAAN",
        "naar [NET]; betrokkenen [MELDER]       | ONTVANGER_UITGESLOTEN", "betrokkenen [MELDER]; categorieen [TEL] | BETROKKENE_CATEGORIE_NIET_TOEGESTAAN",
        "categorieen [TEL]; regimes [WPG9]      | GEGEVEN_NIET_TOEGESTAAN", "regimes [WPG9]; herkomst [NET]         | REGIME_NIET_TOEGESTAAN"})
    void ruleThatDoesNotReach_theReasonIsTheFirstThingItDoesNotName(String anders, Redencode code) {
        ElementBesluit b = new Proefzaak().regel(sleutels(anders)).element(NAAM);

        assertThat(b.uitkomst()).isEqualTo(Uitkomst.ONTHOUDEN);
        assertThat(b.reden()).isEqualTo(new Reden(code, null, java.util.List.of(), java.util.List.of(), java.util.List.of(), null, "R-een"));
    }

    @Test
    void nearestRuleOfAnotherSender_isTheReason() {
        ElementBesluit b = new Proefzaak().regel("van", "[NET]")
                .regelErbij("R-ver", "naar", "[NET]", "categorieen", "[TEL]", "betrokkenen", "[MELDER]").element(NAAM);

        assertThat(b.reden().code()).isEqualTo(Redencode.ROL_MAG_NIET_VERSTREKKEN);
        assertThat(b.reden().dichtstbijzijnde()).isEqualTo("R-een");
    }

    @Test
    void ruleOfAnotherStep_isNotReached() {
        ElementBesluit b = new Proefzaak().regel("documenttypen", "[PLAN]", "stappen", "[TWEE]").soort("PLAN", "EEN").element(NAAM);

        assertThat(b.reden().code()).isEqualTo(Redencode.STAP_NIET_BEREIKT);
        assertThat(new Proefzaak().regel("documenttypen", "[PLAN]", "stappen", "[TWEE]").soort("PLAN", "TWEE").uitkomst(NAAM)).isEqualTo("VRIJGEGEVEN");
    }

    @ParameterizedTest
    @CsvSource({"NAW VERDACHTE - EIGEN, REGIME_ONTBREEKT", "NAW VERDACHTE WPG8 -, HERKOMST_ONTBREEKT", "NAW VERDACHTE - -, REGIME_ONTBREEKT",
        "NAW - WPG8 EIGEN, BETROKKENE_CATEGORIE_NIET_TOEGESTAAN"})
    void coordinateNotStated_isWithheld(String coord, Redencode code) {
        assertThat(new Proefzaak().persoon("VERDACHTE", element(NAAM, "achternaam", coord(coord), null)).uitkomst(NAAM)).isEqualTo("ONTHOUDEN " + code);
    }

    /** In the file the first rule stands before the second; only the second's nearness can put it forward. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "van [NET]                         | categorieen [TEL]    | R-twee", "naar [NET]                        | categorieen [TEL]    | R-twee",
        "categorieen [TEL]                 | betrokkenen [MELDER] | R-twee", "betrokkenen [MELDER]              | regimes [WPG9]       | R-twee",
        "regimes [WPG9]                    | herkomst [NET]       | R-twee", "categorieen [TEL]; herkomst [NET] | categorieen [TEL]    | R-twee",
        "categorieen [TEL]; regimes [WPG9] | categorieen [TEL]    | R-twee", "categorieen [TEL]                 | categorieen [EMAIL]  | R-een",
        "herkomst [NET]                    | regimes [WPG9]       | R-een", "categorieen [TEL]                 | naar [NET]           | R-een"})
    void nearest_isTheRuleThatAgreesOnMost_theFirstOfEquals(String een, String twee, String nabij) {
        assertThat(new Proefzaak().regel(sleutels(een)).regelErbij("R-twee", sleutels(twee)).element(NAAM).reden().dichtstbijzijnde()).isEqualTo(nabij);
    }

    @Test
    void nearest_ofTwoInDifferentSteps_isTheOneInTheDocumentsStep() {
        Proefzaak zaak = new Proefzaak().soort("PLAN", "EEN").regel("documenttypen", "[PLAN]", "stappen", "[TWEE]", "categorieen", "[TEL]")
                .regelErbij("R-twee", "documenttypen", "[PLAN]", "stappen", "[EEN]", "categorieen", "[TEL]");

        assertThat(zaak.element(NAAM).reden().dichtstbijzijnde()).isEqualTo("R-twee");
    }

    @Test
    void rule_thatExistsOnlyInTheOtherReading_givesNothing() {
        Proefzaak zaak = new Proefzaak().regel("alleenBij", "{L-PLAATS: OPEN}").regelErbij("R-ver", "categorieen", "[TEL]");

        assertThat(zaak.uitkomst(NAAM)).isEqualTo("ONTHOUDEN GEGEVEN_NIET_TOEGESTAAN");
        assertThat(zaak.lezing("L-PLAATS", Lezing.Stand.OPEN).uitkomst(NAAM)).isEqualTo("VRIJGEGEVEN");
    }

    /** INVARIANT (narrow only): what is prohibited stays whatever a rule says; what the prohibition does not name goes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "van [POL]                                  | true", "van [NET]                                  | false",
        "naar [BGM]                                 | true", "naar [NET]                                 | false",
        "documenttypen [HIB]                        | true", "documenttypen [PLAN]                       | false",
        "categorieen [NAW]                          | true", "categorieen [TEL]                          | false",
        "betrokkenen [VERDACHTE]                    | true", "betrokkenen [MELDER]                       | false",
        "regimes [WPG8]                             | true", "regimes [WPG9]                             | false",
        "herkomst [EIGEN]                           | true", "herkomst [NET]                             | false",
        "bijCode {term: sector, codes: [ILLEGAAL]}  | true", "bijCode {term: sector, codes: [LEGAAL]}    | false",
        "bijCode {term: soortObject, codes: [KAS]}  | false",
        "alleenBij {L-PLAATS: DICHT}                | true", "alleenBij {L-PLAATS: OPEN}                 | false"})
    void prohibition_winsWhereItNamesTheTuple_andOnlyThere(String waar, boolean verboden) {
        Proefzaak zaak = new Proefzaak().verbod("N-een", Stream.concat(Stream.of("artikelen", "[\"6\"]"), Stream.of(sleutels(waar))).toArray(String[]::new))
                .groepen(groep("g-l", null, null, element(1, "sector", FEIT, "ILLEGAAL"), element(2, "sector", FEIT, null)),
                        groep("g-v", "VERDACHTE", "g-l", element(NAAM, "achternaam", NAW, null)));

        ElementBesluit b = zaak.element(NAAM);

        assertThat(b.uitkomst()).isEqualTo(verboden ? Uitkomst.ONTHOUDEN : Uitkomst.VRIJGEGEVEN);
        assertThat(b.reden().regel()).isEqualTo(verboden ? "N-een" : "R-een");
        assertThat(b.reden().dichtstbijzijnde()).isEqualTo(verboden ? "R-een" : null);
    }

    /** A coordinate that was not stated may be any: only a prohibition that names every value covers it for certain. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "categorieen [NAW] | N-een", "herkomst [EIGEN]  | -", "regimes [WPG8]    | N-een"})
    void prohibition_ofAnElementWithoutOrigin_needsAPlaceForEveryOrigin(String waar, String regel) {
        Proefzaak zaak = new Proefzaak().verbod("N-een", Stream.concat(Stream.of("artikelen", "[\"6\"]"), Stream.of(sleutels(waar))).toArray(String[]::new))
                .persoon("VERDACHTE", element(NAAM, "achternaam", coord("NAW VERDACHTE WPG8 -"), null));

        assertThat(zaak.element(NAAM).uitkomst()).isEqualTo(Uitkomst.ONTHOUDEN);
        assertThat(zaak.element(NAAM).reden().regel()).isEqualTo(regel.equals("-") ? null : regel);
    }

    /** A lawyer who opens the readings that a prohibition rests on alone ends it; one with an article stays. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"OPEN, -, true", "DICHT, -, false", "OPEN, 6, false", "DICHT, 6, false"})
    void prohibition_restingOnReadingsAlone_endsWhenAllAreOpen(Lezing.Stand stand, @Nullable String artikel, boolean gaat) {
        Proefzaak zaak = new Proefzaak().lezing("L-EEN", Lezing.Stand.OPEN).lezing("L-TWEE", stand)
                .verbod("N-een", "lezingen", "[L-EEN, L-TWEE]", "artikelen", artikel == null ? "[]" : "[\"" + artikel + "\"]");

        assertThat(zaak.uitkomst(NAAM)).isEqualTo(gaat ? "VRIJGEGEVEN" : "ONTHOUDEN GEGEVEN_NIET_TOEGESTAAN");
    }
}

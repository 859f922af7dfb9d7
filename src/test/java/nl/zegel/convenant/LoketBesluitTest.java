package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.BGM;
import static nl.zegel.convenant.Proefzaak.DAG;
import static nl.zegel.convenant.Proefzaak.FEIT;
import static nl.zegel.convenant.Proefzaak.NAAM;
import static nl.zegel.convenant.Proefzaak.NAW;
import static nl.zegel.convenant.Proefzaak.NET;
import static nl.zegel.convenant.Proefzaak.bijlage;
import static nl.zegel.convenant.Proefzaak.coord;
import static nl.zegel.convenant.Proefzaak.element;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import nl.zegel.convenant.Besluit.Bewaring;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Vorm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one recipient is told and given as a whole: the reason, the obligations, the retention. */
class LoketBesluitTest {
    private static final Coordinaten TEL = coord("TEL VERDACHTE WPG8 EIGEN");
    private static final Coordinaten EMAIL = coord("EMAIL VERDACHTE WPG8 EIGEN");
    private static final Coordinaten BSN = coord("BSN VERDACHTE WPG8 EIGEN");

    /** TEL waits, EMAIL misses a decision, BSN no rule names. */
    private static Proefzaak zaak(Coordinaten... gegevens) {
        Vorm.ElementVorm[] elementen = new Vorm.ElementVorm[gegevens.length];
        for (int i = 0; i < gegevens.length; i++) {
            elementen[i] = element(10 + i, "iets", gegevens[i], null);
        }
        return new Proefzaak().regel().regelErbij("R-wacht", "categorieen", "[TEL]", "voorwaarden", "{C-HAND: \"8\"}")
                .regelErbij("R-mist", "categorieen", "[EMAIL]", "voorwaarden", "{C-ART20: \"8\"}").groepen(Proefzaak.groep("g-v", "VERDACHTE", null, elementen));
    }

    private static void heet(Proefzaak zaak, Redencode reden, boolean wacht) {
        assertThat(zaak.loket().reden().code()).isEqualTo(reden);
        assertThat(zaak.loket().wacht()).isEqualTo(wacht);
    }

    @Test
    void reason_isThatSomethingGoes_elseThatItWaits_elseWhatIsMissing_elseTheFirst() {
        heet(zaak(BSN, EMAIL, TEL, NAW), Redencode.TOEGESTAAN, false);
        heet(zaak(BSN, EMAIL, TEL), Redencode.WACHT_OP_HANDMATIGE_VRIJGAVE, true);
        heet(zaak(BSN, EMAIL), Redencode.ART20_BESLISSING_ONTBREEKT, false);
        heet(zaak(coord("BSN VERDACHTE - EIGEN"), BSN), Redencode.REGIME_ONTBREEKT, false);
        heet(zaak(BSN, coord("BSN VERDACHTE - EIGEN")), Redencode.GEGEVEN_NIET_TOEGESTAAN, false);
    }

    @Test
    void documentOfNothing_givesNothing() {
        heet(new Proefzaak().groepen(), Redencode.GEGEVEN_NIET_TOEGESTAAN, false);
        assertThat(new Proefzaak().groepen().loket().ietsVrij()).isFalse();
    }

    /** Of one obligation that two rules carry, the article of the first is told. */
    @Test
    void obligations_areThoseOfTheRulesThatGave() {
        Proefzaak zaak = new Proefzaak().regel().regelErbij("R-twee", "categorieen", "[TEL]", "verplichtingen", "[O-TWEE]")
                .persoon("VERDACHTE", element(NAAM, "achternaam", NAW, null), element(5, "telefoon", TEL, null));

        assertThat(zaak.loket().verplichtingen()).isEqualTo(Map.of("O-GEHEIM", "9.1", "O-DOEL", "9.2", "O-LEK", "9.3"));
        assertThat(zaak.persoon("VERDACHTE", element(NAAM, "achternaam", NAW, null)).loket().verplichtingen()).isEqualTo(Map.of("O-GEHEIM", "9.1", "O-DOEL", "9.2"));
        assertThat(zaak.persoon("VERDACHTE", element(NAAM, "achternaam", BSN, null)).loket().verplichtingen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "eigen, eigen, EIGEN, -,          10", "eigen, kort,  KORT,  2026-12-23, 10.1", "kort,  eigen, KORT,  2026-12-23, 10.1",
        "kort,  lang,  KORT,  2026-12-23, 10.1", "lang,  kort,  KORT,  2026-12-23, 10.1", "lang,  lang,  LANG,  2027-11-23, 10.2",
        "lang,  eigen, LANG,  2027-11-23, 10.2"})
    void retention_isTheShortestOfTheRulesThatGave(String een, String twee, String klasse, @Nullable LocalDate tot, String artikel) {
        Proefzaak zaak = new Proefzaak().regel("bewaring", een).regelErbij("R-twee", "categorieen", "[TEL]", "bewaring", twee)
                .regelErbij("R-dicht", "categorieen", "[BSN]", "bewaring", "kort", "voorwaarden", "{C-HAND: \"8\"}")
                .persoon("VERDACHTE", element(NAAM, "achternaam", NAW, null), element(5, "telefoon", TEL, null), element(6, "bsn", BSN, null));

        assertThat(zaak.loket().bewaring()).isEqualTo(new Bewaring(klasse, tot, artikel));
    }

    @Test
    void retention_whenNothingGoes_isNone() {
        assertThat(new Proefzaak().regel("bewaring", "kort", "categorieen", "[TEL]").loket().bewaring()).isEqualTo(new Bewaring("GEEN", null, ""));
        assertThat(DAG.plusMonths(1)).isEqualTo(LocalDate.of(2026, 12, 23));
    }

    /** Nothing certain can be said of either, so neither goes, and neither brings its rule's obligations. */
    @Test
    void idThatStandsTwice_isWithheldBothTimes() {
        LoketBesluit elementen = new Proefzaak().persoon("VERDACHTE", element(NAAM, "achternaam", NAW, null), element(NAAM, "voornaam", NAW, null)).loket();
        LoketBesluit metBijlage = new Proefzaak().bijlagen(bijlage(NAAM, NAW)).loket();

        for (LoketBesluit l : java.util.List.of(elementen, metBijlage)) {
            assertThat(l.elementen().get(Proef.id(NAAM)).uitkomst()).isEqualTo(Uitkomst.ONTHOUDEN);
            assertThat(l.elementen().get(Proef.id(NAAM)).reden().code()).isEqualTo(Redencode.GEGEVEN_NIET_TOEGESTAAN);
            assertThat(l.verplichtingen()).isEmpty();
            assertThat(l.bewaring()).isEqualTo(new Bewaring("GEEN", null, ""));
        }
    }

    /** Every element and attachment is told, so that the register can show what was withheld. */
    @Test
    void recipientThatIsShutOut_isToldOfEveryElementWithThatReason() {
        LoketBesluit dicht = new Proefzaak().bijlagen(bijlage(9, NAW)).naar(new Vorm.OntvangerVorm(new nl.zegel.party.LoketId("vreemd"), true, Set.of())).loket();

        assertThat(dicht.elementen().keySet()).containsExactlyInAnyOrder(Proef.id(1), Proef.id(2), Proef.id(NAAM), Proef.id(9));
        assertThat(dicht.elementen().values()).allSatisfy(b -> assertThat(b.uitkomst() + " " + b.reden().code()).isEqualTo("ONTHOUDEN PARTIJ_GEEN_DEELNEMER"));
        assertThat(dicht.verplichtingen()).isEmpty();
        assertThat(dicht.bewaring().termijnklasse()).isEqualTo("GEEN");
        assertThat(dicht.wacht()).isFalse();
    }

    /** The reason travels in the copy: with a hit in it nothing goes, whatever the rule asks. */
    @Test
    void hitInTheReason_shutsTheRecipientOut() {
        LoketBesluit l = new Proefzaak().naar(new Vorm.OntvangerVorm(BGM, true, Set.of("BSN"))).loket();

        assertThat(l.reden().code()).isEqualTo(Redencode.NOODZAAK_ONTBREEKT);
        assertThat(l.ietsVrij()).isFalse();
    }

    @Test
    void recipients_areDecidedEachByItself_andNobodyElse() {
        Besluit b = new Proefzaak().naar(new Vorm.OntvangerVorm(NET, true, Set.of()), new Vorm.OntvangerVorm(BGM, true, Set.of())).besluit();

        assertThat(b.lokets()).extracting(LoketBesluit::loket).containsExactly(NET, BGM);
        assertThat(b.lokets()).extracting(LoketBesluit::ietsVrij).containsExactly(false, true);
        assertThat(b.lokets().get(0).elementen().get(Proef.id(1)).reden().code()).isEqualTo(Redencode.ONTVANGER_UITGESLOTEN);
    }

    /** Precision and generalisation: the rule's, the element's, what comes of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "[]             | []                | -        | POSTCODE4      | VRIJGEGEVEN",
        "[POSTCODE]     | []                | POSTCODE | -              | VRIJGEGEVEN",
        "[POSTCODE]     | []                | ADRES    | -              | ONTHOUDEN PRECISIE_TE_HOOG",
        "[POSTCODE]     | []                | -        | -              | ONTHOUDEN PRECISIE_TE_HOOG",
        "[POSTCODE]     | [WIJK]            | POSTCODE | WIJK           | VRIJGEGEVEN",
        "[POSTCODE]     | [WIJK]            | ADRES    | WIJK           | VERGROFD WIJK",
        "[POSTCODE]     | [WIJK]            | ADRES    | POSTCODE4      | ONTHOUDEN PRECISIE_TE_HOOG",
        "[]             | [WIJK]            | ADRES    | WIJK           | VERGROFD WIJK",
        "[]             | [WIJK]            | -        | -              | ONTHOUDEN PRECISIE_TE_HOOG",
        "[]             | [WIJK, POSTCODE4] | ADRES    | POSTCODE4 WIJK | VERGROFD WIJK",
        "[]             | [POSTCODE4, WIJK] | ADRES    | POSTCODE4 WIJK | VERGROFD POSTCODE4"})
    void precision_goesAsTheRuleSays_elseCoarser_elseNot(
            String precisies, String vergrovingen, @Nullable String precisie, @Nullable String heeft, String uitkomst) {
        Vorm.ElementVorm e = new Vorm.ElementVorm(Proef.id(NAAM), "adres", NAW, null, precisie, heeft == null ? Set.of() : Set.of(heeft.split(" ")), Set.of());
        Proefzaak zaak = new Proefzaak().regel("precisies", precisies, "vergrovingen", vergrovingen).persoon("VERDACHTE", e);

        Besluit.ElementBesluit b = zaak.element(NAAM);

        assertThat(b.uitkomst() == Uitkomst.VERGROFD ? "VERGROFD " + b.vergroving() : zaak.uitkomst(NAAM)).isEqualTo(uitkomst);
        assertThat(b.reden().regel()).isEqualTo("R-een");
        assertThat(zaak.loket().reden().code() == Redencode.TOEGESTAAN).isEqualTo(b.uitkomst().gaat());
        assertThat(zaak.loket().verplichtingen().isEmpty()).isEqualTo(!b.uitkomst().gaat());
    }

    /** Of several rules that name the element the most generous speaks, wherever it stands in the file. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "VRIJGEGEVEN R-vrij    | R-vrij, R-grof, R-wacht, R-mist", "VRIJGEGEVEN R-vrij    | R-mist, R-wacht, R-grof, R-vrij", "VERGROFD R-grof       | R-mist, R-wacht, R-grof",
        "VERGROFD R-grof       | R-grof, R-wacht, R-mist", "WACHT R-wacht         | R-mist, R-wacht", "WACHT R-wacht         | R-wacht, R-mist",
        "ONTHOUDEN R-mist      | R-mist", "ONTHOUDEN R-mist      | R-mist, R-mist2", "ONTHOUDEN R-mist2     | R-mist2, R-mist"})
    void severalRules_theMostGenerousSpeaks_thenTheFirst(String verwacht, String regels) {
        Vorm.ElementVorm e = new Vorm.ElementVorm(Proef.id(NAAM), "adres", NAW, null, null, Set.of("WIJK"), Set.of());
        Proefzaak zaak = new Proefzaak().persoon("VERDACHTE", e);
        for (String id : regels.split(", ")) {
            switch (id) {
                case "R-vrij" -> zaak.regelErbij(id);
                case "R-grof" -> zaak.regelErbij(id, "vergrovingen", "[WIJK]");
                case "R-wacht" -> zaak.regelErbij(id, "voorwaarden", "{C-HAND: \"8\"}");
                default -> zaak.regelErbij(id, "voorwaarden", "{C-ART20: \"8\"}");
            }
        }

        assertThat(zaak.element(NAAM).uitkomst() + " " + zaak.element(NAAM).reden().regel()).isEqualTo(verwacht);
    }

    @ParameterizedTest
    @CsvSource({"toelichting, true, VRIJGEGEVEN", "toelichting, false, ONTHOUDEN VRIJE_TEKST_NIET_VRIJGEGEVEN", "achternaam, false, VRIJGEGEVEN"})
    void freeText_goesOnlyByARuleThatSaysSo(String term, boolean regel, String uitkomst) {
        Proefzaak zaak = new Proefzaak().regel("vrijeTekst", String.valueOf(regel)).persoon("VERDACHTE", element(NAAM, term, NAW, null));

        assertThat(zaak.uitkomst(NAAM)).isEqualTo(uitkomst);
    }

    /** Nothing declared is not nothing held; one part withheld withholds the whole, with the reason of that part. */
    @Test
    void attachment_goesOnlyWhereEveryPartOfItGoes() {
        Proefzaak zaak = zaak().bijlagen(bijlage(1), bijlage(2, NAW), bijlage(3, NAW, FEIT), bijlage(4, NAW, TEL), bijlage(5, EMAIL, TEL), bijlage(6, NAW, EMAIL));

        assertThat(zaak.uitkomst(1)).isEqualTo("ONTHOUDEN BIJLAGE_ZONDER_INHOUDSOPGAVE");
        assertThat(zaak.uitkomst(2)).isEqualTo("VRIJGEGEVEN");
        assertThat(zaak.uitkomst(3)).isEqualTo("ONTHOUDEN BIJLAGE_BEVAT_ONTHOUDEN_GEGEVENS");
        assertThat(zaak.uitkomst(4)).isEqualTo("WACHT WACHT_OP_HANDMATIGE_VRIJGAVE");
        assertThat(zaak.uitkomst(5)).isEqualTo("ONTHOUDEN BIJLAGE_BEVAT_ONTHOUDEN_GEGEVENS");
        assertThat(zaak.element(5).reden().voorwaarde()).isEqualTo("C-ART20");
        assertThat(zaak.element(6).reden().regel()).isEqualTo("R-mist");
        assertThat(zaak.element(3).reden().dichtstbijzijnde()).isEqualTo("R-een");
    }

    @Test
    void attachment_isNeverGeneralised() {
        assertThat(new Proefzaak().regel("vergrovingen", "[WIJK]").bijlagen(bijlage(9, NAW)).uitkomst(9)).isEqualTo("ONTHOUDEN BIJLAGE_BEVAT_ONTHOUDEN_GEGEVENS");
    }

    @Test
    void factOfAnAttachment_countsForIt() {
        Bereik bijlage = Proef.bereik(Set.of("*"), Set.of("*"), Set.of("*"), null, null, null, Set.of(Proef.id(9).waarde()));
        Proefzaak zaak = new Proefzaak().regel("voorwaarden", "{C-ART20: \"8\"}").bijlagen(bijlage(9, NAW), bijlage(8, NAW))
                .feiten(Proefzaak.feit(new Feitsoort("ART20_BESLISSING"), bijlage));

        assertThat(zaak.uitkomst(9)).isEqualTo("VRIJGEGEVEN");
        assertThat(zaak.uitkomst(8)).isEqualTo("ONTHOUDEN BIJLAGE_BEVAT_ONTHOUDEN_GEGEVENS");
    }

    /** The reading that a missing signature excludes is told where the convenant has it. */
    @Test
    void partyThatTakesNoPart_isToldTheReadingOfIt() {
        Vorm.OntvangerVorm vreemd = new Vorm.OntvangerVorm(new nl.zegel.party.LoketId("vreemd"), true, Set.of());

        assertThat(new Proefzaak().naar(vreemd).loket().reden().lezingen()).isEmpty();
        assertThat(new Proefzaak().lezing("G-2", Lezing.Stand.DICHT).naar(vreemd).loket().reden().lezingen()).containsExactly("G-2");
        assertThat(new Proefzaak().naar(vreemd).loket().reden().voorwaarde()).isEqualTo("C-DEELNAME");
    }
}

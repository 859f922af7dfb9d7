package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.FEIT;
import static nl.zegel.convenant.Proefzaak.NAAM;
import static nl.zegel.convenant.Proefzaak.NAW;
import static nl.zegel.convenant.Proefzaak.bijlage;
import static nl.zegel.convenant.Proefzaak.coord;
import static nl.zegel.convenant.Proefzaak.element;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of docs/weigeringen.md, spelled out: evidence that was given out says them, so they do not change meaning. */
class RedencodeTest {
    /** The word that the file gives a condition is said when it is not met; with a hold, while it waits. */
    @ParameterizedTest
    @ValueSource(strings = {"GRONDSLAG_ONTBREEKT", "ART20_BESLISSING_ONTBREEKT", "OM_TOESTEMMING_ONTBREEKT", "HOOFDOFFICIER_TOESTEMMING_ONTBREEKT",
        "CASUSBESLISSING_ONTBREEKT", "TOESTEMMING_BETROKKENE_ONTBREEKT", "TOESTEMMING_VERSTREKKER_ONTBREEKT", "GEHEIMHOUDINGSVERKLARING_ONTBREEKT",
        "BSN_ZONDER_WETTELIJKE_PLICHT", "VERZOEK_ONTBREEKT", "UITVOERINGSPROTOCOL_ONTBREEKT", "UITVOERINGSPLAN_ONTBREEKT",
        "SAMENWERKINGSAFSPRAKEN_ONTBREKEN", "AFSTEMMING_INBRAKENTEAM_ONTBREEKT", "NIET_GEAGENDEERD", "ONTVANGER_UITGESLOTEN", "BUITEN_GEBIED",
        "OPSPORINGSBELANG_VERZET", "AVG10_GRONDSLAG_ONTBREEKT", "WACHT_OP_HANDMATIGE_VRIJGAVE", "ESCALATIEDREMPEL_NIET_BEREIKT"})
    void conditionNotMet_saysTheWordOfTheFile(String code) {
        for (boolean wacht : new boolean[] {true, false}) {
            Proefzaak zaak = new Proefzaak().voorwaarde("C-X: {feit: IETS, ontbreekt: " + code + ", wacht: " + wacht + "}")
                    .regel("voorwaarden", "{C-X: \"8\"}");
            assertThat(zaak.uitkomst(NAAM)).isEqualTo((wacht ? "WACHT " : "ONTHOUDEN ") + code);
        }
    }

    /** The words of what the gateway tests itself. */
    @ParameterizedTest
    @CsvSource({"'C-BASIS: \"8\"', WACHT GRONDSLAG_VERVALLEN", "'C-NOODZAAK: \"8\"', ONTHOUDEN NOODZAAK_ONTBREEKT", "'C-STAP: \"8\"', ONTHOUDEN STAP_NIET_BEREIKT"})
    void testOfTheGatewayItself_saysItsOwnWord(String voorwaarde, String uitkomst) {
        assertThat(new Proefzaak().regel("voorwaarden", "{" + voorwaarde + "}", "basisVervallenPer", "2026-11-23")
                .naar(new nl.zegel.document.Vorm.OntvangerVorm(Proefzaak.BGM, false, java.util.Set.of())).uitkomst(NAAM)).isEqualTo(uitkomst);
    }

    /** These words have no rule in code: a convenant file says them of what it never gives. */
    @ParameterizedTest
    @ValueSource(strings = {"BUITEN_EER", "BEWAARTERMIJN_VERSTREKEN", "PERSOONSGEGEVENS_IN_NIET_PERSOONSBERICHT", "ESCALATIEDREMPEL_NIET_BEREIKT",
        "INCIDENTCODE_ONBEKEND", "HERKOMST_POLITIE_NIET_DOORGEVEN"})
    void prohibition_saysTheWordOfTheFile(String code) {
        Proefzaak zaak = new Proefzaak().regel().verbod("N-een", "code", code, "artikelen", "[\"6\"]", "categorieen", "[NAW]");
        assertThat(zaak.uitkomst(NAAM)).isEqualTo("ONTHOUDEN " + code);
        assertThat(zaak.element(NAAM).reden().regel()).isEqualTo("N-een");
        assertThat(zaak.loket().ietsVrij()).isFalse();
    }

    /** The nearest rule gives NAW of a VERDACHTE under WPG8 from its own source; the first thing that differs is said. */
    @ParameterizedTest
    @CsvSource({
        "NAW VERDACHTE WPG8 EIGEN, VRIJGEGEVEN",
        "NAW VERDACHTE - EIGEN,    ONTHOUDEN REGIME_ONTBREEKT",
        "NAW VERDACHTE WPG8 -,     ONTHOUDEN HERKOMST_ONTBREEKT",
        "NAW VERDACHTE WPG9 EIGEN, ONTHOUDEN REGIME_NIET_TOEGESTAAN",
        "NAW VERDACHTE WPG8 OM,    ONTHOUDEN HERKOMST_NIET_TOEGESTAAN",
        "TEL VERDACHTE WPG8 EIGEN, ONTHOUDEN GEGEVEN_NIET_TOEGESTAAN",
        "NAW MELDER WPG8 EIGEN,    ONTHOUDEN BETROKKENE_CATEGORIE_NIET_TOEGESTAAN"})
    void coordinateThatNoRuleNames_isSaid(String coord, String uitkomst) {
        String betrokkene = coord.split(" ")[1];
        assertThat(new Proefzaak().persoon(betrokkene, element(NAAM, "achternaam", coord(coord), null)).uitkomst(NAAM)).isEqualTo(uitkomst);
    }

    @Test
    void attachment_thatHoldsOneWithheldThing_staysBehind() {
        assertThat(new Proefzaak().bijlagen(bijlage(9, NAW)).uitkomst(9)).isEqualTo("VRIJGEGEVEN");
        assertThat(new Proefzaak().bijlagen(bijlage(9, NAW, coord("TEL VERDACHTE WPG8 EIGEN"))).uitkomst(9))
                .isEqualTo("ONTHOUDEN BIJLAGE_BEVAT_ONTHOUDEN_GEGEVENS");
        assertThat(new Proefzaak().bijlagen(bijlage(9)).uitkomst(9)).isEqualTo("ONTHOUDEN BIJLAGE_ZONDER_INHOUDSOPGAVE");
    }

    @Test
    void detectorHit_inOneReleasedElement_withholdsAllThatWouldHaveGone() {
        Proefzaak zaak = new Proefzaak().regel().regelErbij("R-twee", "categorieen", "[FEIT]", "betrokkenen", "[GEEN]")
                .persoon("VERDACHTE", element(NAAM, "achternaam", NAW, null, "BSN"), element(5, "iets", FEIT, null));
        Besluit besluit = zaak.besluit();
        assertThat(besluit.quarantaine()).singleElement().satisfies(t -> assertThat(t.element()).isEqualTo(Proef.id(NAAM)));
        assertThat(Stream.of(NAAM, 1, 2).map(zaak::uitkomst)).containsOnly("ONTHOUDEN IN_QUARANTAINE");
        assertThat(zaak.loket().ietsVrij()).isFalse();
    }
}

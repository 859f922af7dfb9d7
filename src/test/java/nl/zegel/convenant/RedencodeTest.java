package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.FEIT;
import static nl.zegel.convenant.Proefzaak.NAAM;
import static nl.zegel.convenant.Proefzaak.NAW;
import static nl.zegel.convenant.Proefzaak.bijlage;
import static nl.zegel.convenant.Proefzaak.coord;
import static nl.zegel.convenant.Proefzaak.element;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of docs/weigeringen.md, spelled out: evidence that was given out says them, so they do not change meaning. */
class RedencodeTest {
    /** Condition that is not met, alone, and what is said of the element. */
    private static final Map<Voorwaarde, String> ZONDER_FEIT = new TreeMap<>(Map.ofEntries(
            Map.entry(Voorwaarde.C_BASIS, "WACHT GRONDSLAG_VERVALLEN"),
            Map.entry(Voorwaarde.C_VRIJGAVEGROND, "ONTHOUDEN GRONDSLAG_ONTBREEKT"),
            Map.entry(Voorwaarde.C_ART20, "ONTHOUDEN ART20_BESLISSING_ONTBREEKT"),
            Map.entry(Voorwaarde.C_OMTOEST, "ONTHOUDEN OM_TOESTEMMING_ONTBREEKT"),
            Map.entry(Voorwaarde.C_HOVJ, "ONTHOUDEN HOOFDOFFICIER_TOESTEMMING_ONTBREEKT"),
            Map.entry(Voorwaarde.C_CASUS, "ONTHOUDEN CASUSBESLISSING_ONTBREEKT"),
            Map.entry(Voorwaarde.C_WJSG_GROND, "ONTHOUDEN GRONDSLAG_ONTBREEKT"),
            Map.entry(Voorwaarde.C_TOEST_MELDER, "ONTHOUDEN TOESTEMMING_BETROKKENE_ONTBREEKT"),
            Map.entry(Voorwaarde.C_TOEST_MEET, "ONTHOUDEN TOESTEMMING_BETROKKENE_ONTBREEKT"),
            Map.entry(Voorwaarde.C_TOEST_VERSTR, "ONTHOUDEN TOESTEMMING_VERSTREKKER_ONTBREEKT"),
            Map.entry(Voorwaarde.C_NDA, "ONTHOUDEN GEHEIMHOUDINGSVERKLARING_ONTBREEKT"),
            Map.entry(Voorwaarde.C_BSN_WET, "ONTHOUDEN BSN_ZONDER_WETTELIJKE_PLICHT"),
            Map.entry(Voorwaarde.C_VERZOEK, "ONTHOUDEN VERZOEK_ONTBREEKT"),
            Map.entry(Voorwaarde.C_SIGNAAL, "ONTHOUDEN VERZOEK_ONTBREEKT"),
            Map.entry(Voorwaarde.C_PROTOCOL, "WACHT UITVOERINGSPROTOCOL_ONTBREEKT"),
            Map.entry(Voorwaarde.C_PLAN, "ONTHOUDEN UITVOERINGSPLAN_ONTBREEKT"),
            Map.entry(Voorwaarde.C_AFSPR, "ONTHOUDEN SAMENWERKINGSAFSPRAKEN_ONTBREKEN"),
            Map.entry(Voorwaarde.C_INBRAAK, "ONTHOUDEN AFSTEMMING_INBRAKENTEAM_ONTBREEKT"),
            Map.entry(Voorwaarde.C_AGENDA, "ONTHOUDEN NIET_GEAGENDEERD"),
            Map.entry(Voorwaarde.C_BINNENTREDEN, "ONTHOUDEN ONTVANGER_UITGESLOTEN"),
            Map.entry(Voorwaarde.C_RELATIE, "ONTHOUDEN BUITEN_GEBIED"),
            Map.entry(Voorwaarde.C_OPSP, "ONTHOUDEN OPSPORINGSBELANG_VERZET"),
            Map.entry(Voorwaarde.C_AVG10, "ONTHOUDEN AVG10_GRONDSLAG_ONTBREEKT"),
            Map.entry(Voorwaarde.C_HAND, "WACHT WACHT_OP_HANDMATIGE_VRIJGAVE")));

    @Test
    void conditionOnAFact_notMet_saysItsOwnWord() {
        Map<Voorwaarde, String> gezegd = new TreeMap<>();
        Arrays.stream(Voorwaarde.values()).filter(v -> v.feit() != null).forEach(v -> gezegd.put(v,
                new Proefzaak().regel("voorwaarden", "{" + v.code() + ": \"8\"}", "basisVervallenPer", "2026-11-23").uitkomst(NAAM)));
        assertThat(gezegd).isEqualTo(ZONDER_FEIT);
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

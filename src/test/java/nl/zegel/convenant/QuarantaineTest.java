package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.BGM;
import static nl.zegel.convenant.Proefzaak.NAAM;
import static nl.zegel.convenant.Proefzaak.NAW;
import static nl.zegel.convenant.Proefzaak.NET;
import static nl.zegel.convenant.Proefzaak.coord;
import static nl.zegel.convenant.Proefzaak.element;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.convenant.Besluit.Treffer;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Vorm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** G-9: what would go and should not be there stops the whole document, for everybody. */
class QuarantaineTest {
    @ParameterizedTest
    @CsvSource({
        "BSN,           BSN,      false", "BSN,           NAW,      true", "KENTEKEN,      KENTEKEN, false", "KENTEKEN,      BSN,      true",
        "TELEFOON,      TEL,      false", "TELEFOON,      CONTACT,  false", "TELEFOON,      NAW,      true", "TELEFOON,      EMAIL,    true",
        "EMAIL,         EMAIL,    false", "EMAIL,         CONTACT,  false", "EMAIL,         NAW,      true", "EMAIL,         TEL,      true",
        "GEBOORTEDATUM, GEBDAT,   false", "GEBOORTEDATUM, NAW,      true", "BSN,           CONTACT,  true", "KENTEKEN,      CONTACT,  true",
        "IBAN,          NAW,      true", "IBAN,          CONTACT,  true"})
    void hit_inWhatGoes_isQuarantinedUnlessItBelongsThere(String detector, String categorie, boolean quarantaine) {
        Coordinaten c = coord(categorie + " VERDACHTE WPG8 EIGEN");
        Besluit b = new Proefzaak().regel("categorieen", "[" + categorie + "]").persoon("VERDACHTE", element(NAAM, "iets", c, null, detector)).besluit();

        assertThat(b.quarantaine()).isEqualTo(quarantaine ? List.of(new Treffer(Proef.id(NAAM), detector)) : List.of());
        assertThat(b.lokets().get(0).ietsVrij()).isEqualTo(!quarantaine);
    }

    @Test
    void hit_inWhatStays_stopsNothing() {
        Besluit b = new Proefzaak().persoon("VERDACHTE", element(NAAM, "achternaam", NAW, null), element(5, "telefoon", coord("TEL VERDACHTE WPG8 EIGEN"), null, "BSN"))
                .besluit();

        assertThat(b.quarantaine()).isEmpty();
        assertThat(b.lokets().get(0).elementen().get(Proef.id(NAAM)).uitkomst()).isEqualTo(Uitkomst.VRIJGEGEVEN);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"BURGER, true", "VERDACHTE, false", "MELDER, false", "GEEN, false", "-, false"})
    void betrokkeneThatTheConvenantDoesNotKnow_isQuarantinedAlsoWhenWithheld(String betrokkene, boolean quarantaine) {
        Vorm.ElementVorm vreemd = element(5, "iets", coord("NAW " + (betrokkene == null ? "-" : betrokkene) + " WPG8 EIGEN"), null);
        Besluit b = new Proefzaak().persoon("VERDACHTE", element(NAAM, "achternaam", NAW, null), vreemd).besluit();

        assertThat(b.quarantaine()).isEqualTo(quarantaine ? List.of(new Treffer(Proef.id(5), "ONBEKENDE_BETROKKENE")) : List.of());
        assertThat(b.lokets().get(0).ietsVrij()).isEqualTo(!quarantaine);
    }

    @Test
    void severalHits_areToldInOrderOfTheDocumentAndOfTheirNames() {
        Besluit b = new Proefzaak().persoon("VERDACHTE", element(7, "achternaam", NAW, null, "TELEFOON", "BSN"), element(6, "voornaam", NAW, null, "EMAIL"))
                .besluit();

        assertThat(b.quarantaine()).containsExactly(
                new Treffer(Proef.id(7), "BSN"), new Treffer(Proef.id(7), "TELEFOON"), new Treffer(Proef.id(6), "EMAIL"));
    }

    /** The hit goes to one recipient only; the other gets nothing either, and each keeps the reason it had where it was withheld. */
    @Test
    void quarantine_closesEverythingForEverybody_andKeepsOtherReasons() {
        Proefzaak zaak = new Proefzaak().regel("bewaring", "kort").regelErbij("R-wacht", "categorieen", "[TEL]", "voorwaarden", "{C-HAND: \"9\"}")
                .regelErbij("R-net", "naar", "[NET]", "categorieen", "[TEL]", "voorwaarden", "{C-HAND: \"9\"}")
                .naar(new Vorm.OntvangerVorm(BGM, true, Set.of()), new Vorm.OntvangerVorm(NET, true, Set.of()))
                .persoon("VERDACHTE", element(NAAM, "achternaam", NAW, null, "BSN"), element(5, "telefoon", coord("TEL VERDACHTE WPG8 EIGEN"), null))
                .bijlagen(Proefzaak.bijlage(9, NAW));

        List<LoketBesluit> lokets = zaak.besluit().lokets();

        assertThat(lokets).extracting(LoketBesluit::loket).containsExactly(BGM, NET);
        assertThat(lokets).allSatisfy(l -> {
            assertThat(l.ietsVrij()).isFalse();
            assertThat(l.wacht()).isFalse();
            assertThat(l.verplichtingen()).isEmpty();
            assertThat(l.bewaring()).isEqualTo(new Besluit.Bewaring("GEEN", null, ""));
            assertThat(l.elementen()).hasSize(5);
            assertThat(l.elementen().get(Proef.id(5)).reden().code()).isEqualTo(Redencode.WACHT_OP_HANDMATIGE_VRIJGAVE);
        });
        assertThat(lokets.get(0).reden().code()).isEqualTo(Redencode.IN_QUARANTAINE);
        assertThat(lokets.get(0).elementen().get(Proef.id(NAAM)).reden().code()).isEqualTo(Redencode.IN_QUARANTAINE);
        assertThat(lokets.get(0).elementen().get(Proef.id(9)).reden().code()).isEqualTo(Redencode.IN_QUARANTAINE);
        assertThat(lokets.get(1).reden().code()).isEqualTo(Redencode.WACHT_OP_HANDMATIGE_VRIJGAVE);
        assertThat(lokets.get(1).elementen().get(Proef.id(NAAM)).reden().code()).isEqualTo(Redencode.GEGEVEN_NIET_TOEGESTAAN);
    }
}

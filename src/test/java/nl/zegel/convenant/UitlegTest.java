package nl.zegel.convenant;

import static nl.zegel.convenant.Proefkopie.WOORDENBOEK;
import static nl.zegel.convenant.Proefzaak.BGM;
import static nl.zegel.convenant.Proefzaak.NAW;
import static nl.zegel.convenant.Proefzaak.NET;
import static nl.zegel.convenant.Proefzaak.bijlage;
import static nl.zegel.convenant.Proefzaak.coord;
import static nl.zegel.convenant.Proefzaak.element;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import nl.zegel.document.Vorm;
import nl.zegel.party.LoketId;
import org.junit.jupiter.api.Test;

/** What a person reads of a decision: whole sentences of it, since each part is what somebody must act on. */
class UitlegTest {
    /** One element of every outcome to BGM; NET gets nothing. */
    private static Proefzaak zaak() {
        Vorm.ElementVorm grof = new Vorm.ElementVorm(Proef.id(2), "woonpostcode", coord("BSN VERDACHTE WPG8 EIGEN"), null, null, Set.of("POSTCODE4"), Set.of());
        return new Proefzaak().regel("lezingen", "[L-PLAATS]").regelErbij("R-grof", "categorieen", "[BSN]", "vergrovingen", "[POSTCODE4]")
                .regelErbij("R-wacht", "categorieen", "[TEL]", "voorwaarden", "{C-HAND: \"8.1\"}").verbod("N-een", "categorieen", "[KENTEKEN]", "artikelen", "[\"6\", \"7\"]")
                .naar(new Vorm.OntvangerVorm(BGM, true, Set.of()), new Vorm.OntvangerVorm(NET, true, Set.of()))
                .groepen(Proefzaak.groep("g-v", "VERDACHTE", null, element(1, "achternaam", NAW, null), grof, element(3, "telefoon", coord("TEL VERDACHTE WPG8 EIGEN"), null),
                        element(4, "kenteken", coord("KENTEKEN VERDACHTE WPG8 EIGEN"), null)))
                .bijlagen(bijlage(5));
    }

    private static Uitleg uitleg(Proefzaak zaak) {
        return new Uitleg(zaak.vorm(), zaak.besluit(), WOORDENBOEK);
    }

    private static String kop(Besluit b) {
        return "Convenant proef versie 1 (sha256 " + b.convenantDigest() + "), beoordeeld op 2026-11-23T10:00:00Z\n";
    }

    @Test
    void tekst_ofOneLoket_tellsEveryElementWithRuleArticleBasisConditionAndReading() {
        Besluit b = zaak().besluit();

        assertThat(new Uitleg(zaak().vorm(), b, WOORDENBOEK).tekst(BGM)).isEqualTo(kop(b) + """

                Loket burgemeester: TOEGESTAAN
                  Achternaam [%s]: mee; TOEGESTAAN; regel R-een; artikel 5; grondslag Wpg 20, Opiumwet 13b; lezing L-PLAATS
                  Woonadres, postcode [%s]: mee als POSTCODE4; TOEGESTAAN; regel R-grof; artikel 5; grondslag Wpg 20, Opiumwet 13b
                  Telefoon [%s]: wacht; WACHT_OP_HANDMATIGE_VRIJGAVE; regel R-wacht; artikel 8.1; grondslag Wpg 20, Opiumwet 13b; voorwaarde C-HAND ontbreekt
                  Kenteken [%s]: niet mee; GEGEVEN_NIET_TOEGESTAAN; regel N-een; artikel 6, 7; dichtstbijzijnde regel R-een
                  Bijlage [%s]: niet mee; BIJLAGE_ZONDER_INHOUDSOPGAVE
                """.formatted(Proef.id(1), Proef.id(2), Proef.id(3), Proef.id(4), Proef.id(5)));
    }

    @Test
    void tekst_ofAll_namesEveryLoket_ofOne_onlyThat() {
        assertThat(uitleg(zaak()).tekst(null)).contains("Loket burgemeester: TOEGESTAAN\n", "Loket netbeheerder: ");
        assertThat(uitleg(zaak()).tekst(NET)).contains("Loket netbeheerder: ").doesNotContain("burgemeester");
        assertThat(uitleg(zaak()).tekst(new LoketId("vreemd"))).isEqualTo(kop(zaak().besluit()));
    }

    @Test
    void tekst_ofALoketThatWaits_saysSoFirst() {
        Proefzaak wacht = new Proefzaak().regel("voorwaarden", "{C-HAND: \"8.1\"}");

        assertThat(uitleg(wacht).tekst(null)).contains("Loket burgemeester: wacht, WACHT_OP_HANDMATIGE_VRIJGAVE; regel R-een");
    }

    @Test
    void tekst_ofARefusedDocument_isTheRefusalAlone() {
        Proefzaak geweigerd = new Proefzaak().soort("PLAN", null);

        assertThat(uitleg(geweigerd).tekst(null)).isEqualTo(kop(geweigerd.besluit()) + "Het hele document is geweigerd: ROL_MAG_NIET_VERSTREKKEN; artikel 4\n");
    }

    @Test
    void tekst_ofAQuarantine_namesElementAndDetector() {
        Proefzaak stil = new Proefzaak().persoon("VERDACHTE", element(4, "achternaam", NAW, null, "BSN"));

        assertThat(uitleg(stil).tekst(null)).contains("In quarantaine: element " + Proef.id(4) + " (BSN)\n", "Loket burgemeester: IN_QUARANTAINE\n");
    }

    @Test
    void regels_areOfTheLoketAsked_inOrderOfTheDocument() {
        assertThat(uitleg(zaak()).regels(BGM)).extracting(Uitleg.Regel::wat).containsExactly("Achternaam", "Woonadres, postcode", "Telefoon", "Kenteken", "Bijlage");
        assertThat(uitleg(zaak()).regels(BGM).get(0).besluit().uitkomst()).isEqualTo(Uitkomst.VRIJGEGEVEN);
        assertThat(uitleg(zaak()).regels(NET).get(0).besluit().uitkomst()).isEqualTo(Uitkomst.ONTHOUDEN);
        assertThat(uitleg(zaak()).regels(new LoketId("vreemd"))).isEmpty();
    }

    /** A decision kept with another Vorm tells only what both know. */
    @Test
    void regels_ofAnElementThatTheDecisionDoesNotKnow_areLeftOut() {
        Vorm ander = new Proefzaak().groepen(Proefzaak.groep("g-v", "VERDACHTE", null, element(1, "achternaam", NAW, null), element(77, "voornamen", NAW, null))).vorm();

        assertThat(new Uitleg(ander, zaak().besluit(), WOORDENBOEK).regels(BGM)).extracting(Uitleg.Regel::wat).containsExactly("Achternaam");
    }

    @Test
    void json_isTheDecisionItself_ofOneLoketOrAll() {
        Besluit b = zaak().besluit();

        assertThat(BesluitJson.lees(uitleg(zaak()).json(null))).isEqualTo(b);
        assertThat(BesluitJson.lees(uitleg(zaak()).json(NET)).lokets()).isEqualTo(List.of(b.lokets().get(1)));
    }
}

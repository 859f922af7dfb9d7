package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.BGM;
import static nl.zegel.convenant.Proefzaak.DAG;
import static nl.zegel.convenant.Proefzaak.NET;
import static nl.zegel.convenant.Proefzaak.POL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import nl.zegel.document.Kop;
import nl.zegel.party.Geldigheid;
import org.junit.jupiter.api.Test;

/** What the header of a signed document states, as far as the convenant lets a document carry it. */
class FeitenTest {
    private static Kop kop(Kop.Verwijzing... verwijzingen) {
        return new Kop("HIB", "ref-1", "gateway", "demo", "proef", POL, null, null, "MAATREGEL", OffsetDateTime.parse("2026-11-23T09:00:00+01:00"),
                List.of(new Kop.Ontvanger(BGM, "reden"), new Kop.Ontvanger(NET, null)), List.of(verwijzingen));
    }

    private static List<Feit> verklaard(Kop.Verwijzing... verwijzingen) {
        return Feiten.verklaardIn(kop(verwijzingen), new Proefzaak().vorm(), new Proefzaak().convenant(), DAG, "sha256:x");
    }

    @Test
    void statementThatADocumentMayCarry_countsForItsTypeFromReceiptForThirtyDays() {
        assertThat(verklaard(new Kop.Verwijzing("GEEN_OPSPORINGSBELANG", "OPS-1"))).containsExactly(
                new Feit.Verklaring(new Feitsoort("GEEN_OPSPORINGSBELANG"), Bereik.vanType("HIB").met("OPS-1", null, null), new Geldigheid(DAG, DAG.plusDays(30)), POL, "sha256:x"));
    }

    @Test
    void statementMarkedWithARecipient_isAboutThatRecipientAlone() {
        assertThat(verklaard(new Kop.Verwijzing("RELATIE_OBJECT", NET.waarde()), new Kop.Verwijzing("RELATIE_OBJECT", "REL-1")))
                .extracting(Feit::bereik).containsExactly(Bereik.vanType("HIB").voor(NET).met(NET.waarde(), null, null), Bereik.vanType("HIB").met("REL-1", null, null));
    }

    /** ART20_BESLISSING may be stated, but not in a document; a request is found in the register or nowhere. */
    @Test
    void whatADocumentMayNotCarry_isNoFact() {
        assertThat(verklaard(new Kop.Verwijzing("ART20_BESLISSING", "A-1"), new Kop.Verwijzing("VERZOEK", "V-1"), new Kop.Verwijzing("VERZINSEL", "X-1"))).isEmpty();
    }

    @Test
    void met_addsToWhatWasThere() {
        Feit een = Proefzaak.feit(new Feitsoort("VERZOEK"), Bereik.vanLoket(BGM).met("kenmerk-1", null, "0344"));
        Feit twee = Proefzaak.feit(new Feitsoort("ART20_BESLISSING"), Bereik.alles());

        assertThat(Feiten.van(een).met(twee).alle()).containsExactly(een, twee);
        assertThat(Feiten.van(een).met(List.of(twee, twee)).alle()).containsExactly(een, twee, twee);
        assertThat(Feiten.geen().met().alle()).isEmpty();
    }

    @Test
    void statementMarkedWithAPart_isAboutThatPartAlone() {
        String naam = Proef.id(Proefzaak.NAAM).waarde();

        assertThat(verklaard(new Kop.Verwijzing("RELATIE_OBJECT", naam), new Kop.Verwijzing("RELATIE_OBJECT", "g-v"), new Kop.Verwijzing("RELATIE_OBJECT", "g-w")))
                .extracting(f -> f.bereik().onderdelen()).containsExactly(Set.of(naam), Set.of("g-v"), Set.of("*"));
    }

    /** A fact under a number or of a case is at hand only for the document that names it. */
    @Test
    void factOfAnotherNumberOrCase_isNotAtHand() {
        Feitsoort besluit = new Feitsoort("OM_TOESTEMMING");
        Feit los = Proefzaak.feit(besluit, Bereik.alles());
        Feit genummerd = Proefzaak.feit(besluit, Bereik.alles().met("batch-12", null, null));
        Feit inZaak = Proefzaak.feit(besluit, Bereik.alles().met(null, "z-1", null));
        Feiten alle = Feiten.van(los, genummerd, inZaak);

        assertThat(alle.bij(List.of(), null).alle()).containsExactly(los);
        assertThat(alle.bij(List.of(new Kop.Verwijzing("OM_TOESTEMMING", "batch-12")), null).alle()).containsExactly(los, genummerd);
        assertThat(alle.bij(List.of(new Kop.Verwijzing("OM_TOESTEMMING", "batch-13"), new Kop.Verwijzing("VERZOEK", "batch-12")), "z-2").alle()).containsExactly(los);
        assertThat(alle.bij(List.of(), "z-1").alle()).containsExactly(los, inZaak);
    }

    @Test
    void verhuld_tellsNoNumberAndNoCase_andStillCompares() {
        Feiten alle = Feiten.van(Proefzaak.feit(new Feitsoort("OM_TOESTEMMING"), Bereik.vanLoket(BGM).met("batch-12", "z-1", "0344").metWaarde("JA")));

        Feiten verhuld = alle.verhuld(n -> "merk-" + n.length());

        assertThat(verhuld.toString()).doesNotContain("batch-12").doesNotContain("z-1");
        assertThat(verhuld.bij(List.of(new Kop.Verwijzing("OM_TOESTEMMING", "merk-8")), "merk-3").alle()).hasSize(1);
        assertThat(verhuld.alle().get(0).bereik()).isEqualTo(Bereik.vanLoket(BGM).met("merk-8", "merk-3", "0344").metWaarde("JA"));
    }

    /** What is kept tells no number and no case; what has none gets none. */
    @Test
    void verhuld_putsNumberAndCaseInOtherWords_andNothingElse() {
        Bereik vol = Bereik.vanLoket(BGM).met("kenmerk-1", "zaak-1", "0344");
        Feit afgeleid = Proefzaak.feit(new Feitsoort("VERZOEK"), vol);
        Feit verklaard = new Feit.Verklaring(new Feitsoort("ART20_BESLISSING"), Bereik.alles(), Proefzaak.GELDIG, POL, "sha256:x", null);
        Feit ingetrokken = new Feit.Verklaring(new Feitsoort("ART20_BESLISSING"), vol, Proefzaak.GELDIG, POL, "sha256:y", Proefzaak.MOMENT);

        assertThat(Feiten.van(afgeleid, verklaard, ingetrokken).verhuld(t -> "x" + t.length()).alle()).containsExactly(
                Proefzaak.feit(new Feitsoort("VERZOEK"), Bereik.vanLoket(BGM).met("x9", "x6", "0344")), verklaard,
                new Feit.Verklaring(new Feitsoort("ART20_BESLISSING"), Bereik.vanLoket(BGM).met("x9", "x6", "0344"), Proefzaak.GELDIG, POL, "sha256:y", Proefzaak.MOMENT));
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"", "a", "Vrije tekst", "BESLUIT-1", "1_BESLUIT"})
    void kindOfFact_isACodeAndNoText(String tekst) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new Feitsoort(tekst)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Feitsoort("BESLUIT_1")).hasToString("BESLUIT_1");
    }
}

package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.BGM;
import static nl.zegel.convenant.Proefzaak.DAG;
import static nl.zegel.convenant.Proefzaak.NET;
import static nl.zegel.convenant.Proefzaak.POL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
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
        return Feiten.verklaardIn(kop(verwijzingen), new Proefzaak().convenant(), DAG, "sha256:x");
    }

    @Test
    void statementThatADocumentMayCarry_countsForItsTypeFromReceiptForThirtyDays() {
        assertThat(verklaard(new Kop.Verwijzing("GEEN_OPSPORINGSBELANG", "OPS-1"))).containsExactly(
                new Feit.Verklaring(Feitsoort.GEEN_OPSPORINGSBELANG, Bereik.vanType("HIB"), new Geldigheid(DAG, DAG.plusDays(30)), POL, "sha256:x"));
    }

    @Test
    void statementMarkedWithARecipient_isAboutThatRecipientAlone() {
        assertThat(verklaard(new Kop.Verwijzing("RELATIE_OBJECT", NET.waarde()), new Kop.Verwijzing("RELATIE_OBJECT", "REL-1")))
                .extracting(Feit::bereik).containsExactly(Bereik.vanType("HIB").voor(NET), Bereik.vanType("HIB"));
    }

    /** ART20_BESLISSING may be stated, but not in a document; a request is found in the register or nowhere. */
    @Test
    void whatADocumentMayNotCarry_isNoFact() {
        assertThat(verklaard(new Kop.Verwijzing("ART20_BESLISSING", "A-1"), new Kop.Verwijzing("VERZOEK", "V-1"), new Kop.Verwijzing("VERZINSEL", "X-1"))).isEmpty();
    }

    @Test
    void met_addsToWhatWasThere() {
        Feit een = Proefzaak.feit(Feitsoort.VERZOEK, Bereik.vanVerzoek(BGM, "HIB", "kenmerk-1", "0344"));
        Feit twee = Proefzaak.feit(Feitsoort.ART20_BESLISSING, Bereik.alles());

        assertThat(Feiten.van(een).met(twee).alle()).containsExactly(een, twee);
        assertThat(Feiten.van(een).met(List.of(twee, twee)).alle()).containsExactly(een, twee, twee);
        assertThat(Feiten.geen().met().alle()).isEmpty();
    }
}

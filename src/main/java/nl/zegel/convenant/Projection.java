package nl.zegel.convenant;

import java.util.List;
import nl.zegel.document.Document;
import nl.zegel.document.Etiket;
import nl.zegel.document.HerkomstBewijs;
import nl.zegel.party.LoketId;

/**
 * One recipient's own copy. Only {@link Projector} makes one, so whoever holds a Projection knows that each element in it
 * was released for {@link #loket()} by the convenant of {@link #convenantDigest()}.
 */
public final class Projection {
    private final Document document;
    private final Etiket etiket;
    private final List<HerkomstBewijs> bewijzen;

    private Projection(Document document, Etiket etiket, List<HerkomstBewijs> bewijzen) {
        this.document = document;
        this.etiket = etiket;
        this.bewijzen = List.copyOf(bewijzen);
    }

    static Projection van(Document document, Etiket etiket, List<HerkomstBewijs> bewijzen) {
        return new Projection(document, etiket, bewijzen);
    }

    public LoketId loket() {
        return etiket.voor();
    }

    public Document document() {
        return document;
    }

    public Etiket etiket() {
        return etiket;
    }

    /** Provenance of exactly what the copy holds; empty when the sender made no root. */
    public List<HerkomstBewijs> bewijzen() {
        return bewijzen;
    }

    public String convenantDigest() {
        return etiket.convenantDigest();
    }

    /** Delivery id, stable over repeated attempts. */
    public String levering() {
        return etiket.levering();
    }

    @Override
    public String toString() {
        return "Projection[" + loket() + "]";
    }
}

package nl.zegel.convenant;

import nl.zegel.document.Document;
import nl.zegel.document.Etiket;
import nl.zegel.party.LoketId;

/**
 * One recipient's own copy. Only {@link Projector} makes one, so whoever holds a Projection knows that each element in it
 * was released for {@link #loket()} by the convenant of {@link #convenantDigest()}.
 */
public final class Projection {
    private final Document document;
    private final Etiket etiket;

    Projection(Document document, Etiket etiket) {
        this.document = document;
        this.etiket = etiket;
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

package nl.zegel.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reading bytes as a document came to. "No" is a value: an exception means the bytes could not be had. */
public sealed interface Leesuitkomst {
    /**
     * A document that keeps the format and the dictionary.
     *
     * @param etiket   the recipient's label; null in a submission, which may carry none
     * @param bewijzen provenance paths of a copy; empty in a submission
     */
    record Gelezen(Document document, Vorm vorm, @Nullable Etiket etiket, List<HerkomstBewijs> bewijzen)
            implements Leesuitkomst {
        public Gelezen {
            bewijzen = List.copyOf(bewijzen);
        }
    }

    /** Refused, with at most {@value #MEEST} reasons, none of which holds a value. */
    record Afgekeurd(List<Afkeuring> afkeuringen) implements Leesuitkomst {
        public static final int MEEST = 20;

        public Afgekeurd {
            afkeuringen = List.copyOf(afkeuringen);
            if (afkeuringen.isEmpty()) {
                throw new IllegalArgumentException("a refusal names a reason");
            }
        }
    }
}

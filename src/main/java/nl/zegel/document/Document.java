package nl.zegel.document;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A parsed document with its values. Attachments' bytes stay where the reader put them.
 *
 * @param wortel       provenance Merkle root as made by the sender, base64url; null when the sender made none
 * @param zaad         secret that orders and pads the provenance tree, base64url; only between sender and gateway, never
 *                     in a copy
 * @param handtekening detached CMS of the sender over {@link Herkomst#verklaring}, base64; opaque here, checked by crypto
 */
public record Document(
        Kop kop, List<Groep> groepen, List<Bijlage> bijlagen, @Nullable String wortel, @Nullable String zaad,
        @Nullable String handtekening) {
    public Document {
        groepen = List.copyOf(groepen);
        bijlagen = List.copyOf(bijlagen);
    }

    /** A document, or a copy, without the sender's own side of the provenance. */
    public Document(Kop kop, List<Groep> groepen, List<Bijlage> bijlagen, @Nullable String wortel) {
        this(kop, groepen, bijlagen, wortel, null, null);
    }

    public Stream<Element> elementen() {
        return groepen.stream().flatMap(g -> g.elementen().stream());
    }

    @Override
    public String toString() {
        return "Document[" + kop.soort() + "]";
    }
}

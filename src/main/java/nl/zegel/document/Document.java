package nl.zegel.document;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A parsed document with its values. Attachments' bytes stay where the reader put them.
 *
 * @param wortel provenance Merkle root as signed by the sender, base64url; null when the sender made none
 */
public record Document(Kop kop, List<Groep> groepen, List<Bijlage> bijlagen, @Nullable String wortel) {
    public Document {
        groepen = List.copyOf(groepen);
        bijlagen = List.copyOf(bijlagen);
    }

    public Stream<Element> elementen() {
        return groepen.stream().flatMap(g -> g.elementen().stream());
    }

    @Override
    public String toString() {
        return "Document[" + kop.soort() + "]";
    }
}

package nl.zegel.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A leaf of a document with its value.
 *
 * @param term        dictionary term, e.g. {@code geboortedatum}
 * @param groep       id of the group (location, betrokkene, finding, ...) the element stands in
 * @param waarde      canonical value: NFC, no surrounding white space, the term's lexical form
 * @param zout        256-bit provenance salt, base64url without padding; null when the sender made no provenance root
 * @param vergrovingen the generalisations made before signing, each a provenance leaf of its own
 */
public record Element(
        ElementId id, String term, String groep, Coordinaten coordinaten, String waarde, @Nullable String zout,
        List<Vergroving> vergrovingen) {
    public Element {
        vergrovingen = List.copyOf(vergrovingen);
    }

    /** Never shows the value. */
    @Override
    public String toString() {
        return "Element[" + id + " " + term + "]";
    }

    /** A coarser version of the value under a name of the dictionary, e.g. {@code TER_HOOGTE_VAN}, {@code POSTCODE4}. */
    public record Vergroving(String naam, String waarde, @Nullable String zout) {
        @Override
        public String toString() {
            return "Vergroving[" + naam + "]";
        }
    }
}

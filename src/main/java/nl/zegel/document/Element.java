package nl.zegel.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A leaf of a document with its value.
 *
 * @param term        dictionary term, e.g. {@code geboortedatum}
 * @param groep       id of the group (location, betrokkene, finding, ...) the element stands in
 * @param waarde      canonical value: NFC, no surrounding white space, the term's lexical form. Empty only in a copy that
 *                    holds nothing but one generalisation, see {@link #vergroofd}
 * @param zout        256-bit provenance salt, base64url without padding; null when the sender made no provenance root
 * @param vergrovingen the generalisations made before signing, each a provenance leaf of its own
 */
public record Element(
        ElementId id, String term, String groep, Coordinaten coordinaten, String waarde, @Nullable String zout,
        List<Vergroving> vergrovingen) {
    public Element {
        vergrovingen = List.copyOf(vergrovingen);
        if (waarde.isEmpty() && (vergrovingen.size() != 1 || zout != null)) {
            throw new IllegalArgumentException("an element without a value holds exactly one generalisation");
        }
    }

    /** This element for a copy that may hold the exact value: without the coarser versions, which it implies. */
    public Element exact() {
        return new Element(id, term, groep, coordinaten, waarde, zout, List.of());
    }

    /**
     * This element for a copy that may hold only a generalisation: neither the value nor its salt goes along.
     *
     * @param grof made before signing by the sender, or derived by {@link Woordenboek#vergrof}
     */
    public Element vergroofdTot(Vergroving grof) {
        return new Element(id, term, groep, coordinaten, "", null, List.of(grof));
    }

    /** True in a copy that holds only a generalisation of the value. */
    public boolean vergroofd() {
        return waarde.isEmpty();
    }

    /** What a reader of this document sees: the value, or the one generalisation that it holds instead. */
    public String tekst() {
        return vergroofd() ? vergrovingen.get(0).waarde() : waarde;
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

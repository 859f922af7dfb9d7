package nl.zegel.document;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.zegel.party.GatewayBug;

/** The dictionary: what each term means and may hold. Immutable; read once from its resource. */
public final class Woordenboek {
    private Woordenboek() {}

    /** Reads the dictionary that this program carries. */
    public static Woordenboek laad() {
        throw new GatewayBug("lands within the hour");
    }

    public int versie() { return 1; }

    public Optional<Term> term(String naam) { return Optional.empty(); }

    /** All terms in the order of the dictionary, which is the order in which people read them. */
    public List<Term> termen() { return List.of(); }

    public Set<String> documentsoorten() { return Set.of(); }

    public Set<String> betrokkenen() { return Set.of(); }

    public Set<String> groepsoorten() { return Set.of(); }

    /** True when a group of this type is about a person and names its betrokkene category. */
    public boolean overPersoon(String groepsoort) { return false; }

    /** Names of a code list. @throws IllegalArgumentException when there is no such list */
    public Set<String> codes(String codelijst) { return Set.of(); }

    /** Dutch for people: of a document type, betrokkene category, group type, term, or generalisation. */
    public String label(String naam) { return naam; }

    /** Dutch for people: of a value, which for a code is the code's label and else the value itself. */
    public String tekst(Element element) { return element.tekst(); }

    /** The generalisation derived from the element's value; empty when the term has none of that name. */
    public Optional<Element.Vergroving> vergrof(Element element, String naam) { return Optional.empty(); }
}

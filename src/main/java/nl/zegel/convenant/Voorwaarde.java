package nl.zegel.convenant;

import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One condition as the convenant file declares it; which rule sets which, and by which article, is with the rule. Ordered by
 * rank, the place in the file: of several that are missing the first names the reason.
 *
 * @param code       e.g. {@code C-ART20}
 * @param rang       place in the file's table, from 0
 * @param feit       the kind of fact that meets it, null when the document or the party file decides
 * @param ontbreekt  the reason when it is not met
 * @param wacht      the document waits for it. Only where the text or a reading says "hold": elsewhere the missing decision or
 *                   consent must exist beforehand, and its absence withholds
 * @param eisen      what the fact must name by itself to count
 * @param waarde     the outcome that the fact must have, null when any will do
 * @param alleenOver betrokkenen for which it is asked; empty: always. A location that counts as data about the person of the
 *                   convenant's {@link Convenant.Persoonsplaats} is about that person
 */
public record Voorwaarde(
        String code, int rang, Toetssoort toets, @Nullable Feitsoort feit, Redencode ontbreekt, boolean wacht, Set<Eis> eisen,
        @Nullable String waarde, Set<String> alleenOver) implements Comparable<Voorwaarde> {
    private static final Comparator<Voorwaarde> OP_RANG = Comparator.comparingInt(Voorwaarde::rang).thenComparing(Voorwaarde::code);

    /** What a fact must name; left out, a fact that sets no limit of this kind counts too. */
    public enum Eis {
        /** The recipient: consent is given for one, never for whoever asks. */
        LOKET,
        /** The element, attachment or group. */
        ONDERDEEL,
        /** A number, to which the document's header refers. */
        KENMERK,
        /** The case of the document. */
        ZAAK,
        /** The one municipality in which the document's place lies. */
        GEMEENTE
    }

    public Voorwaarde {
        eisen = Set.copyOf(eisen);
        alleenOver = Set.copyOf(alleenOver);
    }

    @Override
    public int compareTo(Voorwaarde ander) {
        return OP_RANG.compare(this, ander);
    }

    @Override
    public String toString() {
        return code;
    }
}

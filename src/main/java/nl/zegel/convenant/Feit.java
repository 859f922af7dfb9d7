package nl.zegel.convenant;

import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;

/**
 * Something that a condition may rest on. A fact only ever opens: withdrawal is the end of its period, never a fact of
 * its own, so that losing a fact can never release more.
 *
 * <p>INVARIANT (claims are not facts): these two constructors and no others.
 */
public sealed interface Feit permits Feit.Afgeleid, Feit.Verklaring {
    Feitsoort soort();

    Bereik bereik();

    /** Days on which it counts. */
    Geldigheid geldigheid();

    /**
     * Derived by the gateway itself.
     *
     * @param bron where it was derived from, e.g. {@code register:1234} or the digest of a signed file; never a value
     */
    record Afgeleid(Feitsoort soort, Bereik bereik, Geldigheid geldigheid, String bron) implements Feit {}

    /**
     * Signed by a loket; counts only when the convenant entitles that loket's role to state this kind.
     *
     * @param bewijs digest or register position of what was signed
     */
    record Verklaring(Feitsoort soort, Bereik bereik, Geldigheid geldigheid, LoketId door, String bewijs) implements Feit {}
}

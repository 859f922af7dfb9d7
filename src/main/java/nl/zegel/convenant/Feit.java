package nl.zegel.convenant;

import java.time.Instant;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * Something that a condition may rest on. A fact only ever opens: withdrawal is the end of its period, never a fact of
 * its own, so that losing a fact can never release more.
 *
 * <p>INVARIANT (claims are not facts): these two kinds and no others.
 */
public sealed interface Feit permits Feit.Afgeleid, Feit.Verklaring {
    Feitsoort soort();

    Bereik bereik();

    /** Days on which it counts. */
    Geldigheid geldigheid();

    /** From this instant on it no longer counts, also within its days; null when it was not withdrawn. */
    @Nullable Instant ingetrokken();

    /** The same about another scope. */
    Feit met(Bereik ander);

    /** INVARIANT (unsure means no): judged at release; at the very instant of withdrawal it is gone. */
    default boolean staatOp(Instant moment) {
        Instant einde = ingetrokken();
        return einde == null || moment.isBefore(einde);
    }

    /**
     * Derived by the gateway itself.
     *
     * @param bron where it was derived from, e.g. {@code register:1234} or the digest of a signed file; never a value
     */
    record Afgeleid(Feitsoort soort, Bereik bereik, Geldigheid geldigheid, String bron, @Nullable Instant ingetrokken)
            implements Feit {
        /** One that was not withdrawn. */
        public Afgeleid(Feitsoort soort, Bereik bereik, Geldigheid geldigheid, String bron) {
            this(soort, bereik, geldigheid, bron, null);
        }

        @Override
        public Feit met(Bereik ander) {
            return new Afgeleid(soort, ander, geldigheid, bron, ingetrokken);
        }
    }

    /**
     * Signed by a loket; counts only when the convenant entitles that loket's role to state this kind.
     *
     * @param bewijs digest or register position of what was signed
     */
    record Verklaring(
            Feitsoort soort, Bereik bereik, Geldigheid geldigheid, LoketId door, String bewijs, @Nullable Instant ingetrokken)
            implements Feit {
        /** One that was not withdrawn. */
        public Verklaring(Feitsoort soort, Bereik bereik, Geldigheid geldigheid, LoketId door, String bewijs) {
            this(soort, bereik, geldigheid, door, bewijs, null);
        }

        @Override
        public Feit met(Bereik ander) {
            return new Verklaring(soort, ander, geldigheid, door, bewijs, ingetrokken);
        }
    }
}

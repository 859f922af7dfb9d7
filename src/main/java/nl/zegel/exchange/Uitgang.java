package nl.zegel.exchange;

import java.io.IOException;
import java.time.Instant;
import nl.zegel.document.Deel;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;

/**
 * The outward side of a channel: one attempt to hand one claimed piece of work to one loket. Implemented by each
 * channel. It never retries, never chooses a destination, and sees sealed or signed bytes only.
 */
public interface Uitgang {
    /** The one failure after which the loket's next channel is tried: the sealed bytes are larger than this one carries. */
    String TE_GROOT = "TE_GROOT_VOOR_MAIL";

    Kanaal kanaal();

    /**
     * One attempt. Repeats of the same work carry the same delivery id, so that the receiver can see the repeat.
     *
     * @throws IOException when the outcome is not known: the work stays "mogelijk afgeleverd" and is tried again
     */
    Afgifte bezorg(Bezorging bezorging) throws IOException;

    /** What goes out: a sealed delivery (one part) or evidence (JSON and signature). */
    record Bezorging(String leveringId, Soort soort, Loket naar, java.util.List<Deel> delen, Instant moment) {
        public Bezorging {
            delen = java.util.List.copyOf(delen);
        }
    }

    enum Soort { DOCUMENT, BEWIJS }

    /** What the channel observed, no more (ETSI EN 319 522 events are made from it). */
    sealed interface Afgifte {
        /** Placed where the recipient can get it: ContentConsignment. */
        record Aangeboden(String waarneming) implements Afgifte {}

        /** The recipient's system took it and said so: ContentHandover. */
        record Overgedragen(String waarneming) implements Afgifte {}

        /** The next relay took it: RelayToNonERDS. */
        record NaarMail(String waarneming) implements Afgifte {}

        /** Not now; the schedule tries again. The code is stable and holds no peer text. */
        record LaterOpnieuw(String code) implements Afgifte {}

        /** Not at all by this channel; a person must look. */
        record Mislukt(String code) implements Afgifte {}
    }
}

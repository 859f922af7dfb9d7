package nl.zegel.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import nl.zegel.party.LoketId;

/**
 * Step 1 for the channels: bytes are encrypted at rest while they arrive and are durable before the channel
 * acknowledges. Thread-safe; one {@link Ontvangst} belongs to one thread at a time.
 */
public interface Intake {
    /**
     * Starts receiving.
     *
     * @throws IOException when nothing can be received now (database away, intake closed): the channel does not acknowledge
     */
    Ontvangst begin(Aanvoer aanvoer) throws IOException;

    /**
     * As {@link #begin(Aanvoer)}, for what a poller fetched. INVARIANT (nothing is delivered twice unnoticed): it becomes durable
     * only while the turn holds, in one transaction with that; else {@link Ontvangst#vastleggen} throws and it stays where it was.
     */
    Ontvangst begin(Aanvoer aanvoer, Beurt beurt) throws IOException;

    /**
     * Something arrived that can never be a sealed document (mail without one CMS, a broken transfer encoding). It is
     * counted in the register as "niet authentiek", in batches; nobody is answered and no byte of it is kept.
     *
     * @param code stable refusal code, listed in docs/weigeringen.md; never text of the message
     * @throws IOException when it could not be counted now: the channel keeps the message and offers it again
     */
    void geenZegel(Aanvoer aanvoer, String code) throws IOException;

    /**
     * Waits at most {@code ten hoogste} for the outcome of steps 2 to 6, for channels that answer in the same call.
     *
     * @return the signed evidence (accepted or rejected) for this sender, or empty when not known in time or when the
     *         sender could not be authenticated (then there is one uniform answer and nothing else)
     */
    Optional<Bewijsstuk> wachtOpUitslag(OntvangstId id, Duration tenHoogste);

    /**
     * Bytes on their way in. Closing without {@link #vastleggen} leaves no trace. An SFTP upload may pause here for as
     * long as its grace (a cut connection, a {@code .part} that waits for its rename), so nothing scarce, such as a
     * database connection or a lock, is held while no call is under way; calls may come from different threads, one at a
     * time.
     */
    interface Ontvangst extends Closeable {
        /** Where the bytes go; the limit of the sender's loket or the channel applies while streaming ({@link TeGroot}). */
        OutputStream bytes();

        /** Makes the bytes durable and owes the steps that follow; only after return may the channel acknowledge. */
        OntvangstId vastleggen() throws IOException;
    }

    /** The bytes are over the limit. Offering them again gives the same, so a channel that polls stops offering them. */
    final class TeGroot extends IOException {
        private static final long serialVersionUID = 1L;

        public TeGroot(long grens) {
            super("larger than is taken in: " + grens + " bytes");
        }
    }

    /** Signed evidence: the JSON a person reads and its detached CAdES-B signature. */
    record Bewijsstuk(String naam, byte[] json, byte[] handtekening, LoketId voor) {}
}

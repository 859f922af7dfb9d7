package nl.zegel.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import nl.zegel.party.LoketId;

/**
 * A loket's view of what lies ready for it, as SFTP shows it in {@code out/} and {@code receipts/} and SOAP lets it
 * collect. Sees only the caller's own. Thread-safe.
 *
 * <p>While the register is away the lists throw {@link java.io.UncheckedIOException} and the other methods
 * {@link java.io.IOException}: the caller answers "later", never an empty list.
 */
public interface Postbus {
    /** Sealed deliveries placed for this loket and not yet expired. */
    List<Item> uit(LoketId loket);

    /** Evidence for this loket: pairs of {@code .json} and {@code .json.p7s}. */
    List<Item> bewijzen(LoketId loket);

    /** The loket's own uploads of the last days: name as sent, bytes, time. They can be listed but never read back. */
    List<Item> in(LoketId loket);

    /**
     * Opens an item. For a delivery this first re-checks that it may still go (convenant in force, lokets in, facts not
     * withdrawn, certificate good) and writes the intent entry.
     *
     * @throws IOException when the item is not this loket's, has gone, or may not go any more; the text says no more
     */
    Lezing open(LoketId loket, String naam) throws IOException;

    /**
     * The loket says it has the delivery (SOAP collect confirmed): hand-over evidence. It counts too when the delivery may
     * not be opened any more.
     *
     * @throws IOException when this loket never opened it, or it cannot be booked now
     */
    void bevestig(LoketId loket, String naam) throws IOException;

    /** @param naam unique within its folder, made by us: letters, digits, dot, hyphen; at most 200; {@code in()} names are the sender's */
    record Item(String naam, long lengte, Instant tijd) {}

    /** A delivery being read; reading the last byte and closing counts as complete. */
    interface Lezing extends Closeable {
        /** A new stream from the first byte at every call: clients may read out of order. The caller closes it. */
        InputStream bytes() throws IOException;

        long lengte();

        /** Told once when every byte was read by the client: this is ContentHandover. */
        void volledig();
    }
}

package nl.zegel.channel.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import nl.zegel.exchange.Postbus;
import org.jspecify.annotations.Nullable;

/**
 * Reads at any offset from a stream that only goes forward, in bounded memory: the last bytes are kept in a ring, farther
 * back starts the stream anew, a bounded number of times. Counts which bytes were given out. Not thread-safe.
 */
final class Leesvenster implements Closeable {
    static final int VENSTER = 512 * 1024;
    private static final int MEESTE_HERSTARTS = 64;
    private static final int MEESTE_GATEN = 4096;
    private final Postbus.Lezing lezing;
    private final byte[] ring;
    private final TreeMap<Long, Long> gegeven = new TreeMap<>();
    private @Nullable InputStream stroom;
    private long stand;
    private int herstarts;

    Leesvenster(Postbus.Lezing lezing) {
        this.lezing = lezing;
        this.ring = new byte[(int) Math.max(1, Math.min(VENSTER, lezing.lengte()))];
    }

    /** @return bytes read, as many as asked unless the end comes first; -1 at or past the end */
    int lees(long van, byte[] doel, int gevraagd) throws IOException {
        if (van >= lezing.lengte()) {
            return -1;
        }
        int aantal = (int) Math.min(Math.min(gevraagd, ring.length), lezing.lengte() - van);
        if (van < Math.max(0, stand - ring.length)) {
            herstart();
        }
        vooruit(van + aantal);
        int plaats = (int) (van % ring.length);
        int eerste = Math.min(aantal, ring.length - plaats);
        System.arraycopy(ring, plaats, doel, 0, eerste);
        System.arraycopy(ring, 0, doel, eerste, aantal - eerste);
        tel(van, van + aantal);
        return aantal;
    }

    private void herstart() throws IOException {
        if (++herstarts > MEESTE_HERSTARTS) {
            throw Weigering.misluk("te vaak terug in het bestand; lees het van voor naar achter");
        }
        sluitStroom();
        stand = 0;
    }

    private void vooruit(long tot) throws IOException {
        InputStream in = stroom;
        if (in == null) {
            in = lezing.bytes();
            stroom = in;
        }
        while (stand < tot) {
            int plaats = (int) (stand % ring.length);
            int n = in.read(ring, plaats, (int) Math.min(tot - stand, ring.length - plaats));
            if (n < 0) {
                throw new IOException("delivery shorter than its length");
            }
            stand += n;
        }
    }

    /** Joins [van, tot) with what was given before. Beyond a bound of holes nothing more is counted: never "complete" by mistake. */
    private void tel(long van, long tot) {
        long begin = van;
        long eind = tot;
        Map.Entry<Long, Long> links = gegeven.floorEntry(begin);
        if (links != null && links.getValue() >= begin) {
            begin = links.getKey();
            eind = Math.max(eind, links.getValue());
        }
        for (Map.Entry<Long, Long> rechts = gegeven.higherEntry(begin); rechts != null && rechts.getKey() <= eind;
                rechts = gegeven.higherEntry(begin)) {
            eind = Math.max(eind, rechts.getValue());
            gegeven.remove(rechts.getKey());
        }
        if (gegeven.size() < MEESTE_GATEN || gegeven.containsKey(begin)) {
            gegeven.put(begin, eind);
        }
    }

    long lengte() {
        return lezing.lengte();
    }

    boolean allesGegeven() {
        Long eind = gegeven.get(0L);
        return lezing.lengte() == 0 || eind != null && eind >= lezing.lengte();
    }

    /** The client closed the file itself: when it had every byte, that is the hand-over. */
    void klaar() {
        if (allesGegeven()) {
            lezing.volledig();
        }
    }

    @Override
    public void close() throws IOException {
        try (lezing) {
            sluitStroom();
        }
    }

    private void sluitStroom() throws IOException {
        InputStream in = stroom;
        stroom = null;
        if (in != null) {
            in.close();
        }
    }
}

package nl.zegel.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Vastlegging;
import nl.zegel.document.Kop;
import nl.zegel.register.Bewijsfeiten;

/**
 * One pass of the schedule over one intake: the moment at which everything in it is judged, and what must be closed
 * when it ends, however it ends. Belongs to one thread.
 */
public final class Verloop implements AutoCloseable {
    private final UUID ontvangst;
    private final Instant moment;
    private final Deque<Closeable> open = new ArrayDeque<>();
    private Optional<Geopend> geopend = Optional.empty();
    private Optional<Kop> kop = Optional.empty();

    public Verloop(UUID ontvangst, Instant moment) {
        this.ontvangst = ontvangst;
        this.moment = moment;
    }

    public UUID ontvangst() {
        return ontvangst;
    }

    public Instant moment() {
        return moment;
    }

    /** What is known of the submission when it ends early: a rejection names it to its sender. */
    void opgehelderd(Geopend authentiek) {
        geopend = Optional.of(authentiek);
    }

    void opgehelderd(Kop gelezen) {
        kop = Optional.of(gelezen);
    }

    Optional<Kop> kop() {
        return kop;
    }

    /** Commitments of what the sender signed and of the bytes that it sent, each with the nonce that opens it. */
    List<Bewijsfeiten.Vastlegging> vastleggingen(SecureRandom random) {
        return geopend.map(g -> List.of(
                vastlegging("INGEDIEND", "multipart/mixed", g.inhoudSha256(), random),
                vastlegging("BERICHT", "application/pkcs7-mime", g.buitenSha256(), random))).orElse(List.of());
    }

    private static Bewijsfeiten.Vastlegging vastlegging(String over, String mediatype, String sha256, SecureRandom random) {
        byte[] nonce = Vastlegging.nieuweNonce(random);
        String waarde = Vastlegging.leg(over.toLowerCase(Locale.ROOT), nonce, HexFormat.of().parseHex(sha256)).hex();
        return new Bewijsfeiten.Vastlegging(over, mediatype, waarde, HexFormat.of().formatHex(nonce));
    }

    <T extends Closeable> T sluitAanHetEind(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}

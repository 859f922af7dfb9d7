package nl.zegel.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.nio.charset.StandardCharsets;
import nl.zegel.party.GatewayBug;

/**
 * Commitment, format 1: SHA-256("zegel-vastlegging-1" LF kind LF || nonce || bytes) with a nonce of 256 random bits.
 * A plain digest of structured text lets someone guess a birth date; this does not while the nonce is kept under the
 * document's data key. Whoever may have the bytes gets the nonce and can check with {@code sha256sum}.
 */
public record Vastlegging(String hex) {
    private static final String VOORVOEGSEL = "zegel-vastlegging-1\n";
    /** Bytes of a nonce. */
    public static final int NONCE = 32;

    /** @throws IllegalArgumentException when the text is not 64 lower-case hex digits */
    public Vastlegging {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("commitment must be 64 lower-case hex digits");
        }
    }

    public static byte[] nieuweNonce(SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return nonce;
    }

    /** Commits to bytes. @param soort lower-case letters and hyphens, keeps kinds apart */
    public static Vastlegging leg(String soort, byte[] nonce, byte[] bytes) {
        Meting meting = meet(soort, nonce);
        meting.voegToe(bytes, 0, bytes.length);
        return meting.klaar();
    }

    /** Commits to bytes that stream by. */
    public static Meting meet(String soort, byte[] nonce) {
        if (!soort.matches("[a-z][a-z-]{0,40}") || nonce.length != NONCE) {
            throw new IllegalArgumentException("kind must be lower-case letters and hyphens, nonce " + NONCE + " bytes");
        }
        return new Meting(soort, nonce);
    }

    /** In constant time. */
    public boolean klopt(String soort, byte[] nonce, byte[] bytes) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(hex), HexFormat.of().parseHex(leg(soort, nonce, bytes).hex));
    }

    /** A commitment in the making; used by one thread. */
    public static final class Meting {
        private final MessageDigest digest;

        private Meting(String soort, byte[] nonce) {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new GatewayBug("SHA-256 is missing", e);
            }
            digest.update((VOORVOEGSEL + soort + "\n").getBytes(StandardCharsets.US_ASCII));
            digest.update(nonce);
        }

        public void voegToe(byte[] bytes, int van, int aantal) {
            digest.update(bytes, van, aantal);
        }

        public Vastlegging klaar() {
            return new Vastlegging(HexFormat.of().formatHex(digest.digest()));
        }
    }
}

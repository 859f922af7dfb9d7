package nl.zegel.register;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import nl.zegel.party.GatewayBug;

/** The hashes of the log: RFC 6962 §2.1 over leaves that are commitments. */
final class Merkle {
    private Merkle() {}

    /** Commitment of a body: SHA-256(nonce || body), nonce of 32 bytes. */
    static byte[] vastlegging(byte[] nonce, byte[] inhoud) {
        if (nonce.length != 32) {
            throw new GatewayBug("a nonce is 32 bytes");
        }
        return sha256(nonce, inhoud);
    }

    static byte[] blad(byte[] vastlegging) {
        return sha256(new byte[] {0}, vastlegging);
    }

    static byte[] knoop(byte[] links, byte[] rechts) {
        return sha256(new byte[] {1}, links, rechts);
    }

    /** Root of the empty log. */
    static byte[] leeg() {
        return sha256();
    }

    static String hexSha256(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(sha256(bytes));
    }

    private static byte[] sha256(byte[]... delen) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] deel : delen) {
                digest.update(deel);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new GatewayBug("every Java platform has SHA-256", e);
        }
    }
}

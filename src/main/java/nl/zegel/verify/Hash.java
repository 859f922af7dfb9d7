package nl.zegel.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** SHA-256, the hashes of RFC 6962 section 2.1, and the commitments of the formats. */
final class Hash {
    private Hash() {}

    static byte[] sha256(byte[]... delen) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] deel : delen) {
                digest.update(deel);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static byte[] blad(byte[] inhoud) {
        return sha256(new byte[] {0}, inhoud);
    }

    static byte[] knoop(byte[] links, byte[] rechts) {
        return sha256(new byte[] {1}, links, rechts);
    }

    static boolean gelijk(byte[] een, byte[] ander) {
        return MessageDigest.isEqual(een, ander);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** 32 bytes in lower-case hex, in no other spelling. */
    static byte[] vanHex(String tekst) throws Afgewezen {
        Afgewezen.tenzij(tekst.matches("[0-9a-f]{64}"), "HASH_VORM", "Een hash staat er niet als 64 kleine hexadecimale tekens.");
        return HexFormat.of().parseHex(tekst);
    }

    static List<byte[]> vanHex(List<String> pad) throws Afgewezen {
        List<byte[]> uit = new ArrayList<>();
        for (String een : pad) {
            uit.add(vanHex(een));
        }
        return uit;
    }
}

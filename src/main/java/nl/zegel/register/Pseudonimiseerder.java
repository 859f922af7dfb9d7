package nl.zegel.register;

import java.util.List;

/** Port: keyed pseudonyms. The keys live in crypto, one per period; the register keeps pseudonyms only. */
public interface Pseudonimiseerder {
    /** The pseudonym under the key of the running period. */
    Pseudoniem maak(Zoeksleutel sleutel);

    /** The pseudonyms under every key that still lives, to search with. */
    List<Pseudoniem> onderElkeSleutel(Zoeksleutel sleutel);

    /**
     * @param periode name of the key's period
     * @param waarde  32 bytes, HMAC-SHA-256 over kind and normalised text
     */
    record Pseudoniem(String periode, byte[] waarde) {
        public Pseudoniem {
            if (waarde.length != 32) {
                throw new IllegalArgumentException("a pseudonym is 32 bytes");
            }
        }
    }
}

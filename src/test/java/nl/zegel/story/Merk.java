package nl.zegel.story;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One marked value of the canary document.
 *
 * @param naam   where it stands: an element id with its term, a header field, an attachment; for the report of a leak
 * @param id     element or attachment, or the header field
 * @param vormen texts that betray the value: itself and how people write it
 */
record Merk(String naam, String id, List<String> vormen) {
    /** Shorter ones occur by chance in megabytes of ciphertext. */
    private static final int KORTST = 6;

    Merk {
        vormen = List.copyOf(vormen);
    }

    /** True when it can be looked for in bytes. */
    boolean zoekbaar() {
        return vormen.stream().allMatch(v -> v.getBytes(StandardCharsets.UTF_8).length >= KORTST);
    }

    @Override
    public String toString() {
        return naam;
    }
}

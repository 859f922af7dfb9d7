package nl.zegel.party;

import java.util.regex.Pattern;

/** Identity of a loket, unique over all parties: 2 to 64 of {@code a-z 0-9 -}, starting with a letter. */
public record LoketId(String waarde) implements Comparable<LoketId> {
    private static final Pattern VORM = Pattern.compile("[a-z][a-z0-9-]{1,63}");

    /** @throws IllegalArgumentException when the text is not an identity */
    public LoketId {
        if (!VORM.matcher(waarde).matches()) {
            throw new IllegalArgumentException("loket id must match " + VORM.pattern());
        }
    }

    @Override
    public int compareTo(LoketId other) {
        return waarde.compareTo(other.waarde);
    }

    @Override
    public String toString() {
        return waarde;
    }
}

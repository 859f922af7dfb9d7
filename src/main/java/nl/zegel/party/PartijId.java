package nl.zegel.party;

import java.util.regex.Pattern;

/** Identity of a party in the configuration: 2 to 64 of {@code a-z 0-9 -}, starting with a letter. */
public record PartijId(String waarde) implements Comparable<PartijId> {
    private static final Pattern VORM = Pattern.compile("[a-z][a-z0-9-]{1,63}");

    /** @throws IllegalArgumentException when the text is not an identity */
    public PartijId {
        if (!VORM.matcher(waarde).matches()) {
            throw new IllegalArgumentException("party id must match " + VORM.pattern());
        }
    }

    @Override
    public int compareTo(PartijId other) {
        return waarde.compareTo(other.waarde);
    }

    @Override
    public String toString() {
        return waarde;
    }
}

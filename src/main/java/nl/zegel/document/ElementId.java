package nl.zegel.document;

import java.util.regex.Pattern;

/** Random identity of one element, unique in its document: {@code e-} and 26 lower-case base32 characters (130 bits). */
public record ElementId(String waarde) implements Comparable<ElementId> {
    private static final Pattern VORM = Pattern.compile("e-[a-z2-7]{26}");

    /** @throws IllegalArgumentException when the text is not an element id */
    public ElementId {
        if (!VORM.matcher(waarde).matches()) {
            throw new IllegalArgumentException("element id must match " + VORM.pattern());
        }
    }

    @Override
    public int compareTo(ElementId other) {
        return waarde.compareTo(other.waarde);
    }

    @Override
    public String toString() {
        return waarde;
    }
}

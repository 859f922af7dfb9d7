package nl.zegel.party;

import java.util.Set;

/** The area of a loket as CBS municipality codes (four digits); an empty set is no area at all, never "everywhere". */
public record Gebied(Set<String> gemeentecodes) {
    public Gebied {
        gemeentecodes = Set.copyOf(gemeentecodes);
        if (!gemeentecodes.stream().allMatch(c -> c.matches("[0-9]{4}"))) {
            throw new IllegalArgumentException("municipality code must be four digits");
        }
    }

    public boolean omvat(String gemeentecode) {
        return gemeentecodes.contains(gemeentecode);
    }
}

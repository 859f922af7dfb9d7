package nl.zegel.party;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The area of a loket as CBS codes: of municipalities (four digits) and districts (WK and six digits). An empty set is no
 * area at all, never "everywhere"; a municipality does not name its districts.
 */
public record Gebied(Set<String> codes) {
    private static final Pattern CODE = Pattern.compile("[0-9]{4}|WK[0-9]{6}");

    public Gebied {
        codes = Set.copyOf(codes);
        if (!codes.stream().allMatch(c -> CODE.matcher(c).matches())) {
            throw new IllegalArgumentException("an area is a municipality code of four digits, or WK and six");
        }
    }

    public boolean omvat(String code) {
        return codes.contains(code);
    }
}

package nl.zegel.crypto;

import java.time.YearMonth;

/** What shares one key, because it is destroyed together: convenant, class of term, month of destruction. */
public record Bewaargroep(String convenant, String termijnklasse, YearMonth vernietigen) {
    /** @throws IllegalArgumentException when a part is not lower-case letters, digits and hyphens */
    public Bewaargroep {
        if (!convenant.matches("[a-z0-9-]{1,100}") || !termijnklasse.matches("[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException("group parts must be lower-case letters, digits and hyphens");
        }
    }

    /** Stable text, e.g. {@code hennep-midden-nederland-2024/levering/2027-05}. */
    public String naam() {
        return convenant + "/" + termijnklasse + "/" + vernietigen;
    }
}

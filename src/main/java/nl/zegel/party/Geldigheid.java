package nl.zegel.party;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A period in calendar days of Europe/Amsterdam, both ends included; no end means open. */
public record Geldigheid(LocalDate van, @Nullable LocalDate totEnMet) {
    /** @throws IllegalArgumentException when the end lies before the start */
    public Geldigheid {
        if (totEnMet != null && totEnMet.isBefore(van)) {
            throw new IllegalArgumentException("period ends before it starts");
        }
    }

    public boolean omvat(LocalDate dag) {
        return !dag.isBefore(van) && (totEnMet == null || !dag.isAfter(totEnMet));
    }
}

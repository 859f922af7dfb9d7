package nl.zegel.register;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to try again: the wait doubles from the first to the longest, until the deadline; then a person looks.
 *
 * @param eerste  wait after the first attempt
 * @param langste longest wait between two attempts
 * @param termijn from when the work was owed to its deadline
 */
public record Herhaalbeleid(Duration eerste, Duration langste, Duration termijn) {
    public Herhaalbeleid {
        if (eerste.isNegative() || eerste.isZero() || langste.compareTo(eerste) < 0 || termijn.compareTo(eerste) < 0) {
            throw new IllegalArgumentException("back-off: first wait above zero, longest and deadline not below it");
        }
    }

    /**
     * @param poging number of the attempt that just failed, from 1
     * @return the next moment, or empty when it would lie past the deadline
     */
    public Optional<Instant> volgende(int poging, Instant nu, Instant deadline) {
        Duration wacht = eerste;
        for (int i = 1; i < poging && wacht.compareTo(langste) < 0; i++) {
            wacht = wacht.multipliedBy(2);
        }
        Instant volgende = nu.plus(wacht.compareTo(langste) > 0 ? langste : wacht);
        return volgende.isAfter(deadline) ? Optional.empty() : Optional.of(volgende);
    }
}

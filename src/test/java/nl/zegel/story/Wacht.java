package nl.zegel.story;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/** Waits for something that a running gateway does by itself: looks, and looks again when it is not there yet. */
final class Wacht {
    private static final Duration TUSSENPOOS = Duration.ofMillis(25);

    private Wacht() {}

    static void tot(String wat, Duration tenHoogste, Supplier<Boolean> waar) {
        Instant einde = Instant.now().plus(tenHoogste);
        while (!waar.get()) {
            if (Instant.now().isAfter(einde)) {
                Assertions.fail("after " + tenHoogste + " still not: " + wat);
            }
            LockSupport.parkNanos(TUSSENPOOS.toNanos());
        }
    }
}

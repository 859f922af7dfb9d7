package nl.zegel.exchange;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import nl.zegel.register.RegisterFout;

/**
 * Who waits in this process for the outcome of an intake. It only saves time: an outcome made by another gateway of the
 * cluster, or missed, is read from the register when the waiting ends. Thread-safe.
 */
public final class Uitslagen {
    private final Map<UUID, CompletableFuture<Boolean>> wachters = new ConcurrentHashMap<>();
    private final Function<UUID, Optional<Intake.Bewijsstuk>> register;

    /** @param register the sender's evidence of an intake, once made */
    public Uitslagen(Function<UUID, Optional<Intake.Bewijsstuk>> register) {
        this.register = register;
    }

    Optional<Intake.Bewijsstuk> wacht(UUID ontvangst, Duration tenHoogste) {
        CompletableFuture<Boolean> wachter = wachters.computeIfAbsent(ontvangst, id -> new CompletableFuture<>());
        try {
            Optional<Intake.Bewijsstuk> al = gemaakt(ontvangst);
            if (al.isPresent()) {
                return al;
            }
            wachter.get(tenHoogste.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return gemaakt(ontvangst);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            wachters.remove(ontvangst, wachter);
        }
        return gemaakt(ontvangst);
    }

    /** While the register is away the outcome is not known: the channel answers that, not a fault. */
    private Optional<Intake.Bewijsstuk> gemaakt(UUID ontvangst) {
        try {
            return register.apply(ontvangst);
        } catch (RegisterFout weg) {
            return Optional.empty();
        }
    }

    /** The intake came to an end: with evidence that can be read now, or with nothing to be told. */
    void klaar(UUID ontvangst) {
        CompletableFuture<Boolean> wachter = wachters.get(ontvangst);
        if (wachter != null) {
            wachter.complete(Boolean.TRUE);
        }
    }
}

package nl.zegel.register;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import nl.zegel.party.GatewayBug;
import org.jspecify.annotations.Nullable;

/**
 * The schedule: runs what is owed, on whichever gateway picks it first. A handler that throws is run again with growing
 * waits; a gateway that dies lets go of what it held when its heartbeat stops. Handlers must bear being run twice.
 */
public final class Planning implements AutoCloseable {
    private static final Duration LANGSTE_WACHT = Duration.ofMinutes(10);
    private static final ZoneId HIER = ZoneId.of("Europe/Amsterdam");

    private final Scheduler scheduler;

    private Planning(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** What runs for each kind of owed work; given by the application. */
    public record Taken(Function<UUID, Vervolg> verwerk, Function<UUID, Vervolg> bezorg, Function<UUID, Vervolg> bewijs,
            List<Periodiek> periodiek) {
        public Taken {
            periodiek = List.copyOf(periodiek);
        }
    }

    /** Something that runs by the clock, once over all gateways. */
    public record Periodiek(String naam, Ritme ritme, Runnable werk) {}

    /** When. */
    public sealed interface Ritme {
        record Elke(Duration tussenpoos) implements Ritme {}

        /** Every day at that time, Europe/Amsterdam. */
        record Dagelijks(LocalTime tijd) implements Ritme {}
    }

    /**
     * @param merken {@link Bron#merken()}
     * @param draden threads that do owed work
     * @param naam   of this gateway process, for operators
     */
    public static Planning start(DataSource merken, Dbrooster rooster, Taken taken, int draden, String naam) {
        Scheduler scheduler = Scheduler.create(merken, eenmalig(taken))
                .startTasks(herhaald(taken))
                .serializer(new GeenGegevens())
                .threads(draden)
                .pollUsingLockAndFetch(0.5, 2.0)
                .pollingInterval(Duration.ofMillis(500))
                .heartbeatInterval(Duration.ofSeconds(10))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(5))
                .schedulerName(() -> naam)
                .build();
        rooster.wekker(scheduler::triggerCheckForDueExecutions);
        scheduler.start();
        return new Planning(scheduler);
    }

    static List<Task<?>> eenmalig(Taken taken) {
        return List.of(taak(Rooster.Taak.VERWERK, taken.verwerk()), taak(Rooster.Taak.BEZORG, taken.bezorg()),
                taak(Rooster.Taak.BEWIJS, taken.bewijs()));
    }

    static List<RecurringTask<Void>> herhaald(Taken taken) {
        List<RecurringTask<Void>> uit = new ArrayList<>();
        for (Periodiek p : taken.periodiek()) {
            uit.add(Tasks.recurring("periodiek-" + p.naam(), ritme(p.ritme())).execute((instantie, context) -> p.werk().run()));
        }
        return uit;
    }

    private static Schedule ritme(Ritme ritme) {
        return ritme instanceof Ritme.Elke elke ? Schedules.fixedDelay(elke.tussenpoos())
                : Schedules.daily(HIER, ((Ritme.Dagelijks) ritme).tijd());
    }

    private static Task<Void> taak(Rooster.Taak taak, Function<UUID, Vervolg> werk) {
        return Tasks.custom(Dbrooster.naam(taak), Void.class)
                .onFailure((afloop, doen) -> doen.reschedule(afloop,
                        afloop.getTimeDone().plus(wacht(afloop.getExecution().consecutiveFailures))))
                .onDeadExecutionRevive()
                .execute((instantie, context) -> vervolg(werk.apply(UUID.fromString(instantie.getId()))));
    }

    private static CompletionHandler<Void> vervolg(Vervolg vervolg) {
        return (afloop, doen) -> {
            if (vervolg instanceof Vervolg.Opnieuw opnieuw) {
                doen.reschedule(afloop, opnieuw.op());
            } else {
                doen.stop();
            }
        };
    }

    /** 1 s, 2 s, 4 s, ... at most ten minutes. */
    static Duration wacht(int eerdereFouten) {
        Duration wacht = Duration.ofSeconds(1L << Math.min(eerdereFouten, 16));
        return wacht.compareTo(LANGSTE_WACHT) > 0 ? LANGSTE_WACHT : wacht;
    }

    /** Waits a few seconds for what is running; what does not end is taken up by another gateway, or at the next start. */
    @Override
    public void close() {
        scheduler.stop();
    }

    /** Tasks carry nothing but the id in their key, so that nothing of Java is ever deserialised from the database. */
    static final class GeenGegevens implements Serializer {
        @Override
        public byte @Nullable [] serialize(@Nullable Object gegevens) {
            if (gegevens != null) {
                throw new GatewayBug("a task carries no data");
            }
            return null;
        }

        @Override
        public <T> @Nullable T deserialize(Class<T> soort, byte @Nullable [] gegevens) {
            if (gegevens != null) {
                throw new GatewayBug("a task carries no data");
            }
            return null;
        }
    }
}

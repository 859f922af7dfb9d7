package nl.zegel.register;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Plans owed work in db-scheduler's table, over the connection of the running transaction. Thread-safe. */
public final class Dbrooster implements Rooster {
    private final SchedulerClient client;
    private final AtomicReference<Runnable> wek = new AtomicReference<>(() -> { });

    public Dbrooster(DataSource bron) {
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(bron))
                .serializer(new Planning.GeenGegevens()).build();
    }

    @Override
    public void plan(Transactie tx, Taak taak, UUID id, Instant op) {
        try {
            if (!client.scheduleIfNotExists(new TaskInstance<>(naam(taak), id.toString()), op)) {
                client.reschedule(TaskInstanceId.of(naam(taak), id.toString()), op);
            }
        } catch (SQLRuntimeException | TaskInstanceException e) {
            throw new RegisterFout("schedule: " + naam(taak) + " " + id + " could not be planned (" + e.getClass().getSimpleName()
                    + "); nothing of this step is durable, it is tried again");
        }
        if (!op.isAfter(tx.nu())) {
            tx.naCommit(() -> wek.get().run());
        }
    }

    /** What to run after a commit that planned something for at once. */
    void wekker(Runnable wekker) {
        wek.set(wekker);
    }

    static String naam(Taak taak) {
        return taak.name().toLowerCase(java.util.Locale.ROOT);
    }
}

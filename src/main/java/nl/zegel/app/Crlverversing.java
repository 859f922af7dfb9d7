package nl.zegel.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.zegel.crypto.Crlbron;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the CRL folder again every few minutes, in this process and whatever the database does, so that what an operator
 * or fetch job puts there counts without a restart. A folder that cannot be read leaves the last reading: it ages, and
 * the path check's bounded grace decides.
 */
final class Crlverversing implements Supplier<Crlbron>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Crlverversing.class);

    private final Path map;
    private final ScheduledExecutorService draad = Executors.newSingleThreadScheduledExecutor(taak -> {
        Thread thread = new Thread(taak, "crl");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Crlbron laatste;

    /** @throws IOException when the folder cannot be read now: a gateway does not start without knowing who is revoked */
    Crlverversing(Path map, Duration tussenpoos) throws IOException {
        this.map = map;
        laatste = Crlbron.uit(map);
        draad.scheduleWithFixedDelay(this::ververs, tussenpoos.toMillis(), tussenpoos.toMillis(), TimeUnit.MILLISECONDS);
    }

    void ververs() {
        try {
            Crlbron gelezen = Crlbron.uit(map);
            gelezen.onleesbaar().forEach(naam -> LOG.warn("not a CRL: {}", naam));
            laatste = gelezen;
        } catch (IOException | RuntimeException weg) {
            LOG.warn("the CRL folder cannot be read, the last reading stays: {}", weg.getClass().getSimpleName());
        }
    }

    @Override
    public Crlbron get() {
        return laatste;
    }

    @Override
    public void close() {
        draad.shutdownNow();
    }
}

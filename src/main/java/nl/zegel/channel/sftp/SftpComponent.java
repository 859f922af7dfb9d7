package nl.zegel.channel.sftp;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.LoketId;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code zegel-sftp:server}: starts the embedded server with its route and gives each completed upload to it. The body is
 * the {@link Intake.Ontvangst} alone, without a header; the client's close or rename is answered when the route ended and
 * the bytes are durable. Registered as the bean {@code zegel-sftp}; one route uses it.
 */
public final class SftpComponent extends DefaultComponent {
    private static final Logger LOG = LoggerFactory.getLogger(SftpComponent.class);
    private static final int VEEG_SECONDEN = 60;
    private final Opzet opzet;
    private volatile Optional<IngebouwdeServer> server = Optional.empty();
    private volatile Optional<ScheduledExecutorService> veger = Optional.empty();

    /** What the server is made of; see {@link IngebouwdeServer}. */
    public record Opzet(SftpInstellingen instellingen, List<KeyPair> hostsleutels,
            BiFunction<String, PublicKey, Optional<LoketId>> sleutels, Intake intake, Postbus postbus, Clock clock) {
        public Opzet {
            hostsleutels = List.copyOf(hostsleutels);
        }
    }

    public SftpComponent(Opzet opzet) {
        this.opzet = opzet;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
        if (!rest.equals("server")) {
            throw new IllegalArgumentException("zegel-sftp knows `server` only, not `" + rest + "`");
        }
        return new IntakeEndpoint(uri, this, this::open, this::sluit);
    }

    private void open(Oplevering oplevering) throws IOException {
        IngebouwdeServer nieuw = new IngebouwdeServer(opzet.instellingen(), opzet.hostsleutels(), opzet.sleutels(),
                opzet.intake(), opzet.postbus(), oplevering, opzet.clock());
        nieuw.start();
        server = Optional.of(nieuw);
        // What waits for its grace lives in this process, so its clock does too; the schedule in the database is for owed work.
        ScheduledExecutorService tik = getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "sftp-veeg");
        tik.scheduleWithFixedDelay(() -> veeg(nieuw), VEEG_SECONDEN, VEEG_SECONDEN, TimeUnit.SECONDS);
        veger = Optional.of(tik);
    }

    private void sluit() throws IOException {
        veger.ifPresent(tik -> getCamelContext().getExecutorServiceManager().shutdownNow(tik));
        veger = Optional.empty();
        IngebouwdeServer oud = server.orElse(null);
        server = Optional.empty();
        if (oud != null) {
            oud.close();
        }
    }

    /** One upload that cannot be delivered does not stop the sweep of the others in the next minute. */
    private static void veeg(IngebouwdeServer server) {
        try {
            server.veeg();
        } catch (RuntimeException bug) {
            LOG.error("SFTP: a bug while letting go of an upload whose grace was over", bug);
        }
    }

    /** The running server, for its port; empty while its route does not run. */
    public Optional<IngebouwdeServer> server() {
        return server;
    }
}

package nl.zegel.channel.sftp;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.LoketId;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code zegel-sftp:server}: starts the embedded server with its route and gives each completed upload to it. The body is
 * the {@link Intake.Ontvangst} alone, without a header; the client's close or rename is answered when the route ended and
 * the bytes are durable. Registered as the bean {@code zegel-sftp}; one route uses it.
 */
public final class SftpComponent extends DefaultComponent {
    private final Opzet opzet;
    private volatile Optional<IngebouwdeServer> server = Optional.empty();

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
    }

    private void sluit() throws IOException {
        IngebouwdeServer oud = server.orElse(null);
        server = Optional.empty();
        if (oud != null) {
            oud.close();
        }
    }

    /** The running server, for its port and for {@link IngebouwdeServer#veeg}; empty while its route does not run. */
    public Optional<IngebouwdeServer> server() {
        return server;
    }
}

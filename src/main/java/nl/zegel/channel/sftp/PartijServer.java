package nl.zegel.channel.sftp;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.jspecify.annotations.Nullable;

/**
 * Our side towards parties' own SFTP servers: the host key is the registered one or there is no connection, and we log in
 * by our own key only. Nothing of the machine's ssh configuration is read. Thread-safe.
 */
public final class PartijServer implements AutoCloseable {
    private static final AttributeKey<Pin> PIN = new AttributeKey<>();
    private final SshClient client = SshClient.setUpDefaultClient();
    private final Duration wachttijd;

    /** Why there is no connection. */
    public enum Waarom { ONBEREIKBAAR, HOSTSLEUTEL, AANMELDING }

    /** There is no connection: nothing was sent. */
    static final class GeenVerbinding extends IOException {
        private static final long serialVersionUID = 1L;
        private final Waarom waarom;

        GeenVerbinding(Waarom waarom, Throwable oorzaak) {
            super(waarom.name(), oorzaak);
            this.waarom = waarom;
        }

        Waarom waarom() {
            return waarom;
        }
    }

    /**
     * @param eigenSleutel the key that parties registered for this gateway
     * @param wachttijd    bound on connecting, logging in, and on silence of the peer
     */
    public PartijServer(KeyPair eigenSleutel, Duration wachttijd) {
        this.wachttijd = wachttijd;
        Algoritmen.stelIn(client);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(eigenSleutel));
        client.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory(client.getSignatureFactories())));
        client.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        client.setAgentFactory(null);
        client.setServerKeyVerifier((sessie, adres, getoond) -> isVerwacht(sessie, getoond));
        client.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session sessie) {
                vraagVerwachteSleutel(sessie);
            }
        });
        CoreModuleProperties.IDLE_TIMEOUT.set(client, wachttijd);
        client.start();
    }

    /** The registered host key of one connection, and whether the server showed another. */
    private record Pin(PublicKey verwacht, AtomicBoolean vreemd) {}

    /** A logged-in connection; closing it closes the session too. */
    record Verbinding(ClientSession sessie, SftpClient sftp) implements AutoCloseable {
        @Override
        public void close() {
            // What the peer confirmed stands, however the goodbye goes.
            sessie.close(true);
        }
    }

    Verbinding verbind(Loket loket, Loket.SftpServer server) throws GeenVerbinding {
        return verbind(loket.id(), server);
    }

    /** @param loket whose registered host key it is, for messages */
    Verbinding verbind(LoketId loket, Loket.SftpServer server) throws GeenVerbinding {
        Pin pin = new Pin(Sleutelbos.lees(server.hostsleutel(), loket), new AtomicBoolean());
        ClientSession sessie = sessie(server, pin);
        try {
            sessie.auth().verify(wachttijd);
            return new Verbinding(sessie, SftpClientFactory.instance().createSftpClient(sessie, 3));
        } catch (IOException e) {
            boolean aanmelding = sessie.isOpen() || geweigerd(e);
            sessie.close(true);
            throw geen(pin, aanmelding ? Waarom.AANMELDING : Waarom.ONBEREIKBAAR, e);
        }
    }

    private ClientSession sessie(Loket.SftpServer server, Pin pin) throws GeenVerbinding {
        // The context is there before the first byte, so that no key exchange can run ahead of the pin.
        AttributeRepository context = AttributeRepository.ofKeyValuePair(PIN, pin);
        try {
            return client.connect(server.gebruiker(), server.host(), server.poort(), context).verify(wachttijd).getClientSession();
        } catch (IOException e) {
            throw geen(pin, Waarom.ONBEREIKBAAR, e);
        }
    }

    private static GeenVerbinding geen(Pin pin, Waarom anders, IOException oorzaak) {
        // A server that has no key of the registered type at all is as strange as one that shows another key.
        boolean anderType = String.valueOf(oorzaak.getMessage()).contains("server host key algorithms");
        return new GeenVerbinding(anderType || pin.vreemd().get() ? Waarom.HOSTSLEUTEL : anders, oorzaak);
    }

    private static @Nullable Pin pin(Session sessie) {
        return sessie.getIoSession().getAttribute(AttributeRepository.class) instanceof AttributeRepository context
                ? context.getAttribute(PIN) : null;
    }

    /** A server may hold keys of several types: it is asked for the registered one. */
    private static void vraagVerwachteSleutel(Session sessie) {
        Pin pin = pin(sessie);
        if (pin != null) {
            ((ClientSession) sessie).setSignatureFactories(Algoritmen.handtekeningen(pin.verwacht()));
        }
    }

    private static boolean isVerwacht(ClientSession sessie, PublicKey getoond) {
        Pin pin = pin(sessie);
        if (pin == null || !KeyUtils.compareKeys(pin.verwacht(), getoond)) {
            if (pin != null) {
                pin.vreemd().set(true);
            }
            return false;
        }
        return true;
    }

    private static boolean geweigerd(IOException e) {
        return String.valueOf(e.getMessage()).contains("No more authentication methods available");
    }

    @Override
    public void close() {
        client.stop();
    }
}

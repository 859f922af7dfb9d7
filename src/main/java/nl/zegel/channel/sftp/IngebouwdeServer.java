package nl.zegel.channel.sftp;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.LoketId;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.file.nonefs.NoneFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded SFTP server: login by registered key only, user name = loket id, the sftp subsystem and nothing else of
 * SSH. Thread-safe; started and stopped once.
 */
public final class IngebouwdeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngebouwdeServer.class);
    private static final int KANALEN_PER_SESSIE = 4;
    private static final int AANMELDPOGINGEN = 8;
    private static final AttributeKey<Login> LOGIN = new AttributeKey<>();
    private final SshServer sshd = SshServer.setUpDefaultServer();
    private final SftpInstellingen instellingen;
    private final BiFunction<String, PublicKey, Optional<LoketId>> sleutels;
    private final Postbus postbus;
    private final Uploads uploads;

    private record Login(LoketId loket, String gebruiker, PublicKey sleutel) {}

    /**
     * @param sleutels   the loket that a user name and a key log in for; asked again before every opening
     * @param hostsleutels what the server shows
     */
    public IngebouwdeServer(SftpInstellingen instellingen, List<KeyPair> hostsleutels,
            BiFunction<String, PublicKey, Optional<LoketId>> sleutels,
            Intake intake, Postbus postbus, Oplevering oplevering, Clock clock) {
        this.instellingen = instellingen;
        this.sleutels = sleutels;
        this.postbus = postbus;
        this.uploads = new Uploads(intake, oplevering, clock, instellingen);
        Algoritmen.stelIn(sshd);
        sshd.setHost(instellingen.host());
        sshd.setPort(instellingen.poort());
        sshd.setKeyPairProvider(KeyPairProvider.wrap(hostsleutels));
        sluitAllesAf();
        begrens();
        Poortwachter wachter = new Poortwachter(new Verdediger(clock), instellingen.sessiesPerHost());
        sshd.addSessionListener(wachter);
        sshd.setPublickeyAuthenticator((gebruiker, sleutel, sessie) -> meldAan(gebruiker, sleutel, sessie, wachter));
        sshd.setSubsystemFactories(List.of(new SftpSubsystemFactory() {
            @Override
            public Command createSubsystem(ChannelSession kanaal) {
                return subsysteem(kanaal, this);
            }
        }));
    }

    /** No shell, no command, no forwarding, no agent, no X11, no files of the machine, no other way to log in. */
    private void sluitAllesAf() {
        sshd.setShellFactory(null);
        sshd.setCommandFactory(null);
        sshd.setAgentFactory(null);
        sshd.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        sshd.setChannelFactories(List.of(ChannelSessionFactory.INSTANCE));
        sshd.setGlobalRequestHandlers(List.of(KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE));
        sshd.setFileSystemFactory(NoneFileSystemFactory.INSTANCE);
        sshd.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    }

    private void begrens() {
        CoreModuleProperties.AUTH_TIMEOUT.set(sshd, instellingen.aanmeldtijd());
        CoreModuleProperties.IDLE_TIMEOUT.set(sshd, instellingen.rusttijd());
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(sshd, AANMELDPOGINGEN);
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(sshd, instellingen.sessiesPerLoket());
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(sshd, KANALEN_PER_SESSIE);
        CoreModuleProperties.STOP_WAIT_TIME.set(sshd, Duration.ofSeconds(10));
        CoreModuleProperties.SERVER_IDENTIFICATION.set(sshd, "zegel");
    }

    private boolean meldAan(String gebruiker, PublicKey sleutel, ServerSession sessie, Poortwachter wachter) {
        Optional<LoketId> loket = Algoritmen.sterkGenoeg(sleutel) ? sleutels.apply(gebruiker, sleutel) : Optional.empty();
        loket.ifPresentOrElse(l -> sessie.setAttribute(LOGIN, new Login(l, gebruiker, sleutel)), () -> wachter.mislukt(sessie));
        return loket.isPresent();
    }

    private Subsysteem subsysteem(ChannelSession kanaal, SftpSubsystemFactory fabriek) {
        Session sessie = kanaal.getSession();
        Login login = sessie.getAttribute(LOGIN);
        if (login == null || !login.gebruiker().equals(sessie.getUsername())) {
            throw new nl.zegel.party.GatewayBug("sftp subsystem without a login");
        }
        Weergave weergave = new Weergave(login.loket(), postbus, uploads,
                () -> sleutels.apply(login.gebruiker(), login.sleutel()).equals(Optional.of(login.loket())));
        return new Subsysteem(kanaal, fabriek, weergave, instellingen.openPerSessie());
    }

    public void start() throws IOException {
        sshd.start();
        LOG.info("SFTP server listens on {}:{}", instellingen.host(), poort());
    }

    /** The port in use, also when the system chose it. */
    public int poort() {
        return sshd.getPort();
    }

    /** Lets go of uploads whose grace is over; called every minute. */
    public void veeg() {
        uploads.veeg();
    }

    /** Stops; what was not acknowledged is gone, as after a crash. */
    @Override
    public void close() throws IOException {
        sshd.stop(true);
        uploads.weg();
    }
}

package nl.zegel.channel.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import nl.zegel.party.LoketId;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** The embedded server on a free loopback port, over {@link GeheugenPost}, with two lokets that have a key. */
final class Proefserver implements AutoCloseable {
    static final LoketId POLITIE = new LoketId("politie-utrecht");
    static final LoketId GEMEENTE = new LoketId("gemeente-voorbeeld");
    final GeheugenPost post = new GeheugenPost();
    final Proefklok klok = new Proefklok();
    final Map<LoketId, KeyPair> sleutels = new ConcurrentHashMap<>();
    final KeyPair hostsleutel;
    final IngebouwdeServer server;
    private final Path map;
    private final SshClient client = SshClient.setUpDefaultClient();

    Proefserver(Path map) throws Exception {
        this(map, 8, 20);
    }

    Proefserver(Path map, int sessiesPerLoket, int sessiesPerHost) throws Exception {
        this.map = map;
        for (LoketId loket : List.of(POLITIE, GEMEENTE)) {
            sleutels.put(loket, Hostsleutel.laadOfMaak(sleutelbestand(loket)));
        }
        hostsleutel = Hostsleutel.laadOfMaak(map.resolve("host"));
        SftpInstellingen instellingen = new SftpInstellingen("127.0.0.1", 0, Duration.ofSeconds(20), Duration.ofMinutes(1),
                Duration.ofMinutes(30), sessiesPerLoket, sessiesPerHost, 4, 5);
        server = new IngebouwdeServer(instellingen, List.of(hostsleutel), this::loketVan, post, post,
                ontvangst -> ontvangst.vastleggen(), klok);
        server.start();
        client.setServerKeyVerifier((sessie, adres, sleutel) -> KeyUtils.compareKeys(sleutel, hostsleutel.getPublic()));
        client.start();
    }

    private Optional<LoketId> loketVan(String gebruiker, PublicKey sleutel) {
        return sleutels.entrySet().stream()
                .filter(e -> e.getKey().waarde().equals(gebruiker) && KeyUtils.compareKeys(e.getValue().getPublic(), sleutel))
                .map(Map.Entry::getKey).findFirst();
    }

    Path sleutelbestand(LoketId loket) {
        return map.resolve(loket + ".key");
    }

    int poort() {
        return server.poort();
    }

    /** A logged-in session of the library's own client, to say what OpenSSH's would never say. */
    ClientSession sessie(LoketId loket) throws IOException {
        return sessie(loket.waarde(), sleutels.get(loket));
    }

    ClientSession sessie(String gebruiker, KeyPair sleutel) throws IOException {
        ClientSession sessie = client.connect(gebruiker, "127.0.0.1", poort()).verify(Duration.ofSeconds(20)).getClientSession();
        sessie.addPublicKeyIdentity(sleutel);
        try {
            sessie.auth().verify(Duration.ofSeconds(20));
            return sessie;
        } catch (IOException e) {
            sessie.close(true);
            throw e;
        }
    }

    SftpClient sftp(LoketId loket) throws IOException {
        return SftpClientFactory.instance().createSftpClient(sessie(loket), 3);
    }

    /** Bytes that have the outline of a CMS: one BER SEQUENCE of the given content length. */
    static byte[] cms(int lengte) {
        byte[] inhoud = new byte[lengte];
        new Random(lengte).nextBytes(inhoud);
        return ByteBuffer.allocate(lengte + 6).put((byte) 0x30).put((byte) 0x84).putInt(lengte).put(inhoud).array();
    }

    @Override
    public void close() throws IOException {
        client.stop();
        server.close();
    }
}

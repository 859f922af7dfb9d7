package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Gebied;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.PartijId;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may log in, how often one may fail, and how long one may be silent. */
class SleutelbosTest {
    private static Loket loket(String id, String... regels) {
        return new Loket(new LoketId(id), new PartijId("partij"), id, "functie", new Gebied(Set.of()), List.of(Kanaal.SFTP), List.of(),
                List.of(regels), Optional.empty(), Optional.empty(), 0, CmsProfiel.V4_0, List.of(), false, List.of());
    }

    private static String regel(KeyPair paar) {
        return Hostsleutel.openSsh(paar) + " opmerking";
    }

    @Test
    void registeredKey_logsInForItsOwnLoketOnly() throws Exception {
        KeyPair a = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        KeyPair b = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        Sleutelbos bos = Sleutelbos.van(List.of(loket("loket-a", regel(a)), loket("loket-b", regel(b))));
        assertThat(bos.loketVan("loket-a", a.getPublic())).contains(new LoketId("loket-a"));
        assertThat(bos.loketVan("loket-b", a.getPublic())).isEmpty();
        assertThat(bos.loketVan("LOKET-A", a.getPublic())).isEmpty();
        assertThat(bos.loketVan("../loket-a", a.getPublic())).isEmpty();
        assertThat(bos.loketVan("", b.getPublic())).isEmpty();
        assertThat(bos.loketVan("loket-a", KeyUtils.generateKeyPair("ssh-ed25519", 256).getPublic())).isEmpty();
    }

    @Test
    void oneKeyOfTwoLokets_logsInByName() throws Exception {
        KeyPair a = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        Sleutelbos bos = Sleutelbos.van(List.of(loket("loket-a", regel(a)), loket("loket-b", regel(a))));
        assertThat(bos.loketVan("loket-b", a.getPublic())).contains(new LoketId("loket-b"));
    }

    @Test
    void weakOrBrokenLine_isRefusedWithItsLoket() throws Exception {
        KeyPair kort = KeyUtils.generateKeyPair("ssh-rsa", 1024);
        for (String regel : List.of(regel(kort), "ssh-ed25519 geen-base64", "onzin", "ssh-ed25519")) {
            assertThatThrownBy(() -> Sleutelbos.van(List.of(loket("loket-a", regel))))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("loket-a");
        }
    }

    @Test
    void hostKey_isMadeOnceAndForItsOwnerOnly(@TempDir Path map) throws Exception {
        KeyPair eerst = Hostsleutel.laadOfMaak(map.resolve("host"));
        KeyPair weer = Hostsleutel.laadOfMaak(map.resolve("host"));
        assertThat(KeyUtils.compareKeys(eerst.getPublic(), weer.getPublic())).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(map.resolve("host")))).isEqualTo("rw-------");
    }

    @Test
    void fewFailures_shutNobodyOut() throws Exception {
        Proefklok klok = new Proefklok();
        Verdediger verdediger = new Verdediger(klok);
        InetAddress host = InetAddress.getByName("192.0.2.1");
        for (int i = 0; i < 50; i++) {
            assertThat(verdediger.tel(host, Verdediger.MISLUKT)).isFalse();
            klok.verzet(Duration.ofMinutes(6));
        }
        assertThat(verdediger.buitengesloten(host)).isFalse();
    }

    @Test
    void runOfFailures_shutsOutThatHostForHalfAnHour() throws Exception {
        Proefklok klok = new Proefklok();
        Verdediger verdediger = new Verdediger(klok);
        InetAddress host = InetAddress.getByName("2001:db8::1");
        for (int i = 0; i < 8; i++) {
            verdediger.tel(host, Verdediger.MISLUKT);
        }
        assertThat(verdediger.buitengesloten(host)).isTrue();
        assertThat(verdediger.buitengesloten(InetAddress.getByName("2001:db8::ffff:1"))).as("the same /64").isTrue();
        assertThat(verdediger.buitengesloten(InetAddress.getByName("2001:db8:0:1::1"))).isFalse();
        klok.verzet(Duration.ofMinutes(29));
        assertThat(verdediger.buitengesloten(host)).isTrue();
        klok.verzet(Duration.ofMinutes(2));
        assertThat(verdediger.buitengesloten(host)).isFalse();
    }

    @Test
    void millionHosts_useBoundedMemory() throws Exception {
        Verdediger verdediger = new Verdediger(new Proefklok());
        for (int i = 0; i < 200_000; i++) {
            verdediger.tel(InetAddress.getByAddress(new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i}), 1);
        }
        assertThat(verdediger.hosts()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void silentConnection_isCutAtTheLoginTime(@TempDir Path map) throws Exception {
        GeheugenPost post = new GeheugenPost();
        SftpInstellingen kort = new SftpInstellingen("127.0.0.1", 0, Duration.ofMillis(300), Duration.ofMinutes(1), Duration.ofMinutes(1), 1, 1, 1, 1);
        try (IngebouwdeServer server = new IngebouwdeServer(kort, List.of(Hostsleutel.laadOfMaak(map.resolve("h"))),
                (gebruiker, sleutel) -> Optional.empty(), post, post, ontvangst -> ontvangst.vastleggen(), new Proefklok())) {
            server.start();
            try (Socket stil = new Socket("127.0.0.1", server.poort())) {
                stil.setSoTimeout(20_000);
                byte[] alles = stil.getInputStream().readAllBytes();
                assertThat(new String(alles, java.nio.charset.StandardCharsets.ISO_8859_1)).startsWith("SSH-2.0-zegel\r\n");
            }
        }
    }
}

package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.zegel.document.Deel;
import nl.zegel.exchange.Uitgang;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Gebied;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.PartijId;
import nl.zegel.testing.Proefbeurten;
import nl.zegel.testing.Programma;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A party's own server is OpenSSH's sshd. */
class PartijServerIT {
    @TempDir Path map;
    private Process sshd;
    private int poort;
    private final Proefbeurten beurten = new Proefbeurten();
    private PartijServer partijServer;
    private KeyPair host;
    private Path uit;
    private Path in;

    @BeforeEach
    void start() throws Exception {
        Programma programma = Programma.nodig("sshd", "openssh-server");
        uit = Files.createDirectory(map.resolve("uit"));
        in = Files.createDirectory(map.resolve("in"));
        host = Hostsleutel.laadOfMaak(map.resolve("host"));
        KeyPair eigen = Hostsleutel.laadOfMaak(map.resolve("eigen"));
        Files.writeString(map.resolve("authorized_keys"), Hostsleutel.openSsh(eigen) + "\n");
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        poort = vrijePoort();
        Files.writeString(map.resolve("sshd_config"), String.join("\n",
                "Port " + poort, "ListenAddress 127.0.0.1", "HostKey " + map.resolve("host"), "PidFile none",
                "AuthorizedKeysFile " + map.resolve("authorized_keys"), "StrictModes no", "UsePAM no",
                "PermitRootLogin prohibit-password", "PasswordAuthentication no", "Subsystem sftp internal-sftp", ""));
        sshd = programma.proces(List.of("-D", "-e", "-f", map.resolve("sshd_config").toString()))
                .redirectOutput(map.resolve("sshd.log").toFile()).start();
        wachtOpPoort();
        partijServer = new PartijServer(eigen, Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        if (partijServer != null) {
            partijServer.close();
        }
        if (sshd != null) {
            sshd.destroy();
        }
    }

    private static int vrijePoort() throws IOException {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }

    private void wachtOpPoort() throws Exception {
        for (int i = 0; i < 500; i++) {
            try (var s = new java.net.Socket("127.0.0.1", poort)) {
                return;
            } catch (IOException e) {
                assertThat(sshd.waitFor(20, java.util.concurrent.TimeUnit.MILLISECONDS))
                        .as("sshd ended: see %s", map.resolve("sshd.log")).isFalse();
            }
        }
        throw new AssertionError("sshd does not listen");
    }

    private Loket loket(KeyPair hostsleutel, int poort, String gebruiker) {
        return new Loket(Proefserver.GEMEENTE, new PartijId("gemeente"), "Gemeente", "burgemeester",
                new Gebied(Set.of("0344")), List.of(Kanaal.SFTP), List.of(), List.of(),
                Optional.of(new Loket.SftpServer("127.0.0.1", poort, gebruiker, Hostsleutel.openSsh(hostsleutel), uit.toString(),
                        Optional.of(in.toString()))),
                Optional.empty(), 0, CmsProfiel.V4_0, List.of(), false, List.of());
    }

    private Loket loket() {
        return loket(host, poort, System.getProperty("user.name"));
    }

    private static Uitgang.Bezorging bezorging(Loket naar, String id, byte[]... delen) {
        return new Uitgang.Bezorging(id, Uitgang.Soort.DOCUMENT, naar, java.util.stream.IntStream.range(0, delen.length)
                .mapToObj(i -> new Deel("deel" + i + ".p7m", "application/pkcs7-mime", delen[i].length,
                        () -> new ByteArrayInputStream(delen[i]))).toList(), Instant.EPOCH);
    }

    @Test
    void delivery_isUploadedAndRenamed() throws Exception {
        byte[] groot = Proefserver.cms(3_000_000);
        var afgifte = new SftpUitgang(partijServer).bezorg(bezorging(loket(), "L1", groot, new byte[] {1}));
        assertThat(afgifte).isInstanceOf(Uitgang.Afgifte.Overgedragen.class);
        assertThat(uit.resolve("L1-deel0.p7m")).hasBinaryContent(groot);
        assertThat(uit.toFile().list()).containsExactlyInAnyOrder("L1-deel0.p7m", "L1-deel1.p7m");
    }

    @Test
    void repeatedDelivery_leavesOneFile() throws Exception {
        SftpUitgang uitgang = new SftpUitgang(partijServer);
        Files.write(uit.resolve("L1-deel0.p7m.part"), new byte[3]);
        for (int i = 0; i < 2; i++) {
            assertThat(uitgang.bezorg(bezorging(loket(), "L1", new byte[] {1, 2, 3, 4}))).isInstanceOf(Uitgang.Afgifte.Overgedragen.class);
        }
        assertThat(uit.toFile().list()).containsExactly("L1-deel0.p7m");
    }

    @Test
    void folderInTheWayOfTheRename_isTriedLater() throws Exception {
        Files.createDirectory(uit.resolve("L1-deel0.p7m"));
        var afgifte = new SftpUitgang(partijServer).bezorg(bezorging(loket(), "L1", new byte[1]));
        assertThat(afgifte).isEqualTo(new Uitgang.Afgifte.LaterOpnieuw("SFTP-HERNOEMEN"));
    }

    @Test
    void loketWithoutServer_findsItsPostInItsOwnFolder() throws Exception {
        Loket zonder = new Loket(Proefserver.GEMEENTE, new PartijId("gemeente"), "Gemeente", "burgemeester", new Gebied(Set.of()),
                List.of(Kanaal.SFTP), List.of(), List.of(), Optional.empty(), Optional.empty(), 0, CmsProfiel.V4_0, List.of(), false, List.of());
        assertThat(new SftpUitgang(partijServer).bezorg(bezorging(zonder, "L1", new byte[1])))
                .isEqualTo(new Uitgang.Afgifte.Aangeboden("sftp out/"));
    }

    @Test
    void otherHostKey_failsForAPersonAndSendsNothing() throws Exception {
        otherHostKeyFails(Hostsleutel.laadOfMaak(map.resolve("ander")));
    }

    @Test
    void otherTypeOfHostKey_failsForAPersonAndSendsNothing() throws Exception {
        otherHostKeyFails(KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256));
    }

    private void otherHostKeyFails(KeyPair ander) throws Exception {
        var afgifte = new SftpUitgang(partijServer).bezorg(bezorging(loket(ander, poort, System.getProperty("user.name")), "L1", new byte[1]));
        assertThat(afgifte).isEqualTo(new Uitgang.Afgifte.Mislukt("SFTP-HOSTSLEUTEL"));
        assertThat(uit).isEmptyDirectory();
    }

    @Test
    void unreachableServer_isTriedLater() throws Exception {
        var afgifte = new SftpUitgang(partijServer).bezorg(bezorging(loket(host, vrijePoort(), "x"), "L1", new byte[1]));
        assertThat(afgifte).isEqualTo(new Uitgang.Afgifte.LaterOpnieuw("SFTP-ONBEREIKBAAR"));
    }

    @Test
    void refusedLogin_isTriedLater() throws Exception {
        Files.writeString(map.resolve("authorized_keys"), "");
        var afgifte = new SftpUitgang(partijServer).bezorg(bezorging(loket(), "L1", new byte[1]));
        assertThat(afgifte).isEqualTo(new Uitgang.Afgifte.LaterOpnieuw("SFTP-AANMELDING"));
    }

    @Test
    void missingFolder_isTriedLater() throws Exception {
        Files.delete(uit);
        var afgifte = new SftpUitgang(partijServer).bezorg(bezorging(loket(), "L1", new byte[1]));
        assertThat(afgifte).isInstanceOf(Uitgang.Afgifte.LaterOpnieuw.class);
    }

    @Test
    void sourceThatBreaks_placesNothing() throws Exception {
        Deel stuk = new Deel("a.p7m", "application/pkcs7-mime", 10, () -> {
            throw new IOException("at-rest store away");
        });
        assertThat(new SftpUitgang(partijServer)
                .bezorg(new Uitgang.Bezorging("L1", Uitgang.Soort.DOCUMENT, loket(), List.of(stuk), Instant.EPOCH)))
                .isEqualTo(new Uitgang.Afgifte.LaterOpnieuw("SFTP-UPLOAD"));
        assertThat(uit.resolve("L1-a.p7m")).doesNotExist();
    }

    @Test
    void drop_isFetchedAndThenRemoved() throws Exception {
        GeheugenPost post = new GeheugenPost();
        byte[] bytes = Proefserver.cms(200_000);
        Files.write(in.resolve("hib.p7m"), bytes);
        Files.write(in.resolve("bezig.p7m.part"), bytes);
        Files.write(in.resolve("half.p7m"), java.util.Arrays.copyOf(bytes, 1000));
        Files.createSymbolicLink(in.resolve("koppeling.p7m"), in.resolve("hib.p7m"));
        Files.createDirectory(in.resolve("map"));
        Afhaler afhaler = afhaler(post, ontvangst -> ontvangst.vastleggen());
        assertThat(afhaler.haal(loket())).isEqualTo(new Afhaler.Ronde(1, 1));
        assertThat(post.vastgelegd).singleElement().satisfies(o -> {
            assertThat(o.bytes()).isEqualTo(bytes);
            assertThat(o.aanvoer().login()).isEqualTo(Proefserver.GEMEENTE);
        });
        assertThat(in.toFile().list()).containsExactlyInAnyOrder("bezig.p7m.part", "half.p7m", "koppeling.p7m", "map");
    }

    @Test
    void serverWhoseTurnIsAnothers_isLeftAlone() throws Exception {
        GeheugenPost post = new GeheugenPost();
        Files.write(in.resolve("hib.p7m"), Proefserver.cms(10));
        beurten.vanEenAnder = true;
        assertThat(afhaler(post, ontvangst -> ontvangst.vastleggen()).haal(loket())).isEqualTo(new Afhaler.Ronde(0, 0));
        assertThat(in.resolve("hib.p7m")).exists();
        beurten.vanEenAnder = false;
        assertThat(afhaler(post, ontvangst -> ontvangst.vastleggen()).haal(loket())).isEqualTo(new Afhaler.Ronde(1, 0));
        assertThat(post.onderBeurt).isEqualTo(1);
        assertThat(beurten.gang).containsExactly("neem sftp:" + Proefserver.GEMEENTE, "neem sftp:" + Proefserver.GEMEENTE,
                "terug sftp:" + Proefserver.GEMEENTE);
    }

    @Test
    void turnLostWhileAFileStreams_keepsNothing() throws Exception {
        GeheugenPost post = new GeheugenPost();
        Files.write(in.resolve("hib.p7m"), Proefserver.cms(200_000));
        beurten.nogKeer = 3;
        assertThat(afhaler(post, ontvangst -> ontvangst.vastleggen()).haal(loket())).isEqualTo(new Afhaler.Ronde(0, 1));
        assertThat(post.vastgelegd).isEmpty();
        assertThat(in.resolve("hib.p7m")).exists();
    }

    @Test
    void turnLostAfterCommit_removesNothing() throws Exception {
        GeheugenPost post = new GeheugenPost();
        Files.write(in.resolve("een.p7m"), Proefserver.cms(10));
        Files.write(in.resolve("twee.p7m"), Proefserver.cms(10));
        assertThat(afhaler(post, ontvangst -> {
            ontvangst.vastleggen();
            beurten.nogKeer = 0;
        }).haal(loket())).isEqualTo(new Afhaler.Ronde(0, 2));
        assertThat(post.vastgelegd).hasSize(1);
        assertThat(in.toFile().list()).containsExactlyInAnyOrder("een.p7m", "twee.p7m");
    }

    /** The next owner removed what we kept, and the party put another file under its name. */
    @Test
    void otherFileUnderTheSameName_isNotRemovedUnread() throws Exception {
        GeheugenPost post = new GeheugenPost();
        Files.write(in.resolve("hib.p7m"), Proefserver.cms(10));
        byte[] ander = Proefserver.cms(5_000);
        assertThat(afhaler(post, ontvangst -> {
            ontvangst.vastleggen();
            Files.write(in.resolve("hib.p7m"), ander);
        }).haal(loket())).isEqualTo(new Afhaler.Ronde(0, 1));
        assertThat(in.resolve("hib.p7m")).hasBinaryContent(ander);
        assertThat(afhaler(post, ontvangst -> ontvangst.vastleggen()).haal(loket())).isEqualTo(new Afhaler.Ronde(1, 0));
        assertThat(post.vastgelegd).hasSize(2);
        assertThat(post.vastgelegd.get(1).bytes()).isEqualTo(ander);
    }

    @Test
    void dropNotDurable_staysOnTheServer() throws Exception {
        GeheugenPost post = new GeheugenPost();
        Files.write(in.resolve("hib.p7m"), Proefserver.cms(10));
        post.vastleggenFaalt = true;
        assertThat(afhaler(post, ontvangst -> ontvangst.vastleggen()).haal(loket())).isEqualTo(new Afhaler.Ronde(0, 1));
        assertThat(in.resolve("hib.p7m")).exists();
    }

    @Test
    void routeThatForgetsToMakeDurable_leavesTheDrop() throws Exception {
        GeheugenPost post = new GeheugenPost();
        Files.write(in.resolve("hib.p7m"), Proefserver.cms(10));
        assertThat(afhaler(post, ontvangst -> {}).haal(loket())).isEqualTo(new Afhaler.Ronde(0, 1));
        assertThat(in.resolve("hib.p7m")).exists();
    }

    @Test
    void pollWithOtherHostKey_fetchesNothing() throws Exception {
        GeheugenPost post = new GeheugenPost();
        Files.write(in.resolve("hib.p7m"), Proefserver.cms(10));
        KeyPair ander = Hostsleutel.laadOfMaak(map.resolve("ander"));
        Loket verkeerd = loket(ander, poort, System.getProperty("user.name"));
        assertThatThrownBy(() -> afhaler(post, ontvangst -> ontvangst.vastleggen()).haal(verkeerd)).isInstanceOf(IOException.class);
        assertThat(post.vastgelegd).isEmpty();
        assertThat(in.resolve("hib.p7m")).exists();
    }

    @Test
    void noRoute_fetchesNothing() {
        assertThatThrownBy(() -> new Afhaler(partijServer, new GeheugenPost(), beurten).haal(loket())).isInstanceOf(IOException.class);
    }

    private Afhaler afhaler(GeheugenPost post, Oplevering oplevering) {
        Afhaler afhaler = new Afhaler(partijServer, post, beurten);
        afhaler.lever(Optional.of(oplevering));
        return afhaler;
    }
}

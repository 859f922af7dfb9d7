package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A logged-in partner that means harm, or whose line does. */
class VijandigeClientIT {
    private static final Set<OpenMode> NIEUW = EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
    private static final Set<OpenMode> VERDER = EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Append);
    @TempDir Path map;
    private Proefserver proef;
    private SftpClient sftp;

    @BeforeEach
    void start() throws Exception {
        proef = new Proefserver(map);
        sftp = proef.sftp(Proefserver.POLITIE);
    }

    @AfterEach
    void stop() throws Exception {
        proef.close();
    }

    private static void geweigerd(int status, ThrowingCallable wat) {
        assertThatThrownBy(wat).isInstanceOfSatisfying(SftpException.class, e -> assertThat(e.getStatus()).isEqualTo(status));
    }

    private static void magNiet(ThrowingCallable wat) {
        geweigerd(SftpConstants.SSH_FX_PERMISSION_DENIED, wat);
    }

    private static void bestaatNiet(ThrowingCallable wat) {
        geweigerd(SftpConstants.SSH_FX_NO_SUCH_FILE, wat);
    }

    private static void mislukt(ThrowingCallable wat) {
        geweigerd(SftpConstants.SSH_FX_FAILURE, wat);
    }

    @ParameterizedTest
    @ValueSource(strings = {"in/../../etc/passwd", "..", "/..", "in/..", "in/../out/x", "in/a\u0000b", "in/a\nb", "in/a\rb", "in/\u202Efdp.exe",
        "in/\u200Bx", "in/a\u007Fb", "in/a\\b", "in/\u2028x", "in/\uFEFFx", "in/ "})
    void badName_isRefused(String pad) {
        magNiet(() -> sftp.open(pad, NIEUW).close());
        assertThat(proef.post.vastgelegd).isEmpty();
    }

    @Test
    void longNames_areRefused() throws Exception {
        magNiet(() -> sftp.open("in/" + "a".repeat(201), NIEUW));
        magNiet(() -> sftp.open("in/" + "a".repeat(300), NIEUW));
        magNiet(() -> sftp.open("in/" + "a/".repeat(2000), NIEUW));
        try (var langst = sftp.open("in/" + "a".repeat(200), NIEUW)) {
            sftp.write(langst, 0, Proefserver.cms(3));
        }
        assertThat(proef.post.vastgelegd).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "gemeente-voorbeeld/out/a.p7m", "/gemeente-voorbeeld", "IN/x", "in/x/y", "x", "out2", "in/x/../y/z/.."})
    void otherPlaces_doNotExist(String pad) throws Exception {
        proef.post.leg(proef.post.uit, Proefserver.GEMEENTE.waarde(), "a.p7m", new byte[5]);
        assertThatThrownBy(() -> sftp.stat(pad)).isInstanceOf(SftpException.class);
        assertThatThrownBy(() -> sftp.open(pad, NIEUW)).isInstanceOf(SftpException.class);
        assertThatThrownBy(() -> sftp.open(pad, OpenMode.Read)).isInstanceOf(SftpException.class);
        assertThatThrownBy(() -> sftp.openDir(pad)).isInstanceOf(SftpException.class);
    }

    @Test
    void otherLoketsItems_areNeitherSeenNorRead() throws Exception {
        proef.post.leg(proef.post.uit, Proefserver.GEMEENTE.waarde(), "a.p7m", new byte[5]);
        proef.post.leg(proef.post.bewijzen, Proefserver.POLITIE.waarde(), "b.json", new byte[5]);
        assertThat(namen("out")).isEmpty();
        bestaatNiet(() -> sftp.open("out/a.p7m", OpenMode.Read));
        bestaatNiet(() -> sftp.open("out/b.json", OpenMode.Read));
        assertThat(namen("receipts")).containsExactly("b.json");
    }

    private List<String> namen(String pad) throws IOException {
        return sftp.readEntries(pad).stream().map(SftpClient.DirEntry::getFilename).filter(n -> !n.startsWith(".")).sorted().toList();
    }

    @Test
    void invalidUtf8Name_isRefused() throws Exception {
        sftp.setNameDecodingCharset(StandardCharsets.ISO_8859_1);
        magNiet(() -> sftp.open("in/\u00ff\u00fe", NIEUW));
    }

    @Test
    void twoSpellingsOfOneName_areOneName() throws Exception {
        schrijf("in/caf\u0065\u0301.p7m", Proefserver.cms(10));
        assertThat(namen("in")).containsExactly("caf\u00e9.p7m");
    }

    @Test
    void links_areRefused() {
        magNiet(() -> sftp.symLink("in/x", "/etc/passwd"));
        magNiet(() -> sftp.readLink("in/x"));
    }

    @Test
    void foldersAndRemoval_areRefused() throws Exception {
        schrijf("in/a.p7m", Proefserver.cms(10));
        proef.post.leg(proef.post.uit, Proefserver.POLITIE.waarde(), "u.p7m", new byte[5]);
        magNiet(() -> sftp.mkdir("in/x"));
        magNiet(() -> sftp.rmdir("in"));
        magNiet(() -> sftp.remove("in/a.p7m"));
        magNiet(() -> sftp.remove("out/u.p7m"));
        magNiet(() -> sftp.rename("in/a.p7m", "out/a.p7m"));
        magNiet(() -> sftp.rename("out/u.p7m", "in/u.p7m"));
        bestaatNiet(() -> sftp.rename("in/a.p7m", "in/b.p7m"));
        magNiet(() -> sftp.open("out/nieuw.p7m", NIEUW));
        magNiet(() -> sftp.open("receipts/nieuw.json", NIEUW));
    }

    @Test
    void setstat_isOkAndDoesNothing() throws Exception {
        schrijf("in/a.p7m", Proefserver.cms(10));
        sftp.setStat("in/a.p7m", new SftpClient.Attributes().size(0).perms(0777).owner(0, 0).modifyTime(1));
        assertThat(sftp.stat("in/a.p7m").getSize()).isEqualTo(16);
        assertThat(proef.post.vastgelegd.get(0).bytes()).hasSize(16);
    }

    @Test
    void ownUpload_cannotBeReadBack() throws Exception {
        schrijf("in/a.p7m", Proefserver.cms(10));
        magNiet(() -> sftp.open("in/a.p7m", OpenMode.Read));
        try (var h = sftp.open("in/b.p7m", EnumSet.of(OpenMode.Read, OpenMode.Write, OpenMode.Create))) {
            sftp.write(h, 0, Proefserver.cms(10));
            magNiet(() -> sftp.read(h, 0, new byte[10]));
        }
    }

    @Test
    void randomOffsetWrite_isRefusedAndPublishesNothing() throws Exception {
        var h = sftp.open("in/a.p7m", NIEUW);
        sftp.write(h, 0, Arrays.copyOf(Proefserver.cms(100), 50));
        magNiet(() -> sftp.write(h, 10, new byte[10]));
        magNiet(() -> sftp.write(h, 51, new byte[10]));
        magNiet(() -> sftp.write(h, Long.MAX_VALUE, new byte[10]));
        mislukt(h::close);
        assertThat(proef.post.vastgelegd).isEmpty();
    }

    @Test
    void connectionDropped_publishesNothingAndResumes() throws Exception {
        byte[] bytes = Proefserver.cms(1000);
        var h = sftp.open("in/a.p7m", NIEUW);
        sftp.write(h, 0, bytes, 0, 400);
        verbreek();
        assertThat(proef.post.vastgelegd).isEmpty();
        assertThat(sftp.stat("in/a.p7m").getSize()).isEqualTo(400);
        try (var verder = sftp.open("in/a.p7m", VERDER)) {
            magNiet(() -> sftp.write(verder, 0, bytes, 0, 400));
            sftp.write(verder, 400, bytes, 400, bytes.length - 400);
        }
        assertThat(proef.post.vastgelegd).singleElement().satisfies(o -> assertThat(o.bytes()).isEqualTo(bytes));
    }

    @Test
    void connectionDroppedWholeFile_publishesNothing() throws Exception {
        var h = sftp.open("in/a.p7m", NIEUW);
        sftp.write(h, 0, Proefserver.cms(100));
        verbreek();
        for (int i = 0; i < 500 && !namen("in").isEmpty(); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            proef.klok.verzet(Duration.ofMinutes(31));
            proef.server.veeg();
        }
        assertThat(namen("in")).isEmpty();
        assertThat(proef.post.vastgelegd).isEmpty();
    }

    @Test
    void secondOpener_takesTheFileFromTheFirst() throws Exception {
        byte[] bytes = Proefserver.cms(100);
        var oud = sftp.open("in/a.p7m", NIEUW);
        sftp.write(oud, 0, bytes, 0, 50);
        try (SftpClient ander = proef.sftp(Proefserver.POLITIE); var nieuw = ander.open("in/a.p7m", VERDER)) {
            mislukt(() -> sftp.write(oud, 50, bytes, 50, 10));
            mislukt(oud::close);
            ander.write(nieuw, 50, bytes, 50, bytes.length - 50);
        }
        assertThat(proef.post.vastgelegd).singleElement().satisfies(o -> assertThat(o.bytes()).isEqualTo(bytes));
    }

    @Test
    void otherLoket_cannotResumeMine() throws Exception {
        var h = sftp.open("in/a.p7m", NIEUW);
        sftp.write(h, 0, Arrays.copyOf(Proefserver.cms(100), 50));
        try (SftpClient ander = proef.sftp(Proefserver.GEMEENTE)) {
            bestaatNiet(() -> ander.stat("in/a.p7m"));
            bestaatNiet(() -> ander.rename("in/a.p7m.part", "in/a.p7m"));
            bestaatNiet(() -> ander.open("in/a.p7m", OpenMode.Write));
        }
    }

    @Test
    void rename_publishesOnlyAWholeClosedPartOnce() throws Exception {
        var h = sftp.open("in/a.p7m.part", NIEUW);
        sftp.write(h, 0, Arrays.copyOf(Proefserver.cms(100), 50));
        mislukt(() -> sftp.rename("in/a.p7m.part", "in/a.p7m"));
        h.close();
        mislukt(() -> sftp.rename("in/a.p7m.part", "in/a.p7m"));
        try (var rest = sftp.open("in/a.p7m.part", VERDER)) {
            sftp.write(rest, 50, Proefserver.cms(100), 50, 56);
        }
        magNiet(() -> sftp.rename("in/a.p7m.part", "in/ander.p7m"));
        sftp.rename("in/a.p7m.part", "in/a.p7m");
        bestaatNiet(() -> sftp.rename("in/a.p7m.part", "in/a.p7m"));
        assertThat(proef.post.vastgelegd).hasSize(1);
    }

    @Test
    void waitingPart_goesAfterItsGrace() throws Exception {
        schrijf("in/a.p7m.filepart", Proefserver.cms(100));
        proef.klok.verzet(Duration.ofMinutes(29));
        proef.server.veeg();
        assertThat(namen("in")).containsExactly("a.p7m.filepart");
        proef.klok.verzet(Duration.ofMinutes(2));
        proef.server.veeg();
        assertThat(namen("in")).isEmpty();
        assertThat(proef.post.vastgelegd).isEmpty();
    }

    @Test
    void halfClosedFile_isDeliveredAfterItsGraceForItsRefusal() throws Exception {
        byte[] half = Arrays.copyOf(Proefserver.cms(100), 50);
        mislukt(() -> schrijf("in/a.p7m", half));
        assertThat(proef.post.vastgelegd).isEmpty();
        proef.klok.verzet(Duration.ofMinutes(31));
        proef.server.veeg();
        assertThat(proef.post.vastgelegd).singleElement().satisfies(o -> assertThat(o.bytes()).isEqualTo(half));
        proef.server.veeg();
        assertThat(proef.post.vastgelegd).hasSize(1);
    }

    @Test
    void intakeAway_refusesOpenAndClose() throws Exception {
        proef.post.beginFaalt = true;
        mislukt(() -> sftp.open("in/a.p7m", NIEUW));
        proef.post.beginFaalt = false;
        proef.post.vastleggenFaalt = true;
        mislukt(() -> schrijf("in/a.p7m", Proefserver.cms(10)));
        mislukt(() -> schrijf("in/leeg.p7m", new byte[0]));
        assertThat(namen("in")).isEmpty();
    }

    @Test
    void tooBig_stopsWhileStreaming() throws Exception {
        proef.post.grens = 1000;
        var h = sftp.open("in/a.p7m", NIEUW);
        mislukt(() -> sftp.write(h, 0, new byte[2000]));
        mislukt(h::close);
        assertThat(namen("in")).isEmpty();
    }

    @Test
    void tooManyOpenOrWaiting_isRefused() throws Exception {
        for (int i = 0; i < 4; i++) {
            sftp.openDir("in");
        }
        mislukt(() -> sftp.openDir("in"));
        try (SftpClient tweede = proef.sftp(Proefserver.POLITIE)) {
            for (int i = 0; i < 5; i++) {
                try (var h = tweede.open("in/" + i + ".part", NIEUW)) {
                    tweede.write(h, 0, new byte[] {1});
                }
            }
            mislukt(() -> tweede.open("in/zes.part", NIEUW));
        }
    }

    @Test
    void tenThousandSmallRequests_areAnswered() throws Exception {
        byte[] bytes = Proefserver.cms(10_000 - 6);
        try (var h = sftp.open("in/a.p7m", NIEUW)) {
            for (int i = 0; i < bytes.length; i++) {
                sftp.write(h, i, bytes, i, 1);
            }
        }
        assertThat(proef.post.vastgelegd.get(0).bytes()).isEqualTo(bytes);
    }

    @Test
    void floodOfReadsNobodyTakes_endsInBoundedMemory() throws Exception {
        proef.post.leg(proef.post.uit, Proefserver.POLITIE.waarde(), "a.p7m", new byte[1 << 20]);
        try (ClientSession sessie = proef.sessie(Proefserver.POLITIE); var kanaal = sessie.createSubsystemChannel("sftp")) {
            kanaal.open().verify(Duration.ofSeconds(10));
            var in = kanaal.getInvertedIn();
            in.write(verzoek(SftpConstants.SSH_FXP_INIT, b -> b.putInt(3)));
            in.write(verzoek(SftpConstants.SSH_FXP_OPEN, b -> {
                b.putInt(1);
                b.putString("out/a.p7m");
                b.putInt(1);
                b.putInt(0);
            }));
            for (int i = 0; i < 20_000; i++) {
                in.write(verzoek(SftpConstants.SSH_FXP_READ, b -> {
                    b.putInt(2);
                    b.putString("1");
                    b.putLong(0);
                    b.putInt(Integer.MAX_VALUE);
                }));
            }
            in.flush();
            assertThat(namen("out")).as("others are served meanwhile").containsExactly("a.p7m");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MAX_VALUE, 0, 300_000})
    void malformedLength_endsOnlyThatSession(int lengte) throws Exception {
        try (ClientSession sessie = proef.sessie(Proefserver.POLITIE); var kanaal = sessie.createSubsystemChannel("sftp")) {
            kanaal.open().verify(Duration.ofSeconds(10));
            Buffer b = new ByteArrayBuffer();
            b.putInt(lengte);
            b.putRawBytes(new byte[64]);
            kanaal.getInvertedIn().write(b.getCompactData());
            kanaal.getInvertedIn().flush();
            assertThat(kanaal.waitFor(EnumSet.of(ClientChannelEvent.CLOSED, ClientChannelEvent.EOF), Duration.ofSeconds(10)))
                    .doesNotContain(ClientChannelEvent.TIMEOUT);
        }
        assertThat(namen("in")).isEmpty();
    }

    private static byte[] verzoek(int type, java.util.function.Consumer<Buffer> inhoud) {
        Buffer b = new ByteArrayBuffer();
        b.putByte((byte) type);
        inhoud.accept(b);
        Buffer alles = new ByteArrayBuffer();
        alles.putBytes(b.getCompactData());
        return alles.getCompactData();
    }

    @Test
    void withdrawnKey_opensNothingMore() throws Exception {
        proef.sleutels.remove(Proefserver.POLITIE);
        magNiet(() -> sftp.open("in/a.p7m", NIEUW));
        magNiet(() -> sftp.openDir("out"));
        magNiet(() -> sftp.stat("in"));
    }

    @Test
    void unknownUserAndUnknownKey_getTheSameAnswer() throws Exception {
        KeyPair vreemd = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        KeyPair gemeente = proef.sleutels.get(Proefserver.GEMEENTE);
        List<String> antwoorden = new java.util.ArrayList<>();
        for (Object[] poging : new Object[][] {{"politie-utrecht", vreemd}, {"niemand", vreemd}, {"politie-utrecht", gemeente},
            {"../etc", vreemd}, {"root", gemeente}}) {
            assertThatThrownBy(() -> proef.sessie((String) poging[0], (KeyPair) poging[1]))
                    .satisfies(e -> antwoorden.add(String.valueOf(e.getMessage()))).isInstanceOf(IOException.class);
        }
        assertThat(Set.copyOf(antwoorden)).hasSize(1);
    }

    @Test
    void repeatedFailures_shutTheHostOutForAWhile() throws Exception {
        KeyPair vreemd = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        boolean buiten = false;
        for (int i = 0; i < 40 && !buiten; i++) {
            assertThatThrownBy(() -> proef.sessie("niemand", vreemd)).isInstanceOf(IOException.class);
            buiten = i > 6 && !magErin();
        }
        assertThat(buiten).isTrue();
        proef.klok.verzet(Duration.ofMinutes(31));
        assertThat(magErin()).isTrue();
    }

    private boolean magErin() {
        try (ClientSession sessie = proef.sessie(Proefserver.POLITIE)) {
            return sessie.isAuthenticated();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void tooManySessionsOfALoket_areTurnedAwayAndOthersNot() throws Exception {
        try (Proefserver klein = new Proefserver(java.nio.file.Files.createTempDirectory(map, "klein"), 2, 20)) {
            klein.sessie(Proefserver.POLITIE);
            klein.sessie(Proefserver.POLITIE);
            assertThatThrownBy(() -> klein.sftp(Proefserver.POLITIE)).isInstanceOf(IOException.class);
            klein.sftp(Proefserver.GEMEENTE).close();
        }
    }

    @Test
    void tooManyConnectionsOfAHost_areTurnedAway() throws Exception {
        try (Proefserver klein = new Proefserver(java.nio.file.Files.createTempDirectory(map, "klein"), 8, 2)) {
            klein.sessie(Proefserver.POLITIE);
            klein.sessie(Proefserver.GEMEENTE);
            assertThatThrownBy(() -> klein.sessie(Proefserver.GEMEENTE)).isInstanceOf(IOException.class);
        }
    }

    private void schrijf(String pad, byte[] bytes) throws IOException {
        var h = sftp.open(pad, NIEUW);
        sftp.write(h, 0, bytes);
        h.close();
    }

    /** Cuts the line without a word and logs in again; the server may see the cut later. */
    private void verbreek() throws Exception {
        ClientSession sessie = sftp.getClientSession();
        sessie.close(true).await(Duration.ofSeconds(5));
        sftp = SftpClientFactory.instance().createSftpClient(proef.sessie(Proefserver.POLITIE), 3);
    }
}

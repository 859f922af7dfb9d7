package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.common.SftpConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Too much of anything, packets that lie about their length, and keys that try their luck. */
class OverbelastendeClientIT extends VijandigeClient {
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
}

package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A partner that logged in and means harm, or whose line does: what its tests share. */
abstract class VijandigeClient {
    static final Set<OpenMode> NIEUW = EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
    static final Set<OpenMode> VERDER = EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Append);
    @TempDir Path map;
    Proefserver proef;
    SftpClient sftp;

    @BeforeEach
    void start() throws Exception {
        proef = new Proefserver(map);
        sftp = proef.sftp(Proefserver.POLITIE);
    }

    @AfterEach
    void stop() throws Exception {
        proef.close();
    }

    static void geweigerd(int status, ThrowingCallable wat) {
        assertThatThrownBy(wat).isInstanceOfSatisfying(SftpException.class, e -> assertThat(e.getStatus()).isEqualTo(status));
    }

    static void magNiet(ThrowingCallable wat) {
        geweigerd(SftpConstants.SSH_FX_PERMISSION_DENIED, wat);
    }

    static void bestaatNiet(ThrowingCallable wat) {
        geweigerd(SftpConstants.SSH_FX_NO_SUCH_FILE, wat);
    }

    static void mislukt(ThrowingCallable wat) {
        geweigerd(SftpConstants.SSH_FX_FAILURE, wat);
    }

    List<String> namen(String pad) throws IOException {
        return sftp.readEntries(pad).stream().map(SftpClient.DirEntry::getFilename).filter(n -> !n.startsWith(".")).sorted().toList();
    }

    void schrijf(String pad, byte[] bytes) throws IOException {
        var h = sftp.open(pad, NIEUW);
        sftp.write(h, 0, bytes);
        h.close();
    }

    /** Cuts the line without a word and logs in again; the server may see the cut later. */
    void verbreek() throws Exception {
        ClientSession sessie = sftp.getClientSession();
        sessie.close(true).await(Duration.ofSeconds(5));
        sftp = SftpClientFactory.instance().createSftpClient(proef.sessie(Proefserver.POLITIE), 3);
    }
}

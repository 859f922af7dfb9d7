package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.junit.jupiter.api.Test;

/** Uploads that break off, come in pieces, from two sides or too large: nothing is published that is not whole. */
class AfgebrokenUploadIT extends VijandigeClient {
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
}

package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, places and acts that a logged-in partner has no right to. */
class VijandigeClientIT extends VijandigeClient {
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
}

package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.zegel.testing.Programma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second SFTP stack, of which nothing is shared with ours or OpenSSH's. */
class ParamikoIT {
    private static final String SCRIPT = """
            import paramiko, sys
            poort, sleutel, gebruiker, host = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
            t = paramiko.Transport(('127.0.0.1', poort))
            t.connect(username=gebruiker, pkey=paramiko.Ed25519Key.from_private_key_file(sleutel))
            assert t.get_remote_server_key().get_base64() == host, 'host key'
            s = paramiko.SFTPClient.from_transport(t)
            s.put('groot', 'in/groot.p7m.part')
            s.rename('in/groot.p7m.part', 'in/groot.p7m')
            assert s.listdir('in') == ['groot.p7m'], s.listdir('in')
            s.get('out/terug.p7m', 'terug')
            with s.open('out/stukjes.p7m', 'rb') as f:
                delen = f.readv([(900000, 100006), (0, 500000), (500000, 400000)])
                stukken = list(delen)
            open('stukjes', 'wb').write(stukken[1] + stukken[2] + stukken[0])
            with s.open('in/vervolg.p7m', 'wb') as f:
                f.write(open('klein', 'rb').read()[:5000]); f.flush()
                t.close()
            t = paramiko.Transport(('127.0.0.1', poort))
            t.connect(username=gebruiker, pkey=paramiko.Ed25519Key.from_private_key_file(sleutel))
            s = paramiko.SFTPClient.from_transport(t)
            with s.open('in/vervolg.p7m', 'ab') as f:
                f.write(open('klein', 'rb').read()[s.stat('in/vervolg.p7m').st_size:])
            for slecht in ('in/../x', '/etc/passwd', 'in/a\\nb'):
                try:
                    s.open(slecht, 'wb'); sys.exit('opened ' + repr(slecht))
                except OSError:
                    pass
            print('GOED')
            """;
    @TempDir Path map;

    @Test
    void paramiko_putsRenamesResumesAndReads() throws Exception {
        Programma python = Programma.nodig("/usr/bin/python3", "python3-paramiko");
        if (python.draai(map, 30, "", List.of("-c", "import paramiko")).code() != 0) {
            Programma.ontbreekt("paramiko", "python3-paramiko");
        }
        try (Proefserver proef = new Proefserver(map)) {
            byte[] groot = Proefserver.cms(5_000_000);
            byte[] klein = Proefserver.cms(20_000);
            byte[] stukjes = Proefserver.cms(1_000_000);
            Files.write(map.resolve("groot"), groot);
            Files.write(map.resolve("klein"), klein);
            proef.post.leg(proef.post.uit, "politie-utrecht", "terug.p7m", groot);
            proef.post.leg(proef.post.uit, "politie-utrecht", "stukjes.p7m", stukjes);
            Programma.Afloop afloop = python.draai(map, 120, "", List.of("-c", SCRIPT, String.valueOf(proef.poort()),
                    proef.sleutelbestand(Proefserver.POLITIE).toString(), "politie-utrecht",
                    Hostsleutel.openSsh(proef.hostsleutel).split(" ")[1]));
            assertThat(afloop.tekst()).endsWith("GOED\n");
            assertThat(proef.post.vastgelegd).hasSize(2);
            assertThat(proef.post.vastgelegd.get(0).bytes()).isEqualTo(groot);
            assertThat(proef.post.vastgelegd.get(1).bytes()).isEqualTo(klein);
            assertThat(Files.readAllBytes(map.resolve("terug"))).isEqualTo(groot);
            assertThat(Files.readAllBytes(map.resolve("stukjes"))).isEqualTo(stukjes);
            assertThat(proef.post.volledigGelezen).containsExactly("politie-utrecht/terug.p7m", "politie-utrecht/stukjes.p7m");
        }
    }
}

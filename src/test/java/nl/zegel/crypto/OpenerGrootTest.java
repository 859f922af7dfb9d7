package nl.zegel.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nl.zegel.party.CmsProfiel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with size: 64 MiB through sealing and opening in a heap of 40 MiB, for both profiles. */
class OpenerGrootTest {
    private static final int MIB = 64;

    @TempDir
    Path map;

    @Test
    void content64MiB_passesInHeapOf40MiB() throws Exception {
        Process p = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx40m", "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), OpenerGrootTest.class.getName(), map.toString())
                .redirectErrorStream(true).start();
        p.getOutputStream().close();
        String tekst = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(p.exitValue()).as(tekst).isZero();
        assertThat(tekst).contains("V4_0 goed").contains("V3_2_OAEP goed");
    }

    public static void main(String[] args) throws Exception {
        Path map = Path.of(args[0]);
        Voorzieningen v = Voorzieningen.snelste();
        ronde(map, v, Proef.GATEWAY, CmsProfiel.V4_0);
        ronde(map, v, Proef.GATEWAY_32, CmsProfiel.V3_2_OAEP);
    }

    private static void ronde(Path map, Voorzieningen v, ProefPki.Houder naar, CmsProfiel profiel) throws Exception {
        Path bestand = map.resolve("groot.p7m");
        byte[] blok = new byte[1024 * 1024];
        Sleutel afzender = Proef.AFZENDER.sleutel(Sleutelkast.Gebruik.ONDERTEKENEN, v);
        try (OutputStream uit = new BufferedOutputStream(Files.newOutputStream(bestand))) {
            new Verpakking(v, Proef.TOEVAL).maak(afzender, naar.certificaat(), profiel, ProefPki.NU, Optional.empty(), cms -> {
                for (int i = 0; i < MIB; i++) {
                    cms.write(blok);
                }
            }, uit);
        }
        Sleutel eigen = naar.sleutel(Sleutelkast.Gebruik.ONTSLEUTELEN, v);
        Opening opening = new Opener(v, Proef.TOEVAL, map)
                .open(() -> new BufferedInputStream(Files.newInputStream(bestand)), List.of(eigen), Proef.IEDEREEN);
        if (!(opening instanceof Geopend geopend)) {
            throw new IllegalStateException("not opened: " + ((NietTeOpenen) opening).reden());
        }
        long lengte = 0;
        try (geopend; InputStream in = geopend.open()) {
            for (int n = in.read(blok); n >= 0; n = in.read(blok)) {
                lengte += n;
            }
        }
        System.out.println(profiel + (lengte == (long) MIB * 1024 * 1024 ? " goed" : " fout"));
    }
}

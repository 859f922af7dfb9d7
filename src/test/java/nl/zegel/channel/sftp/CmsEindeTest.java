package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import nl.zegel.testing.Programma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CmsEindeTest {
    private static boolean heel(byte[] bytes, int blok) {
        CmsEinde einde = new CmsEinde();
        for (int i = 0; i < bytes.length; i += blok) {
            einde.lees(bytes, i, Math.min(blok, bytes.length - i));
        }
        return einde.heel();
    }

    private static boolean heel(String hex) {
        return heel(HexFormat.of().parseHex(hex), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3000", "30020500", "3081020500", "30800000", "3080040101" + "0000", "30800500" + "30800000" + "0000",
        "30803080308000000000" + "0000", "30801f8101" + "0141" + "0000", "30020000"})
    void wholeElement_isWhole(String hex) {
        assertThat(heel(hex)).isTrue();
        assertThat(heel(hex + "ff")).as("what follows is for the reader to refuse").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "3001", "3080", "308000", "3081", "30820100", "3080300000", "30803080" + "0000", "30800401", "30870fffffffffffff00"})
    void cutElement_isNotWhole(String hex) {
        assertThat(heel(hex)).isFalse();
    }

    /** Not for this class to judge: they are closed as whole, and refused when they are opened. */
    @ParameterizedTest
    @ValueSource(strings = {"00", "2d2d2d", "4d494d45", "3080048000", "3088ffffffffffffffff", "30800001"})
    void otherBytes_areLeftToTheReader(String hex) {
        assertThat(heel(hex)).isTrue();
    }

    @Test
    void deepNesting_isBounded() {
        assertThat(heel("3080".repeat(100_000))).isTrue();
    }

    @Test
    void everyPrefixOfOpenSslOutput_isNotWhole(@TempDir Path map) throws Exception {
        Programma openssl = Programma.nodig("openssl", "openssl");
        byte[] inhoud = new byte[5000];
        new Random(1).nextBytes(inhoud);
        Files.writeString(map.resolve("in"), HexFormat.of().formatHex(inhoud), StandardCharsets.US_ASCII);
        assertThat(openssl.draai(map, 30, "", List.of("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-subj", "/CN=proef")).code()).isZero();
        for (List<String> vorm : List.of(List.of("-outform", "DER"), List.of("-outform", "DER", "-stream"))) {
            List<String> regel = new java.util.ArrayList<>(List.of("cms", "-encrypt", "-aes-256-gcm", "-binary", "-in", "in", "-out", "uit.p7m"));
            regel.addAll(vorm);
            regel.add("c.pem");
            assertThat(openssl.draai(map, 30, "", regel).code()).isZero();
            byte[] cms = Files.readAllBytes(map.resolve("uit.p7m"));
            assertThat(heel(cms, 7)).isTrue();
            for (int n = 0; n < cms.length; n++) {
                assertThat(heel(Arrays.copyOf(cms, n), 512)).as("%d of %d bytes", n, cms.length).isFalse();
            }
        }
    }
}

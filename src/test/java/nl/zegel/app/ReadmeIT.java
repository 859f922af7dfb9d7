package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands for integrators, taken from the README and run as they stand. */
class ReadmeIT {
    private static final Pattern BLOK = Pattern.compile("(?s)```sh\\n(.*?)\\n```");

    @TempDir
    Path map;

    @Test
    void integratorBlock_runAsPrinted_endsWithVerifiedEvidence() throws Exception {
        try (Proefgateway gateway = Proefgateway.start(map)) {
            Process proces = shell(gateway, blok());
            String uitvoer = new String(proces.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(proces.waitFor()).as(uitvoer).isZero();
            assertThat(uitvoer).contains("CMS Verification successful", "SubmissionAcceptance");
        }
    }

    @Test
    void integratorBlock_signedByAnotherLoket_getsNoEvidenceOfAcceptance() throws Exception {
        try (Proefgateway gateway = Proefgateway.start(map)) {
            String vreemd = blok().replace("-signer \"$MIJN/ondertekenen.pem\" -inkey \"$MIJN/ondertekenen.key\"",
                    "-signer \"$CERTS/om-mn-parket/ondertekenen.pem\" -inkey \"$CERTS/om-mn-parket/ondertekenen.key\"").replace("-lt 60", "-lt 5");
            assertThat(vreemd).isNotEqualTo(blok());
            Process proces = shell(gateway, vreemd);
            String uitvoer = new String(proces.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(proces.waitFor()).as(uitvoer).isNotZero();
            assertThat(uitvoer).doesNotContain("SubmissionAcceptance");
        }
    }

    private static String blok() throws IOException {
        Matcher blok = BLOK.matcher(Files.readString(Path.of("README.md")));
        assertThat(blok.find()).isTrue();
        String eerste = blok.group(1);
        assertThat(blok.find()).as("one block for integrators").isFalse();
        return eerste;
    }

    private Process shell(Proefgateway gateway, String blok) throws IOException {
        Path werk = Files.createDirectory(map.resolve("werk"));
        Path script = Files.writeString(werk.resolve("blok.sh"), "set -eu\n" + blok + "\n");
        ProcessBuilder bouwer = new ProcessBuilder("sh", script.toString()).directory(werk.toFile()).redirectErrorStream(true);
        bouwer.environment().putAll(Map.of("CERTS", VoorbeeldPki.uit().toString(),
                "POORT", String.valueOf(gateway.instellingen.sftp().luister().poort()),
                "DOCUMENT", Path.of("docs/voorbeelden/hib-02-woning.xml").toAbsolutePath().toString(),
                "HOSTSLEUTEL", gateway.instellingen.data().resolve("ssh-host.pem.pub").toString()));
        return bouwer.start();
    }
}

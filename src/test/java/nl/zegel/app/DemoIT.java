package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code zegel demo --exit} twice on one folder, and what it leaves opened by openssl alone. */
class DemoIT {
    @TempDir
    Path map;

    /** How a program ended and what it printed. */
    private record Afloop(int code, String uitvoer) {}

    @AfterEach
    void herstelLog() {
        System.clearProperty("logging.level.nl.zegel");
    }

    @Test
    void demo_twiceOnTheSameData_everyCheckHoldsAndOpensslOpensAll() throws Exception {
        Afloop eerste = demo();
        assertThat(eerste.uitvoer()).contains("controles kloppen.").doesNotContain("✗");
        assertThat(eerste.code()).isZero();
        List<Path> leveringen = leveringen();
        assertThat(leveringen).hasSize(6);

        Afloop tweede = demo();
        assertThat(tweede.uitvoer()).contains("hetzelfde document geeft byte voor byte hetzelfde bewijs", "geen tweede levering aan enig loket",
                "staat in het register als herhaling").doesNotContain("✗");
        assertThat(tweede.code()).isZero();
        assertThat(leveringen()).isEqualTo(leveringen);

        Afloop openssl = openAlles();
        assertThat(openssl.uitvoer()).contains("17 goed, 0 fout");
        assertThat(openssl.code()).isZero();

        byte[] bewijs = Files.readAllBytes(bewijs());
        bewijs[bewijs.length / 2] ^= 1;
        Files.write(bewijs(), bewijs);
        Afloop bedorven = openAlles();
        assertThat(bedorven.uitvoer()).contains("FOUT  bewijs voor");
        assertThat(bedorven.code()).isNotZero();
    }

    private Afloop demo() {
        StringWriter scherm = new StringWriter();
        int code = Zegel.commandLine().setOut(new PrintWriter(scherm)).setErr(new PrintWriter(scherm, true))
                .execute("demo", "--exit", "--vrije-poorten", "--map", map.toString());
        System.out.println(scherm);
        return new Afloop(code, scherm.toString());
    }

    private Afloop openAlles() throws IOException, InterruptedException {
        Process proces = new ProcessBuilder("sh", Path.of("docs/open-alles.sh").toString(), map.toString()).redirectErrorStream(true).start();
        String uitvoer = new String(proces.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Afloop(proces.waitFor(), uitvoer);
    }

    private List<Path> leveringen() throws IOException {
        try (Stream<Path> alles = Files.walk(map.resolve("demo/partijen"))) {
            return alles.filter(p -> p.toString().endsWith(".p7m") && !p.toString().contains("verzonden")
                    || p.toString().endsWith(".eml") && !p.toString().contains("politie")).sorted().toList();
        }
    }

    private Path bewijs() throws IOException {
        try (Stream<Path> alles = Files.list(map.resolve("demo/partijen/politie-mn-hennepcoordinator/receipts"))) {
            return alles.filter(p -> p.toString().endsWith(".json")).sorted().findFirst().orElseThrow();
        }
    }
}

package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
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
        assertThat(eerste.uitvoer().lines().filter(r -> r.contains("bevestigde de ontvangst met een ondertekend ontvangstbewijs"))).hasSize(2);
        assertThat(eerste.uitvoer().lines().filter(r -> r.contains("dit loket kan niet bevestigen"))).hasSize(2);

        Afloop tweede = demo();
        assertThat(tweede.uitvoer()).contains("hetzelfde document geeft byte voor byte hetzelfde bewijs", "geen tweede levering aan enig loket",
                "staat in het register als herhaling").doesNotContain("✗");
        assertThat(tweede.code()).isZero();
        assertThat(leveringen()).isEqualTo(leveringen);

        Afloop openssl = openAlles();
        long bewijsmails = bestanden("politie-mn-hennepcoordinator/mail").size();
        assertThat(bewijsmails).as("accepted, relayed and handed over, and perhaps the evidence of the repeat by now").isBetween(3L, 4L);
        assertThat(openssl.uitvoer()).contains(22 + bewijsmails + " goed, 0 fout");
        assertThat(openssl.code()).isZero();
        assertThat(openssl.uitvoer().lines().filter(r -> r.startsWith("ok    levering"))).hasSize(6)
                .anyMatch(r -> r.contains("(profiel 4.0)") && r.endsWith(".p7m")).anyMatch(r -> r.contains("(profiel 4.0)") && r.endsWith(".eml"))
                .anyMatch(r -> r.contains("(profiel 3.2)") && r.endsWith(".eml"));
        assertThat(openssl.uitvoer().lines().filter(r -> r.startsWith("ok    bewijsmail"))).hasSize((int) bewijsmails);
        bedervenKomtUit();
    }

    /** One thing at a time is spoilt, and openssl alone finds that and nothing else wrong. */
    private void bedervenKomtUit() throws Exception {
        bederf("corporatie-voorbeeld-wonen/sftp/out", ".p7m", DemoIT::kantel, "levering voor corporatie-voorbeeld-wonen");
        bederf("stedin-fraude/soap", ".p7m", DemoIT::kantel, "levering voor stedin-fraude");
        bederf("gemeente-utrecht-burgemeester/mail", ".eml", DemoIT::anderTeken, "levering voor gemeente-utrecht-burgemeester (profiel 4.0)");
        bederf("verhuurder-voorbeeld/mail", ".eml", DemoIT::anderTeken, "levering voor verhuurder-voorbeeld (profiel");
        bederf("politie-mn-hennepcoordinator/mail", ".eml", DemoIT::anderTeken, "bewijsmail voor politie-mn-hennepcoordinator");
        // placed is never mailed: the document that came by mail went to a mailbox alone
        bederf("politie-mn-hennepcoordinator/receipts", "bewijs-aangeboden-.*[.]json", DemoIT::kantel, "bewijs voor politie-mn-hennepcoordinator");
        bederf("verhuurder-voorbeeld/mail", ".eml", eml -> "Subject: los\nContent-Type: text/plain\n\nEen verdachte, leesbaar.\n".getBytes(StandardCharsets.US_ASCII),
                "mail voor verhuurder-voorbeeld is geen verzegelde levering");
        bederf("verhuurder-voorbeeld/mail", ".eml", eml -> metKop(eml, "Content-Type: multipart/signed"), "bewijsmail voor verhuurder-voorbeeld");
        Path los = Files.writeString(map.resolve("demo/partijen/stedin-fraude/soap/los.xml"), "<document/>");
        assertThat(openAlles().uitvoer()).contains("FOUT  onbekend bestand voor stedin-fraude: soap/los.xml", " goed, 1 fout");
        Files.delete(los);
        assertThat(openAlles().code()).isZero();
    }

    private void bederf(String map, String einde, UnaryOperator<byte[]> hoe, String wat) throws Exception {
        Path bestand = bestanden(map).stream().filter(p -> p.toString().matches(".*" + einde)).findFirst().orElseThrow();
        byte[] goed = Files.readAllBytes(bestand);
        Files.write(bestand, hoe.apply(goed.clone()));
        Afloop bedorven = openAlles();
        Files.write(bestand, goed);
        assertThat(bedorven.uitvoer()).as(wat).contains("FOUT  " + wat, bestand.getFileName().toString());
        assertThat(bedorven.code()).as(wat).isNotZero();
        assertThat(bedorven.uitvoer().lines().filter(r -> r.startsWith("FOUT"))).as(wat).allMatch(r -> r.endsWith(bestand.getFileName().toString()));
    }

    private List<Path> bestanden(String map) throws IOException {
        try (Stream<Path> alles = Files.list(this.map.resolve("demo/partijen").resolve(map))) {
            return alles.sorted().toList();
        }
    }

    private static byte[] kantel(byte[] bytes) {
        bytes[bytes.length / 2] ^= 1;
        return bytes;
    }

    /** Another character of base64, in the middle of the body. */
    private static byte[] anderTeken(byte[] bytes) {
        int plek = bytes.length / 2;
        while (!Character.isLetterOrDigit(bytes[plek]) || !Character.isLetterOrDigit(bytes[plek + 1])) {
            plek++;
        }
        bytes[plek] = (byte) (bytes[plek] == 'A' ? 'B' : 'A');
        return bytes;
    }

    private static byte[] metKop(byte[] eml, String contentType) {
        return new String(eml, StandardCharsets.ISO_8859_1).replaceFirst("(?m)^Content-Type: [^;]*", contentType).getBytes(StandardCharsets.ISO_8859_1);
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
}

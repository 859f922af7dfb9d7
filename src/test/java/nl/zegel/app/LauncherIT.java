package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command as a person gives it: the launcher and the packaged jar, in a process of their own. */
class LauncherIT {
    /** Set by the build, which made the jar just before; without the build there may be none. */
    private static final String GEBOUWD = System.getProperty("zegel.jar");
    private static final Path LAUNCHER = Path.of("zegel").toAbsolutePath();
    private static final int HOOGSTENS_MINUTEN = 6;

    @TempDir
    Path map;

    private record Afloop(int code, String uitvoer) {}

    @BeforeAll
    static void jar() {
        if (GEBOUWD == null) {
            boolean er = Files.exists(Path.of("target/zegel.jar"));
            if (!er) {
                System.err.println("WARNING: target/zegel.jar is not there, the launcher IS NOT TESTED (mvn verify makes it)");
            }
            assumeTrue(er, "no target/zegel.jar");
        } else {
            assertThat(Path.of(GEBOUWD)).as("made by package, before the integration tests").exists();
        }
    }

    @Test
    void demo_byLauncherAndJar_twiceOnTheSameData_endsWellAndDeliversOnce() throws Exception {
        Afloop eerste = draai("demo", "--exit", "--vrije-poorten", "--map", map.toString());
        assertThat(eerste.code()).as(eerste.uitvoer()).isZero();
        assertThat(eerste.uitvoer()).contains("controles kloppen.").doesNotContain("✗");
        List<Path> leveringen = leveringen();
        assertThat(leveringen).hasSize(6);
        List<byte[]> bytes = new ArrayList<>();
        for (Path levering : leveringen) {
            bytes.add(Files.readAllBytes(levering));
        }

        Afloop tweede = draai("demo", "--exit", "--vrije-poorten", "--map", map.toString());
        assertThat(tweede.code()).as(tweede.uitvoer()).isZero();
        assertThat(tweede.uitvoer()).contains("geen tweede levering aan enig loket").doesNotContain("✗");
        assertThat(leveringen()).isEqualTo(leveringen);
        for (int i = 0; i < bytes.size(); i++) {
            assertThat(leveringen.get(i)).hasBinaryContent(bytes.get(i));
        }
    }

    @Test
    void jarThatIsNewerThanItsSources_isNotBuiltAgain_andAWrongCommandEndsWith2() throws Exception {
        Afloop hulp = draai("--help");
        assertThat(hulp.code()).isZero();
        assertThat(hulp.uitvoer()).contains("demo", "verify").doesNotContain("bouwen");
        Afloop fout = draai("bestaat-niet");
        assertThat(fout.code()).isEqualTo(2);
        assertThat(fout.uitvoer()).contains("bestaat-niet").doesNotContain("Exception");
    }

    @Test
    void withoutJava_theLauncherSaysWhatToInstall() throws Exception {
        Afloop zonder = draaiMet("/bestaat/niet", "--help");
        assertThat(zonder.code()).isEqualTo(2);
        assertThat(zonder.uitvoer()).contains("geen Java gevonden", "JAVA_HOME");
    }

    private Afloop draai(String... woorden) throws IOException, InterruptedException {
        return draaiMet(System.getProperty("java.home"), woorden);
    }

    private Afloop draaiMet(String javaHome, String... woorden) throws IOException, InterruptedException {
        Path uitvoer = Files.createTempFile(map, "uitvoer", ".txt");
        List<String> opdracht = new ArrayList<>(List.of(LAUNCHER.toString()));
        opdracht.addAll(List.of(woorden));
        ProcessBuilder bouw = new ProcessBuilder(opdracht).directory(map.toFile()).redirectErrorStream(true).redirectOutput(uitvoer.toFile());
        bouw.environment().put("JAVA_HOME", javaHome);
        // what a shell or a container happens to set is no setting of the gateway
        bouw.environment().putAll(Map.of("SERVER_PORT", "1", "MANAGEMENT_SERVER_ADDRESS", "0.0.0.0", "MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "*",
                "MANAGEMENT_ENDPOINTS_ACCESS_DEFAULT", "unrestricted", "CAMEL_MAIN_ROUTES_INCLUDE_PATTERN", "file:/bestaat/niet",
                "SPRING_APPLICATION_JSON", "{\"server.port\":1}", "JDK_JAVA_OPTIONS", "-XX:+HeapDumpOnOutOfMemoryError"));
        Process proces = bouw.start();
        if (!proces.waitFor(HOOGSTENS_MINUTEN, TimeUnit.MINUTES)) {
            proces.destroy();
        }
        return new Afloop(proces.waitFor(), Files.readString(uitvoer));
    }

    private List<Path> leveringen() throws IOException {
        try (Stream<Path> alles = Files.walk(map.resolve("demo/partijen"))) {
            return alles.filter(p -> p.toString().endsWith(".p7m") && !p.toString().contains("verzonden")
                    || p.toString().endsWith(".eml") && !p.toString().contains("politie")).sorted().toList();
        }
    }
}

package nl.zegel.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of a Debian package that a test drives from outside. Where it is missing the test fails when {@code CI} is
 * {@code true}, and is otherwise skipped with a line on standard error, so that nobody mistakes a skip for a pass.
 */
public final class Programma {
    private final Path pad;

    private Programma(Path pad) {
        this.pad = pad;
    }

    /** The first program of that name on the PATH or in an sbin folder, or the one at an absolute path. */
    public static Programma nodig(String naam, String pakket) {
        Optional<Path> gevonden = Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin"))
                .map(map -> Path.of(map).resolve(naam)).filter(Files::isExecutable).findFirst();
        if (gevonden.isEmpty()) {
            ontbreekt(naam, pakket);
        }
        return new Programma(gevonden.orElseThrow());
    }

    /** Fails or skips the test, as for a missing program; for what a program needs besides, such as a Python module. */
    public static void ontbreekt(String naam, String pakket) {
        String tekst = naam + " is missing: apt-get install " + pakket;
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(tekst);
        }
        System.err.println("SKIPPED: " + tekst);
        Assumptions.abort(tekst);
    }

    public Path pad() {
        return pad;
    }

    /** The program with its arguments, standard error joined to standard output; not yet started. */
    public ProcessBuilder proces(List<String> argumenten) {
        List<String> regel = new ArrayList<>(List.of(pad.toString()));
        regel.addAll(argumenten);
        return new ProcessBuilder(regel).redirectErrorStream(true);
    }

    /** Runs to the end with the given text on standard input; a run over {@code seconden} is killed and fails the test. */
    public Afloop draai(Path map, int seconden, String invoer, List<String> argumenten) throws IOException, InterruptedException {
        Path uitvoer = Files.createTempFile("programma", ".uit");
        Path invoerbestand = Files.writeString(Files.createTempFile("programma", ".in"), invoer);
        try {
            Process proces = proces(argumenten).directory(map.toFile())
                    .redirectInput(invoerbestand.toFile()).redirectOutput(uitvoer.toFile()).start();
            if (!proces.waitFor(seconden, TimeUnit.SECONDS)) {
                proces.destroyForcibly();
                Assertions.fail(pad.getFileName() + " still ran after " + seconden + " s: " + lees(uitvoer));
            }
            return new Afloop(proces.exitValue(), lees(uitvoer));
        } finally {
            Files.deleteIfExists(uitvoer);
            Files.deleteIfExists(invoerbestand);
        }
    }

    private static String lees(Path bestand) throws IOException {
        return new String(Files.readAllBytes(bestand), StandardCharsets.UTF_8);
    }

    /** How a run ended. */
    public record Afloop(int code, String tekst) {}
}

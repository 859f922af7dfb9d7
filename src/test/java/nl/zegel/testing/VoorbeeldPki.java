package nl.zegel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import nl.zegel.party.Bestandscontrole;
import nl.zegel.party.Omgeving;
import nl.zegel.party.Partijen;
import org.junit.jupiter.api.Assertions;

/**
 * The shipped parties with their example certificates, made once under {@code target/} and shared by all tests: do not
 * write in it. A change of the script or of a party file makes a new one.
 */
public final class VoorbeeldPki {
    private static final Path SCRIPT = Path.of("certs-example", "genereer.sh");
    private static final Path PARTIJEN = Path.of("config", "partijen");

    private VoorbeeldPki() {}

    /** Folder with {@code config/partijen/} and {@code certs-example/out/}, laid out as in the installation. */
    public static Path map() {
        return eenmaal("voorbeeld", map -> {
            Files.createDirectories(map.resolve("certs-example"));
            Files.createDirectories(map.resolve(PARTIJEN));
            Path script = Files.copy(SCRIPT, map.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
            for (Path partij : partijbestanden()) {
                Files.copy(partij, map.resolve(PARTIJEN).resolve(partij.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            draai(List.of("sh", script.toString()));
        });
    }

    /** The output folder of the example PKI: {@code anchors.pem}, {@code gateway/}, one folder per loket. */
    public static Path uit() {
        return map().resolve("certs-example").resolve("out");
    }

    /** Good and bad certificates, see certs-example/README.md. */
    public static Path slecht() {
        return eenmaal("slecht", map -> draai(List.of("sh", SCRIPT.toString(), "--slecht", map.toString())));
    }

    /** The shipped parties, loaded as the demo does. */
    public static Partijen partijen() {
        return Partijen.laad(map().resolve(PARTIJEN), Omgeving.DEMO, Bestandscontrole.DEMO);
    }

    /** Password of the PKCS#12 files of an owner ({@code gateway} or a loket). */
    public static char[] wachtwoord(String eigenaar) {
        try {
            return Files.readString(uit().resolve(eigenaar).resolve("wachtwoord")).strip().toCharArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program in the project folder; a failure fails the test. @return its output */
    public static String draai(List<String> opdracht) throws IOException {
        Process proces = new ProcessBuilder(opdracht).redirectErrorStream(true).start();
        String uitvoer = new String(proces.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            Assertions.assertEquals(0, proces.waitFor(), uitvoer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Assertions.fail("interrupted");
        }
        return uitvoer;
    }

    private interface Maker {
        void maak(Path map) throws IOException;
    }

    private static Path eenmaal(String naam, Maker maker) {
        try {
            Path map = Path.of("target", naam + "-" + stand()).toAbsolutePath();
            Files.createDirectories(map.getParent());
            Path slot = map.resolveSibling(map.getFileName() + ".slot");
            synchronized (VoorbeeldPki.class) {
                try (FileChannel kanaal = FileChannel.open(slot, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock vast = kanaal.lock()) {
                    Path klaar = map.resolveSibling(map.getFileName() + ".klaar");
                    if (vast.isValid() && !Files.exists(klaar)) {
                        maker.maak(map);
                        Files.createFile(klaar);
                    }
                }
            }
            return map;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stand() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(SCRIPT));
            for (Path partij : partijbestanden()) {
                digest.update(Files.readAllBytes(partij));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> partijbestanden() throws IOException {
        try (Stream<Path> lijst = Files.list(PARTIJEN)) {
            return lijst.filter(p -> p.toString().endsWith(".yaml")).sorted().toList();
        }
    }
}

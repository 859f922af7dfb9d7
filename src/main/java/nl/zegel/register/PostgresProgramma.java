package nl.zegel.register;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked once from the binaries that come with the gateway. We drive them ourselves because
 * the library's starter opens a server without password first and with fsync off.
 */
final class PostgresProgramma {
    private static final String VERSIE = "18.6.0";

    private final Path programmas;
    private final Path uitvoer;
    private final List<String> vooraf;

    private PostgresProgramma(Path programmas, Path uitvoer, List<String> vooraf) {
        this.programmas = programmas;
        this.uitvoer = uitvoer;
        this.vooraf = vooraf;
    }

    /** Unpacks when needed; a half-unpacked folder never counts. */
    static PostgresProgramma in(Path programmas, Path uitvoer) throws IOException {
        Path klaar = programmas.resolve("postgresql-" + VERSIE);
        if (!Files.isDirectory(klaar)) {
            Files.createDirectories(programmas);
            Path half = Files.createTempDirectory(programmas, "uitpakken-");
            try (InputStream txz = binaries()) {
                pakUit(txz, half);
            }
            Files.move(half, klaar, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresProgramma(klaar, uitvoer, vooraf());
    }

    private static InputStream binaries() throws IOException {
        String systeem = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name");
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        InputStream txz = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(systeem, machine);
        if (txz == null) {
            throw new IOException("De ingebouwde database is er niet voor " + systeem + " " + machine
                    + ". Zet onder 'database' in config/zegel.yaml de URL van een PostgreSQL 18.");
        }
        return txz;
    }

    private static void pakUit(InputStream txz, Path naar) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(txz)))) {
            for (TarArchiveEntry deel = tar.getNextEntry(); deel != null; deel = tar.getNextEntry()) {
                Path doel = naar.resolve(deel.getName()).normalize();
                if (!doel.startsWith(naar)) {
                    throw new IOException("archive of the embedded database names a place outside itself");
                }
                Files.createDirectories(java.util.Objects.requireNonNull(doel.getParent()));
                if (deel.isDirectory()) {
                    Files.createDirectories(doel);
                } else if (deel.isSymbolicLink() || deel.isLink()) {
                    Files.createSymbolicLink(doel, Path.of(deel.getLinkName()));
                } else {
                    Files.copy(tar, doel);
                    Files.setPosixFilePermissions(doel, rechten(deel.getMode()));
                }
            }
        }
    }

    private static Set<PosixFilePermission> rechten(int modus) {
        return PosixFilePermissions.fromString((modus & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
    static List<String> vooraf() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        try {
            Process proef = new ProcessBuilder("unshare", "-U", "true").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (proef.waitFor(10, TimeUnit.SECONDS) && proef.exitValue() == 0) {
                return List.of("unshare", "-U");
            }
        } catch (IOException afwezig) {
            throw geenUnshare();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw geenUnshare();
    }

    private static IOException geenUnshare() {
        return new IOException("Als root start de ingebouwde database alleen met een werkende 'unshare' (pakket util-linux): "
                + "installeer die, start Zegel als gewone gebruiker, of zet in config/zegel.yaml de URL van een PostgreSQL 18.");
    }

    /** @return exit code; what the program printed is in postgresql.log */
    int draai(String programma, List<String> argumenten) throws IOException {
        List<String> opdracht = new ArrayList<>(vooraf);
        opdracht.add(programmas.resolve("bin").resolve(programma).toString());
        opdracht.addAll(argumenten);
        ProcessBuilder bouwer = new ProcessBuilder(opdracht).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(uitvoer.toFile()));
        bouwer.environment().put("LC_ALL", "C");
        bouwer.environment().keySet().removeIf(naam -> naam.startsWith("PG"));
        Process proces = bouwer.start();
        proces.getOutputStream().close();
        try {
            if (!proces.waitFor(2, TimeUnit.MINUTES)) {
                proces.destroyForcibly();
                throw new IOException(programma + " did not end within two minutes; see " + uitvoer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(programma + " was interrupted", e);
        }
        return proces.exitValue();
    }

    Path uitvoer() {
        return uitvoer;
    }
}

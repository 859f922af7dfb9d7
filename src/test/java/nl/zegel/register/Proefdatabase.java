package nl.zegel.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The embedded PostgreSQL that all tests of one run share, and a fresh migrated database for whoever asks. Fresh per run:
 * the data of the run before is removed; the unpacked programs stay.
 */
public final class Proefdatabase {
    /** Unpacked once for all tests. */
    static final Path PROGRAMMAS = Path.of("target", "proefdatabase").toAbsolutePath();

    private static final Proefdatabase DEZE = new Proefdatabase();

    private final IngebouwdePostgres server;
    private final AtomicInteger teller = new AtomicInteger();

    private Proefdatabase() {
        try {
            Path map = Path.of("target", "proefdatabase").toAbsolutePath();
            weg(map.resolve("gegevens"));
            server = IngebouwdePostgres.start(map, PROGRAMMAS, 0, new SecureRandom());
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            maak("sjabloon", "template1");
            try (Bron bron = Bron.open(naar("sjabloon"), 2)) {
                Register.migreer(bron.bron());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh database with our schema. */
    public static Toegang nieuw() {
        String naam = "proef" + DEZE.teller.incrementAndGet();
        DEZE.maak(naam, "sjabloon");
        return DEZE.naar(naam);
    }

    private synchronized void maak(String naam, String sjabloon) {
        Toegang t = server.toegang();
        try (Connection db = DriverManager.getConnection(t.url(), t.gebruiker(), t.wachtwoord()); Statement s = db.createStatement()) {
            s.execute("create database " + naam + " template " + sjabloon);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Toegang naar(String naam) {
        Toegang t = server.toegang();
        return new Toegang(t.url().replaceFirst("/zegel$", "/" + naam), t.gebruiker(), t.wachtwoord());
    }

    private void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void weg(Path map) throws IOException {
        if (Files.exists(map)) {
            try (Stream<Path> alles = Files.walk(map)) {
                for (Path p : alles.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }
}

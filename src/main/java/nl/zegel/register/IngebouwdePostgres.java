package nl.zegel.register;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A real PostgreSQL for one machine: its own data directory kept between starts, durable settings, a generated password
 * in a file that only the owner reads, no trust login, loopback only. After kill -9 of the gateway the server lives on and
 * the next start adopts it; after kill -9 of both it recovers. One gateway at a time holds the folder.
 */
public final class IngebouwdePostgres implements AutoCloseable {
    private static final String GEBRUIKER = "zegel";
    private static final int POGINGEN = 40;
    private static final long TUSSENPOOS_MS = 250;

    private final Path gegevens;
    private final PostgresProgramma programma;
    private final FileChannel slot;
    private final Toegang toegang;
    private final boolean overgenomen;

    private IngebouwdePostgres(Path gegevens, PostgresProgramma programma, FileChannel slot, Toegang toegang, boolean overgenomen) {
        this.gegevens = gegevens;
        this.programma = programma;
        this.slot = slot;
        this.toegang = toegang;
        this.overgenomen = overgenomen;
    }

    /** Why the embedded database cannot run for this user on this machine, in one sentence that says what to do. */
    public static Optional<String> bezwaar() {
        try {
            PostgresProgramma.vooraf();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /**
     * Starts, or adopts what still runs.
     *
     * @param map   folder of this database alone
     * @param poort 0 takes a free one
     * @throws IOException with one sentence that says what to do
     */
    public static IngebouwdePostgres start(Path map, int poort, SecureRandom toeval) throws IOException {
        return start(map, map, poort, toeval);
    }

    /** As {@link #start(Path, int, SecureRandom)}, with the unpacked programs in a folder that several may share. */
    static IngebouwdePostgres start(Path map, Path programmas, int poort, SecureRandom toeval) throws IOException {
        Files.createDirectories(map);
        Files.setPosixFilePermissions(map, PosixFilePermissions.fromString("rwx------"));
        FileChannel slot = vergrendel(map.resolve("slot"));
        try {
            PostgresProgramma programma = PostgresProgramma.in(programmas, map.resolve("postgresql.log"));
            Path gegevens = map.resolve("gegevens");
            String wachtwoord = wachtwoord(map.resolve("wachtwoord"), toeval);
            if (!Files.exists(gegevens)) {
                maak(programma, map, gegevens);
            }
            return start(gegevens, programma, slot, wachtwoord, poort);
        } catch (IOException | RuntimeException e) {
            slot.close();
            throw e;
        }
    }

    private static IngebouwdePostgres start(Path gegevens, PostgresProgramma programma, FileChannel slot, String wachtwoord, int poort)
            throws IOException {
        for (int poging = 0; poging < POGINGEN; poging++) {
            Optional<Toegang> levend = levend(gegevens, wachtwoord);
            if (levend.isPresent()) {
                return new IngebouwdePostgres(gegevens, programma, slot, levend.get(), true);
            }
            int gekozen = poort == 0 ? vrijePoort() : poort;
            if (programma.draai("pg_ctl", List.of("start", "-D", gegevens.toString(), "-w", "-t", "60", "-s", "-l",
                    programma.uitvoer().toString(), "-o", opties(gekozen))) == 0) {
                Toegang beheer = toegang("postgres", gekozen, wachtwoord);
                maakDatabase(beheer);
                return new IngebouwdePostgres(gegevens, programma, slot, toegang("zegel", gekozen, wachtwoord), false);
            }
            // A killed postmaster stays a zombie for a second or two, and its pid file seems to be in use.
            wacht();
        }
        throw new IOException("De ingebouwde database in " + gegevens + " start niet; de reden staat in " + programma.uitvoer()
                + ". Is poort " + poort + " al in gebruik, of is de schijf vol?");
    }

    private static String opties(int poort) {
        return String.join(" ", "-p " + poort, "-c listen_addresses=127.0.0.1", "-c unix_socket_directories=", "-c fsync=on",
                "-c synchronous_commit=on", "-c full_page_writes=on", "-c password_encryption=scram-sha-256", "-c timezone=UTC",
                "-c log_timezone=UTC",
                // INVARIANT (no plaintext at rest): no statement, parameter or row in the server's log; the text of an error quotes
                // what was wrong, so errors reach us only, as SQLSTATE
                "-c log_min_messages=log", "-c log_min_error_statement=panic", "-c log_error_verbosity=terse", "-c log_parameter_max_length_on_error=0");
    }

    private static void maak(PostgresProgramma programma, Path map, Path gegevens) throws IOException {
        Path half = Files.createTempDirectory(map, "nieuw-");
        int uitslag = programma.draai("initdb", List.of("-D", half.toString(), "-U", GEBRUIKER, "-A", "scram-sha-256",
                "--pwfile=" + map.resolve("wachtwoord"), "-E", "UTF8", "--locale=C"));
        if (uitslag != 0) {
            throw new IOException("De ingebouwde database kan niet worden gemaakt; de reden staat in " + programma.uitvoer());
        }
        Files.move(half, gegevens, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String wachtwoord(Path bestand, SecureRandom toeval) throws IOException {
        if (!Files.exists(bestand)) {
            byte[] b = new byte[24];
            toeval.nextBytes(b);
            Path half = bestand.resolveSibling("wachtwoord.half");
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(half, HexFormat.of().formatHex(b));
            Files.move(half, bestand, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(bestand);
    }

    private static FileChannel vergrendel(Path bestand) throws IOException {
        FileChannel kanaal = FileChannel.open(bestand, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock slot = null;
        try {
            slot = kanaal.tryLock();
        } catch (OverlappingFileLockException zelfdeProces) {
            slot = null;
        }
        if (slot == null) {
            kanaal.close();
            throw new IOException("De ingebouwde database in " + bestand.getParent()
                    + " is al in gebruik door een andere Zegel; stop die, of kies een andere map.");
        }
        return kanaal;
    }

    /**
     * The server of that folder while a gateway has it running, for a command beside it; empty when none runs.
     *
     * @param map as given to {@link #start(Path, int, SecureRandom)}
     */
    public static Optional<Toegang> lopend(Path map) throws IOException {
        Path wachtwoord = map.resolve("wachtwoord");
        return Files.exists(wachtwoord) ? levend(map.resolve("gegevens"), Files.readString(wachtwoord)) : Optional.empty();
    }

    /** The server that postmaster.pid names, when it answers to our password. */
    private static Optional<Toegang> levend(Path gegevens, String wachtwoord) throws IOException {
        Path pid = gegevens.resolve("postmaster.pid");
        if (!Files.exists(pid)) {
            return Optional.empty();
        }
        List<String> regels = Files.readAllLines(pid);
        if (regels.size() < 4 || !regels.get(3).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int poort = Integer.parseInt(regels.get(3));
        try {
            Toegang beheer = toegang("postgres", poort, wachtwoord);
            if (!zelfdeGegevens(beheer, gegevens)) {
                return Optional.empty();
            }
            maakDatabase(beheer);
            return Optional.of(toegang("zegel", poort, wachtwoord));
        } catch (IOException antwoordtNiet) {
            return Optional.empty();
        }
    }

    private static boolean zelfdeGegevens(Toegang beheer, Path gegevens) throws IOException {
        try (Connection db = verbind(beheer); Statement s = db.createStatement(); ResultSet rs = s.executeQuery("show data_directory")) {
            return rs.next() && Path.of(rs.getString(1)).toRealPath().equals(gegevens.toRealPath());
        } catch (SQLException e) {
            throw new IOException("database does not answer: SQLSTATE " + e.getSQLState());
        }
    }

    private static void maakDatabase(Toegang beheer) throws IOException {
        try (Connection db = verbind(beheer); Statement s = db.createStatement()) {
            try (ResultSet rs = s.executeQuery("select 1 from pg_database where datname = 'zegel'")) {
                if (rs.next()) {
                    return;
                }
            }
            s.execute("create database zegel");
        } catch (SQLException e) {
            throw new IOException("database does not answer: SQLSTATE " + e.getSQLState());
        }
    }

    private static Connection verbind(Toegang toegang) throws SQLException {
        Properties eigenschappen = new Properties();
        eigenschappen.setProperty("user", toegang.gebruiker());
        eigenschappen.setProperty("password", toegang.wachtwoord());
        eigenschappen.setProperty("connectTimeout", "5");
        eigenschappen.setProperty("socketTimeout", "30");
        eigenschappen.setProperty("requireAuth", "scram-sha-256");
        return DriverManager.getConnection(toegang.url(), eigenschappen);
    }

    private static Toegang toegang(String database, int poort, String wachtwoord) {
        return new Toegang("jdbc:postgresql://127.0.0.1:" + poort + "/" + database, GEBRUIKER, wachtwoord);
    }

    private static int vrijePoort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void wacht() throws IOException {
        try {
            Thread.sleep(TUSSENPOOS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("start of the embedded database was interrupted", e);
        }
    }

    public Toegang toegang() {
        return toegang;
    }

    /** Whether a server was adopted that a killed gateway left. */
    public boolean overgenomen() {
        return overgenomen;
    }

    /** Process id of the server, from its own pid file. */
    public long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(gegevens.resolve("postmaster.pid")).get(0).trim());
    }

    /** Lets go of the folder and leaves the server as it is, as a killed gateway does. */
    void laatLos() throws IOException {
        slot.close();
    }

    /** Stops the server; close the pool first. */
    @Override
    public void close() throws IOException {
        try {
            int uitslag = programma.draai("pg_ctl", List.of("stop", "-D", gegevens.toString(), "-m", "fast", "-w", "-t", "30", "-s"));
            if (uitslag != 0 && Files.exists(gegevens.resolve("postmaster.pid"))) {
                throw new IOException("De ingebouwde database stopt niet; de reden staat in " + programma.uitvoer());
            }
        } finally {
            slot.close();
        }
    }
}

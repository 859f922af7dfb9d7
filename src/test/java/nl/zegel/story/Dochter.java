package nl.zegel.story;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import nl.zegel.app.Instellingen;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.party.LoketId;
import nl.zegel.testing.VoorbeeldPki;

/** {@code zegel serve} in a process of its own, with a temp folder and a log of its own; it can be killed and started again. */
final class Dochter implements AutoCloseable {
    private static final Duration OPSTARTEN = Duration.ofSeconds(120);

    private final Path map;
    private final Path config;
    private final Instellingen instellingen;
    private final List<String> jvm;
    private Process proces;
    private int start;

    private Dochter(Path map, Path config, List<String> jvm) {
        this.map = map;
        this.config = config;
        this.instellingen = Instellingen.lees(config);
        this.jvm = List.copyOf(jvm);
    }

    /**
     * The shipped configuration in a folder of its own; nothing runs yet.
     *
     * @param wijzig changes the text of the settings
     */
    static Dochter in(Path map, UnaryOperator<String> wijzig, String... jvm) throws IOException {
        Path config = Proefgateway.config(map);
        Files.writeString(config, wijzig.apply(Files.readString(config)) + "\ndatabasePoort: " + Proefgateway.vrijePoort() + "\n");
        Files.createDirectories(map.resolve("tmp"));
        Files.createDirectories(map.resolve("cwd"));
        return new Dochter(map, config, List.of(jvm));
    }

    Instellingen instellingen() {
        return instellingen;
    }

    Path tmp() {
        return map.resolve("tmp");
    }

    /** Standard output and error of every start, in order. */
    String log() throws IOException {
        StringBuilder alles = new StringBuilder();
        for (int i = 1; i <= start; i++) {
            alles.append(Files.readString(logbestand(i)));
        }
        return alles.toString();
    }

    private Path logbestand(int nummer) {
        return map.resolve("log-" + nummer + ".txt");
    }

    void begin() throws IOException {
        proces = bouw(logbestand(++start), "serve", "--config", config.toString()).start();
    }

    private ProcessBuilder bouw(Path uitvoer, String... argumenten) {
        List<String> opdracht = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + tmp(), "-Dzegel.thuis=" + Path.of("").toAbsolutePath()));
        opdracht.addAll(jvm);
        opdracht.add("nl.zegel.app.Zegel");
        opdracht.addAll(List.of(argumenten));
        ProcessBuilder bouw = new ProcessBuilder(opdracht).directory(map.resolve("cwd").toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(uitvoer.toFile()));
        bouw.environment().put("CLASSPATH", klassen());
        return bouw;
    }

    /** Another command of the same program on the same settings, to its end. @return its output; a failure fails the test */
    String roep(String... argumenten) throws IOException, InterruptedException {
        Path uitvoer = map.resolve("opdracht.txt");
        Files.deleteIfExists(uitvoer);
        Process opdracht = bouw(uitvoer, argumenten).start();
        if (!opdracht.waitFor(OPSTARTEN.toSeconds(), TimeUnit.SECONDS)) {
            opdracht.destroyForcibly();
        }
        String tekst = Files.readString(uitvoer);
        if (opdracht.waitFor() != 0) {
            throw new AssertionError(String.join(" ", argumenten) + " ended with " + opdracht.exitValue() + ": " + tekst);
        }
        return tekst;
    }

    Path config() {
        return config;
    }

    /** Absolute, since the process has a working folder of its own. */
    private static String klassen() {
        List<String> delen = new ArrayList<>();
        for (String deel : System.getProperty("java.class.path").split(File.pathSeparator)) {
            delen.add(Path.of(deel).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, delen);
    }

    void wachtOpDraait() {
        Wacht.tot("the gateway runs", OPSTARTEN, () -> {
            try {
                if (!proces.isAlive()) {
                    throw new AssertionError("the gateway ended by itself: " + log());
                }
                return Files.readString(logbestand(start)).contains("draait");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    long pid() {
        return proces.pid();
    }

    /** The database server and what it started; empty while it does not run. */
    List<Long> databaseprocessen() {
        try {
            long server = Long.parseLong(Files.readAllLines(instellingen.data().resolve("postgres/gegevens/postmaster.pid")).get(0).strip());
            List<Long> pids = new ArrayList<>(List.of(server));
            ProcessHandle.of(server).ifPresent(p -> p.descendants().forEach(k -> pids.add(k.pid())));
            return pids;
        } catch (IOException | RuntimeException nogNiet) {
            return List.of();
        }
    }

    /** SIGKILL of the gateway alone; its database server stays or goes as it likes. */
    void schiet() throws InterruptedException {
        proces.destroyForcibly();
        proces.waitFor(30, TimeUnit.SECONDS);
    }

    /** SIGKILL of the gateway and of its whole database server at once, as when a machine loses power but not its disk. */
    void schietMetDatabase() throws InterruptedException {
        List<ProcessHandle> alle = databaseprocessen().stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
        if (alle.isEmpty()) {
            throw new AssertionError("no database server to kill");
        }
        proces.destroyForcibly();
        alle.forEach(ProcessHandle::destroyForcibly);
        proces.waitFor(30, TimeUnit.SECONDS);
    }

    Connection database() throws SQLException, IOException {
        Properties p = new Properties();
        p.setProperty("user", "zegel");
        p.setProperty("password", Files.readString(instellingen.data().resolve("postgres/wachtwoord")).strip());
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + instellingen.databasePoort() + "/zegel", p);
    }

    SftpPartner sftp(String loket) throws IOException {
        return sftp(instellingen, loket);
    }

    /** @param poort of the gateway's SFTP, or of something in front of it */
    SftpPartner sftp(String loket, int poort) throws IOException {
        return sftp(instellingen, loket, poort);
    }

    /** A loket's own SFTP side of a gateway with these settings. */
    static SftpPartner sftp(Instellingen instellingen, String loket) throws IOException {
        return sftp(instellingen, loket, instellingen.sftp().luister().poort());
    }

    private static SftpPartner sftp(Instellingen instellingen, String loket, int poort) throws IOException {
        String hostsleutel = Files.readString(instellingen.data().resolve("ssh-host.pem.pub")).strip();
        return SftpPartner.verbind(new SftpPartner.Toegang("127.0.0.1", poort, new LoketId(loket),
                VoorbeeldPki.uit().resolve(loket).resolve("ssh.key"), hostsleutel));
    }

    @Override
    public void close() throws InterruptedException {
        if (proces != null && proces.isAlive()) {
            proces.destroy();
            if (!proces.waitFor(40, TimeUnit.SECONDS)) {
                schiet();
            }
        }
    }
}

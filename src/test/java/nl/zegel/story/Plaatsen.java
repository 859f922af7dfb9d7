package nl.zegel.story;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every place where bytes of a running gateway can rest, searched for marks. */
final class Plaatsen {
    private final Zoeker zoeker;
    /** Place to the marks found there. */
    private final Map<String, Set<String>> gevonden = new TreeMap<>();
    /** Kinds of places that were searched. */
    private final Set<String> bezocht = new TreeSet<>();
    private final Set<String> geopend = new TreeSet<>();

    Plaatsen(Zoeker zoeker) {
        this.zoeker = zoeker;
    }

    /**
     * @param soort  kind of place; each kind has a planted leak that is found
     * @param plaats which one of that kind
     */
    void bekijk(String soort, String plaats, byte[] bytes) {
        Set<Merk> marks = zoeker.in(bytes);
        synchronized (this) {
            bezocht.add(soort);
            marks.forEach(m -> gevonden.computeIfAbsent(soort + ": " + plaats, p -> new TreeSet<>()).add(m.toString()));
        }
    }

    /** Kinds of places that were searched and held something. */
    synchronized Set<String> bezocht() {
        return Set.copyOf(bezocht);
    }

    /** Kinds of places where a mark was found. */
    synchronized Set<String> lekken() {
        return new TreeSet<>(gevonden.keySet().stream().map(p -> p.substring(0, p.indexOf(": "))).toList());
    }

    /** Files that a watched process had open and that were read. */
    synchronized Set<String> geopend() {
        return Set.copyOf(geopend);
    }

    synchronized Map<String, Set<String>> gevonden() {
        return Map.copyOf(gevonden);
    }

    /** Each row of each table as text, and each column that holds bytes as those bytes; TOAST comes out decompressed. */
    void database(Connection db) throws SQLException {
        for (String tabel : lijst(db, "select format('%I.%I', table_schema, table_name) from information_schema.tables"
                + " where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')")) {
            try (Statement s = db.createStatement(); ResultSet rs = s.executeQuery("select * from " + tabel)) {
                int kolommen = rs.getMetaData().getColumnCount();
                while (rs.next()) {
                    for (int i = 1; i <= kolommen; i++) {
                        boolean bytes = rs.getMetaData().getColumnTypeName(i).equals("bytea");
                        byte[] waarde = bytes ? rs.getBytes(i) : tekst(rs.getString(i));
                        if (waarde != null) {
                            bekijk("table", tabel + "." + rs.getMetaData().getColumnName(i), waarde);
                        }
                    }
                }
            }
        }
        for (String vraag : lijst(db, "select coalesce(query, '') from pg_stat_activity")) {
            bekijk("pg_stat_activity", "query", vraag.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] tekst(String waarde) {
        return waarde == null ? null : waarde.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lijst(Connection db, String vraag) throws SQLException {
        List<String> uit = new ArrayList<>();
        try (Statement s = db.createStatement(); ResultSet rs = s.executeQuery(vraag)) {
            while (rs.next()) {
                uit.add(rs.getString(1));
            }
        }
        return uit;
    }

    /** Every file below a folder with its name, WAL and server logs too; a folder of programs is passed over. */
    void bestanden(String plaats, Path map) throws IOException {
        try (Stream<Path> alles = Files.walk(map)) {
            for (Path pad : alles.filter(p -> !map.relativize(p).toString().matches("postgres/postgresql-[0-9.]+/.*")).toList()) {
                bekijk(plaats, "(name)", pad.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                if (Files.isRegularFile(pad)) {
                    try {
                        bekijk(plaats, map.relativize(pad).toString(), Files.readAllBytes(pad));
                    } catch (NoSuchFileException weg) {
                        // gone while we looked; the watch on open files saw it
                    }
                }
            }
        }
    }

    /** Looks at every file that some processes have open, unlinked ones too, until told to stop. */
    Thread bewaak(String soort, Supplier<List<Long>> pids, Predicate<String> welke, Duration tussenpoos, AtomicBoolean stop) {
        Thread wacht = new Thread(() -> {
            Map<String, Long> vorige = new HashMap<>();
            Map<String, Long> gelezen = new HashMap<>();
            while (!stop.get()) {
                pids.get().forEach(pid -> openBestanden(soort, pid, welke, vorige, gelezen));
                java.util.concurrent.locks.LockSupport.parkNanos(tussenpoos.toNanos());
            }
        }, "open-files");
        wacht.setDaemon(true);
        wacht.start();
        return wacht;
    }

    /** A file is read when it stopped growing or doubled since it was read. */
    private void openBestanden(String soort, long pid, Predicate<String> welke, Map<String, Long> vorige, Map<String, Long> gelezen) {
        Set<Path> fds = new HashSet<>();
        try (Stream<Path> map = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            map.forEach(fds::add);
        } catch (IOException | java.io.UncheckedIOException weg) {
            return;
        }
        for (Path fd : fds) {
            try {
                String doel = Files.readSymbolicLink(fd).toString();
                if (doel.startsWith("/") && welke.test(doel) && Files.isRegularFile(fd)) {
                    long lengte = Files.size(fd);
                    long al = gelezen.getOrDefault(doel, 0L);
                    boolean stil = Long.valueOf(lengte).equals(vorige.put(doel, lengte));
                    if (lengte > 0 && lengte != al && (stil || lengte >= 2 * al)) {
                        gelezen.put(doel, lengte);
                        try (InputStream in = Files.newInputStream(fd)) {
                            bekijk(soort, doel, in.readAllBytes());
                            synchronized (this) {
                                geopend.add(doel);
                            }
                        }
                    }
                }
            } catch (IOException dicht) {
                // closed while we looked
            }
        }
    }
}

package nl.zegel.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import nl.zegel.app.Benchgateway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was spent up to now, by the process of the gateway (which holds the bench's clients too) and by its database.
 *
 * @param cpu         milliseconds of the gateway's process
 * @param compilatie  milliseconds of the JIT compiler's threads; in the CPU
 * @param opruimen    milliseconds in which the garbage collector stopped the process
 * @param cpuDatabase milliseconds of the server and its live and ended children
 * @param syncs       flushes of the write-ahead log
 * @param transacties those that wrote something
 */
record Verbruik(double cpu, double compilatie, double opruimen, double cpuDatabase, long syncs, long transacties) {
    private static final double TIK_MS = 10; // USER_HZ is 100 on Linux

    static Verbruik nu(Benchgateway gateway, JdbcClient db) throws IOException {
        return new Verbruik(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e6,
                compiler(),
                ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum(),
                database(gateway.data()), db.sql("select coalesce(sum(fsyncs), 0) from pg_stat_io where object = 'wal'").query(Long.class).single(),
                db.sql("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint").query(Long.class).single());
    }

    /** For each of so many documents since then. */
    Per per(int documenten, Verbruik toen) {
        return new Per((cpu - toen.cpu) / documenten, (compilatie - toen.compilatie) / documenten, (opruimen - toen.opruimen) / documenten,
                (cpuDatabase - toen.cpuDatabase) / documenten, (syncs - toen.syncs) / (double) documenten,
                (transacties - toen.transacties) / (double) documenten);
    }

    record Per(double cpu, double compilatie, double opruimen, double cpuDatabase, double syncs, double transacties) {}

    private static double compiler() throws IOException {
        double som = 0;
        try (Stream<Path> draden = Files.list(Path.of("/proc/self/task"))) {
            for (Path p : draden.toList()) {
                som += compiler(p);
            }
        }
        return som * TIK_MS;
    }

    private static double compiler(Path draad) {
        try {
            String[] veld = velden(draad);
            return Files.readString(draad.resolve("comm")).matches("C[12] Compiler.*\\R") ? Long.parseLong(veld[11]) + Long.parseLong(veld[12]) : 0;
        } catch (IOException geeindigd) {
            return 0;
        }
    }

    /** From the state on, after the name that can hold anything. */
    private static String[] velden(Path proces) throws IOException {
        String stat = Files.readString(proces.resolve("stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private static double database(Path data) throws IOException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postgres/gegevens/postmaster.pid")).get(0).trim());
        double som = 0;
        try (Stream<Path> alle = Files.list(Path.of("/proc"))) {
            for (Path p : alle.filter(q -> q.getFileName().toString().matches("\\d+")).toList()) {
                som += tikken(p, pid);
            }
        }
        return som * TIK_MS;
    }

    private static double tikken(Path proces, long pid) {
        try {
            String[] veld = velden(proces);
            boolean zelf = proces.getFileName().toString().equals(Long.toString(pid));
            if (!zelf && Long.parseLong(veld[1]) != pid) {
                return 0;
            }
            long eigen = Long.parseLong(veld[11]) + Long.parseLong(veld[12]);
            return zelf ? eigen + Long.parseLong(veld[13]) + Long.parseLong(veld[14]) : eigen;
        } catch (IOException geeindigd) {
            return 0;
        }
    }
}

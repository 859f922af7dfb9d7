package nl.zegel.bench;

import static nl.zegel.bench.Bench.getal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import nl.zegel.crypto.Voorzieningen;

/** The table, in ratios first: numbers of one machine mean little on another. */
final class Verslag {
    private Verslag() {}

    static String van(List<Bench.Meting> metingen, double commits, int klanten) {
        StringBuilder t = new StringBuilder("# Bench\n\n");
        t.append("Measured ").append(Instant.now().truncatedTo(ChronoUnit.MINUTES)).append(", ").append(Runtime.getRuntime().availableProcessors())
                .append(" CPUs, ").append(System.getProperty("os.name")).append(' ').append(System.getProperty("os.arch")).append(", Java ")
                .append(Runtime.version().feature()).append(", heap at most ").append(Runtime.getRuntime().maxMemory() >> 20).append(" MiB, ")
                .append(Voorzieningen.snelste().naam()).append(". ").append(klanten)
                .append(" clients, each waiting until all copies of its HIB lie in the recipients' `out/`. Load of the machine at the end: ")
                .append(getal(java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())).append(".\n\n");
        t.append("| HIB | recipients | documents | documents/s | p50 ms | p99 ms | CPU ms/doc gateway | CPU ms/doc database | peak heap MiB | WAL syncs/doc |\n");
        t.append("|---|---|---|---|---|---|---|---|---|---|\n");
        for (Bench.Meting m : metingen) {
            t.append(String.format(Locale.ROOT, "| %s | %d | %d | %s | %s | %s | %s | %s | %d | %s |%n", m.geval(), m.ontvangers(), m.documenten(),
                    getal(m.perSeconde()), getal(m.p50()), getal(m.p99()), getal(m.cpu()), getal(m.cpuDatabase()), m.piekMiB(), getal(m.commits())));
        }
        t.append("\nThe same run's calibration: the cryptography alone on one thread, and commits of one row alone by ").append(klanten)
                .append(" clients: ").append(getal(commits)).append("/s.\n\n");
        t.append("| HIB | recipients | crypto CPU ms/doc | share of gateway CPU that is crypto | documents/s : crypto alone on all CPUs | time of its syncs at the rate of commits alone, of p50 |\n");
        t.append("|---|---|---|---|---|---|\n");
        int cpus = Runtime.getRuntime().availableProcessors();
        for (Bench.Meting m : metingen) {
            t.append(String.format(Locale.ROOT, "| %s | %d | %s | %.0f %% | 1 : %s | %.0f %% |%n", m.geval(), m.ontvangers(), getal(m.ijking().cpu()),
                    100 * m.ijking().cpu() / m.cpu(), getal(cpus * 1000 / m.ijking().cpu() / m.perSeconde()),
                    100 * (m.commits() * klanten / commits * 1000) / m.p50()));
        }
        return t.toString();
    }
}

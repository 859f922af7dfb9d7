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
        t.append("Times in milliseconds, CPU in milliseconds for each document. A client's wait runs from *ontvangen* (durable) and from *aangenomen* (step 6 is ")
                .append("done) until every copy lies ready, seen each ").append(Volger.TUSSENPOOS_MS).append(" ms. The gateway's CPU is of its whole process, ")
                .append("compiler, collector and the bench's clients included.\n\n");
        t.append("| HIB | recipients | documents | documents/s | from *ontvangen* p50 / p99 | from *aangenomen* p50 / p99 | CPU gateway (compiler in it) | CPU database | peak heap MiB | writing transactions/doc | WAL syncs/doc |\n");
        t.append("|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Bench.Meting m : metingen) {
            t.append(String.format(Locale.ROOT, "| %s | %d | %d | %s | %s / %s | %s / %s | %s (%s) | %s | %d | %s | %s |%n", m.geval(), m.ontvangers(),
                    m.documenten(), getal(m.perSeconde()), getal(m.naOntvangst().p50()), getal(m.naOntvangst().p99()), getal(m.naAanname().p50()),
                    getal(m.naAanname().p99()), getal(m.per().cpu()), getal(m.per().compilatie()), getal(m.per().cpuDatabase()), m.piekMiB(),
                    getal(m.per().transacties()), getal(m.per().syncs())));
        }
        t.append("\nThe same run's calibration: the cryptography alone on one thread, and commits of one row alone by ").append(klanten)
                .append(" clients: ").append(getal(commits)).append("/s.\n\n");
        t.append("| HIB | recipients | crypto CPU ms/doc | share of gateway CPU that is crypto | documents/s : crypto alone on all CPUs | documents/s : its transactions alone |\n");
        t.append("|---|---|---|---|---|---|\n");
        int cpus = Runtime.getRuntime().availableProcessors();
        for (Bench.Meting m : metingen) {
            t.append(String.format(Locale.ROOT, "| %s | %d | %s | %.0f %% | 1 : %s | 1 : %s |%n", m.geval(), m.ontvangers(), getal(m.ijking().cpu()),
                    100 * m.ijking().cpu() / m.per().cpu(), getal(cpus * 1000 / m.ijking().cpu() / m.perSeconde()),
                    getal(commits / m.per().transacties() / m.perSeconde())));
        }
        return t.toString();
    }
}

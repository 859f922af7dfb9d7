package nl.zegel.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import nl.zegel.app.Benchgateway;
import nl.zegel.exchange.OntvangstId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures the whole gateway in one process with its embedded database, beside a calibration of the same run. Arguments:
 * seconds per case (default 12), file for the report. Clients send one HIB after another; each waits until all deliveries
 * of its HIB lie in the recipients' {@code out/}.
 */
public final class Bench {
    private static final int KLANTEN = 4;
    private static final double MS = 1e6;

    private final Benchgateway gateway;
    private final JdbcClient db;
    private final int seconden;

    private Bench(Benchgateway gateway, int seconden) {
        this.gateway = gateway;
        this.db = JdbcClient.create(gateway.bron());
        this.seconden = seconden;
    }

    /** One case as measured. Times in milliseconds, CPU in milliseconds for each document. */
    record Meting(String geval, int ontvangers, int documenten, double perSeconde, double p50, double p99, double cpu, double cpuDatabase,
            long piekMiB, double commits, IJking ijking) {}

    public static void main(String[] args) {
        try {
            draai(args);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void draai(String[] args) throws Exception {
        int seconden = args.length > 0 ? Integer.parseInt(args[0]) : 12;
        Path map = Files.createTempDirectory("zegel-bench");
        List<Meting> metingen = new ArrayList<>();
        double commits;
        try (Benchgateway gateway = new Benchgateway(map)) {
            Bench bench = new Bench(gateway, seconden);
            System.err.println("bench: opwarmen");
            bench.meet("warm", new Monster(Files.createDirectories(map.resolve("warm")), false, 1), 1, seconden);
            for (boolean groot : new boolean[] {false, true}) {
                for (int ontvangers : new int[] {1, 5}) {
                    String naam = groot ? "1 MiB" : "10 KiB";
                    System.err.println("bench: " + naam + " naar " + ontvangers);
                    Path monsters = Files.createDirectories(map.resolve(groot + "-" + ontvangers));
                    metingen.add(bench.meet(naam, new Monster(monsters, groot, ontvangers), ontvangers, seconden));
                }
            }
            commits = IJking.commitsPerSeconde(gateway.bron(), KLANTEN, 4);
        }
        String verslag = Verslag.van(metingen, commits, KLANTEN);
        System.out.print(verslag);
        if (args.length > 1) {
            Files.writeString(Path.of(args[1]), verslag);
        }
    }

    private Meting meet(String geval, Monster monster, int ontvangers, int duur) throws Exception {
        byte[] eerste = gateway.verzegeld(monster.maak(0));
        int voorraad = groot(eerste) ? 60 : Math.min(300, Math.max(40, 15 * duur)); // the heap holds it
        byte[][] klaar = new byte[voorraad][];
        klaar[0] = eerste;
        for (int i = 1; i < voorraad; i++) {
            klaar[i] = gateway.verzegeld(monster.maak(i));
        }
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long commits = commits();
        double cpuDb = cpuDatabase();
        long cpu = cpu();
        long begin = System.nanoTime();
        double[] wachttijden = draai(klaar, ontvangers, begin + duur * 1_000_000_000L);
        double tijd = (System.nanoTime() - begin) / 1e9;
        int n = wachttijden.length;
        double cpuPer = (cpu() - cpu) / MS / n;
        double dbPer = (cpuDatabase() - cpuDb) / n;
        double commitsPer = (commits() - commits) / (double) n;
        Arrays.sort(wachttijden);
        System.err.println("bench:   " + getal(n / tijd) + " documents/s, " + getal(cpuPer) + " ms CPU in the gateway and " + getal(dbPer)
                + " in the database for each, " + getal(commitsPer) + " syncs");
        return new Meting(geval, ontvangers, n, n / tijd, wachttijden[n / 2], wachttijden[Math.min(n - 1, (int) Math.ceil(n * 0.99) - 1)], cpuPer,
                dbPer, piek(), commitsPer, IJking.van(gateway, eerste, kopie(), ontvangers));
    }

    private static boolean groot(byte[] p7m) {
        return p7m.length > 512 * 1024;
    }

    private double[] draai(byte[][] klaar, int ontvangers, long einde) throws Exception {
        ExecutorService klanten = Executors.newFixedThreadPool(KLANTEN);
        AtomicInteger volgende = new AtomicInteger();
        Callable<List<Double>> klant = () -> {
            List<Double> tijden = new ArrayList<>();
            for (int i = volgende.getAndIncrement(); i < klaar.length && System.nanoTime() < einde; i = volgende.getAndIncrement()) {
                OntvangstId id = gateway.dienIn(klaar[i]);
                long ontvangen = System.nanoTime();
                wacht(id.waarde(), ontvangers);
                tijden.add((System.nanoTime() - ontvangen) / MS);
            }
            return tijden;
        };
        List<Double> alle = new ArrayList<>();
        for (Future<List<Double>> f : klanten.invokeAll(java.util.Collections.nCopies(KLANTEN, klant))) {
            alle.addAll(f.get());
        }
        klanten.shutdown();
        return alle.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Polls each five milliseconds: that is the precision of the times. */
    private void wacht(UUID ontvangst, int ontvangers) throws InterruptedException {
        for (int i = 0; i < 4_000; i++) {
            int klaar = db.sql("select count(*) from werk where ontvangst = ? and soort = 'DOCUMENT' and staat = 'AANGEBODEN'").param(ontvangst)
                    .query(Integer.class).single();
            if (klaar == ontvangers) {
                return;
            }
            Thread.sleep(5);
        }
        throw new IllegalStateException("not delivered in time: " + db.sql("select staat || ' ' || coalesce(code, '') from ontvangst where id = ?")
                .param(ontvangst).query(String.class).single());
    }

    /** The size of a sealed copy, for the calibration. */
    private long kopie() {
        return db.sql("select lengte from werk where soort = 'DOCUMENT' order by gemaakt desc limit 1").query(Long.class).single();
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long piek() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p.getType() == java.lang.management.MemoryType.HEAP)
                .mapToLong(p -> p.getPeakUsage().getUsed()).sum() >> 20;
    }

    private long commits() {
        return db.sql("select coalesce(sum(fsyncs), 0) from pg_stat_io where object = 'wal'").query(Long.class).single();
    }

    /** Milliseconds of the server and its live and ended children. */
    private double cpuDatabase() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(gateway.data().resolve("postgres/gegevens/postmaster.pid")).get(0).trim());
        double som = 0;
        try (Stream<Path> alle = Files.list(Path.of("/proc"))) {
            for (Path p : alle.filter(q -> q.getFileName().toString().matches("\\d+")).sorted(Comparator.naturalOrder()).toList()) {
                som += tikken(p, pid);
            }
        }
        return som * 10;
    }

    private static double tikken(Path proces, long pid) {
        try {
            String stat = Files.readString(proces.resolve("stat"));
            String[] veld = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
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

    static String getal(double d) {
        return String.format(Locale.ROOT, d >= 100 ? "%.0f" : d >= 10 ? "%.1f" : "%.2f", d);
    }

    static ByteArrayInputStream stroom(byte[] b) {
        return new ByteArrayInputStream(b);
    }
}

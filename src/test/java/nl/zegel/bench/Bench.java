package nl.zegel.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import nl.zegel.app.Benchgateway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures the whole gateway in one process with its embedded database, beside a calibration of the same run. Arguments:
 * seconds for each case at least (default 20), file for the report. Clients send one HIB after another; each waits until all
 * copies of its HIB lie in the recipients' {@code out/}. Every case is run once to warm up before any is measured.
 */
public final class Bench {
    private static final int KLANTEN = 4;
    /** Of fewer documents p99 is but the slowest. */
    private static final int MINSTENS = 200;

    private final Benchgateway gateway;
    private final Volger volger;
    private final JdbcClient db;

    private Bench(Benchgateway gateway, Volger volger) {
        this.gateway = gateway;
        this.volger = volger;
        this.db = JdbcClient.create(gateway.bron());
    }

    /** One kind of HIB and its samples. */
    private record Geval(String naam, int ontvangers, Monster monster, Path map) {}

    /** Milliseconds. */
    record Wachttijden(double p50, double p99) {}

    /** One case as measured. */
    record Meting(String geval, int ontvangers, int documenten, double perSeconde, Wachttijden naOntvangst, Wachttijden naAanname,
            Verbruik.Per per, long piekMiB, IJking ijking) {}

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
        int seconden = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        Path map = Files.createTempDirectory("zegel-bench");
        List<Meting> metingen = new ArrayList<>();
        double commits;
        try (Benchgateway gateway = new Benchgateway(map); Volger volger = new Volger(gateway.bron())) {
            Bench bench = new Bench(gateway, volger);
            List<Geval> gevallen = gevallen(map);
            double[] tempo = new double[gevallen.size()];
            for (int i = 0; i < tempo.length; i++) {
                tempo[i] = bench.warm(gevallen.get(i), seconden);
            }
            for (int i = 0; i < tempo.length; i++) {
                metingen.add(bench.meet(gevallen.get(i), seconden, Math.max(MINSTENS, (int) (tempo[i] * seconden * 1.5))));
            }
            commits = IJking.commitsPerSeconde(gateway.bron(), KLANTEN, 4);
        }
        String verslag = Verslag.van(metingen, commits, KLANTEN);
        System.out.print(verslag);
        if (args.length > 1) {
            Files.writeString(Path.of(args[1]), verslag);
        }
    }

    private static List<Geval> gevallen(Path map) throws IOException {
        List<Geval> gevallen = new ArrayList<>();
        for (boolean groot : new boolean[] {false, true}) {
            for (int ontvangers : new int[] {1, 5}) {
                Path eigen = Files.createDirectories(map.resolve("monsters-" + groot + "-" + ontvangers));
                gevallen.add(new Geval(groot ? "1 MiB" : "10 KiB", ontvangers, new Monster(eigen, groot, ontvangers), eigen));
            }
        }
        return gevallen;
    }

    /** @return documents each second in the second half */
    private double warm(Geval geval, int seconden) throws Exception {
        System.err.println("bench: warming up, " + geval.naam() + " to " + geval.ontvangers());
        double tempo = 0;
        for (int deel = 0; deel < 2; deel++) {
            List<Path> klaar = verzegel(geval, "warm" + deel + "-", 60 + (int) (tempo * seconden));
            long begin = System.nanoTime();
            tempo = stuur(klaar, geval.ontvangers(), 0, begin + seconden * 500_000_000L).size() / ((System.nanoTime() - begin) / 1e9);
        }
        return tempo;
    }

    private Meting meet(Geval geval, int seconden, int voorraad) throws Exception {
        List<Path> klaar = verzegel(geval, "", voorraad);
        System.err.println("bench: " + geval.naam() + " to " + geval.ontvangers());
        System.gc();
        try (Heap heap = new Heap()) {
            Verbruik toen = Verbruik.nu(gateway, db);
            long begin = System.nanoTime();
            List<Volger.Tijden> tijden = stuur(klaar, geval.ontvangers(), MINSTENS, begin + seconden * 1_000_000_000L);
            double duur = (System.nanoTime() - begin) / 1e9;
            Verbruik.Per per = Verbruik.nu(gateway, db).per(tijden.size(), toen);
            System.err.println("bench:   " + tijden.size() + " documents, " + getal(tijden.size() / duur) + "/s, of each " + getal(per.cpu())
                    + " ms CPU in the gateway (compiler " + getal(per.compilatie()) + ", collector " + getal(per.opruimen()) + "), "
                    + getal(per.cpuDatabase()) + " in the database, " + getal(per.transacties()) + " transactions, " + getal(per.syncs()) + " syncs");
            return new Meting(geval.naam(), geval.ontvangers(), tijden.size(), tijden.size() / duur, wachttijden(tijden, Volger.Tijden::ontvangen),
                    wachttijden(tijden, Volger.Tijden::aangenomen), per, heap.meestMiB(),
                    IJking.van(gateway, Files.readAllBytes(klaar.get(0)), kopie(), geval.ontvangers()));
        }
    }

    /** What the police would send, made beforehand and kept on disk: it is not the gateway's work, nor its heap. */
    private List<Path> verzegel(Geval geval, String voor, int aantal) throws IOException {
        List<Path> klaar = new ArrayList<>();
        for (int i = 0; i < aantal; i++) {
            klaar.add(Files.write(geval.map().resolve(voor + i + ".p7m"), gateway.verzegeld(geval.monster().maak(voor + i))));
        }
        return klaar;
    }

    /** Until the moment has passed and enough were sent, or all were. */
    private List<Volger.Tijden> stuur(List<Path> klaar, int ontvangers, int minstens, long einde) throws Exception {
        ExecutorService klanten = Executors.newFixedThreadPool(KLANTEN);
        AtomicInteger volgende = new AtomicInteger();
        Callable<List<Volger.Tijden>> klant = () -> {
            List<Volger.Tijden> tijden = new ArrayList<>();
            for (int i = volgende.getAndIncrement(); i < klaar.size() && (i < minstens || System.nanoTime() < einde); i = volgende.getAndIncrement()) {
                byte[] p7m = Files.readAllBytes(klaar.get(i));
                tijden.add(volger.volg(gateway.dienIn(p7m).waarde(), ontvangers, System.nanoTime()).get());
            }
            return tijden;
        };
        List<Volger.Tijden> alle = new ArrayList<>();
        for (Future<List<Volger.Tijden>> f : klanten.invokeAll(Collections.nCopies(KLANTEN, klant))) {
            alle.addAll(f.get());
        }
        klanten.shutdown();
        return alle;
    }

    private static Wachttijden wachttijden(List<Volger.Tijden> tijden, ToLongFunction<Volger.Tijden> van) {
        double[] ms = tijden.stream().mapToDouble(t -> (t.bezorgd() - van.applyAsLong(t)) / 1e6).sorted().toArray();
        return new Wachttijden(ms[ms.length / 2], ms[(int) Math.ceil(ms.length * 0.99) - 1]);
    }

    /** The size of a sealed copy, for the calibration. */
    private long kopie() {
        return db.sql("select lengte from werk where soort = 'DOCUMENT' order by gemaakt desc limit 1").query(Long.class).single();
    }

    static String getal(double d) {
        return String.format(Locale.ROOT, d >= 100 ? "%.0f" : d >= 10 ? "%.1f" : "%.2f", d);
    }

    static ByteArrayInputStream stroom(byte[] b) {
        return new ByteArrayInputStream(b);
    }
}

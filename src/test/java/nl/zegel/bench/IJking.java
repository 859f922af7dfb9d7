package nl.zegel.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import nl.zegel.app.Benchgateway;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Indiener;
import nl.zegel.crypto.Opener;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.party.CmsProfiel;

/**
 * The cryptography of one document alone, on one thread: open the submission and verify its signature; for each recipient
 * sign and encrypt a copy of the real size; sign the evidence (one for acceptance, one for each delivery). Encryption at
 * rest is not in it.
 *
 * @param cpu        milliseconds of CPU for one document
 * @param perSeconde documents each second on one thread
 */
record IJking(double cpu, double perSeconde) {
    private static final int KEER = 30;

    static IJking van(Benchgateway gateway, byte[] p7m, long kopie, int ontvangers) throws Exception {
        Voorzieningen voorzieningen = gateway.bean(Voorzieningen.class);
        Sleutelkast kast = gateway.bean(Sleutelkast.class);
        Opener opener = gateway.bean(Opener.class);
        Sleutel teken = kast.sleutels(Sleutelkast.Gebruik.ONDERTEKENEN).waarde().orElseThrow().get(0);
        Sleutel ontvanger = Benchgateway.sleutel("corporatie-voorbeeld-wonen", "ontsleutelen");
        Indiener indiener = new Indiener(voorzieningen, new SecureRandom());
        Bewijstekenaar tekenaar = new Bewijstekenaar(kast, voorzieningen);
        byte[] inhoud = new byte[(int) kopie];
        byte[] bewijs = new byte[2048];
        ThreadMXBean draden = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 5; i++) {
            een(opener, kast, p7m, indiener, teken, ontvanger, inhoud, tekenaar, bewijs, ontvangers);
        }
        long cpu = draden.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        for (int i = 0; i < KEER; i++) {
            een(opener, kast, p7m, indiener, teken, ontvanger, inhoud, tekenaar, bewijs, ontvangers);
        }
        return new IJking((draden.getCurrentThreadCpuTime() - cpu) / 1e6 / KEER, KEER / ((System.nanoTime() - begin) / 1e9));
    }

    private static void een(Opener opener, Sleutelkast kast, byte[] p7m, Indiener indiener, Sleutel teken, Sleutel ontvanger, byte[] inhoud,
            Bewijstekenaar tekenaar, byte[] bewijs, int ontvangers) throws Exception {
        try (Geopend open = (Geopend) opener.open(() -> Bench.stroom(p7m), kast, (c, p) -> true)) {
            open.open().transferTo(OutputStream.nullOutputStream());
        }
        for (int i = 0; i < ontvangers; i++) {
            indiener.dienIn(teken, ontvanger.certificaat(), CmsProfiel.V4_0, inhoud, Instant.now(), OutputStream.nullOutputStream());
        }
        for (int i = 0; i < ontvangers + 1; i++) {
            tekenaar.teken(bewijs, Optional.empty(), Instant.now());
        }
    }

    /** One row in one transaction, by so many clients at once. */
    static double commitsPerSeconde(DataSource bron, int klanten, int seconden) throws Exception {
        try (Connection c = bron.getConnection(); var s = c.createStatement()) {
            s.execute("create table if not exists bench_commit (n bigint)");
        }
        AtomicLong aantal = new AtomicLong();
        long einde = System.nanoTime() + seconden * 1_000_000_000L;
        List<Thread> draden = java.util.stream.IntStream.range(0, klanten).mapToObj(k -> new Thread(() -> {
            try (Connection c = bron.getConnection(); PreparedStatement s = c.prepareStatement("insert into bench_commit values (1)")) {
                while (System.nanoTime() < einde) {
                    s.execute();
                    aantal.incrementAndGet();
                }
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        })).toList();
        draden.forEach(Thread::start);
        for (Thread d : draden) {
            d.join();
        }
        return aantal.get() / (double) seconden;
    }
}

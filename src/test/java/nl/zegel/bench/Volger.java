package nl.zegel.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Sees when documents are accepted and when all their copies lie ready. One thread asks for all of them at once each
 * {@value #TUSSENPOOS_MS} ms: that is the precision of the times, and keeps the asking out of the numbers.
 */
final class Volger implements AutoCloseable {
    static final int TUSSENPOOS_MS = 5;
    private static final long GEDULD_NS = 60_000_000_000L;
    private static final String VRAAG = """
            select o.id, o.staat, o.code, (select count(*) from werk w where w.ontvangst = o.id and w.soort = 'DOCUMENT' and w.staat = 'AANGEBODEN')
            from ontvangst o where o.id = any(?)""";

    private final Map<UUID, Gevolgd> lopend = new ConcurrentHashMap<>();
    private final Connection db;
    private final Thread draad;
    private volatile boolean open = true;

    Volger(DataSource bron) throws SQLException {
        db = bron.getConnection();
        draad = new Thread(this::draai, "bench-volger");
        draad.setDaemon(true);
        draad.start();
    }

    /** Nanoseconds on this process's clock. */
    record Tijden(long ontvangen, long aangenomen, long bezorgd) {}

    /** Ends when the document is delivered to so many lokets, or with why not. */
    CompletableFuture<Tijden> volg(UUID ontvangst, int ontvangers, long ontvangen) {
        Gevolgd gevolgd = new Gevolgd(ontvangers, ontvangen);
        lopend.put(ontvangst, gevolgd);
        return gevolgd.einde;
    }

    private void draai() {
        try (PreparedStatement vraag = db.prepareStatement(VRAAG)) {
            while (open) {
                Thread.sleep(TUSSENPOOS_MS);
                if (!lopend.isEmpty()) {
                    kijk(vraag);
                }
            }
        } catch (SQLException | InterruptedException e) {
            lopend.values().forEach(g -> g.einde.completeExceptionally(e));
        }
    }

    private void kijk(PreparedStatement vraag) throws SQLException {
        List<UUID> wie = List.copyOf(lopend.keySet());
        vraag.setArray(1, db.createArrayOf("uuid", wie.toArray()));
        try (ResultSet rs = vraag.executeQuery()) {
            long nu = System.nanoTime();
            while (rs.next()) {
                UUID id = rs.getObject(1, UUID.class);
                if (lopend.get(id).isKlaar(rs.getString(2), rs.getString(3), rs.getInt(4), nu)) {
                    lopend.remove(id);
                }
            }
        }
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        open = false;
        draad.join();
        db.close();
    }

    private static final class Gevolgd {
        private final CompletableFuture<Tijden> einde = new CompletableFuture<>();
        private final int ontvangers;
        private final long ontvangen;
        private long aangenomen;

        Gevolgd(int ontvangers, long ontvangen) {
            this.ontvangers = ontvangers;
            this.ontvangen = ontvangen;
        }

        boolean isKlaar(String staat, String code, int bezorgd, long nu) {
            boolean is = staat.equals("AANGENOMEN");
            if (is && aangenomen == 0) {
                aangenomen = nu;
            }
            if (is && bezorgd == ontvangers) {
                return einde.complete(new Tijden(ontvangen, aangenomen, nu));
            }
            if (!is && !staat.equals("ONTVANGEN") || nu - ontvangen > GEDULD_NS) {
                return einde.completeExceptionally(new IllegalStateException("not delivered: " + staat + " " + code + ", " + bezorgd + " copies lie ready"));
            }
            return false;
        }
    }
}

package nl.zegel.register;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The append-only Merkle log over the entries: the sequencer, roots, proofs and checkpoints. Several gateways may call
 * {@link #nummer} at once: the lock on the one row of log_staat makes one of them the sequencer at a time, whose nodes
 * and positions commit together, so that a gap is impossible. Thread-safe.
 */
public final class Logboek {
    private static final int BATCH = 2_000;

    private final Register register;
    private final Inschrijvingen inschrijvingen;
    private final Gatewayadres adres;
    private final AtomicLong gevraagd = new AtomicLong();
    private final ReentrantLock beurt = new ReentrantLock();
    /** Under the lock: up to which question the last batch answers, and the size after it. */
    private long gedekt;
    private long genummerd;

    Logboek(Register register, Inschrijvingen inschrijvingen, Gatewayadres adres) {
        this.register = register;
        this.inschrijvingen = inschrijvingen;
        this.adres = adres;
    }

    /** That an entry is in the log of that size: its position, the root and the path between them. */
    public record Inclusie(long positie, long grootte, byte[] wortel, List<byte[]> pad) {}

    /** A signed checkpoint: JSON bytes as signed, and the detached signature. */
    public record Controlepunt(long grootte, Instant tijdstip, byte[] json, byte[] handtekening) {}

    /**
     * Gives every committed entry its position. Of several threads that ask at once, one numbers for all: a batch that began
     * after they asked has their entries.
     *
     * @return the size of the log after
     */
    public long nummer() {
        long mijn = gevraagd.incrementAndGet();
        beurt.lock();
        try {
            if (gedekt < mijn) {
                long tot = gevraagd.get();
                genummerd = nummerAlles();
                gedekt = tot;
            }
            return genummerd;
        } finally {
            beurt.unlock();
        }
    }

    private long nummerAlles() {
        while (true) {
            Nummering nummering = register.doe(tx -> new Nummering(tx).batch(BATCH));
            if (!nummering.vol()) {
                return nummering.grootte();
            }
        }
    }

    long grootte(Transactie tx) {
        return tx.db().sql("select grootte from log_staat").query(Long.class).single();
    }

    /** Size of the log. */
    public long grootte() {
        return register.doe(this::grootte);
    }

    /** Root at that size. */
    public byte[] wortel(Transactie tx, long grootte) {
        return boom(tx).wortel(grootte);
    }

    /** The path from a position to the root at that size. */
    List<byte[]> pad(Transactie tx, long positie, long grootte) {
        return boom(tx).inclusie(positie, grootte);
    }

    /** The proof of a numbered entry at the present size; empty when it is not numbered yet. */
    public Optional<Inclusie> inclusie(Transactie tx, UUID inschrijving) {
        Long positie = inschrijvingen.lees(tx, inschrijving).positie();
        if (positie == null) {
            return Optional.empty();
        }
        long grootte = grootte(tx);
        return Optional.of(new Inclusie(positie, grootte, wortel(tx, grootte), pad(tx, positie, grootte)));
    }

    /** That the log of the old size is the beginning of the log of the new size. */
    public List<byte[]> consistentie(Transactie tx, long oud, long nieuw) {
        return boom(tx).consistentie(oud, nieuw);
    }

    /** Signs the log as it stands, once per size. Daily, and at every export. */
    public Controlepunt teken(Ondertekenaar ondertekenaar) {
        nummer();
        return register.doe(tx -> {
            long grootte = tx.db().sql("select grootte from log_staat for update").query(Long.class).single();
            Optional<Controlepunt> er = controlepunten(tx, "where grootte = " + grootte).stream().findFirst();
            return er.orElseGet(() -> nieuw(tx, grootte, ondertekenaar));
        });
    }

    private Controlepunt nieuw(Transactie tx, long grootte, Ondertekenaar ondertekenaar) {
        byte[] json = CanoniekeJson.schrijf(Map.of("formaat", "nl.zegel.controlepunt/1", "gateway", adres.gateway(), "omgeving",
                adres.omgeving(), "grootte", grootte, "wortel", Bewijsformaat.hex(wortel(tx, grootte)), "tijdstip", Tijd.tekst(tx.nu())))
                .getBytes(StandardCharsets.UTF_8);
        byte[] handtekening = ondertekenaar.onderteken(json);
        tx.db().sql("insert into controlepunt (grootte, tijdstip, json, handtekening) values (?, ?, ?, ?)")
                .params(grootte, Transactie.sql(tx.nu()), json, handtekening).update();
        return new Controlepunt(grootte, tx.nu(), json, handtekening);
    }

    List<Controlepunt> controlepunten(Transactie tx, String waar) {
        return tx.db().sql("select grootte, tijdstip, json, handtekening from controlepunt " + waar + " order by grootte")
                .query((rs, n) -> new Controlepunt(rs.getLong(1), rs.getObject(2, OffsetDateTime.class).toInstant(), rs.getBytes(3),
                        rs.getBytes(4))).list();
    }

    /** The latest signed checkpoint. */
    public Optional<Controlepunt> laatste() {
        return register.doe(tx -> controlepunten(tx, "where grootte = (select max(grootte) from controlepunt)")).stream().findFirst();
    }

    private static Boom boom(Transactie tx) {
        return new Boom(knopen -> haal(tx, knopen));
    }

    static Map<Boom.Knoop, byte[]> haal(Transactie tx, Set<Boom.Knoop> knopen) {
        Map<Boom.Knoop, byte[]> uit = new HashMap<>();
        tx.db().sql("""
                select k.niveau, k.nr, k.hash from log_knoop k join unnest(?, ?) v(niveau, nr) on k.niveau = v.niveau and k.nr = v.nr""")
                .params(knopen.stream().map(k -> (short) k.niveau()).toArray(Short[]::new),
                        knopen.stream().map(Boom.Knoop::nr).toArray(Long[]::new))
                .query(rs -> {
                    uit.put(new Boom.Knoop(rs.getInt(1), rs.getLong(2)), rs.getBytes(3));
                });
        return uit;
    }
}

package nl.zegel.register;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One batch of the sequencer, in one transaction: positions, leaf hashes and every subtree that became complete. */
final class Nummering {
    private final Transactie tx;
    private final Map<Boom.Knoop, byte[]> nieuw = new HashMap<>();
    private final List<Short> niveaus = new ArrayList<>();
    private final List<Long> nrs = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>();
    private long grootte;
    private boolean vol;

    Nummering(Transactie tx) {
        this.tx = tx;
    }

    long grootte() {
        return grootte;
    }

    /** Whether there may be more. */
    boolean vol() {
        return vol;
    }

    Nummering batch(int hoogstens) {
        // The row lock is the fence: one sequencer at a time, over all gateways; its death lets the lock go.
        Stand stand = tx.db().sql("select grootte, laatste from log_staat for update")
                .query((rs, n) -> new Stand(rs.getLong(1), rs.getObject(2, OffsetDateTime.class).toInstant())).single();
        grootte = stand.grootte();
        List<Wachtend> wachtend = tx.db().sql("select id, vastlegging, tijdstip from inschrijving where positie is null order by volgnr limit ?")
                .param(hoogstens)
                .query((rs, n) -> new Wachtend(rs.getObject(1, UUID.class), rs.getBytes(2), rs.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
        vol = wachtend.size() == hoogstens;
        if (wachtend.isEmpty()) {
            return this;
        }
        laadLinkerrand();
        Instant laatste = stand.laatste();
        long eerste = grootte;
        for (Wachtend w : wachtend) {
            voegToe(Merkle.blad(w.vastlegging()));
            laatste = w.tijdstip().isAfter(laatste) ? w.tijdstip() : laatste;
        }
        bewaar(wachtend, eerste, laatste);
        return this;
    }

    /** The roots of the complete subtrees that the present size consists of: what new leaves combine with. */
    private void laadLinkerrand() {
        Set<Boom.Knoop> rand = new LinkedHashSet<>();
        for (int niveau = 0; niveau < 63; niveau++) {
            if ((grootte >> niveau & 1) == 1) {
                rand.add(new Boom.Knoop(niveau, (grootte >> niveau) - 1));
            }
        }
        nieuw.putAll(Logboek.haal(tx, rand));
        if (nieuw.size() != rand.size()) {
            throw new nl.zegel.party.GatewayBug("the log misses nodes at size " + grootte);
        }
    }

    private void voegToe(byte[] blad) {
        Boom.Knoop knoop = new Boom.Knoop(0, grootte);
        byte[] hash = blad;
        noteer(knoop, hash);
        while (knoop.nr() % 2 == 1) {
            hash = Merkle.knoop(java.util.Objects.requireNonNull(nieuw.get(new Boom.Knoop(knoop.niveau(), knoop.nr() - 1))), hash);
            knoop = new Boom.Knoop(knoop.niveau() + 1, knoop.nr() / 2);
            noteer(knoop, hash);
        }
        grootte++;
    }

    private void noteer(Boom.Knoop knoop, byte[] hash) {
        nieuw.put(knoop, hash);
        niveaus.add((short) knoop.niveau());
        nrs.add(knoop.nr());
        hashes.add(Bewijsformaat.hex(hash));
    }

    private void bewaar(List<Wachtend> wachtend, long eerste, Instant laatste) {
        tx.db().sql("insert into log_knoop (niveau, nr, hash) select n, r, decode(h, 'hex') from unnest(?, ?, ?) v(n, r, h)")
                .params(niveaus.toArray(Short[]::new), nrs.toArray(Long[]::new), hashes.toArray(String[]::new)).update();
        Long[] posities = new Long[wachtend.size()];
        java.util.Arrays.setAll(posities, i -> eerste + i);
        tx.db().sql("update inschrijving i set positie = v.p from unnest(?, ?) v(id, p) where i.id = v.id")
                .params(wachtend.stream().map(Wachtend::id).toArray(UUID[]::new), posities).update();
        tx.db().sql("update log_staat set grootte = ?, laatste = ?").params(grootte, Transactie.sql(laatste)).update();
    }

    private record Stand(long grootte, Instant laatste) {}

    private record Wachtend(UUID id, byte[] vastlegging, Instant tijdstip) {}
}

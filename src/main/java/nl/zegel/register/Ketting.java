package nl.zegel.register;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nl.zegel.party.LoketId;

/**
 * The chain of what one loket was shown of the log, while its next pieces of evidence are made in one transaction. Each
 * carries the proof that the log only grew since the piece before it.
 */
final class Ketting {
    private final Logboek logboek;
    private final LoketId voor;
    private final byte[] wortel;
    private final long grootte;
    private long getoond;

    private Ketting(Logboek logboek, LoketId voor, long getoond, long grootte, byte[] wortel) {
        this.logboek = logboek;
        this.voor = voor;
        this.getoond = getoond;
        this.grootte = grootte;
        this.wortel = wortel;
    }

    /** One transaction at a time goes on with a loket's chain. */
    static void vergrendel(Transactie tx, LoketId voor) {
        tx.db().sql("insert into loket_controlepunt (loket, grootte, wortel) values (?, 0, ?) on conflict do nothing")
                .params(voor.waarde(), Merkle.leeg()).update();
        tx.db().sql("select 1 from loket_controlepunt where loket = ? for update").param(voor.waarde()).query(Integer.class).single();
    }

    /** The locked chain, checked: the log must still say what the loket was shown. */
    static Ketting pak(Transactie tx, Logboek logboek, LoketId voor) {
        Getoond getoond = tx.db().sql("select grootte, wortel from loket_controlepunt where loket = ?").param(voor.waarde())
                .query((rs, n) -> new Getoond(rs.getLong(1), rs.getBytes(2))).single();
        if (!Arrays.equals(logboek.wortel(tx, getoond.grootte()), getoond.wortel())) {
            throw new LogboekHerschreven("the log at size " + getoond.grootte() + " is not the one that " + voor + " was shown");
        }
        long grootte = Math.max(logboek.grootte(tx), getoond.grootte());
        return new Ketting(logboek, voor, getoond.grootte(), grootte, logboek.wortel(tx, grootte));
    }

    /** The log's part of the next piece. */
    Map<String, Object> volgende(Transactie tx, Inschrijvingen.Regel regel) {
        long positie = java.util.Objects.requireNonNull(regel.positie());
        List<byte[]> consistentie = logboek.consistentie(tx, getoond, grootte);
        Map<String, Object> deel = Bewijsformaat.logboek(regel, new Logboek.Inclusie(positie, grootte, wortel, logboek.pad(tx, positie, grootte)),
                getoond, consistentie);
        getoond = grootte;
        return deel;
    }

    void bewaar(Transactie tx) {
        tx.db().sql("update loket_controlepunt set grootte = ?, wortel = ? where loket = ?").params(grootte, wortel, voor.waarde()).update();
    }

    private record Getoond(long grootte, byte[] wortel) {}
}

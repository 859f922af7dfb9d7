package nl.zegel.register;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Remembers, over all gateways, what was said today, so that it is said once a day. Thread-safe. */
public final class Dagmerken {
    private static final int BEWAARD = 7;

    Dagmerken() {}

    /**
     * @param merk what it is about: a code and a fingerprint or id, never a value
     * @return true for whoever is first today (UTC)
     */
    public boolean eerste(Transactie tx, String merk) {
        LocalDate dag = tx.nu().atZone(ZoneOffset.UTC).toLocalDate();
        boolean eerste = tx.db().sql("insert into dagmerk (merk, dag) values (?, ?) on conflict do nothing").params(merk, dag).update() == 1;
        if (eerste) {
            tx.db().sql("delete from dagmerk where dag < ?").param(dag.minusDays(BEWAARD)).update();
        }
        return eerste;
    }
}

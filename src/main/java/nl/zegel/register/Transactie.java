package nl.zegel.register;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One database transaction, given by {@link Register#doe}. Every method of this room that writes asks for it, so that
 * an entry, the state it describes and the work it owes can only be durable together. Belongs to one thread; useless
 * after its transaction ended.
 */
public final class Transactie {
    private final JdbcTemplate reeksen;
    private final JdbcClient db;
    private final Instant nu;
    private final List<Runnable> naCommit = new ArrayList<>();

    Transactie(JdbcTemplate reeksen, JdbcClient db, Instant nu) {
        this.reeksen = reeksen;
        this.db = db;
        this.nu = nu;
    }

    /** The one moment of everything in this transaction, in whole milliseconds. */
    public Instant nu() {
        return nu;
    }

    /** Runs when, and only when, everything of this transaction is durable. Must not fail: nothing hangs on it. */
    public void naCommit(Runnable werk) {
        naCommit.add(werk);
    }

    JdbcClient db() {
        return db;
    }

    /** The same insert for each row, in one go. */
    <R> void voegToe(String sql, List<R> rijen, ParameterizedPreparedStatementSetter<R> vul) {
        if (!rijen.isEmpty()) {
            reeksen.batchUpdate(sql, rijen, rijen.size(), vul);
        }
    }

    List<Runnable> naCommit() {
        return naCommit;
    }

    /** A moment as the driver takes it. */
    static OffsetDateTime sql(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}

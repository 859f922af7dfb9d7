package nl.zegel.register;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notices that the clock went backwards: periods and certificates are judged by it, so nothing is received or released
 * until it is right again. The register itself remembers the latest time that was numbered, so that a restart or
 * another gateway does not forget.
 */
final class Klokwacht {
    /** Clocks of several gateways differ a little. */
    static final Duration SPELING = Duration.ofSeconds(30);

    void keur(JdbcClient db, Instant nu) {
        Instant laatste = laatste(db);
        if (nu.isBefore(laatste.minus(SPELING))) {
            throw new RegisterFout("clock went backwards: it says " + nu + ", the register's last entry is of " + laatste
                    + "; set the clock right, nothing is received or released until then");
        }
    }

    /** Latest time of a numbered entry. */
    Instant laatste(JdbcClient db) {
        return db.sql("select laatste from log_staat").query(OffsetDateTime.class).single().toInstant();
    }
}

package nl.zegel.register;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the register is behind, in numbers for health and metrics; about no document and no loket.
 *
 * @param werkOpen        deliveries and evidence that still go by themselves
 * @param vastgelopen     deliveries that wait for a person
 * @param vastgehouden    deliveries that wait for a cause to end
 * @param wachtend        intakes that are not decided yet
 * @param oudsteBewijs    since when the oldest owed evidence is owed
 * @param ongenummerd     entries that the sequencer has not placed yet
 * @param oudsteOngenummerd since when the oldest of those waits
 */
public record Stand(long werkOpen, long vastgelopen, long vastgehouden, long wachtend, Optional<Instant> oudsteBewijs, long ongenummerd,
        Optional<Instant> oudsteOngenummerd) {

    /** Reads it; every part is behind an index on what is still open. */
    public static Stand van(Register register) {
        return register.lees(db -> db.sql("""
                select (select count(*) from werk where staat in ('OPEN', 'BEZIG')),
                       (select count(*) from werk where staat = 'VASTGELOPEN'),
                       (select count(*) from werk where staat = 'VASTGEHOUDEN'),
                       (select count(*) from ontvangst where staat in ('ONTVANGEN', 'WACHT')),
                       (select min(gemeld) from bewijs where json is null),
                       (select count(*) from inschrijving where positie is null),
                       (select min(tijdstip) from inschrijving where positie is null)""")
                .query((rs, n) -> new Stand(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4),
                        moment(rs.getObject(5, OffsetDateTime.class)), rs.getLong(6), moment(rs.getObject(7, OffsetDateTime.class))))
                .single());
    }

    private static Optional<Instant> moment(@Nullable OffsetDateTime tijd) {
        return Optional.ofNullable(tijd).map(OffsetDateTime::toInstant);
    }
}

package nl.zegel.register;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Turns at what only one gateway may empty at a time: a polled mailbox or server. A turn ends by the database's clock, so
 * that gateways need not agree on the time, and has a fencing number: whoever slept through its end is refused when it
 * wants to keep what it fetched. Thread-safe.
 */
public final class Beurtrijen {
    private final Register register;

    Beurtrijen(Register register) {
        this.register = register;
    }

    /** Takes the turn when it is free or over. @param eigenaar unique to the process @return the fencing number, or empty */
    public OptionalLong neem(String bron, String eigenaar, Duration duur) {
        return register.doe(tx -> tx.db().sql("""
                insert into beurt (bron, eigenaar, fence, tot) values (?, ?, 1, clock_timestamp() + ? * interval '1 millisecond')
                on conflict (bron) do update set eigenaar = excluded.eigenaar, fence = beurt.fence + 1, tot = excluded.tot
                where beurt.tot <= clock_timestamp() returning fence""")
                .params(bron, eigenaar, duur.toMillis()).query(Long.class).optional()
                .map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    /** Extends a turn that is not over. @return false when it is lost: another may have it */
    public boolean verleng(String bron, long fence, Duration duur) {
        return register.doe(tx -> tx.db().sql("""
                update beurt set tot = clock_timestamp() + ? * interval '1 millisecond'
                where bron = ? and fence = ? and tot > clock_timestamp()""").params(duur.toMillis(), bron, fence).update()) == 1;
    }

    /**
     * Whether the turn still holds; if so nobody can take it before this transaction has ended.
     *
     * @return false when it is over or another's: nothing fetched under it may become durable
     */
    public boolean houdt(Transactie tx, String bron, long fence) {
        return tx.db().sql("select 1 from beurt where bron = ? and fence = ? and tot > clock_timestamp() for share")
                .params(bron, fence).query(Integer.class).optional().isPresent();
    }

    /** Gives the turn back; one that was lost stays with whoever has it. */
    public void geefTerug(String bron, long fence) {
        register.voer(tx -> tx.db().sql("update beurt set tot = clock_timestamp() where bron = ? and fence = ? and tot > clock_timestamp()")
                .params(bron, fence).update());
    }
}

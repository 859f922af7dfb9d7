package nl.zegel.register;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tidies what a crash, a flood or a lost plan left. Each sweep may run on any gateway, twice, or halfway. Thread-safe.
 */
public final class Vegen {
    /** A writer that said nothing for this long is dead: a block is committed every {@value Lichamen#BLOK} bytes. */
    private static final Duration STIL = Duration.ofHours(24);
    private static final Duration ACHTERSTAND = Duration.ofMinutes(5);
    private static final int UITGEDIEND = 200;
    private static final int PER_DEEL = 1_000;

    private final Register register;
    private final Rooster rooster;

    public Vegen(Register register, Rooster rooster) {
        this.register = register;
        this.rooster = rooster;
    }

    /**
     * This process is the only one on this database, as the embedded one's lock says, and did nothing yet: what a killed
     * process had claimed or picked is free at once, not only when its lease and heartbeats run out. A claim keeps its
     * fence and its intent, so that a repeat is seen as one.
     */
    public void alleenHier() {
        register.voer(tx -> {
            tx.db().sql("update werk set geclaimd_tot = ?, gewijzigd = ? where staat = 'BEZIG'")
                    .params(Transactie.sql(tx.nu()), Transactie.sql(tx.nu())).update();
            tx.db().sql("update beurt set tot = clock_timestamp() where tot > clock_timestamp()").update();
            tx.db().sql("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null, version = version + 1 where picked").update();
            tx.db().sql("update scheduled_tasks set execution_time = ? where task_name = 'bezorg' and execution_time > ?"
                    + " and task_instance in (select id::text from werk where staat = 'BEZIG')")
                    .params(Transactie.sql(tx.nu()), Transactie.sql(tx.nu())).update();
        });
    }

    /** Bodies that nobody finishes. @return how many */
    public int halveLichamen() {
        return register.lichamen().veeg(STIL);
    }

    /** One entry per channel, code and whole hour that failed to authenticate. @return how many entries */
    public int nietAuthentiek() {
        return register.doe(tx -> {
            List<Telling> tellingen = tx.db().sql("delete from niet_authentiek where uur < ? returning kanaal, code, uur, aantal")
                    .param(Transactie.sql(tx.nu().truncatedTo(ChronoUnit.HOURS)))
                    .query((rs, n) -> new Telling(rs.getString(1), rs.getString(2), rs.getObject(3, OffsetDateTime.class), rs.getLong(4)))
                    .list();
            for (Telling t : tellingen) {
                register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.NIET_AUTHENTIEK, null, "kanaal", t.kanaal(),
                        "code", t.code(), "uur", Tijd.tekst(t.uur().toInstant()), "aantal", t.aantal()));
            }
            return tellingen.size();
        });
    }

    /** Rows of intakes that failed to authenticate, when they are older than this: all of them, in parts. @return how many */
    public int verwijderNietAuthentiek(Duration ouderDan) {
        int samen = 0;
        int deel;
        do {
            deel = register.doe(tx -> verwijderNietAuthentiek(tx, ouderDan));
            samen += deel;
        } while (deel == PER_DEEL);
        return samen;
    }

    private int verwijderNietAuthentiek(Transactie tx, Duration ouderDan) {
        List<Optional<UUID>> lichamen = tx.db().sql("""
                delete from ontvangst where id in (select id from ontvangst where staat = 'NIET_AUTHENTIEK' and gewijzigd < ? limit ?)
                returning lichaam""")
                .params(Transactie.sql(tx.nu().minus(ouderDan)), PER_DEEL)
                .query((rs, n) -> Optional.ofNullable(rs.getObject(1, UUID.class))).list();
        lichamen.forEach(id -> id.ifPresent(l -> register.lichamen().verwijder(tx, l)));
        return lichamen.size();
    }

    /** Received bytes that nothing needs any more ({@link Ontvangsten#uitgediend}); each in a transaction of its own. @return how many */
    public int uitgediend() {
        List<UUID> ids = register.ontvangsten().uitgediend(UITGEDIEND);
        ids.forEach(id -> register.voer(tx -> register.ontvangsten().laatLos(tx, id)));
        return ids.size();
    }

    /**
     * INVARIANT (nothing acknowledged is lost): what is owed for minutes and planned nowhere is planned again.
     *
     * @return how many
     */
    public int herplan() {
        return register.doe(tx -> {
            OffsetDateTime oud = Transactie.sql(tx.nu().minus(ACHTERSTAND));
            int aantal = herplan(tx, Rooster.Taak.VERWERK, """
                    select id from ontvangst o where staat in ('ONTVANGEN', 'ONVOLLEDIG') and gewijzigd < ?
                    and not exists (select 1 from scheduled_tasks where task_name = 'verwerk' and task_instance = o.id::text)""", oud);
            aantal += herplan(tx, Rooster.Taak.BEZORG, """
                    select id from werk w where staat in ('OPEN', 'BEZIG', 'VASTGEHOUDEN') and coalesce(geclaimd_tot, volgende) < ?
                    and not exists (select 1 from scheduled_tasks where task_name = 'bezorg' and task_instance = w.id::text)""", oud);
            aantal += herplan(tx, Rooster.Taak.BEWIJS, """
                    select id from bewijs b where gemaakt is null and gemeld < ?
                    and not exists (select 1 from scheduled_tasks where task_name = 'bewijs' and task_instance = b.id::text)""", oud);
            return aantal;
        });
    }

    private int herplan(Transactie tx, Rooster.Taak taak, String vraag, OffsetDateTime oud) {
        List<UUID> ids = tx.db().sql(vraag + " limit 1000").param(oud).query(UUID.class).list();
        ids.forEach(id -> rooster.plan(tx, taak, id, tx.nu()));
        return ids.size();
    }

    private record Telling(String kanaal, String code, OffsetDateTime uur, long aantal) {}
}

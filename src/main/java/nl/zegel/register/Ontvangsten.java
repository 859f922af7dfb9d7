package nl.zegel.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * What was received, and what became of it. Every change writes its entry in the same transaction. The row is durable
 * before a channel acknowledges; the log gets an entry per intake from authentication on, and only counts of the rest,
 * so that a flood of unknown senders cannot grow it. Thread-safe.
 */
public final class Ontvangsten {
    private static final String KOLOMMEN =
            "select id, kanaal, login, aanvoer, lichaam, lengte, staat, code, afzender, zelfde_als, ontvangen from ontvangst ";

    private final Register register;
    private final Inschrijvingen inschrijvingen;
    private final Rooster rooster;

    Ontvangsten(Register register, Inschrijvingen inschrijvingen, Rooster rooster) {
        this.register = register;
        this.inschrijvingen = inschrijvingen;
        this.rooster = rooster;
    }

    public enum Staat { ONVOLLEDIG, ONTVANGEN, NIET_AUTHENTIEK, GEWEIGERD, WACHT, AANGENOMEN, DUBBEL, ONTVANGSTBEWIJS, QUARANTAINE }

    /**
     * @param login    loket of the account that logged in, where the channel has one; null for mail
     * @param aanvoer  what the channel saw, encrypted by the caller: names can hold a person's data
     * @param lengte   bytes as the sender sent them
     */
    public record Nieuw(Kanaal kanaal, @Nullable LoketId login, byte[] aanvoer, long lengte) {}

    /** A row as it stands. */
    public record Ontvangst(UUID id, Kanaal kanaal, @Nullable LoketId login, byte[] aanvoer, @Nullable UUID lichaam, long lengte, Staat staat,
            @Nullable String code, @Nullable LoketId afzender, @Nullable UUID zelfdeAls, Instant ontvangen) {}

    /** Whether a document is the first under its sender and reference. */
    public sealed interface Melding {
        /** Go on: this intake owns the reference, also when it asks again after a crash. */
        record Eerste() implements Melding {}

        /** The same document came before: its evidence is the answer, and nothing is delivered. */
        record Zelfde(UUID eerder) implements Melding {}

        /** The reference was used for other content: refused. */
        record AndereInhoud(UUID eerder) implements Melding {}
    }

    /** Step 1: the finished body and the processing it owes. After commit the channel may acknowledge. */
    public UUID ontvang(Transactie tx, Nieuw nieuw, Lichaamschrijver lichaam) {
        return leg(tx, nieuw, lichaam, Staat.ONTVANGEN, tx.nu());
    }

    /** As {@link #ontvang} for an upload that is not whole: its processing waits until the grace ends, or {@link #vervang}. */
    public UUID onvolledig(Transactie tx, Nieuw nieuw, Lichaamschrijver lichaam, Instant tot) {
        return leg(tx, nieuw, lichaam, Staat.ONVOLLEDIG, tot);
    }

    private UUID leg(Transactie tx, Nieuw nieuw, Lichaamschrijver lichaam, Staat staat, Instant op) {
        UUID id = inschrijvingen.nieuwId();
        UUID lichaamId = lichaam.klaar(tx);
        tx.db().sql("""
                insert into ontvangst (id, kanaal, login, aanvoer, lichaam, lengte, staat, ontvangen, gewijzigd)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(id, nieuw.kanaal().name(), tekst(nieuw.login()), nieuw.aanvoer(), lichaamId, nieuw.lengte(), staat.name(),
                        Transactie.sql(tx.nu()), Transactie.sql(tx.nu()))
                .update();
        rooster.plan(tx, Rooster.Taak.VERWERK, id, op);
        return id;
    }

    /**
     * The rest of an incomplete upload came: the body is replaced and processing starts.
     *
     * @return false when the grace was over before; then nothing changed
     */
    public boolean vervang(Transactie tx, UUID id, Lichaamschrijver lichaam, long lengte, boolean volledig) {
        Ontvangst rij = vergrendel(tx, id);
        if (rij.staat() != Staat.ONVOLLEDIG) {
            return false;
        }
        UUID nieuw = lichaam.klaar(tx);
        tx.db().sql("update ontvangst set lichaam = ?, lengte = ?, staat = ?, gewijzigd = ? where id = ?")
                .params(nieuw, lengte, (volledig ? Staat.ONTVANGEN : Staat.ONVOLLEDIG).name(), Transactie.sql(tx.nu()), id).update();
        tx.db().sql("delete from lichaam where id = ?::uuid").param(Inschrijvingen.tekst(rij.lichaam())).update();
        if (volledig) {
            rooster.plan(tx, Rooster.Taak.VERWERK, id, tx.nu());
        }
        return true;
    }

    /** Step 2 held: the entry that says this loket's bytes were received, once. @return the entry, empty when it was there */
    public Optional<UUID> authentiek(Transactie tx, UUID id, LoketId afzender, String vingerafdruk) {
        Ontvangst rij = vergrendel(tx, id);
        if (rij.afzender() != null) {
            return Optional.empty();
        }
        zet(tx, rij, Staat.ONTVANGEN, null, afzender);
        return Optional.of(inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.ONTVANGEN, id, "kanaal", rij.kanaal().name(), "loket",
                afzender.waarde(), "certificaat", vingerafdruk, "lengte", rij.lengte(), "ontvangen", Tijd.tekst(rij.ontvangen()))));
    }

    /**
     * Step 2 failed. Counted; the entry with the counts follows in a batch ({@link Vegen}). The bytes go at once, so that a
     * flood of them cannot fill the disk; their digest stays, in what the channel saw.
     */
    public void nietAuthentiek(Transactie tx, UUID id, String code) {
        Ontvangst rij = vergrendel(tx, id);
        zet(tx, rij, Staat.NIET_AUTHENTIEK, code, null);
        laatLos(tx, rij);
        telNietAuthentiek(tx, rij.kanaal(), code);
    }

    /** Counts what never became an intake: a channel saw that it can be no sealed document. */
    public void telNietAuthentiek(Transactie tx, Kanaal kanaal, String code) {
        tx.db().sql("""
                insert into niet_authentiek (kanaal, code, uur, aantal) values (?, ?, ?, 1)
                on conflict (kanaal, code, uur) do update set aantal = niet_authentiek.aantal + 1""")
                .params(kanaal.name(), code, Transactie.sql(tx.nu().truncatedTo(ChronoUnit.HOURS))).update();
    }

    /**
     * Claims sender and reference for this intake. Two at once wait for each other: one is first.
     *
     * @param kenmerk 32 bytes, keyed digest of XML and ordered attachments
     */
    public Melding meld(Transactie tx, UUID id, LoketId afzender, String referentie, byte[] kenmerk) {
        // INVARIANT (nothing acknowledged is lost, nothing is delivered twice unnoticed): the constraint document_uniek decides.
        tx.db().sql("""
                insert into document (id, afzender, referentie, kenmerk, ontvangst, gemeld) values (?, ?, ?, ?, ?, ?)
                on conflict on constraint document_uniek do nothing""")
                .params(inschrijvingen.nieuwId(), afzender.waarde(), referentie, kenmerk, id, Transactie.sql(tx.nu())).update();
        return tx.db().sql("select ontvangst, kenmerk = ? from document where afzender = ? and referentie = ?")
                .params(kenmerk, afzender.waarde(), referentie)
                .query((rs, n) -> {
                    UUID eigenaar = rs.getObject(1, UUID.class);
                    if (!rs.getBoolean(2)) {
                        return new Melding.AndereInhoud(eigenaar);
                    }
                    return eigenaar.equals(id) ? new Melding.Eerste() : new Melding.Zelfde(eigenaar);
                }).single();
    }

    /** The same document again. @return the entry */
    public UUID dubbel(Transactie tx, UUID id, LoketId afzender, String referentie, UUID eerder) {
        Ontvangst rij = vergrendel(tx, id);
        zet(tx, rij, Staat.DUBBEL, null, afzender);
        tx.db().sql("update ontvangst set zelfde_als = ? where id = ?").params(eerder, id).update();
        return inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.DUBBEL, id, "loket", afzender.waarde(), "referentie",
                referentie, "eerder", eerder.toString(), "kanaal", rij.kanaal().name()));
    }

    /**
     * The bytes were a signed receipt of the loket. The entry is the hand-over's own, in the same transaction; the same receipt
     * again writes none, so that repeating one cannot grow the log.
     */
    public void ontvangstbewijs(Transactie tx, UUID id, LoketId afzender) {
        zet(tx, vergrendel(tx, id), Staat.ONTVANGSTBEWIJS, null, afzender);
    }

    /** A final or waiting state with its entry (GEWEIGERD, AANGENOMEN, WACHT, QUARANTAINE). @return the entry */
    public UUID naar(Transactie tx, UUID id, Staat staat, @Nullable String code, Inschrijving inschrijving) {
        Ontvangst rij = vergrendel(tx, id);
        if (!inschrijving.soort().name().equals(staat.name())) {
            throw new GatewayBug("state " + staat + " needs its own kind of entry, not " + inschrijving.soort());
        }
        zet(tx, rij, staat, code, null);
        return inschrijvingen.schrijf(tx, inschrijving);
    }

    /** What waited goes on: a new decision under what is then in force. */
    public void hervat(Transactie tx, UUID id, Instant op) {
        Staat staat = vergrendel(tx, id).staat();
        if (staat == Staat.WACHT || staat == Staat.AANGENOMEN) {
            rooster.plan(tx, Rooster.Taak.VERWERK, id, op);
        }
    }

    /** The received bytes are needed no more: they go, the row and its entries stay. */
    public void laatLos(Transactie tx, UUID id) {
        laatLos(tx, vergrendel(tx, id));
    }

    private static void laatLos(Transactie tx, Ontvangst rij) {
        tx.db().sql("update ontvangst set lichaam = null where id = ?").param(rij.id()).update();
        tx.db().sql("delete from lichaam where id = ?::uuid").param(Inschrijvingen.tekst(rij.lichaam())).update();
    }

    /**
     * Intakes whose received bytes are needed no more: they ended, nothing of them waits, and no copy of them is still to be
     * offered or fetched and might have to be made anew.
     */
    public List<UUID> uitgediend(int hoogstens) {
        return register.lees(db -> db.sql("""
                select o.id from ontvangst o where o.lichaam is not null and o.staat in ('AANGENOMEN', 'GEWEIGERD', 'DUBBEL', 'ONTVANGSTBEWIJS')
                and not exists (select 1 from wachtend w where w.ontvangst = o.id and not w.verstreken)
                and not exists (select 1 from werk w where w.ontvangst = o.id and w.soort = 'DOCUMENT'
                                and (w.staat in ('OPEN', 'BEZIG', 'VASTGEHOUDEN') or w.staat = 'AANGEBODEN' and not w.verstreken))
                order by o.gewijzigd limit ?""").param(hoogstens).query(UUID.class).list());
    }

    public Optional<Ontvangst> lees(UUID id) {
        return register.lees(db -> db.sql(KOLOMMEN + "where id = ?").param(id).query(Ontvangsten::rij).optional());
    }

    /** A login's own intakes since then, newest first. */
    public List<Ontvangst> vanLogin(LoketId login, Instant sinds) {
        return register.lees(db -> db.sql(KOLOMMEN + "where login = ? and ontvangen >= ? order by ontvangen desc")
                .params(login.waarde(), Transactie.sql(sinds)).query(Ontvangsten::rij).list());
    }

    public List<Ontvangst> inStaat(Staat staat, int hoogstens) {
        return register.lees(db -> db.sql(KOLOMMEN + "where staat = ? order by gewijzigd desc limit ?")
                .params(staat.name(), hoogstens).query(Ontvangsten::rij).list());
    }

    private static Ontvangst vergrendel(Transactie tx, UUID id) {
        return tx.db().sql(KOLOMMEN + "where id = ? for update").param(id).query(Ontvangsten::rij).optional()
                .orElseThrow(() -> new GatewayBug("no intake " + id));
    }

    private static void zet(Transactie tx, Ontvangst rij, Staat naar, @Nullable String code, @Nullable LoketId afzender) {
        if (rij.staat() != Staat.ONTVANGEN && rij.staat() != Staat.WACHT && rij.staat() != Staat.ONVOLLEDIG
                && naar != Staat.QUARANTAINE) {
            throw new GatewayBug("intake " + rij.id() + " is " + rij.staat() + " and cannot become " + naar);
        }
        tx.db().sql("update ontvangst set staat = ?, code = ?, afzender = coalesce(?, afzender), gewijzigd = ? where id = ?")
                .params(naar.name(), code, tekst(afzender), Transactie.sql(tx.nu()), rij.id()).update();
    }

    private static @Nullable String tekst(@Nullable LoketId loket) {
        return loket == null ? null : loket.waarde();
    }

    private static Ontvangst rij(ResultSet rs, int n) throws SQLException {
        return new Ontvangst(rs.getObject(1, UUID.class), Kanaal.valueOf(rs.getString(2)), loket(rs.getString(3)), rs.getBytes(4),
                rs.getObject(5, UUID.class), rs.getLong(6), Staat.valueOf(rs.getString(7)), rs.getString(8), loket(rs.getString(9)),
                rs.getObject(10, UUID.class), rs.getObject(11, OffsetDateTime.class).toInstant());
    }

    private static @Nullable LoketId loket(@Nullable String tekst) {
        return tekst == null ? null : new LoketId(tekst);
    }
}

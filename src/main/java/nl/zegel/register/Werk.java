package nl.zegel.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * Owed work: sealed copies and evidence on their way to one loket. The row's id is the delivery id, the same in every
 * attempt. Work is claimed with a row lock and a fencing number: who was overtaken finds out before it acts and its
 * outcome is not taken. Thread-safe.
 */
public final class Werk {
    static final String KOLOMMEN = """
            select w.id, w.soort, w.ontvangst, w.loket, w.kanaal, w.lichaam, w.bewijs, w.naam, w.lengte, w.certificaat, w.staat,
                   w.mogelijk, w.poging, w.fence, w.geclaimd_tot, w.volgende, w.deadline, w.code, w.gemaakt, w.gewijzigd, w.spoor, w.inhoud,
                   w.aangeboden, w.geopend, w.besluit
            from werk w
            """;

    private final Register register;
    private final Inschrijvingen inschrijvingen;
    private final Rooster rooster;

    Werk(Register register, Inschrijvingen inschrijvingen, Rooster rooster) {
        this.register = register;
        this.inschrijvingen = inschrijvingen;
        this.rooster = rooster;
    }

    public enum Soort { DOCUMENT, BEWIJS }

    /** OPEN and BEZIG are the schedule's; VASTGELOPEN is for a person; VASTGEHOUDEN waits for a cause to end. */
    public enum Staat { OPEN, BEZIG, AANGEBODEN, OVERGEDRAGEN, NAAR_MAIL, VASTGEHOUDEN, VASTGELOPEN, INGETROKKEN }

    /**
     * @param id       delivery id; it stands in the sealed bytes already
     * @param naam     file name in the loket's view, made by us, unique per loket
     * @param lichaam  sealed bytes of a DOCUMENT, under our own encryption
     * @param zegel    what is known of those sealed bytes; with a DOCUMENT only
     * @param bewijs   evidence of a BEWIJS
     * @param vanaf    when it may first go
     */
    public record Nieuw(UUID id, Soort soort, @Nullable UUID ontvangst, LoketId loket, Kanaal kanaal, @Nullable UUID lichaam,
            @Nullable UUID bewijs, String naam, @Nullable Zegel zegel, Instant vanaf, Instant deadline) {}

    /**
     * @param lengte      sealed bytes, as the loket gets them
     * @param certificaat fingerprint of the certificate sealed for
     * @param spoor       what a signed receipt is checked against, in the caller's versioned form; null when none was asked
     * @param inhoud      which elements the copy holds, in the caller's versioned form; never a value
     * @param besluit     the decision that released it
     */
    public record Zegel(long lengte, String certificaat, byte @Nullable [] spoor, @Nullable String inhoud, @Nullable UUID besluit) {
        public Zegel(long lengte, String certificaat) {
            this(lengte, certificaat, null, null, null);
        }
    }

    /**
     * A row as it stands.
     *
     * @param mogelijk   an attempt ended without a known outcome ("mogelijk afgeleverd")
     * @param aangeboden it once lay ready for its loket
     * @param geopend    its loket once opened it, and may have any part of it
     */
    public record Rij(UUID id, Soort soort, @Nullable UUID ontvangst, LoketId loket, Kanaal kanaal, @Nullable UUID lichaam,
            @Nullable UUID bewijs, String naam, @Nullable Zegel zegel, Staat staat, boolean mogelijk, int poging, long fence, @Nullable Instant geclaimdTot,
            @Nullable Instant volgende, Instant deadline, @Nullable String code, Instant gemaakt, Instant gewijzigd, boolean aangeboden,
            boolean geopend) {}

    /** The answer to a claim. */
    public sealed interface Claimuitslag {
        /** Yours until the lease ends, once this transaction is durable. */
        record Geclaimd(Rij werk) implements Claimuitslag {}

        /** Somebody else is at it, or it is not yet time. */
        record Later(Instant op) implements Claimuitslag {}

        /** Nothing to do any more, or only for a person. */
        record Niets(Staat staat) implements Claimuitslag {}
    }

    /** What came of an attempt; codes are stable and hold no peer text. */
    public sealed interface Afloop {
        record Aangeboden(String waarneming) implements Afloop {}

        record Overgedragen(String waarneming) implements Afloop {}

        record NaarMail(String waarneming) implements Afloop {}

        /** Surely not delivered by this attempt; again by the policy. */
        record Later(String code, Herhaalbeleid beleid) implements Afloop {}

        /** The outcome is not known; again by the policy, under the same delivery id. */
        record Onbekend(String code, Herhaalbeleid beleid) implements Afloop {}

        /** Not by this channel; a person must look. */
        record Mislukt(String code) implements Afloop {}

        /** The attempt broke off after its intent: whether it arrived is not known, and it is not repeated before a person looked. */
        record Afgebroken(String code) implements Afloop {}

        /** Not by this channel, but the loket has another that can; at once. */
        record AnderKanaal(String code, Kanaal kanaal) implements Afloop {}

        /** The re-check said no: wait, and look again at {@code op} when that is given. */
        record Vastgehouden(String code, Optional<Instant> op) implements Afloop {}
    }

    /**
     * The state after an outcome, its entry, and what the schedule does next.
     *
     * @param nieuw    false when the state and its cause were so before: a hold that was looked at again writes nothing
     * @param mogelijk this attempt or one before it ended without a known outcome ("mogelijk afgeleverd")
     * @param code     cause of a state that is no delivery
     */
    public record Afgelopen(Staat staat, UUID inschrijving, boolean nieuw, boolean mogelijk, @Nullable String code, Vervolg vervolg) {}

    /**
     * Owes the work, in the transaction that makes it. INVARIANT (no log, no release): a copy of which that transaction
     * holds no disclosure line is a bug, and nothing of it becomes durable.
     */
    public void verschuldig(Transactie tx, Nieuw nieuw) {
        if (nieuw.soort() == Soort.DOCUMENT && !Verstrekkingen.heeft(tx, nieuw.id())) {
            throw new GatewayBug("a copy without a disclosure line: delivery " + nieuw.id());
        }
        tx.db().sql("""
                insert into werk (id, soort, ontvangst, loket, kanaal, lichaam, bewijs, naam, lengte, certificaat, spoor, inhoud, besluit, staat,
                       volgende, deadline, gemaakt, gewijzigd)
                values (?, ?, ?::uuid, ?, ?, ?::uuid, ?::uuid, ?, ?, ?, ?::bytea, ?, ?::uuid, 'OPEN', ?, ?, ?, ?)""")
                .params(nieuw.id(), nieuw.soort().name(), Inschrijvingen.tekst(nieuw.ontvangst()), nieuw.loket().waarde(),
                        nieuw.kanaal().name(), Inschrijvingen.tekst(nieuw.lichaam()), Inschrijvingen.tekst(nieuw.bewijs()), nieuw.naam(),
                        nieuw.zegel() == null ? null : nieuw.zegel().lengte(), nieuw.zegel() == null ? null : nieuw.zegel().certificaat(),
                        nieuw.zegel() == null ? null : nieuw.zegel().spoor(), nieuw.zegel() == null ? null : nieuw.zegel().inhoud(),
                        nieuw.zegel() == null ? null : Inschrijvingen.tekst(nieuw.zegel().besluit()),
                        Transactie.sql(nieuw.vanaf()), Transactie.sql(nieuw.deadline()), Transactie.sql(tx.nu()), Transactie.sql(tx.nu()))
                .update();
        rooster.plan(tx, Rooster.Taak.BEZORG, nieuw.id(), nieuw.vanaf());
    }

    /** Claims the work for one attempt. An attempt that was cut off after its intent makes it "mogelijk". */
    public Claimuitslag claim(Transactie tx, UUID id, Duration lease) {
        Optional<Rij> vrij = tx.db().sql(KOLOMMEN + "where w.id = ? for update skip locked").param(id).query(Werk::rij).optional();
        if (vrij.isEmpty()) {
            return bestaat(tx, id) ? new Claimuitslag.Later(tx.nu().plusSeconds(1)) : new Claimuitslag.Niets(Staat.INGETROKKEN);
        }
        Rij rij = vrij.get();
        Instant vanaf = switch (rij.staat()) {
            case OPEN, VASTGEHOUDEN -> rij.volgende();
            case BEZIG -> rij.geclaimdTot();
            default -> null;
        };
        if (vanaf == null) {
            return new Claimuitslag.Niets(rij.staat());
        }
        if (vanaf.isAfter(tx.nu())) {
            return new Claimuitslag.Later(vanaf);
        }
        tx.db().sql("""
                update werk set staat = 'BEZIG', fence = fence + 1, poging = poging + 1, mogelijk = mogelijk or voorgenomen,
                       voorgenomen = false, geclaimd_tot = ?, gewijzigd = ? where id = ?""")
                .params(Transactie.sql(tx.nu().plus(lease)), Transactie.sql(tx.nu()), id).update();
        return new Claimuitslag.Geclaimd(lees(tx, id));
    }

    /**
     * The entry before the outward act; commit it before acting.
     *
     * @param handeling AANBIEDEN, UPLOADEN, VERZENDEN, AFGEVEN
     * @return empty when somebody else holds the work now: do not act
     */
    public Optional<UUID> voornemen(Transactie tx, Rij claim, String handeling) {
        int mijn = tx.db().sql("update werk set voorgenomen = true, gewijzigd = ? where id = ? and fence = ? and staat = 'BEZIG' and geclaimd_tot > ?")
                .params(Transactie.sql(tx.nu()), claim.id(), claim.fence(), Transactie.sql(tx.nu())).update();
        return mijn == 0 ? Optional.empty()
                : Optional.of(inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.VOORNEMEN, claim.id(), "loket",
                        claim.loket().waarde(), "kanaal", claim.kanaal().name(), "poging", claim.poging(), "fence", claim.fence(),
                        "handeling", handeling)));
    }

    /** The entry after the act, with the state. @return empty when the claim was overtaken: the later one decides */
    public Optional<Afgelopen> uitkomst(Transactie tx, Rij claim, Afloop afloop) {
        Optional<Rij> mijn = tx.db().sql(KOLOMMEN + "where w.id = ? and w.fence = ? and w.staat = 'BEZIG' for update")
                .params(claim.id(), claim.fence()).query(Werk::rij).optional();
        return mijn.map(rij -> new Werkuitkomst(tx, rij, inschrijvingen).verwerk(afloop));
    }

    /**
     * Later news about a delivery that lay ready or may have got through: fully read, collected, receipt signed. A running
     * attempt is overtaken: the hand-over says more than its outcome could.
     *
     * @return the entry, or empty when it was handed over already or cannot have got there
     */
    public Optional<UUID> overgedragen(Transactie tx, UUID id, String waarneming) {
        Optional<Rij> rij = tx.db().sql(KOLOMMEN + """
                where w.id = ? and w.staat <> 'OVERGEDRAGEN' and (w.staat in ('AANGEBODEN', 'NAAR_MAIL') or w.mogelijk or w.voorgenomen
                                                 or w.geopend)
                for update""").param(id).query(Werk::rij).optional();
        return rij.map(r -> {
            tx.db().sql("update werk set staat = 'OVERGEDRAGEN', voorgenomen = false, fence = fence + 1, code = null, gewijzigd = ? where id = ?")
                    .params(Transactie.sql(tx.nu()), id).update();
            return inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.UITKOMST, id, "loket", r.loket().waarde(), "kanaal",
                    r.kanaal().name(), "poging", r.poging(), "fence", r.fence(), "uitkomst", "OVERGEDRAGEN", "waarneming", waarneming));
        });
    }

    /** A loket opens what lies ready for it: the intent entry of that act. @return empty when it does not lie there */
    public Optional<UUID> opening(Transactie tx, UUID id) {
        tx.db().sql("update werk set geopend = true where id = ? and staat in ('AANGEBODEN', 'OVERGEDRAGEN')").param(id).update();
        return tx.db().sql(KOLOMMEN + "where w.id = ? and w.staat in ('AANGEBODEN', 'OVERGEDRAGEN') for update").param(id)
                .query(Werk::rij).optional()
                .map(r -> inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.VOORNEMEN, id, "loket", r.loket().waarde(),
                        "kanaal", r.kanaal().name(), "poging", r.poging(), "fence", r.fence(), "handeling", "AFGEVEN")));
    }

    /**
     * What lay ready may not go any more: it is held, and looked at again like any other. Whoever opened it before may have
     * any part of it, so then it is "mogelijk".
     *
     * @return the entry, empty when it does not lie ready any more
     */
    public Optional<UUID> houdVast(Transactie tx, UUID id, String code, Instant op) {
        Optional<Rij> rij = tx.db().sql(KOLOMMEN + "where w.id = ? and w.staat = 'AANGEBODEN' for update").param(id).query(Werk::rij).optional();
        return rij.map(r -> {
            tx.db().sql("""
                    update werk set staat = 'VASTGEHOUDEN', mogelijk = mogelijk or geopend, fence = fence + 1, code = ?, volgende = ?,
                           gewijzigd = ? where id = ?""").params(code, Transactie.sql(op), Transactie.sql(tx.nu()), id).update();
            rooster.plan(tx, Rooster.Taak.BEZORG, id, op);
            inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.ALARM, id, "code", "VASTGEHOUDEN", "ernst", "HOOG"));
            return inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.VASTGEHOUDEN, id, "loket", r.loket().waarde(), "code", code,
                    "tot", Tijd.tekst(op)));
        });
    }

    /**
     * Withdraws a held copy for another, exactly as it was looked at: one that was claimed, handed over or held anew since, or
     * that possibly went, is somebody else's.
     *
     * @return the entry, empty when it is not as it was
     */
    public Optional<UUID> trekIn(Transactie tx, Rij gezien, String code) {
        int rijen = tx.db().sql("""
                update werk set staat = 'INGETROKKEN', fence = fence + 1, code = ?, gewijzigd = ?
                where id = ? and fence = ? and staat = 'VASTGEHOUDEN' and not mogelijk""")
                .params(code, Transactie.sql(tx.nu()), gezien.id(), gezien.fence()).update();
        return rijen == 0 ? Optional.empty() : Optional.of(inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.INGETROKKEN,
                gezien.id(), "loket", gezien.loket().waarde(), "code", code)));
    }

    /** A person or an ended cause lets it go again, with a new deadline. @return false when there was nothing to let go */
    public boolean hervat(Transactie tx, UUID id, Instant deadline) {
        int rijen = tx.db().sql("""
                update werk set staat = 'OPEN', volgende = ?, deadline = ?, gewijzigd = ?
                where id = ? and staat in ('VASTGELOPEN', 'VASTGEHOUDEN')""")
                .params(Transactie.sql(tx.nu()), Transactie.sql(deadline), Transactie.sql(tx.nu()), id).update();
        if (rijen == 1) {
            rooster.plan(tx, Rooster.Taak.BEZORG, id, tx.nu());
        }
        return rijen == 1;
    }

    public Optional<Rij> lees(UUID id) {
        return register.lees(db -> db.sql(KOLOMMEN + "where w.id = ?").param(id).query(Werk::rij).optional());
    }

    /** What lies ready for a loket and was not there longer than its deadline, oldest first. */
    public List<Klaargezet> klaarVoor(LoketId loket, Soort soort, Instant nu) {
        return register.lees(db -> db.sql("""
                select w.id, w.naam, coalesce(w.lengte, length(b.json)), coalesce(length(b.handtekening), 0), w.gemaakt, w.bewijs
                from werk w left join bewijs b on b.id = w.bewijs
                where w.loket = ? and w.soort = ? and w.staat in ('AANGEBODEN', 'OVERGEDRAGEN') and w.deadline > ? order by w.gemaakt, w.id""")
                .params(loket.waarde(), soort.name(), Transactie.sql(nu))
                .query((rs, n) -> new Klaargezet(rs.getObject(1, UUID.class), rs.getString(2), rs.getLong(3), rs.getLong(4),
                        rs.getObject(5, OffsetDateTime.class).toInstant(), rs.getObject(6, UUID.class))).list());
    }

    /** @param lengte sealed bytes as the loket gets them, or of the evidence's JSON; @param lengteHandtekening 0 for a copy */
    public record Klaargezet(UUID id, String naam, long lengte, long lengteHandtekening, Instant tijd, @Nullable UUID bewijs) {}

    /** One loket's item by name, in any state. */
    public Optional<Rij> opNaam(LoketId loket, String naam) {
        return register.lees(db -> db.sql(KOLOMMEN + "where w.loket = ? and w.naam = ?").params(loket.waarde(), naam)
                .query(Werk::rij).optional());
    }

    /** All work of one intake: for tables and for a person. */
    public List<Rij> vanOntvangst(UUID ontvangst) {
        return register.lees(db -> db.sql(KOLOMMEN + "where w.ontvangst = ? order by w.gemaakt, w.id").param(ontvangst)
                .query(Werk::rij).list());
    }

    public List<Rij> inStaat(Staat staat, int hoogstens) {
        return register.lees(db -> db.sql(KOLOMMEN + "where w.staat = ? order by w.gewijzigd desc limit ?")
                .params(staat.name(), hoogstens).query(Werk::rij).list());
    }

    /**
     * A relay reports that it could not pass a mail on. Unsigned news: the state stays, so that a forged report stops nothing.
     *
     * @return the entry, empty when the mail was handed over, or this was booked before
     */
    public Optional<UUID> relayMislukt(Transactie tx, UUID id, String code) {
        Optional<Rij> rij = tx.db().sql(KOLOMMEN + "where w.id = ? and w.staat = 'NAAR_MAIL' and w.code is distinct from ? for update")
                .params(id, code).query(Werk::rij).optional();
        return rij.map(r -> {
            tx.db().sql("update werk set code = ?, gewijzigd = ? where id = ?").params(code, Transactie.sql(tx.nu()), id).update();
            return inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.UITKOMST, id, "loket", r.loket().waarde(), "kanaal",
                    r.kanaal().name(), "poging", r.poging(), "fence", r.fence(), "uitkomst", "GEMELD", "code", code));
        });
    }

    /** What lay ready or went by mail, and was not handed over at its deadline: negative evidence is due. */
    public List<Rij> overDeadline(Instant nu, int hoogstens) {
        return register.lees(db -> db.sql(KOLOMMEN + """
                where w.soort = 'DOCUMENT' and w.staat in ('AANGEBODEN', 'NAAR_MAIL') and w.deadline <= ? and not w.verstreken
                order by w.deadline limit ?""").params(Transactie.sql(nu), hoogstens).query(Werk::rij).list());
    }

    /** Marks that the deadline passed without hand-over. @return the entry, empty when somebody was first */
    public Optional<UUID> verstreken(Transactie tx, UUID id, String code) {
        int rijen = tx.db().sql("""
                update werk set code = ?, verstreken = true, gewijzigd = ?
                where id = ? and staat in ('AANGEBODEN', 'NAAR_MAIL') and not verstreken""")
                .params(code, Transactie.sql(tx.nu()), id).update();
        Rij r = lees(tx, id);
        return rijen == 0 ? Optional.empty() : Optional.of(inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.UITKOMST, id,
                "loket", r.loket().waarde(), "kanaal", r.kanaal().name(), "poging", r.poging(), "fence", r.fence(), "uitkomst",
                "VERSTREKEN", "code", code)));
    }

    private static boolean bestaat(Transactie tx, UUID id) {
        return tx.db().sql("select exists (select 1 from werk where id = ?)").param(id).query(Boolean.class).single();
    }

    private static Rij lees(Transactie tx, UUID id) {
        return tx.db().sql(KOLOMMEN + "where w.id = ?").param(id).query(Werk::rij).optional()
                .orElseThrow(() -> new GatewayBug("no work " + id));
    }

    private static Rij rij(ResultSet rs, int n) throws SQLException {
        Zegel zegel = rs.getString(10) == null ? null : new Zegel(rs.getLong(9), rs.getString(10), rs.getBytes(21), rs.getString(22), rs.getObject(25, UUID.class));
        return new Rij(rs.getObject(1, UUID.class), Soort.valueOf(rs.getString(2)), rs.getObject(3, UUID.class), new LoketId(rs.getString(4)),
                Kanaal.valueOf(rs.getString(5)), rs.getObject(6, UUID.class), rs.getObject(7, UUID.class), rs.getString(8), zegel,
                Staat.valueOf(rs.getString(11)), rs.getBoolean(12), rs.getInt(13), rs.getLong(14), moment(rs, 15), moment(rs, 16),
                rs.getObject(17, OffsetDateTime.class).toInstant(), rs.getString(18), rs.getObject(19, OffsetDateTime.class).toInstant(),
                rs.getObject(20, OffsetDateTime.class).toInstant(), rs.getBoolean(23), rs.getBoolean(24));
    }

    private static @Nullable Instant moment(ResultSet rs, int kolom) throws SQLException {
        OffsetDateTime t = rs.getObject(kolom, OffsetDateTime.class);
        return t == null ? null : t.toInstant();
    }
}

package nl.zegel.register;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evidence. It is owed in the transaction of what it is about, and made after that entry has its position in the log, so
 * that it carries inclusion proof and checkpoint; from a loket's second one on also the proof that nothing was rewritten
 * since its last. Once made it never changes. Thread-safe.
 */
public final class Bewijzen {
    private static final String KOLOMMEN = """
            select id, gebeurtenis, voor, ontvangst, levering, inschrijving, feiten, gemeld, naam, json, handtekening, gemaakt from bewijs
            """;

    /** Pieces of evidence made in one transaction at most: it holds the loket's lock while it signs. */
    private static final int SAMEN = 16;

    private final Register register;
    private final Inschrijvingen inschrijvingen;
    private final Logboek logboek;
    private final Rooster rooster;
    private final Gatewayadres adres;
    private final JsonMapper json = JsonMapper.builder().build();

    Bewijzen(Register register, Inschrijvingen inschrijvingen, Logboek logboek, Rooster rooster, Gatewayadres adres) {
        this.register = register;
        this.inschrijvingen = inschrijvingen;
        this.logboek = logboek;
        this.rooster = rooster;
        this.adres = adres;
    }

    /** Made evidence. {@code naam} is the JSON's file name; the signature's is the same with {@code .p7s} after it. */
    public record Bewijs(UUID id, Gebeurtenis gebeurtenis, LoketId voor, @Nullable UUID ontvangst, @Nullable UUID levering, Instant gemaakt,
            String naam, byte[] json, byte[] handtekening) {}

    /**
     * Owes evidence of an entry of the same transaction. The same event for the same loket and entry is owed once.
     *
     * @return the evidence's id
     */
    public UUID verschuldig(Transactie tx, UUID inschrijving, Bewijsfeiten feiten) {
        UUID id = inschrijvingen.nieuwId();
        int nieuw = tx.db().sql("""
                insert into bewijs (id, gebeurtenis, voor, ontvangst, levering, inschrijving, feiten, gemeld)
                values (?, ?, ?, ?, ?::uuid, ?, ?, ?) on conflict (gebeurtenis, voor, inschrijving) do nothing""")
                .params(id, feiten.gebeurtenis().name(), feiten.voor().waarde(), feiten.ontvangst(),
                        Inschrijvingen.tekst(feiten.levering().orElse(null)), inschrijving,
                        CanoniekeJson.leesbaar(Bewijsformaat.feiten(id, adres, feiten)), Transactie.sql(tx.nu()))
                .update();
        if (nieuw == 0) {
            return tx.db().sql("select id from bewijs where gebeurtenis = ? and voor = ? and inschrijving = ?")
                    .params(feiten.gebeurtenis().name(), feiten.voor().waarde(), inschrijving).query(UUID.class).single();
        }
        rooster.plan(tx, Rooster.Taak.BEWIJS, id, tx.nu());
        return id;
    }

    /**
     * Makes owed evidence: numbers what waits, proves, signs and stores it, and lets the caller owe its delivery in the
     * same transaction. What the same loket is owed about the same intake comes along, so that it costs one transaction.
     * Doing it twice gives the first again and owes nothing.
     *
     * @param aflevering called once per piece of evidence
     * @return the piece asked for, and what came along
     * @throws LogboekHerschreven when the log is not the one that the loket was shown before
     */
    public List<Bewijs> maak(UUID id, Ondertekenaar ondertekenaar, BiConsumer<Transactie, Bewijs> aflevering) {
        Optional<Bewijs> er = lees(id);
        if (er.isPresent()) {
            return List.of(er.get());
        }
        logboek.nummer();
        try {
            return maak(id, SAMEN, ondertekenaar, aflevering);
        } catch (RegisterFout weg) {
            throw weg;
        } catch (RuntimeException bug) {
            // Whose it is shows when each is made alone: a bug in one piece holds no other up.
            return maak(id, 1, ondertekenaar, aflevering);
        }
    }

    private List<Bewijs> maak(UUID id, int samen, Ondertekenaar ondertekenaar, BiConsumer<Transactie, Bewijs> aflevering) {
        return register.doe(tx -> {
            List<Owed> verschuldigd = verschuldigd(tx, id, samen);
            if (verschuldigd.isEmpty() || !verschuldigd.get(0).id().equals(id)) {
                return List.of(lees(id).orElseThrow(() -> new GatewayBug("evidence " + id + " is not owed and was not made")));
            }
            Ketting ketting = Ketting.pak(tx, logboek, verschuldigd.get(0).voor());
            List<Bewijs> gemaakt = new ArrayList<>();
            for (Owed rij : verschuldigd) {
                gemaakt.add(maak(tx, rij, ketting, ondertekenaar));
            }
            ketting.bewaar(tx);
            gemaakt.forEach(b -> aflevering.accept(tx, b));
            return gemaakt;
        });
    }

    /** Locks what the loket was last shown, so that one transaction at a time makes evidence for it; then what is owed with this piece. */
    private List<Owed> verschuldigd(Transactie tx, UUID id, int samen) {
        LoketId voor = tx.db().sql("select voor from bewijs where id = ?").param(id).query((rs, n) -> new LoketId(rs.getString(1))).optional()
                .orElseThrow(() -> new GatewayBug("no evidence " + id));
        Ketting.vergrendel(tx, voor);
        return tx.db().sql(KOLOMMEN + """
                where gemaakt is null and (id = ? or vastgelopen is null and voor = ? and ontvangst = (select ontvangst from bewijs where id = ?)
                      and exists (select 1 from inschrijving i where i.id = bewijs.inschrijving and i.positie is not null))
                order by id = ? desc, gemeld, id limit ?""")
                .params(id, voor.waarde(), id, id, samen).query(Bewijzen::owed).list();
    }

    private Bewijs maak(Transactie tx, Owed rij, Ketting ketting, Ondertekenaar ondertekenaar) {
        byte[] tekst = tekst(tx, rij, ketting);
        byte[] handtekening = ondertekenaar.onderteken(tekst);
        Bewijs bewijs = new Bewijs(rij.id(), rij.gebeurtenis(), rij.voor(), rij.ontvangst(), rij.levering(), tx.nu(),
                Bewijsformaat.bestandsnaam(rij.id(), rij.gebeurtenis()), tekst, handtekening);
        tx.db().sql("update bewijs set naam = ?, json = ?, handtekening = ?, gemaakt = ?, vastgelopen = null where id = ?")
                .params(bewijs.naam(), tekst, handtekening, Transactie.sql(tx.nu()), rij.id()).update();
        inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.BEWIJS, rij.id(), "gebeurtenis", rij.gebeurtenis().etsi(), "voor",
                rij.voor().waarde(), "digest", Merkle.hexSha256(tekst)));
        return bewijs;
    }

    private byte[] tekst(Transactie tx, Owed rij, Ketting ketting) {
        Inschrijvingen.Regel regel = inschrijvingen.lees(tx, rij.inschrijving());
        if (regel.positie() == null) {
            throw new GatewayBug("entry " + regel.id() + " was committed and not numbered");
        }
        // INVARIANT (no hint): what was sealed for a loket is shown to that loket alone.
        if (regel.soort() == Inschrijving.Soort.VERZEGELD
                && !String.valueOf(regel.inhoud()).contains("\"loket\":\"" + rij.voor().waarde() + "\"")) {
            throw new GatewayBug("evidence " + rij.inschrijving() + " would show another loket's commitment");
        }
        Map<String, Object> volledig = new LinkedHashMap<>(leesFeiten(rij.feiten()));
        volledig.put(Bewijsformaat.LOGBOEK, ketting.volgende(tx, regel));
        return CanoniekeJson.leesbaar(volledig).getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> leesFeiten(String feiten) {
        return json.readValue(feiten, LinkedHashMap.class);
    }

    /**
     * A bug stops this evidence: it stays owed, and a person must look. Saying the same again writes nothing.
     *
     * @param code LOGBOEK_HERSCHREVEN, or of the bug
     */
    public void loopVast(Transactie tx, UUID id, String code) {
        tx.db().sql("update bewijs set vastgelopen = ? where id = ? and gemaakt is null and vastgelopen is distinct from ? returning voor")
                .params(code, id, code).query(String.class).optional().ifPresent(voor -> inschrijvingen.schrijf(tx,
                        Inschrijving.van(Inschrijving.Soort.VASTGELOPEN, id, "loket", voor, "code", code)));
    }

    /**
     * Since when the oldest owed evidence is waiting to be made; empty when nothing is owed. One that a bug of its own stops is
     * that exchange's; a rewritten log is everybody's.
     */
    public Optional<Instant> oudsteVerschuldigd() {
        return register.lees(db -> db.sql("""
                select min(gemeld) from bewijs
                where gemaakt is null and (vastgelopen is null or vastgelopen = 'LOGBOEK_HERSCHREVEN')""").query(OffsetDateTime.class).optional()
                .map(OffsetDateTime::toInstant));
    }

    /** Made evidence; empty when unknown or still owed. */
    public Optional<Bewijs> lees(UUID id) {
        return register.lees(db -> db.sql(KOLOMMEN + "where id = ? and gemaakt is not null").param(id).query(Bewijzen::bewijs).optional());
    }

    /** What an intake's sender has of it, oldest first; with {@code voor} only that loket's. */
    public List<Bewijs> vanOntvangst(UUID ontvangst, LoketId voor) {
        return register.lees(db -> db.sql(KOLOMMEN + "where ontvangst = ? and voor = ? and gemaakt is not null order by gemaakt, id")
                .params(ontvangst, voor.waarde()).query(Bewijzen::bewijs).list());
    }

    /** The answer to a submission: accepted or rejected, for this loket; empty while it is not made. */
    public Optional<Bewijs> uitslag(UUID ontvangst, LoketId voor) {
        return vanOntvangst(ontvangst, voor).stream().filter(b -> b.gebeurtenis() == Gebeurtenis.SUBMISSION_ACCEPTANCE
                || b.gebeurtenis() == Gebeurtenis.SUBMISSION_REJECTION).findFirst();
    }

    /** One loket's evidence by file name. */
    public Optional<Bewijs> opNaam(LoketId voor, String naam) {
        return register.lees(db -> db.sql(KOLOMMEN + "where voor = ? and naam = ?").params(voor.waarde(), naam)
                .query(Bewijzen::bewijs).optional());
    }

    /** One loket's evidence since then, oldest first. */
    public List<Bewijs> voor(LoketId loket, Instant sinds) {
        return register.lees(db -> db.sql(KOLOMMEN + "where voor = ? and gemaakt >= ? order by gemaakt, id")
                .params(loket.waarde(), Transactie.sql(sinds)).query(Bewijzen::bewijs).list());
    }

    private record Owed(UUID id, Gebeurtenis gebeurtenis, LoketId voor, @Nullable UUID ontvangst, @Nullable UUID levering, UUID inschrijving,
            String feiten) {}

    private static Owed owed(ResultSet rs, int n) throws SQLException {
        return new Owed(rs.getObject(1, UUID.class), Gebeurtenis.valueOf(rs.getString(2)), new LoketId(rs.getString(3)),
                rs.getObject(4, UUID.class), rs.getObject(5, UUID.class), rs.getObject(6, UUID.class), rs.getString(7));
    }

    private static Bewijs bewijs(ResultSet rs, int n) throws SQLException {
        return new Bewijs(rs.getObject(1, UUID.class), Gebeurtenis.valueOf(rs.getString(2)), new LoketId(rs.getString(3)),
                rs.getObject(4, UUID.class), rs.getObject(5, UUID.class), rs.getObject(12, OffsetDateTime.class).toInstant(),
                rs.getString(9), rs.getBytes(10), rs.getBytes(11));
    }
}

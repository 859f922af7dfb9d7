package nl.zegel.register;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Vastlegging;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;

/**
 * What was decided on claimed documents, kept without values as long as the register, and who still waits. A decision is
 * never replaced: a supplement has its own, and each copy names the one that released it. Thread-safe.
 */
public final class Documenten {
    private static final String BESLOTEN = """
            select d.ontvangst, d.afzender, d.referentie, d.soort, d.convenant, d.zaak, d.gemeente, b.vorm, b.feiten, b.besluit, b.id
            from document d join ontvangst o on o.id = d.ontvangst join besluit b on b.ontvangst = d.ontvangst where\s""";

    private static final String LAATSTE = "b.volgnr = (select max(volgnr) from besluit where ontvangst = d.ontvangst)";

    private final Register register;
    private final Inschrijvingen inschrijvingen;

    Documenten(Register register, Inschrijvingen inschrijvingen) {
        this.register = register;
        this.inschrijvingen = inschrijvingen;
    }

    /**
     * @param zaak     keyed mark of the case that it belongs to, empty when it names none
     * @param gemeente code of the one municipality it is about; empty when none or several
     * @param vorm     Vorm as JSON
     * @param feiten   facts that the decision rested on, as JSON
     * @param besluit  decision as JSON
     */
    public record Besloten(
            String soort, String convenant, Optional<String> zaak, Optional<String> gemeente, String vorm, String feiten, String besluit) {}

    /** A decided document. @param besluit id of the decision that is shown */
    public record Document(UUID ontvangst, LoketId afzender, String referentie, Besloten besloten, UUID besluit) {}

    /** A decision in the log: its id, and the commitments that other entries repeat, lower-case hex. */
    public record Vastgelegd(UUID id, String vorm, String besluit) {}

    /** @param code why it waits */
    public record Wachtend(LoketId loket, String code) {}

    /**
     * Keeps one more decision on a claimed document ({@link Ontvangsten#meld}), with its entry: commitments of Vorm, facts and
     * decision, under nonces that stand beside them, since none of the three holds a value.
     */
    public Vastgelegd besloten(Transactie tx, UUID ontvangst, Besloten b) {
        int rijen = tx.db().sql("update document set soort = ?, convenant = ?, zaak = ?, gemeente = ? where ontvangst = ?")
                .params(b.soort(), b.convenant(), b.zaak().orElse(null), b.gemeente().orElse(null), ontvangst).update();
        if (rijen != 1) {
            throw new GatewayBug("decided before it was reported: intake " + ontvangst);
        }
        UUID id = inschrijvingen.nieuwId();
        byte[][] nonces = {inschrijvingen.nonce(), inschrijvingen.nonce(), inschrijvingen.nonce()};
        String vorm = leg("vorm", nonces[0], b.vorm());
        String feiten = leg("feiten", nonces[1], b.feiten());
        String besluit = leg("besluit", nonces[2], b.besluit());
        UUID entry = inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.BESLOTEN, ontvangst, "besluit", id.toString(), "convenant",
                b.convenant(), "vormVastlegging", vorm, "feitenVastlegging", feiten, "besluitVastlegging", besluit));
        tx.db().sql("""
                insert into besluit (id, ontvangst, inschrijving, genomen, vorm, feiten, besluit, vorm_nonce, feiten_nonce, besluit_nonce)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(id, ontvangst, entry, Transactie.sql(tx.nu()), b.vorm(), b.feiten(), b.besluit(), nonces[0], nonces[1], nonces[2]).update();
        return new Vastgelegd(id, vorm, besluit);
    }

    private static String leg(String soort, byte[] nonce, String tekst) {
        return Vastlegging.leg(soort, nonce, tekst.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /**
     * Says which lokets wait; who no longer does is taken from the list, who did already keeps the moment it began. What
     * passed its deadline stays as it is.
     *
     * @param tot deadline of what begins to wait now
     */
    public void wachtend(Transactie tx, UUID ontvangst, List<Wachtend> wie, Instant tot) {
        tx.db().sql("delete from wachtend where ontvangst = ? and not verstreken and not (loket = any(?))")
                .params(ontvangst, wie.stream().map(w -> w.loket().waarde()).toArray(String[]::new)).update();
        wie.forEach(w -> wacht(tx, ontvangst, w, tot));
    }

    /** One loket waits, beside who waits already. @return false when its wait passed its deadline: that stays so */
    public boolean wacht(Transactie tx, UUID ontvangst, Wachtend w, Instant tot) {
        return tx.db().sql("""
                insert into wachtend (ontvangst, loket, code, sinds, tot) values (?, ?, ?, ?, ?)
                on conflict (ontvangst, loket) do update set code = excluded.code where not wachtend.verstreken""")
                .params(ontvangst, w.loket().waarde(), w.code(), Transactie.sql(tx.nu()), Transactie.sql(tot)).update() == 1;
    }

    /** Who waits for an intake and may still get it. */
    public List<Wachtend> wachtend(UUID ontvangst) {
        return wachtend(ontvangst, false);
    }

    /** Whose wait for an intake passed its deadline: only a person goes on with it. */
    public List<Wachtend> wachtVerstreken(UUID ontvangst) {
        return wachtend(ontvangst, true);
    }

    private List<Wachtend> wachtend(UUID ontvangst, boolean verstreken) {
        return register.lees(db -> db.sql("select loket, code from wachtend where ontvangst = ? and verstreken = ? order by loket")
                .params(ontvangst, verstreken).query((rs, n) -> new Wachtend(new LoketId(rs.getString(1)), rs.getString(2))).list());
    }

    /** Intakes for which somebody waits, longest first. */
    public List<UUID> wachtenden(int hoogstens) {
        return register.lees(db -> db.sql("select ontvangst from wachtend where not verstreken group by ontvangst order by min(sinds) limit ?")
                .param(hoogstens).query(UUID.class).list());
    }

    /** Intakes with a wait that passed its deadline now. */
    public List<UUID> overWachttijd(Instant nu, int hoogstens) {
        return register.lees(db -> db.sql("select distinct ontvangst from wachtend where not verstreken and tot <= ? limit ?")
                .params(Transactie.sql(nu), hoogstens).query(UUID.class).list());
    }

    /** Ends the waits of an intake that passed their deadline. @return whose, each once */
    public List<Wachtend> verstrijk(Transactie tx, UUID ontvangst) {
        return tx.db().sql("update wachtend set verstreken = true where ontvangst = ? and not verstreken and tot <= ? returning loket, code")
                .params(ontvangst, Transactie.sql(tx.nu())).query((rs, n) -> new Wachtend(new LoketId(rs.getString(1)), rs.getString(2))).list();
    }

    /** As it was decided last. */
    public Optional<Document> lees(UUID ontvangst) {
        return zoek("d.ontvangst = ? and " + LAATSTE, ontvangst).stream().findFirst();
    }

    /** As that decision had it, whatever was decided since. */
    public Optional<Document> volgens(UUID besluit) {
        return zoek("b.id = ?", besluit).stream().findFirst();
    }

    /** The accepted document of a loket under its own reference and this convenant. */
    public Optional<Document> aangenomen(LoketId afzender, String referentie, String convenant) {
        return zoek("o.staat = 'AANGENOMEN' and d.afzender = ? and d.referentie = ? and d.convenant = ? and " + LAATSTE, afzender.waarde(),
                referentie, convenant).stream().findFirst();
    }

    /** The accepted documents of a case under this convenant, in order of receipt. @param zaak its keyed mark */
    public List<Document> inZaak(String convenant, String zaak) {
        return zoek("o.staat = 'AANGENOMEN' and d.convenant = ? and d.zaak = ? and " + LAATSTE + " order by o.ontvangen, d.ontvangst",
                convenant, zaak);
    }

    private List<Document> zoek(String waar, Object... parameters) {
        return register.lees(db -> db.sql(BESLOTEN + waar).params(parameters)
                .query((rs, n) -> new Document(rs.getObject(1, UUID.class), new LoketId(rs.getString(2)), rs.getString(3),
                        new Besloten(rs.getString(4), rs.getString(5), Optional.ofNullable(rs.getString(6)), Optional.ofNullable(rs.getString(7)),
                                rs.getString(8), rs.getString(9), rs.getString(10)), rs.getObject(11, UUID.class))).list());
    }

    /** What opens the commitments of the entries BESLOTEN in that part of the log, by entry. */
    Map<UUID, Opening> openingen(Transactie tx, long van, long tot) {
        Map<UUID, Opening> uit = new HashMap<>();
        tx.db().sql("""
                select b.inschrijving, b.vorm, b.vorm_nonce, b.feiten, b.feiten_nonce, b.besluit, b.besluit_nonce
                from besluit b join inschrijving i on i.id = b.inschrijving where i.positie >= ? and i.positie < ?""").params(van, tot)
                .query(rs -> {
                    uit.put(rs.getObject(1, UUID.class), new Opening(rs.getString(2), rs.getBytes(3), rs.getString(4), rs.getBytes(5),
                            rs.getString(6), rs.getBytes(7)));
                });
        return uit;
    }

    record Opening(String vorm, byte[] vormNonce, String feiten, byte[] feitenNonce, String besluit, byte[] besluitNonce) {}
}

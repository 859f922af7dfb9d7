package nl.zegel.register;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * Disclosures: to whom which categories about a person went, on which basis (Wpg 32a; AVG 5(2), 15). One line per
 * delivery and group or attachment about one betrokkene. People are found by keyed pseudonyms only. Thread-safe.
 */
public final class Verstrekkingen {
    private final Register register;
    private final Inschrijvingen inschrijvingen;
    private final Pseudonimiseerder pseudoniemen;

    Verstrekkingen(Register register, Inschrijvingen inschrijvingen, Pseudonimiseerder pseudoniemen) {
        this.register = register;
        this.inschrijvingen = inschrijvingen;
        this.pseudoniemen = pseudoniemen;
    }

    /** The verbs of Wpg 32a. */
    public enum Handeling { VERZAMELEN, WIJZIGEN, RAADPLEGEN, VERSTREKKEN, COMBINEREN, VERNIETIGEN }

    /**
     * One line.
     *
     * @param doel       purpose code of the convenant
     * @param grondslagen e.g. "Wpg 20"
     * @param regels     ids of the rules that released
     * @param herkomsten EIGEN or party roles
     * @param betrokkene betrokkene category, null for what is about no person
     * @param sleutels   by what the person can be found; never stored as text
     */
    public record Verstrekking(UUID levering, Handeling handeling, LoketId verstrekker, LoketId ontvanger, String doel,
            List<String> grondslagen, String convenant, String convenantVersie, String convenantDigest, List<String> regels,
            List<String> categorieen, List<String> herkomsten, @Nullable String betrokkene, Set<Zoeksleutel> sleutels) {}

    /** A line found; {@code inschrijving} is its place in the log. */
    public record Gevonden(UUID id, UUID inschrijving, UUID levering, Instant tijdstip, Handeling handeling, LoketId verstrekker,
            LoketId ontvanger, String doel, List<String> grondslagen, String convenant, String convenantVersie, List<String> regels,
            List<String> categorieen, List<String> herkomsten, @Nullable String betrokkene) {}

    /**
     * INVARIANT (no log, no release): called in the transaction that owes the sealed copies; there is no other way in.
     *
     * @return the entries
     */
    public List<UUID> leg(Transactie tx, List<Verstrekking> verstrekkingen) {
        List<UUID> entries = inschrijvingen.schrijf(tx, verstrekkingen.stream().map(Verstrekkingen::inschrijving).toList(), null);
        List<Rij> rijen = new ArrayList<>();
        List<Blind> index = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Rij rij = new Rij(inschrijvingen.nieuwId(), entries.get(i), verstrekkingen.get(i));
            rijen.add(rij);
            rij.v.sleutels().forEach(s -> index.add(new Blind(s, pseudoniemen.maak(s), rij.id)));
        }
        tx.voegToe("""
                insert into verstrekking (id, inschrijving, levering, tijdstip, handeling, verstrekker, ontvanger, doel, grondslagen,
                       convenant, convenant_versie, convenant_digest, regels, categorieen, herkomsten, betrokkene_categorie)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rijen, (ps, r) -> vul(ps, r, tx));
        tx.voegToe("insert into betrokkene_index (soort, periode, pseudoniem, verstrekking) values (?, ?, ?, ?)", index, (ps, b) -> {
            ps.setString(1, b.sleutel.soort().name());
            ps.setString(2, b.pseudoniem.periode());
            ps.setBytes(3, b.pseudoniem.waarde());
            ps.setObject(4, b.verstrekking);
        });
        return entries;
    }

    private static Inschrijving inschrijving(Verstrekking v) {
        if (v.regels().isEmpty() || v.grondslagen().isEmpty() || v.categorieen().isEmpty()) {
            throw new GatewayBug("a disclosure without rule, legal basis or category: delivery " + v.levering());
        }
        return Inschrijving.van(Inschrijving.Soort.VERSTREKKING, v.levering(),
                "levering", v.levering().toString(), "handeling", v.handeling().name(), "verstrekker", v.verstrekker().waarde(),
                "ontvanger", v.ontvanger().waarde(), "doel", v.doel(), "grondslagen", v.grondslagen(), "convenant", v.convenant(),
                "convenantVersie", v.convenantVersie(), "convenantDigest", v.convenantDigest(), "regels", v.regels(),
                "categorieen", v.categorieen(), "herkomsten", v.herkomsten(), "betrokkene", v.betrokkene(),
                "pseudoniemen", v.sleutels().size());
    }

    static boolean heeft(Transactie tx, UUID levering) {
        return tx.db().sql("select exists (select 1 from verstrekking where levering = ?)").param(levering).query(Boolean.class).single();
    }

    private static void vul(PreparedStatement ps, Rij r, Transactie tx) throws SQLException {
        ps.setObject(1, r.id);
        ps.setObject(2, r.inschrijving);
        ps.setObject(3, r.v.levering());
        ps.setObject(4, Transactie.sql(tx.nu()));
        ps.setString(5, r.v.handeling().name());
        ps.setString(6, r.v.verstrekker().waarde());
        ps.setString(7, r.v.ontvanger().waarde());
        ps.setString(8, r.v.doel());
        ps.setArray(9, rij(ps, r.v.grondslagen()));
        ps.setString(10, r.v.convenant());
        ps.setString(11, r.v.convenantVersie());
        ps.setString(12, r.v.convenantDigest());
        ps.setArray(13, rij(ps, r.v.regels()));
        ps.setArray(14, rij(ps, r.v.categorieen()));
        ps.setArray(15, rij(ps, r.v.herkomsten()));
        ps.setString(16, r.v.betrokkene());
    }

    private record Rij(UUID id, UUID inschrijving, Verstrekking v) {}

    private record Blind(Zoeksleutel sleutel, Pseudonimiseerder.Pseudoniem pseudoniem, UUID verstrekking) {}

    /** What was disclosed about the person, under every living key, newest first. The search itself is an entry. */
    public List<Gevonden> zoek(Transactie tx, Zoeksleutel sleutel, Inzage inzage) {
        List<Pseudonimiseerder.Pseudoniem> alle = pseudoniemen.onderElkeSleutel(sleutel);
        List<Gevonden> gevonden = tx.db().sql(KOLOMMEN + """
                where v.id in (select b.verstrekking from betrokkene_index b
                               join unnest(?, ?) s(periode, pseudoniem) on b.periode = s.periode and b.pseudoniem = decode(s.pseudoniem, 'hex')
                               where b.soort = ?) order by v.tijdstip desc, v.id""")
                .params(alle.stream().map(Pseudonimiseerder.Pseudoniem::periode).toArray(String[]::new),
                        alle.stream().map(p -> java.util.HexFormat.of().formatHex(p.waarde())).toArray(String[]::new),
                        sleutel.soort().name())
                .query(Verstrekkingen::gevonden).list();
        inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.INZAGE, null, "actor", inzage.actor(), "rol", inzage.rol(),
                "reden", inzage.reden(), "soort", sleutel.soort().name(), "treffers", gevonden.size()));
        return gevonden;
    }

    /** Who looks and why. @param actor pseudonym of the person; @param reden code, never free text */
    public record Inzage(String actor, String rol, String reden) {}

    /** The lines of one delivery. */
    public List<Gevonden> vanLevering(UUID levering) {
        return register.lees(db -> db.sql(KOLOMMEN + "where v.levering = ? order by v.tijdstip, v.id").param(levering)
                .query(Verstrekkingen::gevonden).list());
    }

    private static final String KOLOMMEN = """
            select v.id, v.inschrijving, v.levering, v.tijdstip, v.handeling, v.verstrekker, v.ontvanger, v.doel, v.grondslagen,
                   v.convenant, v.convenant_versie, v.regels, v.categorieen, v.herkomsten, v.betrokkene_categorie from verstrekking v
            """;

    private static Gevonden gevonden(ResultSet rs, int n) throws SQLException {
        return new Gevonden(rs.getObject(1, UUID.class), rs.getObject(2, UUID.class), rs.getObject(3, UUID.class),
                rs.getObject(4, OffsetDateTime.class).toInstant(), Handeling.valueOf(rs.getString(5)), new LoketId(rs.getString(6)),
                new LoketId(rs.getString(7)), rs.getString(8), lijst(rs.getArray(9)), rs.getString(10), rs.getString(11),
                lijst(rs.getArray(12)), lijst(rs.getArray(13)), lijst(rs.getArray(14)), rs.getString(15));
    }

    private static List<String> lijst(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Array rij(PreparedStatement ps, List<String> lijst) throws SQLException {
        return ps.getConnection().createArrayOf("text", lijst.toArray());
    }
}

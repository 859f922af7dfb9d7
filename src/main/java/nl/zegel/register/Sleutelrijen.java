package nl.zegel.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Wrapped data keys, one per convenant, term class and month of destruction. Bodies and nonces hang on them: destroying
 * the row destroys what is under it. Thread-safe.
 */
public final class Sleutelrijen {
    private static final String KOLOMMEN = "select id, convenant, termijnklasse, vernietigmaand, ingepakt, inpaksleutel from bewaarsleutel ";

    private final Register register;
    private final Inschrijvingen inschrijvingen;

    Sleutelrijen(Register register, Inschrijvingen inschrijvingen) {
        this.register = register;
        this.inschrijvingen = inschrijvingen;
    }

    /** A wrapped data key as crypto made it, and the name of the key that wraps it. */
    public record Ingepakt(byte[] bytes, String inpaksleutel) {}

    /** A living row. */
    public record Sleutelrij(UUID id, String convenant, String termijnklasse, YearMonth maand, Ingepakt sleutel) {}

    /** The living key of that term, made for the given id when there is none; two who make it at once get the same one. */
    public Sleutelrij voor(String convenant, String termijnklasse, YearMonth maand, Function<UUID, Ingepakt> maker) {
        Optional<Sleutelrij> er = register.lees(db -> zoek(db, convenant, termijnklasse, maand));
        return er.orElseGet(() -> register.doe(tx -> {
            UUID id = inschrijvingen.nieuwId();
            Ingepakt nieuw = maker.apply(id);
            tx.db().sql("""
                    insert into bewaarsleutel (id, convenant, termijnklasse, vernietigmaand, ingepakt, inpaksleutel, gemaakt)
                    values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(id, convenant, termijnklasse, maand.atDay(1), nieuw.bytes(), nieuw.inpaksleutel(),
                            Transactie.sql(tx.nu()))
                    .update();
            return zoek(tx.db(), convenant, termijnklasse, maand).orElseThrow(() -> new RegisterFout("data key was destroyed while it was made"));
        }));
    }

    /** Empty when it was destroyed or never was. */
    public Optional<Sleutelrij> lees(UUID id) {
        return register.lees(db -> db.sql(KOLOMMEN + "where id = ? and vernietigd is null").param(id).query(Sleutelrijen::rij).optional());
    }

    /** Living keys whose month of destruction lies before the given day's month. */
    public List<Sleutelrij> verlopen(LocalDate dag) {
        return register.lees(db -> db.sql(KOLOMMEN + "where vernietigd is null and vernietigmaand < ? order by vernietigmaand")
                .param(dag.withDayOfMonth(1)).query(Sleutelrijen::rij).list());
    }

    /**
     * Destroys the key, and with it every body and every entry's body under it. What must survive was re-wrapped before.
     *
     * @param reden code: TERMIJN, VERZOEK, ...
     * @return the entry under which it was destroyed, or empty when it was destroyed already
     */
    public Optional<UUID> vernietig(Transactie tx, UUID id, String reden) {
        Optional<Sleutelrij> rij = tx.db().sql(KOLOMMEN + "where id = ? and vernietigd is null for update").param(id)
                .query(Sleutelrijen::rij).optional();
        return rij.map(r -> {
            int aantal = tx.db().sql("select count(*) from inschrijving where bewaarsleutel = ? and inhoud is not null")
                    .param(id).query(Integer.class).single();
            UUID onder = inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.VERNIETIGD, id, "convenant", r.convenant(),
                    "termijnklasse", r.termijnklasse(), "maand", r.maand().toString(), "inschrijvingen", aantal, "reden", reden));
            tx.db().sql("update inschrijving set inhoud = null, nonce = null, vernietigd_onder = ? where bewaarsleutel = ? and inhoud is not null")
                    .params(onder, id).update();
            tx.db().sql("delete from lichaam_blok b using lichaam l where b.lichaam = l.id and l.bewaarsleutel = ?").param(id).update();
            tx.db().sql("update bewaarsleutel set ingepakt = null, vernietigd = ? where id = ?").params(Transactie.sql(tx.nu()), id).update();
            return onder;
        });
    }

    private static Optional<Sleutelrij> zoek(JdbcClient db, String convenant, String termijnklasse, YearMonth maand) {
        return db.sql(KOLOMMEN + "where convenant = ? and termijnklasse = ? and vernietigmaand = ? and vernietigd is null")
                .params(convenant, termijnklasse, maand.atDay(1)).query(Sleutelrijen::rij).optional();
    }

    private static Sleutelrij rij(ResultSet rs, int n) throws SQLException {
        return new Sleutelrij(rs.getObject(1, UUID.class), rs.getString(2), rs.getString(3),
                YearMonth.from(rs.getObject(4, LocalDate.class)), new Ingepakt(rs.getBytes(5), rs.getString(6)));
    }
}

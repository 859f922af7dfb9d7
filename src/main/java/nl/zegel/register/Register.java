package nl.zegel.register;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import nl.zegel.party.GatewayBug;
import org.flywaydb.core.Flyway;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door of this room: transactions, and the things kept. Thread-safe; one per process.
 *
 * <p>Reading methods of the things kept run in a transaction of their own where none is given.
 */
public final class Register {
    private final TransactionTemplate transacties;
    private final JdbcTemplate sjabloon;
    private final JdbcClient db;
    private final Clock klok;
    private final Klokwacht klokwacht = new Klokwacht();
    private final Lichamen lichamen;
    private final Sleutelrijen sleutelrijen;
    private final Inschrijvingen inschrijvingen;
    private final Ontvangsten ontvangsten;
    private final Documenten documenten;
    private final Verstrekkingen verstrekkingen;
    private final Werk werk;
    private final Bewijzen bewijzen;
    private final Logboek logboek;
    private final Dagmerken dagmerken = new Dagmerken();
    private final Beurtrijen beurten = new Beurtrijen(this);

    /**
     * @param bron     pool on a migrated PostgreSQL ({@link #migreer})
     * @param toeval   nonces and ids
     * @param rooster  what is owed is planned here, in the same transaction
     * @param adres    gateway and environment, named in everything that is signed
     */
    public Register(DataSource bron, Clock klok, SecureRandom toeval, Pseudonimiseerder pseudoniemen, Rooster rooster,
            Gatewayadres adres) {
        this.transacties = new TransactionTemplate(new DataSourceTransactionManager(bron));
        this.sjabloon = new JdbcTemplate(bron);
        this.db = JdbcClient.create(sjabloon);
        this.klok = klok;
        this.inschrijvingen = new Inschrijvingen(toeval);
        this.sleutelrijen = new Sleutelrijen(this, inschrijvingen);
        this.lichamen = new Lichamen(this);
        this.logboek = new Logboek(this, inschrijvingen, adres);
        this.ontvangsten = new Ontvangsten(this, inschrijvingen, rooster);
        this.documenten = new Documenten(this, inschrijvingen);
        this.verstrekkingen = new Verstrekkingen(this, inschrijvingen, pseudoniemen);
        this.werk = new Werk(this, inschrijvingen, rooster);
        this.bewijzen = new Bewijzen(this, inschrijvingen, logboek, rooster, adres);
    }

    /** Brings the schema to this version; several gateways may start at once. */
    public static void migreer(DataSource bron) {
        Flyway.configure().dataSource(bron).locations("classpath:db/migration").cleanDisabled(true).load().migrate();
    }

    /**
     * Runs the work in one transaction. When it returns, everything is durable and whatever was asked to run
     * {@link Transactie#naCommit after commit} has run; when it throws, nothing is.
     *
     * @throws RegisterFout when the database failed, or its clock says that ours went backwards
     */
    public <T> T doe(Function<Transactie, T> werk) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new GatewayBug("a transaction within a transaction: pass the Transactie on");
        }
        Transactie[] gehouden = new Transactie[1];
        T uitslag;
        try {
            uitslag = transacties.execute(status -> {
                Instant nu = klok.instant().truncatedTo(ChronoUnit.MILLIS);
                klokwacht.keur(db, nu);
                gehouden[0] = new Transactie(sjabloon, db, nu);
                return werk.apply(gehouden[0]);
            });
        } catch (DataAccessException | TransactionException e) {
            throw vertaald(e);
        }
        gehouden[0].naCommit().forEach(Runnable::run);
        return uitslag;
    }

    /**
     * A person says that the clock is right now and that the register's last time was not: the only way on after the
     * clock had jumped ahead. It is an entry of its own.
     *
     * @param actor pseudonym of the person
     */
    public void erkenKlok(String actor) {
        try {
            transacties.executeWithoutResult(status -> {
                Transactie tx = new Transactie(sjabloon, db, klok.instant().truncatedTo(ChronoUnit.MILLIS));
                Instant laatste = klokwacht.laatste(db);
                db.sql("update log_staat set laatste = ?").param(Transactie.sql(tx.nu())).update();
                inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.KLOK, null, "actor", actor, "verschilMs",
                        laatste.toEpochMilli() - tx.nu().toEpochMilli()));
            });
        } catch (DataAccessException | TransactionException e) {
            throw vertaald(e);
        }
    }

    /** As {@link #doe}, for work without an answer. */
    public void voer(Consumer<Transactie> werk) {
        doe(tx -> {
            werk.accept(tx);
            return Boolean.TRUE;
        });
    }

    /** A read outside a given transaction; joins the one of this thread when there is one. */
    <T> T lees(Function<JdbcClient, T> lezing) {
        try {
            return lezing.apply(db);
        } catch (DataAccessException e) {
            throw vertaald(e);
        }
    }

    /**
     * INVARIANT (no plaintext at rest): the driver's own text can quote a row, so only SQLSTATE and class go on.
     * INVARIANT (a bug is not a refusal): a statement or value that the schema refuses is not tried again.
     */
    private static RuntimeException vertaald(RuntimeException e) {
        String staat = "";
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                staat = sql.getSQLState();
            }
        }
        String wat = "database: " + e.getClass().getSimpleName() + " SQLSTATE " + staat;
        RuntimeException fout = staat.matches("(22|23|42|ZG).*") ? new GatewayBug(wat)
                : new RegisterFout(wat + "; nothing of this step is durable, it is tried again");
        fout.setStackTrace(e.getStackTrace());
        return fout;
    }

    public Lichamen lichamen() {
        return lichamen;
    }

    public Sleutelrijen sleutelrijen() {
        return sleutelrijen;
    }

    public Inschrijvingen inschrijvingen() {
        return inschrijvingen;
    }

    public Ontvangsten ontvangsten() {
        return ontvangsten;
    }

    public Documenten documenten() {
        return documenten;
    }

    public Verstrekkingen verstrekkingen() {
        return verstrekkingen;
    }

    public Werk werk() {
        return werk;
    }

    public Bewijzen bewijzen() {
        return bewijzen;
    }

    public Dagmerken dagmerken() {
        return dagmerken;
    }

    public Beurtrijen beurten() {
        return beurten;
    }

    public Logboek logboek() {
        return logboek;
    }
}

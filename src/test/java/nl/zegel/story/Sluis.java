package nl.zegel.story;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops a running gateway just before it makes one given row of the register durable: a trigger in its database waits for a
 * lock that the test holds. Conditions and states speak of the one document under way, never of rows that were there before.
 */
final class Sluis implements AutoCloseable {
    private static final long SLOT = 20_261_124;
    private static final List<String> GEREEDSCHAP = List.of(
            "create schema if not exists proef",
            "create table if not exists proef.eerder (id uuid primary key)",
            // the intakes of the document under way
            "create or replace function proef.nu() returns setof uuid language sql stable as"
                    + " 'select id from ontvangst where id not in (select id from proef.eerder)'",
            "create or replace function proef.levering(text) returns uuid language sql stable as"
                    + " 'select id from werk where soort = ''DOCUMENT'' and kanaal = $1 and ontvangst in (select proef.nu())'",
            "create or replace function proef.aantal(text, uuid) returns bigint language sql stable as"
                    + " 'select count(*) from inschrijving where soort = $1 and onderwerp = $2'",
            "create or replace function proef.staat() returns text language sql stable as"
                    + " 'select coalesce(string_agg(staat, '' '' order by staat), ''-'') from ontvangst where id in (select proef.nu())'",
            "create or replace function proef.sluis() returns trigger language plpgsql as $$"
                    + " declare raak boolean; begin execute 'select ' || tg_argv[0] into raak using new;"
                    + " if raak then perform pg_advisory_xact_lock(tg_argv[1]::bigint); end if; return new; end $$");

    private final Connection houder;
    private final Connection kijker;
    private final List<String> tabellen = new ArrayList<>();

    private Sluis(Connection houder, Connection kijker) {
        this.houder = houder;
        this.kijker = kijker;
    }

    /** From now on every new intake is of the document under way. */
    static Sluis in(Dochter gateway) throws SQLException, IOException {
        Sluis sluis = new Sluis(gateway.database(), gateway.database());
        GEREEDSCHAP.forEach(sluis::doe);
        sluis.doe("insert into proef.eerder select id from ontvangst union select id from lichaam on conflict do nothing");
        return sluis;
    }

    /**
     * Closes one gate more.
     *
     * @param wanneer "insert on TABLE" or "update on TABLE"
     * @param als     SQL on the new row as ($1)
     * @return the gate
     */
    int dicht(String wanneer, String als) {
        int nummer = tabellen.size();
        vraag(houder, "select pg_advisory_lock(" + (SLOT + nummer) + ")");
        doe("create trigger proefsluis" + nummer + " before " + wanneer + " for each row execute function proef.sluis('"
                + als.replace("'", "''") + "', '" + (SLOT + nummer) + "')");
        tabellen.add(wanneer.substring(wanneer.lastIndexOf(' ') + 1));
        return nummer;
    }

    /** Lets through what waits at that gate, and all that comes. */
    void open(int nummer) {
        vraag(houder, "select pg_advisory_unlock(" + (SLOT + nummer) + ")");
    }

    boolean iemandWacht(int nummer) {
        return waar("exists (select 1 from pg_locks where locktype = 'advisory' and not granted and objid = " + (SLOT + nummer) + ")");
    }

    boolean waar(String als) {
        return vraag(kijker, "select " + als).equals(List.of("t"));
    }

    List<String> rijen(String vraag) {
        return vraag(kijker, vraag);
    }

    /** What the register shows of the document under way, in one line. */
    String stand() {
        return "intake " + rijen("select proef.staat()")
                + ", work " + rijen("select kanaal || ':' || soort || ':' || staat from werk where ontvangst in (select proef.nu()) order by 1")
                + ", entries " + rijen("select soort || '=' || count(*) from inschrijving where onderwerp in (select proef.nu())"
                        + " or onderwerp in (select id from werk where ontvangst in (select proef.nu())) group by soort order by 1")
                + ", evidence " + rijen("select gebeurtenis || case when gemaakt is null then ':owed' else ':made' end from bewijs"
                        + " where ontvangst in (select proef.nu()) order by 1");
    }

    private void doe(String opdracht) {
        try (Statement s = kijker.createStatement()) {
            s.execute(opdracht);
        } catch (SQLException e) {
            throw new AssertionError(opdracht, e);
        }
    }

    private List<String> vraag(Connection db, String vraag) {
        List<String> uit = new ArrayList<>();
        try (Statement s = db.createStatement(); ResultSet rs = s.executeQuery(vraag)) {
            while (rs.next()) {
                uit.add(String.valueOf(rs.getString(1)));
            }
        } catch (SQLException e) {
            throw new AssertionError(vraag, e);
        }
        return uit;
    }

    /** After the shot: what waited dies with its gateway, and no gate stays behind. */
    void ruimOp() {
        vraag(kijker, "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted");
        neemWeg();
    }

    /** The gates that a killed database server kept; nobody holds them shut any more. */
    static void ruimOpNa(Dochter gateway) throws SQLException, IOException {
        try (Sluis na = new Sluis(gateway.database(), gateway.database())) {
            na.neemWeg();
        }
    }

    private void neemWeg() {
        rijen("select 'drop trigger ' || tgname || ' on ' || tgrelid::regclass from pg_trigger where tgname like 'proefsluis%'").forEach(this::doe);
        vraag(houder, "select pg_advisory_unlock_all()");
    }

    @Override
    public void close() throws SQLException {
        houder.close();
        kijker.close();
    }
}

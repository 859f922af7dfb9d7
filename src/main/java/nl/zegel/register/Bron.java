package nl.zegel.register;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pool of connections to PostgreSQL 18 that is set to keep what it acknowledges. Thread-safe. */
public final class Bron implements AutoCloseable {
    /** The schedule asks for few connections, and for a moment only. */
    private static final int MERKVERBINDINGEN = 4;

    private final HikariDataSource pool;
    private final HikariDataSource merken;

    private Bron(HikariDataSource pool, HikariDataSource merken) {
        this.pool = pool;
        this.merken = merken;
    }

    /**
     * Opens the pool and checks the server.
     *
     * @throws RegisterFout when it cannot be reached, is older than 18, or does not flush
     */
    public static Bron open(Toegang toegang, int verbindingen) {
        HikariDataSource pool = pool(toegang, "zegel", verbindingen, "on");
        try {
            keur(pool);
            return new Bron(pool, pool(toegang, "zegel-rooster", MERKVERBINDINGEN, "off"));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariDataSource pool(Toegang toegang, String naam, int verbindingen, String wachtOpSchijf) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(toegang.url());
        config.setUsername(toegang.gebruiker());
        config.setPassword(toegang.wachtwoord());
        config.setMaximumPoolSize(verbindingen);
        config.setPoolName(naam);
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        config.addDataSourceProperty("ApplicationName", naam);
        // INVARIANT (no plaintext at rest): the server's detail lines quote rows; they must not reach a log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("options", "-c synchronous_commit=" + wachtOpSchijf + " -c timezone=UTC");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("connectTimeout", "10");
        config.addDataSourceProperty("socketTimeout", "120");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new RegisterFout("database at " + toegang.url() + " cannot be reached as " + toegang.gebruiker()
                    + "; check that it runs and the credentials: " + e.getClass().getSimpleName());
        }
    }

    /** INVARIANT (register first): durable means flushed. */
    private static void keur(DataSource bron) {
        Map<String, String> stand = new TreeMap<>();
        JdbcClient.create(bron).sql("""
                select name, setting from pg_settings
                where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version_num')""")
                .query(rs -> {
                    stand.put(rs.getString(1), rs.getString(2));
                });
        if (Integer.parseInt(stand.getOrDefault("server_version_num", "0")) < 180000) {
            throw new RegisterFout("database must be PostgreSQL 18 or newer");
        }
        for (String aan : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
            if ("off".equals(stand.get(aan))) {
                throw new RegisterFout("database has " + aan + " off, so what it acknowledges can be lost; set " + aan + " = on");
            }
        }
    }

    public DataSource bron() {
        return pool;
    }

    /**
     * For the schedule's own marks alone (picked, alive, done), whose commits do not wait for the disk. What is owed is planned
     * and kept over {@link #bron}. PostgreSQL's log is one sequence, so whatever is durable has every mark before it; a mark
     * lost in a crash only means that its task is picked, or found done, once more.
     */
    public DataSource merken() {
        return merken;
    }

    @Override
    public void close() {
        merken.close();
        pool.close();
    }
}

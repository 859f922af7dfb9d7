package nl.zegel.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.exchange.Innamepoort;
import nl.zegel.register.Proefdatabase;
import nl.zegel.register.Toegang;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database is away, hangs, or loses its answer while an upload closes: no false acknowledgement, nothing lost, nothing doubled. */
class DatabaseWegIT {
    private static final String POLITIE = "politie-mn-hennepcoordinator";
    private static final Duration LANG = Duration.ofSeconds(180);
    private static final int GEEN_ANTWOORD = 5;

    @TempDir
    static Path map;

    private static Databaselijn lijn;
    private static Proefgateway gateway;
    /** Straight to the server, past the line. */
    private static JdbcClient db;

    @BeforeAll
    static void start() throws IOException {
        Toegang toegang = Proefdatabase.nieuw();
        db = JdbcClient.create(new DriverManagerDataSource(toegang.url(), toegang.gebruiker(), toegang.wachtwoord()));
        URI echt = URI.create(toegang.url().substring("jdbc:".length()));
        lijn = new Databaselijn(echt.getPort());
        Path config = Proefgateway.config(map);
        Path wachtwoord = Files.writeString(map.resolve("db.wachtwoord"), toegang.wachtwoord());
        Files.writeString(config, Files.readString(config).replace("database: ingebouwd", "database:\n  url: jdbc:postgresql://127.0.0.1:" + lijn.poort()
                + echt.getPath() + "?prepareThreshold=0\n  gebruiker: " + toegang.gebruiker() + "\n  wachtwoordBestand: " + wachtwoord));
        gateway = Proefgateway.start(map, config, Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws IOException {
        lijn.zet(Databaselijn.Stand.OPEN);
        gateway.close();
        lijn.close();
    }

    @Test
    void databaseAway_uploadIsNotAcknowledged_intakeIsClosed_andTheRetryIsTaken() throws Exception {
        Path hib = hib("WEG-1");
        lijn.zet(Databaselijn.Stand.WEG);
        try {
            assertThatThrownBy(() -> stuur(hib)).isInstanceOf(IOException.class);
            assertThat(gateway.bean(Innamepoort.class).waarom()).contains("INNAME_DICHT_REGISTER");
            assertThat(innames()).isZero();
        } finally {
            lijn.zet(Databaselijn.Stand.OPEN);
        }
        opnieuw(hib);
        eenmaal("WEG-1", "AANGENOMEN");
        assertThat(gateway.bean(Innamepoort.class).waarom()).isEmpty();
    }

    @Test
    void databaseHangsWhileTheUploadCloses_noAcknowledgementComes_andTheRetryIsTaken() throws Exception {
        Path hib = hib("HANG-1");
        int voor = innames();
        lijn.breek(Databaselijn.Breuk.VOOR_DE_INNAME);
        SftpPartner zender = Dochter.sftp(gateway.instellingen(), POLITIE);
        CompletableFuture<Boolean> bevestigd = CompletableFuture.supplyAsync(() -> lukt(zender, hib));
        Wacht.tot("the upload meets the hanging database", LANG, lijn::gebroken);
        assertThatThrownBy(() -> bevestigd.get(GEEN_ANTWOORD, TimeUnit.SECONDS)).as("no acknowledgement").isInstanceOf(TimeoutException.class);
        assertThat(innames()).isEqualTo(voor);
        zender.close(); // the sender gives up
        assertThat(bevestigd.get(LANG.toSeconds(), TimeUnit.SECONDS)).isFalse();
        lijn.zet(Databaselijn.Stand.WEG);
        lijn.zet(Databaselijn.Stand.OPEN);
        opnieuw(hib);
        eenmaal("HANG-1", "AANGENOMEN");
    }

    /** The worst moment: it is durable, and nobody heard so. The sender offers it again and it is seen to be the same. */
    @Test
    void answerToTheCommitIsLost_uploadIsNotAcknowledged_andTheRetryIsADouble() throws Exception {
        Path hib = hib("COMMIT-1");
        int voor = innames();
        lijn.breek(Databaselijn.Breuk.NA_DE_COMMIT);
        try {
            assertThatThrownBy(() -> stuur(hib)).isInstanceOf(IOException.class);
            assertThat(lijn.gebroken()).isTrue();
        } finally {
            lijn.zet(Databaselijn.Stand.OPEN);
        }
        assertThat(innames()).as("it is there").isEqualTo(voor + 1);
        opnieuw(hib);
        eenmaal("COMMIT-1", "AANGENOMEN", "DUBBEL");
    }

    private static Path hib(String referentie) throws Exception {
        return Files.write(map.resolve(referentie + ".p7m"), Proefzending.hib(referentie).als(POLITIE));
    }

    private static void stuur(Path hib) throws IOException {
        try (SftpPartner zender = Dochter.sftp(gateway.instellingen(), POLITIE)) {
            zender.stuur(hib, hib.getFileName().toString());
        }
    }

    private static boolean lukt(SftpPartner zender, Path hib) {
        try {
            zender.stuur(hib, hib.getFileName().toString());
            return true;
        } catch (IOException niet) {
            return false;
        }
    }

    /** As a sender does: until it is acknowledged. */
    private static void opnieuw(Path hib) {
        Wacht.tot("the retry is acknowledged", LANG, () -> {
            try {
                stuur(hib);
                return true;
            } catch (IOException nogNiet) {
                return false;
            }
        });
    }

    private static int innames() {
        return db.sql("select count(*) from ontvangst").query(Integer.class).single();
    }

    /** Every intake of it ended in one of these ways, and each of three lokets has one copy. */
    private static void eenmaal(String referentie, String... staten) {
        Wacht.tot("every intake ended", LANG, () -> db.sql("select count(*) from ontvangst where staat not in ('AANGENOMEN', 'DUBBEL')")
                .query(Integer.class).single() == 0);
        List<String> werden = db.sql("""
                select o.staat from ontvangst o join document d on d.referentie = ? and d.ontvangst in (o.id, o.zelfde_als) order by o.staat""")
                .param(referentie).query(String.class).list();
        assertThat(werden).containsExactly(staten);
        assertThat(db.sql("select count(*) || ' ' || count(distinct w.loket) from werk w join document d on d.ontvangst = w.ontvangst where d.referentie = ? and w.soort = 'DOCUMENT'")
                .param(referentie).query(String.class).single()).isEqualTo("3 3");
    }
}

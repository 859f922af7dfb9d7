package nl.zegel.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.channel.soap.SoapVerzender;

/** One document on its way, up to the moment at which its gateway is killed. */
final class Schot implements AutoCloseable {
    static final String POLITIE = "politie-mn-hennepcoordinator";
    static final String CORPORATIE = "corporatie-voorbeeld-wonen";
    static final String STEDIN = "stedin-fraude";
    static final String POLITIE_MAIL = "hennep@politie-mn.example";
    static final String BURGEMEESTER_MAIL = "burgemeester@utrecht.example";
    private static final Duration LANG = Duration.ofSeconds(90);

    final Dochter gateway;
    final Wegen wegen;
    final String referentie;
    final Sluis sluis;
    private final Path map;
    private final AtomicBoolean bevestigd = new AtomicBoolean();
    private final AtomicBoolean geprobeerd = new AtomicBoolean();
    private Thread klant;
    private Handeling laatste;
    private byte[] p7m;

    /** What stands between the gateway and everybody else. */
    record Wegen(Tussenstation sftp, Tussenstation soap, Tussenstation smtp, Tussenstation imap, Postkantoor mail) {
        void laatLos() {
            sftp.laatLos();
            soap.laatLos();
            smtp.laatLos();
            imap.laatLos();
        }
    }

    /** Something a party does, that may break off. */
    @FunctionalInterface
    interface Handeling {
        void doe() throws Exception;
    }

    Schot(Dochter gateway, Wegen wegen, Path map, String referentie) throws SQLException, IOException {
        this.gateway = gateway;
        this.wegen = wegen;
        this.map = map;
        this.referentie = referentie;
        this.sluis = Sluis.in(gateway);
    }

    byte[] p7m() {
        return p7m;
    }

    boolean bevestigd() {
        return bevestigd.get();
    }

    /** An ordinary HIB, some tens of kilobytes sealed. */
    Schot klein() throws Exception {
        p7m = Proefzending.hib(referentie).als(POLITIE);
        return this;
    }

    /** One with an attachment larger than a block of the register and every buffer on the way. */
    Schot groot() throws Exception {
        p7m = Proefzending.hib(referentie).bijlage("meting.png", "image/png", Bijlagen.png("geen merk"),
                "<inhoud categorie=\"FEIT\" betrokkene=\"GEEN\" regime=\"WPG8\" herkomst=\"EIGEN\"/>").als(POLITIE);
        return this;
    }

    void stuurSftp() throws IOException {
        Path bestand = bestand();
        doe(() -> {
            try (SftpPartner politie = gateway.sftp(POLITIE, wegen.sftp().poort())) {
                politie.stuur(bestand, referentie + "-" + System.nanoTime() + ".p7m");
            }
        });
    }

    void stuurSoap() throws IOException {
        Path bestand = bestand();
        doe(() -> {
            try (SoapVerzender politie = Proefgateway.soap(gateway.instellingen(), POLITIE)) {
                politie.dienIn(bestand);
            }
        });
    }

    /** The relay takes it; the gateway has said nothing yet. */
    void stuurMail() throws MessagingException {
        wegen.mail().stuur(p7m, POLITIE_MAIL, Postkantoor.GATEWAY, "authEnveloped-data");
    }

    void haalSftp() {
        doe(() -> {
            try (SftpPartner corporatie = gateway.sftp(CORPORATIE, wegen.sftp().poort())) {
                corporatie.haal("out", levering("SFTP") + ".p7m", map.resolve("gehaald.p7m"));
            }
        });
    }

    void haalSoap() {
        doe(() -> {
            try (SoapVerzender stedin = Proefgateway.soap(gateway.instellingen(), STEDIN)) {
                stedin.haalOp(levering("SOAP") + ".p7m", map.resolve("gehaald.p7m"));
            }
        });
    }

    void bevestigSoap() {
        doe(() -> {
            try (SoapVerzender stedin = Proefgateway.soap(gateway.instellingen(), STEDIN)) {
                stedin.bevestig(levering("SOAP") + ".p7m");
            }
        });
    }

    String levering(String kanaal) {
        return sluis.rijen("select proef.levering('" + kanaal + "')").get(0);
    }

    private Path bestand() throws IOException {
        return Files.write(map.resolve(referentie + ".p7m"), p7m);
    }

    private void doe(Handeling handeling) {
        laatste = handeling;
        bevestigd.set(false);
        geprobeerd.set(false);
        klant = new Thread(() -> {
            try {
                handeling.doe();
                bevestigd.set(true);
            } catch (Exception neer) {
                // cut off: to this party it did not happen
            } finally {
                geprobeerd.set(true);
            }
        }, "party");
        klant.start();
    }

    /** The party has its answer, and no error. */
    void beantwoord() {
        Wacht.tot(referentie + ": the party is answered", LANG, geprobeerd::get);
        assertThat(bevestigd.get()).as(referentie + ": answered well").isTrue();
    }

    void tot(String wat, String als) {
        Wacht.tot(referentie + ": " + wat + " (" + als + ")", LANG, () -> sluis.waar(als));
    }

    void totSluis() {
        totSluis(0);
    }

    void totSluis(int nummer) {
        Wacht.tot(referentie + ": the gateway waits at gate " + nummer, LANG, () -> sluis.iemandWacht(nummer));
    }

    void totVast(Tussenstation weg) {
        Wacht.tot(referentie + ": the wire holds bytes back", LANG, weg::houdtVast);
    }

    /** Received, accepted, offered everywhere and all evidence of it made. */
    void aangeboden() throws IOException {
        stuurSftp();
        beantwoord();
        tot("offered", "proef.staat() = 'AANGENOMEN' and not exists (select 1 from werk where staat in ('OPEN', 'BEZIG'))"
                + " and not exists (select 1 from bewijs where gemaakt is null)");
    }

    /** After the shot; a party that was not answered finds its connection broken. */
    void naSchot(boolean databaseWeg) throws InterruptedException {
        wegen.laatLos();
        if (klant != null) {
            klant.join(LANG.toMillis());
            assertThat(klant.isAlive()).as("a party hangs").isFalse();
        }
        if (!databaseWeg) {
            sluis.ruimOp();
        }
    }

    /** A party that was not answered does the same again. */
    void opnieuw() {
        if (laatste != null && !bevestigd.get()) {
            doe(laatste);
            beantwoord();
        }
    }

    @Override
    public void close() throws SQLException {
        sluis.close();
    }
}

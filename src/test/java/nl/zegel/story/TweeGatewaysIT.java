package nl.zegel.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import nl.zegel.app.Instellingen;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.party.LoketId;
import nl.zegel.register.Proefdatabase;
import nl.zegel.register.Toegang;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two gateways on one database, each with its own SFTP port and both on the same mailbox: one gateway to everybody outside. */
class TweeGatewaysIT {
    private static final String POLITIE = "politie-mn-hennepcoordinator";
    private static final String CORPORATIE = "corporatie-voorbeeld-wonen";
    private static final String BURGEMEESTER = "burgemeester@utrecht.example";
    private static final String POSTBUS = "zegel@zegel.example";
    private static final Duration LANG = Duration.ofSeconds(120);
    private static final int DOCUMENTEN = 6;
    private static final int MAILS = 120;

    @TempDir
    Path map;

    private GreenMail mail;
    private GreenMailUser postbus;
    private Proefgateway een;
    private Proefgateway ander;
    private JdbcClient db;

    @BeforeEach
    void start() throws IOException {
        Toegang toegang = Proefdatabase.nieuw();
        Path eerste = config("een", toegang);
        Path tweede = config("ander", toegang);
        Instellingen.Mail i = Instellingen.lees(eerste).mail();
        Instellingen.Mail j = Instellingen.lees(tweede).mail();
        Files.writeString(tweede, Files.readString(tweede).replace("oort: " + j.imapPoort(), "oort: " + i.imapPoort())
                .replace("oort: " + j.smtpPoort(), "oort: " + i.smtpPoort()));
        mail = new GreenMail(new ServerSetup[] {new ServerSetup(i.smtpPoort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(i.imapPoort(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});
        mail.start();
        postbus = mail.setUser(POSTBUS, POSTBUS, "proef");
        mail.setUser("zegel-32@zegel.example", "zegel-32@zegel.example", "proef");
        mail.setUser(BURGEMEESTER, "x");
        een = Proefgateway.start(map.resolve("een"), eerste, Clock.systemUTC());
        ander = Proefgateway.start(map.resolve("ander"), tweede, Clock.systemUTC());
        db = JdbcClient.create(een.databank());
    }

    /** The shipped configuration on a database server instead of the embedded one. */
    private Path config(String naam, Toegang toegang) throws IOException {
        Path config = Proefgateway.config(Files.createDirectories(map.resolve(naam)));
        Path wachtwoord = Files.writeString(config.resolveSibling("database.wachtwoord"), toegang.wachtwoord());
        Files.setPosixFilePermissions(wachtwoord, PosixFilePermissions.fromString("rw-------"));
        String tekst = Files.readString(config);
        assertThat(tekst).contains("database: ingebouwd\n");
        Files.writeString(config, tekst.replace("database: ingebouwd\n", "database:\n  url: " + toegang.url() + "\n  gebruiker: " + toegang.gebruiker()
                + "\n  wachtwoordBestand: " + wachtwoord + "\n"));
        return config;
    }

    @AfterEach
    void stop() {
        for (Proefgateway gateway : Arrays.asList(een, ander)) {
            if (gateway != null) {
                gateway.close();
            }
        }
        mail.stop();
    }

    private static SftpPartner sftp(Proefgateway gateway, String loket) throws IOException {
        Instellingen i = gateway.instellingen();
        return SftpPartner.verbind(new SftpPartner.Toegang("127.0.0.1", i.sftp().luister().poort(), new LoketId(loket),
                VoorbeeldPki.uit().resolve(loket).resolve("ssh.key"), Files.readString(i.data().resolve("ssh-host.pem.pub")).strip()));
    }

    private void stuur(Proefgateway gateway, Map<String, byte[]> zendingen) {
        try (SftpPartner politie = sftp(gateway, POLITIE)) {
            for (Map.Entry<String, byte[]> zending : zendingen.entrySet()) {
                Path bestand = Files.createTempFile(map, "zending", ".p7m");
                politie.stuur(Files.write(bestand, zending.getValue()), zending.getKey());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hib(String referentie) {
        try {
            return Proefzending.hib(referentie).als(POLITIE);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<String> rijen(String vraag) {
        return db.sql(vraag).query(String.class).list();
    }

    private void wachtOpRust() {
        Wacht.tot("every intake ended", LANG, () -> rijen("select id::text from ontvangst where staat in ('ONTVANGEN', 'WACHT')").isEmpty());
        Wacht.tot("every delivery offered", LANG, () -> rijen("select id::text from werk where staat in ('OPEN', 'BEZIG')").isEmpty());
        Wacht.tot("every piece of evidence made", LANG, () -> rijen("select id::text from bewijs where gemaakt is null").isEmpty());
    }

    @Test
    void documentsToEither_areDeliveredOnceWithEvidenceOnce_andEitherServesEveryLoket() throws Exception {
        Map<String, byte[]> links = new HashMap<>();
        Map<String, byte[]> rechts = new HashMap<>();
        for (int i = 0; i < DOCUMENTEN; i++) {
            (i % 2 == 0 ? links : rechts).put("twee-" + i + ".p7m", hib("TWEE-" + i));
        }
        byte[] beide = hib("TWEE-BEIDE");
        links.put("beide.p7m", beide);
        rechts.put("beide.p7m", beide);
        CompletableFuture<Void> ernaast = CompletableFuture.runAsync(() -> stuur(een, links), r -> new Thread(r).start());
        stuur(ander, rechts);
        ernaast.join();
        Wacht.tot("all were taken in", LANG, () -> rijen("select id::text from ontvangst").size() == DOCUMENTEN + 2);
        wachtOpRust();

        int documenten = DOCUMENTEN + 1;
        assertThat(rijen("select staat from ontvangst where staat <> 'AANGENOMEN'")).containsExactly("DUBBEL");
        assertThat(rijen("select d.referentie from document d join ontvangst o on o.id = d.ontvangst where o.staat = 'AANGENOMEN'"))
                .hasSize(documenten).doesNotHaveDuplicates();
        assertThat(rijen("select d.referentie || ' ' || w.loket from document d join werk w on w.ontvangst = d.ontvangst and w.soort = 'DOCUMENT'"))
                .hasSize(documenten * 3).doesNotHaveDuplicates();
        assertThat(rijen("select distinct staat from werk where soort = 'DOCUMENT'")).isSubsetOf("AANGEBODEN", "NAAR_MAIL");
        assertThat(rijen("select id::text from werk where poging <> 1 or mogelijk")).as("nobody else was at it").isEmpty();
        assertThat(rijen("select d.referentie from document d join bewijs b on b.ontvangst = d.ontvangst and b.gebeurtenis ilike 'submission%acceptance'"))
                .hasSize(documenten).doesNotHaveDuplicates();
        assertThat(rijen("select b.levering::text || b.gebeurtenis from bewijs b where b.levering is not null"))
                .hasSize(documenten * 3).doesNotHaveDuplicates();
        assertThat(rijen("select 1::text from inschrijving where soort in ('QUARANTAINE', 'VASTGELOPEN', 'ALARM')")).isEmpty();
        List<String> gemaild = new ArrayList<>();
        for (MimeMessage bericht : mail.getReceivedMessagesForDomain("utrecht.example")) {
            gemaild.add(bericht.getMessageID());
        }
        assertThat(gemaild).hasSize(documenten).doesNotHaveDuplicates();
        beideTonenHetzelfde(documenten);
    }

    /** Read whole over one, and again over the other: one hand-over. */
    private void beideTonenHetzelfde(int documenten) throws IOException {
        try (SftpPartner hier = sftp(een, CORPORATIE); SftpPartner daar = sftp(ander, CORPORATIE)) {
            List<String> namen = hier.lijst("out");
            assertThat(namen).hasSize(documenten).containsExactlyInAnyOrderElementsOf(daar.lijst("out"));
            for (String naam : namen) {
                hier.haal("out", naam, map.resolve("hier-" + naam));
                daar.haal("out", naam, map.resolve("daar-" + naam));
                assertThat(map.resolve("hier-" + naam)).hasSameBinaryContentAs(map.resolve("daar-" + naam)).isNotEmptyFile();
            }
        }
        Wacht.tot("the hand-overs are booked", LANG, () -> rijen("select id::text from werk where loket = '" + CORPORATIE
                + "' and staat <> 'OVERGEDRAGEN'").isEmpty());
        wachtOpRust();
        assertThat(rijen("select b.levering::text from bewijs b where b.gebeurtenis ilike '%handover' or b.gebeurtenis ilike 'content_handover'"))
                .hasSize(documenten).doesNotHaveDuplicates();
        try (SftpPartner hier = sftp(een, POLITIE); SftpPartner daar = sftp(ander, POLITIE)) {
            List<String> bewijzen = hier.lijst("receipts");
            assertThat(bewijzen).hasSizeGreaterThanOrEqualTo(documenten * 5 * 2).containsExactlyInAnyOrderElementsOf(daar.lijst("receipts"));
        }
    }

    /** So many that a round takes longer than both gateways' rest between rounds: without turns they would meet. */
    @Test
    void mailToTheSharedMailbox_isFetchedOnce() throws Exception {
        byte[] vol = new byte[300_000];
        System.arraycopy(HexFormat.of().parseHex("308400ffffff060b2a864886f70d0109100117"), 0, vol, 0, 19);
        for (int i = 0; i < MAILS; i++) {
            mail(i, i == 0 ? hib("POST-0") : vol);
        }
        Wacht.tot("the mailbox is empty", LANG, () -> {
            try {
                return mail.getManagers().getImapHostManager().getInbox(postbus).getMessageCount() == 0;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        wachtOpRust();
        assertThat(rijen("select staat from ontvangst where kanaal = 'MAIL' and staat <> 'NIET_AUTHENTIEK'")).containsExactly("AANGENOMEN");
        assertThat(rijen("select code from ontvangst where staat = 'NIET_AUTHENTIEK'")).hasSize(MAILS - 1).containsOnly("MISVORMD");
        assertThat(rijen("select fence::text from beurt where bron like 'imap:" + POSTBUS + "@%'")).as("they took turns")
                .singleElement().satisfies(f -> assertThat(Integer.parseInt(f)).isGreaterThan(1));
    }

    private void mail(int nummer, byte[] cms) throws Exception {
        String eml = "From: hennep@politie-mn.example\r\nMessage-ID: <" + nummer + "@politie-mn.example>\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(cms) + "\r\n";
        postbus.deliver(new MimeMessage(null, new ByteArrayInputStream(eml.getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void oneGatewayStops_theOtherGoesOnForAll() throws Exception {
        stuur(een, Map.of("voor.p7m", hib("STOP-VOOR")));
        een.close();
        een = null;
        db = JdbcClient.create(ander.databank());
        stuur(ander, Map.of("na.p7m", hib("STOP-NA")));
        Wacht.tot("both were taken in", LANG, () -> rijen("select id::text from ontvangst").size() == 2);
        wachtOpRust();
        assertThat(rijen("select staat from ontvangst")).containsOnly("AANGENOMEN");
        try (SftpPartner corporatie = sftp(ander, CORPORATIE)) {
            assertThat(corporatie.lijst("out")).hasSize(2);
        }
    }
}

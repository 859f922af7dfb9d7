package nl.zegel.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of a gateway in a process of its own, twenty times between receiving and evidence: at each state that the
 * register shows and at moments in between. What was acknowledged ends accepted, with one delivery for each loket and
 * its evidence; what was not may be sent again; the log holds.
 */
class NeerhaalIT {
    private static final String POLITIE = "politie-mn-hennepcoordinator";
    private static final Duration LANG = Duration.ofSeconds(120);
    private static final int KEREN = 20;

    /** What the register must show before the shot; each is a place where a crash could lose or double something. */
    private static final List<String> PUNTEN = List.of(
            "select 1 from lichaam where staat = 'BEZIG'",
            "select 1 from ontvangst where staat = 'ONTVANGEN'",
            "select 1 from inschrijving where soort = 'ONTVANGEN'",
            "select 1 from document",
            "select 1 from lichaam where soort = 'LEVERING'",
            "select 1 from ontvangst where staat = 'AANGENOMEN'",
            "select 1 from inschrijving where soort = 'VOORNEMEN'",
            "select 1 from inschrijving where soort = 'UITKOMST'",
            "select 1 from bewijs",
            "select 1 from bewijs where gemaakt is not null");

    @TempDir
    Path map;

    private Dochter gateway;
    private GreenMail mail;

    @AfterEach
    void stop() throws InterruptedException {
        gateway.close();
        mail.stop();
    }

    @Test
    void killedAtTwentyPoints_nothingAcknowledgedIsLost_andNothingIsDoubledUnnoticed() throws Exception {
        gateway = Dochter.in(map);
        startMail();
        gateway.begin();
        gateway.wachtOpDraait();
        Map<String, byte[]> bevestigd = new HashMap<>();
        Random toeval = new Random(20);
        for (int keer = 0; keer < KEREN; keer++) {
            String referentie = "NEER-" + keer;
            byte[] p7m = Proefzending.hib(referentie).als(POLITIE);
            schietBij(PUNTEN.get(keer % PUNTEN.size()), keer < PUNTEN.size() ? Duration.ZERO : Duration.ofMillis(toeval.nextInt(400)),
                    referentie, p7m, bevestigd);
            gateway.begin();
            gateway.wachtOpDraait();
        }
        // an ordinary sender offers again what was not acknowledged, and once more what was
        try (SftpPartner politie = gateway.sftp(POLITIE)) {
            for (int keer = 0; keer < KEREN; keer++) {
                byte[] p7m = bevestigd.containsKey("NEER-" + keer) ? bevestigd.get("NEER-" + keer) : Proefzending.hib("NEER-" + keer).als(POLITIE);
                politie.stuur(Files.write(map.resolve("opnieuw.p7m"), p7m), "opnieuw-" + keer + ".p7m");
            }
        }
        controleer(bevestigd);
    }

    /** Sends, and shoots as soon as the register shows the point and the delay is over. */
    private void schietBij(String punt, Duration vertraging, String referentie, byte[] p7m, Map<String, byte[]> bevestigd) throws Exception {
        Path bestand = Files.write(map.resolve("hib.p7m"), p7m);
        AtomicBoolean bevestiging = new AtomicBoolean();
        try (Connection db = gateway.database()) {
            String nieuw = punt + sinds(db, punt);
            Thread zender = new Thread(() -> {
                try (SftpPartner politie = gateway.sftp(POLITIE)) {
                    politie.stuur(bestand, referentie + ".p7m");
                    bevestiging.set(true);
                } catch (IOException | RuntimeException neer) {
                    // not acknowledged: the sender would send again
                }
            }, "sender");
            zender.start();
            Instant einde = Instant.now().plusSeconds(20);
            while (!waar(db, nieuw) && Instant.now().isBefore(einde)) {
                LockSupport.parkNanos(300_000);
            }
            LockSupport.parkNanos(vertraging.toNanos());
            gateway.schiet();
            zender.join();
        }
        if (bevestiging.get()) {
            bevestigd.put(referentie, p7m);
        }
    }

    /** Only rows beyond those that are there now. */
    private static String sinds(Connection db, String punt) {
        String telling = punt.replace("select 1", "select count(*)");
        return " offset " + waarde(db, telling);
    }

    private void controleer(Map<String, byte[]> bevestigd) throws Exception {
        try (Connection db = gateway.database()) {
            Wacht.tot("every intake ended", LANG, () -> waarde(db, "select count(*) from ontvangst where staat in ('ONTVANGEN', 'WACHT')").equals("0"));
            Wacht.tot("every delivery offered", LANG, () -> waarde(db, "select count(*) from werk where staat in ('OPEN', 'BEZIG')").equals("0"));
            Wacht.tot("every piece of evidence made", LANG, () -> waarde(db, "select count(*) from bewijs where gemaakt is null").equals("0"));
            assertThat(bevestigd).as("acknowledged before a shot").hasSizeGreaterThan(KEREN / 3);
            assertThat(rijen(db, "select distinct staat from ontvangst")).isSubsetOf("AANGENOMEN", "DUBBEL", "ONVOLLEDIG");
            assertThat(rijen(db, "select d.referentie from document d join ontvangst o on o.id = d.ontvangst where o.staat = 'AANGENOMEN'"))
                    .as("each of twenty accepted once").hasSize(KEREN).doesNotHaveDuplicates();
            assertThat(rijen(db, "select d.referentie || ' ' || w.loket from document d join werk w on w.ontvangst = d.ontvangst and w.soort = 'DOCUMENT'"))
                    .as("one delivery for each loket").hasSize(KEREN * 3).doesNotHaveDuplicates();
            assertThat(rijen(db, "select distinct staat from werk where soort = 'DOCUMENT'")).isSubsetOf("AANGEBODEN", "NAAR_MAIL");
            assertThat(rijen(db, "select d.referentie from document d join bewijs b on b.ontvangst = d.ontvangst and b.gebeurtenis ilike 'submission%acceptance'"))
                    .as("accepted evidence once").hasSize(KEREN).doesNotHaveDuplicates();
            assertThat(rijen(db, "select 1 from inschrijving where soort in ('QUARANTAINE', 'VASTGELOPEN')")).isEmpty();
            zonderUitkomst(db);
        }
        nietOngemerktDubbel();
        logboek();
    }

    /** A mail may go out twice after a shot between intent and outcome: under the same id, and marked in the register. */
    private void nietOngemerktDubbel() throws Exception {
        Map<String, Integer> perId = new HashMap<>();
        for (var bericht : mail.getReceivedMessages()) {
            if (bericht.getAllRecipients()[0].toString().contains("burgemeester")) {
                perId.merge(bericht.getMessageID(), 1, Integer::sum);
            }
        }
        assertThat(perId).hasSize(KEREN);
        try (Connection db = gateway.database()) {
            for (String id : perId.keySet()) {
                if (perId.get(id) > 1) {
                    assertThat(waarde(db, "select poging from werk where id = '" + id.substring(1, id.indexOf('@')) + "'")).isNotEqualTo("1");
                }
            }
        }
    }

    /** Every outward act has its intent before it; an intent without outcome is followed by another intent. */
    private static void zonderUitkomst(Connection db) {
        assertThat(rijen(db, """
                select w.id from werk w where w.soort = 'DOCUMENT' and not exists (
                  select 1 from inschrijving v where v.onderwerp = w.id and v.soort = 'VOORNEMEN' and exists (
                    select 1 from inschrijving u where u.onderwerp = w.id and u.soort = 'UITKOMST' and u.volgnr > v.volgnr))""")).isEmpty();
    }

    /** The exported log is whole by the offline verifier, which shares no code with the register. */
    private void logboek() throws Exception {
        try (Connection db = gateway.database()) {
            Wacht.tot("the log is numbered", LANG, () -> waarde(db, "select count(*) from inschrijving where positie is null").equals("0"));
        }
        Path uitvoer = map.resolve("uitvoer");
        gateway.roep("register", "export", uitvoer.toString(), "--config", gateway.config().toString());
        gateway.schiet();
        try (var bestanden = Files.list(uitvoer)) {
            Path register = bestanden.filter(p -> p.toString().endsWith(".jsonl")).findFirst().orElseThrow();
            Path pki = VoorbeeldPki.uit();
            gateway.roep("verify", "--register", register.toString(), "--ankers", pki.resolve("anchors.pem").toString(), "--gateway",
                    pki.resolve("gateway/bewijs.pem").toString(), "--crl", pki.resolve("crl").toString());
        }
    }

    private void startMail() {
        var i = gateway.instellingen().mail();
        mail = new GreenMail(new ServerSetup[] {new ServerSetup(i.smtpPoort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(i.imapPoort(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});
        mail.start();
        mail.setUser("zegel@zegel.example", "zegel@zegel.example", "proef");
        mail.setUser("zegel-32@zegel.example", "zegel-32@zegel.example", "proef");
        mail.setUser("burgemeester@utrecht.example", "x");
    }

    private static boolean waar(Connection db, String vraag) {
        return !rijen(db, vraag).isEmpty();
    }

    private static String waarde(Connection db, String vraag) {
        return rijen(db, vraag).stream().findFirst().orElse("");
    }

    private static List<String> rijen(Connection db, String vraag) {
        List<String> uit = new ArrayList<>();
        try (Statement s = db.createStatement(); ResultSet rs = s.executeQuery(vraag)) {
            while (rs.next()) {
                uit.add(String.valueOf(rs.getString(1)));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return uit;
    }
}

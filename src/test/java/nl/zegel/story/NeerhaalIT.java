package nl.zegel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.sftp.SftpPartner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of a gateway in a process of its own, at more than twenty distinct points between receiving and evidence, each of
 * them proven to be reached. Whatever was acknowledged ends accepted, with one delivery for each loket and all its evidence;
 * whoever was not answered does the same again; and nothing went out that the register does not know of.
 */
class NeerhaalIT {
    private static final Duration LANG = Duration.ofSeconds(120);
    private static final int LOKETS = 3;

    @TempDir
    Path map;

    private Schot.Wegen wegen;
    private Dochter gateway;
    private final Map<String, byte[]> verzonden = new LinkedHashMap<>();

    @BeforeEach
    void zetKlaar() throws Exception {
        int smtp = Proefgateway.vrijePoort();
        int imap = Proefgateway.vrijePoort();
        int sftp = Proefgateway.vrijePoort();
        int soap = Proefgateway.vrijePoort();
        wegen = new Schot.Wegen(Tussenstation.naar(sftp), Tussenstation.naar(soap), Tussenstation.naar(smtp), Tussenstation.naar(imap),
                Postkantoor.open(smtp, imap));
        gateway = Dochter.in(map, tekst -> tekst.replaceFirst("(?s)(sftp:.*?poort: )\\d+", "$1" + sftp)
                .replaceFirst("(?s)(soap:.*?poort: )\\d+", "$1" + soap + "\n  publiekAdres: https://127.0.0.1:" + wegen.soap().poort() + "/ws/")
                .replaceFirst("imapPoort: \\d+", "imapPoort: " + wegen.imap().poort()).replaceFirst("smtpPoort: \\d+", "smtpPoort: " + wegen.smtp().poort()));
        gateway.begin();
        gateway.wachtOpDraait();
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        wegen.mail().close();
        for (Tussenstation weg : List.of(wegen.sftp(), wegen.soap(), wegen.smtp(), wegen.imap())) {
            weg.close();
        }
    }

    @Test
    void killedAtEachPoint_nothingAcknowledgedIsLost_andNothingIsDoubledUnnoticed() throws Exception {
        List<Neerhaalpunten.Punt> punten = Neerhaalpunten.alle();
        assertThat(punten.stream().map(Neerhaalpunten.Punt::naam)).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
        assertThat(punten.stream().filter(Neerhaalpunten.Punt::metDatabase)).as("the database killed with it").hasSize(2);
        for (Neerhaalpunten.Punt punt : punten) {
            String referentie = "NEER-" + (100 + verzonden.size());
            try (Schot schot = new Schot(gateway, wegen, map, referentie)) {
                schiet(punt, schot);
                herstel(punt, schot);
            }
        }
        zendAllesNogEens();
        try (Connection db = gateway.database()) {
            register(db);
        }
        new Naspel(gateway, wegen.mail(), map).controleer(List.copyOf(verzonden.keySet()));
    }

    private void schiet(Neerhaalpunten.Punt punt, Schot schot) throws Exception {
        punt.aanloop().tot(schot);
        String stand = schot.sluis.stand();
        System.out.println(schot.referentie + " killed at: " + punt.naam() + "; " + stand);
        assertThat(schot.sluis.waar(punt.stand())).as("at '%s' the register shows %s, which is not: %s", punt.naam(), stand, punt.stand()).isTrue();
        if (punt.metDatabase()) {
            gateway.schietMetDatabase();
        } else {
            gateway.schiet();
        }
        schot.naSchot(punt.metDatabase());
        assertThat(schot.bevestigd()).as("answered at '%s'", punt.naam()).isEqualTo(punt.antwoord());
        verzonden.put(schot.referentie, schot.p7m());
    }

    /** The gateway starts again, the party that was cut off tries again, and this document comes to its end before the next. */
    private void herstel(Neerhaalpunten.Punt punt, Schot schot) throws Exception {
        gateway.begin();
        gateway.wachtOpDraait();
        if (punt.metDatabase()) {
            Sluis.ruimOpNa(gateway);
        }
        schot.opnieuw();
        try (Connection db = gateway.database()) {
            rustig(db, schot.referentie);
            assertThat(rijen(db, "select o.staat from document d join ontvangst o on o.id = d.ontvangst where d.referentie = '" + schot.referentie + "'"))
                    .as("after '%s'", punt.naam()).containsExactly("AANGENOMEN");
            assertThat(rijen(db, "select w.loket from document d join werk w on w.ontvangst = d.ontvangst and w.soort = 'DOCUMENT' where d.referentie = '"
                    + schot.referentie + "'")).as("after '%s'", punt.naam()).hasSize(LOKETS).doesNotHaveDuplicates();
        }
    }

    private void rustig(Connection db, String wie) {
        Wacht.tot(wie + ": the mailbox of the gateway is empty", LANG, () -> wegen.mail().post(Postkantoor.GATEWAY).isEmpty());
        Wacht.tot(wie + ": every intake ended", LANG, () -> leeg(db, "select 1 from ontvangst where staat in ('ONTVANGEN', 'WACHT')"));
        Wacht.tot(wie + ": every delivery offered", LANG, () -> leeg(db, "select 1 from werk where staat in ('OPEN', 'BEZIG')"));
        Wacht.tot(wie + ": every piece of evidence made", LANG, () -> leeg(db, "select 1 from bewijs where gemaakt is null"));
        Wacht.tot(wie + ": evidence by mail has left", LANG, () -> leeg(db, "select 1 from werk where staat in ('OPEN', 'BEZIG')"));
    }

    /** An ordinary sender that is not sure offers it all once more: everything was there. */
    private void zendAllesNogEens() throws Exception {
        int voor;
        try (Connection db = gateway.database()) {
            voor = rijen(db, "select 1 from ontvangst where staat = 'DUBBEL'").size();
        }
        try (SftpPartner politie = gateway.sftp(Schot.POLITIE)) {
            for (Map.Entry<String, byte[]> een : verzonden.entrySet()) {
                politie.stuur(Files.write(map.resolve("opnieuw.p7m"), een.getValue()), "opnieuw-" + een.getKey() + ".p7m");
            }
        }
        try (Connection db = gateway.database()) {
            rustig(db, "once more");
            assertThat(rijen(db, "select 1 from ontvangst where staat = 'DUBBEL'")).as("known already").hasSize(voor + verzonden.size());
        }
    }

    private void register(Connection db) {
        int keren = verzonden.size();
        assertThat(rijen(db, "select distinct staat from ontvangst")).isSubsetOf("AANGENOMEN", "DUBBEL", "ONVOLLEDIG");
        assertThat(rijen(db, "select d.referentie from document d join ontvangst o on o.id = d.ontvangst where o.staat = 'AANGENOMEN'"))
                .as("each accepted once").containsExactlyInAnyOrderElementsOf(verzonden.keySet());
        assertThat(rijen(db, "select d.referentie || ' ' || w.loket from document d join werk w on w.ontvangst = d.ontvangst and w.soort = 'DOCUMENT'"))
                .as("one delivery for each loket").hasSize(keren * LOKETS).doesNotHaveDuplicates();
        assertThat(rijen(db, "select 1 from werk w join ontvangst o on o.id = w.ontvangst where w.soort = 'DOCUMENT' and o.staat = 'DUBBEL'")).isEmpty();
        assertThat(rijen(db, "select distinct staat from werk where soort = 'DOCUMENT'")).isSubsetOf("AANGEBODEN", "OVERGEDRAGEN", "NAAR_MAIL");
        assertThat(rijen(db, "select soort from inschrijving where soort in ('QUARANTAINE', 'VASTGELOPEN')")).isEmpty();
        assertThat(rijen(db, "select gebeurtenis || ' ' || coalesce(levering::text, ontvangst::text) from bewijs")).as("no event twice").doesNotHaveDuplicates();
        // every outcome has an intent before it, and what was cut off after its intent was tried again
        assertThat(rijen(db, """
                select w.id from werk w where w.soort = 'DOCUMENT' and not exists (
                  select 1 from inschrijving v where v.onderwerp = w.id and v.soort = 'VOORNEMEN' and exists (
                    select 1 from inschrijving u where u.onderwerp = w.id and u.soort = 'UITKOMST' and u.volgnr > v.volgnr))""")).isEmpty();
        dubbeleMails(db);
    }

    /** A mail may go out twice after a shot between intent and outcome: under the same id, each by its own intent, and marked. */
    private void dubbeleMails(Connection db) {
        Map<String, Integer> perId = new LinkedHashMap<>();
        for (byte[] ruw : wegen.mail().vanPartijen()) {
            perId.merge(Naspel.berichtId(ruw), 1, Integer::sum);
        }
        assertThat(rijen(db, "select id from werk where kanaal = 'MAIL'")).as("every mail has its row").containsAll(perId.keySet());
        assertThat(perId.keySet()).as("every document by mail got there").containsAll(rijen(db, "select id from werk where kanaal = 'MAIL' and soort = 'DOCUMENT'"));
        perId.forEach((id, keren) -> {
            assertThat(rijen(db, "select 1 from inschrijving where soort = 'VOORNEMEN' and onderwerp = '" + id + "'"))
                    .as("intents before the mails of %s", id).hasSizeGreaterThanOrEqualTo(keren);
            if (keren > 1) {
                assertThat(rijen(db, "select mogelijk and poging > 1 from werk where id = '" + id + "'")).as("%s went twice, and is marked", id)
                        .containsExactly("t");
            }
        });
        assertThat(perId.values()).as("the shots between relay and outcome do double a document and an evidence mail").filteredOn(n -> n > 1)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    static boolean leeg(Connection db, String vraag) {
        return rijen(db, vraag).isEmpty();
    }

    static List<String> rijen(Connection db, String vraag) {
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
}

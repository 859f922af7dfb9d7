package nl.zegel.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.mail.Oplevering;
import nl.zegel.channel.mail.Ophaler;
import nl.zegel.channel.mail.Postlezer;
import nl.zegel.channel.mail.Postvak;
import nl.zegel.channel.mail.Verbinding;
import nl.zegel.crypto.Geheim;
import nl.zegel.crypto.Ontvangstkluis;
import nl.zegel.exchange.Beurt;
import nl.zegel.exchange.Beurtdienst;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.IntakeDienst;
import nl.zegel.exchange.Terugmelding;
import nl.zegel.exchange.Uitslagen;
import nl.zegel.party.Omgeving;
import nl.zegel.register.Proefdatabase;
import nl.zegel.register.Proefregister;
import nl.zegel.register.Toegang;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways poll one mailbox over one database: one at a time, and whoever slept through its turn keeps nothing. */
class TweeOphalersTest {
    private static final String ADRES = "zegel@zegel.example";
    private static final Duration DUUR = Duration.ofMinutes(2);
    private static final Oplevering GEWOON = Intake.Ontvangst::vastleggen;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private GreenMailUser postbus;
    private Kant een;
    private Kant ander;

    /** What one gateway has of its own. */
    private record Kant(Proefregister register, Beurtdienst beurten, Ophaler ophaler) {}

    @BeforeEach
    void begin() {
        server.start();
        postbus = server.setUser(ADRES, ADRES, "wachtwoord");
        Toegang toegang = Proefdatabase.nieuw();
        een = kant(new Proefregister(toegang));
        ander = kant(new Proefregister(toegang));
    }

    @AfterEach
    void einde() {
        server.stop();
        een.register().close();
        ander.register().close();
    }

    private Kant kant(Proefregister register) {
        Beurtdienst beurten = new Beurtdienst(register.register, DUUR, register.klok);
        Intake intake = new IntakeDienst(register.register, new Ontvangstkluis(new SecureRandom()), () -> Proefgateway.gateway("intake"), () -> false,
                new Uitslagen(id -> Optional.empty()), 1 << 24);
        Verbinding imap = Verbinding.van("127.0.0.1", server.getImap().getPort(), ADRES, Verbinding.Beveiliging.GEEN, Optional.empty(),
                Duration.ofSeconds(20), Omgeving.DEMO);
        Postvak vak = new Postvak(imap, "INBOX", Postvak.Buitenkant.VERSLEUTELD, 1 << 24, 50, Duration.ofSeconds(1));
        Terugmelding geen = melding -> {
            throw new AssertionError("no report was mailed");
        };
        return new Kant(register, beurten, new Ophaler(vak, () -> Optional.of(new Geheim("mail", "wachtwoord".getBytes(StandardCharsets.US_ASCII))),
                new Postlezer(intake, geen, ADRES, vak), beurten));
    }

    /** Begins as an AuthEnvelopedData; nobody opens it here. */
    private void bezorg(int nummer) throws Exception {
        byte[] cms = HexFormat.of().parseHex("308400ffffff060b2a864886f70d0109100117" + "00".repeat(2000));
        String mail = "From: hennep@politie-mn.example\r\nMessage-ID: <" + nummer + "@politie-mn.example>\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(cms) + "\r\n";
        postbus.deliver(new MimeMessage(null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII))));
    }

    private int inPostvak() {
        try {
            return server.getManagers().getImapHostManager().getInbox(postbus).getMessageCount();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private long ontvangen() {
        return sql("select count(*) from ontvangst");
    }

    private long sql(String vraag) {
        try (Connection db = ander.register().bron.bron().getConnection(); Statement s = db.createStatement()) {
            if (!s.execute(vraag)) {
                return s.getUpdateCount();
            }
            try (ResultSet rs = s.getResultSet()) {
                rs.next();
                return rs.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** As time does while a process is stopped. */
    private void beurtVerloopt() {
        assertThat(sql("update beurt set tot = clock_timestamp() - interval '1 millisecond'")).isEqualTo(1);
    }

    @Test
    void whileOneFetches_theOtherTouchesNothing() throws Exception {
        bezorg(1);
        int gehaald = een.ophaler().ronde(o -> {
            assertThat(ander.ophaler().ronde(GEWOON)).isZero();
            assertThat(ander.ophaler().storing()).isEmpty();
            assertThat(ontvangen()).isZero();
            o.vastleggen();
        });
        assertThat(gehaald).isEqualTo(1);
        assertThat(ontvangen()).isEqualTo(1);
        assertThat(ander.ophaler().ronde(GEWOON)).as("nothing is left for the other").isZero();
    }

    @Test
    void bothAllTheTime_everyMailIsFetchedOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            bezorg(i);
        }
        CompletableFuture<Integer> links = CompletableFuture.supplyAsync(() -> leeg(een), r -> new Thread(r).start());
        int rechts = leeg(ander);
        assertThat(links.join() + rechts).isEqualTo(40);
        assertThat(ontvangen()).isEqualTo(40);
        assertThat(inPostvak()).isZero();
    }

    private int leeg(Kant kant) {
        int gehaald = 0;
        while (inPostvak() > 0) {
            gehaald += kant.ophaler().ronde(GEWOON);
        }
        return gehaald;
    }

    @Test
    void frozenWithAMailInHand_itsCommitIsRefused_andTheOtherHasItOnce() throws Exception {
        bezorg(1);
        bezorg(2);
        int gehaald = een.ophaler().ronde(o -> {
            beurtVerloopt();
            assertThat(ander.ophaler().ronde(GEWOON)).isEqualTo(2);
            // its own clock stood still with it, so nothing but the register can tell
            assertThatThrownBy(o::vastleggen).isInstanceOf(IOException.class).hasMessageContaining("turn");
            throw new IOException("as the route passes it on");
        });
        assertThat(gehaald).isZero();
        assertThat(ontvangen()).isEqualTo(2);
        assertThat(inPostvak()).isZero();
    }

    @Test
    void frozenPastItsTurnWhileNobodyElsePolls_keepsNothing_andFetchesItInItsNextTurn() throws Exception {
        bezorg(1);
        een.ophaler().ronde(o -> {
            beurtVerloopt();
            o.vastleggen();
        });
        assertThat(ontvangen()).isZero();
        assertThat(inPostvak()).isEqualTo(1);
        assertThat(een.ophaler().ronde(GEWOON)).isEqualTo(1);
        assertThat(ontvangen()).isEqualTo(1);
    }

    @Test
    void frozenBetweenCommitAndRemoval_removesNothingAndFetchesNoMore() throws Exception {
        bezorg(1);
        bezorg(2);
        int gehaald = een.ophaler().ronde(o -> {
            o.vastleggen();
            beurtVerloopt();
            een.register().klok.vooruit(Duration.ofMinutes(3));
        });
        assertThat(gehaald).isZero();
        assertThat(ontvangen()).isEqualTo(1);
        assertThat(inPostvak()).as("the same document again is seen by its content, not lost").isEqualTo(2);
        assertThat(ander.ophaler().ronde(GEWOON)).isEqualTo(2);
        assertThat(inPostvak()).isZero();
    }

    @Test
    void deadOwner_keepsTheOtherOutUntilItsTurnIsOver() throws Exception {
        bezorg(1);
        String bron = "imap:" + ADRES + "@127.0.0.1:" + server.getImap().getPort() + "/INBOX";
        Optional<Beurt> beurt = een.beurten().neem(bron);
        assertThat(beurt).isPresent();
        assertThat(een.ophaler().ronde(GEWOON)).as("not twice in one process either").isZero();
        assertThat(ander.ophaler().ronde(GEWOON)).isZero();
        assertThat(inPostvak()).isEqualTo(1);
        beurtVerloopt();
        assertThat(ander.ophaler().ronde(GEWOON)).isEqualTo(1);
        beurt.get().close();
        assertThat(sql("select fence from beurt")).isEqualTo(2);
    }

    /** A mail that takes longer than a turn is no loss of it, as long as its owner lives. */
    @Test
    void slowMail_extendsTheTurn() throws Exception {
        Beurt beurt = een.beurten().neem("traag").orElseThrow();
        for (int i = 0; i < 8; i++) {
            sql("update beurt set tot = tot - interval '40 seconds'");
            een.register().klok.vooruit(Duration.ofSeconds(40));
            assertThat(beurt.nog()).isTrue();
        }
        assertThat(ander.beurten().neem("traag")).isEmpty();
        beurtVerloopt();
        assertThat(beurt.nog()).as("within a part of its turn it does not ask").isTrue();
        een.register().klok.vooruit(Duration.ofSeconds(31));
        assertThat(beurt.nog()).isFalse();
        een.register().klok.vooruit(Duration.ofSeconds(31));
        assertThat(beurt.nog()).as("lost is lost").isFalse();
    }

    @Test
    void registerAway_nobodyHasTheTurnAndTheMailStays() throws Exception {
        bezorg(1);
        een.register().bron.close();
        assertThat(een.ophaler().ronde(GEWOON)).isZero();
        assertThat(inPostvak()).isEqualTo(1);
    }
}

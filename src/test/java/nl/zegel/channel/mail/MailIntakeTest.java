package nl.zegel.channel.mail;

import static nl.zegel.channel.mail.Post.POLITIE;
import static nl.zegel.channel.mail.Post.cms;
import static nl.zegel.channel.mail.Post.zegelpost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nl.zegel.crypto.Geheim;
import nl.zegel.exchange.Intake;
import nl.zegel.testing.Proefbeurten;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mailbox over IMAP: what goes, what stays, and what reaches {@code direct:intake} by the real route. */
class MailIntakeTest {
    private static final byte[] CMS = cms(CmsSoort.GEZEGELD, 900_000);
    private static final String VAN = "From: " + POLITIE + "\r\n";
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final GeheugenIntake intake = new GeheugenIntake();
    private final Proefbeurten beurten = new Proefbeurten();
    private GreenMailUser gebruiker;

    @BeforeEach
    void start() {
        server.start();
        gebruiker = server.setUser(Post.GATEWAY, "zegel", "wachtwoord");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void bezorg(byte[] bericht) throws Exception {
        gebruiker.deliver(new MimeMessage(null, new ByteArrayInputStream(bericht)));
    }

    private int inPostvak() throws Exception {
        MailFolder inbox = server.getManagers().getImapHostManager().getInbox(gebruiker);
        return inbox.getMessageCount();
    }

    private Ophaler ophaler(int perRonde, String wachtwoord) {
        return ophaler(perRonde, wachtwoord, server.getImap().getPort());
    }

    private Ophaler ophaler(int perRonde, String wachtwoord, int poort) {
        Postvak vak = new Postvak(Post.verbinding(poort), "INBOX", Postvak.Buitenkant.VERSLEUTELD, 1 << 24, perRonde,
                java.time.Duration.ofMillis(20));
        return new Ophaler(vak, () -> Optional.of(new Geheim("mail", wachtwoord.getBytes(StandardCharsets.UTF_8))),
                new Postlezer(intake, intake, Post.GATEWAY, vak), beurten);
    }

    private static byte[] metId(String id) {
        return new String(zegelpost(VAN, CMS), StandardCharsets.ISO_8859_1).replace("<1@", "<" + id + "@").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void sealedMail_streamsInAndLeavesTheMailbox() throws Exception {
        bezorg(zegelpost(VAN, CMS));
        assertThat(ophaler(50, "wachtwoord").ronde(Intake.Ontvangst::vastleggen)).isEqualTo(1);
        assertThat(intake.vastgelegd).singleElement().satisfies(o -> assertThat(o.bytes()).isEqualTo(CMS));
        assertThat(inPostvak()).isZero();
    }

    @Test
    void commitFails_mailStaysAndNextRoundTakesIt() throws Exception {
        bezorg(zegelpost(VAN, CMS));
        Ophaler ophaler = ophaler(50, "wachtwoord");
        intake.faaltBij = "1@";
        assertThat(ophaler.ronde(Intake.Ontvangst::vastleggen)).isZero();
        assertThat(inPostvak()).isEqualTo(1);
        intake.faaltBij = "";
        assertThat(ophaler.ronde(Intake.Ontvangst::vastleggen)).isEqualTo(1);
        assertThat(inPostvak()).isZero();
    }

    @Test
    void mailIsRemoved_onlyAfterCommitReturned() throws Exception {
        bezorg(zegelpost(VAN, CMS));
        List<Integer> bijVastleggen = new ArrayList<>();
        ophaler(50, "wachtwoord").ronde(o -> {
            o.vastleggen();
            try {
                bijVastleggen.add(inPostvak());
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
        assertThat(bijVastleggen).containsExactly(1);
        assertThat(inPostvak()).isZero();
    }

    @Test
    void crashAfterCommit_nextRoundOffersTheSameBytesAgain() throws Exception {
        bezorg(zegelpost(VAN, CMS));
        Ophaler ophaler = ophaler(50, "wachtwoord");
        ophaler.ronde(o -> {
            o.vastleggen();
            throw new IOException("the process ended here");
        });
        ophaler.ronde(Intake.Ontvangst::vastleggen);
        assertThat(intake.vastgelegd).hasSize(2).allSatisfy(o -> assertThat(o.bytes()).isEqualTo(CMS));
        assertThat(inPostvak()).isZero();
    }

    @Test
    void badMails_neverBlockTheOthersEvenWhenARoundIsSmall() throws Exception {
        bezorg(metId("faalt"));
        bezorg(metId("bug"));
        bezorg(metId("goed-1"));
        bezorg(metId("goed-2"));
        intake.faaltBij = "faalt";
        Ophaler ophaler = ophaler(2, "wachtwoord");
        ophaler.ronde(Intake.Ontvangst::vastleggen);
        assertThat(intake.vastgelegd).isEmpty();
        ophaler.ronde(Intake.Ontvangst::vastleggen);
        assertThat(intake.vastgelegd).extracting(o -> o.aanvoer().berichtId())
                .containsExactly("<goed-1@politie-mn.example>", "<goed-2@politie-mn.example>");
        assertThat(inPostvak()).isEqualTo(2);
    }

    @Test
    void intakeAway_everythingStays() throws Exception {
        bezorg(zegelpost(VAN, CMS));
        bezorg(Post.bytes(VAN + "Subject: hallo\r\n\r\nhallo\r\n"));
        intake.weg = true;
        assertThat(ophaler(50, "wachtwoord").ronde(Intake.Ontvangst::vastleggen)).isZero();
        assertThat(inPostvak()).isEqualTo(2);
    }

    @Test
    void plainMail_isCountedAndRemoved() throws Exception {
        bezorg(Post.bytes(VAN + "Subject: hallo\r\n\r\nhallo\r\n"));
        assertThat(ophaler(50, "wachtwoord").ronde(Intake.Ontvangst::vastleggen)).isEqualTo(1);
        assertThat(intake.geweigerd).containsExactly("MAIL_GEEN_CMS");
        assertThat(inPostvak()).isZero();
    }

    @Test
    void wrongPasswordOrNoServer_isAStateNotAnException() {
        Ophaler fout = ophaler(50, "anders");
        assertThat(fout.ronde(Intake.Ontvangst::vastleggen)).isZero();
        assertThat(fout.storing()).contains("IMAP_AANMELDEN");
        Ophaler weg = ophaler(50, "wachtwoord", 1);
        assertThat(weg.ronde(Intake.Ontvangst::vastleggen)).isZero();
        assertThat(weg.storing()).contains("IMAP_ONBEREIKBAAR");
    }

    @Test
    void gatewayThatDoesNotOwnTheMailbox_leavesItAlone() throws Exception {
        bezorg(zegelpost(VAN, CMS));
        beurten.vanEenAnder = true;
        assertThat(ophaler(50, "wachtwoord").ronde(Intake.Ontvangst::vastleggen)).isZero();
        assertThat(inPostvak()).isEqualTo(1);
        assertThat(intake.begonnen).isZero();
    }

    @Test
    void turnLostWhileAMailStreams_keepsNothingAndLeavesAll() throws Exception {
        bezorg(metId("een"));
        bezorg(metId("twee"));
        beurten.nogKeer = 3;
        assertThat(ophaler(50, "wachtwoord").ronde(Intake.Ontvangst::vastleggen)).isZero();
        assertThat(intake.vastgelegd).isEmpty();
        assertThat(intake.gesloten).isEqualTo(intake.begonnen).isEqualTo(1);
        assertThat(inPostvak()).isEqualTo(2);
    }

    @Test
    void turnLostAfterCommit_removesNothingAndTakesNoOther() throws Exception {
        bezorg(metId("een"));
        bezorg(metId("twee"));
        assertThat(ophaler(50, "wachtwoord").ronde(o -> {
            o.vastleggen();
            beurten.nogKeer = 0;
        })).isZero();
        assertThat(intake.vastgelegd).hasSize(1);
        assertThat(inPostvak()).isEqualTo(2);
    }

    @Test
    void turn_isGivenBackAfterEveryRound_alsoWhenTheServerIsAway() throws Exception {
        bezorg(zegelpost(VAN, CMS));
        ophaler(50, "wachtwoord").ronde(Intake.Ontvangst::vastleggen);
        ophaler(50, "anders").ronde(Intake.Ontvangst::vastleggen);
        String bron = "imap:zegel@127.0.0.1:" + server.getImap().getPort() + "/INBOX";
        assertThat(beurten.gang).containsExactly("neem " + bron, "terug " + bron, "neem " + bron, "terug " + bron);
    }

    private record Gezien(Object body, Map<String, Object> headers, Map<String, Object> eigenschappen) {}

    private DefaultCamelContext metRoute(BlockingQueue<Gezien> gezien) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.addComponent("zegel-mail", new MailComponent(Map.of("hoofd", ophaler(50, "wachtwoord"))));
        PluginHelper.getRoutesLoader(camel).loadRoutes(
                ResourceHelper.fromString("intake-mail.camel.yaml", Files.readString(Path.of("routes/intake-mail.camel.yaml"))));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:intake").process(e -> {
                    e.getIn().getBody(Intake.Ontvangst.class).vastleggen();
                    gezien.add(new Gezien(e.getIn().getBody(), Map.copyOf(e.getIn().getHeaders()), Map.copyOf(e.getProperties())));
                });
            }
        });
        return camel;
    }

    @Test
    void camelHeadersInMail_neverReachDirectIntake() throws Exception {
        bezorg(zegelpost(VAN + "CamelFileName: ../../etc/passwd\r\ncAmelExecCommandExecutable: /bin/sh\r\nCAmelHttpUri: http://evil.example\r\n"
                + "breadcrumbId: x\r\nX-Zegel-Verified: yes\r\nSubject: ${header.x}\r\nTo: direct:evil\r\n", CMS));
        BlockingQueue<Gezien> gezien = new LinkedBlockingQueue<>();
        try (DefaultCamelContext camel = metRoute(gezien)) {
            camel.start();
            Gezien een = gezien.poll(30, TimeUnit.SECONDS);
            assertThat(een).isNotNull();
            assertThat(een.body()).isInstanceOf(Intake.Ontvangst.class);
            assertThat(een.headers()).isEmpty();
            assertThat(een.eigenschappen().toString()).doesNotContain("passwd", "evil", "breadcrumbId=x");
        }
        assertThat(intake.vastgelegd).singleElement().satisfies(o -> assertThat(o.bytes()).isEqualTo(CMS));
    }

    @Test
    void profile32MailboxNotConfigured_routeStartsAndPollsNothing() throws Exception {
        try (DefaultCamelContext camel = metRoute(new LinkedBlockingQueue<>())) {
            camel.start();
            assertThat(camel.getRouteController().getRouteStatus("intake-mail-32").isStarted()).isTrue();
        }
    }

    @Test
    void unknownMailboxOrProducer_doesNotLoad() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("zegel-mail", new MailComponent(Map.of()));
            assertThatThrownBy(() -> camel.getEndpoint("zegel-mail:ander")).hasRootCauseInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> camel.getEndpoint("zegel-mail:hoofd").createProducer()).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}

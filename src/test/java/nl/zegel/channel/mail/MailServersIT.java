package nl.zegel.channel.mail;

import static nl.zegel.channel.mail.Post.LEVERING;
import static nl.zegel.channel.mail.Post.cms;
import static nl.zegel.channel.mail.Post.document;
import static nl.zegel.channel.mail.Post.loket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nl.zegel.channel.mail.Verbinding.Beveiliging;
import nl.zegel.crypto.Geheim;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Terugmelding.Actie;
import nl.zegel.exchange.Terugmelding.Relay;
import nl.zegel.exchange.Uitgang.Afgifte;
import nl.zegel.exchange.Uitgang.Bezorging;
import nl.zegel.exchange.Uitgang.Soort;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Omgeving;
import nl.zegel.testing.Proefbeurten;
import nl.zegel.testing.Programma;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ways through Debian's postfix and dovecot over verified TLS, and through postfix's own test sink. */
class MailServersIT {
    private static final byte[] CMS = cms(CmsSoort.GEZEGELD, 3_000_000);
    private static final String UTRECHT = "burgemeester@utrecht.example";

    @TempDir
    static Path map;

    private static DebianMail servers;
    private final GeheugenIntake intake = new GeheugenIntake();

    @BeforeAll
    static void start() throws Exception {
        servers = DebianMail.start(map);
    }

    @AfterAll
    static void stop() throws Exception {
        if (servers != null) {
            servers.close();
        }
    }

    @BeforeEach
    void leegPostvak() {
        ophaler("localhost", Optional.of(servers.certificaat())).ronde(o -> { });
        assertThat(intake.vastgelegd).isEmpty();
    }

    private static Verbinding verbinding(String host, int poort, String gebruiker, Beveiliging beveiliging, Optional<Path> ankers) {
        return Verbinding.van(host, poort, gebruiker, beveiliging, ankers, Duration.ofSeconds(20), Omgeving.PRODUCTIE);
    }

    private Ophaler ophaler(String host, Optional<Path> ankers) {
        Postvak vak = new Postvak(verbinding(host, servers.imapPoort, Post.GATEWAY, Beveiliging.TLS, ankers), "INBOX",
                Postvak.Buitenkant.VERSLEUTELD, 1 << 24, 50, Duration.ofSeconds(1));
        return new Ophaler(vak, () -> Optional.of(new Geheim("mail", "wachtwoord".getBytes(StandardCharsets.UTF_8))),
                new Postlezer(intake, intake, Post.GATEWAY, vak), new Proefbeurten());
    }

    private static MailUitgang uitgang(String host, Optional<Path> ankers) {
        return new MailUitgang(verbinding(host, servers.smtpPoort, "", Beveiliging.STARTTLS, ankers), Optional::empty, Post.GATEWAY,
                e -> new byte[] {0x30, 0});
    }

    private static Afgifte stuur(String adres) throws IOException {
        return uitgang("localhost", Optional.of(servers.certificaat())).bezorg(document(loket(adres, 1 << 26, CmsProfiel.V4_0), CMS));
    }

    private static void wachtOpPost(String adres) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() -> !servers.maildir(adres).isEmpty());
    }

    @Test
    void outward_sealedMailLiesInTheMaildir() throws Exception {
        assertThat(stuur(UTRECHT)).isEqualTo(new Afgifte.NaarMail("SMTP 250"));
        wachtOpPost(UTRECHT);
        assertThat(servers.maildir(UTRECHT)).singleElement().satisfies(p -> assertThat(Files.readString(p, StandardCharsets.ISO_8859_1))
                .contains("Subject: Zegel: bericht 0d5e7c2a9b11", "smime-type=authEnveloped-data", "Message-ID: <" + LEVERING + "@zegel.example>")
                .doesNotContain(InetAddress.getLocalHost().getHostName() + " ("));
    }

    @Test
    void inward_mailLeavesTheMailboxOnlyAfterCommit() throws Exception {
        assertThat(stuur(Post.GATEWAY)).isInstanceOf(Afgifte.NaarMail.class);
        wachtOpPost(Post.GATEWAY);
        Ophaler ophaler = ophaler("localhost", Optional.of(servers.certificaat()));
        intake.faaltBij = LEVERING;
        assertThat(ophaler.ronde(Intake.Ontvangst::vastleggen)).isZero();
        assertThat(ophaler.storing()).isEmpty();
        assertThat(servers.maildir(Post.GATEWAY)).hasSize(1);
        intake.faaltBij = "";
        assertThat(ophaler.ronde(Intake.Ontvangst::vastleggen)).isEqualTo(1);
        assertThat(servers.maildir(Post.GATEWAY)).isEmpty();
        assertThat(intake.vastgelegd).singleElement().satisfies(o -> {
            assertThat(o.bytes()).isEqualTo(CMS);
            assertThat(o.aanvoer().van()).containsExactly(Post.GATEWAY);
        });
    }

    @Test
    void bounceOfPostfix_becomesAReportOnThatDelivery() throws Exception {
        assertThat(stuur("stuk@utrecht.example")).isInstanceOf(Afgifte.NaarMail.class);
        wachtOpPost(Post.GATEWAY);
        ophaler("localhost", Optional.of(servers.certificaat())).ronde(Intake.Ontvangst::vastleggen);
        assertThat(intake.meldingen).singleElement().isInstanceOfSatisfying(Relay.class, r -> {
            assertThat(r.leveringId()).isEqualTo(LEVERING);
            assertThat(r.actie()).isEqualTo(Actie.MISLUKT);
            assertThat(r.status()).startsWith("5.");
        });
        assertThat(intake.vastgelegd).isEmpty();
    }

    @Test
    void evidenceMail_isVerifiedByOpensslAsItArrived() throws Exception {
        Programma openssl = Programma.nodig("openssl", "openssl");
        Path tekst = map.resolve("entiteit");
        Mailhandtekening handtekening = entiteit -> {
            Files.write(tekst, entiteit);
            return draai(openssl, "cms", "-sign", "-binary", "-md", "sha256", "-in", tekst.toString(), "-outform", "DER",
                    "-signer", servers.certificaat().toString(), "-inkey", map.resolve("sleutel.pem").toString(), "-out", "handtekening.der");
        };
        MailUitgang uitgang = new MailUitgang(verbinding("localhost", servers.smtpPoort, "", Beveiliging.STARTTLS, Optional.of(servers.certificaat())),
                Optional::empty, Post.GATEWAY, handtekening);
        assertThat(uitgang.bezorg(new Bezorging(LEVERING, Soort.BEWIJS, loket("stil@utrecht.example", 1 << 26, CmsProfiel.V4_0),
                List.of(Post.deel("bewijs.json", "application/json", new byte[] {'{', '}'})), Post.TOEN))).isInstanceOf(Afgifte.NaarMail.class);
        wachtOpPost("stil@utrecht.example");
        Path eml = servers.maildir("stil@utrecht.example").get(0);
        assertThat(openssl.draai(map, 30, "", verifieer(eml)).code()).isZero();
        Files.writeString(eml, Files.readString(eml, StandardCharsets.ISO_8859_1).replace("Beste collega", "Beste Collega"), StandardCharsets.ISO_8859_1);
        assertThat(openssl.draai(map, 30, "", verifieer(eml)).code()).isNotZero();
    }

    private static List<String> verifieer(Path eml) {
        return List.of("cms", "-verify", "-crlfeol", "-in", eml.toString(), "-CAfile", servers.certificaat().toString(), "-purpose", "any");
    }

    private static byte[] draai(Programma openssl, String... argumenten) throws IOException {
        try {
            assertThat(openssl.draai(map, 30, "", List.of(argumenten)).code()).isZero();
            return Files.readAllBytes(map.resolve("handtekening.der"));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void unknownMailbox_fails() throws IOException {
        assertThat(stuur("niemand@utrecht.example")).isEqualTo(new Afgifte.Mislukt("SMTP_550"));
    }

    @Test
    void otherNameThanTheCertificates_getsNothing() throws IOException {
        assertThat(uitgang("127.0.0.1", Optional.of(servers.certificaat())).bezorg(document(loket(UTRECHT, 1 << 26, CmsProfiel.V4_0), CMS)))
                .isEqualTo(new Afgifte.LaterOpnieuw("SMTP_TLS"));
        Ophaler ophaler = ophaler("127.0.0.1", Optional.of(servers.certificaat()));
        assertThat(ophaler.ronde(Intake.Ontvangst::vastleggen)).isZero();
        assertThat(ophaler.storing()).contains("IMAP_TLS");
    }

    @Test
    void certificateOfAnUnknownCa_getsNothing() throws IOException {
        assertThat(uitgang("localhost", Optional.empty()).bezorg(document(loket(UTRECHT, 1 << 26, CmsProfiel.V4_0), CMS)))
                .isEqualTo(new Afgifte.LaterOpnieuw("SMTP_TLS"));
        Ophaler ophaler = ophaler("localhost", Optional.empty());
        assertThat(ophaler.ronde(Intake.Ontvangst::vastleggen)).isZero();
        assertThat(ophaler.storing()).contains("IMAP_TLS");
    }

    @ParameterizedTest
    @CsvSource({"-r, rcpt, LaterOpnieuw", "-r, data, LaterOpnieuw", "-r, ., LaterOpnieuw", "-f, mail, Mislukt", "-f, rcpt, Mislukt", "-f, ., Mislukt"})
    void testSink_repliesAreMapped(String soort, String bij, String uitkomst) throws Exception {
        int poort = DebianMail.vrijePoort();
        Process sink = Programma.nodig("smtp-sink", "postfix")
                .proces(List.of("-u", "nobody", soort, bij, "127.0.0.1:" + poort, "10")).redirectOutput(map.resolve("sink.uit").toFile()).start();
        try {
            await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(() -> {
                try (Socket s = new Socket("127.0.0.1", poort)) {
                    return s.isConnected();
                }
            });
            Afgifte afgifte = new MailUitgang(Verbinding.van("127.0.0.1", poort, "", Beveiliging.GEEN, Optional.empty(), Duration.ofSeconds(20), Omgeving.DEMO),
                    Optional::empty, Post.GATEWAY, e -> new byte[0]).bezorg(document(loket(UTRECHT, 1 << 26, CmsProfiel.V4_0), CMS));
            assertThat(afgifte.getClass().getSimpleName()).isEqualTo(uitkomst);
        } finally {
            sink.destroy();
            sink.waitFor(20, TimeUnit.SECONDS);
        }
    }
}

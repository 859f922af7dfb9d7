package nl.zegel.channel.mail;

import static nl.zegel.channel.mail.Post.LEVERING;
import static nl.zegel.channel.mail.Post.TOEN;
import static nl.zegel.channel.mail.Post.cms;
import static nl.zegel.channel.mail.Post.document;
import static nl.zegel.channel.mail.Post.loket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nl.zegel.document.Deel;
import nl.zegel.exchange.Uitgang.Afgifte;
import nl.zegel.exchange.Uitgang.Bezorging;
import nl.zegel.exchange.Uitgang.Soort;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Loket;
import nl.zegel.party.Omgeving;
import nl.zegel.testing.Proefbeurten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves for the relay, byte for byte, and what each answer of the relay means. */
class MailUitgangTest {
    private static final byte[] CMS = cms(CmsSoort.GEZEGELD, 100_000);
    private static final Loket UTRECHT = loket("burgemeester@utrecht.example", 26_214_400, CmsProfiel.V4_0);
    private static final byte[] HANDTEKENING = {0x30, 0x03, 1, 2, 3};

    private static MailUitgang uitgang(int poort) {
        return uitgang(poort, entiteit -> HANDTEKENING);
    }

    private static MailUitgang uitgang(int poort, Mailhandtekening handtekening) {
        return new MailUitgang(new Verbinding("127.0.0.1", poort, "", Verbinding.Beveiliging.GEEN, Optional.empty(), Duration.ofSeconds(10)),
                Optional::empty, Post.GATEWAY, handtekening);
    }

    private static Afgifte bezorg(Map<String, String> antwoorden) throws IOException {
        try (NepRelay relay = new NepRelay(antwoorden)) {
            return uitgang(relay.poort()).bezorg(document(UTRECHT, CMS));
        }
    }

    /** What GreenMail got for one delivery. */
    private static MimeMessage aangekomen(Bezorging bezorging, Mailhandtekening handtekening) throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            server.setUser("burgemeester@utrecht.example", "x");
            assertThat(uitgang(server.getSmtp().getPort(), handtekening).bezorg(bezorging)).isEqualTo(new Afgifte.NaarMail("SMTP 250"));
            return server.getReceivedMessages()[0];
        } finally {
            server.stop();
        }
    }

    @Test
    void sealedDelivery_arrivesWithNothingTellingInItsHeader() throws Exception {
        MimeMessage mail = aangekomen(document(UTRECHT, CMS), e -> HANDTEKENING);
        assertThat(Collections.list(mail.getAllHeaders()).stream().filter(h -> !h.getName().matches("Return-Path|Received"))
                .map(h -> h.getName() + ": " + h.getValue().replaceAll("\\s+", " "))).containsExactlyInAnyOrder(
                "From: zegel@zegel.example", "To: burgemeester@utrecht.example", "Subject: Zegel: bericht 0d5e7c2a9b11",
                "Date: Mon, 23 Nov 2026 09:00:00 +0000", "Message-ID: <" + LEVERING + "@zegel.example>", "MIME-Version: 1.0",
                "Auto-Submitted: auto-generated", "Content-Transfer-Encoding: base64",
                "Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name=\"smime.p7m\"",
                "Content-Disposition: attachment; filename=\"smime.p7m\"");
        assertThat(mail.getInputStream().readAllBytes()).isEqualTo(CMS);
    }

    @ParameterizedTest
    @CsvSource({"VERSLEUTELD, enveloped-data", "ONDERTEKEND, signed-data"})
    void profile32Delivery_isNamedByWhatItIs(CmsSoort soort, String smimeType) throws Exception {
        Loket oud = loket("burgemeester@utrecht.example", 26_214_400, CmsProfiel.V3_2);
        MimeMessage mail = aangekomen(document(oud, cms(soort, 500)), e -> HANDTEKENING);
        assertThat(mail.getContentType()).contains("smime-type=" + smimeType + ";");
    }

    @Test
    void ownMail_isTakenInBySealedMailRules() throws Exception {
        ByteArrayOutputStream ruw = new ByteArrayOutputStream();
        aangekomen(document(UTRECHT, CMS), e -> HANDTEKENING).writeTo(ruw);
        GeheugenIntake intake = new GeheugenIntake();
        new Postlezer(intake, intake, "ander@ander.example", Post.postvak(Post.verbinding(1), Postvak.Buitenkant.VERSLEUTELD, 1 << 20))
                .neem(new ByteArrayInputStream(ruw.toByteArray()), o -> o.vastleggen(),
                        new Proefbeurten().neem("proef").orElseThrow());
        assertThat(intake.vastgelegd).singleElement().satisfies(o -> {
            assertThat(o.bytes()).isEqualTo(CMS);
            assertThat(o.aanvoer().antwoordbaar()).isFalse();
        });
    }

    @Test
    void repeat_hasTheSameMessageIdAndEnvelopeId() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (NepRelay relay = new NepRelay(Map.of())) {
                uitgang(relay.poort()).bezorg(document(UTRECHT, CMS));
                assertThat(relay.regels).contains("Message-ID: <" + LEVERING + "@zegel.example>", "EHLO zegel.example",
                        "MAIL FROM:<zegel@zegel.example> RET=HDRS ENVID=" + LEVERING,
                        "RCPT TO:<burgemeester@utrecht.example> NOTIFY=FAILURE,DELAY");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 druk, SMTP_451", "RCPT, 450 grijs, SMTP_450", "DATA, 421 weg, SMTP_421", "., 452 vol, SMTP_452",
        "GROET, 554 nee, SMTP_ONBEREIKBAAR", "EHLO, '', SMTP_ONBEREIKBAAR", "MAIL, '', SMTP_ONBEREIKBAAR"})
    void notNow_isTriedLater(String bij, String antwoord, String code) throws IOException {
        assertThat(bezorg(Map.of(bij, antwoord))).isEqualTo(new Afgifte.LaterOpnieuw(code));
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 nee, SMTP_550", "RCPT, 550 onbekend, SMTP_550", "RCPT, 553 nee, SMTP_553", "DATA, 554 nee, SMTP_554", "., 554 nee, SMTP_554",
        "., 552 groot, TE_GROOT_VOOR_MAIL", "MAIL, 552 groot, TE_GROOT_VOOR_MAIL"})
    void refused_fails(String bij, String antwoord, String code) throws IOException {
        assertThat(bezorg(Map.of(bij, antwoord))).isEqualTo(new Afgifte.Mislukt(code));
    }

    @Test
    void peerText_isInNoCode() throws IOException {
        assertThat(bezorg(Map.of("RCPT", "550 5.1.1 <burgemeester@utrecht.example> geheim")).toString()).doesNotContain("geheim", "utrecht");
    }

    @Test
    void lostAfterTheLastByte_isUnknown() {
        assertThatThrownBy(() -> bezorg(Map.of(".", ""))).isInstanceOf(IOException.class).hasMessageContaining("may have been taken");
    }

    @Test
    void lostHalfway_isTriedLater() throws IOException {
        byte[] groot = cms(CmsSoort.GEZEGELD, 8 << 20);
        try (NepRelay relay = new NepRelay(Map.of(), 50)) {
            assertThat(uitgang(relay.poort()).bezorg(document(UTRECHT, groot))).isEqualTo(new Afgifte.LaterOpnieuw("SMTP_ONBEREIKBAAR"));
        }
    }

    @Test
    void sourceBreaksHalfway_nothingCountsAsSent() throws IOException {
        Deel stuk = new Deel("document.p7m", "application/pkcs7-mime", CMS.length, () -> new InputStream() {
            private int plek;

            @Override
            public int read() throws IOException {
                if (plek >= CMS.length / 2) {
                    throw new IOException("at rest: the tag does not hold");
                }
                return CMS[plek++] & 0xff;
            }
        });
        try (NepRelay relay = new NepRelay(Map.of())) {
            assertThat(uitgang(relay.poort()).bezorg(new Bezorging(LEVERING, Soort.DOCUMENT, UTRECHT, List.of(stuk), TOEN)))
                    .isInstanceOf(Afgifte.LaterOpnieuw.class);
            assertThat(relay.regels).doesNotContain(".");
        }
    }

    @Test
    void nobodyListens_isTriedLater() throws IOException {
        assertThat(uitgang(1).bezorg(document(UTRECHT, CMS))).isEqualTo(new Afgifte.LaterOpnieuw("SMTP_ONBEREIKBAAR"));
    }

    @Test
    void tooLargeForTheMailbox_countsBase64() throws IOException {
        long precies = MailUitgang.mailgrootte(CMS.length);
        assertThat(precies).isGreaterThan(CMS.length * 4L / 3);
        assertThat(uitgang(1).bezorg(document(loket("a@b.example", precies - 1, CmsProfiel.V4_0), CMS)))
                .isEqualTo(new Afgifte.Mislukt(MailUitgang.TE_GROOT_VOOR_MAIL));
        assertThat(uitgang(1).bezorg(document(loket("a@b.example", precies, CmsProfiel.V4_0), CMS))).isInstanceOf(Afgifte.LaterOpnieuw.class);
    }

    @Test
    void mailSize_isNeverBelowWhatIsSent() throws Exception {
        for (int lengte : new int[] {0, 1, 56, 57, 58, 10_000, 100_001}) {
            ByteArrayOutputStream ruw = new ByteArrayOutputStream();
            MimeMessage mail = aangekomen(document(UTRECHT, cms(CmsSoort.GEZEGELD, lengte)), e -> HANDTEKENING);
            mail.removeHeader("Received");
            mail.writeTo(ruw);
            assertThat(MailUitgang.mailgrootte(cms(CmsSoort.GEZEGELD, lengte).length)).isBetween((long) ruw.size(), ruw.size() + 2100L);
        }
    }

    @Test
    void relayThatSaysItsLimit_isNotSentMore() throws IOException {
        try (NepRelay relay = new NepRelay(Map.of("EHLO", "250-nep\r\n250 SIZE 1000"))) {
            assertThat(uitgang(relay.poort()).bezorg(document(UTRECHT, CMS))).isEqualTo(new Afgifte.Mislukt(MailUitgang.TE_GROOT_VOOR_MAIL));
            assertThat(relay.regels).noneMatch(r -> r.startsWith("MAIL"));
        }
    }

    @Test
    void loketWithoutAddress_fails() throws IOException {
        assertThat(uitgang(1).bezorg(document(loket("", 1 << 20, CmsProfiel.V4_0), CMS))).isEqualTo(new Afgifte.Mislukt("GEEN_MAILADRES"));
    }

    @Test
    void closedKeyStore_isTriedLater() throws IOException {
        MailUitgang metLogin = new MailUitgang(Post.verbinding(1), Optional::empty, Post.GATEWAY, e -> HANDTEKENING);
        assertThat(metLogin.bezorg(document(UTRECHT, CMS))).isEqualTo(new Afgifte.LaterOpnieuw("SLEUTELKAST_DICHT"));
    }

    @Test
    void unsealedBytes_neverLeave() {
        assertThatThrownBy(() -> uitgang(1).bezorg(document(UTRECHT, "<document/>".getBytes(StandardCharsets.UTF_8)))).isInstanceOf(GatewayBug.class);
        assertThatThrownBy(() -> uitgang(1).bezorg(document(UTRECHT, new byte[0]))).isInstanceOf(GatewayBug.class);
        assertThatThrownBy(() -> uitgang(1).bezorg(document(UTRECHT, cms(CmsSoort.ONDERTEKEND, 9)))).isInstanceOf(GatewayBug.class);
        Bezorging twee = new Bezorging(LEVERING, Soort.DOCUMENT, UTRECHT, List.of(Post.deel("a", "b", CMS), Post.deel("a", "b", CMS)), TOEN);
        assertThatThrownBy(() -> uitgang(1).bezorg(twee)).isInstanceOf(GatewayBug.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: kwaad@evil.example", "a\nb", "a b", "a>", "<a", "", "a@b", "\u00e9", "a\0", "-a", "a\r\n.\r\nMAIL"})
    void deliveryIdThatCouldEndAHeader_isABug(String id) {
        assertThatThrownBy(() -> uitgang(1).bezorg(new Bezorging(id, Soort.DOCUMENT, UTRECHT, List.of(Post.deel("a", "b", CMS)), TOEN)))
                .isInstanceOf(GatewayBug.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.example\r\nBcc: kwaad@evil.example", "a@b.example, c@d.example", "A <a@b.example>", "a", "a@b.example> X=1", "x: a@b.example;"})
    void addressThatIsNotPlain_isABug(String adres) {
        assertThatThrownBy(() -> uitgang(1).bezorg(document(loket(adres, 1 << 24, CmsProfiel.V4_0), CMS))).isInstanceOf(GatewayBug.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\".json", "a\r\nX: y.json", "../a.json", "a b.json", ""})
    void evidenceNameThatCouldEndAHeader_isABug(String naam) {
        assertThatThrownBy(() -> uitgang(1).bezorg(new Bezorging(LEVERING, Soort.BEWIJS, UTRECHT,
                List.of(Post.deel(naam, "application/json", new byte[] {'{', '}'})), TOEN))).isInstanceOf(GatewayBug.class);
    }

    @Test
    void evidence_isClearSignedOverExactlyTheBytesThatArrive() throws Exception {
        AtomicReference<byte[]> getekend = new AtomicReference<>();
        byte[] json = "{\"versie\":1}".getBytes(StandardCharsets.UTF_8);
        Bezorging bewijs = new Bezorging(LEVERING, Soort.BEWIJS, UTRECHT, List.of(Post.deel("aangenomen.json", "application/json", json),
                Post.deel("aangenomen.json.p7s", "application/pkcs7-signature", new byte[] {0x30, 0})), TOEN);
        MimeMessage mail = aangekomen(bewijs, entiteit -> {
            getekend.set(entiteit);
            return HANDTEKENING;
        });
        assertThat(mail.getSubject()).isEqualTo("Zegel: bewijs 0d5e7c2a9b11");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("multipart/signed").contains("protocol=\"application/pkcs7-signature\"", "micalg=sha-256");
        String ruw = new String(mail.getRawInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(ruw).contains("\r\n" + new String(getekend.get(), StandardCharsets.ISO_8859_1) + "\r\n--zegel-");
        MimeMultipart delen = (MimeMultipart) mail.getContent();
        assertThat(delen.getCount()).isEqualTo(2);
        assertThat(delen.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(HANDTEKENING);
        MimeMultipart binnen = (MimeMultipart) delen.getBodyPart(0).getContent();
        assertThat((String) binnen.getBodyPart(0).getContent()).contains("Dit is een bewijs van Zegel", "0d5e7c2a9b11");
        assertThat(binnen.getBodyPart(1).getFileName()).isEqualTo("aangenomen.json");
        assertThat(binnen.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(json);
        assertThat(binnen.getBodyPart(2).getContentType()).startsWith("application/pkcs7-signature");
    }

    @Test
    void evidenceWhileTheSigningKeyIsAway_isTriedLater() throws IOException {
        try (NepRelay relay = new NepRelay(Map.of())) {
            MailUitgang dicht = uitgang(relay.poort(), e -> {
                throw new IOException("key store closed");
            });
            assertThat(dicht.bezorg(new Bezorging(LEVERING, Soort.BEWIJS, UTRECHT,
                    List.of(Post.deel("a.json", "application/json", new byte[] {'{', '}'})), TOEN)))
                    .isEqualTo(new Afgifte.LaterOpnieuw("MAIL_NIET_GEREED"));
            assertThat(relay.regels).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"mail.example.nl, DEMO", "10.0.0.1, DEMO", "127.0.0.1, PRODUCTIE", "localhost, TEST", "127.0.0.1.evil.example, DEMO"})
    void plaintextBeyondThisMachineOrTheDemo_isRefused(String host, Omgeving omgeving) {
        assertThatThrownBy(() -> Verbinding.van(host, 25, "", Verbinding.Beveiliging.GEEN, Optional.empty(), Duration.ofSeconds(1), omgeving))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void relayWithoutTls_getsNoMailWhenTlsIsDemanded() throws IOException {
        try (NepRelay relay = new NepRelay(Map.of())) {
            MailUitgang streng = new MailUitgang(new Verbinding("127.0.0.1", relay.poort(), "", Verbinding.Beveiliging.STARTTLS, Optional.empty(),
                    Duration.ofSeconds(10)), Optional::empty, Post.GATEWAY, e -> HANDTEKENING);
            assertThat(streng.bezorg(document(UTRECHT, CMS))).isInstanceOf(Afgifte.LaterOpnieuw.class);
            assertThat(relay.regels).noneMatch(r -> r.startsWith("MAIL") || r.startsWith("RCPT") || r.startsWith("DATA"));
        }
    }
}

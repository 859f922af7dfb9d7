package nl.zegel.channel.mail;

import static nl.zegel.channel.mail.Post.POLITIE;
import static nl.zegel.channel.mail.Post.base64;
import static nl.zegel.channel.mail.Post.bytes;
import static nl.zegel.channel.mail.Post.cms;
import static nl.zegel.channel.mail.Post.zegelpost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import nl.zegel.channel.mail.Postvak.Buitenkant;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Terugmelding.Actie;
import nl.zegel.exchange.Terugmelding.Dispositie;
import nl.zegel.exchange.Terugmelding.Ontvangstbewijs;
import nl.zegel.exchange.Terugmelding.Relay;
import nl.zegel.testing.Proefbeurten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One mail as bytes: what is a sealed mail, what is not, and what of it travels on. */
class PostlezerTest {
    private static final byte[] CMS = cms(CmsSoort.GEZEGELD, 5000);
    private static final String VAN = "From: " + POLITIE + "\r\n";
    private final GeheugenIntake intake = new GeheugenIntake();

    private void neem(byte[] bericht) throws IOException {
        neem(bericht, Buitenkant.VERSLEUTELD, 1 << 20);
    }

    private void neem(byte[] bericht, Buitenkant buitenom, long grens) throws IOException {
        new Postlezer(intake, intake, Post.GATEWAY, Post.postvak(Post.verbinding(1), buitenom, grens))
                .neem(new ByteArrayInputStream(bericht), Intake.Ontvangst::vastleggen,
                        new Proefbeurten().neem("proef").orElseThrow());
    }

    private Aanvoer.Mail aanvoer(String koppen) throws IOException {
        neem(zegelpost(koppen, CMS));
        assertThat(intake.geweigerd).isEmpty();
        return intake.vastgelegd.get(0).aanvoer();
    }

    @Test
    void sealedMail_decodedBytesReachIntake() throws IOException {
        neem(zegelpost(VAN, CMS));
        assertThat(intake.vastgelegd).singleElement().satisfies(o -> {
            assertThat(o.bytes()).isEqualTo(CMS);
            assertThat(o.aanvoer()).isEqualTo(new Aanvoer.Mail(java.util.List.of(POLITIE), java.util.List.of(), "<1@politie-mn.example>", true));
        });
        assertThat(intake.gesloten).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "From: hennep@politie-mn.example", "From: <hennep@politie-mn.example>", "FROM: Hennep@Politie-MN.example",
        "From: Hennep Politie <hennep@politie-mn.example>", "From: \"Politie, hennep\" <hennep@politie-mn.example>",
        "From: =?utf-8?q?Hennepco=C3=B6rdinator?= <hennep@politie-mn.example>",
        "From: \"hennep@politie-mn.example\" <hennep@politie-mn.example>", "From:\r\n hennep@politie-mn.example",
        "From : hennep@politie-mn.example"})
    void plainFrom_givesItsAddress(String van) throws IOException {
        assertThat(aanvoer(van + "\r\n").van()).containsExactly(POLITIE);
    }

    /** Every trick must leave a list that is not exactly the one registered address. */
    @ParameterizedTest
    @ValueSource(strings = {
        "From: hennep@politie-mn.example\r\nFrom: kwaad@evil.example",
        "From: kwaad@evil.example\r\nFrom: hennep@politie-mn.example",
        "From: hennep@politie-mn.example\r\nfrom: hennep@politie-mn.example",
        "From: hennep@politie-mn.example\r\nFrom : kwaad@evil.example",
        "From: hennep@politie-mn.example, kwaad@evil.example",
        "From: politie: hennep@politie-mn.example;",
        "From: politie: hennep@politie-mn.example, kwaad@evil.example;",
        "From: hennep@politie-mn.example (kwaad@evil.example)",
        "From: (a (b) <kwaad@evil.example>) hennep@politie-mn.example",
        "From: (nested (very (deep))) <hennep@politie-mn.example>",
        "From: \"hennep@politie-mn.example\" <kwaad@evil.example>",
        "From: hennep@politie-mn.example <kwaad@evil.example>",
        "From: <kwaad@evil.example> <hennep@politie-mn.example>",
        "From: <hennep@politie-mn.example> <kwaad@evil.example>",
        "From: <@evil.example:hennep@politie-mn.example>",
        "From: <hennep@politie-mn.example",
        "From: hennep@politie-mn.example>",
        "From: \"hennep\"@politie-mn.example",
        "From: hennep @politie-mn.example", "From: hennep@politie-mn.\r\n example",
        "From: =?utf-8?q?hennep=40politie-mn.example?=",
        "From: =?utf-8?q?hennep=40politie-mn.example=3E?= <kwaad@evil.example>",
        "From: =?utf-8?b?aGVubmVwQHBvbGl0aWUtbW4uZXhhbXBsZQ==?= <kwaad@evil.example>",
        "From: =?utf-8?q?hennep=EF=BC=A0politie-mn.example?= <kwaad@evil.example>",
        "From: =?utf-8?q?a=00?= <hennep@politie-mn.example>",
        "From: =?x-none?q?a?= <hennep@politie-mn.example>",
        "From: hennep@politie-mn.example\0", "From: hennep\0@politie-mn.example", "From: hennep@politie-mn.example\0@evil.example",
        "From: hennep.politie-mn.example", "From: hennep@", "From: @politie-mn.example", "From:", "From: <>", "X-Geen: van",
        "From: hennep@politie-mn.example;", "From: hennep@politie-mn.example,", "From: ,hennep@politie-mn.example",
        "From: hennep@politie-mn.example kwaad@evil.example", "From: hennep@politie-mn.example@evil.example",
        "From: hennep@[127.0.0.1]", "From: hennep@politie-mn.example.", "From: .hennep@politie-mn.example",
        "From: h\u00e9nnep <hennep@politie-mn.example>", "From: \"open <hennep@politie-mn.example>",
        "Resent-From: hennep@politie-mn.example", "Sender: hennep@politie-mn.example", "Reply-To: hennep@politie-mn.example"})
    void trickyFrom_neverEqualsTheRegisteredAddress(String van) throws IOException {
        assertThat(aanvoer(van + "\r\n").van()).isNotEqualTo(java.util.List.of(POLITIE));
    }

    @Test
    void veryLongFrom_staysBoundedAndRefusable() throws IOException {
        Aanvoer.Mail gezien = aanvoer("From: " + "a".repeat(40_000) + " <" + POLITIE + ">\r\n");
        assertThat(gezien.van()).singleElement().satisfies(v -> assertThat(v.length()).isLessThanOrEqualTo(998));
    }

    @Test
    void senderFields_areAllListed() throws IOException {
        assertThat(aanvoer(VAN + "Sender: kwaad@evil.example\r\nSender: Twee <twee@evil.example>\r\n").afzenders())
                .containsExactly("kwaad@evil.example", "twee@evil.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated; x=y", "Auto-Submitted: no\r\nAuto-Submitted: auto-replied",
        "auto-submitted: AUTO-NOTIFIED", "Auto-Submitted:", "Precedence: bulk", "Precedence: LIST", "Precedence: junk (x)",
        "Return-Path: <>", "Return-Path: < >", "Return-Path:", "List-Id: <a.example>", "List-Unsubscribe: <mailto:a@b.example>",
        "X-Auto-Response-Suppress: All", "X-Autoreply: yes", "Mailing-List: a"})
    void automaticMail_isTakenButNeverAnswerable(String kop) throws IOException {
        assertThat(aanvoer(VAN + kop + "\r\n").antwoordbaar()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auto-Submitted: no", "Auto-Submitted: No (manual)", "Precedence: normal", "Return-Path: <hennep@politie-mn.example>"})
    void mailOfAPerson_isAnswerable(String kop) throws IOException {
        assertThat(aanvoer(VAN + kop + "\r\n").antwoordbaar()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Type: text/plain                                                         | MAIL_GEEN_CMS
            Content-Type: message/rfc822                                                     | MAIL_GEEN_CMS
            Content-Type: multipart/mixed; boundary=a                                        | MAIL_GEEN_CMS
            Content-Type: application/octet-stream; name=smime.p7m                           | MAIL_GEEN_CMS
            Content-Type: application/pkcs7-mime; smime-type=compressed-data                 | MAIL_GEEN_CMS
            Content-Type: application/pkcs7-mime; smime-type=certs-only                      | MAIL_GEEN_CMS
            Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=a | MAIL_NIET_VERSLEUTELD
            Content-Type: application/pkcs7-mime; smime-type=signed-data                     | MAIL_NIET_VERSLEUTELD
            Content-Type: application/pkcs7-mime; smime-type="                               | MAIL_SOORT_DUBBELZINNIG
            X-Geen: soort                                                                    | MAIL_GEEN_CMS
            """)
    void otherMail_isCountedAndNeverIntake(String kop, String code) throws IOException {
        neem(bytes(VAN + kop + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64(CMS)));
        assertThat(intake.geweigerd).containsExactly(code);
        assertThat(intake.begonnen).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: text/plain", "content-type : application/pkcs7-mime", "Content-Transfer-Encoding: binary"})
    void doubledBodyHeader_isAmbiguous(String kop) throws IOException {
        neem(zegelpost(VAN + kop + "\r\n", CMS));
        assertThat(intake.geweigerd).containsExactly("MAIL_SOORT_DUBBELZINNIG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"geen veld\r\n", "Subject: a\rFrom: kwaad@evil.example\r\n", "Sub\0ject: a\r\n", ": leeg\r\n", "From kwaad Mon Nov 23\r\n"})
    void headerThatReadsTwoWays_isNotGuessedAt(String kop) throws IOException {
        neem(zegelpost(VAN + kop, CMS));
        assertThat(intake.geweigerd).containsExactly("MAIL_KOP_ONLEESBAAR");
        assertThat(intake.geteld.get(0).antwoordbaar()).isFalse();
    }

    @Test
    void tooManyOrTooLongFields_areRefusedInBounds() throws IOException {
        neem(zegelpost(VAN + "X-A: b\r\n".repeat(Kopregels.MEESTE_VELDEN), CMS));
        neem(zegelpost(VAN + "X-A: " + "b".repeat(Kopregels.MEESTE_BYTES) + "\r\n", CMS));
        assertThat(intake.geweigerd).containsExactly("MAIL_KOP_TE_GROOT", "MAIL_KOP_TE_GROOT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hieronder nog een tekst\r\n", "QUJD", "--grens\r\n", "*", "="})
    void anythingBehindThePadding_isRefused(String extra) throws IOException {
        byte[] gevuld = cms(CmsSoort.GEZEGELD, 5001);
        assertThat(base64(gevuld).stripTrailing()).endsWith("=");
        neem(bytes(new String(zegelpost(VAN, gevuld), StandardCharsets.ISO_8859_1) + extra));
        assertThat(intake.geweigerd).containsExactly("MAIL_CODERING");
        assertThat(intake.vastgelegd).isEmpty();
        assertThat(intake.gesloten).isEqualTo(intake.begonnen);
    }

    @Test
    void cutOffBase64_leavesNothing() throws IOException {
        String heel = new String(zegelpost(VAN, CMS), StandardCharsets.ISO_8859_1).stripTrailing();
        neem(bytes(heel.substring(0, heel.length() - 3)));
        assertThat(intake.geweigerd).containsExactly("MAIL_CODERING");
        assertThat(intake.vastgelegd).isEmpty();
    }

    @Test
    void bodyIsAnotherKindThanItsMailbox_isRefused() throws IOException {
        neem(zegelpost(VAN, cms(CmsSoort.ONDERTEKEND, 90)));
        neem(zegelpost(VAN, "geen cms, zomaar tekst, lang genoeg".getBytes(StandardCharsets.US_ASCII)));
        neem(zegelpost(VAN, new byte[0]));
        assertThat(intake.geweigerd).containsExactly("MAIL_CMS_ANDERS", "MAIL_CMS_ANDERS", "MAIL_CMS_ANDERS");
        assertThat(intake.begonnen).isZero();
    }

    @Test
    void profile32Mailbox_takesOpaqueSignedOnly() throws IOException {
        byte[] buiten = cms(CmsSoort.ONDERTEKEND, 400);
        String mail = new String(zegelpost(VAN, buiten), StandardCharsets.ISO_8859_1).replace("authEnveloped-data", "signed-data");
        neem(bytes(mail), Buitenkant.ONDERTEKEND, 1 << 20);
        neem(zegelpost(VAN, cms(CmsSoort.VERSLEUTELD, 9)), Buitenkant.ONDERTEKEND, 1 << 20);
        neem(bytes(new String(zegelpost(VAN, cms(CmsSoort.VERSLEUTELD, 9)), StandardCharsets.ISO_8859_1).replace("authEnveloped-data", "signed-data")),
                Buitenkant.ONDERTEKEND, 1 << 20);
        assertThat(intake.vastgelegd).singleElement().satisfies(o -> assertThat(o.bytes()).isEqualTo(buiten));
        assertThat(intake.geweigerd).containsExactly("MAIL_BUITEN_NIET_ONDERTEKEND", "MAIL_CMS_ANDERS");
    }

    @Test
    void binaryEncoding_passesAndQuotedPrintableDoesNot() throws IOException {
        String mail = new String(zegelpost(VAN, CMS), StandardCharsets.ISO_8859_1);
        neem(bytes(mail.replace("Encoding: base64", "Encoding: quoted-printable")));
        String kop = mail.substring(0, mail.indexOf("\r\n\r\n") + 4).replace("Encoding: base64", "Encoding: binary");
        java.io.ByteArrayOutputStream binair = new java.io.ByteArrayOutputStream();
        binair.write(bytes(kop));
        binair.write(CMS);
        neem(binair.toByteArray());
        assertThat(intake.geweigerd).containsExactly("MAIL_CODERING");
        assertThat(intake.vastgelegd).singleElement().satisfies(o -> assertThat(o.bytes()).isEqualTo(CMS));
    }

    @Test
    void overTheLimit_isCountedAndNotKept() throws IOException {
        neem(zegelpost(VAN, CMS), Buitenkant.VERSLEUTELD, CMS.length - 1);
        assertThat(intake.geweigerd).containsExactly("MAIL_TE_GROOT");
        assertThat(intake.vastgelegd).isEmpty();
        neem(zegelpost(VAN, CMS), Buitenkant.VERSLEUTELD, CMS.length);
        assertThat(intake.vastgelegd).hasSize(1);
    }

    @Test
    void intakeAway_throwsSoThatTheMailStays() {
        intake.weg = true;
        assertThatThrownBy(() -> neem(zegelpost(VAN, CMS))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> neem(bytes(VAN + "\r\nhallo"))).isInstanceOf(IOException.class);
    }

    @Test
    void deliveryStatus_tracedByMessageIdOrEnvelopeId() throws IOException {
        neem(bytes(dsn("", "failed")));
        neem(bytes(dsn("Original-Envelope-Id: " + Post.LEVERING + "\r\n", "delayed").replace("@zegel.example>", "@elders.example>")));
        assertThat(intake.meldingen).containsExactly(
                new Relay(Post.LEVERING, Actie.MISLUKT, "5.1.1"), new Relay(Post.LEVERING, Actie.VERTRAAGD, "5.1.1"));
        assertThat(intake.vastgelegd).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"failed, @elders.example>", "unknown, @zegel.example>"})
    void deliveryStatusAboutOthersMailOrUnreadable_isCounted(String actie, String domein) throws IOException {
        neem(bytes(dsn("", actie).replace("@zegel.example>", domein)));
        assertThat(intake.geweigerd).containsExactly("MAIL_RAPPORT_ONBEKEND");
        assertThat(intake.geteld.get(0).antwoordbaar()).isFalse();
    }

    @Test
    void reportWithoutUsableParts_isCounted() throws IOException {
        neem(bytes("From: a@b.example\r\nContent-Type: multipart/report; report-type=delivery-status\r\n\r\nniets"));
        neem(bytes("From: a@b.example\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=g\r\n\r\n--g--\r\n"));
        assertThat(intake.geweigerd).containsExactly("MAIL_RAPPORT_ONBEKEND", "MAIL_RAPPORT_ONBEKEND");
    }

    @Test
    void deliveryStatusAroundAHugeReturnedMail_isStillRead() throws IOException {
        neem(bytes(dsn("", "failed").replace("--g--", "x".repeat(2 << 20) + "\r\n--g--")));
        assertThat(intake.meldingen).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"automatic-action/MDN-sent-automatically; displayed, displayed, false", "manual-action/MDN-sent-manually; Deleted/error, deleted, true"})
    void disposition_isAState(String waarde, String dispositie, boolean fout) throws IOException {
        neem(bytes("From: a@b.example\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=g\r\n\r\n"
                + "--g\r\n\r\ngelezen\r\n--g\r\nContent-Type: message/disposition-notification\r\n\r\nOriginal-Message-ID: <"
                + Post.LEVERING + "@zegel.example>\r\nDisposition: " + waarde + "\r\n\r\n--g--\r\n"));
        assertThat(intake.meldingen).containsExactly(new Dispositie(Post.LEVERING, dispositie, fout));
    }

    @Test
    void signedReceipt_goesToTerugmeldingNotIntake() throws IOException {
        byte[] cms = cms(CmsSoort.ONDERTEKEND, 300);
        neem(bytes(new String(zegelpost(VAN + "In-Reply-To: <" + Post.LEVERING + "@zegel.example>\r\n", cms), StandardCharsets.ISO_8859_1)
                .replace("authEnveloped-data", "signed-receipt")));
        assertThat(intake.meldingen).singleElement().isInstanceOfSatisfying(Ontvangstbewijs.class, b -> {
            assertThat(b.leveringId()).contains(Post.LEVERING);
            assertThat(b.cms()).isEqualTo(cms);
        });
        assertThat(intake.vastgelegd).isEmpty();
    }

    @Test
    void signedReceiptThatIsEncryptedOrHuge_isRefused() throws IOException {
        neem(bytes(new String(zegelpost(VAN, CMS), StandardCharsets.ISO_8859_1).replace("authEnveloped-data", "signed-receipt")));
        neem(bytes(new String(zegelpost(VAN, cms(CmsSoort.ONDERTEKEND, 300 << 10)), StandardCharsets.ISO_8859_1).replace("authEnveloped-data", "signed-receipt")));
        assertThat(intake.geweigerd).containsExactly("MAIL_CMS_ANDERS", "MAIL_TE_GROOT");
        assertThat(intake.meldingen).isEmpty();
    }

    @Test
    void base64Stream_givesTheSameBytesAtEveryLength() throws IOException {
        for (int lengte : new int[] {0, 1, 2, 3, 4, 5, 57, 12287, 12288, 12289, 16384, 50_000}) {
            byte[] bytes = new byte[lengte];
            new java.util.Random(lengte).nextBytes(bytes);
            try (StriktBase64 in = new StriktBase64(new ByteArrayInputStream(Base64.getMimeEncoder().encode(bytes)))) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void everyCode_isListedWithItsRemedy() throws Exception {
        String lijst = java.nio.file.Files.readString(java.nio.file.Path.of("docs/weigeringen.md"));
        for (java.lang.reflect.Field code : Codes.class.getDeclaredFields()) {
            assertThat(lijst).contains("| `" + code.get(null) + "` |");
        }
    }

    private static String dsn(String extra, String actie) {
        return "Return-Path: <>\r\nFrom: MAILER-DAEMON@utrecht.example\r\nAuto-Submitted: auto-replied\r\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=g\r\n\r\n--g\r\n\r\nhelaas\r\n"
                + "--g\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.utrecht.example\r\n" + extra
                + "\r\nFinal-Recipient: rfc822; x@utrecht.example\r\nAction: " + actie + "\r\nStatus: 5.1.1 (weg)\r\n\r\n"
                + "--g\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <" + Post.LEVERING + "@zegel.example>\r\n\r\n--g--\r\n";
    }
}

package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.GEEN_CMS_VAN_EEN_PROFIEL;
import static nl.zegel.crypto.NietTeOpenen.Reden.HANDTEKENING;
import static nl.zegel.crypto.NietTeOpenen.Reden.MISVORMD;
import static nl.zegel.crypto.NietTeOpenen.Reden.ONDERTEKENAARS_VERSCHILLEN;
import static nl.zegel.crypto.NietTeOpenen.Reden.ONDERTEKENAAR_ONBEKEND;
import static nl.zegel.crypto.NietTeOpenen.Reden.ONTVANGSTBEWIJS_MISVORMD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.zegel.party.CmsProfiel;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signed receipts inside an envelope: the same checks as a document, and never one. */
class VersleuteldOntvangstbewijsTest {
    private static final Voorzieningen V = Voorzieningen.snelste();
    private static final Ontvangstverzoek VERZOEK = Ontvangstverzoek.voor("lev-0001", "zegel@voorbeeld.example");
    private static final Attribute DIGEST = Ess.kenmerk(Ess.MSG_SIG_DIGEST, new DEROctetString(new byte[32]));

    @TempDir
    Path map;

    private record Mail(byte[] cms, Handtekeningspoor spoor) {}

    /** A mail of the gateway that asks its recipient for a receipt. */
    private static Mail mail() throws IOException {
        return mail(ProefPki.NU);
    }

    private static Mail mail(Instant moment) throws IOException {
        ByteArrayOutputStream cms = new ByteArrayOutputStream();
        Handtekeningspoor spoor = new Verpakking(V, Proef.TOEVAL).maak(Proef.AFZENDER.sleutel(Sleutelkast.Gebruik.ONDERTEKENEN, V),
                Proef.GATEWAY.certificaat(), CmsProfiel.V4_0, moment, Optional.of(VERZOEK), uit -> uit.write(Proef.ENTITEIT), cms);
        return new Mail(cms.toByteArray(), spoor);
    }

    private byte[] bewijs(Mail mail, ProefPki.Houder ondertekenaar) {
        return Ontvangstbewijs.maak((Geopend) Proef.open(mail.cms(), V, map), tekenen(ondertekenaar), V, ProefPki.NU);
    }

    private static Sleutel tekenen(ProefPki.Houder houder) {
        return houder.sleutel(Sleutelkast.Gebruik.ONDERTEKENEN, V);
    }

    private static byte[] versleuteld(byte[] bewijs, CmsProfiel profiel, ProefPki.Houder ondertekenaar) throws IOException {
        ProefPki.Houder gateway = profiel == CmsProfiel.V4_0 ? Proef.GATEWAY : Proef.GATEWAY_32;
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        new Indiener(V, Proef.TOEVAL).bevestig(tekenen(ondertekenaar), gateway.certificaat(), profiel, bewijs, ProefPki.NU, uit);
        return uit.toByteArray();
    }

    private static byte[] envelop(byte[] inhoud) throws IOException {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try (OutputStream dicht = new Ontvanger(Proef.GATEWAY.certificaat(), CmsProfiel.V4_0, V, Proef.TOEVAL).begin(uit)) {
            dicht.write(inhoud);
        }
        return uit.toByteArray();
    }

    private static byte[] getekend(ASN1ObjectIdentifier soort, byte[] inhoud, Attribute... kenmerken) throws IOException {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try (OutputStream cms = new Tekenaar(tekenen(Proef.AFZENDER_EC), V).begin(uit, soort, true, ProefPki.NU, List.of(kenmerken))) {
            cms.write(inhoud);
        }
        return uit.toByteArray();
    }

    private static byte[] receipt(ASN1Encodable... velden) throws IOException {
        return new DERSequence(velden).getEncoded();
    }

    private NietTeOpenen.Reden reden(byte[] cms) {
        Opening opening = Proef.open(cms, V, map);
        assertThat(opening).isInstanceOf(NietTeOpenen.class).hasToString("niet te openen");
        return ((NietTeOpenen) opening).reden();
    }

    private void misvormd(byte[] inhoud, Attribute... kenmerken) throws IOException {
        assertThat(reden(envelop(getekend(Ess.CT_RECEIPT, inhoud, kenmerken)))).isEqualTo(ONTVANGSTBEWIJS_MISVORMD);
    }

    // --- what opens

    static Stream<Arguments> vormen() {
        return Stream.of(CmsProfiel.values()).flatMap(p -> Proef.alle().stream().map(v -> Arguments.of(p, v.naam(), v)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("vormen")
    void encryptedReceipt_opensAsReceiptOfItsMessageOnly(CmsProfiel profiel, String naam, Voorzieningen v) throws Exception {
        Mail een = mail();
        Mail ander = mail(ProefPki.NU.plusSeconds(1));
        Opening opening = Proef.open(versleuteld(bewijs(een, Proef.AFZENDER_EC), profiel, Proef.AFZENDER_EC), v, map);
        assertThat(opening).isInstanceOfSatisfying(Ontvangstbewijs.Ontvangen.class, ontvangen -> {
            assertThat(ontvangen.hoortBij(VERZOEK.inhoudId(), een.spoor())).isTrue();
            assertThat(ontvangen.hoortBij(VERZOEK.inhoudId(), ander.spoor())).isFalse();
            assertThat(ontvangen.vingerafdruk()).isEqualTo(Vingerafdruk.van(Proef.AFZENDER_EC.certificaat()));
            assertThat(ontvangen.toString()).doesNotContain("lev-0001");
        });
    }

    @Test
    void receiptMadeAndEncryptedByOpenssl_opensInEveryDress() throws Exception {
        Openssl openssl = new Openssl(map);
        for (var h : List.of(Proef.GATEWAY, Proef.GATEWAY_32, Proef.AFZENDER_EC)) {
            h.schrijf(map);
        }
        Mail mail = mail();
        Files.write(map.resolve("mail.p7m"), mail.cms());
        openssl.doe("cms", "-decrypt", "-binary", "-inform", "DER", "-in", "mail.p7m", "-recip", "gateway.pem", "-inkey", "gateway.key", "-out", "binnen");
        for (String dress : List.of("DER", "SMIME")) {
            openssl.doe("cms", "-sign_receipt", "-inform", "SMIME", "-in", "binnen", "-signer", "afzender-ec.pem", "-inkey", "afzender-ec.key",
                    "-outform", dress, "-out", "bewijs");
            byte[] gcm = opensslVersleutel(openssl, "gateway", "-aes-256-gcm", "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256",
                    "-keyopt", "rsa_mgf1_md:sha256");
            vanMail(gcm, mail);
            byte[] cbc = opensslVersleutel(openssl, "gateway-32", "-aes-256-cbc");
            assertThat(reden(cbc)).as("EnvelopedData that is not signed outside").isEqualTo(GEEN_CMS_VAN_EEN_PROFIEL);
            Files.write(map.resolve("dicht"), cbc);
            openssl.doe("cms", "-sign", "-binary", "-nodetach", "-in", "dicht", "-signer", "afzender-ec.pem", "-inkey", "afzender-ec.key",
                    "-outform", "DER", "-out", "buiten");
            vanMail(Files.readAllBytes(map.resolve("buiten")), mail);
        }
    }

    private byte[] opensslVersleutel(Openssl openssl, String naar, String cijfer, String... keyopt) throws IOException {
        List<String> a = new ArrayList<>(List.of("cms", "-encrypt", "-binary", cijfer, "-in", "bewijs", "-outform", "DER", "-out", "uit",
                "-recip", naar + ".pem"));
        a.addAll(List.of(keyopt));
        openssl.doe(a.toArray(String[]::new));
        return Files.readAllBytes(map.resolve("uit"));
    }

    private void vanMail(byte[] cms, Mail mail) {
        assertThat(Proef.open(cms, V, map)).isInstanceOfSatisfying(Ontvangstbewijs.Ontvangen.class,
                o -> assertThat(o.hoortBij(VERZOEK.inhoudId(), mail.spoor())).isTrue());
    }

    // --- what does not

    @Test
    void documentUnderTheReceiptType_isNeither() throws Exception {
        misvormd(Proef.ENTITEIT, DIGEST);
        misvormd(new byte[3 * 1024 * 1024], DIGEST);
        try (Stream<Path> bestanden = Files.list(map)) {
            assertThat(bestanden).isEmpty();
        }
    }

    @Test
    void receiptSignedAsOrdinaryContent_isNoReceipt() throws Exception {
        byte[] inhoud = Ess.bewijs(VERZOEK.inhoudId(), new byte[64]);
        assertThat(Proef.open(envelop(getekend(CMSObjectIdentifiers.data, inhoud, DIGEST)), V, map)).isInstanceOf(Geopend.class);
    }

    @Test
    void otherSignedTypes_areNeither() throws Exception {
        byte[] inhoud = Ess.bewijs(VERZOEK.inhoudId(), new byte[64]);
        ASN1ObjectIdentifier tijdstempel = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.4");
        assertThat(reden(envelop(getekend(tijdstempel, inhoud, DIGEST)))).isEqualTo(MISVORMD);
    }

    @Test
    void receiptOfAnotherShape_isMalformed() throws Exception {
        ASN1Encodable versie = new ASN1Integer(1);
        ASN1Encodable id = new DEROctetString(VERZOEK.inhoudId());
        ASN1Encodable handtekening = new DEROctetString(new byte[64]);
        assertThat(Proef.open(envelop(getekend(Ess.CT_RECEIPT, receipt(versie, CMSObjectIdentifiers.data, id, handtekening), DIGEST)), V, map))
                .isInstanceOf(Ontvangstbewijs.Ontvangen.class);
        misvormd(receipt(new ASN1Integer(2), CMSObjectIdentifiers.data, id, handtekening), DIGEST);
        misvormd(receipt(versie, CMSObjectIdentifiers.signedData, id, handtekening), DIGEST);
        misvormd(receipt(versie, CMSObjectIdentifiers.data, id), DIGEST);
        misvormd(receipt(versie, CMSObjectIdentifiers.data, id, handtekening, new DEROctetString(Proef.ENTITEIT)), DIGEST);
        misvormd(receipt(versie, CMSObjectIdentifiers.data, handtekening, versie), DIGEST);
        misvormd(receipt(id, CMSObjectIdentifiers.data, versie, handtekening), DIGEST);
        misvormd(new byte[0], DIGEST);
    }

    @Test
    void receiptWithContentBehindIt_isMalformed() throws Exception {
        byte[] inhoud = Ess.bewijs(VERZOEK.inhoudId(), new byte[64]);
        byte[] langer = Arrays.copyOf(inhoud, inhoud.length + Proef.ENTITEIT.length);
        System.arraycopy(Proef.ENTITEIT, 0, langer, inhoud.length, Proef.ENTITEIT.length);
        misvormd(langer, DIGEST);
    }

    @Test
    void receiptThatNamesNoDigestOfTheOriginal_isMalformed() throws Exception {
        byte[] inhoud = Ess.bewijs(VERZOEK.inhoudId(), new byte[64]);
        misvormd(inhoud);
        misvormd(inhoud, Ess.kenmerk(Ess.MSG_SIG_DIGEST, new ASN1Integer(1)));
        assertThat(reden(envelop(getekend(Ess.CT_RECEIPT, inhoud, DIGEST, DIGEST)))).as("twice").isEqualTo(MISVORMD);
    }

    @Test
    void receiptBesideOtherParts_isNoReceipt() throws Exception {
        String base64 = Base64.getMimeEncoder().encodeToString(bewijs(mail(), Proef.AFZENDER_EC));
        String deel = "Content-Type: application/pkcs7-mime; smime-type=signed-receipt\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64;
        byte[] samen = ("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + deel + "\r\n--x\r\n\r\nEen document.\r\n--x--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(reden(envelop(samen))).isEqualTo(GEEN_CMS_VAN_EEN_PROFIEL);
        assertThat(reden(envelop((deel + "\r\nEen document.\r\n").getBytes(StandardCharsets.US_ASCII)))).isEqualTo(MISVORMD);
    }

    @Test
    void bytesBehindTheReceiptInTheEnvelope_areRefused() throws Exception {
        byte[] bewijs = bewijs(mail(), Proef.AFZENDER_EC);
        byte[] langer = Arrays.copyOf(bewijs, bewijs.length + 1);
        langer[bewijs.length] = 'x';
        assertThat(reden(envelop(langer))).isEqualTo(MISVORMD);
    }

    @Test
    void receiptInTheOpen_isNotForTheOpener() throws Exception {
        assertThat(reden(bewijs(mail(), Proef.AFZENDER_EC))).isEqualTo(MISVORMD);
    }

    @Test
    void outerSignerOtherThanTheReceipts_isRefused() throws Exception {
        byte[] bewijs = bewijs(mail(), Proef.AFZENDER_EC);
        assertThat(reden(versleuteld(bewijs, CmsProfiel.V3_2, Proef.AFZENDER))).isEqualTo(ONDERTEKENAARS_VERSCHILLEN);
    }

    @Test
    void signerThatIsNotKnown_isRefused() throws Exception {
        byte[] cms = versleuteld(bewijs(mail(), Proef.AFZENDER_EC), CmsProfiel.V4_0, Proef.AFZENDER_EC);
        Opening opening = new Opener(V, Proef.TOEVAL, map).open(() -> new ByteArrayInputStream(cms), Proef.kast(V), (c, p) -> false);
        assertThat(opening).isEqualTo(new NietTeOpenen(ONDERTEKENAAR_ONBEKEND));
    }

    @Test
    void oneBitAlteredInTheReceipt_neverProvesSomethingElse() throws Exception {
        Mail mail = mail();
        byte[] bewijs = bewijs(mail, Proef.AFZENDER_EC);
        int geweigerd = 0;
        int geprobeerd = 0;
        for (int i = 0; i < bewijs.length; i += 7) {
            byte[] anders = bewijs.clone();
            anders[i] ^= (byte) (1 << (i % 8));
            geprobeerd++;
            if (Proef.open(envelop(anders), V, map) instanceof Ontvangstbewijs.Ontvangen o) {
                assertThat(o.hoortBij(VERZOEK.inhoudId(), mail.spoor())).as("byte %d", i).isTrue();
                assertThat(o.vingerafdruk()).isEqualTo(Vingerafdruk.van(Proef.AFZENDER_EC.certificaat()));
            } else {
                geweigerd++;
            }
        }
        assertThat(geweigerd).isGreaterThan(geprobeerd * 9 / 10);
        byte[] anders = bewijs.clone();
        anders[bewijs.length - 3] ^= 1;
        assertThat(reden(envelop(anders))).isEqualTo(HANDTEKENING);
    }

    @Test
    void cutOffReceipt_isRefused() throws Exception {
        byte[] bewijs = bewijs(mail(), Proef.AFZENDER_EC);
        for (int n = 0; n < bewijs.length; n += 1 + n / 20) {
            byte[] cms = envelop(Arrays.copyOf(bewijs, n));
            assertThat(Proef.open(cms, V, map)).isInstanceOf(NietTeOpenen.class);
        }
    }
}

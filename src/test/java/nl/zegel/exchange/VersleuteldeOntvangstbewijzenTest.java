package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.OM;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.sleutel;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Crlbron;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Handtekeningspoor;
import nl.zegel.crypto.Indiener;
import nl.zegel.crypto.Ontvangstbewijs;
import nl.zegel.crypto.Sleutel;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.LoketId;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.register.Vervolg;
import nl.zegel.register.Werk;
import nl.zegel.testing.Uitgever;
import nl.zegel.testing.VoorbeeldPki;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signed receipt that came inside an encrypted mail: hand-over evidence of one delivery, or a count and nothing else. */
class VersleuteldeOntvangstbewijzenTest {
    @TempDir
    Path map;

    private Proefhuis huis;

    @BeforeEach
    void begin() throws IOException {
        huis = new Proefhuis(map);
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    /** One document that went by mail to the mayor's mailbox, and that mail. */
    private record Gemaild(Werk.Rij werk, byte[] zegel) {}

    private Gemaild gemaild(String referentie) throws IOException {
        Ontvangst rij = huis.dienIn(Proefhuis.voorbeeld("hib-01-flat.xml").replace("HIB-2026-0001", referentie), POLITIE);
        UUID id = huis.leveringen(rij.id(), BURGEMEESTER).get(0).id();
        huis.bezorger.bezorg(id);
        return new Gemaild(werk(id), huis.laatsteZegel());
    }

    private Werk.Rij werk(UUID id) {
        return huis.register.werk().lees(id).orElseThrow();
    }

    private byte[] bewijs(Gemaild mail, LoketId ondertekenaar) throws Exception {
        try (Geopend geopend = huis.open(mail.zegel(), BURGEMEESTER)) {
            return Ontvangstbewijs.maak(geopend, sleutel(ondertekenaar.waarde(), "ondertekenen"), Proefhuis.V, huis.klok.instant());
        }
    }

    private byte[] versleuteld(byte[] bewijs) throws IOException {
        Sleutel wie = sleutel(BURGEMEESTER.waarde(), "ondertekenen");
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        new Indiener(Proefhuis.V, new SecureRandom()).bevestig(wie, Proefhuis.gateway("ontsleutelen"), CmsProfiel.V4_0, bewijs,
                huis.klok.instant(), uit);
        return uit.toByteArray();
    }

    private Aanvoer.Mail mail() {
        String adres = huis.partijen.loket(BURGEMEESTER).orElseThrow().mailadressen().get(0);
        return new Aanvoer.Mail(List.of(adres), List.of(), "id", true);
    }

    private UUID ontvang(byte[] bewijs) throws IOException {
        return huis.ontvang(mail(), versleuteld(bewijs));
    }

    private List<String> overdrachten(Gemaild mail) {
        return huis.bewijzen(java.util.Objects.requireNonNull(mail.werk().ontvangst()), POLITIE).stream()
                .filter(b -> b.contains("Event/ContentHandover\"") && b.contains(mail.werk().id().toString())).toList();
    }

    /** Counted under that code; the delivery is as it was. */
    private void bewijstNiets(UUID id, String code, Gemaild mail) {
        Ontvangst rij = huis.verwerk(id);
        assertThat(rij.staat()).isEqualTo(Staat.NIET_AUTHENTIEK);
        assertThat(rij.code()).isEqualTo(code);
        assertThat(werk(mail.werk().id()).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
        assertThat(overdrachten(mail)).isEmpty();
    }

    // --- what proves hand-over

    @Test
    void receiptOfTheLoket_provesHandOverOnce_andIsNoDocument() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        assertThat(mail.werk().staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
        byte[] bewijs = bewijs(mail, BURGEMEESTER);
        UUID eerste = ontvang(bewijs);
        UUID tweede = ontvang(bewijs);
        for (UUID id : List.of(eerste, tweede)) {
            Ontvangst rij = huis.verwerk(id);
            assertThat(rij.staat()).isEqualTo(Staat.ONTVANGSTBEWIJS);
            assertThat(rij.afzender()).isEqualTo(BURGEMEESTER);
            assertThat(huis.register.werk().vanOntvangst(id)).isEmpty();
            assertThat(huis.register.documenten().lees(id)).isEmpty();
            assertThat(huis.register.bewijzen().vanOntvangst(id, BURGEMEESTER)).isEmpty();
        }
        assertThat(werk(mail.werk().id()).staat()).isEqualTo(Werk.Staat.OVERGEDRAGEN);
        assertThat(overdrachten(mail)).singleElement().asString().contains("ondertekend ontvangstbewijs");
        List<?> entries = huis.register.doe(tx -> huis.register.inschrijvingen().over(tx, tweede));
        assertThat(entries).as("a repeat grows no log").isEmpty();
        assertThat(huis.verwerker.verwerk(eerste)).isInstanceOf(Vervolg.Klaar.class);
        assertThat(huis.register.ontvangsten().uitgediend(10)).as("its bytes are needed no more").contains(eerste, tweede);
    }

    @Test
    void receiptMadeByOpenssl_provesHandOver() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        Path loket = VoorbeeldPki.uit().resolve(BURGEMEESTER.waarde());
        Files.write(map.resolve("mail.p7m"), mail.zegel());
        openssl("cms", "-decrypt", "-binary", "-inform", "DER", "-in", "@mail.p7m", "-recip", loket.resolve("ontsleutelen.pem").toString(), "-inkey",
                loket.resolve("ontsleutelen.key").toString(), "-out", "@binnen");
        openssl("cms", "-sign_receipt", "-inform", "SMIME", "-in", "@binnen", "-signer", loket.resolve("ondertekenen.pem").toString(), "-inkey",
                loket.resolve("ondertekenen.key").toString(), "-outform", "SMIME", "-out", "@bewijs");
        openssl("cms", "-encrypt", "-binary", "-aes-256-gcm", "-in", "@bewijs", "-outform", "DER", "-out", "@dicht", "-recip",
                VoorbeeldPki.uit().resolve("gateway/ontsleutelen.pem").toString(), "-keyopt", "ecdh_kdf_md:sha256");
        UUID id = huis.ontvang(mail(), Files.readAllBytes(map.resolve("dicht")));
        assertThat(huis.verwerk(id).staat()).isEqualTo(Staat.ONTVANGSTBEWIJS);
        assertThat(overdrachten(mail)).hasSize(1);
    }

    private void openssl(String... argumenten) throws IOException {
        List<String> opdracht = new java.util.ArrayList<>(List.of("openssl"));
        for (String a : argumenten) {
            opdracht.add(a.startsWith("@") ? map.resolve(a.substring(1)).toString() : a);
        }
        VoorbeeldPki.draai(opdracht);
    }

    @Test
    void receiptInTheOpenAfterTheEncryptedOne_isTheSameHandOver() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        byte[] bewijs = bewijs(mail, BURGEMEESTER);
        huis.verwerk(ontvang(bewijs));
        huis.terugmeldingen.meld(new Terugmelding.Ontvangstbewijs(Optional.empty(), bewijs));
        assertThat(overdrachten(mail)).hasSize(1);
    }

    @Test
    void closedKeyStoreOrUnknownRevocation_makesItWait() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        UUID id = ontvang(bewijs(mail, BURGEMEESTER));
        huis.kast.dicht = true;
        assertThat(huis.verwerker.verwerk(id)).isInstanceOf(Vervolg.Opnieuw.class);
        huis.kast.dicht = false;
        huis.crls = Crlbron.van(List.of());
        assertThat(huis.verwerker.verwerk(id)).isInstanceOf(Vervolg.Opnieuw.class);
        assertThat(huis.rij(id).staat()).isEqualTo(Staat.ONTVANGEN);
        assertThat(werk(mail.werk().id()).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
        huis.crls = Proefhuis.geleverdeCrls();
        assertThat(huis.verwerk(id).staat()).isEqualTo(Staat.ONTVANGSTBEWIJS);
        assertThat(overdrachten(mail)).hasSize(1);
    }

    // --- what proves nothing

    @Test
    void receiptOfOneDelivery_provesNothingOfAnother() throws Exception {
        Gemaild een = gemaild("HIB-2026-0001");
        Gemaild ander = gemaild("HIB-2026-0901");
        assertThat(huis.verwerk(ontvang(bewijs(een, BURGEMEESTER))).staat()).isEqualTo(Staat.ONTVANGSTBEWIJS);
        assertThat(werk(ander.werk().id()).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
        assertThat(overdrachten(ander)).isEmpty();
    }

    @Test
    void receiptOfAnotherGatewaysDelivery_isUnknown() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        byte[] vreemd;
        try (Proefhuis ander = new Proefhuis(map)) {
            Proefhuis eigen = huis;
            huis = ander;
            vreemd = bewijs(gemaild("HIB-2026-0001"), BURGEMEESTER);
            huis = eigen;
        }
        bewijstNiets(ontvang(vreemd), "ONTVANGSTBEWIJS_ONBEKEND", mail);
    }

    /** The identifier names our delivery, and the loket signed it; signature and digest of the original decide. */
    @Test
    void receiptWithOurIdentifierForAnotherSignatureOrDigest_isUnknown() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        Handtekeningspoor spoor = Spoorvorm.lees(java.util.Objects.requireNonNull(java.util.Objects.requireNonNull(mail.werk().zegel()).spoor()));
        String id = mail.werk().id().toString();
        byte[] anders = spoor.handtekening().clone();
        anders[anders.length - 1] ^= 1;
        bewijstNiets(ontvang(eigenBewijs(BURGEMEESTER, id, anders, spoor.attributenDigest())), "ONTVANGSTBEWIJS_ONBEKEND", mail);
        bewijstNiets(ontvang(eigenBewijs(BURGEMEESTER, id, spoor.handtekening(), new byte[32])), "ONTVANGSTBEWIJS_ONBEKEND", mail);
        bewijstNiets(ontvang(eigenBewijs(BURGEMEESTER, "../../" + id, spoor.handtekening(), spoor.attributenDigest())), "ONTVANGSTBEWIJS_ONBEKEND", mail);
        bewijstNiets(ontvang(eigenBewijs(BURGEMEESTER, UUID.randomUUID().toString(), spoor.handtekening(), spoor.attributenDigest())),
                "ONTVANGSTBEWIJS_ONBEKEND", mail);
        assertThat(huis.verwerk(ontvang(eigenBewijs(BURGEMEESTER, id, spoor.handtekening(), spoor.attributenDigest()))).staat()).isEqualTo(Staat.ONTVANGSTBEWIJS);
    }

    /** As the loket itself could sign it. */
    static byte[] eigenBewijs(LoketId loket, String id, byte[] handtekening, byte[] digest) throws Exception {
        Sleutel wie = sleutel(loket.waarde(), "ondertekenen");
        byte[] receipt = new DERSequence(new ASN1Encodable[] {new ASN1Integer(1), CMSObjectIdentifiers.data,
            new DEROctetString(id.getBytes(StandardCharsets.US_ASCII)), new DEROctetString(handtekening)}).getEncoded();
        Attribute msgSigDigest = new Attribute(new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.5"), new DERSet(new DEROctetString(digest)));
        CMSSignedDataGenerator g = new CMSSignedDataGenerator();
        g.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(msgSigDigest)))
                .build(wie.certificaat().getPublicKey().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA", wie.prive(), wie.certificaat()));
        g.addCertificate(new JcaX509CertificateHolder(wie.certificaat()));
        return g.generate(new CMSProcessableByteArray(new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.1"), receipt), true).getEncoded();
    }

    @Test
    void receiptByAnotherLoket_isCounted() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        bewijstNiets(ontvang(bewijs(mail, OM)), "ONTVANGSTBEWIJS_ONDERTEKENAAR", mail);
    }

    @Test
    void receiptByACertificateThatIsNotRegistered_isCounted() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        Path vreemd = VoorbeeldPki.slecht();
        Files.write(map.resolve("mail.p7m"), mail.zegel());
        Path loket = VoorbeeldPki.uit().resolve(BURGEMEESTER.waarde());
        openssl("cms", "-decrypt", "-binary", "-inform", "DER", "-in", "@mail.p7m", "-recip", loket.resolve("ontsleutelen.pem").toString(), "-inkey",
                loket.resolve("ontsleutelen.key").toString(), "-out", "@binnen");
        openssl("cms", "-sign_receipt", "-inform", "SMIME", "-in", "@binnen", "-signer", vreemd.resolve("goed.pem").toString(), "-inkey",
                vreemd.resolve("goed.key").toString(), "-outform", "DER", "-out", "@bewijs");
        bewijstNiets(ontvang(Files.readAllBytes(map.resolve("bewijs"))), "ONDERTEKENAAR_ONBEKEND", mail);
    }

    private void trekIn(Sleutel wie) throws IOException {
        Instant nu = huis.klok.instant();
        huis.crls = Proefhuis.crls(Uitgever.voorbeeld().crl(nu.minusSeconds(60), nu.plus(Duration.ofDays(1)), wie.certificaat()));
    }

    @Test
    void receiptByARevokedCertificate_isCounted() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        UUID id = ontvang(bewijs(mail, BURGEMEESTER));
        trekIn(sleutel(BURGEMEESTER.waarde(), "ondertekenen"));
        bewijstNiets(id, "ONTVANGSTBEWIJS_CERTIFICAAT", mail);
    }

    @Test
    void receiptByAnExpiredCertificate_isCounted() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        UUID id = ontvang(bewijs(mail, BURGEMEESTER));
        huis.klok.zet(sleutel(BURGEMEESTER.waarde(), "ondertekenen").certificaat().getNotAfter().toInstant().plusSeconds(60));
        bewijstNiets(id, "ONTVANGSTBEWIJS_CERTIFICAAT", mail);
    }

    @Test
    void sameRevokedOrExpiredCertificateInTheOpen_isCountedTheSame() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        byte[] bewijs = bewijs(mail, BURGEMEESTER);
        trekIn(sleutel(BURGEMEESTER.waarde(), "ondertekenen"));
        huis.terugmeldingen.meld(new Terugmelding.Ontvangstbewijs(Optional.empty(), bewijs));
        huis.crls = Proefhuis.geleverdeCrls();
        huis.klok.zet(sleutel(BURGEMEESTER.waarde(), "ondertekenen").certificaat().getNotAfter().toInstant().plusSeconds(60));
        huis.terugmeldingen.meld(new Terugmelding.Ontvangstbewijs(Optional.empty(), bewijs));
        assertThat(werk(mail.werk().id()).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
        huis.klok.vooruit(Duration.ofHours(2));
        new nl.zegel.register.Vegen(huis.register, huis.rooster).nietAuthentiek();
        assertThat(huis.tellingen()).hasSize(2).allSatisfy(t -> assertThat(t).contains("ONTVANGSTBEWIJS_CERTIFICAAT"));
    }

    @Test
    void alteredReceipt_isCounted() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        byte[] bewijs = bewijs(mail, BURGEMEESTER);
        bewijs[bewijs.length - 3] ^= 1;
        bewijstNiets(ontvang(bewijs), "HANDTEKENING", mail);
    }

    /** The receipt's type around a document: signed by a registered loket, and still neither. */
    @Test
    void documentUnderTheReceiptType_isCountedAndNotDelivered() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        Path loket = VoorbeeldPki.uit().resolve(BURGEMEESTER.waarde());
        Files.writeString(map.resolve("document"), Proefhuis.voorbeeld("hib-01-flat.xml"));
        openssl("cms", "-sign", "-binary", "-nodetach", "-econtent_type", "1.2.840.113549.1.9.16.1.1", "-in", "@document", "-signer",
                loket.resolve("ondertekenen.pem").toString(), "-inkey", loket.resolve("ondertekenen.key").toString(), "-outform", "DER", "-out", "@cms");
        UUID id = ontvang(Files.readAllBytes(map.resolve("cms")));
        bewijstNiets(id, "ONTVANGSTBEWIJS_MISVORMD", mail);
        assertThat(huis.register.werk().vanOntvangst(id)).isEmpty();
    }

    @Test
    void receiptOverAnotherChannel_isCounted() throws Exception {
        Gemaild mail = gemaild("HIB-2026-0001");
        byte[] dicht = versleuteld(bewijs(mail, BURGEMEESTER));
        Sleutel wie = sleutel(BURGEMEESTER.waarde(), "ondertekenen");
        bewijstNiets(huis.ontvang(new Aanvoer.Sftp(BURGEMEESTER, "x.p7m"), dicht), "ONTVANGSTBEWIJS_KANAAL", mail);
        bewijstNiets(huis.ontvang(new Aanvoer.Soap(nl.zegel.crypto.Vingerafdruk.van(wie.certificaat()), Optional.empty(), "id"), dicht),
                "ONTVANGSTBEWIJS_KANAAL", mail);
    }
}

package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.HANDTEKENING;
import static nl.zegel.crypto.NietTeOpenen.Reden.MISVORMD;
import static nl.zegel.crypto.NietTeOpenen.Reden.NIET_ONDERTEKEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import nl.zegel.party.CmsProfiel;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A signature over other content, or of another: everybody may encrypt for the gateway, so whatever a forger makes of what
 * he once saw signed is put into a perfectly good envelope here. Every signer is registered: only the signature says no.
 */
class HandtekeningTest {
    private static final byte[] ANDERS = new String(Proef.ENTITEIT, StandardCharsets.UTF_8).replaceFirst("niet", "toch")
            .getBytes(StandardCharsets.UTF_8);
    private static final KeyPair VREEMDE_SLEUTEL = ProefPki.rsa(2048);
    /** Issuer, serial number and key identifier of the sender, with the forger's key. */
    private static final X509Certificate NAAMGENOOT = naamgenoot(VREEMDE_SLEUTEL);
    /** The sender's own key under a second name. */
    private static final X509Certificate TWEEDE_NAAM = ProefPki.blad("afzender-tweede", Proef.AFZENDER.paar(), Proef.CA, ProefPki.TEKENEN).certificaat();
    private static final X509Certificate VAN_EEN_ANDER = ProefPki.blad("ander", ProefPki.rsa(2048), Proef.CA, ProefPki.TEKENEN).certificaat();

    @TempDir
    Path map;

    private interface Greep {
        Ontleed op(Ontleed goed) throws Exception;
    }

    private record Vervalsing(String wat, NietTeOpenen.Reden reden, Greep greep) {}

    private static List<Vervalsing> vervalsingen() {
        X509Certificate zelf = Proef.AFZENDER.certificaat();
        return List.of(
                new Vervalsing("other content", HANDTEKENING, o -> o.metInhoud(ANDERS)),
                new Vervalsing("no content at all", HANDTEKENING, o -> o.metInhoud(new byte[0])),
                new Vervalsing("other content and its own messageDigest", HANDTEKENING, o -> digest(o.metInhoud(ANDERS), ANDERS)),
                new Vervalsing("messageDigest of other content", HANDTEKENING, o -> digest(o, ANDERS)),
                new Vervalsing("messageDigest cut off", HANDTEKENING,
                        o -> o.metKenmerk(CMSAttributes.messageDigest, new DEROctetString(new byte[0]))),
                new Vervalsing("no messageDigest", NIET_ONDERTEKEND, o -> o.zonderKenmerk(CMSAttributes.messageDigest)),
                new Vervalsing("no contentType", NIET_ONDERTEKEND, o -> o.zonderKenmerk(CMSAttributes.contentType)),
                new Vervalsing("contentType of something else", HANDTEKENING,
                        o -> o.metKenmerk(CMSAttributes.contentType, CMSObjectIdentifiers.signedData)),
                new Vervalsing("another signing time", HANDTEKENING,
                        o -> o.metKenmerk(CMSAttributes.signingTime, new Time(Date.from(ProefPki.NU.plusSeconds(1))))),
                new Vervalsing("certificate no longer named", HANDTEKENING,
                        o -> o.zonderKenmerk(PKCSObjectIdentifiers.id_aa_signingCertificateV2)),
                new Vervalsing("first byte of the signature", HANDTEKENING, o -> handtekening(o, 0)),
                new Vervalsing("last byte of the signature", HANDTEKENING, o -> handtekening(o, o.handtekening().length - 1)),
                new Vervalsing("no signature bytes", HANDTEKENING, o -> o.metHandtekening(new byte[0])),
                new Vervalsing("signature of zeroes", HANDTEKENING, o -> o.metHandtekening(new byte[o.handtekening().length])),
                new Vervalsing("another digest named", MISVORMD, o -> o.metDigest(NISTObjectIdentifiers.id_sha384)),
                new Vervalsing("another's certificate under the same name", HANDTEKENING, o -> o.metTas(NAAMGENOOT)),
                new Vervalsing("two certificates of one name", HANDTEKENING, o -> o.metTas(zelf, NAAMGENOOT)),
                new Vervalsing("said to be another registered signer's", HANDTEKENING, o -> o.metTas(zelf, VAN_EEN_ANDER).metSid(VAN_EEN_ANDER)),
                new Vervalsing("same key, another certificate than was named", HANDTEKENING, o -> o.metTas(zelf, TWEEDE_NAAM).metSid(TWEEDE_NAAM)),
                new Vervalsing("certificate not in the bag", HANDTEKENING, o -> o.metTas(VAN_EEN_ANDER)));
    }

    private static Ontleed digest(Ontleed o, byte[] over) throws Exception {
        return o.metKenmerk(CMSAttributes.messageDigest, new DEROctetString(MessageDigest.getInstance("SHA-256").digest(over)));
    }

    private static Ontleed handtekening(Ontleed o, int plaats) {
        byte[] anders = o.handtekening().clone();
        anders[plaats] ^= 1;
        return o.metHandtekening(anders);
    }

    static Stream<Voorzieningen> voorzieningen() {
        return Proef.alle().stream();
    }

    @ParameterizedTest
    @MethodSource("voorzieningen")
    void in40_everyForgeryIsRefused(Voorzieningen v) throws Exception {
        List<String> uitkomst = new ArrayList<>();
        List<String> verwacht = new ArrayList<>();
        byte[] goed = getekend(Proef.ENTITEIT, v);
        assertThat(Proef.inhoud(open(zegel40(Ontleed.van(goed).weer(), v), v))).as("control").isEqualTo(Proef.ENTITEIT);
        for (Vervalsing vals : vervalsingen()) {
            verwacht.add(vals.wat() + ": " + vals.reden());
            uitkomst.add(vals.wat() + ": " + reden(open(zegel40(vals.greep().op(Ontleed.van(goed)).weer(), v), v)));
        }
        assertThat(uitkomst).isEqualTo(verwacht);
    }

    @ParameterizedTest
    @MethodSource("voorzieningen")
    void in32Inside_everyForgeryIsRefused_howeverGoodTheOuterSignature(Voorzieningen v) throws Exception {
        List<String> uitkomst = new ArrayList<>();
        List<String> verwacht = new ArrayList<>();
        byte[] goed = getekend(Proef.ENTITEIT, v);
        assertThat(Proef.inhoud(open(getekend(zegel32(goed, v), v), v))).as("control").isEqualTo(Proef.ENTITEIT);
        for (Vervalsing vals : vervalsingen()) {
            verwacht.add(vals.wat() + ": " + vals.reden());
            uitkomst.add(vals.wat() + ": " + reden(open(getekend(zegel32(vals.greep().op(Ontleed.van(goed)).weer(), v), v), v)));
        }
        assertThat(uitkomst).isEqualTo(verwacht);
    }

    @ParameterizedTest
    @MethodSource("voorzieningen")
    void in32Outside_everyForgeryIsRefused_howeverGoodTheInnerSignature(Voorzieningen v) throws Exception {
        List<String> uitkomst = new ArrayList<>();
        List<String> verwacht = new ArrayList<>();
        byte[] goed = getekend(zegel32(getekend(Proef.ENTITEIT, v), v), v);
        for (Vervalsing vals : vervalsingen()) {
            verwacht.add(vals.wat() + ": " + vals.reden());
            uitkomst.add(vals.wat() + ": " + reden(open(vals.greep().op(Ontleed.van(goed)).weer(), v)));
        }
        assertThat(uitkomst).isEqualTo(verwacht);
    }

    /** The envelope is read after its signature was: another one in its place is not what was signed. */
    @Test
    void in32_sourceThatGivesAnotherEnvelopeTheSecondTime_isRefused() throws Exception {
        Voorzieningen v = Voorzieningen.snelste();
        byte[] eerst = getekend(zegel32(getekend(Proef.ENTITEIT, v), v), v);
        byte[] daarna = getekend(zegel32(getekend(ANDERS, v), v), v);
        int[] keer = {0};
        Opening opening = new Opener(v, Proef.TOEVAL, map)
                .open(() -> new ByteArrayInputStream(keer[0]++ < 2 ? eerst : daarna), Proef.kast(v), Proef.IEDEREEN);
        assertThat(keer[0]).isEqualTo(3);
        assertThat(reden(opening)).isEqualTo(HANDTEKENING);
    }

    /** The sender named another certificate itself: RFC 5035 section 5.4. */
    @Test
    void certificateNamedByHashOrSerial_mustBeTheSigners() throws Exception {
        Voorzieningen v = Voorzieningen.snelste();
        byte[] ander = MessageDigest.getInstance("SHA-256").digest(TWEEDE_NAAM.getEncoded());
        for (ASN1Encodable genoemd : List.of(new SigningCertificateV2(new ESSCertIDv2(ander)), new SigningCertificateV2(new ESSCertIDv2[0]))) {
            assertThat(reden(open(zegel40(metEssVan(genoemd, v), v), v))).isEqualTo(HANDTEKENING);
        }
    }

    /** Signed anew by the sender, so that nothing but the named certificate is wrong. */
    private static byte[] metEssVan(ASN1Encodable genoemd, Voorzieningen v) throws Exception {
        Ontleed o = Ontleed.van(getekend(Proef.ENTITEIT, v)).metKenmerk(PKCSObjectIdentifiers.id_aa_signingCertificateV2, genoemd);
        java.security.Signature s = java.security.Signature.getInstance("SHA256withRSA");
        s.initSign(Proef.AFZENDER.paar().getPrivate());
        s.update(o.info().getAuthenticatedAttributes().getEncoded("DER"));
        return o.metHandtekening(s.sign()).weer();
    }

    private Opening open(byte[] cms, Voorzieningen v) {
        return Proef.open(cms, v, map);
    }

    private static NietTeOpenen.Reden reden(Opening opening) {
        assertThat(opening).isInstanceOf(NietTeOpenen.class).hasToString("niet te openen");
        return ((NietTeOpenen) opening).reden();
    }

    private static byte[] getekend(byte[] in, Voorzieningen v) throws IOException {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try (OutputStream cms = new Tekenaar(Proef.AFZENDER.sleutel(Sleutelkast.Gebruik.ONDERTEKENEN, v), v)
                .begin(uit, CMSObjectIdentifiers.data, true, ProefPki.NU, List.of())) {
            cms.write(in);
        }
        return uit.toByteArray();
    }

    private static byte[] zegel40(byte[] in, Voorzieningen v) throws IOException {
        return dicht(in, Proef.GATEWAY, CmsProfiel.V4_0, v);
    }

    private static byte[] zegel32(byte[] in, Voorzieningen v) throws IOException {
        return dicht(in, Proef.GATEWAY_32, CmsProfiel.V3_2_OAEP, v);
    }

    private static byte[] dicht(byte[] in, ProefPki.Houder naar, CmsProfiel profiel, Voorzieningen v) throws IOException {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try (OutputStream cms = new Ontvanger(naar.certificaat(), profiel, v, Proef.TOEVAL).begin(uit)) {
            cms.write(in);
        }
        return uit.toByteArray();
    }

    private static X509Certificate naamgenoot(KeyPair sleutel) {
        try {
            X509Certificate echt = Proef.AFZENDER.certificaat();
            BigInteger nummer = echt.getSerialNumber();
            var bouwer = new JcaX509v3CertificateBuilder(X500Name.getInstance(echt.getIssuerX500Principal().getEncoded()), nummer,
                    Date.from(ProefPki.VAN), Date.from(ProefPki.TOT), X500Name.getInstance(echt.getSubjectX500Principal().getEncoded()),
                    sleutel.getPublic());
            bouwer.addExtension(Extension.subjectKeyIdentifier, false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(echt.getPublicKey()));
            return new JcaX509CertificateConverter().getCertificate(
                    bouwer.build(new JcaContentSignerBuilder("SHA256withECDSA").build(Proef.CA.paar().getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

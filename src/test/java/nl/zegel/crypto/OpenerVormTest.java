package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.MEER_ONTVANGERS;
import static nl.zegel.crypto.NietTeOpenen.Reden.MISVORMD;
import static nl.zegel.crypto.NietTeOpenen.Reden.ORIGINATOR_INFO;
import static nl.zegel.crypto.NietTeOpenen.Reden.VREEMD_KENMERK;
import static nl.zegel.crypto.NietTeOpenen.Reden.ZWAK_ALGORITME;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import nl.zegel.party.CmsProfiel;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.OriginatorInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cms.CMSAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes of which every key, tag and signature is right and only the shape is not what the profiles allow: each its own reason. */
class OpenerVormTest {
    private static final Voorzieningen V = Voorzieningen.jdk();
    private static final ASN1ObjectIdentifier VREEMD = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2");
    private static final ASN1Set KENMERKEN = new DERSet(new Attribute(VREEMD, new DERSet(new DERUTF8String("iets"))));
    private static final Sleutel AFZENDER = Proef.AFZENDER.sleutel(Sleutelkast.Gebruik.ONDERTEKENEN, V);

    @TempDir
    Path map;

    private NietTeOpenen.Reden reden(byte[] cms) {
        Opening opening = Proef.open(cms, V, map);
        assertThat(opening).isInstanceOf(NietTeOpenen.class).hasToString("niet te openen");
        return ((NietTeOpenen) opening).reden();
    }

    private static byte[] getekend() {
        return Bouwcms.getekend(Proef.ENTITEIT, AFZENDER);
    }

    // --- profile 4.0

    private static byte[] v40() {
        return Bouwcms.zegel40(getekend(), Proef.GATEWAY.certificaat());
    }

    /** Taken apart and put together, with one field otherwise. */
    private static byte[] met(byte[] cms, UnaryOperator<AuthEnvelopedData> anders) throws IOException {
        AuthEnvelopedData data = AuthEnvelopedData.getInstance(ContentInfo.getInstance(cms).getContent());
        return new ContentInfo(CMSObjectIdentifiers.authEnvelopedData, anders.apply(data)).getEncoded();
    }

    private static AuthEnvelopedData nieuw(AuthEnvelopedData d, OriginatorInfo van, ASN1Set ontvangers, ASN1Set gewaarmerkt, ASN1Set los) {
        return new AuthEnvelopedData(van, ontvangers, d.getAuthEncryptedContentInfo(), gewaarmerkt, d.getMac(), los);
    }

    @Test
    void in40_putTogetherUnchanged_opens() throws Exception {
        assertThat(Proef.inhoud(Proef.open(met(v40(), d -> nieuw(d, null, d.getRecipientInfos(), null, null)), V, map))).isEqualTo(Proef.ENTITEIT);
    }

    @Test
    void in40_twoRecipients_orTheSameTwice_areRefused() throws Exception {
        byte[] ander = Bouwcms.zegel40(getekend(), Proef.GATEWAY_EC.certificaat());
        ASN1Encodable tweede = AuthEnvelopedData.getInstance(ContentInfo.getInstance(ander).getContent()).getRecipientInfos().getObjectAt(0);
        for (boolean zelfde : List.of(true, false)) {
            assertThat(reden(met(v40(), d -> {
                ASN1Encodable eerste = d.getRecipientInfos().getObjectAt(0);
                ASN1EncodableVector beide = new ASN1EncodableVector();
                beide.add(eerste);
                beide.add(zelfde ? eerste : tweede);
                return nieuw(d, null, new DERSet(beide), null, null);
            }))).isEqualTo(MEER_ONTVANGERS);
        }
    }

    @Test
    void in40_originatorInfo_isRefused() throws Exception {
        OriginatorInfo van = new OriginatorInfo(new DERSet(Certificate.getInstance(Proef.AFZENDER.certificaat().getEncoded())), null);
        assertThat(reden(met(v40(), d -> nieuw(d, van, d.getRecipientInfos(), null, null)))).isEqualTo(ORIGINATOR_INFO);
        OriginatorInfo leeg = new OriginatorInfo(null, null);
        assertThat(reden(met(v40(), d -> nieuw(d, leeg, d.getRecipientInfos(), null, null)))).isEqualTo(ORIGINATOR_INFO);
    }

    @Test
    void in40_authenticatedOrOtherAttributes_areRefused() throws Exception {
        assertThat(reden(met(v40(), d -> nieuw(d, null, d.getRecipientInfos(), KENMERKEN, null)))).isEqualTo(VREEMD_KENMERK);
        assertThat(reden(met(v40(), d -> nieuw(d, null, d.getRecipientInfos(), null, KENMERKEN)))).isEqualTo(VREEMD_KENMERK);
    }

    @Test
    void in40_contentOfAnotherType_isMalformed() throws Exception {
        assertThat(reden(met(v40(), d -> {
            EncryptedContentInfo in = d.getAuthEncryptedContentInfo();
            EncryptedContentInfo anders = new EncryptedContentInfo(CMSObjectIdentifiers.signedData, in.getContentEncryptionAlgorithm(), in.getEncryptedContent());
            return new AuthEnvelopedData(null, d.getRecipientInfos(), anders, KENMERKEN, d.getMac(), null);
        }))).isEqualTo(MISVORMD);
    }

    @Test
    void in40_shorterKey_isRefused() {
        for (ASN1ObjectIdentifier zwak : List.of(CMSAlgorithm.AES128_GCM, CMSAlgorithm.AES192_GCM)) {
            byte[] cms = Bouwcms.authEnvelop(getekend(), zwak, null, Proef.GATEWAY_32.certificaat());
            assertThat(reden(cms)).as(zwak.getId()).isEqualTo(ZWAK_ALGORITME);
        }
    }

    // --- profile 3.2

    private static byte[] v32(ASN1ObjectIdentifier cijfer) {
        return Bouwcms.envelop(getekend(), cijfer, null, Proef.GATEWAY_32.certificaat());
    }

    private static byte[] buitenom(byte[] dicht) {
        return Bouwcms.onderteken(dicht, AFZENDER, ProefPki.NU);
    }

    private static byte[] met32(UnaryOperator<EnvelopedData> anders) throws IOException {
        EnvelopedData data = EnvelopedData.getInstance(ContentInfo.getInstance(v32(CMSAlgorithm.AES256_CBC)).getContent());
        return buitenom(new ContentInfo(CMSObjectIdentifiers.envelopedData, anders.apply(data)).getEncoded());
    }

    @Test
    void in32_putTogetherUnchanged_opens() throws Exception {
        byte[] cms = met32(d -> new EnvelopedData(null, d.getRecipientInfos(), d.getEncryptedContentInfo(), (ASN1Set) null));
        assertThat(Proef.inhoud(Proef.open(cms, V, map))).isEqualTo(Proef.ENTITEIT);
    }

    @Test
    void in32_unprotectedAttributes_areRefused() throws Exception {
        assertThat(reden(met32(d -> new EnvelopedData(null, d.getRecipientInfos(), d.getEncryptedContentInfo(), KENMERKEN)))).isEqualTo(VREEMD_KENMERK);
    }

    @Test
    void in32_contentOfAnotherType_isMalformed() throws Exception {
        assertThat(reden(met32(d -> {
            EncryptedContentInfo in = d.getEncryptedContentInfo();
            EncryptedContentInfo anders = new EncryptedContentInfo(CMSObjectIdentifiers.signedData, in.getContentEncryptionAlgorithm(), in.getEncryptedContent());
            return new EnvelopedData(null, d.getRecipientInfos(), anders, (ASN1Set) null);
        }))).isEqualTo(MISVORMD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.113549.3.2", "2.16.840.1.101.3.4.1.2", "2.16.840.1.101.3.4.1.22", "1.2.840.113549.3.7"})
    void in32_rc2_aes128_aes192_tripleDes_areRefused(String cijfer) {
        assertThat(reden(buitenom(v32(new ASN1ObjectIdentifier(cijfer))))).isEqualTo(ZWAK_ALGORITME);
    }

    // --- the signature inside

    private static byte[] binnen(Ontleed o) throws IOException {
        return Bouwcms.zegel40(o.weer(), Proef.GATEWAY.certificaat());
    }

    private static Ontleed ondertekening() throws IOException {
        return Ontleed.van(Bouwcms.onderteken(Proef.ENTITEIT, AFZENDER, ProefPki.NU));
    }

    @Test
    void unsignedAttribute_isRefused_butATimeStampIsLetBe() throws Exception {
        assertThat(reden(binnen(ondertekening().metLos(new Attribute(VREEMD, new DERSet(new DERUTF8String("iets"))))))).isEqualTo(VREEMD_KENMERK);
        Attribute stempel = new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DERSet(new DERUTF8String("iets")));
        assertThat(Proef.inhoud(Proef.open(binnen(ondertekening().metLos(stempel)), V, map))).isEqualTo(Proef.ENTITEIT);
    }

    @Test
    void signedAttributeWithTwoValues_isMalformed() throws Exception {
        ASN1EncodableVector twee = new ASN1EncodableVector();
        twee.add(CMSObjectIdentifiers.data);
        twee.add(CMSObjectIdentifiers.signedData);
        assertThat(reden(binnen(ondertekening().metKenmerk(new Attribute(CMSAttributes.contentType, new DERSet(twee)))))).isEqualTo(MISVORMD);
    }

    @Test
    void bagOfTooManyCertificates_isMalformed() throws Exception {
        var vol = Collections.nCopies(21, Proef.AFZENDER.certificaat()).toArray(java.security.cert.X509Certificate[]::new);
        assertThat(reden(binnen(ondertekening().metTas(vol)))).isEqualTo(MISVORMD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "3000", "0500", "308006092a864886f70d010703"})
    void bytesThatAreNoWholeCms_areMalformed(String hex) {
        assertThat(reden(java.util.HexFormat.of().parseHex(hex))).isEqualTo(MISVORMD);
    }
}

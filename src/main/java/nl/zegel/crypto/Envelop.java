package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.GEEN_CMS_VAN_EEN_PROFIEL;
import static nl.zegel.crypto.NietTeOpenen.Reden.MEER_ONTVANGERS;
import static nl.zegel.crypto.NietTeOpenen.Reden.MISVORMD;
import static nl.zegel.crypto.NietTeOpenen.Reden.ORIGINATOR_INFO;
import static nl.zegel.crypto.NietTeOpenen.Reden.VREEMD_KENMERK;
import static nl.zegel.crypto.NietTeOpenen.Reden.ZWAK_ALGORITME;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.List;
import nl.zegel.party.CmsProfiel;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1OctetStringParser;
import org.bouncycastle.asn1.ASN1SequenceParser;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1SetParser;
import org.bouncycastle.asn1.ASN1StreamParser;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.cms.AuthEnvelopedDataParser;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfoParser;
import org.bouncycastle.asn1.cms.EncryptedContentInfoParser;
import org.bouncycastle.asn1.cms.EnvelopedDataParser;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * One envelope, being opened: the plaintext as a stream that proves nothing until its end was reached without exception.
 * BC's own streaming AuthEnvelopedData reader gave ciphertext as plaintext, so only its ASN.1 parsers are used here.
 *
 * @param profiel what the envelope's kind and key transport are, with a key of that profile
 */
record Envelop(CmsProfiel profiel, InputStream klaar) {

    /**
     * Profile 4.0: AuthEnvelopedData with a key for 4.0.
     */
    static Envelop v40(Grens in, List<Sleutel> sleutels, Voorzieningen v, SecureRandom random) throws IOException {
        AuthEnvelopedDataParser p = new AuthEnvelopedDataParser(begin(in, CMSObjectIdentifiers.authEnvelopedData));
        Ongeldig.tenzij(p.getOriginatorInfo() == null, ORIGINATOR_INFO);
        RecipientInfo ontvanger = enige(p.getRecipientInfos());
        EncryptedContentInfoParser deel = p.getAuthEncryptedContentInfo();
        AlgorithmIdentifier alg = algoritme(deel, Algoritmen.AES256_GCM);
        GCMParameters gcm = GCMParameters.getInstance(alg.getParameters());
        Ongeldig.tenzij(gcm.getNonce().length == Algoritmen.GCM_NONCE && gcm.getIcvLen() == Algoritmen.GCM_TAG, ZWAK_ALGORITME);
        Ontvangersleutel sleutel = Ontvangersleutel.pakUit(ontvanger, sleutels, CmsProfiel.V4_0, v, random);
        InputStream dicht = inhoud(in, deel);
        return new Envelop(CmsProfiel.V4_0, new GcmStroom(dicht, sleutel.cek(), gcm.getNonce(), () -> staart(in, p), v));
    }

    /** Profile 3.2: EnvelopedData with a key for 3.2. */
    static Envelop v32(Grens in, List<Sleutel> sleutels, Voorzieningen v, SecureRandom random) throws IOException {
        EnvelopedDataParser p = new EnvelopedDataParser(begin(in, CMSObjectIdentifiers.envelopedData));
        Ongeldig.tenzij(p.getOriginatorInfo() == null, ORIGINATOR_INFO);
        RecipientInfo ontvanger = enige(p.getRecipientInfos());
        EncryptedContentInfoParser deel = p.getEncryptedContentInfo();
        AlgorithmIdentifier alg = algoritme(deel, Algoritmen.AES256_CBC);
        byte[] iv = ASN1OctetString.getInstance(alg.getParameters()).getOctets();
        Ongeldig.tenzij(iv.length == Algoritmen.CBC_IV, ZWAK_ALGORITME);
        Ontvangersleutel sleutel = Ontvangersleutel.pakUit(ontvanger, sleutels, CmsProfiel.V3_2, v, random);
        InputStream dicht = inhoud(in, deel);
        return new Envelop(sleutel.profiel(), new CbcStroom(dicht, sleutel.cek(), iv, () -> {
            in.structuur();
            Ongeldig.tenzij(p.getUnprotectedAttrs() == null, VREEMD_KENMERK);
        }, v));
    }

    private static ASN1SequenceParser begin(Grens in, ASN1ObjectIdentifier soort) throws IOException {
        in.structuur();
        ASN1Encodable eerste = new ASN1StreamParser(in, Integer.MAX_VALUE).readObject();
        Ongeldig.tenzij(eerste instanceof ASN1SequenceParser, MISVORMD);
        ContentInfoParser info = new ContentInfoParser((ASN1SequenceParser) eerste);
        Ongeldig.tenzij(info.getContentType().equals(soort), GEEN_CMS_VAN_EEN_PROFIEL);
        ASN1Encodable inhoud = info.getContent(BERTags.SEQUENCE);
        Ongeldig.tenzij(inhoud instanceof ASN1SequenceParser, MISVORMD);
        return (ASN1SequenceParser) inhoud;
    }

    private static RecipientInfo enige(ASN1SetParser set) throws IOException {
        ASN1Set alle = ASN1Set.getInstance(set.toASN1Primitive());
        Ongeldig.tenzij(alle.size() == 1, MEER_ONTVANGERS);
        return RecipientInfo.getInstance(alle.getObjectAt(0));
    }

    private static AlgorithmIdentifier algoritme(EncryptedContentInfoParser deel, ASN1ObjectIdentifier alleen) throws IOException {
        Ongeldig.tenzij(deel.getContentType().equals(CMSObjectIdentifiers.data), MISVORMD);
        AlgorithmIdentifier alg = deel.getContentEncryptionAlgorithm();
        Ongeldig.tenzij(alg.getAlgorithm().equals(alleen) && alg.getParameters() != null, ZWAK_ALGORITME);
        return alg;
    }

    private static InputStream inhoud(Grens in, EncryptedContentInfoParser deel) throws IOException {
        ASN1Encodable octets = deel.getEncryptedContent(BERTags.OCTET_STRING);
        Ongeldig.tenzij(octets instanceof ASN1OctetStringParser, MISVORMD);
        in.inhoud();
        return ((ASN1OctetStringParser) octets).getOctetStream();
    }

    private static byte[] staart(Grens in, AuthEnvelopedDataParser p) throws IOException {
        in.structuur();
        Ongeldig.tenzij(p.getAuthAttrs() == null, VREEMD_KENMERK);
        byte[] tag = p.getMac().getOctets();
        Ongeldig.tenzij(tag.length == Algoritmen.GCM_TAG, ZWAK_ALGORITME);
        Ongeldig.tenzij(p.getUnauthAttrs() == null, VREEMD_KENMERK);
        return tag;
    }
}

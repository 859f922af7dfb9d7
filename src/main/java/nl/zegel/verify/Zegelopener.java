package nl.zegel.verify;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipient;
import org.jspecify.annotations.Nullable;

/** One envelope: what can be said of it without a key, and its content with one. In memory only. */
final class Zegelopener {
    private final ContentInfo info;
    private final boolean gcm;
    private final RecipientInfo ontvanger;
    private final @Nullable IssuerAndSerialNumber naam;

    /** Refuses what no profile makes: several recipients, originator info, attributes, other algorithms. */
    Zegelopener(ContentInfo info) throws Afgewezen {
        this.info = info;
        this.gcm = CMSObjectIdentifiers.authEnvelopedData.equals(info.getContentType());
        try {
            ASN1Set ontvangers;
            EncryptedContentInfo dicht;
            boolean kaal;
            if (gcm) {
                AuthEnvelopedData d = AuthEnvelopedData.getInstance(info.getContent());
                ontvangers = d.getRecipientInfos();
                dicht = d.getAuthEncryptedContentInfo();
                kaal = d.getVersion().hasValue(0) && d.getOriginatorInfo() == null && d.getAuthAttrs() == null && d.getUnauthAttrs() == null;
            } else {
                EnvelopedData d = EnvelopedData.getInstance(info.getContent());
                ontvangers = d.getRecipientInfos();
                dicht = d.getEncryptedContentInfo();
                kaal = (d.getVersion().hasValue(0) || d.getVersion().hasValue(2)) && d.getOriginatorInfo() == null && d.getUnprotectedAttrs() == null;
            }
            ASN1ObjectIdentifier moet = gcm ? NISTObjectIdentifiers.id_aes256_GCM : NISTObjectIdentifiers.id_aes256_CBC;
            Afgewezen.tenzij(kaal && ontvangers.size() == 1 && CMSObjectIdentifiers.data.equals(dicht.getContentType())
                    && moet.equals(dicht.getContentEncryptionAlgorithm().getAlgorithm()), "ZEGEL_VORM",
                    "Het verzegelde bericht heeft niet de vorm van een van de profielen.");
            ontvanger = RecipientInfo.getInstance(ontvangers.getObjectAt(0));
            Afgewezen.tenzij(versie() && vorm() && zoalsHetHoort(ontvangers.getObjectAt(0)), "ZEGEL_VORM", "Het verzegelde bericht heeft niet de vorm van een van de profielen.");
            naam = naam(ontvanger);
        } catch (IOException | RuntimeException e) { // of damaged ASN.1 the parser throws what it likes
            throw onleesbaar();
        }
    }

    private static Afgewezen onleesbaar() {
        return new Afgewezen("ZEGEL_ONLEESBAAR", "Het verzegelde bericht is niet te lezen.");
    }

    private boolean versie() {
        ASN1Encodable wie = ontvanger.getInfo();
        return wie instanceof KeyTransRecipientInfo kt ? kt.getVersion().hasValue(kt.getRecipientIdentifier().isTagged() ? 2 : 0)
                : wie instanceof KeyAgreeRecipientInfo ka && ka.getVersion().hasValue(3) && ka.getRecipientEncryptedKeys().size() == 1;
    }

    /** Nothing beside what the profiles have, and the ciphertext under its own tag: the parser does not look. */
    private boolean vorm() {
        ASN1Sequence alles = ASN1Sequence.getInstance(info.getContent());
        ASN1Sequence dicht = ASN1Sequence.getInstance(alles.getObjectAt(2));
        return alles.size() == (gcm ? 4 : 3) && dicht.size() == 3
                && dicht.getObjectAt(2) instanceof ASN1TaggedObject t && t.hasContextTag(0);
    }

    /** The parser passes over some tags; what it read must be what stood there. */
    private boolean zoalsHetHoort(ASN1Encodable gelezen) throws IOException {
        RecipientInfo opnieuw = ontvanger.getInfo() instanceof KeyAgreeRecipientInfo ka ? new RecipientInfo(ka)
                : new RecipientInfo((KeyTransRecipientInfo) ontvanger.getInfo());
        return Arrays.equals(opnieuw.getEncoded(ASN1Encoding.DER), gelezen.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    }

    String profiel() {
        return gcm ? "4.0 (AES-256-GCM)" : "3.2 (AES-256-CBC)";
    }

    /** Serial number of the certificate that it is for, decimal; null when it is named another way. */
    @Nullable String serienummer() {
        return naam == null ? null : naam.getSerialNumber().getValue().toString();
    }

    private static @Nullable IssuerAndSerialNumber naam(RecipientInfo ontvanger) {
        ASN1Encodable wie = ontvanger.getInfo();
        if (wie instanceof KeyTransRecipientInfo kt) {
            return kt.getRecipientIdentifier().isTagged() ? null : IssuerAndSerialNumber.getInstance(kt.getRecipientIdentifier().getId());
        }
        return RecipientEncryptedKey.getInstance(((KeyAgreeRecipientInfo) wie).getRecipientEncryptedKeys().getObjectAt(0))
                .getIdentifier().getIssuerAndSerialNumber();
    }

    byte[] open(PrivateKey sleutel, X509Certificate certificaat) throws Afgewezen {
        Afgewezen.tenzij(naam == null || Arrays.equals(der(naam), der(new IssuerAndSerialNumber(
                Certificate.getInstance(Certificaten.der(certificaat))))), "NIET_VOOR_DEZE_SLEUTEL", "Het bericht is niet voor dit certificaat verzegeld.");
        try {
            RecipientInformation r = gcm ? new CMSAuthEnvelopedData(info).getRecipientInfos().iterator().next()
                    : new CMSEnvelopedData(info).getRecipientInfos().iterator().next();
            if (ontvanger.getInfo() instanceof KeyTransRecipientInfo) {
                JceKeyTransRecipient wie = gcm ? new JceKeyTransAuthEnvelopedRecipient(sleutel) : new JceKeyTransEnvelopedRecipient(sleutel);
                return r.getContent(wie.setProvider(Handtekening.BC));
            }
            Afgewezen.tenzij(zelfdeKromme(certificaat), "ZEGEL_VORM", "De sleutel in het zegel is van een andere soort dan die van de ontvanger.");
            JceKeyAgreeRecipient wie = gcm ? new JceKeyAgreeAuthEnvelopedRecipient(sleutel) : new JceKeyAgreeEnvelopedRecipient(sleutel);
            return r.getContent(wie.setProvider(Handtekening.BC));
        } catch (CMSException | RuntimeException e) {
            throw new Afgewezen("ZEGEL_VERBROKEN", "Het verzegelde bericht gaat niet open. Het is veranderd of afgebroken.");
        }
    }

    /** What the originator says of its key, or nothing (RFC 5753 section 3.1.1). */
    private boolean zelfdeKromme(X509Certificate certificaat) {
        OriginatorPublicKey zender = ((KeyAgreeRecipientInfo) ontvanger.getInfo()).getOriginator().getOriginatorKey();
        AlgorithmIdentifier eigen = SubjectPublicKeyInfo.getInstance(certificaat.getPublicKey().getEncoded()).getAlgorithm();
        return zender != null && zender.getPublicKey().getPadBits() == 0 && (zender.getAlgorithm().equals(eigen) || zender.getAlgorithm().getAlgorithm().equals(eigen.getAlgorithm())
                && (zender.getAlgorithm().getParameters() == null || zender.getAlgorithm().getParameters().equals(DERNull.INSTANCE)));
    }

    private static byte[] der(IssuerAndSerialNumber naam) throws Afgewezen {
        try {
            return naam.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw onleesbaar();
        }
    }
}

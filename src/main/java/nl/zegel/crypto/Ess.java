package nl.zegel.crypto;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;

/** Enhanced Security Services (RFC 2634, RFC 5035) that BC has no classes for: receipt request and receipt, a few lines of ASN.1. */
final class Ess {
    static final ASN1ObjectIdentifier CT_RECEIPT = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.1");
    static final ASN1ObjectIdentifier RECEIPT_REQUEST = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.1");
    static final ASN1ObjectIdentifier MSG_SIG_DIGEST = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.5");
    static final ASN1ObjectIdentifier CONTENT_IDENTIFIER = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.7");

    private Ess() {}

    static Attribute kenmerk(ASN1ObjectIdentifier soort, ASN1Encodable waarde) {
        return new Attribute(soort, new DERSet(waarde));
    }

    /** signing-certificate-v2 with SHA-256, so hash algorithm by default (RFC 5035 section 4). */
    static Attribute certificaat(X509Certificate c, MessageDigest sha256) {
        byte[] der = Sleutelnaam.der(c);
        Certificate cert = Certificate.getInstance(der);
        IssuerSerial wie = new IssuerSerial(new GeneralNames(new GeneralName(cert.getIssuer())), cert.getSerialNumber().getValue());
        return kenmerk(PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new SigningCertificateV2(new ESSCertIDv2(sha256.digest(der), wie)));
    }

    /** receiptRequest, with receiptsFrom = allReceipts, and the same identifier as contentIdentifier. */
    static List<Attribute> verzoek(Ontvangstverzoek verzoek) {
        ASN1EncodableVector naar = new ASN1EncodableVector();
        verzoek.naar().forEach(a -> naar.add(new GeneralNames(new GeneralName(GeneralName.rfc822Name, a))));
        DEROctetString id = new DEROctetString(verzoek.inhoudId());
        DERSequence vraag = new DERSequence(new ASN1Encodable[] {
            id, new DERTaggedObject(false, 0, new ASN1Integer(0)), new DERSequence(naar)});
        return List.of(kenmerk(RECEIPT_REQUEST, vraag), kenmerk(CONTENT_IDENTIFIER, id));
    }

    /** A request that is not of the form gives none: it is the sender's wish, not a proof. */
    static Optional<Ontvangstverzoek> verzoek(Kenmerken kenmerken) {
        ASN1Encodable waarde = kenmerken.misschien(RECEIPT_REQUEST);
        if (waarde == null) {
            return Optional.empty();
        }
        try {
            ASN1Sequence vraag = ASN1Sequence.getInstance(waarde);
            List<String> naar = new ArrayList<>();
            for (ASN1Encodable namen : ASN1Sequence.getInstance(vraag.getObjectAt(2))) {
                for (GeneralName naam : GeneralNames.getInstance(namen).getNames()) {
                    if (naam.getTagNo() == GeneralName.rfc822Name) {
                        naar.add(naam.getName().toString());
                    }
                }
            }
            return Optional.of(new Ontvangstverzoek(ASN1OctetString.getInstance(vraag.getObjectAt(0)).getOctets(), naar));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Receipt ::= SEQUENCE { version 1, contentType, signedContentIdentifier, originatorSignatureValue }. */
    static byte[] bewijs(byte[] inhoudId, byte[] handtekening) {
        try {
            return new DERSequence(new ASN1Encodable[] {
                new ASN1Integer(1), CMSObjectIdentifiers.data, new DEROctetString(inhoudId), new DEROctetString(handtekening)}).getEncoded();
        } catch (IOException e) {
            throw new nl.zegel.party.GatewayBug("receipt cannot be encoded", e);
        }
    }

}

package nl.zegel.crypto;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/** A SignedData with one signer, taken apart so that a test can put it together otherwise: a forger without the key. */
record Ontleed(byte[] inhoud, AlgorithmIdentifier digest, List<Certificate> tas, SignerInfo info) {

    static Ontleed van(byte[] cms) throws IOException {
        SignedData sd = SignedData.getInstance(ContentInfo.getInstance(cms).getContent());
        List<Certificate> tas = Stream.of(sd.getCertificates().toArray()).map(Certificate::getInstance).toList();
        byte[] inhoud = ASN1OctetString.getInstance(sd.getEncapContentInfo().getContent()).getOctets();
        return new Ontleed(inhoud, AlgorithmIdentifier.getInstance(sd.getDigestAlgorithms().getObjectAt(0)), tas, SignerInfo.getInstance(sd.getSignerInfos().getObjectAt(0)));
    }

    byte[] weer() throws IOException {
        SignedData sd = new SignedData(new DERSet(digest),
                new ContentInfo(CMSObjectIdentifiers.data, new DEROctetString(inhoud)),
                new DERSet(tas.toArray(ASN1Encodable[]::new)), null, new DERSet(info));
        return new ContentInfo(CMSObjectIdentifiers.signedData, sd).getEncoded(ASN1Encoding.DER);
    }

    Ontleed metInhoud(byte[] anders) {
        return new Ontleed(anders, digest, tas, info);
    }

    Ontleed metTas(X509Certificate... anders) {
        return new Ontleed(inhoud, digest, Stream.of(anders).map(c -> Certificate.getInstance(Sleutelnaam.der(c))).toList(), info);
    }

    /** The signature as it was, under another's name. */
    Ontleed metSid(X509Certificate van) {
        return met(new SignerIdentifier(Sleutelnaam.van(van)), info.getDigestAlgorithm(), info.getAuthenticatedAttributes(),
                info.getEncryptedDigest().getOctets(), info.getUnauthenticatedAttributes());
    }

    /** The digest as the signer names it, not as the SignedData does. */
    Ontleed metDigest(ASN1ObjectIdentifier anders) {
        return met(info.getSID(), new AlgorithmIdentifier(anders), info.getAuthenticatedAttributes(),
                info.getEncryptedDigest().getOctets(), info.getUnauthenticatedAttributes());
    }

    Ontleed metHandtekening(byte[] anders) {
        return met(info.getSID(), info.getDigestAlgorithm(), info.getAuthenticatedAttributes(), anders, info.getUnauthenticatedAttributes());
    }

    Ontleed metLos(Attribute los) {
        return met(info.getSID(), info.getDigestAlgorithm(), info.getAuthenticatedAttributes(), info.getEncryptedDigest().getOctets(), new DERSet(los));
    }

    /** One signed attribute with another value, the others as they were. */
    Ontleed metKenmerk(ASN1ObjectIdentifier soort, ASN1Encodable waarde) {
        return metKenmerk(new Attribute(soort, new DERSet(waarde)));
    }

    Ontleed metKenmerk(Attribute kenmerk) {
        return metKenmerken(kenmerk.getAttrType(), Optional.of(kenmerk));
    }

    Ontleed zonderKenmerk(ASN1ObjectIdentifier soort) {
        return metKenmerken(soort, Optional.empty());
    }

    private Ontleed metKenmerken(ASN1ObjectIdentifier soort, Optional<Attribute> nieuw) {
        ASN1EncodableVector alle = new ASN1EncodableVector();
        for (ASN1Encodable een : info.getAuthenticatedAttributes()) {
            if (!Attribute.getInstance(een).getAttrType().equals(soort)) {
                alle.add(een);
            }
        }
        nieuw.ifPresent(alle::add);
        return met(info.getSID(), info.getDigestAlgorithm(), new DERSet(alle), info.getEncryptedDigest().getOctets(),
                info.getUnauthenticatedAttributes());
    }

    byte[] handtekening() {
        return info.getEncryptedDigest().getOctets();
    }

    private Ontleed met(SignerIdentifier sid, AlgorithmIdentifier eigen, ASN1Set kenmerken, byte[] handtekening, ASN1Set los) {
        return new Ontleed(inhoud, digest, tas, new SignerInfo(sid, eigen, kenmerken, info.getDigestEncryptionAlgorithm(),
                new DEROctetString(handtekening), los));
    }
}

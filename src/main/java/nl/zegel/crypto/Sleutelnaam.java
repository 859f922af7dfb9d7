package nl.zegel.crypto;

import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** How a CMS names a certificate: issuer and serial number, or subject key identifier. */
final class Sleutelnaam {
    private static final String SKI = "2.5.29.14";

    private Sleutelnaam() {}

    static byte[] der(X509Certificate c) {
        try {
            return c.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new GatewayBug("certificate cannot be encoded", e);
        }
    }

    static IssuerAndSerialNumber van(X509Certificate c) {
        return new IssuerAndSerialNumber(Certificate.getInstance(der(c)));
    }

    static boolean heeftSki(X509Certificate c, byte[] ski) {
        byte[] extensie = c.getExtensionValue(SKI);
        return extensie != null && MessageDigest.isEqual(ski,
                SubjectKeyIdentifier.getInstance(ASN1OctetString.getInstance(extensie).getOctets()).getKeyIdentifier());
    }
}

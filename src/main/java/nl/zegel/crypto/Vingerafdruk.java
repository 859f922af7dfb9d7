package nl.zegel.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import nl.zegel.party.GatewayBug;

/** The identity by which a certificate is recognised: lower-case hex SHA-256 of its DER encoding. */
public final class Vingerafdruk {
    private Vingerafdruk() {}

    public static String van(X509Certificate certificaat) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificaat.getEncoded()));
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new GatewayBug("certificate cannot be encoded", e);
        }
    }
}

package nl.zegel.crypto;

import java.io.IOException;
import java.security.MessageDigest;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** ANSI X9.63 key derivation as RFC 5753 section 7.2 uses it; 256 bits are exactly one SHA-256. */
final class Sleutelafleiding {
    private static final byte[] TELLER_1 = {0, 0, 0, 1};
    private static final byte[] BITS_256 = {0, 0, 1, 0};

    private Sleutelafleiding() {}

    static byte[] kek(byte[] geheim, AlgorithmIdentifier wrap, byte @Nullable [] ukm, Voorzieningen v) throws IOException {
        ECCCMSSharedInfo info = ukm == null ? new ECCCMSSharedInfo(wrap, BITS_256) : new ECCCMSSharedInfo(wrap, ukm, BITS_256);
        MessageDigest sha256 = v.digest("SHA-256");
        sha256.update(geheim);
        sha256.update(TELLER_1);
        return sha256.digest(info.getEncoded(ASN1Encoding.DER));
    }
}

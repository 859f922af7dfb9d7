package nl.zegel.crypto;

import java.io.IOException;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;

/** Re-encodes small structures that were streamed as BER into definite lengths, which strict verifiers ask for. */
final class Der {
    private Der() {}

    static byte[] van(byte[] ber) {
        try {
            return ASN1Primitive.fromByteArray(ber).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new GatewayBug("own signature cannot be read back", e);
        }
    }
}

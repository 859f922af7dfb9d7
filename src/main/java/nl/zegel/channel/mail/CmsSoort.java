package nl.zegel.channel.mail;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The outermost kind of a CMS (RFC 5652 ContentInfo), by its first bytes: the content type OID decides, not a header.
 * Nothing deeper is read here.
 */
enum CmsSoort {
    ONDERTEKEND("06092a864886f70d010702", "signed-data"),
    VERSLEUTELD("06092a864886f70d010703", "enveloped-data"),
    GEZEGELD("060b2a864886f70d0109100117", "authEnveloped-data");

    /** As many first bytes as are ever needed: tag, at most five length bytes, the OID. */
    static final int BEGIN = 24;
    private static final int SEQUENCE = 0x30;

    private final byte[] oid;
    private final String smimeType;

    CmsSoort(String oid, String smimeType) {
        this.oid = HexFormat.of().parseHex(oid);
        this.smimeType = smimeType;
    }

    String smimeType() {
        return smimeType;
    }

    /** Empty when the bytes do not begin as one of these, in DER or in BER with indefinite length. */
    static Optional<CmsSoort> van(byte[] begin) {
        if (begin.length < 2 || (begin[0] & 0xff) != SEQUENCE) {
            return Optional.empty();
        }
        int lengte = begin[1] & 0xff;
        int plek = 2 + (lengte > 0x80 ? lengte - 0x80 : 0);
        return Arrays.stream(values()).filter(s -> plek + s.oid.length <= begin.length
                && Arrays.equals(begin, plek, plek + s.oid.length, s.oid, 0, s.oid.length)).findFirst();
    }
}

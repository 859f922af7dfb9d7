package nl.zegel.channel.soap;

import java.util.List;
import javax.net.ssl.SSLParameters;

/**
 * TLS in both directions: what NCSC 2025-05 calls good or sufficient, best first. Client authentication is {@code need}
 * on a connector of its own. Renegotiation, compression and 0-RTT do not exist in the JDK's TLS 1.3 and are off for 1.2.
 */
public final class TlsEisen {
    public static final List<String> PROTOCOLLEN = List.of("TLSv1.3", "TLSv1.2");
    public static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    public static final List<String> GROEPEN = List.of("x25519", "secp256r1", "secp384r1");

    private TlsEisen() {}

    /** For an engine or socket of ours; the host name is verified on the client side. */
    public static SSLParameters alsClient() {
        SSLParameters eisen = new SSLParameters(SUITES.toArray(String[]::new), PROTOCOLLEN.toArray(String[]::new));
        eisen.setEndpointIdentificationAlgorithm("HTTPS");
        return eisen;
    }
}

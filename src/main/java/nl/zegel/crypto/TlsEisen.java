package nl.zegel.crypto;

import java.util.List;

/**
 * TLS in both directions, for SOAP and mail: what NCSC 2025-05 calls good or sufficient, best first. What is not named here is
 * neither offered nor taken: TLS 1.1, CBC suites, key exchange without forward secrecy. Renegotiation, compression and 0-RTT
 * do not exist in the JDK's TLS 1.3 and are off for 1.2.
 */
public final class TlsEisen {
    public static final List<String> PROTOCOLLEN = List.of("TLSv1.3", "TLSv1.2");
    public static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private TlsEisen() {}
}

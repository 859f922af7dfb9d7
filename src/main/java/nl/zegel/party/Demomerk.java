package nl.zegel.party;

import java.security.cert.X509Certificate;

/**
 * The mark that the example PKI puts in each of its certificates, roots too. A certificate that carries it is refused
 * outside the demo, so that a throw-away key can never open or sign anything real.
 */
public final class Demomerk {
    /** Extension OID: 2.25 with UUID b5c8d8b5-5d3d-44cd-a2fa-7d912bd71527 (X.667); {@code certs-example/genereer.sh} holds the same. */
    public static final String OID = "2.25.241633121978404717666580645272494740775";

    private Demomerk() {}

    public static boolean draagt(X509Certificate certificaat) {
        return certificaat.getExtensionValue(OID) != null;
    }
}

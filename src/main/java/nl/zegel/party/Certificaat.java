package nl.zegel.party;

import java.security.cert.X509Certificate;

/**
 * A certificate as registered for one loket and one purpose.
 *
 * @param vingerafdruk lower-case hex SHA-256 of the DER encoding; the identity by which a signer is recognised
 * @param geldigheid   the days on which the registration counts, apart from the certificate's own validity
 */
public record Certificaat(Sleuteldoel doel, X509Certificate certificaat, String vingerafdruk, Geldigheid geldigheid) {}

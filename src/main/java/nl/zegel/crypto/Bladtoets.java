package nl.zegel.crypto;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import nl.zegel.crypto.Padoordeel.Code;
import nl.zegel.party.Sleuteldoel;

/** What the leaf itself must be for its purpose (RFC 5280 section 4.2.1), apart from its path. */
final class Bladtoets {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;
    private static final String EKU_ALLES = "2.5.29.37.0";
    private static final String EKU_TLS_SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String EKU_TLS_CLIENT = "1.3.6.1.5.5.7.3.2";
    /** keyUsage, subjectAltName, basicConstraints, nameConstraints, certificatePolicies, extKeyUsage and the two CRL pointers. */
    private static final Set<String> KRITIEK_BEKEND = Set.of("2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.32",
            "2.5.29.37", "2.5.29.31");

    private Bladtoets() {}

    static Padoordeel toets(X509Certificate c, Sleuteldoel doel, Instant moment) {
        if (moment.isBefore(c.getNotBefore().toInstant())) {
            return Padoordeel.nee(Code.NOG_NIET_GELDIG);
        }
        if (moment.isAfter(c.getNotAfter().toInstant())) {
            return Padoordeel.nee(Code.VERLOPEN);
        }
        if (c.getBasicConstraints() >= 0) {
            return Padoordeel.nee(Code.CA_CERTIFICAAT);
        }
        if (!Algoritmen.toegestaan(c.getPublicKey()) || !Algoritmen.toegestaneUitgifte(c)) {
            return Padoordeel.nee(Code.ZWAK_ALGORITME);
        }
        Set<String> kritiek = c.getCriticalExtensionOIDs();
        if (kritiek != null && !KRITIEK_BEKEND.containsAll(kritiek)) {
            return Padoordeel.nee(Code.ONBEKENDE_KRITIEKE_EXTENSIE);
        }
        return gebruik(c, doel) && uitgebreid(c, doel) ? new Padoordeel(Code.GOED, false) : Padoordeel.nee(Code.VERKEERD_GEBRUIK);
    }

    /** Unsure means no: a certificate without keyUsage is for nothing. */
    private static boolean gebruik(X509Certificate c, Sleuteldoel doel) {
        boolean[] ku = c.getKeyUsage();
        if (ku == null) {
            return false;
        }
        return switch (doel) {
            case ONDERTEKENEN -> ku[DIGITAL_SIGNATURE] || ku[NON_REPUDIATION];
            case ONTSLEUTELEN -> c.getPublicKey() instanceof RSAPublicKey ? ku[KEY_ENCIPHERMENT] : ku[KEY_AGREEMENT];
            case TLS -> ku[DIGITAL_SIGNATURE];
            case SSH -> false;
        };
    }

    private static boolean uitgebreid(X509Certificate c, Sleuteldoel doel) {
        List<String> eku;
        try {
            eku = c.getExtendedKeyUsage();
        } catch (CertificateParsingException e) {
            return false;
        }
        if (eku == null || doel != Sleuteldoel.TLS) {
            return eku == null || !eku.isEmpty();
        }
        return eku.contains(EKU_TLS_SERVER) || eku.contains(EKU_TLS_CLIENT) || eku.contains(EKU_ALLES);
    }
}

package nl.zegel.party;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Reads a certificate that a party file names and checks what can be checked without a clock: kind of key, usage, demo
 * mark, owner. Its path, validity and revocation are judged at each use, by crypto.
 */
final class Certificaatlezer {
    private static final int GROOTSTE = 64 * 1024;
    private static final int RFC822 = 1;
    private static final List<String> ZWAK = List.of("MD2", "MD5", "SHA1");

    private Certificaatlezer() {}

    static X509Certificate lees(Path bestand, Plaats plaats) {
        byte[] bytes = bytes(bestand, plaats);
        try {
            Collection<? extends java.security.cert.Certificate> alle =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
            if (alle.size() != 1) {
                throw plaats.fout("niet-een-certificaat", "in " + bestand.getFileName() + " staan " + alle.size() + " certificaten",
                        "laat er een staan: het eigen certificaat, zonder keten");
            }
            return (X509Certificate) alle.iterator().next();
        } catch (CertificateException e) {
            throw plaats.fout("geen-certificaat", bestand.getFileName() + " is geen X.509-certificaat",
                    "zet er een certificaat als PEM neer");
        }
    }

    private static byte[] bytes(Path bestand, Plaats plaats) {
        try {
            if (Files.size(bestand) > GROOTSTE) {
                throw plaats.fout("te-groot", bestand.getFileName() + " is te groot voor een certificaat of sleutel", "controleer het bestand");
            }
            return Files.readAllBytes(bestand);
        } catch (IOException e) {
            throw plaats.fout("onleesbaar", bestand + " is niet te lezen", "zet het bestand neer; voor de demo maakt certs-example/genereer.sh het");
        }
    }

    /** One line of text in a small file, such as an OpenSSH key. */
    static String regel(Path bestand, Plaats plaats) {
        return new String(bytes(bestand, plaats), StandardCharsets.UTF_8).strip();
    }

    /** Lower-case hex SHA-256 of the DER encoding. */
    static String vingerafdruk(X509Certificate certificaat) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificaat.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("a parsed certificate has an encoding and every JDK has SHA-256", e);
        }
    }

    /** One text per public key, however it was encoded: two certificates of one key give the same. */
    static String sleutelIdentiteit(PublicKey sleutel) {
        if (sleutel instanceof RSAPublicKey rsa) {
            return "rsa:" + rsa.getModulus().toString(16);
        }
        if (sleutel instanceof ECPublicKey ec) {
            ECPoint punt = ec.getW();
            BigInteger orde = ec.getParams().getOrder();
            return "ec:" + orde.toString(16) + ":" + punt.getAffineX().toString(16) + ":" + punt.getAffineY().toString(16);
        }
        return sleutel.getAlgorithm() + ":" + HexFormat.of().formatHex(sleutel.getEncoded());
    }

    static void keur(X509Certificate certificaat, Sleuteldoel doel, Omgeving omgeving, Plaats plaats) {
        if (!omgeving.isDemo() && Demomerk.draagt(certificaat)) {
            throw plaats.fout("demo-certificaat", "dit certificaat komt uit de voorbeeld-PKI", "gebruik een echt certificaat");
        }
        if (certificaat.getPublicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < 2048) {
            throw plaats.fout("zwakke-sleutel", "de RSA-sleutel is korter dan 2048 bits", "vraag een certificaat met een langere sleutel");
        }
        String algoritme = certificaat.getSigAlgName().toUpperCase(Locale.ROOT).replace("-", "");
        if (ZWAK.stream().anyMatch(algoritme::contains)) {
            throw plaats.fout("zwakke-handtekening", "het certificaat is ondertekend met " + certificaat.getSigAlgName(),
                    "vraag een certificaat met SHA-256 of sterker");
        }
        if (certificaat.getBasicConstraints() >= 0) {
            throw plaats.fout("ca-certificaat", "dit is het certificaat van een uitgever (CA)", "gebruik het certificaat van het loket zelf");
        }
        if (!magVoor(certificaat, doel)) {
            throw plaats.fout("verkeerd-gebruik", "dit certificaat mag volgens zijn keyUsage niet voor " + doel + " worden gebruikt",
                    "gebruik een certificaat dat daarvoor is uitgegeven");
        }
    }

    /** RFC 5280 4.2.1.3; no keyUsage at all says nothing, and that is no. */
    private static boolean magVoor(X509Certificate certificaat, Sleuteldoel doel) {
        boolean[] gebruik = certificaat.getKeyUsage();
        if (gebruik == null) {
            return false;
        }
        boolean rsa = certificaat.getPublicKey() instanceof RSAPublicKey;
        return switch (doel) {
            case ONDERTEKENEN -> gebruik[0] || gebruik[1];
            case ONTSLEUTELEN -> rsa ? gebruik[2] : gebruik[4];
            case TLS, SSH -> gebruik[0];
        };
    }

    /** The OIN in subject serialNumber (OIN-Stelsel 2.2.2), if what stands there is one. */
    static Optional<Oin> oin(X509Certificate certificaat) {
        String naam = certificaat.getSubjectX500Principal().getName(X500Principal.RFC2253, Map.of("2.5.4.5", "serialNumber"));
        try {
            for (Rdn rdn : new LdapName(naam).getRdns()) {
                if (rdn.getType().equalsIgnoreCase("serialNumber") && rdn.getValue() instanceof String waarde) {
                    return Optional.of(new Oin(waarde));
                }
            }
            return Optional.empty();
        } catch (InvalidNameException | IllegalArgumentException e) {
            return Optional.empty(); // a serial number of another kind says nothing about the organisation
        }
    }

    /** Mail addresses in subjectAltName, lower case. */
    static List<String> mailadressen(X509Certificate certificaat, Plaats plaats) {
        try {
            Collection<List<?>> namen = certificaat.getSubjectAlternativeNames();
            return namen == null ? List.of() : namen.stream().filter(n -> n.get(0).equals(RFC822))
                    .map(n -> ((String) n.get(1)).toLowerCase(Locale.ROOT)).toList();
        } catch (CertificateException e) {
            throw plaats.fout("geen-certificaat", "de namen in het certificaat zijn niet te lezen", "vraag een nieuw certificaat");
        }
    }
}

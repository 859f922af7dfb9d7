package nl.zegel.secret;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast.Gebruik;

/** What both stores do with what they read: parse it, and prove that key and certificate belong together. */
final class Sleutellezing {
    private static final Pattern PKCS8 = Pattern.compile(
            "-----BEGIN PRIVATE KEY-----\\s*([A-Za-z0-9+/=\\s]+?)\\s*-----END PRIVATE KEY-----");
    /** Ids of keys and secrets: they become file names and paths. */
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private Sleutellezing() {}

    /** @throws GeneralSecurityException when the texts are not a key and its chain; its text is never shown */
    static Sleutel vanPem(String id, Gebruik gebruik, String sleutel, String certificaten) throws GeneralSecurityException {
        List<X509Certificate> keten = new ArrayList<>();
        byte[] bytes = certificaten.getBytes(StandardCharsets.US_ASCII);
        for (var c : CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
            keten.add((X509Certificate) c);
        }
        Matcher pem = PKCS8.matcher(sleutel);
        if (keten.isEmpty() || !pem.find()) {
            throw new GeneralSecurityException("no key or no certificate");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            PrivateKey prive = KeyFactory.getInstance(keten.get(0).getPublicKey().getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
            return paar(id, gebruik, prive, keten);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("key is not base64");
        }
    }

    /** @throws GeneralSecurityException when the private key is not the one of the first certificate */
    static Sleutel paar(String id, Gebruik gebruik, PrivateKey prive, List<X509Certificate> keten) throws GeneralSecurityException {
        String algoritme = switch (prive.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> prive.getAlgorithm();
        };
        byte[] proef = id.getBytes(StandardCharsets.UTF_8);
        Signature teken = Signature.getInstance(algoritme);
        teken.initSign(prive);
        teken.update(proef);
        byte[] handtekening = teken.sign();
        Signature controle = Signature.getInstance(algoritme);
        controle.initVerify(keten.get(0).getPublicKey()); // the key, not the certificate: its keyUsage may forbid signing
        controle.update(proef);
        if (!controle.verify(handtekening)) {
            throw new GeneralSecurityException("key and certificate do not belong together");
        }
        return new Sleutel(id, gebruik, prive, keten, Optional.empty());
    }

    /** Name of a use in files and paths: {@code ontsleutelen-32}. */
    static String naam(Gebruik gebruik) {
        return gebruik.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }
}

package nl.zegel.channel.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A partner's keys as files, the way {@code openssl} writes them. */
public final class PemBestanden {
    private static final Pattern SLEUTEL = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemBestanden() {}

    /** First certificate of the file. */
    public static X509Certificate certificaat(Path bestand) throws IOException {
        return alle(bestand).get(0);
    }

    /** Every certificate of the file, at least one. */
    public static List<X509Certificate> alle(Path bestand) throws IOException {
        try {
            Collection<? extends Certificate> gelezen = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(bestand)));
            if (!gelezen.isEmpty()) {
                return gelezen.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(bestand.getFileName() + " is geen certificaat in PEM", e);
        }
        throw new IOException(bestand.getFileName() + " bevat geen certificaat");
    }

    /** An unencrypted PKCS#8 key (RSA or EC). */
    public static PrivateKey sleutel(Path bestand) throws IOException {
        Matcher pem = SLEUTEL.matcher(Files.readString(bestand, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException(bestand.getFileName() + " is geen sleutel in PKCS#8 PEM zonder wachtwoord");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
        try {
            for (String soort : List.of("EC", "RSA")) {
                try {
                    return KeyFactory.getInstance(soort).generatePrivate(new PKCS8EncodedKeySpec(der));
                } catch (InvalidKeySpecException e) {
                    continue; // of the other kind
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(bestand.getFileName() + " is niet te lezen", e);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
        throw new IOException(bestand.getFileName() + " is geen RSA- of EC-sleutel");
    }

    /**
     * TLS with a certificate of our own.
     *
     * @param keten  CA certificates between ours and the anchor; may be empty
     * @param ankers whom the other side's certificate must lead to
     */
    public static SSLContext tls(X509Certificate certificaat, PrivateKey sleutel, List<X509Certificate> keten, List<X509Certificate> ankers)
            throws IOException {
        try {
            List<X509Certificate> eigen = new ArrayList<>(List.of(certificaat));
            eigen.addAll(keten);
            KeyStore sleutels = KeyStore.getInstance("PKCS12");
            sleutels.load(null, null);
            sleutels.setKeyEntry("tls", sleutel, new char[0], eigen.toArray(Certificate[]::new));
            KeyStore vertrouwd = KeyStore.getInstance("PKCS12");
            vertrouwd.load(null, null);
            for (X509Certificate anker : ankers) {
                vertrouwd.setCertificateEntry(anker.getSerialNumber().toString(16), anker);
            }
            KeyManagerFactory wij = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            wij.init(sleutels, new char[0]);
            TrustManagerFactory zij = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            zij.init(vertrouwd);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(wij.getKeyManagers(), zij.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS kan niet worden ingesteld met deze sleutel en certificaten", e);
        }
    }
}

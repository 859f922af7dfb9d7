package nl.zegel.story;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nl.zegel.testing.VoorbeeldPki;

/** TLS of the example PKI, as the gateway or as a party. */
final class Proeftls {
    private Proeftls() {}

    static SSLContext van(String wie) {
        try {
            KeyStore eigen = KeyStore.getInstance("PKCS12");
            char[] wachtwoord = VoorbeeldPki.wachtwoord(wie);
            try (InputStream in = Files.newInputStream(VoorbeeldPki.uit().resolve(wie).resolve("tls.p12"))) {
                eigen.load(in, wachtwoord);
            }
            KeyManagerFactory sleutels = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            sleutels.init(eigen, wachtwoord);
            KeyStore ankers = KeyStore.getInstance("PKCS12");
            ankers.load(null, null);
            ankers.setCertificateEntry("anker", lees(VoorbeeldPki.uit().resolve("anchors.pem")));
            TrustManagerFactory vertrouwen = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            vertrouwen.init(ankers);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(sleutels.getKeyManagers(), vertrouwen.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static X509Certificate certificaat(String wie) {
        try {
            return lees(VoorbeeldPki.uit().resolve(wie).resolve("tls.pem"));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate lees(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}

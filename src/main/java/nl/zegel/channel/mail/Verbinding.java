package nl.zegel.channel.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nl.zegel.crypto.TlsEisen;
import nl.zegel.party.Omgeving;

/**
 * How to reach one mail server. TLS with a verified name always; without TLS only to this machine and only in the demo.
 *
 * @param gebruiker login name; empty means no login, for a relay that knows its clients by address
 * @param ankers    PEM with the CAs that may have issued the server's certificate; empty means those of the JDK
 */
public record Verbinding(String host, int poort, String gebruiker, Beveiliging beveiliging, Optional<Path> ankers, Duration wachttijd) {
    private static final Set<String> EIGEN_MACHINE = Set.of("127.0.0.1", "::1", "localhost");

    /** STARTTLS is demanded, never tried: a server that does not offer it gets no login and no mail. */
    public enum Beveiliging { TLS, STARTTLS, GEEN }

    /**
     * @throws IllegalArgumentException for a connection without TLS that leaves this machine or the demo
     */
    public static Verbinding van(
            String host, int poort, String gebruiker, Beveiliging beveiliging, Optional<Path> ankers, Duration wachttijd, Omgeving omgeving) {
        if (beveiliging == Beveiliging.GEEN && !(omgeving.isDemo() && EIGEN_MACHINE.contains(host.toLowerCase(Locale.ROOT)))) {
            throw new IllegalArgumentException("mail without TLS only in the demo and only to this machine, not to " + host);
        }
        return new Verbinding(host, poort, gebruiker, beveiliging, ankers, wachttijd);
    }

    /**
     * Settings of one Jakarta Mail session.
     *
     * @param protocol {@code imap} or {@code smtp}
     * @throws IOException when the trusted CAs cannot be read
     */
    Properties instellingen(String protocol) throws IOException {
        Properties p = new Properties();
        String voor = "mail." + protocol + ".";
        String milli = Long.toString(wachttijd.toMillis());
        p.put(voor + "connectiontimeout", milli);
        p.put(voor + "timeout", milli);
        p.put(voor + "writetimeout", milli);
        p.put(voor + "ssl.enable", Boolean.toString(beveiliging == Beveiliging.TLS));
        p.put(voor + "starttls.enable", Boolean.toString(beveiliging == Beveiliging.STARTTLS));
        p.put(voor + "starttls.required", Boolean.toString(beveiliging == Beveiliging.STARTTLS));
        p.put(voor + "ssl.checkserveridentity", "true");
        p.put(voor + "ssl.protocols", String.join(" ", TlsEisen.PROTOCOLLEN));
        p.put(voor + "ssl.ciphersuites", String.join(" ", TlsEisen.SUITES));
        if (beveiliging != Beveiliging.GEEN && ankers.isPresent()) {
            p.put(voor + "ssl.socketFactory", vertrouwen(ankers.get()).getSocketFactory());
            // else the library tries once more with the JDK's own CAs, and a certificate of any of those would do
            p.put(voor + "socketFactory.fallback", "false");
        }
        return p;
    }

    private static SSLContext vertrouwen(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore winkel = KeyStore.getInstance(KeyStore.getDefaultType());
            winkel.load(null, null);
            int nummer = 0;
            for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                winkel.setCertificateEntry("ca-" + nummer++, ca);
            }
            TrustManagerFactory beheer = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            beheer.init(winkel);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, beheer.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException("trusted CAs of the mail server cannot be read: " + pem.getFileName(), e);
        }
    }
}

package nl.zegel.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads anchors, known certificates, CRLs and a key from files. */
final class Certificaten {
    private Certificaten() {}

    static List<X509Certificate> lees(List<Path> bestanden) throws Afgewezen {
        List<X509Certificate> uit = new ArrayList<>();
        for (Path bestand : bestanden) {
            try {
                fabriek().generateCertificates(new ByteArrayInputStream(Files.readAllBytes(bestand)))
                        .forEach(c -> uit.add((X509Certificate) c));
            } catch (IOException | CertificateException e) {
                throw new Afgewezen("CERTIFICATEN_ONLEESBAAR", "Bestand " + bestand.getFileName() + " met certificaten is niet te lezen.");
            }
        }
        return uit;
    }

    /** Of a folder, every file; of a file, every CRL in it. */
    static List<X509CRL> crls(List<Path> plaatsen) throws Afgewezen {
        List<X509CRL> uit = new ArrayList<>();
        for (Path plaats : plaatsen) {
            try (Stream<Path> bestanden = Files.isDirectory(plaats) ? Files.list(plaats) : Stream.of(plaats)) {
                for (Path bestand : bestanden.sorted().toList()) {
                    fabriek().generateCRLs(new ByteArrayInputStream(Files.readAllBytes(bestand))).forEach(c -> uit.add((X509CRL) c));
                }
            } catch (IOException | CRLException e) {
                throw new Afgewezen("CRL_ONLEESBAAR", "Een CRL in " + plaats.getFileName() + " is niet te lezen.");
            }
        }
        return uit;
    }

    static X509Certificate certificaat(byte[] der) throws Afgewezen {
        try {
            return (X509Certificate) fabriek().generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new Afgewezen("CERTIFICAAT_ONLEESBAAR", "Een certificaat in de handtekening is niet te lezen.");
        }
    }

    static PrivateKey sleutel(Path pem) throws Afgewezen {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(pem, StandardCharsets.US_ASCII)))) {
            Object eerste = parser.readObject();
            PrivateKeyInfo info = eerste instanceof PEMKeyPair paar ? paar.getPrivateKeyInfo()
                    : eerste instanceof PrivateKeyInfo los ? los : null;
            Afgewezen.tenzij(info != null, "SLEUTEL_ONLEESBAAR", "De sleutel is geen PEM zonder wachtwoord.");
            return new JcaPEMKeyConverter().setProvider(Handtekening.BC).getPrivateKey(info);
        } catch (IOException e) {
            throw new Afgewezen("SLEUTEL_ONLEESBAAR", "De sleutel is niet te lezen.");
        }
    }

    static byte[] der(X509Certificate c) {
        try {
            return c.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read has its encoding", e);
        }
    }

    private static CertificateFactory fabriek() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException e) {
            throw new IllegalStateException("every Java platform has X.509", e);
        }
    }
}

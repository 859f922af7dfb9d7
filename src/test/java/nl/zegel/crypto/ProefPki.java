package nl.zegel.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Throw-away certificates for tests; the keys never leave the test's own folder. */
final class ProefPki {
    static final Instant NU = Instant.parse("2026-11-23T12:00:00Z");
    static final Instant VAN = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant TOT = Instant.parse("2028-01-01T00:00:00Z");
    static final int TEKENEN = KeyUsage.digitalSignature;
    static final int ONTSLEUTELEN = KeyUsage.keyEncipherment;
    static final int AFSPREKEN = KeyUsage.keyAgreement;
    private static final AtomicLong SERIE = new AtomicLong(1000);

    /** A key with its certificate. */
    record Houder(String naam, KeyPair paar, X509Certificate certificaat) {
        Sleutel sleutel(Sleutelkast.Gebruik gebruik, Voorzieningen v) {
            return new Sleutel(naam, gebruik, v.importeer(paar.getPrivate()), List.of(certificaat), Optional.empty());
        }

        /** Writes {@code naam.pem} (certificate) and {@code naam.key}. */
        void schrijf(Path map) throws IOException, GeneralSecurityException {
            pem(map.resolve(naam + ".pem"), "CERTIFICATE", certificaat.getEncoded());
            pem(map.resolve(naam + ".key"), "PRIVATE KEY", paar.getPrivate().getEncoded());
        }
    }

    private ProefPki() {}

    static void pem(Path bestand, String soort, byte[] der) throws IOException {
        String lijf = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
        Files.writeString(bestand, "-----BEGIN " + soort + "-----\n" + lijf + "\n-----END " + soort + "-----\n");
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator g = KeyPairGenerator.getInstance("RSA");
            g.initialize(bits);
            return g.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ec(String kromme) {
        try {
            KeyPairGenerator g = KeyPairGenerator.getInstance("EC");
            g.initialize(new ECGenParameterSpec(kromme));
            return g.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Houder wortel(String naam) {
        return maak(naam, ec("secp256r1"), null, new Eis(KeyUsage.keyCertSign | KeyUsage.cRLSign, true, VAN, TOT, "SHA256withECDSA", false));
    }

    static Houder blad(String naam, KeyPair paar, Houder uitgever, int gebruik) {
        return maak(naam, paar, uitgever, new Eis(gebruik, false, VAN, TOT, "SHA256withECDSA", false));
    }

    /** What a certificate must be. @param gebruik 0 for no keyUsage at all */
    record Eis(int gebruik, boolean ca, Instant van, Instant tot, String algoritme, boolean ekuTls) {}

    static Houder maak(String naam, KeyPair paar, Houder uitgever, Eis eis) {
        try {
            X500Name wie = new X500Name("CN=" + naam + ",O=Voorbeeld");
            X500Name door = uitgever == null ? wie : X500Name.getInstance(uitgever.certificaat().getSubjectX500Principal().getEncoded());
            PrivateKey met = uitgever == null ? paar.getPrivate() : uitgever.paar().getPrivate();
            var bouwer = new JcaX509v3CertificateBuilder(door, BigInteger.valueOf(SERIE.incrementAndGet()), Date.from(eis.van()),
                    Date.from(eis.tot()), wie, paar.getPublic());
            bouwer.addExtension(Extension.basicConstraints, true, new BasicConstraints(eis.ca()));
            if (eis.gebruik() != 0) {
                bouwer.addExtension(Extension.keyUsage, true, new KeyUsage(eis.gebruik()));
            }
            bouwer.addExtension(Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(paar.getPublic()));
            if (eis.ekuTls()) {
                bouwer.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
            }
            var holder = bouwer.build(new JcaContentSignerBuilder(eis.algoritme()).build(met));
            return new Houder(naam, paar, kaal(new JcaX509CertificateConverter().getCertificate(holder)));
        } catch (OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate kaal(X509Certificate c) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new java.io.ByteArrayInputStream(c.getEncoded()));
    }

    static X509CRL crl(Houder uitgever, Instant van, Instant volgende, X509Certificate... ingetrokken) {
        try {
            var bouwer = new JcaX509v2CRLBuilder(uitgever.certificaat().getSubjectX500Principal(), Date.from(van));
            bouwer.setNextUpdate(Date.from(volgende));
            for (X509Certificate c : ingetrokken) {
                bouwer.addCRLEntry(c.getSerialNumber(), Date.from(van), CRLReason.keyCompromise);
            }
            return new JcaX509CRLConverter().getCRL(bouwer.build(new JcaContentSignerBuilder("SHA256withECDSA").build(uitgever.paar().getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

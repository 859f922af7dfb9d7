package nl.zegel.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.Vingerafdruk;
import nl.zegel.party.Certificaat;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.Sleuteldoel;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An issuing CA that a test uses by hand: certificates that are wrong in one way, and CRLs that end when the test says so. */
public final class Uitgever {
    private static final SecureRandom TOEVAL = new SecureRandom();
    private static final String SHA256 = "SHA256withECDSA";

    private final X500Name naam;
    private final PrivateKey sleutel;

    private Uitgever(X500Name naam, PrivateKey sleutel) {
        this.naam = naam;
        this.sleutel = sleutel;
    }

    /** The issuing CA of the example PKI, which every gateway of the tests trusts. */
    public static Uitgever voorbeeld() {
        Path ca = VoorbeeldPki.uit().resolve("ca");
        try (InputStream pem = Files.newInputStream(ca.resolve("uitgevend.pem"))) {
            String key = Files.readString(ca.resolve("uitgevend.key")).replaceAll("-----[A-Z ]+-----|\\s", "");
            return new Uitgever(naam((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem)),
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A CA with the same name and a key of its own: nobody trusts it. */
    public Uitgever dubbelganger() {
        return new Uitgever(naam, paar().getPrivate());
    }

    /** What a certificate must be. @param gebruik bits of {@link KeyUsage} */
    public record Eis(Instant van, Instant tot, int gebruik, boolean ca, String algoritme, boolean vreemdeExtensie) {
        public static Eis ondertekenen(Instant rond) {
            return new Eis(rond.minus(Duration.ofDays(1)), rond.plus(Duration.ofDays(365)), KeyUsage.digitalSignature, false, SHA256, false);
        }

        public static Eis ontsleutelen(Instant rond, Duration nog) {
            return new Eis(rond.minus(Duration.ofDays(1)), rond.plus(nog), KeyUsage.keyAgreement, false, SHA256, false);
        }

        public Eis geldig(Instant vanaf, Instant totAan) {
            return new Eis(vanaf, totAan, gebruik, ca, algoritme, vreemdeExtensie);
        }

        public Eis voor(int bits) {
            return new Eis(van, tot, bits, ca, algoritme, vreemdeExtensie);
        }

        public Eis alsCa() {
            return new Eis(van, tot, gebruik, true, algoritme, vreemdeExtensie);
        }

        public Eis uitgegevenMet(String wijze) {
            return new Eis(van, tot, gebruik, ca, wijze, vreemdeExtensie);
        }

        public Eis metOnbekendeKritiekeExtensie() {
            return new Eis(van, tot, gebruik, ca, algoritme, true);
        }
    }

    /** A P-256 key with a certificate of this CA. */
    public Sleutel geef(String wie, Eis eis) {
        KeyPair paar = paar();
        try {
            var bouwer = new JcaX509v3CertificateBuilder(naam, new BigInteger(64, TOEVAL), Date.from(eis.van()), Date.from(eis.tot()),
                    new X500Name("CN=" + wie), paar.getPublic());
            bouwer.addExtension(Extension.basicConstraints, true, new BasicConstraints(eis.ca()));
            bouwer.addExtension(Extension.keyUsage, true, new KeyUsage(eis.gebruik()));
            if (eis.vreemdeExtensie()) {
                bouwer.addExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, DERNull.INSTANCE);
            }
            byte[] der = bouwer.build(new JcaContentSignerBuilder(eis.algoritme()).build(sleutel)).getEncoded();
            X509Certificate certificaat = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new Sleutel(wie, Sleutelkast.Gebruik.ONDERTEKENEN, paar.getPrivate(), List.of(certificaat), Optional.empty());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a manager registers it. */
    public static Certificaat geregistreerd(Sleutel sleutel, Sleuteldoel doel) {
        X509Certificate c = sleutel.certificaat();
        return new Certificaat(doel, c, Vingerafdruk.van(c), new Geldigheid(java.time.LocalDate.of(2020, 1, 1), null));
    }

    public X509CRL crl(Instant van, Instant volgende, X509Certificate... ingetrokken) {
        try {
            JcaX509v2CRLBuilder bouwer = new JcaX509v2CRLBuilder(new javax.security.auth.x500.X500Principal(naam.getEncoded()), Date.from(van));
            bouwer.setNextUpdate(Date.from(volgende));
            for (X509Certificate c : ingetrokken) {
                bouwer.addCRLEntry(c.getSerialNumber(), Date.from(van), CRLReason.keyCompromise);
            }
            return new JcaX509CRLConverter().getCRL(bouwer.build(new JcaContentSignerBuilder(SHA256).build(sleutel)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X500Name naam(X509Certificate c) {
        return X500Name.getInstance(c.getSubjectX500Principal().getEncoded());
    }

    private static KeyPair paar() {
        try {
            KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
            maker.initialize(new ECGenParameterSpec("secp256r1"));
            return maker.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

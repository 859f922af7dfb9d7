package nl.zegel.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import nl.zegel.party.CmsProfiel;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.OriginatorInfoGenerator;
import org.bouncycastle.cms.OriginatorInformation;
import org.bouncycastle.cms.SimpleAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** Builds CMS that no honest partner's tool would make, with Bouncy Castle's own generators. */
public final class Bouwcms {
    private static final Voorzieningen JDK = Voorzieningen.jdk();
    private static final SecureRandom TOEVAL = new SecureRandom();
    private static final ASN1ObjectIdentifier VREEMD = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2");

    private Bouwcms() {}

    /** SignedData by nobody, one or several. */
    public static byte[] getekend(byte[] inhoud, Sleutel... wie) {
        return getekend(inhoud, "SHA256withRSA", true, wie);
    }

    /** @param wijze of RSA keys; @param kenmerken false for a signature over the content alone */
    public static byte[] getekend(byte[] inhoud, String wijze, boolean kenmerken, Sleutel... wie) {
        return bytes(() -> {
            CMSSignedDataGenerator g = new CMSSignedDataGenerator();
            for (Sleutel s : wie) {
                g.addSignerInfoGenerator(ondertekenaar(kenmerken).build(tekenaar(s, wijze), s.certificaat()));
                g.addCertificate(new JcaX509CertificateHolder(s.certificaat()));
            }
            return g.generate(new CMSProcessableByteArray(inhoud), true).getEncoded("DER");
        });
    }

    /** Signed, but its certificate is left out or its content is. */
    public static byte[] halfGetekend(byte[] inhoud, Sleutel wie, boolean metCertificaat, boolean metInhoud) {
        return bytes(() -> {
            CMSSignedDataGenerator g = new CMSSignedDataGenerator();
            g.addSignerInfoGenerator(ondertekenaar(true).build(tekenaar(wie, "SHA256withRSA"), wie.certificaat()));
            if (metCertificaat) {
                g.addCertificate(new JcaX509CertificateHolder(wie.certificaat()));
            }
            return g.generate(new CMSProcessableByteArray(inhoud), metInhoud).getEncoded();
        });
    }

    /** Signed, with an unsigned attribute that nobody asked for. */
    public static byte[] metVreemdKenmerk(byte[] inhoud, Sleutel wie) {
        return bytes(() -> {
            CMSSignedDataGenerator g = new CMSSignedDataGenerator();
            Hashtable<ASN1ObjectIdentifier, ASN1Encodable> extra = new Hashtable<>();
            extra.put(VREEMD, new Attribute(VREEMD, new DERSet(new DERUTF8String("iets"))));
            g.addSignerInfoGenerator(ondertekenaar(true).setUnsignedAttributeGenerator(new SimpleAttributeTableGenerator(new AttributeTable(extra)))
                    .build(tekenaar(wie, "SHA256withRSA"), wie.certificaat()));
            g.addCertificate(new JcaX509CertificateHolder(wie.certificaat()));
            return g.generate(new CMSProcessableByteArray(inhoud), true).getEncoded();
        });
    }

    /** EnvelopedData, for RSA certificates. @param van whose certificate stands in the OriginatorInfo, null for none */
    public static byte[] envelop(byte[] inhoud, ASN1ObjectIdentifier algoritme, @Nullable X509Certificate van, X509Certificate... naar) {
        return bytes(() -> {
            CMSEnvelopedDataGenerator g = new CMSEnvelopedDataGenerator();
            if (van != null) {
                g.setOriginatorInfo(originator(van));
            }
            for (X509Certificate c : naar) {
                g.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(c));
            }
            return g.generate(new CMSProcessableByteArray(inhoud), new JceCMSContentEncryptorBuilder(algoritme).build()).getEncoded();
        });
    }

    /** AuthEnvelopedData, for RSA certificates. @param van as with {@link #envelop} */
    public static byte[] authEnvelop(byte[] inhoud, ASN1ObjectIdentifier algoritme, @Nullable X509Certificate van, X509Certificate... naar) {
        return bytes(() -> {
            CMSAuthEnvelopedDataGenerator g = new CMSAuthEnvelopedDataGenerator();
            if (van != null) {
                g.setOriginatorInfo(originator(van));
            }
            for (X509Certificate c : naar) {
                g.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(c));
            }
            return g.generate(new CMSProcessableByteArray(inhoud), (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(algoritme).build()).getEncoded();
        });
    }

    /** The signature of profile 3.2 around an envelope, as our own signer makes it. */
    public static byte[] onderteken(byte[] inhoud, Sleutel wie, Instant moment) {
        return onderteken(CMSObjectIdentifiers.data, inhoud, wie, moment);
    }

    /** Signed under the type of a receipt (RFC 2634), whatever it is. */
    public static byte[] alsOntvangstbewijs(byte[] inhoud, Sleutel wie, Instant moment) {
        return onderteken(Ess.CT_RECEIPT, inhoud, wie, moment);
    }

    private static byte[] onderteken(ASN1ObjectIdentifier soort, byte[] inhoud, Sleutel wie, Instant moment) {
        return bytes(() -> {
            ByteArrayOutputStream uit = new ByteArrayOutputStream();
            try (OutputStream cms = new Tekenaar(wie, JDK).begin(uit, soort, true, moment, List.of())) {
                cms.write(inhoud);
            }
            return uit.toByteArray();
        });
    }

    /** The envelope of profile 4.0 around whatever it is given. */
    public static byte[] zegel40(byte[] inhoud, X509Certificate naar) {
        return bytes(() -> {
            ByteArrayOutputStream uit = new ByteArrayOutputStream();
            try (OutputStream cms = new Ontvanger(naar, CmsProfiel.V4_0, JDK, TOEVAL).begin(uit)) {
                cms.write(inhoud);
            }
            return uit.toByteArray();
        });
    }

    private static JcaSignerInfoGeneratorBuilder ondertekenaar(boolean kenmerken) throws OperatorCreationException {
        return new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build()).setDirectSignature(!kenmerken);
    }

    private static org.bouncycastle.operator.ContentSigner tekenaar(Sleutel s, String wijze) throws OperatorCreationException {
        boolean ec = s.certificaat().getPublicKey().getAlgorithm().equals("EC");
        return new JcaContentSignerBuilder(ec ? "SHA256withECDSA" : wijze).build(s.prive());
    }

    private static OriginatorInformation originator(X509Certificate van) throws GeneralSecurityException {
        return new OriginatorInfoGenerator(new JcaX509CertificateHolder(van)).generate();
    }

    /** The checked exceptions of the generators mean a broken test. */
    private interface Maker {
        byte[] maak() throws IOException, CMSException, OperatorCreationException, GeneralSecurityException;
    }

    private static byte[] bytes(Maker maker) {
        try {
            return maker.maak();
        } catch (IOException | CMSException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

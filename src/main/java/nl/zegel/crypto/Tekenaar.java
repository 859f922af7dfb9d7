package nl.zegel.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.smime.SMIMECapabilitiesAttribute;
import org.bouncycastle.asn1.smime.SMIMECapabilityVector;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataStreamGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/** Makes one SignedData with one of our keys; remembers of the signature what a receipt is checked against. One use. */
final class Tekenaar implements ContentSigner {
    /** Content per octet string: each costs a pass through every layer outside it. */
    private static final int STUK = 16 * 1024;

    private final Sleutel sleutel;
    private final Voorzieningen v;
    private final String naam;
    private final ByteArrayOutputStream kenmerken = new ByteArrayOutputStream();
    private @Nullable Handtekeningspoor spoor;

    Tekenaar(Sleutel sleutel, Voorzieningen v) {
        this.sleutel = sleutel;
        this.v = v;
        try {
            naam = Algoritmen.tekenwijze(sleutel.certificaat().getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("signing key " + sleutel + " is not of an allowed kind");
        }
    }

    /**
     * Starts a SignedData; closing the result completes it and leaves {@code naar} open.
     *
     * @param ingesloten false for a detached signature
     */
    OutputStream begin(OutputStream naar, ASN1ObjectIdentifier soort, boolean ingesloten, Instant moment, List<Attribute> extra)
            throws IOException {
        CMSSignedDataStreamGenerator cms = new CMSSignedDataStreamGenerator();
        cms.setBufferSize(STUK);
        try {
            ASN1EncodableVector attrs = new ASN1EncodableVector();
            attrs.add(Ess.kenmerk(CMSAttributes.signingTime, new Time(Date.from(moment))));
            attrs.add(Ess.certificaat(sleutel.certificaat(), v.digest("SHA-256")));
            extra.forEach(attrs::add);
            cms.addSignerInfoGenerator(new SignerInfoGeneratorBuilder(this::digest)
                    .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(attrs)))
                    .build(this, new X509CertificateHolder(Sleutelnaam.der(sleutel.certificaat()))));
            for (var c : sleutel.keten()) {
                cms.addCertificate(new X509CertificateHolder(Sleutelnaam.der(c)));
            }
            return cms.open(soort, naar, ingesloten);
        } catch (OperatorCreationException | CMSException e) {
            throw new GatewayBug("signature cannot be started", e);
        }
    }

    /** What this side can read: AES-256-GCM first, then AES-256-CBC (RFC 8551 section 2.5.2). */
    static Attribute kunnen() {
        SMIMECapabilityVector v = new SMIMECapabilityVector();
        v.addCapability(Algoritmen.AES256_GCM);
        v.addCapability(Algoritmen.AES256_CBC);
        return new SMIMECapabilitiesAttribute(v);
    }

    /** Only after the SignedData was closed. */
    Handtekeningspoor spoor() {
        if (spoor == null) {
            throw new GatewayBug("signature was not made yet");
        }
        return spoor;
    }

    private DigestCalculator digest(AlgorithmIdentifier alg) {
        var digest = v.digest(Algoritmen.digest(alg).orElseThrow(() -> new GatewayBug("digest is not on the list")));
        return new DigestCalculator() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return alg;
            }

            @Override
            public OutputStream getOutputStream() {
                return new OutputStream() {
                    @Override
                    public void write(int b) {
                        digest.update((byte) b);
                    }

                    @Override
                    public void write(byte[] b, int off, int len) {
                        digest.update(b, off, len);
                    }
                };
            }

            @Override
            public byte[] getDigest() {
                return digest.digest();
            }
        };
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return new DefaultSignatureAlgorithmIdentifierFinder().find(naam);
    }

    @Override
    public OutputStream getOutputStream() {
        return kenmerken;
    }

    @Override
    public byte[] getSignature() {
        byte[] getekend = kenmerken.toByteArray();
        try {
            Signature s = v.signature(naam, sleutel.provider().orElse(null));
            s.initSign(sleutel.prive());
            s.update(getekend);
            byte[] handtekening = s.sign();
            String digest = naam.startsWith("SHA256") ? "SHA-256" : naam.startsWith("SHA384") ? "SHA-384" : "SHA-512";
            spoor = new Handtekeningspoor(digest, v.digest(digest).digest(getekend), handtekening);
            return handtekening;
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("key " + sleutel + " cannot sign", e);
        }
    }
}

package nl.zegel.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorIdentifierOrKey;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;

/** Starts an envelope for exactly one certificate. Package-private on purpose: INVARIANT (no clearance, no seal). */
final class Ontvanger {
    private final X509Certificate certificaat;
    private final CmsProfiel profiel;
    private final Voorzieningen v;
    private final SecureRandom random;

    Ontvanger(X509Certificate certificaat, CmsProfiel profiel, Voorzieningen v, SecureRandom random) {
        if (!past(certificaat, profiel)) {
            throw new GatewayBug("certificate " + Vingerafdruk.van(certificaat) + " does not fit profile " + profiel);
        }
        this.certificaat = certificaat;
        this.profiel = profiel;
        this.v = v;
        this.random = random;
    }

    /** RSA for every profile, an elliptic curve for 4.0 only. */
    static boolean past(X509Certificate c, CmsProfiel profiel) {
        return Algoritmen.toegestaan(c.getPublicKey())
                && (c.getPublicKey() instanceof RSAPublicKey || profiel == CmsProfiel.V4_0);
    }

    /** Closing the result completes the envelope and leaves {@code naar} open. */
    OutputStream begin(OutputStream naar) throws IOException {
        byte[] cek = new byte[Algoritmen.CEK];
        random.nextBytes(cek);
        try {
            RecipientInfo info = info(cek);
            if (profiel == CmsProfiel.V4_0) {
                return new GcmSchrijver(naar, info, cek, v, random);
            }
            CMSEnvelopedDataStreamGenerator cms = new CMSEnvelopedDataStreamGenerator();
            cms.addRecipientInfoGenerator(sleutel -> info);
            return cms.open(naar, new CbcSchrijver(cek, v, random));
        } catch (GeneralSecurityException | CMSException e) {
            throw new GatewayBug("envelope cannot be started", e);
        }
    }

    private RecipientInfo info(byte[] cek) throws GeneralSecurityException, IOException {
        return certificaat.getPublicKey() instanceof ECPublicKey ec ? overeenkomst(ec, cek) : transport(cek);
    }

    private RecipientInfo transport(byte[] cek) throws GeneralSecurityException {
        boolean oaep = profiel != CmsProfiel.V3_2;
        Cipher rsa = v.cipher(oaep ? "RSA/ECB/OAEPPadding" : "RSA/ECB/PKCS1Padding", null);
        if (oaep) {
            rsa.init(Cipher.ENCRYPT_MODE, v.importeer(certificaat), Algoritmen.OAEP_SHA256);
        } else {
            rsa.init(Cipher.ENCRYPT_MODE, v.importeer(certificaat));
        }
        AlgorithmIdentifier alg = oaep ? Algoritmen.OAEP_SHA256_ID : new AlgorithmIdentifier(Algoritmen.RSA, DERNull.INSTANCE);
        return new RecipientInfo(new KeyTransRecipientInfo(new RecipientIdentifier(Sleutelnaam.van(certificaat)), alg,
                new DEROctetString(rsa.doFinal(cek))));
    }

    private RecipientInfo overeenkomst(ECPublicKey ontvanger, byte[] cek) throws GeneralSecurityException, IOException {
        KeyPair eenmalig = eenmalig(ontvanger);
        KeyAgreement ecdh = v.overeenkomst(null);
        ecdh.init(eenmalig.getPrivate());
        ecdh.doPhase(v.importeer(certificaat), true);
        AlgorithmIdentifier wrap = new AlgorithmIdentifier(Algoritmen.AES256_WRAP);
        SecretKey kek = new SecretKeySpec(Sleutelafleiding.kek(ecdh.generateSecret(), wrap, null, v), "AES");
        Cipher kw = v.cipher("AESWrap", null);
        kw.init(Cipher.WRAP_MODE, kek);
        ASN1OctetString dicht = new DEROctetString(kw.wrap(new SecretKeySpec(cek, "AES")));
        SubjectPublicKeyInfo publiek = SubjectPublicKeyInfo.getInstance(eenmalig.getPublic().getEncoded());
        AlgorithmIdentifier kromme = SubjectPublicKeyInfo.getInstance(ontvanger.getEncoded()).getAlgorithm(); // by name, never explicit
        return new RecipientInfo(new KeyAgreeRecipientInfo(
                new OriginatorIdentifierOrKey(new OriginatorPublicKey(kromme, publiek.getPublicKeyData().getBytes())),
                null, new AlgorithmIdentifier(Algoritmen.ECDH_SHA256, wrap),
                new DERSequence(new RecipientEncryptedKey(new KeyAgreeRecipientIdentifier(Sleutelnaam.van(certificaat)), dicht))));
    }

    private KeyPair eenmalig(ECPublicKey ontvanger) throws GeneralSecurityException {
        try {
            KeyPairGenerator maker = KeyPairGenerator.getInstance("EC", v.voor("KeyPairGenerator", "EC"));
            maker.initialize(ontvanger.getParams(), random);
            return maker.generateKeyPair();
        } catch (InvalidAlgorithmParameterException e) {
            throw new GatewayBug("provider does not know an allowed curve", e);
        }
    }
}

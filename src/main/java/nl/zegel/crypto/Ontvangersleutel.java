package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.GEEN_CMS_VAN_EEN_PROFIEL;
import static nl.zegel.crypto.NietTeOpenen.Reden.MEER_ONTVANGERS;
import static nl.zegel.crypto.NietTeOpenen.Reden.NIET_VOOR_ONZE_SLEUTEL;
import static nl.zegel.crypto.NietTeOpenen.Reden.ONTSLEUTELING;
import static nl.zegel.crypto.NietTeOpenen.Reden.ZWAK_ALGORITME;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.function.Predicate;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.SecretKeySpec;
import nl.zegel.party.CmsProfiel;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.encodings.PKCS1Encoding;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** The content key of one recipient info, unwrapped by the key that it names. */
record Ontvangersleutel(byte[] cek, CmsProfiel profiel) {

    /**
     * @param sleutels keys of this profile only: that a GCM key never opens EnvelopedData rests on it
     * @throws Ongeldig when none of them is named or the wrapped key does not open
     */
    static Ontvangersleutel pakUit(RecipientInfo ontvanger, List<Sleutel> sleutels, CmsProfiel profiel, Voorzieningen v,
            SecureRandom random) throws IOException {
        ASN1Encodable info = ontvanger.getInfo();
        if (info instanceof KeyTransRecipientInfo kt) {
            Sleutel sleutel = zoek(sleutels, c -> past(kt.getRecipientIdentifier(), c));
            return transport(kt, sleutel, profiel, v, random);
        }
        if (info instanceof KeyAgreeRecipientInfo ka && profiel == CmsProfiel.V4_0) {
            return new Ontvangersleutel(overeenkomst(ka, sleutels, v), profiel);
        }
        throw new Ongeldig(GEEN_CMS_VAN_EEN_PROFIEL);
    }

    private static Sleutel zoek(List<Sleutel> sleutels, Predicate<X509Certificate> past) throws Ongeldig {
        return sleutels.stream().filter(s -> past.test(s.certificaat())).findFirst()
                .orElseThrow(() -> new Ongeldig(NIET_VOOR_ONZE_SLEUTEL));
    }

    private static boolean past(RecipientIdentifier rid, X509Certificate c) {
        return rid.isTagged() ? Sleutelnaam.heeftSki(c, ASN1OctetString.getInstance(rid.getId()).getOctets())
                : Sleutelnaam.van(c).equals(IssuerAndSerialNumber.getInstance(rid.getId()));
    }

    private static Ontvangersleutel transport(KeyTransRecipientInfo kt, Sleutel sleutel, CmsProfiel profiel, Voorzieningen v,
            SecureRandom random) throws IOException {
        Ongeldig.tenzij(sleutel.certificaat().getPublicKey() instanceof RSAPublicKey, ZWAK_ALGORITME);
        byte[] dicht = kt.getEncryptedKey().getOctets();
        AlgorithmIdentifier alg = kt.getKeyEncryptionAlgorithm();
        if (Algoritmen.isOaepSha256(alg)) {
            CmsProfiel oaep = profiel == CmsProfiel.V4_0 ? profiel : CmsProfiel.V3_2_OAEP;
            return new Ontvangersleutel(oaep(dicht, sleutel, v), oaep);
        }
        Ongeldig.tenzij(profiel != CmsProfiel.V4_0 && alg.getAlgorithm().equals(Algoritmen.RSA), ZWAK_ALGORITME);
        return new Ontvangersleutel(v15(dicht, sleutel, random), CmsProfiel.V3_2);
    }

    private static byte[] oaep(byte[] dicht, Sleutel sleutel, Voorzieningen v) throws Ongeldig {
        byte[] cek;
        try {
            Cipher rsa = v.cipher("RSA/ECB/OAEPPadding", sleutel.provider().orElse(null));
            rsa.init(Cipher.DECRYPT_MODE, sleutel.prive(), Algoritmen.OAEP_SHA256);
            cek = rsa.doFinal(dicht);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new Ongeldig(ONTSLEUTELING);
        }
        Ongeldig.tenzij(cek.length == Algoritmen.CEK, ONTSLEUTELING);
        return cek;
    }

    /**
     * Implicit rejection (RFC 3218 section 2.3.2): bad padding or length gives a random key in the same time, and the content then
     * fails like any altered content.
     */
    private static byte[] v15(byte[] dicht, Sleutel sleutel, SecureRandom random) throws IOException {
        byte[] terugval = new byte[Algoritmen.CEK];
        random.nextBytes(terugval);
        PKCS1Encoding rsa = new PKCS1Encoding(new RSABlindedEngine(), terugval);
        try {
            rsa.init(false, PrivateKeyFactory.createKey(sleutel.prive().getEncoded()));
            return rsa.processBlock(dicht, 0, dicht.length);
        } catch (InvalidCipherTextException | RuntimeException e) {
            return terugval;
        }
    }

    private static byte[] overeenkomst(KeyAgreeRecipientInfo ka, List<Sleutel> sleutels, Voorzieningen v) throws IOException {
        Ongeldig.tenzij(ka.getRecipientEncryptedKeys().size() == 1, MEER_ONTVANGERS);
        RecipientEncryptedKey voor = RecipientEncryptedKey.getInstance(ka.getRecipientEncryptedKeys().getObjectAt(0));
        Sleutel sleutel = zoek(sleutels, c -> past(voor.getIdentifier(), c));
        Ongeldig.tenzij(sleutel.certificaat().getPublicKey() instanceof ECPublicKey, ZWAK_ALGORITME);
        AlgorithmIdentifier alg = ka.getKeyEncryptionAlgorithm();
        Ongeldig.tenzij(alg.getAlgorithm().equals(Algoritmen.ECDH_SHA256) && alg.getParameters() != null, ZWAK_ALGORITME);
        AlgorithmIdentifier wrap = AlgorithmIdentifier.getInstance(alg.getParameters());
        Ongeldig.tenzij(wrap.getAlgorithm().equals(Algoritmen.AES256_WRAP), ZWAK_ALGORITME);
        OriginatorPublicKey zender = ka.getOriginator().getOriginatorKey();
        Ongeldig.tenzij(zender != null, GEEN_CMS_VAN_EEN_PROFIEL);
        byte[] ukm = ka.getUserKeyingMaterial() == null ? null : ka.getUserKeyingMaterial().getOctets();
        try {
            KeyAgreement ecdh = v.overeenkomst(sleutel.provider().orElse(null));
            ecdh.init(sleutel.prive());
            ecdh.doPhase(zendersleutel(zender, sleutel.certificaat(), v), true);
            byte[] kek = Sleutelafleiding.kek(ecdh.generateSecret(), wrap, ukm, v);
            Cipher kw = v.cipher("AESWrap", null);
            kw.init(Cipher.UNWRAP_MODE, new SecretKeySpec(kek, "AES"));
            byte[] cek = kw.unwrap(voor.getEncryptedKey().getOctets(), "AES", Cipher.SECRET_KEY).getEncoded();
            Ongeldig.tenzij(cek.length == Algoritmen.CEK, ONTSLEUTELING);
            return cek;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new Ongeldig(ONTSLEUTELING);
        }
    }

    private static boolean past(KeyAgreeRecipientIdentifier rid, X509Certificate c) {
        return rid.getRKeyID() != null
                ? Sleutelnaam.heeftSki(c, rid.getRKeyID().getSubjectKeyIdentifier().getOctets())
                : Sleutelnaam.van(c).equals(rid.getIssuerAndSerialNumber());
    }

    /** The ephemeral key, always read on the curve of our own certificate; the provider checks that the point is on it. */
    private static PublicKey zendersleutel(OriginatorPublicKey zender, X509Certificate eigen, Voorzieningen v)
            throws GeneralSecurityException, IOException {
        AlgorithmIdentifier kromme = SubjectPublicKeyInfo.getInstance(eigen.getPublicKey().getEncoded()).getAlgorithm();
        ASN1Encodable gezegd = zender.getAlgorithm().getParameters();
        boolean zelfde = gezegd == null || gezegd.equals(DERNull.INSTANCE) || gezegd.equals(kromme.getParameters());
        Ongeldig.tenzij(zelfde && zender.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey), ONTSLEUTELING);
        SubjectPublicKeyInfo info = new SubjectPublicKeyInfo(kromme, zender.getPublicKey().getBytes());
        return v.keyFactory("EC").generatePublic(new X509EncodedKeySpec(info.getEncoded()));
    }
}

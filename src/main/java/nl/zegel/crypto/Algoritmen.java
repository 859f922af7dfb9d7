package nl.zegel.crypto;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * The short list of algorithms. What is not named here is refused: SHA-1, SHA-224, 3DES, RC2, RSA below 2048 bits, other
 * curves (NCSC TLS 2025-05, RFC 8551).
 */
final class Algoritmen {
    static final ASN1ObjectIdentifier AES256_GCM = NISTObjectIdentifiers.id_aes256_GCM;
    static final ASN1ObjectIdentifier AES256_CBC = NISTObjectIdentifiers.id_aes256_CBC;
    static final ASN1ObjectIdentifier AES256_WRAP = NISTObjectIdentifiers.id_aes256_wrap;
    /** dhSinglePass-stdDH-sha256kdf-scheme (RFC 5753, SEC 1). */
    static final ASN1ObjectIdentifier ECDH_SHA256 = SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme;
    static final ASN1ObjectIdentifier OAEP = PKCSObjectIdentifiers.id_RSAES_OAEP;
    static final ASN1ObjectIdentifier RSA = PKCSObjectIdentifiers.rsaEncryption;
    static final int CEK = 32;
    static final int GCM_NONCE = 12;
    static final int GCM_TAG = 16;
    static final int CBC_IV = 16;
    /** Above this a public-key operation is a denial of service. */
    private static final int RSA_MEEST = 8192;
    private static final int RSA_MINST = 2048;

    static final OAEPParameterSpec OAEP_SHA256 =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    private static final AlgorithmIdentifier SHA256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    /** Every parameter explicit: the defaults of RFC 8017 are SHA-1. */
    static final AlgorithmIdentifier OAEP_SHA256_ID = new AlgorithmIdentifier(OAEP, new RSAESOAEPparams(
            SHA256, new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, SHA256), RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));

    private static final Map<ASN1ObjectIdentifier, String> DIGESTS = Map.of(
            NISTObjectIdentifiers.id_sha256, "SHA-256",
            NISTObjectIdentifiers.id_sha384, "SHA-384",
            NISTObjectIdentifiers.id_sha512, "SHA-512");
    private static final Map<ASN1ObjectIdentifier, String> HANDTEKENINGEN = Map.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA",
            PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA",
            PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA",
            X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA256withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA384withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA512, "SHA512withECDSA");
    private static final Set<ASN1ObjectIdentifier> KROMMEN = Set.of(
            SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1, SECObjectIdentifiers.secp521r1);

    private Algoritmen() {}

    /** JCA name of an allowed digest. */
    static Optional<String> digest(AlgorithmIdentifier alg) {
        return Optional.ofNullable(DIGESTS.get(alg.getAlgorithm()));
    }

    /** An allowed signature: JCA name, with parameters for PSS. */
    record Handtekeningsoort(String naam, Optional<PSSParameterSpec> pss) {}

    /** @param digest JCA name of the signer's digest; a signature over another digest is refused */
    static Optional<Handtekeningsoort> handtekening(AlgorithmIdentifier alg, String digest) {
        String kort = digest.replace("-", "");
        if (alg.getAlgorithm().equals(RSA)) {
            return Optional.of(new Handtekeningsoort(kort + "withRSA", Optional.empty()));
        }
        if (alg.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return pss(alg.getParameters(), digest);
        }
        return Optional.ofNullable(HANDTEKENINGEN.get(alg.getAlgorithm()))
                .filter(n -> n.startsWith(kort + "with")).map(n -> new Handtekeningsoort(n, Optional.empty()));
    }

    private static Optional<Handtekeningsoort> pss(ASN1Encodable parameters, String digest) {
        if (parameters == null) {
            return Optional.empty();
        }
        RSASSAPSSparams p = RSASSAPSSparams.getInstance(parameters);
        AlgorithmIdentifier mgf = p.getMaskGenAlgorithm();
        Optional<String> hash = digest(p.getHashAlgorithm());
        if (!hash.equals(Optional.of(digest)) || !mgf.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
                || !digest(AlgorithmIdentifier.getInstance(mgf.getParameters())).equals(hash)) {
            return Optional.empty();
        }
        int zout = p.getSaltLength().intValueExact();
        int lengte = Integer.parseInt(digest.substring(4)) / 8;
        if (zout != lengte || p.getTrailerField().intValueExact() != 1) {
            return Optional.empty();
        }
        return Optional.of(new Handtekeningsoort("RSASSA-PSS",
                Optional.of(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), zout, 1))));
    }

    /** How the gateway and its partners sign with a key: PKCS#1 v1.5 with SHA-256, which every reader knows, or ECDSA. */
    static String tekenwijze(PublicKey key) throws GeneralSecurityException {
        if (!toegestaan(key)) {
            throw new GeneralSecurityException("key is not on the list");
        }
        if (key instanceof RSAPublicKey) {
            return "SHA256withRSA";
        }
        ASN1Encodable kromme = SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm().getParameters();
        return kromme.equals(SECObjectIdentifiers.secp256r1) ? "SHA256withECDSA"
                : kromme.equals(SECObjectIdentifiers.secp384r1) ? "SHA384withECDSA" : "SHA512withECDSA";
    }

    /** RSA of 2048 bits or more, or one of the three NIST curves. */
    static boolean toegestaan(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= RSA_MINST && bits <= RSA_MEEST && rsa.getPublicExponent().bitLength() > 1
                    && rsa.getPublicExponent().testBit(0);
        }
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
        return info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && KROMMEN.contains(info.getAlgorithm().getParameters());
    }

    /** The signature on a certificate itself. */
    static boolean toegestaneUitgifte(X509Certificate certificaat) {
        return toegestaneUitgifte(certificaat.getSigAlgOID(), certificaat.getSigAlgParams());
    }

    /** The signature on a certificate or CRL, by its OID and DER parameters. */
    static boolean toegestaneUitgifte(String algoritme, byte @Nullable [] parameters) {
        ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(algoritme);
        if (oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return parameters != null && DIGESTS.containsKey(RSASSAPSSparams.getInstance(parameters).getHashAlgorithm().getAlgorithm());
        }
        return HANDTEKENINGEN.containsKey(oid);
    }

    /** True when the parameters say SHA-256, MGF1 with SHA-256 and no label. */
    static boolean isOaepSha256(AlgorithmIdentifier alg) {
        if (!alg.getAlgorithm().equals(OAEP) || alg.getParameters() == null) {
            return false;
        }
        RSAESOAEPparams p = RSAESOAEPparams.getInstance(alg.getParameters());
        AlgorithmIdentifier mgf = p.getMaskGenAlgorithm();
        return p.getHashAlgorithm().getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)
                && mgf.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
                && AlgorithmIdentifier.getInstance(mgf.getParameters()).getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)
                && p.getPSourceAlgorithm().equals(RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM);
    }
}

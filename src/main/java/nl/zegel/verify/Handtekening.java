package nl.zegel.verify;

import java.io.IOException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * One CMS signature that holds over its content: one signer, signed attributes once each, allowed algorithms, its own
 * certificate named inside (CAdES-B, ETSI EN 319 122-1). Says nothing of the certificate's path: that is {@link Pad}.
 *
 * @param tas       all certificates that came along
 * @param moment    when the signer says it signed: a claim
 * @param inhoud    the content that the signature is over
 */
record Handtekening(X509Certificate ondertekenaar, List<X509Certificate> tas, Instant moment, byte[] inhoud) {
    static final Provider BC = new BouncyCastleProvider();
    private static final Set<ASN1ObjectIdentifier> DIGESTS =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);
    private static final Set<ASN1ObjectIdentifier> TEKENWIJZEN = Set.of(PKCSObjectIdentifiers.rsaEncryption,
            PKCSObjectIdentifiers.sha256WithRSAEncryption, PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption, PKCSObjectIdentifiers.id_RSASSA_PSS,
            X9ObjectIdentifiers.ecdsa_with_SHA256, X9ObjectIdentifiers.ecdsa_with_SHA384, X9ObjectIdentifiers.ecdsa_with_SHA512);

    /** Of a detached signature, in DER and no other spelling: one changed byte anywhere in it is found. */
    static Handtekening los(byte[] p7s, byte[] inhoud) throws Afgewezen {
        ContentInfo info = info(p7s);
        try {
            Afgewezen.tenzij(Arrays.equals(info.getEncoded(ASN1Encoding.DER), p7s), "HANDTEKENING_VORM",
                    "De handtekening staat niet in de vaste vorm (DER). Mogelijk is zij veranderd.");
        } catch (IOException e) {
            throw onleesbaar();
        }
        SignedData data = signed(info);
        Afgewezen.tenzij(data.getEncapContentInfo().getContent() == null, "HANDTEKENING_VORM", "De handtekening hoort los van het bestand te staan.");
        return controleer(info, data, inhoud);
    }

    /** Of a SignedData that holds its content. */
    static Handtekening met(ContentInfo info) throws Afgewezen {
        SignedData data = signed(info);
        ASN1Encodable inhoud = data.getEncapContentInfo().getContent();
        Afgewezen.tenzij(inhoud instanceof ASN1OctetString, "HANDTEKENING_VORM", "Het ondertekende bericht heeft geen inhoud.");
        return controleer(info, data, ((ASN1OctetString) inhoud).getOctets());
    }

    static ContentInfo info(byte[] cms) throws Afgewezen {
        try {
            return ContentInfo.getInstance(ASN1Primitive.fromByteArray(cms));
        } catch (IOException | RuntimeException e) {
            throw onleesbaar();
        }
    }

    private static Afgewezen onleesbaar() {
        return new Afgewezen("HANDTEKENING_ONLEESBAAR", "De handtekening of het verzegelde bericht is niet te lezen.");
    }

    private static Afgewezen onjuist() {
        return new Afgewezen("HANDTEKENING_ONJUIST", "De handtekening past niet bij de inhoud. Het bestand of de handtekening is veranderd.");
    }

    private static SignedData signed(ContentInfo info) throws Afgewezen {
        try {
            Afgewezen.tenzij(CMSObjectIdentifiers.signedData.equals(info.getContentType()), "HANDTEKENING_VORM", "Dit is geen handtekening.");
            return SignedData.getInstance(info.getContent());
        } catch (RuntimeException e) {
            throw onleesbaar();
        }
    }

    private static Handtekening controleer(ContentInfo info, SignedData data, byte[] inhoud) throws Afgewezen {
        try {
            Afgewezen.tenzij(data.getVersion().hasValue(1) && CMSObjectIdentifiers.data.equals(data.getEncapContentInfo().getContentType())
                    && data.getSignerInfos().size() == 1 && data.getDigestAlgorithms().size() == 1, "HANDTEKENING_VORM",
                    "De handtekening heeft niet precies één ondertekenaar.");
            SignerInfo een = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
            AlgorithmIdentifier digest = AlgorithmIdentifier.getInstance(data.getDigestAlgorithms().getObjectAt(0));
            Afgewezen.tenzij(een.getVersion().hasValue(een.getSID().isTagged() ? 3 : 1) && digest.equals(een.getDigestAlgorithm())
                    && DIGESTS.contains(digest.getAlgorithm()) && leeg(digest) && TEKENWIJZEN.contains(een.getDigestEncryptionAlgorithm().getAlgorithm())
                    && (PKCSObjectIdentifiers.id_RSASSA_PSS.equals(een.getDigestEncryptionAlgorithm().getAlgorithm())
                            || leeg(een.getDigestEncryptionAlgorithm())),
                    "ALGORITME_NIET_TOEGESTAAN", "De handtekening gebruikt een algoritme dat te zwak of onbekend is.");
            Afgewezen.tenzij(opHunPlaats(ASN1Sequence.getInstance(data.getSignerInfos().getObjectAt(0))), "HANDTEKENING_VORM",
                    "De handtekening heeft een onbekend onderdeel.");
            Map<ASN1ObjectIdentifier, ASN1Encodable> kenmerken = kenmerken(een);
            CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(inhoud), info);
            SignerInformation ondertekenaar = cms.getSignerInfos().iterator().next();
            List<X509Certificate> tas = tas(cms);
            X509Certificate certificaat = ondertekenaar(ondertekenaar, tas);
            Afgewezen.tenzij(ondertekenaar.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(BC).build(certificaat.getPublicKey())),
                    "HANDTEKENING_ONJUIST", onjuist().zin());
            noemtZichzelf(kenmerken.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2), certificaat);
            Date moment = Time.getInstance(kenmerken.get(CMSAttributes.signingTime)).getDate();
            return new Handtekening(certificaat, tas, moment.toInstant(), inhoud);
        } catch (CMSException | OperatorCreationException e) {
            throw onjuist();
        } catch (IOException | RuntimeException e) {
            throw onleesbaar();
        }
    }

    /** Attributes under their own tags (RFC 5652 section 5.3): the parser does not look. */
    private static boolean opHunPlaats(ASN1Sequence info) {
        boolean los = info.size() == 7;
        return (los || info.size() == 6) && info.getObjectAt(3) instanceof ASN1TaggedObject eerste && eerste.hasContextTag(0)
                && (!los || info.getObjectAt(6) instanceof ASN1TaggedObject tweede && tweede.hasContextTag(1));
    }

    private static boolean leeg(AlgorithmIdentifier alg) {
        return alg.getParameters() == null || alg.getParameters().equals(DERNull.INSTANCE);
    }

    private static Map<ASN1ObjectIdentifier, ASN1Encodable> kenmerken(SignerInfo info) throws Afgewezen {
        ASN1Set set = info.getAuthenticatedAttributes();
        ASN1Set los = info.getUnauthenticatedAttributes();
        Afgewezen.tenzij(set != null, "HANDTEKENING_VORM", "De handtekening heeft geen ondertekende kenmerken.");
        if (los != null) {
            for (ASN1Encodable een : los) {
                Afgewezen.tenzij(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken.equals(Attribute.getInstance(een).getAttrType()),
                        "HANDTEKENING_VORM", "De handtekening heeft een los kenmerk dat niets bewijst.");
            }
        }
        Map<ASN1ObjectIdentifier, ASN1Encodable> uit = new HashMap<>();
        for (ASN1Encodable een : set) {
            Attribute a = Attribute.getInstance(een);
            boolean goed = a.getAttrValues().size() == 1 && uit.put(a.getAttrType(), a.getAttrValues().getObjectAt(0)) == null;
            Afgewezen.tenzij(goed, "HANDTEKENING_VORM", "Een kenmerk van de handtekening staat er dubbel in.");
        }
        Afgewezen.tenzij(uit.containsKey(CMSAttributes.signingTime), "HANDTEKENING_VORM", "De handtekening noemt geen moment.");
        return uit;
    }

    private static List<X509Certificate> tas(CMSSignedData cms) throws IOException, Afgewezen {
        List<X509Certificate> uit = new ArrayList<>();
        for (X509CertificateHolder c : cms.getCertificates().getMatches(null)) {
            // RFC 5280 section 4.1.1.2: the one outside the signature says what the one inside says
            var heel = c.toASN1Structure();
            Afgewezen.tenzij(heel.getSignatureAlgorithm().equals(heel.getTBSCertificate().getSignature()) && heel.getSignature().getPadBits() == 0,
                    "CERTIFICAAT_ONLEESBAAR", "Een certificaat in de handtekening is veranderd.");
            uit.add(Certificaten.certificaat(c.getEncoded()));
        }
        return uit;
    }

    private static X509Certificate ondertekenaar(SignerInformation info, List<X509Certificate> tas) throws Afgewezen, IOException {
        List<X509Certificate> passend = new ArrayList<>();
        for (X509Certificate c : tas) {
            X509CertificateHolder holder = new X509CertificateHolder(Certificaten.der(c));
            // names compare without regard to case, bytes do not
            boolean zelfde = info.getSID().getIssuer() == null
                    || Arrays.equals(info.getSID().getIssuer().getEncoded(ASN1Encoding.DER), holder.getIssuer().getEncoded(ASN1Encoding.DER));
            if (zelfde && info.getSID().match(holder)) {
                passend.add(c);
            }
        }
        Afgewezen.tenzij(passend.size() == 1, "HANDTEKENING_VORM", "Het certificaat van de ondertekenaar zit niet in de handtekening.");
        return passend.get(0);
    }

    /** RFC 5035: without it another certificate of the same key could be put in its place. */
    private static void noemtZichzelf(@org.jspecify.annotations.Nullable ASN1Encodable waarde, X509Certificate certificaat) throws Afgewezen {
        Afgewezen.tenzij(waarde != null, "HANDTEKENING_VORM", "De handtekening noemt haar eigen certificaat niet (signing-certificate-v2).");
        ESSCertIDv2[] genoemd = SigningCertificateV2.getInstance(waarde).getCerts();
        boolean goed = genoemd.length > 0 && NISTObjectIdentifiers.id_sha256.equals(genoemd[0].getHashAlgorithm().getAlgorithm())
                && Hash.gelijk(genoemd[0].getCertHash(), Hash.sha256(Certificaten.der(certificaat)));
        Afgewezen.tenzij(goed, "HANDTEKENING_ONJUIST", "De handtekening noemt een ander certificaat dan erbij zit.");
    }
}

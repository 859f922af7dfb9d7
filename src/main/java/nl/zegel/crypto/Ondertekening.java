package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.HANDTEKENING;
import static nl.zegel.crypto.NietTeOpenen.Reden.MEER_ONDERTEKENAARS;
import static nl.zegel.crypto.NietTeOpenen.Reden.MISVORMD;
import static nl.zegel.crypto.NietTeOpenen.Reden.NIET_ONDERTEKEND;
import static nl.zegel.crypto.NietTeOpenen.Reden.VREEMD_KENMERK;
import static nl.zegel.crypto.NietTeOpenen.Reden.ZWAK_ALGORITME;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1OctetStringParser;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1SequenceParser;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1SetParser;
import org.bouncycastle.asn1.ASN1StreamParser;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfoParser;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedDataParser;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One SignedData, checked: exactly one signer, signed attributes, its certificate in the bag. Made only after everything
 * held. Parsed with BC's stream parsers, so that content of any size passes in constant memory.
 */
final class Ondertekening {
    private static final int CERTIFICATEN_MEEST = 20;

    final ASN1ObjectIdentifier type;
    final X509Certificate ondertekenaar;
    final List<X509Certificate> tas;
    final Kenmerken kenmerken;
    /** SHA-256 of the content, whatever digest the signer used. */
    final byte[] inhoudSha256;
    final byte[] attributenDigest;
    final String digest;
    final byte[] handtekening;

    private Ondertekening(ASN1ObjectIdentifier type, X509Certificate ondertekenaar, List<X509Certificate> tas,
            Kenmerken kenmerken, Inhoud inhoud, byte[] attributenDigest, byte[] handtekening) {
        this.type = type;
        this.ondertekenaar = ondertekenaar;
        this.tas = tas;
        this.kenmerken = kenmerken;
        this.inhoudSha256 = inhoud.sha256;
        this.digest = inhoud.naam;
        this.attributenDigest = attributenDigest;
        this.handtekening = handtekening;
    }

    Instant moment() {
        return kenmerken.moment();
    }

    /** Encapsulated: the content goes to {@code naar}, of which nothing may be used unless this returns. */
    static Ondertekening lees(Grens in, OutputStream naar, Set<ASN1ObjectIdentifier> soorten, Voorzieningen v) throws IOException {
        return lees(in, null, naar, soorten, v);
    }

    /** Detached: the signature is over {@code los}. */
    static Ondertekening leesLos(Grens in, InputStream los, Voorzieningen v) throws IOException {
        return lees(in, los, OutputStream.nullOutputStream(), Set.of(CMSObjectIdentifiers.data), v);
    }

    private static Ondertekening lees(Grens in, @Nullable InputStream los, OutputStream naar, Set<ASN1ObjectIdentifier> soorten,
            Voorzieningen v) throws IOException {
        in.structuur();
        SignedDataParser parser = begin(in);
        String digest = enige(parser.getDigestAlgorithms());
        ContentInfoParser deel = parser.getEncapContentInfo();
        ASN1ObjectIdentifier soort = deel.getContentType();
        Ongeldig.tenzij(soorten.contains(soort), MISVORMD);
        ASN1OctetStringParser octets = (ASN1OctetStringParser) deel.getContent(BERTags.OCTET_STRING);
        Ongeldig.tenzij((octets == null) == (los != null), MISVORMD);
        in.inhoud();
        Inhoud inhoud = Inhoud.meet(los == null ? octets.getOctetStream() : los, naar, digest, v);
        in.structuur();
        List<X509Certificate> tas = certificaten(parser.getCertificates());
        ASN1SetParser crls = parser.getCrls();
        if (crls != null) {
            crls.toASN1Primitive();
        }
        ASN1Set ondertekenaars = ASN1Set.getInstance(parser.getSignerInfos().toASN1Primitive());
        Ongeldig.tenzij(ondertekenaars.size() > 0, NIET_ONDERTEKEND);
        Ongeldig.tenzij(ondertekenaars.size() == 1, MEER_ONDERTEKENAARS);
        in.slot();
        return controleer(SignerInfo.getInstance(ondertekenaars.getObjectAt(0)), soort, tas, inhoud, v);
    }

    /** The content stream of a SignedData whose signature was checked in an earlier reading. */
    static InputStream inhoud(Grens in) throws IOException {
        in.structuur();
        SignedDataParser parser = begin(in);
        parser.getDigestAlgorithms().toASN1Primitive();
        InputStream inhoud = ((ASN1OctetStringParser) parser.getEncapContentInfo().getContent(BERTags.OCTET_STRING)).getOctetStream();
        in.inhoud();
        return inhoud;
    }

    private static SignedDataParser begin(Grens in) throws IOException {
        ASN1Encodable eerste = new ASN1StreamParser(in, Integer.MAX_VALUE).readObject();
        Ongeldig.tenzij(eerste instanceof ASN1SequenceParser, MISVORMD);
        ContentInfoParser info = new ContentInfoParser((ASN1SequenceParser) eerste);
        Ongeldig.tenzij(info.getContentType().equals(CMSObjectIdentifiers.signedData), NIET_ONDERTEKEND);
        return SignedDataParser.getInstance(info.getContent(BERTags.SEQUENCE));
    }

    private static String enige(ASN1SetParser algoritmen) throws IOException {
        ASN1Set set = ASN1Set.getInstance(algoritmen.toASN1Primitive());
        Ongeldig.tenzij(set.size() > 0, NIET_ONDERTEKEND);
        Ongeldig.tenzij(set.size() == 1, MEER_ONDERTEKENAARS);
        return Algoritmen.digest(AlgorithmIdentifier.getInstance(set.getObjectAt(0))).orElseThrow(() -> new Ongeldig(ZWAK_ALGORITME));
    }

    private static List<X509Certificate> certificaten(@Nullable ASN1SetParser set) throws IOException {
        Ongeldig.tenzij(set != null, NIET_ONDERTEKEND);
        ASN1Set alle = ASN1Set.getInstance(set.toASN1Primitive());
        Ongeldig.tenzij(alle.size() <= CERTIFICATEN_MEEST, MISVORMD);
        List<X509Certificate> lijst = new ArrayList<>();
        for (ASN1Encodable een : alle) {
            Ongeldig.tenzij(een.toASN1Primitive() instanceof ASN1Sequence, MISVORMD);
            try {
                lijst.add((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(
                        new ByteArrayInputStream(een.toASN1Primitive().getEncoded(ASN1Encoding.DER))));
            } catch (CertificateException e) {
                throw new Ongeldig(MISVORMD);
            }
        }
        return List.copyOf(lijst);
    }

    private static Ondertekening controleer(SignerInfo info, ASN1ObjectIdentifier soort, List<X509Certificate> tas,
            Inhoud inhoud, Voorzieningen v) throws IOException {
        X509Certificate certificaat = certificaatVan(info.getSID(), tas);
        Ongeldig.tenzij(Algoritmen.digest(info.getDigestAlgorithm()).equals(Optional.of(inhoud.naam)), MISVORMD);
        Ongeldig.tenzij(info.getAuthenticatedAttributes() != null, NIET_ONDERTEKEND);
        Kenmerken kenmerken = Kenmerken.lees(info.getAuthenticatedAttributes());
        alleenTijdstempel(info.getUnauthenticatedAttributes());
        Ongeldig.tenzij(soort.equals(kenmerken.een(CMSAttributes.contentType)), HANDTEKENING);
        ASN1OctetString gemeten = ASN1OctetString.getInstance(kenmerken.een(CMSAttributes.messageDigest));
        Ongeldig.tenzij(MessageDigest.isEqual(gemeten.getOctets(), inhoud.digest), HANDTEKENING);
        noemtCertificaat(kenmerken, certificaat, v);
        byte[] getekend = info.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER);
        byte[] handtekening = info.getEncryptedDigest().getOctets();
        verifieer(info.getDigestEncryptionAlgorithm(), inhoud.naam, certificaat, getekend, handtekening, v);
        return new Ondertekening(soort, certificaat, tas, kenmerken, inhoud, v.digest(inhoud.naam).digest(getekend), handtekening);
    }

    private static X509Certificate certificaatVan(SignerIdentifier sid, List<X509Certificate> tas) throws IOException {
        List<X509Certificate> passend = new ArrayList<>();
        for (X509Certificate c : tas) {
            boolean past = sid.isTagged()
                    ? Sleutelnaam.heeftSki(c, ASN1OctetString.getInstance(sid.getId()).getOctets())
                    : Sleutelnaam.van(c).equals(IssuerAndSerialNumber.getInstance(sid.getId()));
            if (past) {
                passend.add(c);
            }
        }
        Ongeldig.tenzij(passend.size() == 1, HANDTEKENING);
        return passend.get(0);
    }

    /** Unsigned attributes prove nothing; a time stamp is harmless, anything else is refused. */
    private static void alleenTijdstempel(@Nullable ASN1Set los) throws IOException {
        if (los == null) {
            return;
        }
        for (ASN1Encodable a : los) {
            var soort = ASN1Sequence.getInstance(a).getObjectAt(0);
            Ongeldig.tenzij(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken.equals(soort), VREEMD_KENMERK);
        }
    }

    /** RFC 5035: when the signer named its certificate, it must be this one. */
    private static void noemtCertificaat(Kenmerken kenmerken, X509Certificate certificaat, Voorzieningen v) throws IOException {
        ASN1Encodable waarde = kenmerken.misschien(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (waarde == null) {
            return;
        }
        ESSCertIDv2[] genoemd = SigningCertificateV2.getInstance(waarde).getCerts();
        Ongeldig.tenzij(genoemd.length > 0, HANDTEKENING);
        String digest = Algoritmen.digest(genoemd[0].getHashAlgorithm()).orElseThrow(() -> new Ongeldig(ZWAK_ALGORITME));
        byte[] hash = v.digest(digest).digest(Sleutelnaam.der(certificaat));
        Ongeldig.tenzij(MessageDigest.isEqual(hash, genoemd[0].getCertHash()), HANDTEKENING);
        if (genoemd[0].getIssuerSerial() != null) {
            Ongeldig.tenzij(genoemd[0].getIssuerSerial().getSerial().getValue().equals(certificaat.getSerialNumber()), HANDTEKENING);
        }
    }

    private static void verifieer(AlgorithmIdentifier alg, String digest, X509Certificate certificaat, byte[] getekend,
            byte[] handtekening, Voorzieningen v) throws IOException {
        Ongeldig.tenzij(Algoritmen.toegestaan(certificaat.getPublicKey()), ZWAK_ALGORITME);
        Algoritmen.Handtekeningsoort soort = Algoritmen.handtekening(alg, digest).orElseThrow(() -> new Ongeldig(ZWAK_ALGORITME));
        try {
            Signature s = v.signature(soort.naam(), null);
            if (soort.pss().isPresent()) {
                s.setParameter(soort.pss().get());
            }
            s.initVerify(v.importeer(certificaat));
            s.update(getekend);
            Ongeldig.tenzij(s.verify(handtekening), HANDTEKENING);
        } catch (GeneralSecurityException e) {
            throw new Ongeldig(HANDTEKENING);
        }
    }

    /** Content as it streamed by. */
    private record Inhoud(String naam, byte[] digest, byte[] sha256) {
        static Inhoud meet(InputStream van, OutputStream naar, String naam, Voorzieningen v) throws IOException {
            MessageDigest eigen = v.digest(naam);
            MessageDigest sha256 = naam.equals("SHA-256") ? eigen : v.digest("SHA-256");
            byte[] buf = new byte[64 * 1024];
            for (int n = van.read(buf); n >= 0; n = van.read(buf)) {
                eigen.update(buf, 0, n);
                if (sha256 != eigen) {
                    sha256.update(buf, 0, n);
                }
                naar.write(buf, 0, n);
            }
            byte[] digest = eigen.digest();
            return new Inhoud(naam, digest, sha256 == eigen ? digest : sha256.digest());
        }
    }
}

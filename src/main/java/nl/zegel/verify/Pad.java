package nl.zegel.verify;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Whether a signer's certificate was good: path to an anchor (RFC 5280) and purpose at the moment that the signature claims,
 * revocation by the CRLs that were given, and what has become of it since. No time stamp vouches for that claim, so a
 * certificate that has expired or was revoked since leaves it unproven.
 */
final class Pad {
    private static final int CRL_SIGN = 6;
    private static final Duration SPELING = Duration.ofMinutes(5);
    private static final Set<String> UITGIFTE = Set.of("1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13",
            "1.2.840.113549.1.1.10", "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4");
    private static final Set<ASN1Encodable> KROMMEN =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1, SECObjectIdentifiers.secp521r1);

    private final List<X509Certificate> ankers;
    private final List<X509CRL> crls;
    private final Instant nu;

    Pad(List<X509Certificate> ankers, List<X509CRL> crls, Instant nu) {
        this.ankers = List.copyOf(ankers);
        this.crls = List.copyOf(crls);
        this.nu = nu;
    }

    void controleer(Handtekening h, Notulen notulen) throws Afgewezen {
        X509Certificate blad = h.ondertekenaar();
        Afgewezen.tenzij(!h.moment().isAfter(nu.plus(SPELING)), "TIJD_IN_TOEKOMST", "De handtekening noemt een moment in de toekomst.");
        Afgewezen.tenzij(!buitenTermijn(blad, h.moment()), "CERTIFICAAT_TOEN_ONGELDIG",
                "Het certificaat van de ondertekenaar was niet geldig op het moment van ondertekenen.");
        boolean[] gebruik = blad.getKeyUsage();
        Afgewezen.tenzij(blad.getBasicConstraints() < 0 && gebruik != null && (gebruik[0] || gebruik[1]) && !alleenTls(blad), "CERTIFICAAT_VERKEERD_DOEL",
                "Het certificaat is niet bedoeld om mee te ondertekenen.");
        List<X509Certificate> pad = bouw(h);
        for (X509Certificate c : pad) {
            Afgewezen.tenzij(sterk(c.getPublicKey()) && (ankers.contains(c) || UITGIFTE.contains(c.getSigAlgOID())), "ALGORITME_NIET_TOEGESTAAN",
                    "Een certificaat in het pad gebruikt een algoritme of sleutel die te zwak is.");
        }
        for (X509Certificate c : h.tas()) {
            Afgewezen.tenzij(pad.contains(c), "HANDTEKENING_VORM", "Bij de handtekening zit een certificaat dat er niet bij hoort.");
        }
        for (X509Certificate c : pad) {
            if (nu.isAfter(c.getNotAfter().toInstant())) {
                notulen.nietBewezen("CERTIFICAAT_VERLOPEN", "Een certificaat in het pad is nu verlopen. Zonder tijdstempel is niet te bewijzen "
                        + "dat er getekend is voordat het verliep.");
            }
        }
        for (int i = 0; i + 1 < pad.size(); i++) {
            if (!ankers.contains(pad.get(i))) {
                ingetrokken(pad.get(i), pad.get(i + 1), h.moment(), notulen);
            }
        }
    }

    private static boolean buitenTermijn(X509Certificate c, Instant moment) {
        return moment.isBefore(c.getNotBefore().toInstant()) || moment.isAfter(c.getNotAfter().toInstant());
    }

    private static boolean alleenTls(X509Certificate c) throws Afgewezen {
        try {
            List<String> doelen = c.getExtendedKeyUsage();
            return doelen != null && doelen.stream().allMatch(d -> d.equals("1.3.6.1.5.5.7.3.1") || d.equals("1.3.6.1.5.5.7.3.2"));
        } catch (CertificateParsingException e) {
            throw new Afgewezen("CERTIFICAAT_ONLEESBAAR", "Een certificaat in de handtekening is niet te lezen.");
        }
    }

    /** Own certificate first, the anchor last. */
    private List<X509Certificate> bouw(Handtekening h) throws Afgewezen {
        Afgewezen.tenzij(!ankers.isEmpty(), "GEEN_ANKER", "Er is geen vertrouwd basiscertificaat opgegeven (--ankers).");
        try {
            X509CertSelector doel = new X509CertSelector();
            doel.setCertificate(h.ondertekenaar());
            PKIXBuilderParameters p = new PKIXBuilderParameters(
                    ankers.stream().map(a -> new TrustAnchor(a, null)).collect(Collectors.toSet()), doel);
            p.setRevocationEnabled(false); // done here, since the moment of the claim and of the check differ
            p.setDate(Date.from(h.moment()));
            p.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(h.tas())));
            PKIXCertPathBuilderResult uitkomst = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(p);
            List<X509Certificate> pad = new ArrayList<>();
            uitkomst.getCertPath().getCertificates().forEach(c -> pad.add((X509Certificate) c));
            X509Certificate anker = uitkomst.getTrustAnchor().getTrustedCert();
            if (!pad.contains(anker)) {
                pad.add(anker);
            }
            return pad;
        } catch (CertPathBuilderException e) {
            throw new Afgewezen("GEEN_PAD", "Het certificaat van de ondertekenaar komt niet uit bij een basiscertificaat dat u vertrouwt.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform builds paths", e);
        }
    }

    private static boolean sterk(PublicKey sleutel) {
        if (sleutel instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() >= 2048;
        }
        return KROMMEN.contains(SubjectPublicKeyInfo.getInstance(sleutel.getEncoded()).getAlgorithm().getParameters());
    }

    private void ingetrokken(X509Certificate c, X509Certificate uitgever, Instant getekend, Notulen notulen) throws Afgewezen {
        Optional<X509CRL> nieuwste = crls.stream().filter(crl -> van(crl, uitgever)).max(Comparator.comparing(X509CRL::getThisUpdate));
        if (nieuwste.isEmpty()) {
            notulen.nietBewezen("INTREKKING_NIET_NAGEGAAN",
                    "Of een certificaat is ingetrokken is niet nagegaan: er is geen geldige CRL van de uitgever opgegeven (--crl).");
            return;
        }
        X509CRL crl = nieuwste.get();
        if (crl.getNextUpdate() == null || nu.isAfter(crl.getNextUpdate().toInstant())) {
            notulen.nietBewezen("CRL_VEROUDERD", "De CRL van de uitgever is verouderd. Geef een nieuwere op (--crl).");
        }
        X509CRLEntry regel = crl.getRevokedCertificate(c);
        if (regel != null) {
            Afgewezen.tenzij(regel.getRevocationDate().toInstant().isAfter(getekend), "CERTIFICAAT_INGETROKKEN",
                    "Een certificaat in het pad was al ingetrokken toen er getekend werd.");
            notulen.nietBewezen("CERTIFICAAT_LATER_INGETROKKEN", "Een certificaat in het pad is na het genoemde moment ingetrokken. "
                    + "Zonder tijdstempel is niet te bewijzen dat er eerder getekend is.");
        }
    }

    /** A complete CRL, signed by this issuer with a key that may sign CRLs, that was there by now. */
    private boolean van(X509CRL crl, X509Certificate uitgever) {
        boolean[] gebruik = uitgever.getKeyUsage();
        boolean heel = crl.getCriticalExtensionOIDs() == null || crl.getCriticalExtensionOIDs().isEmpty();
        if (!heel || gebruik != null && !gebruik[CRL_SIGN] || crl.getThisUpdate().toInstant().isAfter(nu)
                || !crl.getIssuerX500Principal().equals(uitgever.getSubjectX500Principal()) || !UITGIFTE.contains(crl.getSigAlgOID())) {
            return false;
        }
        try {
            crl.verify(uitgever.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

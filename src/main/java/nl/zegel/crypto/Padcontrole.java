package nl.zegel.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nl.zegel.crypto.Padoordeel.Code;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Sleuteldoel;

/**
 * Certificate paths by RFC 5280 to configured anchors, with revocation. The JDK's PKIX builder checks the path; what it
 * leaves out is checked around it: algorithms, key sizes, leaf usage, CRL signatures and ages. Fails closed: without a
 * fresh CRL a certificate is good only within the configured grace, and the answer then carries an alarm. Never fetches
 * anything. Thread-safe.
 */
public final class Padcontrole {
    private final Instellingen instellingen;
    private final Supplier<Crlbron> crls;
    private final Set<TrustAnchor> ankers;

    /**
     * @param ankers        anchors as certificates; a name constraint inside one counts
     * @param tussen        intermediate certificates known beforehand
     * @param beleid        policy OIDs of which a path must hold one; empty asks for none
     * @param respijt       how long after a CRL's nextUpdate its issuer's certificates stay good, with alarm
     * @param zonderCrl     issuers' certificates are good without any CRL: for the demo's root only
     */
    public record Instellingen(List<X509Certificate> ankers, List<X509Certificate> tussen, Set<String> beleid, Duration respijt,
            boolean zonderCrl) {
        public Instellingen {
            ankers = List.copyOf(ankers);
            tussen = List.copyOf(tussen);
            beleid = Set.copyOf(beleid);
            if (respijt.isNegative()) {
                throw new IllegalArgumentException("grace must not be negative");
            }
        }
    }

    public Padcontrole(Instellingen instellingen, Crlbron crls) {
        this(instellingen, () -> crls);
    }

    /** @param crls asked at every check, so that a newly published CRL counts without a restart; must be cheap */
    public Padcontrole(Instellingen instellingen, Supplier<Crlbron> crls) {
        this.instellingen = instellingen;
        this.crls = crls;
        this.ankers = instellingen.ankers().stream()
                .map(c -> new TrustAnchor(c, c.getExtensionValue("2.5.29.30") == null ? null : naambeperking(c)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Judges a certificate for a purpose at a moment.
     *
     * @param tas certificates that came along: material for a path, trusted for nothing
     */
    public Padoordeel controleer(X509Certificate certificaat, Sleuteldoel doel, List<X509Certificate> tas, Instant moment) {
        Padoordeel blad = Bladtoets.toets(certificaat, doel, moment);
        if (!blad.goed()) {
            return blad;
        }
        if (ankers.isEmpty()) {
            return Padoordeel.nee(Code.GEEN_PAD);
        }
        List<X509Certificate> pad;
        try {
            pad = bouw(certificaat, tas, moment);
        } catch (CertPathBuilderException e) {
            return Padoordeel.nee(Code.GEEN_PAD);
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("path builder is missing", e);
        }
        for (X509Certificate c : pad) {
            if (!Algoritmen.toegestaan(c.getPublicKey()) || !Algoritmen.toegestaneUitgifte(c) && !isAnker(c)) {
                return Padoordeel.nee(Code.ZWAK_ALGORITME);
            }
        }
        return intrekking(pad, moment);
    }

    /** Own certificate first, the anchor last. */
    private List<X509Certificate> bouw(X509Certificate certificaat, List<X509Certificate> tas, Instant moment)
            throws GeneralSecurityException {
        X509CertSelector doel = new X509CertSelector();
        doel.setCertificate(certificaat);
        PKIXBuilderParameters p = new PKIXBuilderParameters(ankers, doel);
        p.setRevocationEnabled(false); // done below, with grace and with CRL issuers held to cRLSign
        p.setDate(Date.from(moment));
        p.setMaxPathLength(5);
        if (!instellingen.beleid().isEmpty()) {
            p.setInitialPolicies(instellingen.beleid());
            p.setExplicitPolicyRequired(true);
        }
        List<X509Certificate> materiaal = new ArrayList<>(instellingen.tussen());
        materiaal.addAll(tas);
        materiaal.add(certificaat);
        try {
            p.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(materiaal)));
        } catch (InvalidAlgorithmParameterException e) {
            throw new GatewayBug("collection store is missing", e);
        }
        var uitkomst = (java.security.cert.PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(p);
        CertPath pad = uitkomst.getCertPath();
        List<X509Certificate> lijst = new ArrayList<>();
        pad.getCertificates().forEach(c -> lijst.add((X509Certificate) c));
        lijst.add(uitkomst.getTrustAnchor().getTrustedCert());
        return lijst;
    }

    private Padoordeel intrekking(List<X509Certificate> pad, Instant moment) {
        boolean alarm = false;
        for (int i = 0; i + 1 < pad.size(); i++) {
            if (isAnker(pad.get(i))) {
                continue;
            }
            Crlbron.Stand stand = crls.get().stand(pad.get(i), pad.get(i + 1), moment);
            switch (stand.soort()) {
                case INGETROKKEN -> {
                    return Padoordeel.nee(Code.INGETROKKEN);
                }
                case ONBEKEND -> {
                    if (!instellingen.zonderCrl()) {
                        return Padoordeel.nee(Code.GEEN_CRL);
                    }
                }
                case VEROUDERD -> {
                    if (moment.isAfter(stand.tot().plus(instellingen.respijt()))) {
                        return Padoordeel.nee(Code.CRL_VEROUDERD);
                    }
                    alarm = true;
                }
                case GOED -> { }
            }
        }
        return new Padoordeel(Code.GOED, alarm);
    }

    private boolean isAnker(X509Certificate c) {
        return instellingen.ankers().contains(c);
    }

    private static byte[] naambeperking(X509Certificate anker) {
        return org.bouncycastle.asn1.ASN1OctetString.getInstance(anker.getExtensionValue("2.5.29.30")).getOctets();
    }
}

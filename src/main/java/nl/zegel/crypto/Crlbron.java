package nl.zegel.crypto;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * CRLs from a folder that the operator (or a fetch job) fills; read whole at the start of each {@link #uit}. Only full CRLs
 * signed by the issuer itself count: delta and indirect ones are refused, since their rules are where path checkers err.
 * Immutable and thread-safe.
 */
public final class Crlbron {
    private static final int CRL_SIGN = 6;
    /** issuingDistributionPoint and deltaCRLIndicator. */
    private static final Set<String> VREEMD = Set.of("2.5.29.28", "2.5.29.27");

    private final List<X509CRL> crls;
    private final List<String> onleesbaar;

    private Crlbron(List<X509CRL> crls, List<String> onleesbaar) {
        this.crls = List.copyOf(crls);
        this.onleesbaar = List.copyOf(onleesbaar);
    }

    public static Crlbron van(List<X509CRL> crls) {
        return new Crlbron(crls, List.of());
    }

    /**
     * Reads {@code *.crl} (DER or PEM).
     *
     * @throws IOException when the folder cannot be read; a file that is no CRL is named by {@link #onleesbaar}
     */
    public static Crlbron uit(Path map) throws IOException {
        List<X509CRL> gelezen = new ArrayList<>();
        List<String> fout = new ArrayList<>();
        try (Stream<Path> bestanden = Files.list(map)) {
            for (Path bestand : bestanden.filter(f -> f.toString().endsWith(".crl")).sorted().toList()) {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(bestand))) {
                    for (CRL crl : CertificateFactory.getInstance("X.509").generateCRLs(in)) {
                        gelezen.add((X509CRL) crl);
                    }
                } catch (CRLException | CertificateException e) {
                    fout.add(bestand.getFileName().toString());
                }
            }
        }
        return new Crlbron(gelezen, fout);
    }

    /** Names of files that hold no readable CRL: an alarm. */
    public List<String> onleesbaar() {
        return onleesbaar;
    }

    /** @param tot nextUpdate of the CRL that was used */
    record Stand(Soort soort, Instant tot) {
        enum Soort { GOED, INGETROKKEN, VEROUDERD, ONBEKEND }
    }

    /** What the newest CRL of the issuer says. A certificate stays revoked however old the CRL is. */
    Stand stand(X509Certificate certificaat, X509Certificate uitgever, Instant moment) {
        List<X509CRL> passend = crls.stream().filter(c -> isVan(c, uitgever))
                .filter(c -> !c.getThisUpdate().toInstant().isAfter(moment)).toList();
        boolean ingetrokken = passend.stream().map(c -> Optional.ofNullable(c.getRevokedCertificate(certificaat)))
                .flatMap(Optional::stream).anyMatch(r -> isIngetrokken(r, moment));
        if (ingetrokken) {
            return new Stand(Stand.Soort.INGETROKKEN, moment);
        }
        return passend.stream().filter(c -> c.getNextUpdate() != null).max(Comparator.comparing(X509CRL::getThisUpdate))
                .map(c -> c.getNextUpdate().toInstant())
                .map(tot -> new Stand(moment.isAfter(tot) ? Stand.Soort.VEROUDERD : Stand.Soort.GOED, tot))
                .orElse(new Stand(Stand.Soort.ONBEKEND, Instant.EPOCH));
    }

    private static boolean isIngetrokken(X509CRLEntry regel, Instant moment) {
        return !regel.getRevocationDate().toInstant().isAfter(moment);
    }

    private static boolean isVan(X509CRL crl, X509Certificate uitgever) {
        if (!crl.getIssuerX500Principal().equals(uitgever.getSubjectX500Principal()) || !magTekenen(uitgever) || isVreemd(crl)) {
            return false;
        }
        try {
            crl.verify(uitgever.getPublicKey());
            return Algoritmen.toegestaan(uitgever.getPublicKey()) && Algoritmen.toegestaneUitgifte(crl.getSigAlgOID(), crl.getSigAlgParams());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean magTekenen(X509Certificate uitgever) {
        boolean[] ku = uitgever.getKeyUsage();
        return ku != null && ku[CRL_SIGN];
    }

    private static boolean isVreemd(X509CRL crl) {
        Set<String> kritiek = crl.getCriticalExtensionOIDs();
        return kritiek != null && !kritiek.isEmpty() || VREEMD.stream().anyMatch(oid -> crl.getExtensionValue(oid) != null);
    }
}

package nl.zegel.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/**
 * Detached CAdES-B-B signatures (ETSI EN 319 122-1) over evidence: content-type, message-digest, signing-time,
 * signing-certificate-v2 and optionally commitment-type-indication. {@code openssl cms -verify -binary -inform DER -content
 * x.json -in x.json.p7s} accepts them. Thread-safe.
 */
public final class Bewijstekenaar {
    private static final String COMMITMENT = "1.2.840.113549.1.9.16.6.";

    private final Sleutelkast kast;
    private final Voorzieningen v;

    public Bewijstekenaar(Sleutelkast kast, Voorzieningen voorzieningen) {
        this.kast = kast;
        this.v = voorzieningen;
    }

    /** What the signer commits to (RFC 5126 section 5.11.1). */
    public enum Verbintenis {
        OORSPRONG(1), ONTVANGST(2), AFLEVERING(3), AFZENDER(4), GOEDKEURING(5), OPSTELLING(6);

        private final int nummer;

        Verbintenis(int nummer) {
            this.nummer = nummer;
        }
    }

    /** A detached signature as DER, by the evidence key. */
    public byte[] teken(byte[] bytes, Optional<Verbintenis> verbintenis, Instant moment) throws KastDicht {
        Sleutel sleutel = KastDicht.vereis(kast.sleutels(Sleutelkast.Gebruik.BEWIJS)).get(0);
        return teken(sleutel, v, bytes, verbintenis, moment);
    }

    /** The same by any key: a manager's over a configuration file, a loket's over a statement. */
    public static byte[] teken(Sleutel sleutel, Voorzieningen v, byte[] bytes, Optional<Verbintenis> verbintenis, Instant moment) {
        List<Attribute> extra = new ArrayList<>();
        verbintenis.ifPresent(w -> extra.add(Ess.kenmerk(PKCSObjectIdentifiers.id_aa_ets_commitmentType,
                new DERSequence(new ASN1ObjectIdentifier(COMMITMENT + w.nummer)))));
        ByteArrayOutputStream p7s = new ByteArrayOutputStream();
        try (OutputStream uit = new Tekenaar(sleutel, v).begin(p7s, CMSObjectIdentifiers.data, false, moment, extra)) {
            uit.write(bytes);
        } catch (IOException e) {
            throw new GatewayBug("memory refused bytes", e);
        }
        return Der.van(p7s.toByteArray());
    }

    /** Who signed and when, as claimed by a signature that holds; the path is the caller's to check. */
    public record Getekend(X509Certificate ondertekenaar, List<X509Certificate> tas, Instant moment) {
        public String vingerafdruk() {
            return Vingerafdruk.van(ondertekenaar);
        }
    }

    /** Checks a detached signature; empty when anything is wrong with it. */
    public static Optional<Getekend> controleer(byte[] bytes, byte[] p7s, Voorzieningen v) {
        try {
            Ondertekening o = Ondertekening.leesLos(new Grens(new ByteArrayInputStream(p7s)), new ByteArrayInputStream(bytes), v);
            return Optional.of(new Getekend(o.ondertekenaar, o.tas, o.moment()));
        } catch (GatewayBug e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}

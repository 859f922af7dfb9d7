package nl.zegel.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/**
 * Signed receipts of RFC 2634: a SignedData over a Receipt that repeats the original's content identifier and signature
 * value, with the digest of the original's signed attributes among its own. That is proof of hand-over by the signer.
 */
public final class Ontvangstbewijs {
    private static final int MEEST = 64 * 1024;

    private Ontvangstbewijs() {}

    /**
     * The recipient's side: a receipt for a message that asks for one.
     *
     * @throws IllegalArgumentException when it does not ask
     */
    public static byte[] maak(Geopend origineel, Sleutel ondertekenaar, Voorzieningen v, Instant moment) {
        Ontvangstverzoek verzoek = origineel.ontvangstverzoek()
                .orElseThrow(() -> new IllegalArgumentException("message asks for no receipt"));
        Handtekeningspoor spoor = origineel.spoor();
        byte[] receipt = Ess.bewijs(verzoek.inhoudId(), spoor.handtekening());
        var digest = Ess.kenmerk(Ess.MSG_SIG_DIGEST, new DEROctetString(spoor.attributenDigest()));
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try (OutputStream cms = new Tekenaar(ondertekenaar, v).begin(uit, Ess.CT_RECEIPT, true, moment, List.of(digest))) {
            cms.write(receipt);
        } catch (IOException e) {
            throw new GatewayBug("memory refused bytes", e);
        }
        return Der.van(uit.toByteArray());
    }

    /** A receipt whose signature holds, not yet compared with an original. */
    public record Ontvangen(X509Certificate ondertekenaar, List<X509Certificate> tas, Instant moment, byte[] inhoudId,
            byte[] origineleHandtekening, byte[] attributenDigest) {
        public String vingerafdruk() {
            return Vingerafdruk.van(ondertekenaar);
        }

        /** True when this is a receipt of exactly that message: identifier, signature and signed attributes agree. */
        public boolean hoortBij(byte[] verwachtId, Handtekeningspoor spoor) {
            return MessageDigest.isEqual(inhoudId, verwachtId)
                    && MessageDigest.isEqual(origineleHandtekening, spoor.handtekening())
                    && MessageDigest.isEqual(attributenDigest, spoor.attributenDigest());
        }

        @Override
        public String toString() {
            return "Ontvangen[" + vingerafdruk() + "]";
        }
    }

    /** Reads a receipt (DER or BER); empty when anything is wrong with it. */
    public static Optional<Ontvangen> lees(byte[] cms, Voorzieningen v) {
        if (cms.length > MEEST) {
            return Optional.empty();
        }
        try {
            ByteArrayOutputStream inhoud = new ByteArrayOutputStream();
            Ondertekening o = Ondertekening.lees(new Grens(new ByteArrayInputStream(cms)), inhoud, Ess.CT_RECEIPT, v);
            ASN1Sequence receipt = ASN1Sequence.getInstance(inhoud.toByteArray());
            if (receipt.size() != 4 || !ASN1Integer.getInstance(receipt.getObjectAt(0)).hasValue(1)
                    || !CMSObjectIdentifiers.data.equals(receipt.getObjectAt(1))) {
                return Optional.empty();
            }
            byte[] digest = ASN1OctetString.getInstance(o.kenmerken.een(Ess.MSG_SIG_DIGEST)).getOctets();
            return Optional.of(new Ontvangen(o.ondertekenaar, o.tas, o.moment(), octets(receipt, 2), octets(receipt, 3), digest));
        } catch (GatewayBug e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static byte[] octets(ASN1Sequence receipt, int plaats) {
        return ASN1OctetString.getInstance(receipt.getObjectAt(plaats)).getOctets();
    }
}

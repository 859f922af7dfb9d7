package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.ONTVANGSTBEWIJS_MISVORMD;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
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

    /**
     * A receipt whose signature holds, not yet compared with an original. INVARIANT (claims are not facts): made only here,
     * after its signature and its form were checked; whose certificate it is, {@link Padcontrole} and the parties say.
     */
    public static final class Ontvangen implements Opening {
        private final Ondertekening ondertekening;
        private final byte[] inhoudId;
        private final byte[] origineleHandtekening;
        private final byte[] attributenDigest;

        private Ontvangen(Ondertekening ondertekening, byte[] inhoudId, byte[] origineleHandtekening, byte[] attributenDigest) {
            this.ondertekening = ondertekening;
            this.inhoudId = inhoudId;
            this.origineleHandtekening = origineleHandtekening;
            this.attributenDigest = attributenDigest;
        }

        public X509Certificate ondertekenaar() {
            return ondertekening.ondertekenaar;
        }

        /** Every certificate that came along: material for a path, proof of nothing. */
        public List<X509Certificate> tas() {
            return ondertekening.tas;
        }

        public String vingerafdruk() {
            return Vingerafdruk.van(ondertekening.ondertekenaar);
        }

        /** signedContentIdentifier: of our own mail, the delivery id. */
        public byte[] inhoudId() {
            return inhoudId.clone();
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
            Ondertekening o = Ondertekening.lees(new Grens(new ByteArrayInputStream(cms)), inhoud, Set.of(Ess.CT_RECEIPT), v);
            return Optional.of(van(o, new ByteArrayInputStream(inhoud.toByteArray())));
        } catch (GatewayBug e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The receipt that this signature is over, and nothing beside it (RFC 2634 section 2.8).
     *
     * @throws Ongeldig when it is no Receipt of version 1 for an id-data message, or names no digest of that message's attributes
     */
    static Ontvangen van(Ondertekening o, InputStream inhoud) throws IOException {
        byte[] bytes = inhoud.readNBytes(MEEST + 1);
        try {
            ASN1Encodable digest = o.kenmerken.misschien(Ess.MSG_SIG_DIGEST);
            Ongeldig.tenzij(digest != null && bytes.length <= MEEST, ONTVANGSTBEWIJS_MISVORMD);
            ASN1Sequence receipt = ASN1Sequence.getInstance(bytes);
            Ongeldig.tenzij(receipt.size() == 4 && ASN1Integer.getInstance(receipt.getObjectAt(0)).hasValue(1)
                    && CMSObjectIdentifiers.data.equals(receipt.getObjectAt(1)), ONTVANGSTBEWIJS_MISVORMD);
            return new Ontvangen(o, octets(receipt.getObjectAt(2)), octets(receipt.getObjectAt(3)), octets(digest));
        } catch (IllegalArgumentException | IllegalStateException e) {
            // how the ASN.1 parser answers bytes of another shape
            throw new Ongeldig(ONTVANGSTBEWIJS_MISVORMD);
        }
    }

    private static byte[] octets(ASN1Encodable waarde) {
        return ASN1OctetString.getInstance(waarde).getOctets();
    }
}

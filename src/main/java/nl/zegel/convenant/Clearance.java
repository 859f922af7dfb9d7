package nl.zegel.convenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;

/**
 * One-shot proof that policy allows exactly one manifest for exactly one loket.
 *
 * <p>INVARIANT (no clearance, no seal): it has no public constructor; {@link Repetitie} mints one after the rehearsal of a
 * projection, {@link #voor} one for the closed list of own messages. Thread-safe: of two spenders one fails.
 */
public final class Clearance {
    private static final java.util.Set<String> EIGEN_MEDIATYPEN =
            java.util.Set.of("application/json", "application/pkcs7-signature", "text/plain", "application/pdf");

    private final LoketId loket;
    private final String manifestDigest;
    private final String convenantDigest;
    private final AtomicBoolean besteed = new AtomicBoolean();

    private Clearance(LoketId loket, String manifestDigest, String convenantDigest) {
        this.loket = loket;
        this.manifestDigest = manifestDigest;
        this.convenantDigest = convenantDigest;
    }

    static Clearance na(Projection projection, Manifest manifest) {
        return new Clearance(projection.loket(), digest(manifest), projection.convenantDigest());
    }

    /**
     * Clearance for one of the gateway's own messages.
     *
     * @throws GatewayBug when the manifest holds a part that this kind of message cannot have
     */
    public static Clearance voor(EigenBericht bericht, Manifest manifest) {
        for (Manifest.Regel regel : manifest.regels()) {
            if (!bericht.namen().matcher(regel.naam()).matches() || !EIGEN_MEDIATYPEN.contains(regel.mediatype())) {
                throw new GatewayBug("an own message has a part outside its closed list");
            }
        }
        if (manifest.regels().isEmpty()) {
            throw new GatewayBug("an own message has no parts");
        }
        return new Clearance(bericht.voor(), digest(manifest), "");
    }

    /** The only loket for which may be sealed. */
    public LoketId loket() {
        return loket;
    }

    /** Digest of the convenant that allowed it; empty for an own message. */
    public String convenantDigest() {
        return convenantDigest;
    }

    /**
     * Spends the clearance. Called by the sealer with the manifest that it recomputed from the bytes that went in.
     *
     * @throws GatewayBug when it was spent before, or when loket or manifest is another
     */
    public void besteed(LoketId voor, Manifest manifest) {
        if (!besteed.compareAndSet(false, true)) {
            throw new GatewayBug("clearance was spent before");
        }
        if (!loket.equals(voor)) {
            throw new GatewayBug("clearance is for another loket");
        }
        if (!manifestDigest.equals(digest(manifest))) {
            throw new GatewayBug("clearance is for another manifest");
        }
    }

    /** Length-prefixed, so that no two manifests share an encoding. */
    private static String digest(Manifest manifest) {
        StringBuilder text = new StringBuilder().append(manifest.regels().size()).append('\n');
        for (Manifest.Regel r : manifest.regels()) {
            for (String veld : java.util.List.of(r.naam(), r.mediatype(), Long.toString(r.lengte()), r.sha256())) {
                text.append(veld.length()).append(':').append(veld);
            }
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new GatewayBug("SHA-256 is missing", e);
        }
    }

    @Override
    public String toString() {
        return "Clearance[" + loket + "]";
    }
}

package nl.zegel.crypto;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.zegel.convenant.Clearance;
import nl.zegel.convenant.Manifest;
import nl.zegel.document.Deel;
import nl.zegel.document.MimeEntiteit;
import nl.zegel.party.Certificaat;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Loket;
import nl.zegel.party.Sleuteldoel;
import org.jspecify.annotations.Nullable;

/**
 * Step 6: seals a manifest for one loket. INVARIANT (no clearance, no seal): this is the gateway's only method that encrypts
 * for a party, it spends a clearance for exactly this loket and exactly the manifest that it computes itself from the
 * bytes that go in, and does so before the signature and tag are made: without clearance the bytes never become a seal.
 * Thread-safe.
 */
public final class Verzegelaar {
    private final Sleutelkast kast;
    private final Voorzieningen v;
    private final SecureRandom random;

    public Verzegelaar(Sleutelkast kast, Voorzieningen voorzieningen, SecureRandom random) {
        this.kast = kast;
        this.v = voorzieningen;
        this.random = random;
    }

    /**
     * What to seal for whom.
     *
     * @param delen       in order, XML first; exactly what the manifest lists
     * @param certificaat one of the loket's for decrypting; its path was checked just now by the caller
     * @param beschermd   mail header fields inside the seal, see {@link MimeEntiteit#schrijf}
     * @param verzoek     the signed receipt to ask for, if any
     */
    public record Opdracht(Manifest manifest, Clearance clearance, List<Deel> delen, Loket loket, Certificaat certificaat,
            Map<String, String> beschermd, Optional<Ontvangstverzoek> verzoek) {
        public Opdracht {
            delen = List.copyOf(delen);
        }

        @Override
        public String toString() {
            return "Opdracht[" + loket.id() + "]";
        }
    }

    /** @param cmsSha256 lower-case hex of the sealed bytes @param spoor keep it: a signed receipt is checked against it */
    public record Zegel(String cmsSha256, long lengte, CmsProfiel profiel, Handtekeningspoor spoor) {}

    /**
     * Seals while it streams. When it throws, what was written is no seal and must be thrown away.
     *
     * @param naar stays open
     * @throws KastDicht   when the signing key cannot be used now: the work waits
     * @throws IOException when a part or the sink fails
     * @throws GatewayBug  when manifest, clearance, loket or certificate do not belong together: quarantine and alarm
     */
    public Zegel seal(Opdracht opdracht, Instant moment, OutputStream naar) throws IOException, KastDicht {
        Loket loket = opdracht.loket();
        Certificaat ontvanger = opdracht.certificaat();
        if (ontvanger.doel() != Sleuteldoel.ONTSLEUTELEN || !loket.certificaten().contains(ontvanger)) {
            throw new GatewayBug("certificate is not one of the loket's for decrypting");
        }
        Sleutel ondertekenaar = KastDicht.vereis(kast.sleutels(Sleutelkast.Gebruik.ONDERTEKENEN)).get(0);
        Telling telling = new Telling(naar, v.digest("SHA-256"));
        Handtekeningspoor spoor = new Verpakking(v, random).maak(ondertekenaar, ontvanger.certificaat(), loket.profielUit(), moment,
                opdracht.verzoek(), uit -> inhoud(opdracht, uit), telling);
        return new Zegel(telling.sha256(), telling.lengte(), loket.profielUit(), spoor);
    }

    private void inhoud(Opdracht opdracht, OutputStream uit) throws IOException {
        List<Gemeten> delen = opdracht.delen().stream().map(d -> new Gemeten(d, v)).toList();
        MimeEntiteit.schrijf(delen.stream().map(Gemeten::deel).toList(), grens(), opdracht.beschermd(), uit);
        List<Manifest.Regel> regels = new ArrayList<>();
        delen.forEach(d -> regels.add(d.regel()));
        Manifest gemeten = new Manifest(regels);
        if (!gemeten.equals(opdracht.manifest())) {
            throw new GatewayBug("bytes that went into the seal are not those of the manifest");
        }
        opdracht.clearance().besteed(opdracht.loket().id(), gemeten);
    }

    private String grens() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A part whose bytes are counted and hashed each time they are read; the last complete reading counts. */
    private static final class Gemeten {
        private final Deel bron;
        private final Voorzieningen v;
        private Manifest.@Nullable Regel regel;

        Gemeten(Deel bron, Voorzieningen v) {
            this.bron = bron;
            this.v = v;
        }

        Deel deel() {
            return new Deel(bron.naam(), bron.mediatype(), bron.lengte(), () -> new Lezing(bron.bron().open()));
        }

        Manifest.Regel regel() {
            if (regel == null) {
                throw new GatewayBug("a part was not read to its end");
            }
            return regel;
        }

        private final class Lezing extends FilterInputStream {
            private final MessageDigest digest = v.digest("SHA-256");
            private long lengte;
            private boolean einde;

            Lezing(InputStream in) {
                super(in);
                regel = null;
            }

            @Override
            public int read() throws IOException {
                byte[] een = new byte[1];
                return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                int n = in.read(b, off, len);
                if (n > 0) {
                    digest.update(b, off, n);
                    lengte += n;
                } else if (n < 0 && !einde) {
                    einde = true;
                    regel = new Manifest.Regel(bron.naam(), bron.mediatype(), lengte, HexFormat.of().formatHex(digest.digest()));
                }
                return n;
            }

            @Override
            public long skip(long n) throws IOException {
                return n <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(n, 8192)]));
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        }
    }
}

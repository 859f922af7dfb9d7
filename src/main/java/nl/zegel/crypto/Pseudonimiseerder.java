package nl.zegel.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.zegel.party.GatewayBug;

/**
 * Keyed pseudonyms for the register's blind indexes: HMAC-SHA-256 with the key of a period over
 * {@code kind LF value}. The caller normalises the value. Thread-safe.
 */
public final class Pseudonimiseerder {
    private final Sleutelkast kast;
    private final List<Periode> perioden;
    private final Voorzieningen voorzieningen;

    /** @param perioden the live keys; a key that is taken off the list can no longer be searched under */
    public Pseudonimiseerder(Sleutelkast kast, List<Periode> perioden, Voorzieningen voorzieningen) {
        this.kast = kast;
        this.perioden = perioden.stream().sorted(Comparator.comparing(Periode::van)).toList();
        this.voorzieningen = voorzieningen;
    }

    /**
     * The pseudonym to store at this moment.
     *
     * @param soort index, e.g. {@code bsn}; lower-case letters and hyphens
     * @throws GatewayBug when no period has begun
     */
    public Pseudoniem maak(String soort, String waarde, Instant moment) throws KastDicht {
        Periode nu = perioden.stream().filter(p -> !moment.isBefore(p.van())).reduce((a, b) -> b)
                .orElseThrow(() -> new GatewayBug("no pseudonym key has begun"));
        return onder(nu.sleutel(), soort, waarde);
    }

    /** The pseudonyms to search for: one under every live key. */
    public List<Pseudoniem> alle(String soort, String waarde) throws KastDicht {
        List<Pseudoniem> alle = new ArrayList<>();
        for (Periode periode : perioden) {
            alle.add(onder(periode.sleutel(), soort, waarde));
        }
        return alle;
    }

    private Pseudoniem onder(String sleutel, String soort, String waarde) throws KastDicht {
        if (!soort.matches("[a-z][a-z-]{0,40}")) {
            throw new IllegalArgumentException("kind must be lower-case letters and hyphens");
        }
        byte[] bytes = KastDicht.vereis(kast.geheim(sleutel)).bytes();
        if (bytes.length < 32) {
            throw new GatewayBug("pseudonym key " + sleutel + " is shorter than 32 bytes");
        }
        try {
            Mac mac = voorzieningen.mac("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            mac.update((soort + "\n").getBytes(StandardCharsets.US_ASCII));
            return new Pseudoniem(sleutel, HexFormat.of().formatHex(mac.doFinal(waarde.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("pseudonym key " + sleutel + " cannot be used", e);
        }
    }

    /** @param sleutel id in the key store of a secret of at least 32 bytes @param van from when new entries use it */
    public record Periode(String sleutel, Instant van) {}

    /** @param sleutel id of the period key @param hex lower-case hex */
    public record Pseudoniem(String sleutel, String hex) {}
}

package nl.zegel.channel.soap;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import nl.zegel.channel.soap.Weigering.Reden;

/**
 * Messages of the last minutes, so that a recorded one does not pass twice while its timestamp is good. It remembers what
 * was signed (which holds MessageID and Timestamp), not the signature value, since ECDSA gives two for one message.
 * Beyond this memory (a restart, another gateway) the rule of the same document holds: same evidence, no second delivery.
 * Thread-safe.
 */
final class Herhaalgeheugen {
    private static final Duration BEWAAR = Tijdstempel.OUDST.plus(Tijdstempel.SCHEEF).plus(Tijdstempel.SCHEEF);
    private final int meeste;
    private final Map<String, Instant> gezien = new HashMap<>();

    /** @param meeste messages kept; when full, nothing new passes until the oldest are out of date */
    Herhaalgeheugen(int meeste) {
        this.meeste = meeste;
    }

    synchronized void eisNieuw(byte[] afdruk, Instant nu) throws Weigering {
        if (gezien.size() >= meeste) {
            gezien.values().removeIf(tot -> !tot.isAfter(nu));
        }
        String sleutel = HexFormat.of().formatHex(afdruk);
        Instant tot = gezien.get(sleutel);
        if (tot != null && tot.isAfter(nu) || gezien.size() >= meeste) {
            throw new Weigering(Reden.HERHALING);
        }
        gezien.put(sleutel, nu.plus(BEWAAR));
    }
}

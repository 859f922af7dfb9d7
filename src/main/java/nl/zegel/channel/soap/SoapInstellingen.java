package nl.zegel.channel.soap;

import java.net.URI;
import java.time.Duration;

/**
 * Bounds of the SOAP endpoint. None weakens an invariant.
 *
 * @param adres         base address by which partners know the endpoints, such as {@code https://host:8443/ws/}; wsa:To of a
 *                      request must be this plus the profile's path (a query, such as {@code ?OIN=}, is left aside)
 * @param wachttijd     how long a submission waits for its evidence before it is answered with ONTVANGEN
 * @param envelopGrens  bytes of the XML part, also after decryption; a document in it (no MTOM) counts too
 * @param bijlageGrens  bytes of a MIME part
 */
public record SoapInstellingen(URI adres, Duration wachttijd, int envelopGrens, long bijlageGrens) {
    public SoapInstellingen {
        if (!adres.getPath().endsWith("/")) {
            throw new IllegalArgumentException("SOAP base address must end in '/'");
        }
    }

    /** Values for an ordinary gateway. */
    public static SoapInstellingen op(URI adres) {
        return new SoapInstellingen(adres, Duration.ofSeconds(10), 1 << 20, 1L << 40);
    }

    String adres(Profiel profiel) {
        return adres + profiel.pad();
    }
}

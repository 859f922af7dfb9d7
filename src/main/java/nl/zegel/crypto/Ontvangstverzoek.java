package nl.zegel.crypto;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Request for a signed receipt (RFC 2634 section 2.7), from every recipient.
 *
 * @param inhoudId unique identifier of the content; we fill it with the delivery id
 * @param naar     addr-specs that the receipt goes to; at least one
 */
public record Ontvangstverzoek(byte[] inhoudId, List<String> naar) {
    /** @throws IllegalArgumentException when a field is empty or too long */
    public Ontvangstverzoek {
        naar = List.copyOf(naar);
        if (inhoudId.length == 0 || inhoudId.length > 200 || naar.isEmpty() || naar.size() > 8) {
            throw new IllegalArgumentException("receipt request needs an identifier and one to eight addresses");
        }
    }

    public static Ontvangstverzoek voor(String levering, String adres) {
        return new Ontvangstverzoek(levering.getBytes(StandardCharsets.US_ASCII), List.of(adres));
    }
}

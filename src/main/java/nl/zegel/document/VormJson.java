package nl.zegel.document;

import nl.zegel.party.GatewayBug;

/** Canonical, versioned JSON of a Vorm: one line of UTF-8, keys and sets in a fixed order. */
public final class VormJson {
    private VormJson() {}

    public static byte[] schrijf(Vorm vorm) {
        throw new GatewayBug("lands within the hour");
    }

    /** @throws IllegalArgumentException when the bytes are not a stored Vorm of a version this program reads */
    public static Vorm lees(byte[] json) {
        throw new GatewayBug("lands within the hour");
    }
}

package nl.zegel.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What bytes at rest are bound to: under another document, recipient, kind or version they do not open.
 *
 * @param document  id of the document, delivery or receipt of bytes
 * @param ontvanger loket, or empty when it is not for one
 * @param soort     kind of bytes, e.g. {@code ontvangst}, {@code levering}, {@code besluit}
 * @param versie    version of that kind's format
 */
public record Bindsel(String document, String ontvanger, String soort, int versie) {
    private static final String VORM = "zegel-rust-1";

    /** Every field with its length in front, so that no two bindings share bytes. */
    byte[] bytes() {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        for (String deel : new String[] {VORM, document, ontvanger, soort, Integer.toString(versie)}) {
            byte[] tekst = deel.getBytes(StandardCharsets.UTF_8);
            uit.writeBytes(ByteBuffer.allocate(4).putInt(tekst.length).array());
            uit.writeBytes(tekst);
        }
        return uit.toByteArray();
    }
}

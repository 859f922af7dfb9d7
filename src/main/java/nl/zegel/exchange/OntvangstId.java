package nl.zegel.exchange;

import java.util.UUID;

/** Identity of bytes that were made durable at intake. */
public record OntvangstId(UUID waarde) {
    @Override
    public String toString() {
        return waarde.toString();
    }
}

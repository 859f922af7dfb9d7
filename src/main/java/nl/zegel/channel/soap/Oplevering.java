package nl.zegel.channel.soap;

import java.io.IOException;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;

/**
 * Where a complete submission goes: the route {@code direct:intake}, or a test. Called on the thread that will answer the
 * client, which waits for it.
 */
@FunctionalInterface
public interface Oplevering {
    /** @throws IOException when the bytes are not durable: the client is told so and nothing counts as received */
    OntvangstId lever(Intake.Ontvangst ontvangst) throws IOException;
}

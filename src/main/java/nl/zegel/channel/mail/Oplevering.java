package nl.zegel.channel.mail;

import java.io.IOException;
import nl.zegel.exchange.Intake;

/** Where a whole CMS goes: the route {@code direct:intake}, or a test. */
@FunctionalInterface
public interface Oplevering {
    /** @throws IOException when the bytes are not durable: the mail stays in the mailbox */
    void lever(Intake.Ontvangst ontvangst) throws IOException;
}

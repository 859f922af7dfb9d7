package nl.zegel.exchange;

import java.io.IOException;

/** The bean of {@code direct:intake}: step 1 ends here, and with its return the channel may acknowledge. */
public final class Ontvangen {
    public OntvangstId vastleggen(Intake.Ontvangst ontvangst) throws IOException {
        return ontvangst.vastleggen();
    }
}

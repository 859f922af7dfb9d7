package nl.zegel.channel.sftp;

import java.io.IOException;
import java.io.OutputStream;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;

/** Sees for itself that {@link #vastleggen} returned, whatever a route says. One thread at a time. */
final class Bewaakt implements Intake.Ontvangst {
    private final Intake.Ontvangst binnen;
    private final OutputStream bytes;
    private volatile boolean vast;

    Bewaakt(Intake.Ontvangst binnen) {
        this.binnen = binnen;
        this.bytes = binnen.bytes();
    }

    boolean vast() {
        return vast;
    }

    @Override
    public OutputStream bytes() {
        return bytes;
    }

    @Override
    public OntvangstId vastleggen() throws IOException {
        OntvangstId id = binnen.vastleggen();
        vast = true;
        return id;
    }

    @Override
    public void close() throws IOException {
        binnen.close();
    }

    /** Nothing was promised on the strength of this close; the exchange sweeps what it left. */
    void sluitStil() {
        try {
            binnen.close();
        } catch (IOException e) {
            return;
        }
    }
}

package nl.zegel.register;

import java.time.Instant;
import java.util.UUID;

/** Where owed work is planned, in the transaction that owes it. Port: {@link Planning} and a recording one in tests. */
public interface Rooster {
    /** Plans it once; planning what is planned already only moves it to the given moment. */
    void plan(Transactie tx, Taak taak, UUID id, Instant op);

    /** What is owed. */
    enum Taak { VERWERK, BEZORG, BEWIJS }
}

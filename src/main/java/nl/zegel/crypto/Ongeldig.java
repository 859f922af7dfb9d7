package nl.zegel.crypto;

import java.io.IOException;

/** Refusal met inside a stream; becomes {@link NietTeOpenen} at the door and never leaves this package. */
final class Ongeldig extends IOException {
    private static final long serialVersionUID = 1L;

    private final NietTeOpenen.Reden reden;

    Ongeldig(NietTeOpenen.Reden reden) {
        super("ongeldig");
        this.reden = reden;
    }

    NietTeOpenen.Reden reden() {
        return reden;
    }

    static void tenzij(boolean goed, NietTeOpenen.Reden reden) throws Ongeldig {
        if (!goed) {
            throw new Ongeldig(reden);
        }
    }
}

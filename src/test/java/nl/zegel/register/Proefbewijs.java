package nl.zegel.register;

import java.util.UUID;

/** What tests of other rooms need to make evidence on a trial register. */
public final class Proefbewijs {
    private Proefbewijs() {}

    /** An intake that evidence can be about. */
    public static UUID ontvangst(Proefregister proef) {
        return proef.ontvang(new byte[] {1, 2, 3});
    }
}

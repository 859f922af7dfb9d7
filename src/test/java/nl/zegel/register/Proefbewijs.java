package nl.zegel.register;

import java.util.Optional;
import java.util.UUID;

/** What tests of other rooms need to make evidence on a trial register. */
public final class Proefbewijs {
    private Proefbewijs() {}

    /** An intake that evidence can be about. */
    public static UUID ontvangst(Proefregister proef) {
        return proef.ontvang(new byte[] {1, 2, 3});
    }

    /** A decision in the log. */
    public static void besluit(Proefregister proef, String besluit) {
        UUID ontvangst = ontvangst(proef);
        proef.register.voer(tx -> {
            proef.register.ontvangsten().meld(tx, ontvangst, Proefregister.POLITIE, "HIB-2026-0011", new byte[32]);
            proef.register.documenten().besloten(tx, ontvangst, new Documenten.Besloten("HIB", "hennep", Optional.empty(), Optional.empty(),
                    "{\"vorm\":1}", "{\"feiten\":1}", besluit));
        });
    }
}

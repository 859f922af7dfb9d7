package nl.zegel.story;

import java.io.IOException;
import java.time.Duration;
import nl.zegel.app.Proefgateway;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;

/** What a channel does with the bytes of one message, by hand. */
final class Inname {
    private static final Duration LANG = Duration.ofSeconds(120);

    private Inname() {}

    static OntvangstId stuur(Proefgateway gateway, byte[] p7m, Aanvoer aanvoer) throws IOException {
        try (Intake.Ontvangst ontvangst = gateway.bean(Intake.class).begin(aanvoer)) {
            ontvangst.bytes().write(p7m);
            return ontvangst.vastleggen();
        }
    }

    /** The row once steps 2 to 6 came to an end. */
    static Ontvangsten.Ontvangst einde(Proefgateway gateway, OntvangstId id) {
        Ontvangsten ontvangsten = gateway.bean(Register.class).ontvangsten();
        Wacht.tot("an end", LANG, () -> ontvangsten.lees(id.waarde()).orElseThrow().staat() != Ontvangsten.Staat.ONTVANGEN);
        return ontvangsten.lees(id.waarde()).orElseThrow();
    }
}

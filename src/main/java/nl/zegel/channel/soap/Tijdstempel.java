package nl.zegel.channel.soap;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import nl.zegel.channel.soap.Weigering.Reden;
import org.w3c.dom.Element;

/** The age of a message (WUS WB001-002): at most five minutes, and clocks may differ one. */
final class Tijdstempel {
    static final Duration OUDST = Duration.ofMinutes(5);
    static final Duration SCHEEF = Duration.ofSeconds(60);

    private Tijdstempel() {}

    static void controleer(Element security, Instant nu) throws Weigering {
        Element stempel = Xml.een(security, WsNamen.WSU, "Timestamp", Reden.TIJDSTEMPEL);
        List<Element> delen = Xml.kinderen(stempel);
        if (delen.isEmpty() || delen.size() > 2 || !Xml.is(delen.get(0), WsNamen.WSU, "Created")
                || delen.size() == 2 && !Xml.is(delen.get(1), WsNamen.WSU, "Expires")) {
            throw new Weigering(Reden.TIJDSTEMPEL);
        }
        Instant gemaakt = tijd(delen.get(0));
        boolean goed = gemaakt.isAfter(nu.minus(OUDST).minus(SCHEEF)) && !gemaakt.isAfter(nu.plus(SCHEEF));
        if (delen.size() == 2) {
            Instant verloopt = tijd(delen.get(1));
            goed = goed && verloopt.isAfter(gemaakt) && verloopt.isAfter(nu.minus(SCHEEF));
        }
        if (!goed) {
            throw new Weigering(Reden.TIJDSTEMPEL);
        }
    }

    /** UTC only (BSP R3217). */
    private static Instant tijd(Element element) throws Weigering {
        try {
            OffsetDateTime tijd = OffsetDateTime.parse(Xml.tekst(element, Reden.TIJDSTEMPEL));
            if (!tijd.getOffset().equals(ZoneOffset.UTC)) {
                throw new Weigering(Reden.TIJDSTEMPEL);
            }
            return tijd.toInstant();
        } catch (DateTimeParseException e) {
            throw new Weigering(Reden.TIJDSTEMPEL);
        }
    }
}

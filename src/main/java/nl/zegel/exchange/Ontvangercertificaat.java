package nl.zegel.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.zegel.party.Certificaat;
import nl.zegel.party.Loket;
import nl.zegel.party.Sleuteldoel;

/** Which registered certificate of a loket may be encrypted for at this moment: the newest whose path holds. */
public final class Ontvangercertificaat {
    private final Padbewaking paden;

    public Ontvangercertificaat(Padbewaking paden) {
        this.paden = paden;
    }

    /** Empty when none is good: the copy is held with an alarm. */
    Optional<Certificaat> goed(Loket loket, Instant moment) {
        return loket.certificaten(Sleuteldoel.ONTSLEUTELEN, Authenticate.dag(moment)).stream()
                .filter(c -> paden.controleer(c.certificaat(), Sleuteldoel.ONTSLEUTELEN, List.of(), moment).goed())
                .findFirst();
    }
}

package nl.zegel.party;

import java.util.List;
import java.util.Optional;

/** An organisation in a convenant, with its lokets. */
public record Partij(PartijId id, String naam, Optional<Oin> oin, Optional<String> kvk, List<Loket> lokets) {
    public Partij {
        lokets = List.copyOf(lokets);
    }
}

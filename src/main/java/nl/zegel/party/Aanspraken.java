package nl.zegel.party;

import java.util.HashMap;
import java.util.Map;

/** Who claimed what while files are read: nothing here may belong to two. For one load, by one thread. */
final class Aanspraken {
    private record Zaak(String soort, String wat) {}

    private record Eigenaar(String naam, Plaats plaats) {}

    private final Map<Zaak, Eigenaar> van = new HashMap<>();

    /** Claims something that one owner may name more than once. @throws ConfiguratieFout when it is another's */
    void claim(String soort, String wat, String naam, Plaats plaats) {
        Eigenaar eerder = van.putIfAbsent(new Zaak(soort, wat), new Eigenaar(naam, plaats));
        if (eerder != null && !eerder.naam().equals(naam)) {
            throw dubbel(soort, naam, eerder, plaats);
        }
    }

    /** Claims something that may be named only once. @throws ConfiguratieFout when it was named before */
    void eenmalig(String soort, String wat, String naam, Plaats plaats) {
        Eigenaar eerder = van.putIfAbsent(new Zaak(soort, wat), new Eigenaar(naam, plaats));
        if (eerder != null) {
            throw dubbel(soort, naam, eerder, plaats);
        }
    }

    private static ConfiguratieFout dubbel(String soort, String naam, Eigenaar eerder, Plaats plaats) {
        String waar = eerder.plaats().bestand() + ":" + eerder.plaats().regel();
        return plaats.fout("dubbel-" + soort, soort + " van " + naam + " is al van " + eerder.naam() + " (" + waar + ")",
                "geef elk een eigen " + soort);
    }
}

package nl.zegel.convenant;

import java.util.List;
import nl.zegel.document.Normalisatie;

/**
 * Text to search for withheld values. Long values are found however they are broken or spaced, short ones only as whole words,
 * because three letters or digits occur by chance inside others. One or two characters are found only as the whole text:
 * elsewhere they say nothing by themselves, see {@link Repetitie} for what they say beside another value.
 */
final class Zoektekst {
    /** Shorter values say nothing by themselves. */
    private static final int KORTST = 3;

    private final List<Normalisatie.Doorzoekbaar> teksten;

    private Zoektekst(List<Normalisatie.Doorzoekbaar> teksten) {
        this.teksten = teksten;
    }

    static Zoektekst van(List<String> teksten) {
        return new Zoektekst(teksten.stream().map(Normalisatie.Doorzoekbaar::van).toList());
    }

    boolean bevat(String waarde) {
        return teksten.stream().anyMatch(t -> t.bevat(waarde));
    }

    /** A house number, an initial: too short to be looked for alone. */
    static boolean tekortOmAlleen(String waarde) {
        String plat = Normalisatie.plat(waarde);
        return !plat.isEmpty() && plat.length() < KORTST;
    }
}

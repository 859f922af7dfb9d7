package nl.zegel.convenant;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.document.Normalisatie;

/**
 * Text to search for withheld values. Long values are found however they are broken or spaced; short ones only as words of
 * their own, because three letters or digits occur by chance inside others.
 */
final class Zoektekst {
    /** Shorter values are not searched: they would be found everywhere. */
    private static final int KORTST = 3;
    /** From this length on chance is no explanation. */
    private static final int LANG = 6;

    private final List<Normalisatie.Doorzoekbaar> teksten;
    private final Set<String> woorden;

    private Zoektekst(List<Normalisatie.Doorzoekbaar> teksten, Set<String> woorden) {
        this.teksten = teksten;
        this.woorden = woorden;
    }

    static Zoektekst van(List<String> teksten) {
        return new Zoektekst(teksten.stream().map(Normalisatie.Doorzoekbaar::van).toList(), teksten.stream().flatMap(Zoektekst::woorden).collect(Collectors.toSet()));
    }

    boolean bevat(String waarde) {
        String plat = Normalisatie.plat(waarde);
        if (plat.length() < KORTST) {
            return false;
        }
        return plat.length() < LANG
                ? woorden.contains(plat)
                : teksten.stream().anyMatch(t -> t.bevat(waarde));
    }

    private static Stream<String> woorden(String tekst) {
        return Stream.of(tekst.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")).filter(w -> !w.isEmpty()).map(Normalisatie::plat);
    }
}

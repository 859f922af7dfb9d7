package nl.zegel.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which marks of a HIB of the police a loket may see, by the table that was written by hand from the articles of the
 * convenant. Asks the gateway nothing.
 */
final class Verwachting {
    private static final Path TABEL = Path.of("src/test/resources/tabellen/hennep-midden-nederland-2024.csv");
    private static final List<String> SLEUTELS = List.of("soort", "van", "naar", "categorie", "betrokkene", "regime", "herkomst", "object");

    /**
     * A recipient as the convenant sees it for the canary's case.
     *
     * @param voldaan the conditions of the table that hold: authorised, in the area or with a stated relation, ...
     */
    record Ontvanger(String loket, String rol, Set<String> voldaan) {}

    private final List<Map<String, String>> rijen;

    Verwachting() {
        try {
            List<String> regels = Files.readAllLines(TABEL).stream().filter(r -> !r.isBlank() && !r.startsWith("#")).toList();
            String[] kop = regels.get(0).split(";", -1);
            rijen = regels.stream().skip(1).map(r -> rij(kop, r.split(";", -1))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> rij(String[] kop, String[] cellen) {
        Map<String, String> rij = new HashMap<>();
        for (int i = 0; i < kop.length; i++) {
            rij.put(kop[i], cellen[i]);
        }
        return rij;
    }

    /** Every coordinate is released, each by the first row that names it. A reason is its own recipient's, the case everybody's. */
    boolean mag(Merk merk, Ontvanger naar) {
        return switch (merk.soort()) {
            case ZAAK -> true;
            case NOODZAAK -> merk.id().equals("noodzaak-" + naar.loket());
            // the convenant releases no free text of a HIB as such, and free text is withheld unless it is (design, documents)
            case VRIJE_TEKST, BUITENOM -> false;
            default -> !merk.waar().isEmpty() && merk.waar().stream().allMatch(c -> vrij(c, merk, naar));
        };
    }

    private boolean vrij(Merk.Coordinaat c, Merk merk, Ontvanger naar) {
        // only a LOCATIE group says what the object is, and the canary's is no dwelling; any other place counts as one
        String object = c.categorie().equals("LOCATIE") && !merk.naam().startsWith("LOCATIE") ? "WONING" : "ANDERS";
        List<String> tupel = List.of("HIB", "POL", naar.rol(), c.categorie(), c.betrokkene(), c.regime(), c.herkomst(), object);
        Map<String, String> rij = rijen.stream().filter(r -> past(r, tupel)).findFirst().orElseThrow();
        return rij.get("uitkomst").equals("VRIJ") && naar.voldaan().containsAll(Arrays.asList(rij.get("voorwaarden").split("\\+")));
    }

    private static boolean past(Map<String, String> rij, List<String> tupel) {
        for (int i = 0; i < tupel.size(); i++) {
            String cel = rij.get(SLEUTELS.get(i));
            String waarde = tupel.get(i);
            boolean ander = cel.equals("ANDER") && !waarde.equals("EIGEN") && !waarde.equals("AFWEZIG");
            if (!cel.equals("*") && !ander && !Arrays.asList(cel.split("\\|")).contains(waarde)) {
                return false;
            }
        }
        return true;
    }
}

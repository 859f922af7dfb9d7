package nl.zegel.convenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.zegel.document.ElementId;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * What {@code decide} says of one Vorm: per loket and element, with reasons. Kept with the Vorm as long as the register.
 *
 * @param convenantDigest lower-case hex SHA-256 of the convenant file that was in force
 * @param weigering       set when the whole document is refused: nothing goes anywhere
 * @param quarantaine     when not empty nothing goes anywhere and a person must look: a detector fired outside what the
 *                        element may hold, or a category is unknown to the convenant
 */
public record Besluit(
        int versie, String convenant, String convenantVersie, String convenantDigest, Instant moment,
        @Nullable Reden weigering, List<Treffer> quarantaine, List<LoketBesluit> lokets) {
    public static final int VERSIE = 1;

    public Besluit {
        quarantaine = List.copyOf(quarantaine);
        lokets = List.copyOf(lokets);
        if ((weigering != null || !quarantaine.isEmpty()) && lokets.stream().anyMatch(LoketBesluit::ietsVrij)) {
            throw new IllegalArgumentException("a refused or quarantined document releases nothing");
        }
    }

    /** @param wat the detector that fired (BSN, KENTEKEN, ...) or what is unknown; never a value */
    public record Treffer(ElementId element, String wat) {}

    /**
     * @param reden         for the loket as a whole: TOEGESTAAN, or why it gets nothing or waits
     * @param wacht         nothing goes now and at least one element waits
     * @param verplichtingen obligations that travel along, with article, e.g. O-GEHEIM -> 9.1
     */
    public record LoketBesluit(
            LoketId loket, Reden reden, boolean wacht, Map<ElementId, ElementBesluit> elementen,
            Map<String, String> verplichtingen, Bewaring bewaring) {
        public LoketBesluit {
            elementen = Map.copyOf(elementen);
            verplichtingen = Map.copyOf(verplichtingen);
        }

        public boolean ietsVrij() {
            return elementen.values().stream().anyMatch(e -> e.uitkomst().gaat());
        }
    }

    /** @param vergroving name of the generalisation that is released instead of the value, only with VERGROFD */
    public record ElementBesluit(Uitkomst uitkomst, @Nullable String vergroving, Reden reden) {
        public ElementBesluit {
            if ((uitkomst == Uitkomst.VERGROFD) != (vergroving != null)) {
                throw new IllegalArgumentException("a generalisation belongs to VERGROFD and only there");
            }
        }
    }

    /** Retention that travels: term class of the convenant and the day on which the recipient destroys, null when it must state one. */
    public record Bewaring(String termijnklasse, java.time.@Nullable LocalDate vernietigen, String artikel) {}
}

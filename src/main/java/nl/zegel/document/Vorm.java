package nl.zegel.document;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a document without its values: all that a decision may see, so that a decision cannot leak and equal
 * Vorm means equal decision. Kept as long as the register.
 *
 * @param versie format version of a stored Vorm
 */
public record Vorm(
        int versie, String soort, String convenant, LoketId afzender, @Nullable String stap, String doel,
        List<OntvangerVorm> ontvangers, Set<String> verwijzingen, List<GroepVorm> groepen, List<BijlageVorm> bijlagen) {
    public static final int VERSIE = 1;

    public Vorm {
        ontvangers = List.copyOf(ontvangers);
        verwijzingen = Set.copyOf(verwijzingen);
        groepen = List.copyOf(groepen);
        bijlagen = List.copyOf(bijlagen);
    }

    /** Ids of every group, element and attachment: what a fact can be about. */
    public Stream<String> onderdelen() {
        Stream<String> inGroepen = groepen.stream()
                .flatMap(g -> Stream.concat(Stream.of(g.id()), g.elementen().stream().map(e -> e.id().waarde())));
        return Stream.concat(inGroepen, bijlagen.stream().map(b -> b.id().waarde()));
    }

    /** @param noodzaak a reason was given; @param treffers detectors that fired in the reason (BSN, KENTEKEN, ...) */
    public record OntvangerVorm(LoketId loket, boolean noodzaak, Set<String> treffers) {}

    public record GroepVorm(
            String id, String soort, @Nullable String betrokkene, @Nullable String bij, List<ElementVorm> elementen) {
        public GroepVorm {
            elementen = List.copyOf(elementen);
        }
    }

    /**
     * @param code         the value where the dictionary lets a decision see it (soortObject, gemeentecode, incidentcode), else null
     * @param precisie     precision type where the term has one (ADRES, POSTCODE, TER_HOOGTE_VAN, ...), else null
     * @param vergrovingen names of the generalisations that the element carries or the dictionary can derive
     * @param treffers     detectors that fired in the value: BSN, KENTEKEN, TELEFOON, EMAIL, GEBOORTEDATUM
     */
    public record ElementVorm(
            ElementId id, String term, Coordinaten coordinaten, @Nullable String code, @Nullable String precisie,
            Set<String> vergrovingen, Set<String> treffers) {}

    public record BijlageVorm(ElementId id, String mediatype, List<Coordinaten> inhoud) {}
}

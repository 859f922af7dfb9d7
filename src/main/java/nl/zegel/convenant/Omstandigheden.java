package nl.zegel.convenant;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.zegel.convenant.Convenant.Persoonsplaats;
import nl.zegel.document.Vorm;
import nl.zegel.document.Vorm.ElementVorm;
import nl.zegel.document.Vorm.GroepVorm;
import org.jspecify.annotations.Nullable;

/**
 * What a document as a whole says that conditions look at. A rehearsal takes it from the sender's document, since a copy
 * may lack the element that met a condition.
 *
 * @param plaatsIsPersoon the location counts as data about a person: no code proves that it is no dwelling
 * @param persoonErbij    somebody of the category that the reading asks for is in the document
 * @param gemeenten       codes of the municipalities in which the object lies
 * @param codes           coded term to the codes that occur
 */
record Omstandigheden(
        boolean plaatsIsPersoon, boolean persoonErbij, Set<String> gemeenten, Map<String, Set<String>> codes,
        Set<String> verwijzingen) {
    private static final String GEMEENTE = "gemeentecode";

    static Omstandigheden van(Convenant convenant, Vorm vorm) {
        Persoonsplaats plaats = convenant.persoonsplaats();
        boolean leesOpen = !convenant.staat(Map.of(plaats.lezing(), Lezing.Stand.DICHT));
        boolean persoon = vorm.groepen().stream()
                .anyMatch(g -> plaats.persoon().equals(g.betrokkene()) && !g.elementen().isEmpty());
        Map<String, Set<String>> codes = vorm.groepen().stream().flatMap(g -> g.elementen().stream())
                .filter(e -> e.code() != null)
                .collect(Collectors.groupingBy(ElementVorm::term, Collectors.mapping(ElementVorm::code, Collectors.toSet())));
        return new Omstandigheden(!leesOpen && !bewezenGeenWoning(plaats, vorm), persoon, gemeenten(vorm), codes, vorm.verwijzingen());
    }

    /** INVARIANT (unsure means no): a place without a code that proves otherwise is a dwelling. */
    private static boolean bewezenGeenWoning(Persoonsplaats plaats, Vorm vorm) {
        boolean ietsBewezen = false;
        for (GroepVorm groep : vorm.groepen()) {
            Set<String> soorten = groep.elementen().stream()
                    .filter(e -> e.term().equals(plaats.term())).map(e -> e.code() == null ? "" : e.code())
                    .collect(Collectors.toSet());
            boolean houdtPlaats = groep.elementen().stream()
                    .anyMatch(e -> plaats.categorieen().contains(e.coordinaten().categorie()));
            if (!plaats.geenWoning().containsAll(soorten) || (houdtPlaats && soorten.isEmpty())) {
                return false;
            }
            ietsBewezen |= !soorten.isEmpty();
        }
        return ietsBewezen;
    }

    private static Set<String> gemeenten(Vorm vorm) {
        Set<String> codes = new HashSet<>();
        for (GroepVorm groep : vorm.groepen()) {
            if (groep.betrokkene() == null) {
                groep.elementen().stream().filter(e -> e.term().equals(GEMEENTE))
                        .forEach(e -> codes.add(e.code() == null ? "" : e.code()));
            }
        }
        return Set.copyOf(codes);
    }

    /** True when the object is known to lie in this municipality and in no other. */
    boolean ligtIn(@Nullable String gemeente) {
        return gemeente != null && gemeenten.equals(Set.of(gemeente));
    }

    boolean houdtCode(Convenant.BijCode bij) {
        return codes.getOrDefault(bij.term(), Set.of()).stream().anyMatch(bij.codes()::contains);
    }
}

package nl.zegel.convenant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * @param perGroep        the same, by id of the group and without those of other groups
 * @param boven           group to the group that it hangs under
 */
record Omstandigheden(
        boolean plaatsIsPersoon, boolean persoonErbij, Set<String> gemeenten, Map<String, Set<String>> codes,
        Map<String, Map<String, Set<String>>> perGroep, Map<String, String> boven, Set<String> verwijzingen,
        String doel) {
    static final String GEMEENTE = "gemeentecode";
    static final String WIJK = "wijkcode";

    static Omstandigheden van(Convenant convenant, Vorm vorm) {
        Persoonsplaats plaats = convenant.persoonsplaats();
        boolean telt = plaats != null && convenant.staat(Map.of(plaats.lezing(), Lezing.Stand.DICHT));
        boolean persoon = plaats != null && vorm.groepen().stream()
                .anyMatch(g -> plaats.persoon().equals(g.betrokkene()) && !g.elementen().isEmpty());
        Map<String, Map<String, Set<String>>> perGroep = new HashMap<>();
        Map<String, String> boven = new HashMap<>();
        for (GroepVorm groep : vorm.groepen()) {
            // a doubled id says nothing certain of either group
            perGroep.merge(groep.id(), codes(groep.elementen().stream()), (a, b) -> Map.of());
            if (groep.bij() != null) {
                boven.put(groep.id(), groep.bij());
            }
        }
        return new Omstandigheden(telt && !bewezenGeenWoning(plaats, vorm), persoon, gemeenten(vorm),
                codes(vorm.groepen().stream().flatMap(g -> g.elementen().stream())), perGroep, boven, vorm.verwijzingen(), vorm.doel());
    }

    private static Map<String, Set<String>> codes(Stream<ElementVorm> elementen) {
        return elementen.filter(e -> e.code() != null)
                .collect(Collectors.groupingBy(ElementVorm::term, Collectors.mapping(ElementVorm::code, Collectors.toSet())));
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

    /** One of the codes occurs: enough to forbid. @param groep id of the element's group, null when it has none */
    boolean houdtCode(Convenant.BijCode bij, @Nullable String groep) {
        return codesBij(bij, groep).stream().anyMatch(bij.codes()::contains);
    }

    /** INVARIANT (unsure means no): to allow, there must be a code, and none but these. */
    boolean houdtAlleen(Convenant.BijCode bij, @Nullable String groep) {
        Set<String> gevonden = codesBij(bij, groep);
        return !gevonden.isEmpty() && bij.codes().containsAll(gevonden);
    }

    private Set<String> codesBij(Convenant.BijCode bij, @Nullable String groep) {
        Map<String, Set<String>> waar = !bij.inGroep() ? codes : groep == null ? Map.of() : perGroep.getOrDefault(groep, Map.of());
        return waar.getOrDefault(bij.term(), Set.of());
    }

    /** Area codes of the nearest group, this one or one that it hangs under, that has any; empty when none has. */
    Set<String> gebiedVan(@Nullable String groep, String term) {
        Set<String> gezien = new HashSet<>();
        for (String id = groep; id != null && gezien.add(id); id = boven.get(id)) {
            Set<String> gevonden = perGroep.getOrDefault(id, Map.of()).getOrDefault(term, Set.of());
            if (!gevonden.isEmpty()) {
                return gevonden;
            }
        }
        return Set.of();
    }
}

package nl.zegel.convenant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Vorm;
import nl.zegel.document.Vorm.GroepVorm;

/**
 * Whom an element is about by its place: a finding that hangs under a child is about that child, whatever the element says
 * of itself. INVARIANT (unsure means no): where place and coordinate differ, no rule is tried.
 */
final class Betrokkenheid {
    private final Map<String, GroepVorm> groepen = new HashMap<>();
    private boolean dubbel;

    /** @param vorm the sender's document; its copies are judged by the places that this one has */
    Betrokkenheid(Vorm vorm) {
        for (GroepVorm groep : vorm.groepen()) {
            dubbel |= groepen.put(groep.id(), groep) != null;
        }
    }

    boolean klopt(GroepVorm plaats, Coordinaten c) {
        GroepVorm groep = groepen.get(plaats.id());
        if (dubbel || c.betrokkene() == null || groep == null) {
            return false;
        }
        // in a copy a group that lost the one above it says itself whom it is about
        boolean zelfde = Objects.equals(groep.betrokkene(), plaats.betrokkene()) || c.betrokkene().equals(plaats.betrokkene());
        if (!zelfde) {
            return false;
        }
        boolean overIemand = false;
        Set<String> gezien = new HashSet<>();
        for (GroepVorm g = groep; g != null; g = groepen.get(g.bij())) {
            boolean hangtLos = g.bij() != null && !groepen.containsKey(g.bij());
            if (hangtLos || !gezien.add(g.id()) || (g.betrokkene() != null && !g.betrokkene().equals(c.betrokkene()))) {
                return false;
            }
            overIemand |= g.betrokkene() != null;
        }
        return overIemand || c.betrokkene().equals(Coordinaten.GEEN);
    }
}

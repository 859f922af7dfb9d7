package nl.zegel.convenant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.zegel.convenant.Convenant.NietVerstrekken;
import nl.zegel.convenant.Convenant.Verstrekking;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Regime;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the convenant says of one tuple. INVARIANT (unsure means no): a verstrekking applies only when it names type,
 * step, sender and recipient role and all four coordinates.
 */
final class Regelzoeker {
    private final Convenant convenant;
    private final boolean naEinde;
    private final Map<Route, List<Verstrekking>> opRoute;
    private final Map<String, List<Verstrekking>> opSoort;
    private final List<NietVerstrekken> verboden;

    /** @param naEinde the convenant has ended, so that only continuing duties are left (G-3) */
    Regelzoeker(Convenant convenant, boolean naEinde) {
        this.convenant = convenant;
        this.naEinde = naEinde;
        this.opRoute = new HashMap<>();
        this.opSoort = new HashMap<>();
        geldend().forEach(r -> r.documenttypen().forEach(soort -> opSoort.computeIfAbsent(soort, k -> new ArrayList<>()).add(r)));
        geldend().forEach(r -> r.documenttypen().forEach(soort -> r.van().forEach(van -> r.naar().forEach(naar ->
                opRoute.computeIfAbsent(new Route(soort, null, van, naar), k -> new ArrayList<>()).add(r)))));
        this.verboden = convenant.nietVerstrekken().stream().filter(this::geldt).toList();
    }

    /** Who gives what kind of document to whom. */
    record Route(String soort, @Nullable String stap, String van, String naar) {}

    /** What the convenant says of one route, so that elements need to look at nothing else. */
    Baan baan(Route route) {
        List<Verstrekking> regels = opRoute.getOrDefault(new Route(route.soort(), null, route.van(), route.naar()), List.of())
                .stream().filter(r -> inStap(r, route)).toList();
        List<NietVerstrekken> verbodenHier = verboden.stream()
                .filter(n -> bevat(n.van(), route.van()) && bevat(n.naar(), route.naar()) && bevat(n.documenttypen(), route.soort()))
                .toList();
        return new Baan(regels, verbodenHier);
    }

    /** The rules and prohibitions of one route. */
    record Baan(List<Verstrekking> regels, List<NietVerstrekken> verboden) {
        /** Rules that name the whole tuple, in file order. */
        List<Verstrekking> verstrekkingen(Coordinaten c) {
            return regels.stream().filter(r -> noemt(r, c)).toList();
        }

        /** The same, for this document and the element's group. */
        List<Verstrekking> verstrekkingen(Coordinaten c, Omstandigheden om, @Nullable String groep) {
            return regels.stream().filter(r -> noemt(r, c) && past(r, om, groep)).toList();
        }

        private static boolean past(Verstrekking r, Omstandigheden om, @Nullable String groep) {
            return (r.doelen().isEmpty() || r.doelen().contains(om.doel())) && (r.bijCode() == null || om.houdtAlleen(r.bijCode(), groep));
        }

        /** The first prohibition of the tuple; a coordinate that was not stated is covered by those that name every value. */
        Optional<NietVerstrekken> verbod(Coordinaten c, Omstandigheden om, @Nullable String groep) {
            String regime = c.regime() == null ? null : c.regime().name();
            return verboden.stream()
                    .filter(n -> bevat(n.categorieen(), c.categorie()) && bevat(n.betrokkenen(), c.betrokkene())
                            && bevat(n.regimes(), regime) && bevat(n.herkomst(), c.herkomst()))
                    .filter(n -> n.bijCode() == null || om.houdtCode(n.bijCode(), groep))
                    .findFirst();
        }
    }

    /** False when the convenant ended and nothing of this type is a continuing duty. */
    boolean kanNog(String soort) {
        return !naEinde || opSoort.containsKey(soort);
    }

    boolean magVerstrekken(String soort, String van) {
        return opSoort.getOrDefault(soort, List.of()).stream().anyMatch(r -> r.van().contains(van));
    }

    /** The rule that agrees on most of the tuple, so that a person sees what was nearly allowed; the first of equals. Some rule gives this type: see {@link #magVerstrekken}. */
    Verstrekking dichtstbij(Route route, Coordinaten c) {
        return opSoort.getOrDefault(route.soort(), List.of()).stream()
                .reduce((een, ander) -> gelijkenis(ander, route, c) > gelijkenis(een, route, c) ? ander : een)
                .orElseThrow();
    }

    private static int gelijkenis(Verstrekking r, Route route, Coordinaten c) {
        int punten = (r.van().contains(route.van()) ? 16 : 0) + (r.naar().contains(route.naar()) ? 16 : 0);
        punten += noemtBetrokkene(r, c) ? 4 : 0;
        punten += r.categorieen().contains(c.categorie()) ? 8 : 0;
        punten += noemtRegime(r, c.regime()) ? 2 : 0;
        return punten + (noemtHerkomst(r, c) ? 1 : 0) + (inStap(r, route) ? 1 : 0);
    }

    /** Why the nearest rule does not reach: the first thing it does not name. */
    static Redencode verschil(Verstrekking r, Route route, Coordinaten c) {
        if (c.regime() == null) {
            return Redencode.REGIME_ONTBREEKT;
        }
        if (c.herkomst() == null) {
            return Redencode.HERKOMST_ONTBREEKT;
        }
        if (!r.van().contains(route.van())) {
            return Redencode.ROL_MAG_NIET_VERSTREKKEN;
        }
        if (!r.naar().contains(route.naar())) {
            return Redencode.ONTVANGER_UITGESLOTEN;
        }
        if (!noemtBetrokkene(r, c)) {
            return Redencode.BETROKKENE_CATEGORIE_NIET_TOEGESTAAN;
        }
        if (!r.categorieen().contains(c.categorie())) {
            return Redencode.GEGEVEN_NIET_TOEGESTAAN;
        }
        if (!noemtRegime(r, c.regime())) {
            return Redencode.REGIME_NIET_TOEGESTAAN;
        }
        if (!noemtHerkomst(r, c)) {
            return Redencode.HERKOMST_NIET_TOEGESTAAN;
        }
        return inStap(r, route) ? Redencode.GEGEVEN_NIET_TOEGESTAAN : Redencode.STAP_NIET_BEREIKT;
    }

    private Stream<Verstrekking> geldend() {
        return convenant.verstrekkingen().stream().filter(r -> convenant.staat(r.alleenBij()) && (!naEinde || r.naEinde()));
    }

    /** A prohibition that rests on readings alone ends when all of them stand open; one with an article stays. */
    private boolean geldt(NietVerstrekken n) {
        boolean gedragen = !n.artikelen().isEmpty()
                || !n.lezingen().stream().allMatch(id -> convenant.staat(Map.of(id, Lezing.Stand.OPEN)));
        return gedragen && convenant.staat(n.alleenBij());
    }

    static boolean inStap(Verstrekking r, Route route) {
        return r.stappen().isEmpty() || (route.stap() != null && r.stappen().contains(route.stap()));
    }

    static boolean noemt(Verstrekking r, Coordinaten c) {
        return r.categorieen().contains(c.categorie()) && noemtBetrokkene(r, c) && noemtRegime(r, c.regime()) && noemtHerkomst(r, c);
    }

    private static boolean noemtBetrokkene(Verstrekking r, Coordinaten c) {
        return c.betrokkene() != null && r.betrokkenen().contains(c.betrokkene());
    }

    private static boolean noemtRegime(Verstrekking r, @Nullable Regime regime) {
        return regime != null && r.regimes().contains(regime);
    }

    private static boolean noemtHerkomst(Verstrekking r, Coordinaten c) {
        return c.herkomst() != null && r.herkomst().contains(c.herkomst());
    }

    /** An empty set in a prohibition means every value. */
    private static boolean bevat(Set<String> waarden, @Nullable String waarde) {
        return waarden.isEmpty() || (waarde != null && waarden.contains(waarde));
    }
}

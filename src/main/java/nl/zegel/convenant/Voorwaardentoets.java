package nl.zegel.convenant;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.zegel.convenant.Convenant.Persoonsplaats;
import nl.zegel.convenant.Convenant.Verstrekking;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Regime;
import nl.zegel.document.Vorm.OntvangerVorm;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * Tests the conditions of a rule for one recipient. Total by construction: the switch knows every kind of test, and whatever
 * cannot be shown to hold does not hold.
 */
final class Voorwaardentoets {
    private final Convenant convenant;
    private final Feiten feiten;
    private final LocalDate dag;
    private final Omstandigheden om;
    private final LoketId afzender;
    private final OntvangerVorm ontvanger;
    private final Loket loket;
    private final Regelzoeker.Route route;
    private final boolean aangewezen;

    Voorwaardentoets(
            Convenant convenant, Feiten feiten, LocalDate dag, Omstandigheden om, LoketId afzender, OntvangerVorm ontvanger,
            Loket loket, Regelzoeker.Route route) {
        this.convenant = convenant;
        this.feiten = feiten;
        this.dag = dag;
        this.om = om;
        this.afzender = afzender;
        this.ontvanger = ontvanger;
        this.loket = loket;
        this.route = route;
        this.aangewezen = neemtDeel(convenant, feiten, afzender, route.soort(), dag)
                && neemtDeel(convenant, feiten, loket.id(), route.soort(), dag);
    }

    /** What is not met: the first by rank names the reason. @param wacht every one of them is one that the document waits for */
    record Gemis(Voorwaarde eerste, boolean wacht) {}

    /** @param plaats the ids by which a fact can name the element or attachment; @param groep the element's group, null for an attachment */
    Optional<Gemis> gemis(Verstrekking regel, Coordinaten c, Set<String> plaats, @Nullable String groep) {
        var gemist = regel.voorwaarden().keySet().stream().filter(v -> !houdt(v, regel, c, plaats, groep)).sorted().toList();
        return gemist.isEmpty()
                ? Optional.empty()
                : Optional.of(new Gemis(gemist.get(0), gemist.stream().allMatch(Voorwaarde::wacht)));
    }

    private boolean houdt(Voorwaarde v, Verstrekking regel, Coordinaten c, Set<String> plaats, @Nullable String groep) {
        if (!v.alleenOver().isEmpty() && !gaatOver(v.alleenOver(), c)) {
            return true;
        }
        return switch (v.toets()) {
            case FEIT -> feit(v, c, plaats).findAny().isPresent();
            case BASIS -> !overPersoon(c) || basisStaat(regel) || feit(v, c, plaats).findAny().isPresent();
            case BASIS_ONTVANGER -> !persoonsgegeven(c) || ontvangerStaat(regel) || feit(v, c, plaats).anyMatch(this::vanOntvangerZelf);
            case STAP -> route.stap() != null && regel.stappen().contains(route.stap()) && magNu(route.stap());
            case AANWIJZING -> aangewezen;
            case NOODZAAK -> ontvanger.noodzaak();
            case GEBIED -> !om.gemeenten().isEmpty() && om.gemeenten().stream().allMatch(loket.gebied()::omvat);
            case GEBIED_VAN_GROEP -> omvat(om.gebiedVan(groep, Omstandigheden.GEMEENTE));
            case WIJK_VAN_GROEP -> omvat(om.gebiedVan(groep, Omstandigheden.WIJK));
            case WONING -> !isPlaatsVanPersoon(c) || om.persoonErbij();
            case GEEN_WONING -> !isPlaatsVanPersoon(c);
        };
    }

    private boolean omvat(Set<String> gebieden) {
        return !gebieden.isEmpty() && gebieden.stream().allMatch(loket.gebied()::omvat);
    }

    /** A step that the convenant guards needs one of the steps before it, done in the same case. */
    private boolean magNu(String stap) {
        Set<String> eerst = convenant.stappen().getOrDefault(stap, Set.of());
        return eerst.isEmpty() || feiten.op(Feitsoort.STAP, dag).filter(this::telt).map(Feit::bereik)
                .anyMatch(b -> b.zaak() != null && b.waarde() != null && eerst.contains(b.waarde()));
    }

    /**
     * A party counts only on its days by the file and with its signing record (G-2). The same is what the gateway can know of
     * authorisation: it knows desks, no persons; who signed has designated its desk, and answers for who works there (Z-2).
     */
    static boolean neemtDeel(Convenant convenant, Feiten feiten, LoketId wie, String documenttype, LocalDate dag) {
        return convenant.rol(wie, dag).isPresent() && feiten.op(Feitsoort.DEELNAME, wie, dag)
                .filter(f -> f.bereik().omvatType(documenttype) && f.bereik().omvatOnderdeel(Set.of()))
                .anyMatch(f -> telt(convenant, f, wie, dag));
    }

    private Stream<Feit> feit(Voorwaarde v, Coordinaten c, Set<String> plaats) {
        Feitsoort soort = Objects.requireNonNull(v.feit(), v.code());
        return feiten.op(soort, dag).filter(this::telt).filter(f -> omvat(f.bereik(), c, plaats))
                .filter(f -> v.waarde() == null || v.waarde().equals(f.bereik().waarde()))
                .filter(f -> v.eisen().stream().allMatch(e -> noemt(e, soort, f.bereik(), plaats)));
    }

    private boolean omvat(Bereik b, Coordinaten c, Set<String> plaats) {
        return b.omvatType(route.soort()) && b.omvatRol(route.naar()) && b.omvatCategorie(c.categorie()) && b.omvatOnderdeel(plaats)
                && b.omvatLoket(ontvanger.loket()) && (b.gemeente() == null || om.ligtIn(b.gemeente()));
    }

    /** What the fact covers was looked at already: here it must name it by itself. */
    private boolean noemt(Voorwaarde.Eis eis, Feitsoort soort, Bereik b, Set<String> plaats) {
        return switch (eis) {
            case LOKET -> ontvanger.loket().equals(b.loket());
            case ONDERDEEL -> b.noemtOnderdeel(plaats);
            case KENMERK -> b.kenmerk() != null && om.verwijzingen().contains(soort.code());
            case ZAAK -> b.zaak() != null;
            case GEMEENTE -> b.gemeente() != null;
        };
    }

    /** INVARIANT (claims are not facts): a statement counts only from a role that the convenant entitles to it. */
    private boolean telt(Feit feit) {
        return telt(convenant, feit, afzender, dag);
    }

    static boolean telt(Convenant convenant, Feit feit, @Nullable LoketId afzender, LocalDate dag) {
        return feit instanceof Feit.Afgeleid || (feit instanceof Feit.Verklaring v && magVerklaren(convenant, v, afzender, dag));
    }

    private static boolean magVerklaren(Convenant convenant, Feit.Verklaring verklaring, @Nullable LoketId afzender, LocalDate dag) {
        return Optional.ofNullable(convenant.verklaarders().get(verklaring.soort()))
                .filter(w -> !w.alleenAfzender() || verklaring.door().equals(afzender))
                .flatMap(w -> convenant.rol(verklaring.door(), dag).filter(w.rollen()::contains)).isPresent();
    }

    private boolean basisStaat(Verstrekking regel) {
        return regel.basisVervallenPer() == null || dag.isBefore(regel.basisVervallenPer());
    }

    private boolean ontvangerStaat(Verstrekking regel) {
        Convenant.Verval verval = regel.ontvangerVerval();
        return verval == null || dag.isBefore(verval.per()) || convenant.staat(Map.of(verval.lezing(), Lezing.Stand.OPEN));
    }

    /** A statement that a basis was replaced is the recipient's own to make; a loaded record is nobody's statement. */
    private boolean vanOntvangerZelf(Feit feit) {
        return !(feit instanceof Feit.Verklaring verklaring) || verklaring.door().equals(ontvanger.loket());
    }

    private boolean isPlaatsVanPersoon(Coordinaten c) {
        Persoonsplaats plaats = convenant.persoonsplaats();
        return plaats != null && om.plaatsIsPersoon() && plaats.categorieen().contains(c.categorie());
    }

    private boolean gaatOver(Set<String> personen, Coordinaten c) {
        Persoonsplaats plaats = convenant.persoonsplaats();
        return c.betrokkene() == null || personen.contains(c.betrokkene())
                || (plaats != null && isPlaatsVanPersoon(c) && personen.contains(plaats.persoon()));
    }

    /** Police and OM data are personal data by definition, whatever else they say; so is what states no regime. */
    private boolean persoonsgegeven(Coordinaten c) {
        return overPersoon(c) || c.regime() != Regime.AVG;
    }

    private boolean overPersoon(Coordinaten c) {
        return !Coordinaten.GEEN.equals(c.betrokkene()) || isPlaatsVanPersoon(c);
    }
}

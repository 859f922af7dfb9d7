package nl.zegel.convenant;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.zegel.convenant.Convenant.Verstrekking;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Vorm.OntvangerVorm;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * Tests the conditions of a rule for one recipient. Total by construction: the switch knows every condition, and whatever
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

    /** @param plaats the ids by which a fact can name the element or attachment */
    Optional<Gemis> gemis(Verstrekking regel, Coordinaten c, Set<String> plaats) {
        var gemist = regel.voorwaarden().keySet().stream().filter(v -> !houdt(v, regel, c, plaats)).sorted().toList();
        return gemist.isEmpty()
                ? Optional.empty()
                : Optional.of(new Gemis(gemist.get(0), gemist.stream().allMatch(Voorwaarde::wacht)));
    }

    private boolean houdt(Voorwaarde v, Verstrekking regel, Coordinaten c, Set<String> plaats) {
        return switch (v) {
            case C_AUTH -> aangewezen;
            case C_NOODZAAK -> ontvanger.noodzaak();
            case C_GEBIED -> !om.gemeenten().isEmpty() && om.gemeenten().stream().allMatch(loket.gebied()::omvat);
            case C_STAP -> !regel.stappen().isEmpty() && Regelzoeker.inStap(regel, route);
            case C_WONING -> !isPlaatsVanPersoon(c) || om.persoonErbij();
            case C_GEEN_WONING -> !isPlaatsVanPersoon(c);
            case C_VERZOEK -> vanOntvanger(v, plaats).anyMatch(f -> om.ligtIn(f.bereik().gemeente()));
            case C_SIGNAAL -> vanOntvanger(v, plaats).findAny().isPresent();
            case C_AVG10 -> !noemtVerdachte(c) || feit(v, c, plaats).findAny().isPresent();
            case C_BASIS -> !overPersoon(c) || basisStaat(regel) || feit(v, c, plaats).findAny().isPresent();
            // consent is given for one recipient, never for whoever asks
            case C_TOEST_MELDER, C_TOEST_MEET, C_TOEST_VERSTR, C_NDA, C_HAND, C_RELATIE,
                    C_BINNENTREDEN, C_BSN_WET ->
                    feit(v, c, plaats).anyMatch(f -> ontvanger.loket().equals(f.bereik().loket()));
            case C_ART20, C_PROTOCOL, C_PLAN, C_AFSPR, C_CASUS, C_WJSG_GROND, C_OMTOEST, C_HOVJ, C_OPSP, C_VRIJGAVEGROND,
                    C_INBRAAK, C_AGENDA ->
                    feit(v, c, plaats).findAny().isPresent();
        };
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

    /** Requests and signals of this very recipient, of a kind that the document refers to. */
    private Stream<Feit> vanOntvanger(Voorwaarde v, Set<String> plaats) {
        Feitsoort soort = soort(v);
        return om.verwijzingen().contains(soort.name())
                ? feiten.op(soort, ontvanger.loket(), dag).filter(this::telt).filter(f -> f.bereik().omvatOnderdeel(plaats))
                : Stream.empty();
    }

    private Stream<Feit> feit(Voorwaarde v, Coordinaten c, Set<String> plaats) {
        return feiten.op(soort(v), dag).filter(this::telt)
                .filter(f -> f.bereik().omvatType(route.soort()) && f.bereik().omvatRol(route.naar()))
                .filter(f -> f.bereik().omvatOnderdeel(plaats))
                .filter(f -> f.bereik().omvatCategorie(c.categorie()) && f.bereik().omvatLoket(ontvanger.loket()))
                .filter(f -> f.bereik().gemeente() == null || om.ligtIn(f.bereik().gemeente()));
    }

    private static Feitsoort soort(Voorwaarde v) {
        return Objects.requireNonNull(v.feit(), v.code());
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

    private boolean isPlaatsVanPersoon(Coordinaten c) {
        return om.plaatsIsPersoon() && convenant.persoonsplaats().categorieen().contains(c.categorie());
    }

    private boolean noemtVerdachte(Coordinaten c) {
        return convenant.persoonsplaats().persoon().equals(c.betrokkene()) || isPlaatsVanPersoon(c);
    }

    private boolean overPersoon(Coordinaten c) {
        return !Coordinaten.GEEN.equals(c.betrokkene()) || isPlaatsVanPersoon(c);
    }
}

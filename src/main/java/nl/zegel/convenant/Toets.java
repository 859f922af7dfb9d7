package nl.zegel.convenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.convenant.Convenant.NietVerstrekken;
import nl.zegel.convenant.Convenant.Verstrekking;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Vorm.BijlageVorm;
import nl.zegel.document.Vorm.ElementVorm;
import nl.zegel.document.Vorm.GroepVorm;
import org.jspecify.annotations.Nullable;

/** Decides single elements and attachments for one recipient. */
final class Toets {
    private static final Set<Uitkomst> GAAT_OF_WACHT = Set.of(Uitkomst.VRIJGEGEVEN, Uitkomst.WACHT);

    private final Regelzoeker zoeker;
    private final Regelzoeker.Route route;
    private final Regelzoeker.Baan baan;
    private final Omstandigheden om;
    private final Voorwaardentoets voorwaarden;
    private final Betrokkenheid betrokkenheid;
    private final Set<String> vrijeTekst;

    Toets(
            Regelzoeker zoeker, Regelzoeker.Route route, Omstandigheden om, Voorwaardentoets voorwaarden,
            Betrokkenheid betrokkenheid, Set<String> vrijeTekst) {
        this.zoeker = zoeker;
        this.route = route;
        this.baan = zoeker.baan(route);
        this.om = om;
        this.voorwaarden = voorwaarden;
        this.betrokkenheid = betrokkenheid;
        this.vrijeTekst = vrijeTekst;
    }

    /** @param regel the rule that released it, null when nothing did */
    record Uitslag(ElementBesluit besluit, @Nullable Verstrekking regel) {}

    /** What is judged. @param plaats the ids by which a fact can name it */
    private record Gegeven(
            Coordinaten c, Set<String> plaats, @Nullable String groep, @Nullable String precisie, Set<String> vergrovingen, boolean vrijeTekst) {}

    Uitslag element(GroepVorm groep, ElementVorm e) {
        if (!betrokkenheid.klopt(groep, e.coordinaten())) {
            return onthouden(Redenen.zonderRegel(Redencode.BETROKKENE_CATEGORIE_NIET_TOEGESTAAN, nabij(e.coordinaten())));
        }
        return gegeven(new Gegeven(e.coordinaten(), Set.of(e.id().waarde(), groep.id()), groep.id(), e.precisie(), e.vergrovingen(),
                vrijeTekst.contains(e.term())));
    }

    /** Only where every coordinate it may hold is released ungeneralised; nothing declared is not nothing held. */
    Uitslag bijlage(BijlageVorm bijlage) {
        if (bijlage.inhoud().isEmpty()) {
            return onthouden(Redenen.zonderRegel(Redencode.BIJLAGE_ZONDER_INHOUDSOPGAVE, null));
        }
        List<Uitslag> uitslagen = bijlage.inhoud().stream().map(c -> gegeven(new Gegeven(c, Set.of(bijlage.id().waarde()), null, null, Set.of(), false))).toList();
        return uitslagen.stream().filter(u -> !GAAT_OF_WACHT.contains(u.besluit().uitkomst())).findFirst()
               .map(u -> bevatOnthouden(u.besluit().reden()))
                .or(() -> uitslagen.stream().filter(u -> u.besluit().uitkomst() == Uitkomst.WACHT).findFirst())
                .orElseGet(() -> uitslagen.get(0));
    }

    private Uitslag gegeven(Gegeven g) {
        // INVARIANT (narrow only): a prohibition wins over every verstrekking, and is looked up first
        Optional<NietVerstrekken> verbod = baan.verbod(g.c(), om, g.groep());
        if (verbod.isPresent()) {
            return onthouden(Redenen.verbod(verbod.get(), nabij(g.c())));
        }
        List<Verstrekking> regels = baan.verstrekkingen(g.c(), om, g.groep());
        if (regels.isEmpty()) {
            Verstrekking nabij = nabij(g.c());
            return onthouden(Redenen.zonderRegel(Regelzoeker.verschil(nabij, route, g.c()), nabij));
        }
        List<Uitslag> uitslagen = new ArrayList<>();
        for (Verstrekking regel : regels) {
            uitslagen.add(volgens(regel, g));
        }
        return beste(uitslagen);
    }

    /** The order of Uitkomst is the order of what is given: released, generalised; then waiting before withheld. */
    private static Uitslag beste(List<Uitslag> uitslagen) {
        for (Uitkomst uitkomst : List.of(Uitkomst.VRIJGEGEVEN, Uitkomst.VERGROFD, Uitkomst.WACHT)) {
            for (Uitslag u : uitslagen) {
                if (u.besluit().uitkomst() == uitkomst) {
                    return u;
                }
            }
        }
        return uitslagen.get(0);
    }

    private Uitslag volgens(Verstrekking regel, Gegeven g) {
        Optional<Voorwaardentoets.Gemis> gemis = voorwaarden.gemis(regel, g.c(), g.plaats(), g.groep());
        if (gemis.isPresent()) {
            Uitkomst uitkomst = gemis.get().wacht() ? Uitkomst.WACHT : Uitkomst.ONTHOUDEN;
            return new Uitslag(new ElementBesluit(uitkomst, null, Redenen.gemis(regel, gemis.get().eerste())), null);
        }
        if (g.vrijeTekst() && !regel.vrijeTekst()) {
            return onthouden(Redenen.volgens(regel, Redencode.VRIJE_TEKST_NIET_VRIJGEGEVEN));
        }
        boolean zoAlsHetIs = regel.precisies().isEmpty() ? regel.vergrovingen().isEmpty()
                : g.precisie() != null && regel.precisies().contains(g.precisie());
        if (zoAlsHetIs) {
            return new Uitslag(new ElementBesluit(Uitkomst.VRIJGEGEVEN, null, Redenen.volgens(regel, Redencode.TOEGESTAAN)), regel);
        }
        return regel.vergrovingen().stream().filter(g.vergrovingen()::contains).findFirst()
                .map(v -> new Uitslag(new ElementBesluit(Uitkomst.VERGROFD, v, Redenen.volgens(regel, Redencode.TOEGESTAAN)), regel))
                .orElseGet(() -> onthouden(Redenen.volgens(regel, Redencode.PRECISIE_TE_HOOG)));
    }

    private Verstrekking nabij(Coordinaten c) {
        return zoeker.dichtstbij(route, c);
    }

    private static Uitslag bevatOnthouden(Reden waarom) {
        return onthouden(new Reden(Redencode.BIJLAGE_BEVAT_ONTHOUDEN_GEGEVENS, waarom.regel(), waarom.artikelen(), List.of(),
                waarom.lezingen(), waarom.voorwaarde(), waarom.dichtstbijzijnde()));
    }

    private static Uitslag onthouden(Reden reden) {
        return new Uitslag(new ElementBesluit(Uitkomst.ONTHOUDEN, null, reden), null);
    }
}

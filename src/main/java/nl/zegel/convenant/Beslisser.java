package nl.zegel.convenant;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.zegel.convenant.Besluit.Bewaring;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.convenant.Convenant.Verstrekking;
import nl.zegel.document.ElementId;
import nl.zegel.document.Term;
import nl.zegel.document.Vorm;
import nl.zegel.document.Vorm.GroepVorm;
import nl.zegel.document.Vorm.OntvangerVorm;
import nl.zegel.document.Woordenboek;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;

/**
 * Decides, element by element, what each recipient may have. A pure and total function: no clock, no I/O, no exception for
 * "no". It sees a Vorm, never a value, so it cannot leak, and equal input means equal decision.
 *
 * <p>INVARIANT (narrow only): only the recipients that the sender names are looked at. Immutable and thread-safe.
 */
public final class Beslisser {
    /** Periods are judged in calendar days of this zone. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    static final Bewaring GEEN_BEWARING = new Bewaring("GEEN", null, "");

    /** An id that stands twice says nothing certain about either. */
    private static final Toets.Uitslag DUBBEL =
            new Toets.Uitslag(onthouden(Redenen.zonderRegel(Redencode.GEGEVEN_NIET_TOEGESTAAN, null)), null);

    private final Set<String> vrijeTekst;

    /** @param vrijeTekst dictionary terms that are free text */
    public Beslisser(Set<String> vrijeTekst) {
        this.vrijeTekst = Set.copyOf(vrijeTekst);
    }

    public Beslisser(Woordenboek woordenboek) {
        this(woordenboek.termen().stream().filter(Term::vrijeTekst).map(Term::naam).collect(Collectors.toSet()));
    }

    /**
     * @param feiten what is known at this moment; requests and signals only those that the document's header refers to
     * @param moment the moment of release, not of submission
     */
    public Besluit decide(Convenant convenant, Partijen partijen, Vorm vorm, Feiten feiten, Instant moment) {
        return decide(convenant, partijen, vorm, feiten, moment, vorm);
    }

    /**
     * Decides on a copy.
     *
     * @param bron the sender's document: what met a condition there may be absent from the copy
     */
    Besluit decide(Convenant convenant, Partijen partijen, Vorm vorm, Feiten feiten, Instant moment, Vorm bron) {
        Omstandigheden om = Omstandigheden.van(convenant, bron);
        Feiten staand = feiten.op(moment);
        LocalDate dag = LocalDate.ofInstant(moment, ZONE);
        VanKracht.Stand stand = VanKracht.op(convenant, vorm.afzender(), staand, dag);
        if (stand == VanKracht.Stand.NIET_BEGONNEN) {
            return besluit(convenant, moment, Redenen.looptijd(convenant.looptijd()), List.of(), List.of());
        }
        Regelzoeker zoeker = new Regelzoeker(convenant, stand == VanKracht.Stand.GEEINDIGD);
        Optional<Reden> weigering = Poort.weigering(convenant, partijen, vorm, staand, dag, om, zoeker);
        if (weigering.isPresent()) {
            return besluit(convenant, moment, weigering.get(), List.of(), List.of());
        }
        Zaak zaak = new Zaak(convenant, partijen, vorm, staand, dag, om, zoeker, new Betrokkenheid(bron));
        List<LoketBesluit> lokets = vorm.ontvangers().stream().map(o -> loket(zaak, o)).toList();
        List<Besluit.Treffer> treffers = Quarantaine.treffers(convenant, vorm, lokets);
        return besluit(convenant, moment, null, treffers, treffers.isEmpty() ? lokets : Quarantaine.sluit(lokets));
    }

    private static Besluit besluit(
            Convenant c, Instant moment, @org.jspecify.annotations.Nullable Reden weigering, List<Besluit.Treffer> treffers,
            List<LoketBesluit> lokets) {
        return new Besluit(Besluit.VERSIE, c.id(), c.versie(), c.digest(), moment, weigering, treffers, lokets);
    }

    /** Everything that is the same for all recipients of one document. */
    private record Zaak(
            Convenant convenant, Partijen partijen, Vorm vorm, Feiten feiten, LocalDate dag, Omstandigheden om,
            Regelzoeker zoeker, Betrokkenheid betrokkenheid) {}

    private LoketBesluit loket(Zaak zaak, OntvangerVorm ontvanger) {
        Optional<Reden> nee = Poort.uitsluiting(zaak.convenant(), zaak.partijen(), zaak.vorm(), zaak.feiten(), zaak.dag(), ontvanger);
        if (nee.isPresent()) {
            return gesloten(zaak.vorm(), ontvanger.loket(), nee.get());
        }
        Vorm vorm = zaak.vorm();
        Loket loket = zaak.partijen().loket(ontvanger.loket()).orElseThrow();
        String van = zaak.convenant().rol(vorm.afzender(), zaak.dag()).orElseThrow();
        String naar = zaak.convenant().rol(loket.id(), zaak.dag()).orElseThrow();
        Regelzoeker.Route route = new Regelzoeker.Route(vorm.soort(), vorm.stap(), van, naar);
        Voorwaardentoets voorwaarden = new Voorwaardentoets(
                zaak.convenant(), zaak.feiten(), zaak.dag(), zaak.om(), vorm.afzender(), ontvanger, loket, route);
        return verzamel(zaak, ontvanger.loket(),
                new Toets(zaak.zoeker(), route, zaak.om(), voorwaarden, zaak.betrokkenheid(), vrijeTekst));
    }

    private static LoketBesluit verzamel(Zaak zaak, LoketId loket, Toets toets) {
        Map<ElementId, Toets.Uitslag> uitslagen = new LinkedHashMap<>();
        for (GroepVorm groep : zaak.vorm().groepen()) {
            groep.elementen().forEach(e -> uitslagen.merge(e.id(), toets.element(groep, e), (een, ander) -> DUBBEL));
        }
        zaak.vorm().bijlagen().forEach(b -> uitslagen.merge(b.id(), toets.bijlage(b), (een, ander) -> DUBBEL));
        Map<ElementId, ElementBesluit> besluiten = new LinkedHashMap<>();
        uitslagen.forEach((id, u) -> besluiten.put(id, u.besluit()));
        List<Verstrekking> gebruikt = uitslagen.values().stream().map(Toets.Uitslag::regel).filter(Objects::nonNull).toList();
        boolean wacht = gebruikt.isEmpty() && besluiten.values().stream().anyMatch(b -> b.uitkomst() == Uitkomst.WACHT);
        return new LoketBesluit(loket, samenvatting(besluiten), wacht, besluiten, verplichtingen(gebruikt), bewaring(gebruikt, zaak.dag()));
    }

    private static LoketBesluit gesloten(Vorm vorm, LoketId loket, Reden reden) {
        Map<ElementId, ElementBesluit> besluiten = new HashMap<>();
        vorm.groepen().forEach(g -> g.elementen().forEach(e -> besluiten.put(e.id(), onthouden(reden))));
        vorm.bijlagen().forEach(b -> besluiten.put(b.id(), onthouden(reden)));
        return new LoketBesluit(loket, reden, false, besluiten, Map.of(), GEEN_BEWARING);
    }

    private static ElementBesluit onthouden(Reden reden) {
        return new ElementBesluit(Uitkomst.ONTHOUDEN, null, reden);
    }

    /** What is told of the loket as a whole: released, else waiting, else the missing condition, else the first reason. */
    private static Reden samenvatting(Map<ElementId, ElementBesluit> besluiten) {
        List<ElementBesluit> alle = List.copyOf(besluiten.values());
        if (alle.stream().anyMatch(b -> b.uitkomst().gaat())) {
            return Redenen.zonderRegel(Redencode.TOEGESTAAN, null);
        }
        return alle.stream().filter(b -> b.uitkomst() == Uitkomst.WACHT).findFirst()
                .or(() -> alle.stream().filter(b -> b.reden().voorwaarde() != null).findFirst())
                .or(() -> alle.stream().findFirst())
                .map(ElementBesluit::reden)
                .orElseGet(() -> Redenen.zonderRegel(Redencode.GEGEVEN_NIET_TOEGESTAAN, null));
    }

    private static Map<String, String> verplichtingen(List<Verstrekking> gebruikt) {
        Map<String, String> samen = new TreeMap<>();
        gebruikt.forEach(r -> r.verplichtingen().forEach(samen::putIfAbsent));
        return samen;
    }

    /** The shortest term of the rules that released something; none when nothing was released. */
    private static Bewaring bewaring(List<Verstrekking> gebruikt, LocalDate dag) {
        return gebruikt.stream().map(Verstrekking::bewaring)
                .map(b -> new Bewaring(b.klasse(), b.termijn() == null ? null : dag.plus(b.termijn()), b.artikel()))
                .min(Comparator.comparing(Bewaring::vernietigen, Comparator.nullsLast(Comparator.naturalOrder())))
                .orElse(GEEN_BEWARING);
    }
}

package nl.zegel.convenant;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.zegel.convenant.Besluit.Bewaring;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.convenant.Convenant.Bewaarregel;
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
        Regelzoeker zoeker = new Regelzoeker(convenant);
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
        Optional<Loket> loket = zaak.partijen().loket(ontvanger.loket());
        Optional<String> rol = zaak.convenant().rol(ontvanger.loket(), zaak.dag());
        if (nee.isPresent() || loket.isEmpty() || rol.isEmpty()) {
            return gesloten(zaak.vorm(), ontvanger.loket(),
                    nee.orElseGet(() -> Redenen.geenDeelnemer(zaak.convenant())));
        }
        Vorm vorm = zaak.vorm();
        String van = zaak.convenant().rol(vorm.afzender(), zaak.dag()).orElseThrow();
        Regelzoeker.Route route = new Regelzoeker.Route(vorm.soort(), vorm.stap(), van, rol.get());
        Voorwaardentoets voorwaarden = new Voorwaardentoets(
                zaak.convenant(), zaak.feiten(), zaak.dag(), zaak.om(), vorm.afzender(), ontvanger, loket.get(), route);
        return verzamel(zaak, ontvanger.loket(),
                new Toets(zaak.zoeker(), route, zaak.om(), voorwaarden, zaak.betrokkenheid(), vrijeTekst));
    }

    private static LoketBesluit verzamel(Zaak zaak, LoketId loket, Toets toets) {
        Map<ElementId, ElementBesluit> besluiten = new LinkedHashMap<>();
        List<Verstrekking> gebruikt = new ArrayList<>();
        Map<ElementId, Toets.Uitslag> uitslagen = new LinkedHashMap<>();
        Set<ElementId> dubbel = new HashSet<>();
        for (GroepVorm groep : zaak.vorm().groepen()) {
            groep.elementen().forEach(e -> bewaar(uitslagen, dubbel, e.id(), toets.element(groep, e)));
        }
        zaak.vorm().bijlagen().forEach(b -> bewaar(uitslagen, dubbel, b.id(), toets.bijlage(b)));
        uitslagen.forEach((id, u) -> {
            besluiten.put(id, dubbel.contains(id) ? onthouden(Redenen.zonderRegel(Redencode.GEGEVEN_NIET_TOEGESTAAN, null)) : u.besluit());
            if (u.regel() != null && !dubbel.contains(id)) {
                gebruikt.add(u.regel());
            }
        });
        boolean wacht = gebruikt.isEmpty() && besluiten.values().stream().anyMatch(b -> b.uitkomst() == Uitkomst.WACHT);
        return new LoketBesluit(loket, samenvatting(besluiten), wacht, besluiten, verplichtingen(gebruikt), bewaring(gebruikt, zaak.dag()));
    }

    /** An id that stands twice says nothing certain about either. */
    private static void bewaar(Map<ElementId, Toets.Uitslag> uitslagen, Set<ElementId> dubbel, ElementId id, Toets.Uitslag uitslag) {
        if (uitslagen.put(id, uitslag) != null) {
            dubbel.add(id);
        }
    }

    private static LoketBesluit gesloten(Vorm vorm, LoketId loket, Reden reden) {
        Map<ElementId, ElementBesluit> besluiten = new HashMap<>();
        vorm.groepen().forEach(g -> g.elementen().forEach(e -> besluiten.put(e.id(), onthouden(reden))));
        vorm.bijlagen().forEach(b -> besluiten.put(b.id(), onthouden(reden)));
        return new LoketBesluit(loket, reden, false, besluiten, Map.of(), new Bewaring("GEEN", null, ""));
    }

    private static ElementBesluit onthouden(Reden reden) {
        return new ElementBesluit(Uitkomst.ONTHOUDEN, null, reden);
    }

    /** What is told of the loket as a whole: released, else waiting, else the missing condition, else the first reason. */
    private static Reden samenvatting(Map<ElementId, ElementBesluit> besluiten) {
        List<ElementBesluit> alle = List.copyOf(besluiten.values());
        for (Uitkomst uitkomst : List.of(Uitkomst.VRIJGEGEVEN, Uitkomst.VERGROFD)) {
            if (alle.stream().anyMatch(b -> b.uitkomst() == uitkomst)) {
                return Redenen.zonderRegel(Redencode.TOEGESTAAN, null);
            }
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
        Bewaring kortst = new Bewaring("GEEN", null, "");
        for (Verstrekking regel : gebruikt) {
            Bewaarregel b = regel.bewaring();
            LocalDate eind = b.termijn() == null ? null : dag.plus(b.termijn());
            boolean korter = eind != null && (kortst.vernietigen() == null || eind.isBefore(kortst.vernietigen()));
            if (korter || "GEEN".equals(kortst.termijnklasse())) {
                kortst = new Bewaring(b.klasse(), eind, b.artikel());
            }
        }
        return kortst;
    }
}

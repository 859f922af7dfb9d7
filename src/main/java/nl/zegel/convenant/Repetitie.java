package nl.zegel.convenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.document.Document;
import nl.zegel.document.Element;
import nl.zegel.document.ElementId;
import nl.zegel.document.Groep;
import nl.zegel.document.HerkomstBewijs;
import nl.zegel.document.Leesuitkomst;
import nl.zegel.document.Term;
import nl.zegel.document.Vorm;
import nl.zegel.document.Waardetype;
import nl.zegel.document.Woordenboek;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Partijen;

/**
 * The rehearsal: what was assembled for one recipient is read back, decided again and searched, before anything may be
 * sealed. The only place that mints a clearance for a projection. Immutable and thread-safe.
 */
public final class Repetitie {
    private final Beslisser beslisser;
    private final Woordenboek woordenboek;

    public Repetitie(Beslisser beslisser, Woordenboek woordenboek) {
        this.beslisser = beslisser;
        this.woordenboek = woordenboek;
    }

    /** Text as a person or machine can get it out of one part: PDF text, body, CSV, a name. @param deel says where, never a value */
    public record Tekst(String deel, String tekst) {
        @Override
        public String toString() {
            return "Tekst[" + deel + "]";
        }
    }

    /** What the decision rested on. @param bron the sender's document and its Vorm */
    public record Grond(Convenant convenant, Partijen partijen, Feiten feiten, Instant moment, Document bron, Vorm vorm) {
        @Override
        public String toString() {
            return "Grond[" + convenant.id() + "]";
        }
    }

    /** How a rehearsal ends, unless the gateway itself erred. */
    public sealed interface Uitslag {
        /** Nothing withheld was found: the copy may be sealed. */
        record Vrij(Clearance clearance) implements Uitslag {}

        /**
         * What this copy withholds stands in something that would leave. The sender put it there, knowingly or by chance, so it
         * is no bug; only a person can say which.
         *
         * @param elementen ids and terms of what is withheld, never a value
         * @param delen     parts in which it stands
         */
        record Gevonden(Set<String> elementen, Set<String> delen) implements Uitslag {
            public Gevonden {
                elementen = java.util.Collections.unmodifiableSet(new TreeSet<>(elementen));
                delen = java.util.Collections.unmodifiableSet(new TreeSet<>(delen));
            }
        }
    }

    /**
     * @param manifest    everything that will be sealed
     * @param teruggelezen the XML part, read back from its bytes as a copy
     * @param teksten     text of every part that bears text, in pieces that overlap where it is long; made as they are asked
     *                    for. Names of the manifest and the sender's reason are added here
     * @throws GatewayBug when the copy reads back or is decided otherwise; the message names element ids only
     */
    public Uitslag repeteer(
            Projection projection, Manifest manifest, Leesuitkomst.Gelezen teruggelezen, Iterable<Tekst> teksten, Grond grond) {
        gelijk(projection, teruggelezen);
        opnieuwBesloten(projection, teruggelezen.vorm(), grond);
        Zoekactie zoekactie = new Zoekactie(projection.document(), grond.bron());
        teksten.forEach(zoekactie::in);
        manifest.regels().forEach(r -> zoekactie.in(new Tekst("name", r.naam())));
        // the reason is the sender's own free text, so it is searched as what it is: released
        projection.document().kop().ontvangers().stream().filter(o -> o.noodzaak() != null)
                .forEach(o -> zoekactie.in(new Tekst("noodzaak", java.util.Objects.requireNonNull(o.noodzaak()))));
        return zoekactie.gevonden.isEmpty() ? new Uitslag.Vrij(Clearance.na(projection, manifest))
                : new Uitslag.Gevonden(zoekactie.gevonden, zoekactie.waar);
    }

    private static void gelijk(Projection projection, Leesuitkomst.Gelezen terug) {
        if (!projection.document().equals(terug.document()) || !projection.etiket().equals(terug.etiket())
                || !gelijkeBewijzen(projection.bewijzen(), terug.bewijzen())) {
            throw new GatewayBug("rehearsal: the XML part reads back as another document");
        }
    }

    /** The order in which proofs are written says nothing. */
    private static boolean gelijkeBewijzen(List<HerkomstBewijs> een, List<HerkomstBewijs> ander) {
        return een.size() == ander.size() && Set.copyOf(een).equals(Set.copyOf(ander));
    }

    private void opnieuwBesloten(Projection projection, Vorm vorm, Grond grond) {
        Besluit besluit = beslisser.decide(grond.convenant(), grond.partijen(), vorm, grond.feiten(), grond.moment(), grond.vorm());
        if (besluit.weigering() != null || !besluit.quarantaine().isEmpty() || besluit.lokets().size() != 1
                || !besluit.lokets().get(0).loket().equals(projection.loket())
                || !besluit.convenantDigest().equals(projection.convenantDigest())) {
            throw new GatewayBug("rehearsal: the copy is not allowed as a whole");
        }
        Map<ElementId, ElementBesluit> opnieuw = besluit.lokets().get(0).elementen();
        Set<ElementId> fout = new TreeSet<>();
        projection.document().elementen().filter(e -> !mag(e, opnieuw.get(e.id()))).map(Element::id).forEach(fout::add);
        projection.document().bijlagen().stream().map(b -> b.id())
                .filter(id -> opnieuw.get(id) == null || opnieuw.get(id).uitkomst() != Uitkomst.VRIJGEGEVEN).forEach(fout::add);
        if (!fout.isEmpty()) {
            throw new GatewayBug("rehearsal: decided again, the copy may not hold " + fout);
        }
    }

    private static boolean mag(Element e, @org.jspecify.annotations.Nullable ElementBesluit b) {
        if (b == null) {
            return false;
        }
        return e.vergroofd()
                ? b.uitkomst() == Uitkomst.VRIJGEGEVEN || e.vergrovingen().get(0).naam().equals(b.vergroving())
                : b.uitkomst() == Uitkomst.VRIJGEGEVEN;
    }

    /** A text that may not occur, since it says what this element says. */
    private record Verraad(Element element, String tekst) {}

    /**
     * Looks for the values that this copy withholds, in one released text after another. What it cannot find: a house number or an
     * initial on its own ("op nummer 12"), since two characters occur everywhere; beside another value of its group
     * ("Voorbeeldstraat 12") it is found. Nor a value told in other words: only a person sees that, which is why free text
     * goes out by exception (Z-1).
     */
    private final class Zoekactie {
        private final List<Verraad> gezocht;
        private final Set<String> gevonden = new TreeSet<>();
        private final Set<String> waar = new TreeSet<>();

        Zoekactie(Document kopie, Document bron) {
            Map<ElementId, Element> vrij = kopie.elementen().collect(Collectors.toMap(Element::id, Function.identity()));
            Zoektekst toegestaan = Zoektekst.van(vrijeTeksten(kopie));
            Zoektekst inXml = Zoektekst.van(kopie.elementen().filter(Repetitie.this::isVrijeTekst).map(Element::tekst).toList());
            List<Verraad> onthouden = bron.groepen().stream().flatMap(g -> g.elementen().stream()
                    .filter(e -> onthouden(e, vrij.get(e.id()))).filter(e -> !isCode(e)).flatMap(e -> verraad(e, g))).toList();
            onthouden.stream().filter(v -> inXml.bevat(v.tekst()) && !waardeVan(kopie, v.tekst())).forEach(v -> gevonden(v.element(), "document.xml"));
            gezocht = onthouden.stream().filter(v -> !toegestaan.bevat(v.tekst())).toList();
        }

        private Stream<Verraad> verraad(Element e, Groep groep) {
            Stream<Verraad> alleen = Stream.of(new Verraad(e, e.waarde()));
            if (!Zoektekst.tekortOmAlleen(e.waarde())) {
                return alleen;
            }
            return Stream.concat(alleen, groep.elementen().stream().filter(ander -> !isCode(ander))
                    .map(Element::waarde).filter(waarde -> !Zoektekst.tekortOmAlleen(waarde))
                    .flatMap(waarde -> Stream.of(waarde + " " + e.waarde(), e.waarde() + " " + waarde)).map(samen -> new Verraad(e, samen)));
        }

        void in(Tekst tekst) {
            Zoektekst doorzocht = Zoektekst.van(List.of(tekst.tekst()));
            gezocht.stream().filter(v -> doorzocht.bevat(v.tekst())).forEach(v -> gevonden(v.element(), tekst.deel()));
        }

        private void gevonden(Element e, String deel) {
            gevonden.add(e.id() + " (" + e.term() + ")");
            waar.add(deel);
        }
    }

    private static boolean onthouden(Element bron, @org.jspecify.annotations.Nullable Element kopie) {
        return kopie == null || kopie.vergroofd();
    }

    /** A word of a closed list says nothing by itself and stands in every rendering's labels. */
    private boolean isCode(Element e) {
        return term(e).map(t -> t.type() == Waardetype.CODE).orElse(false);
    }

    private boolean isVrijeTekst(Element e) {
        return term(e).map(Term::vrijeTekst).orElse(true);
    }

    private java.util.Optional<Term> term(Element e) {
        return woordenboek.term(e.term());
    }

    /** True when another released element, no free text, holds exactly this value: then it may be there. */
    private boolean waardeVan(Document kopie, String waarde) {
        return kopie.elementen().anyMatch(e -> !isVrijeTekst(e) && e.waarde().equals(waarde));
    }

    /** What the copy rightly says: values of released elements that are no free text, and its header. */
    private List<String> vrijeTeksten(Document kopie) {
        var kop = kopie.kop();
        Stream<String> hoofd = Stream.of(kop.referentie(), kop.zaak() == null ? "" : kop.zaak(), kop.opgemaakt().toString());
        Stream<String> waarden = kopie.elementen().filter(e -> !isVrijeTekst(e)).map(Element::tekst);
        return Stream.concat(hoofd, waarden).toList();
    }
}

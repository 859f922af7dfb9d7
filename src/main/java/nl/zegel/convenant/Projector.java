package nl.zegel.convenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.document.Bijlage;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Document;
import nl.zegel.document.Element;
import nl.zegel.document.ElementId;
import nl.zegel.document.Etiket;
import nl.zegel.document.Etiket.ElementEtiket;
import nl.zegel.document.Groep;
import nl.zegel.document.Herkomst;
import nl.zegel.document.HerkomstBewijs;
import nl.zegel.document.Kop;
import nl.zegel.document.Woordenboek;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * Makes one recipient's copy.
 *
 * <p>INVARIANT (copy, never delete): a new document is built from what the decision released; nothing of the sender's
 * document is in it that was not asked for by element id. INVARIANT (no hint): no group without a released element, no
 * reference to one, no recipient or reference of another, no list of what was withheld. Immutable and thread-safe.
 */
public final class Projector {
    private final Woordenboek woordenboek;

    public Projector(Woordenboek woordenboek) {
        this.woordenboek = woordenboek;
    }

    /**
     * @param levering delivery id, stable over repeated attempts
     * @throws GatewayBug when the decision is not one about this document under this convenant, or gives this loket nothing
     */
    public Projection project(Document document, Convenant convenant, Besluit besluit, LoketId voor, String levering) {
        LoketBesluit deel = deel(convenant, besluit, voor);
        Map<ElementId, ElementEtiket> etiketten = new HashMap<>();
        List<Groep> groepen = document.groepen().stream()
                .map(g -> groep(g, deel, etiketten)).filter(g -> !g.elementen().isEmpty()).toList();
        List<Bijlage> bijlagen = document.bijlagen().stream().filter(b -> vrij(deel, b.id())).toList();
        bijlagen.forEach(b -> etiketten.put(b.id(), etiket(deel.elementen().get(b.id()))));
        if (etiketten.isEmpty()) {
            throw new GatewayBug("decision released nothing of this document for loket " + voor);
        }
        Document kopie = new Document(kop(document.kop(), convenant, deel), zonderLosseVerwijzing(groepen), bijlagen,
                document.wortel(), null, document.handtekening());
        List<HerkomstBewijs> bewijzen = Herkomst.bewijzen(document, kopie);
        Etiket etiket = new Etiket(levering, voor, convenant.id(), convenant.titel(), convenant.versie(), convenant.digest(),
                document.kop().doel(), deel.verplichtingen(), deel.bewaring().vernietigen(), etiketten);
        return Projection.van(kopie, etiket, bewijzen);
    }

    private static LoketBesluit deel(Convenant convenant, Besluit besluit, LoketId voor) {
        if (!besluit.convenantDigest().equals(convenant.digest())) {
            throw new GatewayBug("decision was made under another convenant");
        }
        // a refused or quarantined decision has nothing free: Besluit cannot be made otherwise
        List<LoketBesluit> delen = besluit.lokets().stream().filter(l -> l.loket().equals(voor) && l.ietsVrij()).toList();
        if (delen.size() != 1) {
            throw new GatewayBug("decision gives loket " + voor + " nothing, or two answers");
        }
        return delen.get(0);
    }

    private static boolean vrij(LoketBesluit deel, ElementId id) {
        ElementBesluit b = deel.elementen().get(id);
        return b != null && b.uitkomst() == Uitkomst.VRIJGEGEVEN;
    }

    private Groep groep(Groep g, LoketBesluit deel, Map<ElementId, ElementEtiket> etiketten) {
        List<Element> elementen = g.elementen().stream().flatMap(e -> element(e, deel).stream()).toList();
        elementen.forEach(e -> etiketten.put(e.id(), etiket(deel.elementen().get(e.id()))));
        return new Groep(g.id(), g.soort(), g.betrokkene(), g.bij(), elementen);
    }

    private Optional<Element> element(Element e, LoketBesluit deel) {
        ElementBesluit b = deel.elementen().get(e.id());
        if (b == null) {
            return Optional.empty();
        }
        return switch (b.uitkomst()) {
            case VRIJGEGEVEN -> Optional.of(e.exact());
            case VERGROFD -> Optional.of(e.vergroofdTot(vergroving(e, Objects.requireNonNull(b.vergroving()))));
            case ONTHOUDEN, WACHT -> Optional.empty();
        };
    }

    private Element.Vergroving vergroving(Element e, String naam) {
        return woordenboek.vergrof(e, naam).orElseThrow(() -> new GatewayBug("element " + e.id() + " has no generalisation " + naam));
    }

    private static ElementEtiket etiket(ElementBesluit b) {
        List<Grondslag> grondslagen = b.reden().grondslagen();
        return new ElementEtiket(grondslagen.stream().map(g -> g.wet() + " " + g.artikel()).distinct().toList(),
                grondslagen.stream().map(Grondslag::dpv).distinct().toList(), b.reden().artikelen());
    }

    private static Kop kop(Kop kop, Convenant convenant, LoketBesluit deel) {
        List<Kop.Ontvanger> zelf = kop.ontvangers().stream().filter(o -> o.loket().equals(deel.loket())).toList();
        return new Kop(kop.soort(), kop.referentie(), kop.gateway(), kop.omgeving(), kop.convenant(), kop.afzender(), kop.zaak(),
                kop.stap(), kop.doel(), kop.opgemaakt(), zelf, verwijzingen(kop, convenant, deel));
    }

    /** Of references only those to a document of the recipient itself, where they are the only one of their kind. */
    private static List<Kop.Verwijzing> verwijzingen(Kop kop, Convenant convenant, LoketBesluit deel) {
        Set<String> regels = deel.elementen().values().stream().filter(b -> b.uitkomst() == Uitkomst.VRIJGEGEVEN)
                .map(b -> Objects.requireNonNull(b.reden().regel())).collect(Collectors.toSet());
        Set<String> gebruikt = convenant.verstrekkingen().stream().filter(r -> regels.contains(r.id()))
                .flatMap(r -> r.voorwaarden().keySet().stream()).filter(v -> v.eisen().contains(Voorwaarde.Eis.LOKET))
                .map(Voorwaarde::feit).filter(Objects::nonNull).map(Feitsoort::code).collect(Collectors.toSet());
        return kop.verwijzingen().stream()
                .filter(v -> convenant.verwijstNaarDocument(v.soort()) && gebruikt.contains(v.soort()))
                .filter(v -> kop.verwijzingen().stream().filter(w -> w.soort().equals(v.soort())).count() == 1)
                .toList();
    }

    /** A group that hung under one that vanished stands by itself, and now says itself whom it is about. */
    private static List<Groep> zonderLosseVerwijzing(List<Groep> groepen) {
        Set<String> over = groepen.stream().map(Groep::id).collect(Collectors.toSet());
        return groepen.stream()
                .map(g -> g.bij() == null || over.contains(g.bij()) ? g : new Groep(g.id(), g.soort(), betrokkene(g), null, g.elementen()))
                .toList();
    }

    /** Elements of one group share their betrokkene; a released one has stated it. */
    private static @Nullable String betrokkene(Groep g) {
        String betrokkene = g.elementen().get(0).coordinaten().betrokkene();
        return Coordinaten.GEEN.equals(betrokkene) ? null : betrokkene;
    }
}

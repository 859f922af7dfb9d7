package nl.zegel.document;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import nl.zegel.party.GatewayBug;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of documents: canonical UTF-8 XML, the same bytes for the same input. It writes what it is given and nothing
 * else: no comments, no numbering, no trace of what is not there. Thread-safe.
 */
public final class DocumentWriter {
    /** Writes a submission. */
    public byte[] schrijf(Document document) {
        return schrijf(document, null, List.of());
    }

    /**
     * Writes a recipient's copy with its label and the provenance of what it holds.
     *
     * @throws GatewayBug when the document still holds the sender's seed, or recipients other than the label's
     */
    public byte[] schrijfKopie(Document document, Etiket etiket, List<HerkomstBewijs> bewijzen) {
        // INVARIANT (no hint): a copy names only the sender and this recipient, and cannot rebuild the tree
        if (document.zaad() != null || document.kop().ontvangers().stream().anyMatch(o -> !o.loket().equals(etiket.voor()))) {
            throw new GatewayBug("a copy would name what is not its recipient's");
        }
        return schrijf(document, etiket, bewijzen);
    }

    private static byte[] schrijf(Document document, @Nullable Etiket etiket, List<HerkomstBewijs> bewijzen) {
        XmlTekst uit = new XmlTekst();
        uit.open("document", "xmlns", "urn:nl:zegel:document:1", "versie", "1");
        kop(uit, document.kop());
        document.groepen().forEach(g -> groep(uit, g));
        document.bijlagen().forEach(b -> bijlage(uit, b));
        herkomst(uit, document, bewijzen);
        if (etiket != null) {
            etiket(uit, etiket, document);
        }
        uit.sluit("document");
        return uit.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void kop(XmlTekst uit, Kop kop) {
        uit.open("kop");
        uit.blad("soort", kop.soort());
        uit.blad("referentie", kop.referentie());
        uit.blad("gateway", kop.gateway());
        uit.blad("omgeving", kop.omgeving());
        uit.blad("convenant", kop.convenant());
        uit.blad("afzender", kop.afzender().waarde());
        uit.bladAls("zaak", kop.zaak());
        uit.bladAls("stap", kop.stap());
        uit.blad("doel", kop.doel());
        uit.blad("opgemaakt", kop.opgemaakt().toString());
        for (Kop.Ontvanger ontvanger : kop.ontvangers()) {
            uit.open("ontvanger", "loket", ontvanger.loket().waarde());
            uit.bladAls("noodzaak", ontvanger.noodzaak());
            uit.sluit("ontvanger");
        }
        kop.verwijzingen().forEach(v -> uit.blad("verwijzing", v.kenmerk(), "soort", v.soort()));
        uit.sluit("kop");
    }

    private static void groep(XmlTekst uit, Groep groep) {
        uit.open("groep", "id", groep.id(), "soort", groep.soort(), "betrokkene", groep.betrokkene(), "bij", groep.bij());
        for (Element e : groep.elementen()) {
            Regime regime = e.coordinaten().regime();
            uit.blad("gegeven", e.waarde(), "id", e.id().waarde(), "term", e.term(), "regime", regime == null ? null : regime.name(),
                    "herkomst", e.coordinaten().herkomst(), "zout", e.zout());
            e.vergrovingen().forEach(v -> uit.blad("vergroving", v.waarde(), "naam", v.naam(), "zout", v.zout()));
        }
        uit.sluit("groep");
    }

    private static void bijlage(XmlTekst uit, Bijlage b) {
        uit.open("bijlage", "id", b.id().waarde(), "naam", b.naam(), "mediatype", b.mediatype(), "sha256", b.sha256(),
                "lengte", String.valueOf(b.lengte()));
        for (Coordinaten c : b.inhoud()) {
            uit.leeg("inhoud", "categorie", c.categorie(), "betrokkene", c.betrokkene(),
                    "regime", c.regime() == null ? null : c.regime().name(), "herkomst", c.herkomst());
        }
        uit.sluit("bijlage");
    }

    private static void herkomst(XmlTekst uit, Document document, List<HerkomstBewijs> bewijzen) {
        if (document.wortel() == null) {
            return;
        }
        uit.open("herkomst", "wortel", document.wortel(), "zaad", document.zaad());
        uit.bladAls("handtekening", document.handtekening());
        bewijzen.stream()
                .sorted(Comparator.comparing(HerkomstBewijs::element).thenComparing(b -> b.vergroving() == null ? "" : b.vergroving()))
                .forEach(b -> uit.blad("pad", String.join(" ", b.pad()), "element", b.element().waarde(), "vergroving", b.vergroving(),
                        "zout", b.zout(), "plaats", String.valueOf(b.plaats())));
        uit.sluit("herkomst");
    }

    private static void etiket(XmlTekst uit, Etiket etiket, Document document) {
        uit.open("etiket", "levering", etiket.levering(), "voor", etiket.voor().waarde(), "convenant", etiket.convenant(),
                "versie", etiket.versie(), "digest", etiket.convenantDigest(), "doel", etiket.doel(),
                "vernietigen", etiket.vernietigen() == null ? null : etiket.vernietigen().toString());
        uit.blad("titel", etiket.titel());
        new TreeMap<>(etiket.verplichtingen()).forEach((code, artikel) -> uit.leeg("verplichting", "code", code, "artikel", artikel));
        TreeMap<ElementId, String> categorieen = new TreeMap<>();
        document.elementen().forEach(e -> categorieen.put(e.id(), e.coordinaten().categorie()));
        new TreeMap<>(etiket.elementen()).forEach((id, label) -> {
            uit.open("bij", "element", id.waarde(), "categorie", categorieen.get(id));
            label.grondslagen().forEach(g -> uit.blad("grondslag", g));
            label.dpv().forEach(d -> uit.blad("dpv", d));
            label.artikelen().forEach(a -> uit.blad("artikel", a));
            uit.sluit("bij");
        });
        uit.sluit("etiket");
    }
}

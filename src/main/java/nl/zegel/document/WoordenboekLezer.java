package nl.zegel.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.ParserConfigurationException;
import nl.zegel.party.GatewayBug;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the dictionary's resource; whatever is wrong with it is a bug of this program. */
final class WoordenboekLezer {
    private static final String BRON = "woordenboek-1.xml";

    private WoordenboekLezer() {}

    static Woordenboek lees() {
        try (InputStream bron = WoordenboekLezer.class.getResourceAsStream(BRON)) {
            if (bron == null) {
                throw new GatewayBug("the dictionary is not on the class path");
            }
            return new Woordenboek(inhoud(XmlGereedschap.dom(bron, XmlGereedschap.schema("woordenboek-1.xsd"))));
        } catch (IOException | SAXException | ParserConfigurationException | IllegalStateException e) {
            throw new GatewayBug("the dictionary does not load", e);
        }
    }

    private static Woordenboek.Inhoud inhoud(Document dom) {
        Map<String, String> voorvoegsels = new LinkedHashMap<>();
        alle(dom, "voorvoegsel").forEach(e -> voegToe(voorvoegsels, e, e.getAttribute("iri")));
        Map<String, Woordenboek.Groepsoort> groepsoorten = new LinkedHashMap<>();
        alle(dom, "groepsoort").forEach(e -> voegToe(groepsoorten, e,
                new Woordenboek.Groepsoort(e.getAttribute("label"), e.getAttribute("persoon").equals("ja"))));
        Map<String, Map<String, String>> codelijsten = new LinkedHashMap<>();
        alle(dom, "codelijst").forEach(e -> voegToe(codelijsten, e, labels(elementen(e.getElementsByTagNameNS("*", "code")))));
        List<Term> termen = alle(dom, "term").map(e -> term(e, voorvoegsels)).collect(Collectors.toCollection(ArrayList::new));
        return new Woordenboek.Inhoud(
                Integer.parseInt(dom.getDocumentElement().getAttribute("versie")), termen,
                labels(alle(dom, "documentsoort")), labels(alle(dom, "betrokkene")), groepsoorten, codelijsten);
    }

    private static Term term(Element e, Map<String, String> voorvoegsels) {
        String dpv = e.getAttribute("dpv");
        String iri = voorvoegsels.get(dpv.substring(0, dpv.indexOf(':')));
        if (iri == null) {
            throw new IllegalStateException("dictionary: prefix of the DPV term of " + e.getAttribute("naam"));
        }
        return new Term(
                e.getAttribute("naam"), e.getAttribute("label"), e.getAttribute("categorie"),
                Waardetype.valueOf(e.getAttribute("type")), e.hasAttribute("codelijst") ? e.getAttribute("codelijst") : null,
                woorden(e, "groepen").collect(Collectors.toSet()),
                e.hasAttribute("precisie") ? e.getAttribute("precisie") : null,
                woorden(e, "vergrovingen").map(Vergrover::valueOf).collect(Collectors.toSet()),
                e.getAttribute("vrijeTekst").equals("ja"), e.getAttribute("codeInVorm").equals("ja"), iri + dpv.substring(dpv.indexOf(':') + 1));
    }

    private static Stream<String> woorden(Element e, String attribuut) {
        return e.hasAttribute(attribuut) ? Stream.of(e.getAttribute(attribuut).split(" ")) : Stream.empty();
    }

    private static Map<String, String> labels(Stream<Element> elementen) {
        Map<String, String> labels = new LinkedHashMap<>();
        elementen.forEach(e -> voegToe(labels, e, e.getAttribute("label")));
        return labels;
    }

    private static <V> void voegToe(Map<String, V> bij, Element e, V waarde) {
        if (bij.put(e.getAttribute("naam"), waarde) != null) {
            throw new IllegalStateException("dictionary: doubled name " + e.getAttribute("naam"));
        }
    }

    private static Stream<Element> alle(Document dom, String naam) {
        return elementen(dom.getDocumentElement().getElementsByTagNameNS("*", naam));
    }

    private static Stream<Element> elementen(NodeList knopen) {
        List<Element> elementen = new ArrayList<>(knopen.getLength());
        for (int i = 0; i < knopen.getLength(); i++) {
            elementen.add((Element) knopen.item(i));
        }
        return elementen.stream();
    }
}

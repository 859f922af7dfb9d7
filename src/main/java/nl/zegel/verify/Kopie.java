package nl.zegel.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A document of {@code urn:nl:zegel:document:1} as far as its provenance goes (docs/formats/document-1.md). */
final class Kopie {
    private static final String NS = "urn:nl:zegel:document:1";
    private static final int BLADHOOGTE = 24;

    private final Element document;
    private final Set<String> zouten = new HashSet<>();
    private final Map<String, Element> paden = new HashMap<>();

    private Kopie(Element document) {
        this.document = document;
    }

    static Kopie lees(byte[] xml) throws Afgewezen {
        try {
            DocumentBuilderFactory fabriek = DocumentBuilderFactory.newDefaultInstance();
            fabriek.setNamespaceAware(true);
            fabriek.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder bouwer = fabriek.newDocumentBuilder();
            bouwer.setErrorHandler(null);
            Element wortel = bouwer.parse(new ByteArrayInputStream(xml)).getDocumentElement();
            Afgewezen.tenzij(NS.equals(wortel.getNamespaceURI()) && wortel.getLocalName().equals("document")
                    && wortel.getAttribute("versie").equals("1"), "FORMAAT_ONBEKEND", "Dit is geen document van versie 1.");
            return new Kopie(wortel);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform reads XML", e);
        } catch (SAXException | IOException e) {
            throw new Afgewezen("XML_ONLEESBAAR", "De XML is niet te lezen.");
        }
    }

    /** What of the elements and attachments hangs on the root, and what does not. */
    record Herkomst(int gedekt, int afgeleid) {}

    boolean heeftWortel() throws Afgewezen {
        return misschien(document, "herkomst") != null;
    }

    boolean heeftEtiket() throws Afgewezen {
        return misschien(document, "etiket") != null;
    }

    String wortel() throws Afgewezen {
        return een(document, "herkomst").getAttribute("wortel");
    }

    String voor() throws Afgewezen {
        return een(document, "etiket").getAttribute("voor");
    }

    String kop(String veld) throws Afgewezen {
        return een(een(document, "kop"), veld).getTextContent();
    }

    /** The sender's detached signature over {@link #verklaring}; null when it made none. */
    byte @Nullable [] handtekening() throws Afgewezen {
        Element e = misschien(een(document, "herkomst"), "handtekening");
        try {
            return e == null ? null : Base64.getDecoder().decode(e.getTextContent());
        } catch (IllegalArgumentException f) {
            throw new Afgewezen("HANDTEKENING_ONLEESBAAR", "De handtekening van de afzender is niet te lezen.");
        }
    }

    /** The bytes that the sender signed, made again from what the copy says. */
    byte[] verklaring() throws Afgewezen {
        return String.join("\n", "zegel-herkomst 1", "gateway " + kop("gateway"), "omgeving " + kop("omgeving"), "afzender " + kop("afzender"),
                "referentie " + kop("referentie"), "wortel " + wortel(), "").getBytes(StandardCharsets.US_ASCII);
    }

    /** Name and lower-case SHA-256 of each attachment. */
    Map<String, String> bijlagen() {
        Map<String, String> uit = new HashMap<>();
        kinderen(document, "bijlage").forEach(b -> uit.put(b.getAttribute("naam"), b.getAttribute("sha256")));
        return uit;
    }

    /** Follows every path from leaf to root. */
    Herkomst herkomst() throws Afgewezen {
        for (Element pad : kinderen(een(document, "herkomst"), "pad")) {
            boolean eerste = paden.put(pad.getAttribute("element") + "|" + pad.getAttribute("vergroving"), pad) == null;
            Afgewezen.tenzij(eerste, "HERKOMST_ONJUIST", "Een gegeven heeft twee paden naar de wortel.");
        }
        int gedekt = 0;
        int afgeleid = 0;
        for (Element groep : kinderen(document, "groep")) {
            Element gegeven = null;
            for (Element e : kinderen(groep, null)) {
                if (e.getLocalName().equals("gegeven")) {
                    gegeven = e;
                    if (!e.getTextContent().isEmpty()) {
                        blad(e, "element", "", e, groep);
                        gedekt++;
                    }
                } else if (gegeven != null && !e.hasAttribute("zout")) {
                    Afgewezen.tenzij(e.getLocalName().equals("vergroving"), "XML_ONLEESBAAR", "De kopie heeft een onbekend onderdeel.");
                    afgeleid++;
                } else {
                    Afgewezen.tenzij(gegeven != null && e.getLocalName().equals("vergroving"), "XML_ONLEESBAAR", "De kopie heeft een onbekend onderdeel.");
                    blad(gegeven, "vergroving", e.getAttribute("naam"), e, groep);
                    gedekt++;
                }
            }
        }
        for (Element b : kinderen(document, "bijlage")) {
            Element pad = pad(b.getAttribute("id"), "");
            klopt(pad, pad.getAttribute("zout"), "bijlage", b.getAttribute("id"), b.getAttribute("mediatype"), "", "", "", "",
                    b.getAttribute("sha256") + " " + b.getAttribute("lengte") + " " + b.getAttribute("naam"));
            gedekt++;
        }
        Afgewezen.tenzij(paden.isEmpty(), "HERKOMST_ONJUIST", "De kopie heeft een pad van een gegeven dat er niet in staat.");
        return new Herkomst(gedekt, afgeleid);
    }

    private void blad(Element gegeven, String soort, String vergroving, Element drager, Element groep) throws Afgewezen {
        klopt(pad(gegeven.getAttribute("id"), vergroving), drager.getAttribute("zout"), soort, gegeven.getAttribute("id"),
                gegeven.getAttribute("term"), vergroving, groep.getAttribute("soort"), groep.getAttribute("id"),
                betrokkene(groep), drager.getTextContent());
    }

    /** The person a group is about: its own statement, else that of the group it belongs to, else nobody. */
    private String betrokkene(Element groep) throws Afgewezen {
        Map<String, Element> groepen = new HashMap<>();
        kinderen(document, "groep").forEach(g -> groepen.put(g.getAttribute("id"), g));
        Set<Element> gezien = new HashSet<>();
        Element hier = groep;
        while (hier != null && gezien.add(hier)) {
            if (hier.hasAttribute("betrokkene")) {
                return hier.getAttribute("betrokkene");
            }
            if (!hier.hasAttribute("bij")) {
                return "GEEN";
            }
            hier = groepen.get(hier.getAttribute("bij"));
        }
        throw new Afgewezen("XML_ONLEESBAAR", "Een groep verwijst naar een groep die er niet is.");
    }

    private Element pad(String element, String vergroving) throws Afgewezen {
        Element pad = paden.remove(element + "|" + vergroving);
        if (pad == null) {
            throw new Afgewezen("HERKOMST_ONJUIST", "Een gegeven in de kopie heeft geen pad naar de wortel.");
        }
        return pad;
    }

    private void klopt(Element pad, String zout, String... velden) throws Afgewezen {
        Afgewezen.tenzij(zouten.add(zout), "HERKOMST_ONJUIST", "Twee gegevens hebben hetzelfde zout.");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String veld : velden) {
            byte[] utf8 = veld.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(utf8.length).array());
            bytes.writeBytes(utf8);
        }
        byte[] hier = Hash.sha256(new byte[] {0}, bytes32(zout), bytes.toByteArray());
        List<String> broers = List.of(pad.getTextContent().split(" ", -1));
        int rest;
        try {
            rest = Integer.parseInt(pad.getAttribute("plaats"));
        } catch (NumberFormatException e) {
            throw new Afgewezen("HERKOMST_ONJUIST", "De plaats van een gegeven is geen getal.");
        }
        for (String broer : broers) {
            hier = (rest & 1) == 0 ? Hash.knoop(hier, bytes32(broer)) : Hash.knoop(bytes32(broer), hier);
            rest >>= 1;
        }
        Afgewezen.tenzij(rest == 0 && broers.size() <= BLADHOOGTE && Hash.gelijk(hier, bytes32(wortel())), "HERKOMST_ONJUIST",
                "Een gegeven in de kopie is niet wat er in het document van de afzender stond.");
    }

    private static byte[] bytes32(String base64url) throws Afgewezen {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64url);
            if (bytes.length == 32 && Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64url)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one answer
        }
        throw new Afgewezen("HERKOMST_ONJUIST", "Een zout, pad of wortel is geen 32 bytes in base64url.");
    }

    private static List<Element> kinderen(Element ouder, @Nullable String naam) {
        List<Element> uit = new ArrayList<>();
        for (Node n = ouder.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && (naam == null || e.getLocalName().equals(naam)) && NS.equals(e.getNamespaceURI())) {
                uit.add(e);
            }
        }
        return uit;
    }

    private static @Nullable Element misschien(Element ouder, String naam) throws Afgewezen {
        List<Element> uit = kinderen(ouder, naam);
        Afgewezen.tenzij(uit.size() <= 1, "XML_ONLEESBAAR", "Een onderdeel " + naam + " staat dubbel in de kopie.");
        return uit.isEmpty() ? null : uit.get(0);
    }

    private static Element een(Element ouder, String naam) throws Afgewezen {
        Element e = misschien(ouder, naam);
        if (e == null) {
            throw new Afgewezen("XML_ONLEESBAAR", "In de kopie ontbreekt onderdeel " + naam + ".");
        }
        return e;
    }
}

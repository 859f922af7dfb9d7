package nl.zegel.channel.soap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import nl.zegel.document.StrengeXml;
import nl.zegel.party.GatewayBug;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The XML of envelopes: a bounded parser that reaches for nothing outside the bytes, and exclusive canonicalization. */
final class Xml {
    private static final String LIMIET = "http://www.oracle.com/xml/jaxp/properties/";
    private static final int DIEPST = 32;

    static {
        Init.init();
    }

    private Xml() {}

    /** Reads one document of at most {@code grens} bytes: no DTD, no processing instructions; comments are left out. */
    static Document lees(InputStream bron, int grens) throws Weigering, IOException {
        byte[] bytes = bron.readNBytes(grens + 1);
        if (bytes.length > grens) {
            throw new Weigering(Weigering.Reden.XML);
        }
        return lees(bytes);
    }

    static Document lees(byte[] bytes) throws Weigering {
        try {
            Document document = bouwer().parse(new java.io.ByteArrayInputStream(bytes));
            if (!"UTF-8".equals(document.getInputEncoding()) || !"1.0".equals(document.getXmlVersion()) || heeftInstructie(document)) {
                throw new Weigering(Weigering.Reden.XML);
            }
            return document;
        } catch (SAXException | IOException e) {
            throw new Weigering(Weigering.Reden.XML);
        }
    }

    static Document nieuw() {
        return bouwer().newDocument();
    }

    private static DocumentBuilder bouwer() {
        try {
            DocumentBuilderFactory fabriek = DocumentBuilderFactory.newDefaultNSInstance();
            fabriek.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            fabriek.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            fabriek.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            fabriek.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            fabriek.setAttribute(LIMIET + "maxElementDepth", String.valueOf(DIEPST));
            fabriek.setAttribute(LIMIET + "elementAttributeLimit", "32");
            fabriek.setAttribute(LIMIET + "maxXMLNameLimit", "200");
            fabriek.setExpandEntityReferences(false);
            fabriek.setXIncludeAware(false);
            fabriek.setIgnoringComments(true);
            fabriek.setCoalescing(true);
            DocumentBuilder bouwer = fabriek.newDocumentBuilder();
            bouwer.setErrorHandler(new StrengeXml());
            bouwer.setEntityResolver((publiek, systeem) -> {
                throw new SAXException("external entity");
            });
            return bouwer;
        } catch (ParserConfigurationException e) {
            throw new GatewayBug("the JDK's XML parser lacks a switch", e);
        }
    }

    private static boolean heeftInstructie(Node knoop) {
        for (Node kind = knoop.getFirstChild(); kind != null; kind = kind.getNextSibling()) {
            if (kind.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE || heeftInstructie(kind)) {
                return true;
            }
        }
        return false;
    }

    /** Exclusive XML canonicalization without comments; @param prefixes InclusiveNamespaces PrefixList, empty for none */
    static byte[] canoniek(Element element, String prefixes) throws Weigering {
        try {
            ByteArrayOutputStream naar = new ByteArrayOutputStream();
            Canonicalizer c14n = Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
            if (prefixes.isEmpty()) {
                c14n.canonicalizeSubtree(element, naar);
            } else {
                c14n.canonicalizeSubtree(element, prefixes, naar);
            }
            return naar.toByteArray();
        } catch (XMLSecurityException e) {
            throw new Weigering(Weigering.Reden.XML);
        }
    }

    /** The bytes to send: UTF-8, exactly what canonicalization at the other side will see. */
    static byte[] bytes(Element wortel) {
        try {
            ByteArrayOutputStream naar = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_PHYSICAL).canonicalizeSubtree(wortel, naar);
            return naar.toByteArray();
        } catch (XMLSecurityException e) {
            throw new GatewayBug("an envelope that was built here cannot be written", e);
        }
    }

    static boolean is(Node knoop, String ns, String naam) {
        return knoop.getNodeType() == Node.ELEMENT_NODE && ns.equals(knoop.getNamespaceURI()) && naam.equals(knoop.getLocalName());
    }

    static List<Element> kinderen(Element ouder) {
        List<Element> elementen = new ArrayList<>();
        for (Node kind = ouder.getFirstChild(); kind != null; kind = kind.getNextSibling()) {
            if (kind instanceof Element element) {
                elementen.add(element);
            }
        }
        return elementen;
    }

    /** The only child of that name; empty when there is none. @throws Weigering OPBOUW when there are more */
    static Optional<Element> hoogstensEen(Element ouder, String ns, String naam) throws Weigering {
        List<Element> gevonden = kinderen(ouder).stream().filter(e -> is(e, ns, naam)).toList();
        if (gevonden.size() > 1) {
            throw new Weigering(Weigering.Reden.OPBOUW);
        }
        return gevonden.stream().findFirst();
    }

    static Element een(Element ouder, String ns, String naam, Weigering.Reden anders) throws Weigering {
        return hoogstensEen(ouder, ns, naam).orElseThrow(() -> new Weigering(anders));
    }

    /** Text of an element that holds nothing else. */
    static String tekst(Element element, Weigering.Reden anders) throws Weigering {
        if (!kinderen(element).isEmpty()) {
            throw new Weigering(anders);
        }
        return element.getTextContent().strip();
    }

    static byte[] base64(Element element, Weigering.Reden anders) throws Weigering {
        try {
            return java.util.Base64.getDecoder().decode(tekst(element, anders).replaceAll("[ \\t\\r\\n]", ""));
        } catch (IllegalArgumentException e) {
            throw new Weigering(anders);
        }
    }

    /** Appends a new element; a null text leaves it empty. */
    static Element zet(Node ouder, String ns, String naam, @Nullable String tekst) {
        Document document = ouder instanceof Document d ? d : ouder.getOwnerDocument();
        Element element = document.createElementNS(ns, naam);
        String prefix = naam.substring(0, naam.indexOf(':'));
        if (!ns.equals(ouder.lookupNamespaceURI(prefix))) {
            element.setAttributeNS(WsNamen.XMLNS, "xmlns:" + prefix, ns);
        }
        if (tekst != null) {
            element.setTextContent(tekst);
        }
        ouder.appendChild(element);
        return element;
    }
}

package nl.zegel.document;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import nl.zegel.party.GatewayBug;
import org.w3c.dom.Document;
import org.xml.sax.EntityResolver;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** The JDK's XML parsers with everything off that reaches outside the bytes at hand. */
final class XmlGereedschap {
    private static final String GEEN_DTD = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String LIMIET = "http://www.oracle.com/xml/jaxp/properties/";
    private static final EntityResolver NIETS = (publicId, systemId) -> {
        throw new SAXException("external entity");
    };

    private XmlGereedschap() {}

    /** Compiled grammar of this package; thread-safe. */
    static Schema schema(String naam) {
        try (InputStream bron = XmlGereedschap.class.getResourceAsStream(naam)) {
            if (bron == null) {
                throw new GatewayBug("schema " + naam + " is not on the class path");
            }
            SchemaFactory fabriek = SchemaFactory.newDefaultInstance();
            fabriek.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            fabriek.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            fabriek.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return fabriek.newSchema(new StreamSource(bron));
        } catch (IOException | SAXException e) {
            throw new GatewayBug("schema " + naam + " does not load", e);
        }
    }

    /** A reader for hostile bytes: no DTD, so no entities; bounds of the parser below ours as a second net. */
    static XMLReader lezer(Grenzen grenzen) {
        try {
            SAXParserFactory fabriek = SAXParserFactory.newDefaultNSInstance();
            fabriek.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            fabriek.setFeature(GEEN_DTD, true);
            fabriek.setFeature("http://xml.org/sax/features/external-general-entities", false);
            fabriek.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            fabriek.setXIncludeAware(false);
            XMLReader lezer = fabriek.newSAXParser().getXMLReader();
            lezer.setProperty(LIMIET + "elementAttributeLimit", String.valueOf(grenzen.attributen() + 1));
            lezer.setProperty(LIMIET + "maxElementDepth", String.valueOf(grenzen.diepte() + 1));
            lezer.setProperty(LIMIET + "maxXMLNameLimit", "100");
            lezer.setEntityResolver(NIETS);
            return lezer;
        } catch (SAXException | ParserConfigurationException e) {
            throw new GatewayBug("the JDK's XML parser lacks a switch", e);
        }
    }

    /** Validated tree of a resource of our own. */
    static Document dom(InputStream bron, Schema schema) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory fabriek = DocumentBuilderFactory.newDefaultNSInstance();
        fabriek.setFeature(GEEN_DTD, true);
        fabriek.setSchema(schema);
        var bouwer = fabriek.newDocumentBuilder();
        bouwer.setErrorHandler(new StrengeXml());
        return bouwer.parse(new InputSource(bron));
    }
}

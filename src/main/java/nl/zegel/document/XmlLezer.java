package nl.zegel.document;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.function.Consumer;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the XML of a document in one pass: hardened parser, bounds, schema, containers. Containers reach the taker one by one
 * and only as long as the schema is kept.
 */
final class XmlLezer {
    private final Schema schema;
    private final Grenzen grenzen;

    XmlLezer(Schema schema, Grenzen grenzen) {
        this.schema = schema;
        this.grenzen = grenzen;
    }

    /** @throws Afgebroken when going on makes no sense; lesser faults are in the keuring */
    void lees(InputStream xml, Bronstroom bron, Keuring keuring, Consumer<Knoop> container) throws IOException {
        InputStream begrensd = new Begrensd(xml, grenzen.xmlBytes(), Weigering.XML_TE_GROOT.bij("/document"));
        XMLReader lezer = XmlGereedschap.lezer(grenzen);
        Containers containers = new Containers(keuring, container);
        ValidatorHandler toets = schema.newValidatorHandler();
        Grenswacht wacht = new Grenswacht(grenzen, toets, bron);
        toets.setContentHandler(containers);
        toets.setResourceResolver((type, ns, publicId, systemId, base) -> {
            throw new IllegalStateException("no resource is resolved");
        });
        toets.setErrorHandler(new Schemafouten(keuring, wacht));
        lezer.setContentHandler(wacht);
        lezer.setErrorHandler(new Fataal(wacht));
        try {
            lezer.parse(new InputSource(begrensd));
        } catch (CharConversionException | UnsupportedEncodingException e) {
            bron.eigenFout();
            throw new Afgebroken(Weigering.XML_CODERING.bij(wacht.pad()));
        } catch (SAXException e) {
            throw vertaald(e, wacht);
        }
    }

    private static Afgebroken vertaald(SAXException e, Grenswacht wacht) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof Afgebroken afgebroken) {
                return afgebroken;
            }
        }
        return new Afgebroken(Weigering.XML_ONLEESBAAR.bij(wacht.pad()));
    }

    /** Messages of parsers quote what they read, so only their key is looked at and nothing of them is passed on. */
    private static final class Fataal extends DefaultHandler {
        private final Grenswacht wacht;

        Fataal(Grenswacht wacht) {
            this.wacht = wacht;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            String melding = String.valueOf(e.getMessage());
            Weigering code = melding.contains("DOCTYPE") ? Weigering.XML_DTD
                    : melding.contains("encoding") || melding.contains("Invalid byte") ? Weigering.XML_CODERING
                    : melding.contains("JAXP00010002") ? Weigering.XML_TE_VEEL_ATTRIBUTEN
                    : melding.contains("JAXP00010006") ? Weigering.XML_TE_DIEP
                    : Weigering.XML_ONLEESBAAR;
            throw new SAXException(new Afgebroken(code.bij(wacht.pad())));
        }
    }

    private static final class Schemafouten extends DefaultHandler {
        private final Keuring keuring;
        private final Grenswacht wacht;

        Schemafouten(Keuring keuring, Grenswacht wacht) {
            this.keuring = keuring;
            this.wacht = wacht;
        }

        @Override
        public void error(SAXParseException e) {
            String melding = String.valueOf(e.getMessage());
            int einde = melding.indexOf(':');
            String regel = einde > 0 && melding.startsWith("cvc-") ? melding.substring(0, einde) : "cvc";
            keuring.weiger(Weigering.XML_STRUCTUUR.bij(wacht.pad(), regel));
        }

        @Override
        public void fatalError(SAXParseException e) {
            error(e);
        }
    }
}

package nl.zegel.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.ext.Locator2;
import org.xml.sax.helpers.XMLFilterImpl;

/** Stands before the schema: bounds, no processing instructions, UTF-8; and knows where the reading is, without values. */
final class Grenswacht extends XMLFilterImpl {
    private static final Set<String> BEKEND = Set.of(
            "document", "kop", "soort", "referentie", "gateway", "omgeving", "convenant", "afzender", "zaak", "stap", "doel",
            "opgemaakt", "ontvanger", "noodzaak", "verwijzing", "groep", "gegeven", "vergroving", "bijlage", "inhoud",
            "herkomst", "handtekening", "pad", "etiket", "titel", "verplichting", "bij", "grondslag", "dpv", "artikel");
    private static final Pattern ID = Pattern.compile("[eg]-[a-z2-7]{26}");

    private final Grenzen grenzen;
    private final Bronstroom bron;
    private final Deque<String> stappen = new ArrayDeque<>();
    private int elementen;
    private int tekens;
    private Locator plaats = new org.xml.sax.helpers.LocatorImpl();

    Grenswacht(Grenzen grenzen, ValidatorHandler naar, Bronstroom bron) {
        this.grenzen = grenzen;
        this.bron = bron;
        setContentHandler(naar);
    }

    /** Element names of the schema and ids of the right form; whatever else was written shows as a question mark. */
    String pad() {
        return stappen.isEmpty() ? "/" : stappen.stream().collect(Collectors.joining("/", "/", "")) + " (regel " + plaats.getLineNumber() + ")";
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        plaats = locator;
        super.setDocumentLocator(locator);
    }

    @Override
    public void startElement(String uri, String naam, String qName, Attributes attributen) throws SAXException {
        if (stappen.isEmpty()) {
            eisUtf8();
        }
        String id = attributen.getValue("", "id");
        stappen.addLast((BEKEND.contains(naam) ? naam : "?") + (id != null && ID.matcher(id).matches() ? "[" + id + "]" : ""));
        tekens = 0;
        eis(stappen.size() <= grenzen.diepte(), Weigering.XML_TE_DIEP);
        eis(++elementen <= grenzen.xmlElementen(), Weigering.XML_TE_VEEL_ELEMENTEN);
        eis(attributen.getLength() <= grenzen.attributen(), Weigering.XML_TE_VEEL_ATTRIBUTEN);
        for (int i = 0; i < attributen.getLength(); i++) {
            // xsi:type and its kin would let a document choose its own grammar
            eis(attributen.getURI(i).isEmpty(), Weigering.XML_STRUCTUUR);
            eis(attributen.getValue(i).length() <= grenzen.waarde(), Weigering.WAARDE_TE_LANG);
        }
        tijd();
        super.startElement(uri, naam, qName, attributen);
    }

    @Override
    public void endElement(String uri, String naam, String qName) throws SAXException {
        super.endElement(uri, naam, qName);
        stappen.removeLast();
        tekens = 0;
    }

    @Override
    public void characters(char[] ch, int start, int lengte) throws SAXException {
        tekens += lengte;
        eis(tekens <= grenzen.waarde(), Weigering.WAARDE_TE_LANG);
        super.characters(ch, start, lengte);
    }

    @Override
    public void processingInstruction(String doel, String inhoud) throws SAXException {
        eis(false, Weigering.XML_VERWERKINGSINSTRUCTIE);
    }

    @Override
    public void skippedEntity(String naam) throws SAXException {
        eis(false, Weigering.XML_DTD);
    }

    private void eisUtf8() throws SAXException {
        if (plaats instanceof Locator2 rijker) {
            String codering = rijker.getEncoding();
            eis(codering == null || codering.equalsIgnoreCase("UTF-8"), Weigering.XML_CODERING);
        }
    }

    private void tijd() throws SAXException {
        try {
            bron.tijd();
        } catch (Afgebroken e) {
            throw new SAXException(e);
        }
    }

    private void eis(boolean goed, Weigering anders) throws SAXException {
        if (!goed) {
            throw new SAXException(new Afgebroken(anders.bij(pad())));
        }
    }
}

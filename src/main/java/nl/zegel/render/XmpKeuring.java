package nl.zegel.render;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Judges the XMP packet of a PDF (ISO 16684-1): PDF/A must have one, so it may say which PDF/A it is, when and by which
 * program it was made, and nothing of people. An unknown property is refused (invariant <i>unsure means no</i>).
 */
final class XmpKeuring {
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    /** Namespace to the names it may use; an empty set means all: these carry structure only. */
    private static final Map<String, Set<String>> TOEGESTAAN = Map.of(
            RDF, Set.of(),
            "adobe:ns:meta/", Set.of(),
            "http://www.w3.org/XML/1998/namespace", Set.of(),
            "http://www.aiim.org/pdfa/ns/id/", Set.of("part", "conformance", "rev", "amd"),
            "http://www.aiim.org/pdfua/ns/id/", Set.of("part"),
            "http://ns.adobe.com/pdf/1.3/", Set.of("Producer", "PDFVersion"),
            "http://ns.adobe.com/xap/1.0/", Set.of("CreateDate", "ModifyDate", "MetadataDate", "CreatorTool"),
            "http://purl.org/dc/elements/1.1/", Set.of("format", "language"));

    private XmpKeuring() {}

    /** True when it says no more than it may. */
    static boolean goed(InputStream xmp) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader lezer = factory.createXMLStreamReader(xmp);
            while (lezer.hasNext()) {
                int stap = lezer.next();
                if (stap == XMLStreamConstants.DTD || stap == XMLStreamConstants.COMMENT
                        || stap == XMLStreamConstants.START_ELEMENT && !mag(lezer)) {
                    return false;
                }
            }
            return true;
        } catch (XMLStreamException | RuntimeException onleesbaar) {
            return false;
        }
    }

    private static boolean mag(XMLStreamReader lezer) {
        boolean goed = mag(lezer.getNamespaceURI(), lezer.getLocalName());
        for (int i = 0; i < lezer.getAttributeCount(); i++) {
            String ruimte = lezer.getAttributeNamespace(i);
            goed &= ruimte == null || ruimte.isEmpty() || mag(ruimte, lezer.getAttributeLocalName(i));
        }
        return goed;
    }

    private static boolean mag(String ruimte, String naam) {
        Set<String> namen = TOEGESTAAN.get(ruimte == null ? "" : ruimte);
        return namen != null && (namen.isEmpty() || namen.contains(naam));
    }
}

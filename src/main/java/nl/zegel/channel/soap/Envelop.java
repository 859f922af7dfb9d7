package nl.zegel.channel.soap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nl.zegel.channel.soap.Weigering.Reden;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * A SOAP 1.1 envelope taken apart by position: what is not in its one place is not there, so that no signature can be
 * moved to something else than what is used (XML signature wrapping). Not thread-safe.
 *
 * @param adressering WS-Addressing headers by local name
 * @param security    the one wsse:Security header; absent only in an unprotected fault
 */
record Envelop(Document document, Element kop, Element body, Map<String, Element> adressering, Optional<Element> security) {
    private static final Set<String> ADRESSERING = Set.of("To", "Action", "MessageID", "RelatesTo", "ReplyTo", "From");
    private static final Set<String> IDS = Set.of("id", "ID", "Id");

    /** @throws Weigering OPBOUW when anything is missing, doubled, elsewhere or unknown (WUS WW004, WS007) */
    static Envelop van(Document document) throws Weigering {
        Element wortel = document.getDocumentElement();
        eis(Xml.is(wortel, WsNamen.SOAP, "Envelope"));
        List<Element> delen = Xml.kinderen(wortel);
        eis(delen.size() == 2 || delen.size() == 1 && Xml.is(delen.get(0), WsNamen.SOAP, "Body"));
        Element kop = delen.size() == 2 ? delen.get(0) : document.createElementNS(WsNamen.SOAP, "soap:Header");
        Element body = delen.get(delen.size() - 1);
        eis(Xml.is(kop, WsNamen.SOAP, "Header") && Xml.is(body, WsNamen.SOAP, "Body"));
        eis(Xml.kinderen(body).size() == 1 && zonderTekst(body) && zonderTekst(kop) && zonderTekst(wortel));
        Map<String, Element> adressering = new TreeMap<>();
        List<Element> security = new ArrayList<>();
        for (Element blok : Xml.kinderen(kop)) {
            if (Xml.is(blok, WsNamen.WSSE, "Security")) {
                security.add(blok);
            } else {
                eis(WsNamen.WSA.equals(blok.getNamespaceURI()) && ADRESSERING.contains(blok.getLocalName()));
                eis(adressering.put(blok.getLocalName(), blok) == null);
            }
        }
        eis(security.size() <= 1);
        return new Envelop(document, kop, body, adressering, security.stream().findFirst());
    }

    private static boolean zonderTekst(Element element) {
        for (Node kind = element.getFirstChild(); kind != null; kind = kind.getNextSibling()) {
            if (kind.getNodeType() == Node.TEXT_NODE && !kind.getTextContent().isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static void eis(boolean waar) throws Weigering {
        if (!waar) {
            throw new Weigering(Reden.OPBOUW);
        }
    }

    Element inhoud() {
        return Xml.kinderen(body).get(0);
    }

    /** An unprotected SOAP fault: it says that the other side refused, and proves nothing. */
    boolean isKaleFout() {
        return security.isEmpty() && Xml.is(inhoud(), WsNamen.SOAP, "Fault");
    }

    /** Text of a WS-Addressing header; of From and ReplyTo that of Address, the only thing they may hold. */
    Optional<String> adres(String naam) throws Weigering {
        Element blok = adressering.get(naam);
        if (blok == null) {
            return Optional.empty();
        }
        if (!naam.equals("From") && !naam.equals("ReplyTo")) {
            return Optional.of(Xml.tekst(blok, Reden.ADRESSERING));
        }
        List<Element> delen = Xml.kinderen(blok);
        if (delen.size() != 1 || !Xml.is(delen.get(0), WsNamen.WSA, "Address")) {
            throw new Weigering(Reden.ADRESSERING);
        }
        return Optional.of(Xml.tekst(delen.get(0), Reden.ADRESSERING));
    }

    /** Every id of the whole envelope occurs once, whatever its spelling. */
    void eisEnkeleIds() throws Weigering {
        ids(document.getDocumentElement(), new HashSet<>());
    }

    private static void ids(Element element, Set<String> gezien) throws Weigering {
        NamedNodeMap attributen = element.getAttributes();
        for (int i = 0; i < attributen.getLength(); i++) {
            Attr attribuut = (Attr) attributen.item(i);
            String naam = attribuut.getLocalName();
            boolean id = naam != null && IDS.contains(naam) && !WsNamen.XMLNS.equals(attribuut.getNamespaceURI());
            if (id && !gezien.add(attribuut.getValue())) {
                throw new Weigering(Reden.DUBBEL_ID);
            }
        }
        for (Element kind : Xml.kinderen(element)) {
            ids(kind, gezien);
        }
    }

    /** Elements {@code xop:Include} below the given one. */
    static List<Element> includes(Element onder) {
        List<Element> gevonden = new ArrayList<>();
        for (Element kind : Xml.kinderen(onder)) {
            if (Xml.is(kind, WsNamen.XOP, "Include")) {
                gevonden.add(kind);
            }
            gevonden.addAll(includes(kind));
        }
        return gevonden;
    }
}

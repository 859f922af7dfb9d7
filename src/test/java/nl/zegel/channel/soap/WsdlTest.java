package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jws.WebMethod;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.SchemaOutputResolver;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Result;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** WSDL first: the Java types say what the files say, element by element and operation by operation. */
class WsdlTest {
    private static final String XS = "http://www.w3.org/2001/XMLSchema";
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final String WSAM = "http://www.w3.org/2007/05/addressing/metadata";

    @Test
    void jaxbTypes_equalTheSchema() throws Exception {
        StringBuilder gemaakt = new StringBuilder();
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        Class<?>[] soorten = Arrays.stream(Berichten.class.getDeclaredClasses()).toArray(Class<?>[]::new);
        JAXBContext.newInstance(soorten).generateSchema(new SchemaOutputResolver() {
            @Override
            public Result createOutput(String ns, String naam) {
                StreamResult resultaat = new StreamResult(uit);
                resultaat.setSystemId(naam);
                return resultaat;
            }
        });
        gemaakt.append(uit);
        Document java = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(new InputSource(new StringReader(gemaakt.toString())));
        assertThat(elementen(java)).isEqualTo(elementen(lees("wsdl/zegel-soap-1.xsd")));
    }

    /** Per element: where it stands, its basic type and whether it may be absent or repeat. */
    private static Map<String, String> elementen(Document schema) {
        Map<String, String> gevonden = new TreeMap<>();
        NodeList alle = schema.getElementsByTagNameNS(XS, "element");
        for (int i = 0; i < alle.getLength(); i++) {
            Element element = (Element) alle.item(i);
            String plaats = element.getAttribute("name");
            boolean inKeuze = false;
            for (var ouder = element.getParentNode(); ouder instanceof Element e; ouder = ouder.getParentNode()) {
                plaats = e.hasAttribute("name") ? e.getAttribute("name") + "/" + plaats : plaats;
                inKeuze |= e.getLocalName().equals("choice");
            }
            String soort = element.getAttribute("type").replaceFirst(".*:", "");
            String vaker = inKeuze || element.getAttribute("minOccurs").equals("0") ? "0.." : "1..";
            // a restricted string is a string in Java; the service checks names itself
            gevonden.put(plaats, (soort.equals("Naam") ? "string" : soort) + " " + vaker + element.getAttribute("maxOccurs"));
        }
        return gevonden;
    }

    /** A partner's stack has stored these shapes: version 1 stays readable and is written the same. */
    @Test
    void messages_equalTheGoldenFile_andTheSchema() throws Exception {
        JAXBContext context = JAXBContext.newInstance(Berichten.class.getDeclaredClasses());
        Document goud = lees("golden/soap-1.xml");
        javax.xml.validation.Schema schema = javax.xml.validation.SchemaFactory.newDefaultInstance()
                .newSchema(WsdlTest.class.getClassLoader().getResource("wsdl/zegel-soap-1.xsd"));
        int aantal = 0;
        for (var kind = goud.getDocumentElement().getFirstChild(); kind != null; kind = kind.getNextSibling()) {
            if (kind instanceof Element bericht) {
                schema.newValidator().validate(new javax.xml.transform.dom.DOMSource(bericht));
                Document geschreven = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().newDocument();
                context.createMarshaller().marshal(context.createUnmarshaller().unmarshal(bericht), geschreven);
                assertThat(new String(Xml.canoniek(geschreven.getDocumentElement(), ""), java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo(new String(Xml.canoniek(bericht, ""), java.nio.charset.StandardCharsets.UTF_8).replaceAll(">\\s+<", "><")
                                .replace("z:", "").replace("xmlns:z=", "xmlns="));
                aantal++;
            }
        }
        assertThat(aantal).isEqualTo(10);
    }

    static Stream<Arguments> poorten() {
        return Stream.of(Arguments.of("wsdl/zegel-soap-1.wsdl", Zegelpoort.class), Arguments.of("wsdl/zegel-lever-1.wsdl", Leverpoort.class));
    }

    @ParameterizedTest
    @MethodSource("poorten")
    void portType_equalsTheInterface(String bestand, Class<?> poort) throws Exception {
        Document wsdl = lees(bestand);
        TreeSet<String> inWsdl = new TreeSet<>();
        NodeList soorten = wsdl.getElementsByTagNameNS(WSDL, "portType");
        assertThat(soorten.getLength()).as("one portType per WSDL (WS005)").isEqualTo(1);
        NodeList operaties = ((Element) soorten.item(0)).getElementsByTagNameNS(WSDL, "operation");
        for (int i = 0; i < operaties.getLength(); i++) {
            Element in = (Element) ((Element) operaties.item(i)).getElementsByTagNameNS(WSDL, "input").item(0);
            inWsdl.add(((Element) operaties.item(i)).getAttribute("name") + " " + in.getAttributeNS(WSAM, "Action"));
        }
        TreeSet<String> inJava = new TreeSet<>();
        for (Method methode : poort.getDeclaredMethods()) {
            if (methode.isAnnotationPresent(WebMethod.class)) {
                inJava.add(methode.getAnnotation(WebMethod.class).operationName() + " " + methode.getAnnotation(WebMethod.class).action());
            }
        }
        assertThat(inJava).isEqualTo(inWsdl).isNotEmpty();
        assertThat(wsdl.getDocumentElement().getAttribute("targetNamespace"))
                .isEqualTo(poort.getAnnotation(jakarta.jws.WebService.class).targetNamespace());
    }

    private static Document lees(String naam) throws Exception {
        try (InputStream bron = WsdlTest.class.getClassLoader().getResourceAsStream(naam)) {
            return DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(bron);
        }
    }
}

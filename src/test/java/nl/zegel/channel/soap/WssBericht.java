package nl.zegel.channel.soap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.util.KeyUtils;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.WSSecEncrypt;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A request made by WSS4J, of which nothing is shared with our own signing; every part of it can be made wrong. */
final class WssBericht {
    static final byte[] CMS = "0\u0003\u0002\u0001\u0001".getBytes(StandardCharsets.ISO_8859_1);
    static {
        org.apache.wss4j.dom.engine.WSSConfig.init();
    }

    String loket = Proefgateway.RSA;
    String naar;
    String actie = WsNamen.actie("dienIn");
    String berichtId = "urn:uuid:" + UUID.randomUUID();
    String van = "urn:partij";
    String extraKop = "";
    /** Local names and namespaces of headers that are signed too. */
    List<Map.Entry<String, String>> extraOndertekend = List.of();
    String inhoud = "<z:dienIn xmlns:z='" + WsNamen.ZEGEL + "'><z:cms>" + Base64.getEncoder().encodeToString(CMS) + "</z:cms></z:dienIn>";
    String algoritme = WsNamen.RSA_SHA256;
    String digest = WsNamen.SHA256;
    String sleutelAlgoritme = WsNamen.RSA_OAEP;
    String dataAlgoritme = WsNamen.AES256_GCM;
    int sleutelverwijzing = WSConstants.BST_DIRECT_REFERENCE;
    boolean stempel = true;
    boolean metPrefixes = true;
    List<String> nietOndertekend = new ArrayList<>();

    WssBericht(Proefgateway gateway, Profiel profiel) {
        naar = gateway.basis() + profiel.pad();
    }

    static Merlin crypto(String eigenaar, String naam) throws Exception {
        Merlin crypto = new Merlin();
        KeyStore winkel = Proefgateway.winkel(eigenaar, naam);
        winkel.setCertificateEntry("anker", PemBestanden.certificaat(Proefgateway.PKI.resolve("anchors.pem")));
        winkel.setCertificateEntry("uitgever", PemBestanden.certificaat(Proefgateway.PKI.resolve("keten.pem")));
        crypto.setKeyStore(winkel);
        return crypto;
    }

    Document ondertekend() throws Exception {
        Document document = lees(kaal());
        WSSecHeader kop = new WSSecHeader(document);
        kop.insertSecurityHeader();
        if (stempel) {
            WSSecTimestamp tijd = new WSSecTimestamp(kop);
            tijd.setTimeToLive(300);
            tijd.build();
        }
        WSSecSignature handtekening = new WSSecSignature(kop);
        handtekening.setUserInfo("ondertekenen", "x");
        handtekening.setKeyIdentifierType(sleutelverwijzing);
        handtekening.setSignatureAlgorithm(algoritme);
        handtekening.setDigestAlgo(digest);
        handtekening.setAddInclusivePrefixes(metPrefixes);
        for (String naam : List.of("To", "Action", "MessageID", "From")) {
            teken(handtekening, naam, WsNamen.WSA, waarde(naam).isEmpty());
        }
        extraOndertekend.forEach(e -> teken(handtekening, e.getKey(), e.getValue(), false));
        teken(handtekening, "Body", WsNamen.SOAP, false);
        teken(handtekening, "Timestamp", WsNamen.WSU, !stempel);
        handtekening.build(crypto(loket, "ondertekenen"));
        return document;
    }

    private void teken(WSSecSignature handtekening, String naam, String ns, boolean ontbreekt) {
        if (!ontbreekt && !nietOndertekend.contains(naam)) {
            handtekening.getParts().add(new WSEncryptionPart(naam, ns, "Element"));
        }
    }

    /** Signed first, then the Body's content encrypted. */
    Document versleuteld() throws Exception {
        return versleuteld(ondertekend());
    }

    Document versleuteld(Document document) throws Exception {
        WSSecHeader kop = new WSSecHeader(document);
        kop.insertSecurityHeader();
        WSSecEncrypt dicht = new WSSecEncrypt(kop);
        dicht.setUserInfo("ontsleutelen-soap");
        dicht.setKeyIdentifierType(WSConstants.ISSUER_SERIAL);
        dicht.setKeyEncAlgo(sleutelAlgoritme);
        if (sleutelAlgoritme.equals(WsNamen.RSA_OAEP)) {
            dicht.setDigestAlgorithm(WsNamen.SHA256);
            dicht.setMGFAlgorithm(WsNamen.MGF1_SHA256);
        }
        dicht.setSymmetricEncAlgorithm(dataAlgoritme);
        dicht.getParts().add(new WSEncryptionPart("Body", WsNamen.SOAP, "Content"));
        dicht.build(crypto("zegel", "ontsleutelen-soap"), KeyUtils.getKeyGenerator(dataAlgoritme).generateKey());
        return document;
    }

    private String waarde(String naam) {
        return switch (naam) {
            case "To" -> naar;
            case "Action" -> actie;
            case "MessageID" -> berichtId;
            default -> van;
        };
    }

    String kaal() {
        StringBuilder kop = new StringBuilder();
        for (String naam : List.of("To", "Action", "MessageID")) {
            if (!waarde(naam).isEmpty()) {
                kop.append("<wsa:").append(naam).append('>').append(waarde(naam)).append("</wsa:").append(naam).append('>');
            }
        }
        if (!van.isEmpty()) {
            kop.append("<wsa:From><wsa:Address>").append(van).append("</wsa:Address></wsa:From>");
        }
        return "<soap:Envelope xmlns:soap='" + WsNamen.SOAP + "' xmlns:wsa='" + WsNamen.WSA + "'><soap:Header>" + kop + extraKop
                + "</soap:Header><soap:Body>" + inhoud + "</soap:Body></soap:Envelope>";
    }

    /** Signed with the bytes in it, sent with them beside it: what an MTOM stack does. */
    String metInclude(byte[] cms) throws Exception {
        String base64 = Base64.getEncoder().encodeToString(cms);
        inhoud = "<z:dienIn xmlns:z='" + WsNamen.ZEGEL + "'><z:cms>" + base64 + "</z:cms></z:dienIn>";
        return tekst(ondertekend())
                .replace(base64, "<xop:Include xmlns:xop='" + WsNamen.XOP + "' href='cid:deel%40x'/>");
    }

    /** Parts in order of name, last first. */
    static HttpRequest delen(Proefgateway gateway, Profiel profiel, String envelop, Map<String, byte[]> delen, String koppen) {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        uit.writeBytes(("--g\r\nContent-Type: application/xop+xml; type=\"text/xml\"; charset=UTF-8\r\nContent-ID: <wortel>\r\n\r\n" + envelop)
                .getBytes(StandardCharsets.UTF_8));
        new TreeMap<>(delen).descendingMap().forEach((cid, bytes) -> {
            uit.writeBytes(("\r\n--g\r\nContent-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <" + cid + ">\r\n"
                    + koppen + "\r\n").getBytes(StandardCharsets.US_ASCII));
            uit.writeBytes(bytes);
        });
        uit.writeBytes("\r\n--g--\r\n".getBytes(StandardCharsets.US_ASCII));
        return HttpRequest.newBuilder(URI.create(gateway.basis() + profiel.pad()))
                .header("Content-Type", "multipart/related; type=\"application/xop+xml\"; start=\"<wortel>\"; start-info=\"text/xml\"; boundary=g")
                .header("SOAPAction", "\"\"").POST(HttpRequest.BodyPublishers.ofByteArray(uit.toByteArray())).build();
    }

    static HttpRequest verzoek(Proefgateway gateway, Profiel profiel, String xml, Map<String, String> koppen) {
        HttpRequest.Builder verzoek = HttpRequest.newBuilder(URI.create(gateway.basis() + profiel.pad()))
                .header("Content-Type", "text/xml; charset=UTF-8").POST(HttpRequest.BodyPublishers.ofString(xml));
        koppen.forEach(verzoek::header);
        return verzoek.build();
    }

    static Document lees(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    static String tekst(Document document) throws Exception {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        TransformerFactory.newDefaultInstance().newTransformer().transform(new DOMSource(document), new StreamResult(uit));
        return uit.toString(StandardCharsets.UTF_8);
    }

    static Element een(Document document, String ns, String naam) {
        return (Element) document.getElementsByTagNameNS(ns, naam).item(0);
    }
}

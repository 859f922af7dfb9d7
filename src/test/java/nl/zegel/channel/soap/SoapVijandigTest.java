package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.handler.RequestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What strangers and partners can send. Each request is made by WSS4J and then spoilt; each gets the one same fault, unsigned, and leaves nothing but a
 * count. The requests that are not spoilt pass, so a refusal here means something.
 */
class SoapVijandigTest extends VijandigeSoap {
    // ---- what passes ----

    @Test
    void wss4jSigned_isAccepted_andWss4jVerifiesTheAnswer() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        Document verzoek = bericht.ondertekend();
        HttpResponse<String> antwoord = stuur(Profiel.S, WssBericht.tekst(verzoek), Map.of());
        assertThat(antwoord.statusCode()).as(antwoord.body()).isEqualTo(200);
        assertThat(gateway.post.vastgelegd).hasSize(1);
        Document gelezen = WssBericht.lees(antwoord.body());
        controleerMetWss4j(gelezen);
        assertThat(gelezen.getElementsByTagNameNS(WsNamen.WSSE11, "SignatureConfirmation").item(0).getAttributes().getNamedItem("Value").getNodeValue())
                .isEqualTo(WssBericht.een(verzoek, WsNamen.DS, "SignatureValue").getTextContent().replaceAll("\\s", ""));
        assertThat(WssBericht.een(gelezen, WsNamen.WSA, "RelatesTo").getTextContent()).isEqualTo(bericht.berichtId);
    }

    @Test
    void wss4jEncrypted_isAccepted_andWss4jOpensTheAnswer() throws Exception {
        HttpResponse<String> antwoord = stuur(Profiel.SE, WssBericht.tekst(bericht(Profiel.SE).versleuteld()), Map.of());
        assertThat(antwoord.statusCode()).as(antwoord.body()).isEqualTo(200);
        assertThat(antwoord.body()).contains("EncryptedData").doesNotContain("ontvangstId");
        Document gelezen = WssBericht.lees(antwoord.body());
        controleerMetWss4j(gelezen);
        assertThat(WssBericht.tekst(gelezen)).contains(gateway.laatste().toString());
    }

    @Test
    void olderOaep_isAccepted() throws Exception {
        WssBericht bericht = bericht(Profiel.SE);
        bericht.sleutelAlgoritme = WsNamen.RSA_OAEP_MGF1P;
        assertThat(stuur(Profiel.SE, WssBericht.tekst(bericht.versleuteld()), Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void soapActionAndOinQuery_asStandard_areAccepted() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.naar += "?OIN=00000099000000001000";
        bericht.metPrefixes = false;
        HttpResponse<String> antwoord = stuur(Profiel.S, WssBericht.tekst(bericht.ondertekend()), Map.of("SOAPAction", "\"" + bericht.actie + "\""));
        assertThat(antwoord.statusCode()).as(antwoord.body()).isEqualTo(200);
    }

    // ---- wrapping ----

    @Test
    void doubledBody_isRefused() throws Exception {
        Document d = bericht(Profiel.S).ondertekend();
        Element body = WssBericht.een(d, WsNamen.SOAP, "Body");
        Element kopie = (Element) body.cloneNode(true);
        kopie.removeAttributeNS(WsNamen.WSU, "Id");
        d.getDocumentElement().insertBefore(kopie, body);
        geweigerd(Profiel.S, d, "SOAP_OPBOUW");
    }

    @Test
    void bodyMovedIntoHeader_isRefused() throws Exception {
        Document d = bericht(Profiel.S).ondertekend();
        Element body = WssBericht.een(d, WsNamen.SOAP, "Body");
        Element vals = (Element) body.cloneNode(true);
        vals.setAttributeNS(WsNamen.WSU, "wsu:Id", "vals");
        d.getDocumentElement().replaceChild(vals, body);
        WssBericht.een(d, WsNamen.SOAP, "Header").appendChild(d.createElementNS("urn:x", "x:w")).appendChild(body);
        geweigerd(Profiel.S, d, "SOAP_OPBOUW");
    }

    @Test
    void bodyMovedIntoSecurity_isRefused() throws Exception {
        Document d = bericht(Profiel.S).ondertekend();
        Element body = WssBericht.een(d, WsNamen.SOAP, "Body");
        Element vals = (Element) body.cloneNode(true);
        vals.setAttributeNS(WsNamen.WSU, "wsu:Id", "vals");
        d.getDocumentElement().replaceChild(vals, body);
        Element object = d.createElementNS(WsNamen.DS, "ds:Object");
        WssBericht.een(d, WsNamen.DS, "Signature").appendChild(object).appendChild(body);
        geweigerd(Profiel.S, d, "SOAP_HANDTEKENING");
    }

    @Test
    void bodyMovedIntoBody_isRefused() throws Exception {
        Document d = bericht(Profiel.S).ondertekend();
        Element body = WssBericht.een(d, WsNamen.SOAP, "Body");
        Element vals = d.createElementNS(WsNamen.SOAP, "soap:Body");
        d.getDocumentElement().replaceChild(vals, body);
        vals.appendChild(body);
        geweigerd(Profiel.S, d, "SOAP_HANDTEKENING");
    }

    @Test
    void changedBody_isRefused() throws Exception {
        Document d = bericht(Profiel.S).ondertekend();
        WssBericht.een(d, WsNamen.ZEGEL, "cms").setTextContent("MAMCAQI=");
        geweigerd(Profiel.S, d, "SOAP_HANDTEKENING");
    }

    @Test
    void duplicateId_isRefused() throws Exception {
        Document d = bericht(Profiel.S).ondertekend();
        String id = WssBericht.een(d, WsNamen.SOAP, "Body").getAttributeNS(WsNamen.WSU, "Id");
        WssBericht.een(d, WsNamen.ZEGEL, "cms").setAttribute("Id", id);
        geweigerd(Profiel.S, d, "SOAP_DUBBEL_ID");
    }

    @Test
    void secondSecurityHeader_isRefused() throws Exception {
        Document d = bericht(Profiel.S).ondertekend();
        Element kop = WssBericht.een(d, WsNamen.SOAP, "Header");
        kop.appendChild(WssBericht.een(d, WsNamen.WSSE, "Security").cloneNode(true));
        geweigerd(Profiel.S, d, "SOAP_OPBOUW");
    }

    @Test
    void secondSignature_isRefused() throws Exception {
        Document d = bericht(Profiel.S).ondertekend();
        Element security = WssBericht.een(d, WsNamen.WSSE, "Security");
        security.appendChild(WssBericht.een(d, WsNamen.DS, "Signature").cloneNode(true));
        geweigerd(Profiel.S, d, null);
    }

    @Test
    void otherOperationThanAction_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.actie = WsNamen.actie("status");
        geweigerd(Profiel.S, bericht.ondertekend(), "SOAP_ADRESSERING");
    }

    @Test
    void soapActionOfAnotherOperation_isRefused() throws Exception {
        gelijk(stuur(Profiel.S, WssBericht.tekst(bericht(Profiel.S).ondertekend()), Map.of("SOAPAction", WsNamen.actie("status"))), "SOAP_ADRESSERING");
    }

    // ---- what must be signed ----

    @ParameterizedTest
    @ValueSource(strings = {"To", "Action", "MessageID", "From", "Body", "Timestamp"})
    void unsignedPart_isRefused(String deel) throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.nietOndertekend.add(deel);
        geweigerd(Profiel.S, bericht.ondertekend(), "SOAP_HANDTEKENING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"To", "Action", "MessageID", "From"})
    void missingAddress_isRefused(String deel) throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        switch (deel) {
            case "To" -> bericht.naar = "";
            case "Action" -> bericht.actie = "";
            case "MessageID" -> bericht.berichtId = "";
            default -> bericht.van = "";
        }
        geweigerd(Profiel.S, bericht.ondertekend(), "SOAP_ADRESSERING");
    }

    @Test
    void addressedToAnotherGateway_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.naar = "https://elders.example/ws/2w-be-s";
        geweigerd(Profiel.S, bericht.ondertekend(), "SOAP_ADRESSERING");
    }

    @Test
    void addressedToTheOtherProfile_isRefused() throws Exception {
        geweigerd(Profiel.S, bericht(Profiel.SE).ondertekend(), "SOAP_ADRESSERING");
    }

    @Test
    void unsigned_isRefused() throws Exception {
        gelijk(stuur(Profiel.S, bericht(Profiel.S).kaal(), Map.of()), "SOAP_HANDTEKENING");
    }

    @Test
    void foreignHeader_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.extraKop = "<CAmelFileName xmlns='urn:x'>../../x</CAmelFileName>";
        geweigerd(Profiel.S, bericht.ondertekend(), "SOAP_OPBOUW");
    }

    // ---- time and repetition ----

    @ParameterizedTest
    @ValueSource(ints = {400, -120})
    void timestampOutOfWindow_isRefused(int seconden) throws Exception {
        Document d = bericht(Profiel.S).ondertekend();
        gateway.klok.verzet = Duration.ofSeconds(seconden);
        geweigerd(Profiel.S, d, "SOAP_TIJDSTEMPEL");
    }

    @Test
    void noTimestamp_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.stempel = false;
        geweigerd(Profiel.S, bericht.ondertekend(), "SOAP_TIJDSTEMPEL");
    }

    @Test
    void replay_isRefused_andTheFirstCounts() throws Exception {
        String tekst = WssBericht.tekst(bericht(Profiel.S).ondertekend());
        assertThat(stuur(Profiel.S, tekst, Map.of()).statusCode()).isEqualTo(200);
        gelijk(stuur(Profiel.S, tekst, Map.of()), "SOAP_HERHALING", 1);
    }

    /** (r, s) and (r, n - s) are both valid ECDSA: a recorded message in its other spelling is the same message. */
    @Test
    void replay_withTheOtherEcdsaValue_isRefused() throws Exception {
        HttpClient ec = HttpClient.newBuilder().sslContext(Proefgateway.tls(Proefgateway.EC)).build();
        WssBericht bericht = bericht(Profiel.S);
        bericht.loket = Proefgateway.EC;
        bericht.algoritme = WsNamen.ECDSA_SHA256;
        Document d = bericht.ondertekend();
        HttpRequest eerst = verzoek(Profiel.S, WssBericht.tekst(d), Map.of());
        assertThat(ec.send(eerst, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        Element waarde = WssBericht.een(d, WsNamen.DS, "SignatureValue");
        byte[] rs = java.util.Base64.getMimeDecoder().decode(waarde.getTextContent());
        var sleutel = (java.security.interfaces.ECPublicKey) Proefgateway.certificaat(Proefgateway.EC, "ondertekenen").getPublicKey();
        var ander = sleutel.getParams().getOrder().subtract(new java.math.BigInteger(1, java.util.Arrays.copyOfRange(rs, 32, 64)));
        byte[] s = ander.toByteArray();
        java.util.Arrays.fill(rs, 32, 64, (byte) 0);
        int lengte = Math.min(32, s.length);
        System.arraycopy(s, s.length - lengte, rs, 64 - lengte, lengte);
        waarde.setTextContent(java.util.Base64.getEncoder().encodeToString(rs));
        HttpRequest nog = verzoek(Profiel.S, WssBericht.tekst(d), Map.of());
        gelijk(ec.send(nog, HttpResponse.BodyHandlers.ofString()), "SOAP_HERHALING", 1);
    }

    private static void controleerMetWss4j(Document antwoord) throws Exception {
        var sleutels = WssBericht.crypto(Proefgateway.RSA, "ondertekenen");
        RequestData gegevens = new RequestData();
        gegevens.setSigVerCrypto(sleutels);
        gegevens.setDecCrypto(sleutels);
        gegevens.setCallbackHandler(vragen -> {
            for (var vraag : vragen) {
                ((org.apache.wss4j.common.ext.WSPasswordCallback) vraag).setPassword("x");
            }
        });
        var uitkomst = new WSSecurityEngine().processSecurityHeader(antwoord, gegevens);
        assertThat(uitkomst.getActionResults()).containsKey(WSConstants.SIGN);
        List<?> delen = (List<?>) uitkomst.getActionResults().get(WSConstants.SIGN).get(0).get("data-ref-uris");
        assertThat(delen).as("Body, Timestamp, SignatureConfirmation, Action, MessageID, RelatesTo").hasSize(6);
    }
}

package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.zegel.party.LoketId;
import nl.zegel.party.Sleuteldoel;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.handler.RequestData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What strangers and partners can send. Each request is made by WSS4J and then spoilt; each gets the one same fault,
 * unsigned, and leaves nothing but a count. The requests that are not spoilt pass, so a refusal here means something.
 */
class SoapVijandigTest {
    @TempDir static Path map;
    private static Proefgateway gateway;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        gateway = new Proefgateway(map);
        http = HttpClient.newBuilder().sslContext(Proefgateway.tls(Proefgateway.RSA)).build();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void leeg() {
        gateway.klok.verzet = Duration.ZERO;
        gateway.post.vastgelegd.clear();
        gateway.post.geweigerd.clear();
    }

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

    // ---- algorithms and keys ----

    @Test
    void sha1Digest_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.digest = WsNamen.SHA1;
        geweigerd(Profiel.S, bericht.ondertekend(), "SOAP_ALGORITME");
    }

    @Test
    void sha1Signature_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.algoritme = WsNamen.DS + "rsa-sha1";
        geweigerd(Profiel.S, bericht.ondertekend(), "SOAP_ALGORITME");
    }

    @Test
    void rsa15KeyTransport_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.SE);
        bericht.sleutelAlgoritme = WsNamen.XENC + "rsa-1_5";
        geweigerd(Profiel.SE, bericht.versleuteld(), "SOAP_ALGORITME");
    }

    @Test
    void cbcEncryption_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.SE);
        bericht.dataAlgoritme = WsNamen.XENC + "aes256-cbc";
        geweigerd(Profiel.SE, bericht.versleuteld(), "SOAP_ALGORITME");
    }

    @Test
    void keyNotInTheMessage_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.sleutelverwijzing = WSConstants.ISSUER_SERIAL;
        geweigerd(Profiel.S, bericht.ondertekend(), "SOAP_HANDTEKENING");
    }

    @Test
    void unknownSigner_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.loket = Proefgateway.ONBEKEND;
        geweigerd(Profiel.S, bericht.ondertekend(), "SOAP_AFZENDER");
    }

    @Test
    void signerOfAnotherLoketThanTls_isRefused() throws Exception {
        HttpClient ander = HttpClient.newBuilder().sslContext(Proefgateway.tls(Proefgateway.EC)).build();
        HttpRequest verzoek = verzoek(Profiel.S, WssBericht.tekst(bericht(Profiel.S).ondertekend()), Map.of());
        gelijk(ander.send(verzoek, HttpResponse.BodyHandlers.ofString()), "SOAP_AFZENDER");
    }

    // ---- encryption ----

    @Test
    void unencrypted_onEncryptingProfile_isRefused() throws Exception {
        geweigerd(Profiel.SE, bericht(Profiel.SE).ondertekend(), "SOAP_VERSLEUTELING");
    }

    @Test
    void encrypted_onSigningProfile_isRefused() throws Exception {
        geweigerd(Profiel.S, bericht(Profiel.S).versleuteld(), "SOAP_VERSLEUTELING");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 14, 40, -1})
    void alteredCiphertext_isRefused(int plaats) throws Exception {
        Document d = bericht(Profiel.SE).versleuteld();
        Element waarde = (Element) WssBericht.een(d, WsNamen.SOAP, "Body").getElementsByTagNameNS(WsNamen.XENC, "CipherValue").item(0);
        byte[] bytes = java.util.Base64.getMimeDecoder().decode(waarde.getTextContent());
        bytes[plaats < 0 ? bytes.length - 1 : plaats] ^= 1;
        waarde.setTextContent(java.util.Base64.getEncoder().encodeToString(bytes));
        geweigerd(Profiel.SE, d, "SOAP_VERSLEUTELING");
    }

    @Test
    void alteredWrappedKey_isRefused() throws Exception {
        Document d = bericht(Profiel.SE).versleuteld();
        Element waarde = (Element) WssBericht.een(d, WsNamen.WSSE, "Security").getElementsByTagNameNS(WsNamen.XENC, "CipherValue").item(0);
        byte[] bytes = java.util.Base64.getMimeDecoder().decode(waarde.getTextContent());
        bytes[9] ^= 1;
        waarde.setTextContent(java.util.Base64.getEncoder().encodeToString(bytes));
        geweigerd(Profiel.SE, d, "SOAP_VERSLEUTELING");
    }

    // ---- XML ----

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE a [<!ENTITY e 'x'>]>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;'>]>",
        "<?xml version='1.1'?>", "<?xml-stylesheet href='http://127.0.0.1:1/x'?>"})
    void dtdOrInstruction_isRefused(String proloog) throws Exception {
        String xml = WssBericht.tekst(bericht(Profiel.S).ondertekend()).replaceFirst("<\\?xml[^>]*>", "");
        gelijk(stuur(Profiel.S, proloog + xml, Map.of()), "SOAP_XML");
    }

    @Test
    void deepXml_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.inhoud = "<a>".repeat(5000) + "</a>".repeat(5000);
        gelijk(stuur(Profiel.S, bericht.kaal(), Map.of()), "SOAP_XML");
    }

    @Test
    void hugeEnvelope_isRefused() throws Exception {
        WssBericht bericht = bericht(Profiel.S);
        bericht.inhoud = "<a>" + "x".repeat(3 << 20) + "</a>";
        gelijk(stuur(Profiel.S, bericht.kaal(), Map.of()), "SOAP_XML");
    }

    @Test
    void utf16_isRefused() throws Exception {
        String xml = WssBericht.tekst(bericht(Profiel.S).ondertekend()).replace("UTF-8", "UTF-16");
        HttpRequest verzoek = HttpRequest.newBuilder(URI.create(gateway.basis() + "2w-be-s")).header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(xml.getBytes(StandardCharsets.UTF_16))).build();
        gelijk(http.send(verzoek, HttpResponse.BodyHandlers.ofString()), "SOAP_XML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "geen xml", "<a/>", "{}"})
    void noEnvelope_isRefused(String tekst) throws Exception {
        gelijk(stuur(Profiel.S, tekst, Map.of()), null);
    }

    @Test
    void get_givesTheWsdlAndNothingElse() throws Exception {
        for (String query : List.of("", "?x", "?wsdl2", "?wsdl&x")) {
            HttpRequest verzoek = HttpRequest.newBuilder(URI.create(gateway.basis() + "2w-be-s" + query)).build();
            assertThat(http.send(verzoek, HttpResponse.BodyHandlers.ofString()).body()).contains(Fouten.NIET_GEACCEPTEERD);
        }
        HttpRequest wsdl = HttpRequest.newBuilder(URI.create(gateway.basis() + "2w-be-s?wsdl")).build();
        assertThat(http.send(wsdl, HttpResponse.BodyHandlers.ofString()).body()).contains("wsdl:definitions", "dienIn");
    }

    // ---- who it is ----

    @Test
    void revocationUnknown_isLater_unsigned_andTheSameMessageMayComeAgain() throws Exception {
        String bericht = WssBericht.tekst(bericht(Profiel.S).ondertekend());
        gateway.onzeker = true;
        HttpResponse<String> later = stuur(Profiel.S, bericht, Map.of());
        gateway.onzeker = false;
        assertThat(later.statusCode()).isEqualTo(500);
        assertThat(later.body()).contains(Fouten.LATER).doesNotContain("Signature", Fouten.NIET_GEACCEPTEERD);
        assertThat(gateway.post.vastgelegd).isEmpty();
        assertThat(stuur(Profiel.S, bericht, Map.of()).statusCode()).as("no replay: it was not judged").isEqualTo(200);
        assertThat(gateway.post.vastgelegd).hasSize(1);
    }

    @Test
    void withoutTlsCertificate_isRefused() throws Exception {
        HttpClient naamloos = HttpClient.newBuilder().sslContext(Proefgateway.zonderCertificaat()).build();
        HttpRequest verzoek = verzoek(Profiel.S, WssBericht.tekst(bericht(Profiel.S).ondertekend()), Map.of());
        gelijk(naamloos.send(verzoek, HttpResponse.BodyHandlers.ofString()), "SOAP_AFZENDER");
    }

    /** The example certificates for TLS may sign too: registered for TLS is not registered for signing, nor the other way round. */
    @Test
    void certificateUsedForWhatItIsNotRegisteredFor_isRefused() throws Exception {
        String teken = Sleuteldoel.ONDERTEKENEN + Proefgateway.vinger(Proefgateway.certificaat(Proefgateway.RSA, "ondertekenen"));
        String tls = Sleuteldoel.TLS + Proefgateway.vinger(Proefgateway.certificaat(Proefgateway.RSA, "tls"));
        for (String weg : List.of(teken, tls)) {
            LoketId loket = gateway.geregistreerd.remove(weg);
            gateway.geregistreerd.put(weg.startsWith("TLS") ? weg.replaceFirst("TLS", "ONDERTEKENEN") : weg.replaceFirst("ONDERTEKENEN", "TLS"), loket);
            gelijk(stuur(Profiel.S, WssBericht.tekst(bericht(Profiel.S).ondertekend()), Map.of()), "SOAP_AFZENDER");
            gateway.post.geweigerd.clear();
            gateway.geregistreerd.put(weg, loket);
        }
    }

    // ---- the attachment ----

    @Test
    void attachment_asSigned_isAccepted_otherBytesAreNot() throws Exception {
        byte[] cms = new byte[300_000];
        new java.util.Random(1).nextBytes(cms);
        String goed = bericht(Profiel.S).metInclude(cms);
        assertThat(stuurDelen(goed, cms, "").statusCode()).isEqualTo(200);
        assertThat(gateway.post.vastgelegd).hasSize(1);
        String nog = bericht(Profiel.S).metInclude(cms);
        cms[299_999] ^= 1;
        gelijk(stuurDelen(nog, cms, ""), "SOAP_BIJLAGE", 1);
    }

    @Test
    void attachmentCutOffOrMissing_isRefused() throws Exception {
        byte[] cms = new byte[3000];
        gelijk(stuurDelen(bericht(Profiel.S).metInclude(cms), java.util.Arrays.copyOf(cms, 2999), ""), "SOAP_BIJLAGE");
        gateway.post.geweigerd.clear();
        gelijk(stuurDelen(bericht(Profiel.S).metInclude(cms).replace("cid:deel", "cid:anders"), cms, ""), null);
    }

    /** A stack that sends the cipher value behind the document makes CXF put the document aside: never readable on disk. */
    @Test
    void partPutAsideByTheLibrary_isUnreadableOnDisk() throws Exception {
        byte[] cms = "MERKTEKEN-7f3a ".repeat(80_000).getBytes(StandardCharsets.US_ASCII);
        WssBericht bericht = bericht(Profiel.SE);
        bericht.inhoud = bericht.inhoud.replaceFirst("<z:cms>[^<]*", "<z:cms>" + java.util.Base64.getEncoder().encodeToString(cms));
        Document d = bericht.ondertekend();
        include(WssBericht.een(d, WsNamen.ZEGEL, "cms"), "deel@x");
        bericht.versleuteld(d);
        Element waarde = (Element) WssBericht.een(d, WsNamen.SOAP, "Body").getElementsByTagNameNS(WsNamen.XENC, "CipherValue").item(0);
        byte[] cijfer = java.util.Base64.getMimeDecoder().decode(waarde.getTextContent());
        include(waarde, "cijfer@x");
        List<String> gevonden = new java.util.concurrent.CopyOnWriteArrayList<>();
        gateway.post.onderweg = n -> gevonden.addAll(tijdelijk());
        HttpResponse<String> antwoord = stuurDelen(Profiel.SE, WssBericht.tekst(d), Map.of("deel@x", cms, "cijfer@x", cijfer), "");
        gateway.post.onderweg = n -> {};
        assertThat(antwoord.statusCode()).as(antwoord.body()).isEqualTo(200);
        assertThat(gateway.post.vastgelegd).hasSize(1);
        assertThat(gevonden).as("the part was on disk, so this test looks where it should").contains("groot").doesNotContain("merk");
    }

    private static void include(Element in, String cid) {
        in.setTextContent("");
        Element include = in.getOwnerDocument().createElementNS(WsNamen.XOP, "xop:Include");
        include.setAttributeNS(WsNamen.XMLNS, "xmlns:xop", WsNamen.XOP);
        include.setAttribute("href", "cid:" + cid);
        in.appendChild(include);
    }

    /** What is in the library's temporary files now: whether one is large, and whether one holds the mark. */
    private static List<String> tijdelijk() {
        try (var mappen = java.nio.file.Files.find(Path.of(System.getProperty("java.io.tmpdir")), 2,
                (p, a) -> a.isRegularFile() && p.getParent().getFileName().toString().startsWith("cxf-tmp-"))) {
            List<String> gezien = new java.util.ArrayList<>();
            for (Path bestand : mappen.toList()) {
                byte[] bytes = java.nio.file.Files.readAllBytes(bestand);
                if (bytes.length > 1_000_000) {
                    gezien.add("groot");
                }
                if (new String(bytes, StandardCharsets.ISO_8859_1).contains("MERKTEKEN")) {
                    gezien.add("merk");
                }
            }
            return gezien;
        } catch (java.io.IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    private static HttpResponse<String> stuurDelen(String envelop, byte[] cms, String koppen) throws Exception {
        return stuurDelen(Profiel.S, envelop, Map.of("deel@x", cms), koppen);
    }

    private static HttpResponse<String> stuurDelen(Profiel profiel, String envelop, Map<String, byte[]> delen, String koppen) throws Exception {
        return http.send(WssBericht.delen(gateway, profiel, envelop, delen, koppen), HttpResponse.BodyHandlers.ofString());
    }

    private static WssBericht bericht(Profiel profiel) {
        return new WssBericht(gateway, profiel);
    }

    private static HttpRequest verzoek(Profiel profiel, String xml, Map<String, String> koppen) {
        return WssBericht.verzoek(gateway, profiel, xml, koppen);
    }

    private static HttpResponse<String> stuur(Profiel profiel, String xml, Map<String, String> koppen) throws Exception {
        return http.send(verzoek(profiel, xml, koppen), HttpResponse.BodyHandlers.ofString());
    }

    private static void geweigerd(Profiel profiel, Document bericht, @org.jspecify.annotations.Nullable String reden) throws Exception {
        gelijk(stuur(profiel, WssBericht.tekst(bericht), Map.of()), reden);
    }

    private static void gelijk(HttpResponse<String> antwoord, @org.jspecify.annotations.Nullable String reden) {
        gelijk(antwoord, reden, 0);
    }

    /** Byte for byte the one answer, and nothing received beyond what was there. */
    private static void gelijk(HttpResponse<String> antwoord, @org.jspecify.annotations.Nullable String reden, int ontvangen) {
        assertThat(antwoord.statusCode()).isEqualTo(500);
        assertThat(antwoord.body()).isEqualTo("<soap:Envelope xmlns:soap=\"" + WsNamen.SOAP + "\"><soap:Body><soap:Fault><faultcode>soap:Client</faultcode>"
                + "<faultstring>" + Fouten.NIET_GEACCEPTEERD + "</faultstring></soap:Fault></soap:Body></soap:Envelope>");
        assertThat(gateway.post.vastgelegd).hasSize(ontvangen);
        if (reden != null) {
            assertThat(gateway.post.geweigerd).containsExactly(reden);
        }
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

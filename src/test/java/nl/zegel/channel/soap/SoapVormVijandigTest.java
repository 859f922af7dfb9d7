package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * XML and MIME that are not what they seem. Each request is made by WSS4J and then spoilt; each gets the one same fault, unsigned, and leaves nothing but a
 * count. See {@link SoapVijandigTest} for the same that pass.
 */
class SoapVormVijandigTest extends VijandigeSoap {
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
}

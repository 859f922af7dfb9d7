package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import nl.zegel.party.LoketId;
import nl.zegel.party.Sleuteldoel;
import org.apache.wss4j.dom.WSConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Weak algorithms, foreign keys, and encryption that is not what the profile says. Each request is made by WSS4J and then spoilt; each gets the one same fault, unsigned, and leaves nothing but a
 * count. See {@link SoapVijandigTest} for the same that pass.
 */
class SoapSleutelsVijandigTest extends VijandigeSoap {
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
}

package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** A gateway's SOAP side for strangers and partners that mean harm: what they send, and the one answer that they get. */
abstract class VijandigeSoap {
    @TempDir static Path map;
    static Proefgateway gateway;
    static HttpClient http;

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

    static WssBericht bericht(Profiel profiel) {
        return new WssBericht(gateway, profiel);
    }

    static HttpRequest verzoek(Profiel profiel, String xml, Map<String, String> koppen) {
        return WssBericht.verzoek(gateway, profiel, xml, koppen);
    }

    static HttpResponse<String> stuur(Profiel profiel, String xml, Map<String, String> koppen) throws Exception {
        return http.send(verzoek(profiel, xml, koppen), HttpResponse.BodyHandlers.ofString());
    }

    static void geweigerd(Profiel profiel, Document bericht, @org.jspecify.annotations.Nullable String reden) throws Exception {
        gelijk(stuur(profiel, WssBericht.tekst(bericht), Map.of()), reden);
    }

    static void gelijk(HttpResponse<String> antwoord, @org.jspecify.annotations.Nullable String reden) {
        gelijk(antwoord, reden, 0);
    }

    /** Byte for byte the one answer, and nothing received beyond what was there. */
    static void gelijk(HttpResponse<String> antwoord, @org.jspecify.annotations.Nullable String reden, int ontvangen) {
        assertThat(antwoord.statusCode()).isEqualTo(500);
        assertThat(antwoord.body()).isEqualTo("<soap:Envelope xmlns:soap=\"" + WsNamen.SOAP + "\"><soap:Body><soap:Fault><faultcode>soap:Client</faultcode>"
                + "<faultstring>" + Fouten.NIET_GEACCEPTEERD + "</faultstring></soap:Fault></soap:Body></soap:Envelope>");
        assertThat(gateway.post.vastgelegd).hasSize(ontvangen);
        if (reden != null) {
            assertThat(gateway.post.geweigerd).containsExactly(reden);
        }
    }
}

package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.party.GatewayBug;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped route file with the real component, alone and behind the real SOAP server. */
class SoapRouteTest {
    private final GeheugenPost post = new GeheugenPost();
    private final SoapAanvoer component = new SoapAanvoer();
    private final List<Map<String, Object>> koppen = new CopyOnWriteArrayList<>();
    private final CamelContext camel = new DefaultCamelContext();
    private volatile Processor stap = e -> e.getMessage().setBody(e.getIn().getBody(Intake.Ontvangst.class).vastleggen());

    @BeforeEach
    void start() throws Exception {
        camel.addComponent(SoapAanvoer.SCHEMA, component);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:intake").process(e -> {
                    koppen.add(Map.copyOf(e.getIn().getHeaders()));
                    stap.process(e);
                });
            }
        });
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:routes/intake-soap.camel.yaml"));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private OntvangstId lever() throws IOException {
        try (Intake.Ontvangst ontvangst = post.begin(new Aanvoer.Soap("s", Optional.of("t"), "urn:x"))) {
            ontvangst.bytes().write(1);
            return component.lever(ontvangst);
        }
    }

    @Test
    void submission_goesThroughTheRoute_withoutHeaders() throws Exception {
        OntvangstId id = lever();
        assertThat(post.vastgelegd).extracting(GeheugenPost.Ontvangen::id).containsExactly(id);
        assertThat(koppen).containsExactly(Map.of());
    }

    private Proefgateway gateway(Path map) throws Exception {
        return new Proefgateway(map, component);
    }

    private static HttpResponse<String> stuur(HttpRequest verzoek) throws Exception {
        return HttpClient.newBuilder().sslContext(Proefgateway.tls(Proefgateway.RSA)).build().send(verzoek, HttpResponse.BodyHandlers.ofString());
    }

    /** What Camel would take for its own, in spellings that a filter may miss, and the names that our route could be led by. */
    private static final Map<String, String> SMOKKEL = Map.of("CamelFileName", "../../x", "cAmelExecCommandExecutable", "id", "CAMELHTTPURI",
            "http://elders.example/", "org.apache.camel.component", "x", "Loket", "om-mn-parket", "X-Forwarded-For", "10.0.0.1");

    @Test
    void headersOfHttp_endAtTheBorder(@TempDir Path map) throws Exception {
        try (Proefgateway gateway = gateway(map)) {
            String bericht = WssBericht.tekst(new WssBericht(gateway, Profiel.S).ondertekend());
            assertThat(stuur(WssBericht.verzoek(gateway, Profiel.S, bericht, SMOKKEL)).statusCode()).isEqualTo(200);
            assertThat(gateway.post.vastgelegd).hasSize(1);
        }
        assertThat(koppen).containsExactly(Map.of());
    }

    @Test
    void headersOfAMimePart_endAtTheBorder(@TempDir Path map) throws Exception {
        try (Proefgateway gateway = gateway(map)) {
            byte[] cms = new byte[2000];
            String mime = SMOKKEL.entrySet().stream().map(k -> k.getKey() + ": " + k.getValue() + "\r\n").collect(Collectors.joining());
            mime += "Content-Disposition: attachment; filename=\"../../x\"\r\n";
            String bericht = new WssBericht(gateway, Profiel.S).metInclude(cms);
            assertThat(stuur(WssBericht.delen(gateway, Profiel.S, bericht, Map.of("deel@x", cms), mime)).statusCode()).isEqualTo(200);
            assertThat(gateway.post.vastgelegd).hasSize(1);
        }
        assertThat(koppen).containsExactly(Map.of());
    }

    /** Signed by a registered loket, and still no message: WUS has no such header. */
    @Test
    void signedSoapHeaders_areRefused_andReachNoRoute(@TempDir Path map) throws Exception {
        try (Proefgateway gateway = gateway(map)) {
            for (String kop : SMOKKEL.keySet()) {
                for (String ruimte : List.of("urn:x", WsNamen.WSA, WsNamen.ZEGEL)) {
                    WssBericht bericht = new WssBericht(gateway, Profiel.S);
                    bericht.extraKop = "<x:" + kop + " xmlns:x='" + ruimte + "'>" + SMOKKEL.get(kop) + "</x:" + kop + ">";
                    bericht.extraOndertekend = List.of(Map.entry(kop, ruimte));
                    assertThat(stuur(WssBericht.verzoek(gateway, Profiel.S, WssBericht.tekst(bericht.ondertekend()), Map.of())).body())
                            .as(kop + " in " + ruimte).contains(Fouten.NIET_GEACCEPTEERD);
                }
            }
            assertThat(gateway.post.geweigerd).hasSize(SMOKKEL.size() * 3).containsOnly("SOAP_OPBOUW");
        }
        assertThat(koppen).isEmpty();
    }

    /** What is allowed and signed (who it says it is from, and its id) is no header of the exchange either. */
    @Test
    void signedAddressing_isNoHeaderOfTheExchange(@TempDir Path map) throws Exception {
        try (Proefgateway gateway = gateway(map)) {
            WssBericht bericht = new WssBericht(gateway, Profiel.S);
            bericht.van = "CamelFileName:../../x";
            bericht.berichtId = "urn:CamelHttpUri:http://elders.example/";
            Map<String, String> actie = Map.of("SOAPAction", "\"" + bericht.actie + "\"");
            assertThat(stuur(WssBericht.verzoek(gateway, Profiel.S, WssBericht.tekst(bericht.ondertekend()), actie)).statusCode()).isEqualTo(200);
        }
        assertThat(koppen).containsExactly(Map.of());
    }

    @Test
    void routeStopped_nothingIsReceived() throws Exception {
        camel.getRouteController().stopRoute("intake-soap");
        assertThatThrownBy(this::lever).isInstanceOf(IOException.class);
        assertThat(post.vastgelegd).isEmpty();
    }

    @Test
    void intakeFails_theChannelIsTold() {
        stap = e -> {
            throw new IOException("database away");
        };
        assertThatThrownBy(this::lever).isInstanceOf(IOException.class);
    }

    @Test
    void routeAnswersWithSomethingElse_isABug() {
        stap = e -> e.getMessage().setBody("ok");
        assertThatThrownBy(this::lever).isInstanceOf(GatewayBug.class);
    }

    @Test
    void otherPath_doesNotExist() {
        assertThatThrownBy(() -> camel.getEndpoint("zegel-soap:uit")).hasRootCauseInstanceOf(IllegalArgumentException.class);
    }
}

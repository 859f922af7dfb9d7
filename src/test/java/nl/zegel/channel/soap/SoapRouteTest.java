package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** The shipped route file with the real component. */
class SoapRouteTest {
    private final GeheugenPost post = new GeheugenPost();
    private final SoapAanvoer component = new SoapAanvoer();
    private final List<Map<String, Object>> koppen = new ArrayList<>();
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

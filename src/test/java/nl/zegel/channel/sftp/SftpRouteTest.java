package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.zegel.exchange.Intake;
import nl.zegel.testing.Proefbeurten;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped route file with the real component. */
class SftpRouteTest {
    @TempDir Path map;
    private final GeheugenPost post = new GeheugenPost();
    private final List<Map<String, Object>> headers = new ArrayList<>();
    private volatile Processor stap = e -> e.getIn().getBody(Intake.Ontvangst.class).vastleggen();
    private CamelContext camel;
    private SftpComponent component;
    private Afhaler afhaler;
    private PartijServer partijServer;
    private SshClient client;

    @BeforeEach
    void start() throws Exception {
        var sleutel = Hostsleutel.laadOfMaak(map.resolve("k"));
        component = new SftpComponent(new SftpComponent.Opzet(SftpInstellingen.op("127.0.0.1", 0), List.of(sleutel),
                (gebruiker, k) -> Optional.of(Proefserver.POLITIE), post, post, new Proefklok()));
        partijServer = new PartijServer(sleutel, Duration.ofSeconds(5));
        afhaler = new Afhaler(partijServer, post, new Proefbeurten());
        camel = new DefaultCamelContext();
        camel.addComponent("zegel-sftp", component);
        camel.addComponent("zegel-sftp-haal", new HaalComponent(afhaler));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:intake").process(SftpRouteTest.this::stap);
            }
        });
        Resource bestand = ResourceHelper.resolveResource(camel, "file:routes/intake-sftp.camel.yaml");
        PluginHelper.getRoutesLoader(camel).loadRoutes(bestand);
        camel.start();
        client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((s, a, k) -> true);
        client.addPublicKeyIdentity(sleutel);
        client.start();
    }

    private void stap(Exchange exchange) throws Exception {
        headers.add(Map.copyOf(exchange.getIn().getHeaders()));
        stap.process(exchange);
    }

    @AfterEach
    void stop() {
        client.stop();
        camel.stop();
        partijServer.close();
    }

    private void stuur(String naam) throws Exception {
        try (ClientSession sessie = client.connect("politie-utrecht", "127.0.0.1", component.server().orElseThrow().poort())
                .verify(Duration.ofSeconds(10)).getClientSession()) {
            sessie.auth().verify(Duration.ofSeconds(10));
            SftpClient sftp = SftpClientFactory.instance().createSftpClient(sessie, 3);
            var h = sftp.open(naam, EnumSet.of(SftpClient.OpenMode.Write, SftpClient.OpenMode.Create, SftpClient.OpenMode.Truncate));
            sftp.write(h, 0, Proefserver.cms(100));
            h.close();
        }
    }

    @Test
    void upload_entersTheIntakeRouteWithoutAnyHeader() throws Exception {
        stuur("in/CamelFileName.p7m");
        assertThat(post.vastgelegd).hasSize(1);
        assertThat(headers).containsExactly(Map.of());
    }

    @Test
    void routeThatFails_isAFailedClose() {
        stap = e -> {
            throw new IllegalStateException("database away");
        };
        assertThatThrownBy(() -> stuur("in/a.p7m")).isInstanceOf(SftpException.class).hasMessageNotContaining("database");
        assertThat(post.vastgelegd).isEmpty();
    }

    @Test
    void routeThatDoesNotMakeDurable_isAFailedClose() {
        stap = e -> {};
        assertThatThrownBy(() -> stuur("in/a.p7m")).isInstanceOf(SftpException.class);
    }

    @Test
    void stoppedRoute_listensAndFetchesNoMore() throws Exception {
        int poort = component.server().orElseThrow().poort();
        camel.getRouteController().stopRoute("intake-sftp");
        camel.getRouteController().stopRoute("intake-sftp-haal");
        assertThat(component.server()).isEmpty();
        assertThatThrownBy(() -> new java.net.Socket("127.0.0.1", poort).close()).isInstanceOf(IOException.class);
    }

    @Test
    void unknownEndpoint_isRefused() {
        assertThatThrownBy(() -> camel.getEndpoint("zegel-sftp:iets")).hasStackTraceContaining("server");
        assertThatThrownBy(() -> camel.getEndpoint("zegel-sftp-haal:iets")).hasStackTraceContaining("partijen");
        assertThatThrownBy(() -> camel.getEndpoint("zegel-sftp:server").createProducer()).isInstanceOf(UnsupportedOperationException.class);
    }
}

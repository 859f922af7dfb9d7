package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.exchange.PostbusDienst;
import nl.zegel.party.LoketId;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and management port beside a gateway that has delivered a HIB; then the same with the gateway stopped. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpdrachtenIT {
    @TempDir
    static Path map;

    private static Proefgateway gateway;
    private static Path bewijs;
    private static String poort;

    @BeforeAll
    static void lever() throws Exception {
        gateway = Proefgateway.start(map);
        poort = String.valueOf(gateway.instellingen.beheer().poort());
        Intake intake = gateway.bean(Intake.class);
        OntvangstId id = DunneDraadIT.dienIn(intake, Path.of("docs/voorbeelden/hib-01-flat.xml"));
        Intake.Bewijsstuk stuk = intake.wachtOpUitslag(id, Duration.ofSeconds(30)).orElseThrow();
        bewijs = Files.write(map.resolve("bewijs.json"), stuk.json());
        Files.write(map.resolve("bewijs.json.p7s"), stuk.handtekening());
        DunneDraadIT.wacht(() -> gateway.bean(PostbusDienst.class).uit(new LoketId("corporatie-voorbeeld-wonen")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> haal(String pad) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + poort + pad)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Order(1)
    void health_namesEveryPartAndNoData() throws Exception {
        HttpResponse<String> stand = haal("/actuator/health");

        assertThat(stand.statusCode()).as(stand.body()).isEqualTo(200);
        assertThat(stand.body()).contains("\"database\"", "\"sleutelkast\"", "\"certificaten\"", "\"postbus\"", "\"sftp\"", "\"werk\"",
                "\"logboek\"").contains("\"status\":\"LET_OP\"").doesNotContain("Voorbeeldstraat", "HIB-2026", "gemeente-", "politie-");
    }

    @Test
    @Order(1)
    void metrics_countIntakeStepsAndDeliveries() throws Exception {
        String alles = haal("/actuator/prometheus").body();

        assertThat(alles).contains("zegel_intake_total{kanaal=\"sftp\",uitslag=\"ontvangen\"} 1.0", "zegel_process_seconds_count{uitslag=\"aangenomen\"}",
                "zegel_delivery_seconds_count{kanaal=\"sftp\"", "zegel_work_open", "zegel_log_unnumbered", "zegel_evidence_oldest");
        assertThat(alles).doesNotContain("gemeente-utrecht", "politie-mn", "corporatie-", "HIB-2026");
        assertThat(haal("/actuator/metrics/zegel.work.open").body()).contains("VALUE");
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(strings = {"env", "heapdump", "threaddump", "loggers", "beans", "configprops", "mappings", "shutdown", "info", "logfile", "camel",
        "httpexchanges", "flyway", "scheduledtasks", "conditions", ""})
    void otherEndpoints_doNotExist(String naam) throws Exception {
        HttpResponse<String> antwoord = haal("/actuator/" + naam);

        assertThat(antwoord.statusCode()).isEqualTo(404);
        assertThat(antwoord.body()).doesNotContainIgnoringCase("spring", "tomcat", "exception", "trace", "java.");
    }

    @Test
    @Order(1)
    void everyAnswer_hasItsHeadersAndNoServerName() throws Exception {
        for (String pad : List.of("/actuator/health", "/actuator/nergens", "/", "/%2e%2e/")) {
            HttpResponse<String> antwoord = haal(pad);
            assertThat(antwoord.headers().firstValue("Server")).isEmpty();
            assertThat(antwoord.headers().firstValue("X-Powered-By")).isEmpty();
            assertThat(antwoord.body()).doesNotContainIgnoringCase("tomcat", "spring", "exception");
        }
        assertThat(haal("/actuator/health").headers().map()).containsKeys("cache-control", "x-content-type-options", "x-frame-options",
                "content-security-policy");
    }

    @Test
    @Order(1)
    void search_findsToWhomAndWhy_andIsItselfAnEntry() {
        Opdracht zoek = zoek("3512AB\n12\nB\n", "adres");

        assertThat(zoek.einde()).as(zoek::alles).isZero();
        assertThat(zoek.uit()).contains("Woningcorporatie Voorbeeld, wonen", "grondslag", "hennep-midden-nederland-2024", "Deze zoekvraag staat in het register")
                .doesNotContain("Voorbeeldstraat", "3512");
        assertThat(inzages()).isGreaterThan(0);
    }

    private static Opdracht zoek(String invoer, String op) {
        InputStream oud = System.in;
        System.setIn(new ByteArrayInputStream(invoer.getBytes(StandardCharsets.UTF_8)));
        try {
            return Opdracht.draai("register", "zoek", "--op", op, "--reden", "inzageverzoek", "--config", map.resolve("config/zegel.yaml"));
        } finally {
            System.setIn(oud);
        }
    }

    private static long inzages() {
        Opdracht uitvoer = Opdracht.draai("register", "export", map.resolve("inzage"), "--config", map.resolve("config/zegel.yaml"));
        assertThat(uitvoer.einde()).as(uitvoer::alles).isZero();
        try (Stream<Path> alle = Files.list(map.resolve("inzage"))) {
            return Files.readAllLines(alle.findFirst().orElseThrow()).stream().filter(r -> r.contains("INZAGE")).count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @Order(1)
    void search_unknownPerson_saysSo() {
        assertThat(zoek("999990019\n", "bsn").einde()).isEqualTo(1);
    }

    @Test
    @Order(1)
    void search_whatIsNoIdentifier_searchesNothing() {
        Opdracht zoek = zoek("geen getal\n", "bsn");

        assertThat(zoek.einde()).isEqualTo(2);
        assertThat(zoek.alles()).doesNotContain("geen getal");
    }

    @Test
    @Order(1)
    void search_identifierAsArgument_isRefused() {
        assertThat(Opdracht.draai("register", "zoek", "--op", "bsn", "--reden", "klacht", "999990019").einde()).isEqualTo(2);
    }

    @Test
    @Order(1)
    void doctor_besideARunningGateway_findsItsPortsTaken() {
        Opdracht doctor = Opdracht.draai("doctor", "--config", map.resolve("config/zegel.yaml"));

        assertThat(doctor.uit()).contains("in gebruik door de gateway die draait");
    }

    @Test
    @Order(2)
    void gatewayStopped_evidenceAndExportAreProvenFromFiles() throws Exception {
        Path map2 = map.resolve("uitvoer");
        gateway.close();
        assertThat(Opdracht.draai("register", "export", map2, "--config", map.resolve("config/zegel.yaml")).einde()).isZero();
        Path uitvoer;
        try (Stream<Path> alle = Files.list(map2)) {
            uitvoer = alle.findFirst().orElseThrow();
        }
        Object[] vertrouwen = {"--ankers", VoorbeeldPki.uit().resolve("anchors.pem"), "--crl", VoorbeeldPki.uit().resolve("crl"),
            "--gateway", VoorbeeldPki.uit().resolve("gateway/bewijs.pem")};

        Opdracht goed = verify(vertrouwen, bewijs, "--register", uitvoer);
        assertThat(goed.einde()).as(goed::alles).isZero();
        assertThat(goed.uit()).startsWith("BEWEZEN");

        assertThat(verify(new Object[0], bewijs).einde()).isEqualTo(1);
        assertThat(verify(vertrouwen, bewijs, "--json").uit()).contains("\"oordeel\" : \"BEWEZEN\"");

        Path anders = map.resolve("anders.json");
        Files.writeString(anders, Files.readString(bewijs).replace("aangenomen", "afgewezen"));
        Files.copy(map.resolve("bewijs.json.p7s"), map.resolve("anders.json.p7s"));
        Opdracht vals = verify(vertrouwen, anders);
        assertThat(vals.einde()).isEqualTo(1);
        assertThat(vals.uit()).startsWith("FOUT");
    }

    private static Opdracht verify(Object[] vertrouwen, Object... rest) {
        return Opdracht.draai(Stream.of(Stream.of("verify"), Stream.of(vertrouwen), Stream.of(rest)).flatMap(s -> s).toArray());
    }

    @Test
    @Order(2)
    void verifyWithoutFilesOrHalfAKey_isWrongUse() {
        assertThat(Opdracht.draai("verify").einde()).isEqualTo(2);
        assertThat(Opdracht.draai("verify", bewijs, "--sleutel", bewijs).einde()).isEqualTo(2);
    }
}

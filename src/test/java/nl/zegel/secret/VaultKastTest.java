package nl.zegel.secret;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.zegel.crypto.Geheim;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.Sleutelkast.Dicht;
import nl.zegel.crypto.Sleutelkast.Gebruik;
import nl.zegel.crypto.Sleutelkast.Oorzaak;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are whole, in the form that Vault's HTTP API documents for KV v2. */
class VaultKastTest {
    private static final String TOKEN = "hvs.proef";
    private static final String PAD = "/v1/secret/data/zegel/ondertekenen";

    @RegisterExtension
    static final WireMockExtension VAULT = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1")).build();

    @TempDir
    private Path map;
    private final Verzetbaar klok = new Verzetbaar();

    /** A clock that a test moves. */
    private static final class Verzetbaar extends Clock {
        private Instant nu = Instant.parse("2026-11-23T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return nu;
        }
    }

    @BeforeEach
    void token() throws IOException {
        Files.writeString(map.resolve("token"), TOKEN + "\n");
    }

    private VaultKast kast() {
        return kast(URI.create(VAULT.baseUrl()));
    }

    private VaultKast kast(URI adres) {
        return new VaultKast(new VaultKast.Plek(adres, "secret/zegel", map.resolve("token"), Optional.empty(),
                Duration.ofSeconds(4), Duration.ofMinutes(5)), klok);
    }

    private static ResponseDefinitionBuilder antwoord(int status, String json) {
        return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(json);
    }

    private static String kv(Map<String, String> velden) {
        String data = velden.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue().replace("\n", "\\n") + "\"").collect(Collectors.joining(","));
        return """
                {"request_id":"7ad2b0d5-0000-4000-8000-000000000001","lease_id":"","renewable":false,"lease_duration":2764800,
                 "data":{"data":{%s},"metadata":{"created_time":"2026-11-01T00:00:00.000000000Z","custom_metadata":null,
                 "deletion_time":"","destroyed":false,"version":3}},"wrap_info":null,"warnings":null,"auth":null}""".formatted(data);
    }

    private static String pem(String naam) {
        try {
            return Files.readString(VoorbeeldPki.uit().resolve("gateway").resolve(naam));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void stub(ResponseDefinitionBuilder antwoord) {
        VAULT.stubFor(get(urlEqualTo(PAD)).willReturn(antwoord));
    }

    private Dicht<List<Sleutel>> dicht() {
        Sleutelkast.Antwoord<List<Sleutel>> antwoord = kast().sleutels(Gebruik.ONDERTEKENEN);
        assertThat(antwoord).isInstanceOf(Dicht.class);
        return (Dicht<List<Sleutel>>) antwoord;
    }

    @Test
    void keyInKv_opened_withToken() {
        stub(antwoord(200, kv(Map.of("sleutel", pem("ondertekenen.key"), "certificaten", pem("ondertekenen.pem")))));
        List<Sleutel> sleutels = kast().sleutels(Gebruik.ONDERTEKENEN).waarde().orElseThrow();
        assertThat(sleutels).hasSize(1);
        assertThat(sleutels.get(0).prive().getAlgorithm()).isEqualTo("EC");
        assertThat(sleutels.get(0).certificaat().getSubjectX500Principal().getName()).contains("CN=zegel-demo");
        VAULT.verify(getRequestedFor(urlEqualTo(PAD)).withHeader("X-Vault-Token", equalTo(TOKEN)));
    }

    @Test
    void severalKeys_inOrder() {
        stub(antwoord(200, kv(Map.of("sleutel", pem("ondertekenen.key"), "certificaten", pem("ondertekenen.pem"),
                "sleutel-2", pem("ontsleutelen-32.key"), "certificaten-2", pem("ontsleutelen-32.pem")))));
        assertThat(kast().sleutels(Gebruik.ONDERTEKENEN).waarde().orElseThrow()).extracting(Sleutel::id)
                .containsExactly("ondertekenen", "ondertekenen-2");
    }

    @Test
    void secret_decoded_handleShowsIdOnly() {
        String waarde = Base64.getEncoder().encodeToString("heel geheim".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        VAULT.stubFor(get(urlEqualTo("/v1/secret/data/zegel/geheimen/rust-1")).willReturn(antwoord(200, kv(Map.of("waarde", waarde)))));
        Geheim geheim = kast().geheim("rust-1").waarde().orElseThrow();
        assertThat(new String(geheim.tekens())).isEqualTo("heel geheim");
        assertThat(geheim).hasToString("Geheim[rust-1]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "503 | {\"errors\":[\"Vault is sealed\"]}              | VERZEGELD    | true",
            "500 | {\"errors\":[\"internal error\"]}               | ONBEREIKBAAR | true",
            "502 | {\"errors\":[]}                                 | ONBEREIKBAAR | true",
            "429 | {\"errors\":[\"rate limit quota exceeded\"]}    | TE_TRAAG     | true",
            "403 | {\"errors\":[\"permission denied\"]}            | GEWEIGERD    | false",
            "400 | {\"errors\":[\"missing client token\"]}         | GEWEIGERD    | false",
            "404 | {\"errors\":[]}                                 | ONBEKEND     | false"})
    void refusal_asVaultDocuments_isAClosedStore(int status, String json, Oorzaak oorzaak, boolean vanzelf) {
        stub(antwoord(status, json));
        assertThat(dicht().oorzaak()).isEqualTo(oorzaak);
        assertThat(dicht().vanzelf()).isEqualTo(vanzelf);
    }

    @Test
    void deletedVersion_404WithMetadata_isUnknown() {
        stub(antwoord(404, """
                {"request_id":"7ad2b0d5-0000-4000-8000-000000000002","lease_id":"","renewable":false,"lease_duration":0,
                 "data":{"data":null,"metadata":{"created_time":"2026-11-01T00:00:00Z","custom_metadata":null,
                 "deletion_time":"2026-11-02T00:00:00Z","destroyed":false,"version":3}},"wrap_info":null,"warnings":null,"auth":null}"""));
        assertThat(dicht().oorzaak()).isEqualTo(Oorzaak.ONBEKEND);
    }

    @Test
    void slowVault_givesUpInTime() {
        stub(antwoord(200, kv(Map.of("sleutel", pem("ondertekenen.key"), "certificaten", pem("ondertekenen.pem")))).withFixedDelay(8_000));
        assertThat(dicht()).isEqualTo(new Dicht<>(Oorzaak.TE_TRAAG, "ondertekenen"));
    }

    @Test
    void droppedConnection_isUnreachable() {
        stub(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(dicht().oorzaak()).isEqualTo(Oorzaak.ONBEREIKBAAR);
    }

    @Test
    void nobodyListening_isUnreachable() throws IOException {
        int poort;
        try (ServerSocket vrij = new ServerSocket(0)) {
            poort = vrij.getLocalPort();
        }
        assertThat(kast(URI.create("http://127.0.0.1:" + poort)).sleutels(Gebruik.ONDERTEKENEN))
                .isEqualTo(new Dicht<>(Oorzaak.ONBEREIKBAAR, "ondertekenen"));
    }

    @Test
    void missingToken_isRefused_withoutAsking() throws IOException {
        Files.delete(map.resolve("token"));
        assertThat(dicht().oorzaak()).isEqualTo(Oorzaak.GEWEIGERD);
        VAULT.verify(0, getRequestedFor(urlEqualTo(PAD)));
    }

    @Test
    void fieldsMissing_isUnreadable() {
        stub(antwoord(200, kv(Map.of("sleutel", pem("ondertekenen.key")))));
        assertThat(dicht().oorzaak()).isEqualTo(Oorzaak.ONLEESBAAR);
    }

    @Test
    void keyOfAnotherCertificate_isUnreadable() {
        stub(antwoord(200, kv(Map.of("sleutel", pem("bewijs.key"), "certificaten", pem("ondertekenen.pem")))));
        assertThat(dicht().oorzaak()).isEqualTo(Oorzaak.ONLEESBAAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"geen pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", ""})
    void brokenKey_isUnreadable(String sleutel) {
        stub(antwoord(200, kv(Map.of("sleutel", sleutel, "certificaten", pem("ondertekenen.pem")))));
        assertThat(dicht().oorzaak()).isEqualTo(Oorzaak.ONLEESBAAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>proxy</html>", "", "{\"data\":null}", "[]"})
    void answerThatIsNotVaults_isClosed(String tekst) {
        stub(antwoord(200, tekst));
        assertThat(kast().sleutels(Gebruik.ONDERTEKENEN)).isInstanceOf(Dicht.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../sys/seal", "a/b", "", "A", "x?list=true"})
    void secretIdThatIsAPath_neverAsked(String id) {
        assertThat(kast().geheim(id)).isEqualTo(new Dicht<>(Oorzaak.ONBEKEND, "geheim"));
        assertThat(VAULT.getAllServeEvents()).isEmpty();
    }

    @Test
    void sealedAfterOpen_keptUntilTermThenClosedThenOpenAgain() {
        VaultKast kast = kast();
        ResponseDefinitionBuilder goed = antwoord(200, kv(Map.of("sleutel", pem("ondertekenen.key"), "certificaten", pem("ondertekenen.pem"))));
        stub(goed);
        assertThat(kast.sleutels(Gebruik.ONDERTEKENEN).waarde()).isPresent();
        stub(antwoord(503, "{\"errors\":[\"Vault is sealed\"]}"));
        klok.nu = klok.nu.plus(Duration.ofMinutes(5)).minusMillis(1);
        assertThat(kast.sleutels(Gebruik.ONDERTEKENEN).waarde()).as("still within its term").isPresent();
        klok.nu = klok.nu.plusMillis(1);
        assertThat(kast.sleutels(Gebruik.ONDERTEKENEN)).isEqualTo(new Dicht<>(Oorzaak.VERZEGELD, "ondertekenen"));
        stub(goed);
        assertThat(kast.sleutels(Gebruik.ONDERTEKENEN).waarde()).as("no restart needed").isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://vault.example:8200", "http://192.0.2.1:8200", "ftp://127.0.0.1", "127.0.0.1"})
    void addressWithoutTls_refused(String adres) {
        assertThatThrownBy(() -> kast(URI.create(adres))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void vaultUnderAnotherCa_isUnreachable() throws IOException {
        WireMockConfiguration https = WireMockConfiguration.wireMockConfig().dynamicPort().dynamicHttpsPort().bindAddress("127.0.0.1");
        var server = new com.github.tomakehurst.wiremock.WireMockServer(https);
        server.start();
        try {
            VaultKast kast = new VaultKast(new VaultKast.Plek(URI.create("https://localhost:" + server.httpsPort()), "secret/zegel",
                    map.resolve("token"), Optional.of(VoorbeeldPki.uit().resolve("anchors.pem")), Duration.ofSeconds(2), Duration.ofMinutes(5)), klok);
            assertThat(kast.sleutels(Gebruik.ONDERTEKENEN)).isEqualTo(new Dicht<>(Oorzaak.ONBEREIKBAAR, "ondertekenen"));
            assertThat(server.getAllServeEvents()).as("the token was never sent").isEmpty();
        } finally {
            server.stop();
        }
    }
}

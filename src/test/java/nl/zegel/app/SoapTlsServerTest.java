package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import nl.zegel.testing.Programma;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** The connector for SOAP as the gateway sets it, against {@code openssl s_client}, which can still speak what is weak. */
class SoapTlsServerTest {
    @TempDir
    static Path map;

    private static WebServer server;
    private static Programma openssl;

    @BeforeAll
    static void start() throws Exception {
        openssl = Programma.nodig("openssl", "openssl");
        TomcatServletWebServerFactory fabriek = new TomcatServletWebServerFactory(0);
        new Soapkanaal().wederzijdseTls(tls()).customize(fabriek);
        server = fabriek.getWebServer();
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static Soapkanaal.Tls tls() throws Exception {
        String wachtwoord = new String(VoorbeeldPki.wachtwoord("gateway"));
        KeyStore eigen = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(VoorbeeldPki.uit().resolve("gateway/tls.p12"))) {
            eigen.load(in, wachtwoord.toCharArray());
        }
        KeyStore vertrouwd = KeyStore.getInstance("PKCS12");
        vertrouwd.load(null, null);
        for (X509Certificate anker : Kern.certificaten(VoorbeeldPki.uit().resolve("anchors.pem"))) {
            vertrouwd.setCertificateEntry("anker", anker);
        }
        return new Soapkanaal.Tls(eigen, vertrouwd, wachtwoord);
    }

    /** With the client's certificate, so that only the offer can be wrong. A request makes the server's last word come through. */
    private static Programma.Afloop verbind(String... aanbod) throws Exception {
        Path loket = VoorbeeldPki.uit().resolve("stedin-fraude");
        List<String> met = new ArrayList<>(List.of("-cert", loket.resolve("tls.pem").toString(), "-key", loket.resolve("tls.key").toString(),
                "-cert_chain", VoorbeeldPki.uit().resolve("keten.pem").toString()));
        met.addAll(List.of(aanbod));
        return kaal(met.toArray(String[]::new));
    }

    private static Programma.Afloop kaal(String... aanbod) throws Exception {
        List<String> opdracht = new ArrayList<>(List.of("s_client", "-connect", "localhost:" + server.getPort(), "-CAfile",
                VoorbeeldPki.uit().resolve("anchors.pem").toString(), "-verify_return_error", "-ign_eof"));
        opdracht.addAll(List.of(aanbod));
        return openssl.draai(map, 60, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", opdracht);
    }

    @ParameterizedTest
    @CsvSource({"-tls1_3,TLS_AES_256_GCM_SHA384", "-tls1_3,TLS_CHACHA20_POLY1305_SHA256", "-tls1_2,ECDHE-ECDSA-AES256-GCM-SHA384",
        "-tls1_2,ECDHE-ECDSA-CHACHA20-POLY1305", "-tls1_2,ECDHE-ECDSA-AES128-GCM-SHA256"})
    void whatIsOnTheList_isSpoken(String versie, String suite) throws Exception {
        Programma.Afloop afloop = verbind(versie, versie.equals("-tls1_3") ? "-ciphersuites" : "-cipher", suite);
        assertThat(afloop.tekst()).contains("Cipher is " + suite, "HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1", "-tls1_1"})
    void olderTls_getsNoHandshake(String versie) throws Exception {
        Programma.Afloop afloop = verbind(versie, "-cipher", "ALL:@SECLEVEL=0");
        assertThat(afloop.tekst()).contains("Cipher is (NONE)", "alert protocol version").doesNotContain("HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECDHE-ECDSA-AES256-SHA384", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-CCM",
        "ALL:!AESGCM:!CHACHA20"})
    void suiteThatIsNotOnTheList_getsNoHandshake(String suites) throws Exception {
        Programma.Afloop afloop = verbind("-tls1_2", "-cipher", suites + ":@SECLEVEL=0");
        assertThat(afloop.tekst()).contains("Cipher is (NONE)", "handshake failure").doesNotContain("HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void withoutClientCertificate_noRequestIsRead(String versie) throws Exception {
        Programma.Afloop afloop = kaal(versie);
        assertThat(afloop.tekst()).contains("alert").doesNotContain("HTTP/1.1");
    }

    @Test
    void clientCertificateOfNobodyWeTrust_isRefused() throws Exception {
        Path vreemd = VoorbeeldPki.slecht();
        Programma.Afloop afloop = kaal("-tls1_2", "-cert", vreemd.resolve("goed.pem").toString(), "-key", vreemd.resolve("goed.key").toString());
        assertThat(afloop.tekst()).contains("alert").doesNotContain("HTTP/1.1");
    }
}

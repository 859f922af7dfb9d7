package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nl.zegel.channel.soap.Profiel;
import nl.zegel.channel.soap.SoapVerzender;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Opener;
import nl.zegel.crypto.Sleutel;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.LoketId;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SOAP through the whole gateway: a submission answered with its evidence, a delivery collected and confirmed. */
class SoapDraadIT {
    private static final String POLITIE = "politie-mn-hennepcoordinator";
    private static final String STEDIN = "stedin-fraude";

    @TempDir
    Path map;

    @Test
    void hib_isSubmittedCollectedAndConfirmedOverSoap() throws Exception {
        try (Proefgateway gateway = Proefgateway.start(map)) {
            Path p7m = map.resolve("hib.p7m");
            verzegel(Path.of("docs/voorbeelden/hib-01-flat.xml"), p7m);
            try (SoapVerzender politie = verzender(gateway, POLITIE, Profiel.S)) {
                SoapVerzender.Ingediend ingediend = politie.dienIn(p7m);
                assertThat(ingediend.bewijs()).isPresent();
                assertThat(new String(ingediend.bewijs().get().json())).contains("SubmissionAcceptance");
            }
            try (SoapVerzender stedin = verzender(gateway, STEDIN, Profiel.S)) {
                List<Postbus.Item> klaar = DunneDraadIT.wacht(() -> overzicht(stedin));
                Path kopie = map.resolve("kopie.p7m");
                stedin.haalOp(klaar.get(0).naam(), kopie);
                Geopend open = (Geopend) gateway.bean(Opener.class).open(() -> Files.newInputStream(kopie),
                        List.of(Proefgateway.sleutel(STEDIN, "ontsleutelen")), (c, p) -> true);
                assertThat(new String(open.open().readAllBytes())).contains("document.xml");
                stedin.bevestig(klaar.get(0).naam());
            }
            assertThat(DunneDraadIT.wacht(() -> gateway.bean(Postbus.class).bewijzen(new LoketId(POLITIE)).stream()
                    .filter(i -> i.naam().contains("overgedragen")).toList())).isNotEmpty();
        }
    }

    @Test
    void clientWithoutCertificate_getsNoConnection_andTheManagementPortServesNoSoap() throws Exception {
        try (Proefgateway gateway = Proefgateway.start(map)) {
            SSLContext zonder = SSLContext.getInstance("TLS");
            zonder.init(null, vertrouwen().getTrustManagers(), null);
            HttpClient client = HttpClient.newBuilder().sslContext(zonder).build();
            URI soap = Soapkanaal.adres(gateway.instellingen);
            assertThatThrownBy(() -> client.send(HttpRequest.newBuilder(soap.resolve("2w-be-s")).build(), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            URI beheer = URI.create("http://127.0.0.1:" + gateway.instellingen.beheer().poort());
            assertThat(HttpClient.newHttpClient().send(HttpRequest.newBuilder(beheer.resolve("/ws/2w-be-s")).build(),
                    HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(404);
            assertThat(HttpClient.newHttpClient().send(HttpRequest.newBuilder(beheer.resolve("/actuator/health")).build(),
                    HttpResponse.BodyHandlers.ofString()).statusCode()).isIn(200, 503);
        }
    }

    private static List<Postbus.Item> overzicht(SoapVerzender verzender) {
        try {
            return verzender.overzicht();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void verzegel(Path xml, Path naar) throws Exception {
        Inzender inzender = new Inzender();
        ByteArrayOutputStream p7m = new ByteArrayOutputStream();
        inzender.zegel(inzender.lees(xml), xml.resolveSibling("bijlagen"), Proefgateway.sleutel(POLITIE, "ondertekenen"),
                Proefgateway.gateway("ontsleutelen"), CmsProfiel.V4_0, Instant.now(), p7m);
        Files.write(naar, p7m.toByteArray());
    }

    static SoapVerzender verzender(Proefgateway gateway, String loket, Profiel profiel) throws Exception {
        return verzender(gateway.instellingen, loket, profiel);
    }

    static SoapVerzender verzender(Instellingen instellingen, String loket, Profiel profiel) throws Exception {
        Sleutel teken = Proefgateway.sleutel(loket, "ondertekenen");
        Sleutel tls = Proefgateway.sleutel(loket, "tls");
        KeyStore eigen = KeyStore.getInstance("PKCS12");
        eigen.load(null, null);
        eigen.setKeyEntry("tls", tls.prive(), "x".toCharArray(), tls.keten().toArray(java.security.cert.Certificate[]::new));
        KeyManagerFactory sleutels = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        sleutels.init(eigen, "x".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(sleutels.getKeyManagers(), vertrouwen().getTrustManagers(), null);
        return new SoapVerzender(gegevens(instellingen, loket, profiel, teken, context), Clock.systemUTC());
    }

    private static TrustManagerFactory vertrouwen() throws Exception {
        KeyStore ankers = KeyStore.getInstance("PKCS12");
        ankers.load(null, null);
        ankers.setCertificateEntry("anker", Kern.certificaten(VoorbeeldPki.uit().resolve("anchors.pem")).get(0));
        TrustManagerFactory vertrouwen = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        vertrouwen.init(ankers);
        return vertrouwen;
    }

    private static SoapVerzender.Gegevens gegevens(Instellingen instellingen, String loket, Profiel profiel, Sleutel teken, SSLContext context) {
        return new SoapVerzender.Gegevens(Soapkanaal.adres(instellingen), profiel, new LoketId(loket), teken.certificaat(), teken.prive(),
                context, Proefgateway.gateway("ondertekenen"), java.util.Optional.empty());
    }
}

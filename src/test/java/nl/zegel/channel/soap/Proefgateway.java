package nl.zegel.channel.soap;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nl.zegel.crypto.Geheim;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.exchange.Onzeker;
import nl.zegel.party.LoketId;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.testing.ProefTomcat;
import nl.zegel.testing.VoorbeeldPki;
import org.apache.catalina.startup.Tomcat;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;

/** A gateway's SOAP side on a real Tomcat with mutual TLS, over memory; keys of the example PKI. */
final class Proefgateway implements AutoCloseable {
    static final String EC = "politie-mn-hennepcoordinator";
    static final String RSA = "gemeente-amersfoort-burgemeester";
    static final String ONBEKEND = "verhuurder-voorbeeld";
    static final Path PKI = VoorbeeldPki.uit();

    final GeheugenPost post = new GeheugenPost();
    final Klok klok = new Klok();
    final Bus bus = new CXFBusFactory().createBus();
    final Map<String, LoketId> geregistreerd = new HashMap<>();
    volatile boolean onzeker;
    volatile boolean kastDicht;
    volatile String tekent = "ondertekenen";
    private final ProefTomcat tomcat;
    private final SoapServer server;

    /** The real time, moved by the tests. */
    static final class Klok extends Clock {
        volatile Duration verzet = Duration.ZERO;

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(verzet);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    Proefgateway(Path werk) throws Exception {
        this(werk, o -> o.vastleggen());
    }

    Proefgateway(Path werk, Oplevering oplevering) throws Exception {
        for (String loket : List.of(EC, RSA)) {
            geregistreerd.put(Sleuteldoel.ONDERTEKENEN + vinger(certificaat(loket, "ondertekenen")), new LoketId(loket));
            geregistreerd.put(Sleuteldoel.TLS + vinger(certificaat(loket, "tls")), new LoketId(loket));
        }
        tomcat = new ProefTomcat(werk, bus);
        SoapInstellingen instellingen = new SoapInstellingen(basis(), Duration.ZERO, 1 << 20, 1L << 40);
        server = new SoapServer(bus, instellingen, new Kast(), this::loket, post, post, oplevering, klok);
    }

    Optional<LoketId> loket(X509Certificate certificaat, Sleuteldoel doel) throws Onzeker {
        if (onzeker) {
            throw new Onzeker();
        }
        return Optional.ofNullable(geregistreerd.get(doel + vinger(certificaat)));
    }

    static String vinger(X509Certificate certificaat) {
        return nl.zegel.crypto.Vingerafdruk.van(certificaat);
    }

    static KeyStore winkel(String eigenaar, String naam) throws Exception {
        KeyStore winkel = KeyStore.getInstance("PKCS12");
        winkel.load(null, null);
        winkel.setKeyEntry(naam, sleutel(eigenaar, naam), "x".toCharArray(), new Certificate[] {certificaat(eigenaar, naam),
            PemBestanden.certificaat(PKI.resolve("keten.pem"))});
        return winkel;
    }

    static String map(String eigenaar) {
        return eigenaar.equals("zegel") && Files.isDirectory(PKI.resolve("gateway")) ? "gateway" : eigenaar;
    }

    static X509Certificate certificaat(String eigenaar, String naam) throws IOException {
        return PemBestanden.certificaat(PKI.resolve(map(eigenaar)).resolve(naam + ".pem"));
    }

    static PrivateKey sleutel(String eigenaar, String naam) throws IOException {
        return PemBestanden.sleutel(PKI.resolve(map(eigenaar)).resolve(naam + ".key"));
    }

    static SSLContext tls(String eigenaar) throws IOException {
        return PemBestanden.tls(certificaat(eigenaar, "tls"), sleutel(eigenaar, "tls"),
                PemBestanden.alle(PKI.resolve("keten.pem")), PemBestanden.alle(PKI.resolve("anchors.pem")));
    }

    static SSLContext zonderCertificaat() throws Exception {
        KeyStore vertrouwd = KeyStore.getInstance("PKCS12");
        vertrouwd.load(null, null);
        vertrouwd.setCertificateEntry("anker", PemBestanden.certificaat(PKI.resolve("anchors.pem")));
        TrustManagerFactory vertrouwen = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        vertrouwen.init(vertrouwd);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, vertrouwen.getTrustManagers(), null);
        return context;
    }

    URI basis() {
        return tomcat.basis();
    }

    SoapVerzender verzender(String loket, Profiel profiel) throws IOException {
        return new SoapVerzender(new SoapVerzender.Gegevens(basis(), profiel, new LoketId(loket), certificaat(loket, "ondertekenen"),
                sleutel(loket, "ondertekenen"), tls(loket), certificaat("zegel", "ondertekenen"),
                Optional.of(certificaat("zegel", "ontsleutelen-soap"))), Clock.systemUTC());
    }

    OntvangstId laatste() {
        return post.vastgelegd.get(post.vastgelegd.size() - 1).id();
    }

    @Override
    public void close() throws Exception {
        server.close();
        tomcat.close();
        bus.shutdown(true);
    }

    Sleutelkast kast() {
        return new Kast();
    }

    private final class Kast implements Sleutelkast {
        @Override
        public Antwoord<List<Sleutel>> sleutels(Gebruik gebruik) {
            if (kastDicht) {
                return new Dicht<>(Oorzaak.VERZEGELD, gebruik.name());
            }
            String naam = gebruik == Gebruik.ONDERTEKENEN ? tekent : "ontsleutelen-soap";
            try {
                return new Open<>(List.of(new Sleutel(naam, gebruik, sleutel("zegel", naam), List.of(certificaat("zegel", naam)),
                        Optional.empty())));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Antwoord<Geheim> geheim(String id) {
            return new Dicht<>(Oorzaak.ONBEKEND, id);
        }
    }
}

package nl.zegel.app;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nl.zegel.channel.soap.SoapAanvoer;
import nl.zegel.channel.soap.SoapInstellingen;
import nl.zegel.channel.soap.SoapServer;
import nl.zegel.channel.soap.SoapToegang;
import nl.zegel.channel.soap.SoapUitgang;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.TlsEisen;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Padbewaking;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.Partijen;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.spring.SpringBus;
import org.apache.cxf.transport.servlet.CXFServlet;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires SOAP: the CXF bus under its own servlet, mutual TLS on the connector, and who a certificate speaks for. */
@Configuration(proxyBeanMethods = false)
class Soapkanaal {
    private static final String PAD = "/ws/";
    private static final String ALIAS = "tls";

    /** The TLS key and the anchors as key stores in memory, under a password that nobody else has. */
    record Tls(KeyStore eigen, KeyStore vertrouwd, String wachtwoord) {
        static Tls van(Sleutelkast kast, Instellingen instellingen, SecureRandom toeval) throws GeneralSecurityException, java.io.IOException {
            Sleutel sleutel = kast.sleutels(Sleutelkast.Gebruik.TLS).waarde().flatMap(l -> l.stream().findFirst())
                    .orElseThrow(() -> new StartFout("de sleutelkast geeft de TLS-sleutel niet; open de kast en start opnieuw"));
            byte[] willekeurig = new byte[16];
            toeval.nextBytes(willekeurig);
            String wachtwoord = HexFormat.of().formatHex(willekeurig);
            KeyStore eigen = leeg();
            eigen.setKeyEntry(ALIAS, sleutel.prive(), wachtwoord.toCharArray(), sleutel.keten().toArray(Certificate[]::new));
            KeyStore vertrouwd = leeg();
            int nummer = 0;
            for (X509Certificate anker : Kern.certificaten(instellingen.vertrouwen().ankers())) {
                vertrouwd.setCertificateEntry("anker-" + nummer++, anker);
            }
            return new Tls(eigen, vertrouwd, wachtwoord);
        }

        private static KeyStore leeg() throws GeneralSecurityException, java.io.IOException {
            KeyStore leeg = KeyStore.getInstance("PKCS12");
            leeg.load(null, null);
            return leeg;
        }

        SSLContext context() throws GeneralSecurityException {
            KeyManagerFactory sleutels = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            sleutels.init(eigen, wachtwoord.toCharArray());
            TrustManagerFactory vertrouwen = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            vertrouwen.init(vertrouwd);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(sleutels.getKeyManagers(), vertrouwen.getTrustManagers(), null);
            return context;
        }
    }

    @Bean
    Tls tls(Sleutelkast kast, Instellingen instellingen, SecureRandom toeval) throws GeneralSecurityException, java.io.IOException {
        return Tls.van(kast, instellingen, toeval);
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> wederzijdseTls(Tls tls) {
        SslStoreBundle winkels = SslStoreBundle.of(tls.eigen(), tls.wachtwoord(), tls.vertrouwd());
        SslBundleKey sleutel = SslBundleKey.of(tls.wachtwoord(), ALIAS);
        SslOptions eisen = SslOptions.of(TlsEisen.SUITES.toArray(String[]::new), TlsEisen.PROTOCOLLEN.toArray(String[]::new));
        SslBundle bundel = SslBundle.of(winkels, sleutel, eisen, "TLS", SslManagerBundle.from(winkels, sleutel));
        return fabriek -> {
            Ssl ssl = Ssl.forBundle("soap");
            ssl.setClientAuth(Ssl.ClientAuth.NEED);
            fabriek.setSslBundles(new DefaultSslBundleRegistry("soap", bundel));
            fabriek.setSsl(ssl);
        };
    }

    @Bean(name = Bus.DEFAULT_BUS_ID, destroyMethod = "shutdown")
    SpringBus bus() {
        return new SpringBus();
    }

    @Bean
    ServletRegistrationBean<CXFServlet> soapServlet(SpringBus bus) {
        CXFServlet servlet = new CXFServlet();
        servlet.setBus(bus);
        ServletRegistrationBean<CXFServlet> registratie = new ServletRegistrationBean<>(servlet, PAD + "*");
        registratie.setName("soap");
        registratie.addInitParameter("hide-service-list-page", "true");
        registratie.setLoadOnStartup(1);
        return registratie;
    }

    @Bean
    SoapToegang soapToegang(Partijen partijen, Padbewaking paden, Clock klok) {
        return new Lokettoegang(partijen, paden, klok);
    }

    static URI adres(Instellingen instellingen) {
        return instellingen.soap().adres().orElseGet(() -> URI.create("https://" + instellingen.soap().luister().adres() + ":"
                + instellingen.soap().luister().poort() + PAD));
    }

    @Bean(SoapAanvoer.SCHEMA)
    SoapAanvoer soapAanvoer() {
        return new SoapAanvoer();
    }

    @Bean(destroyMethod = "close")
    SoapServer soapServer(SpringBus bus, Instellingen instellingen, Sleutelkast kast, SoapToegang toegang, Intake intake, Postbus postbus,
            SoapAanvoer aanvoer, Clock klok) {
        return new SoapServer(bus, SoapInstellingen.op(adres(instellingen)), kast, toegang, intake, postbus, aanvoer, klok);
    }

    @Bean("uitgang-soap")
    SoapUitgang uitgangSoap(SpringBus bus, Instellingen instellingen, Sleutelkast kast, Tls tls, SoapToegang toegang, Clock klok)
            throws GeneralSecurityException {
        SSLContext context = tls.context();
        return new SoapUitgang(bus, adres(instellingen).toString(), kast, () -> context, toegang, loket -> Optional.empty(), klok);
    }
}

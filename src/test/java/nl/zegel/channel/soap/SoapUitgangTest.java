package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import nl.zegel.document.Deel;
import nl.zegel.exchange.Uitgang;
import nl.zegel.exchange.Uitgang.Afgifte;
import nl.zegel.exchange.Uitgang.Bezorging;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.testing.VoorbeeldPki;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pushing to a party's endpoint, which the test plays with the party's own keys. */
class SoapUitgangTest {
    @TempDir static Path map;
    private static Proefgateway gateway;
    private final List<String> ontvangen = new ArrayList<>();
    private UnaryOperator<String> antwoordId = id -> id;
    private String tekenaar = Proefgateway.RSA;
    private Server partij;

    @BeforeAll
    static void start() throws Exception {
        gateway = new Proefgateway(map);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void vooraf() {
        gateway.kastDicht = false;
        gateway.onzeker = false;
        gateway.tekent = "ondertekenen";
    }

    @AfterEach
    void partijWeg() {
        if (partij != null) {
            partij.destroy();
        }
    }

    @ParameterizedTest
    @EnumSource(Profiel.class)
    void document_takenAndSaidSo_isHandedOver_underTheSameId(Profiel profiel) throws Exception {
        gateway.tekent = profiel == Profiel.SE ? "ontsleutelen-soap" : "ondertekenen";
        partij(profiel);
        assertThat(bezorg(profiel, Uitgang.Soort.DOCUMENT)).isInstanceOf(Afgifte.Overgedragen.class);
        assertThat(bezorg(profiel, Uitgang.Soort.DOCUMENT)).isInstanceOf(Afgifte.Overgedragen.class);
        assertThat(ontvangen).hasSize(2).allMatch(r -> r.equals("urn:zegel:levering:l-7 DOCUMENT l-7.p7m zegel"));
    }

    @Test
    void encryptingProfile_withEcKey_isForAPerson() throws Exception {
        assertThat(bezorg(Profiel.SE, Uitgang.Soort.DOCUMENT)).isEqualTo(new Afgifte.Mislukt("SOAP_PROFIEL_SE_VRAAGT_RSA"));
    }

    @Test
    void evidence_isHandedOver() throws Exception {
        partij(Profiel.S);
        assertThat(bezorg(Profiel.S, Uitgang.Soort.BEWIJS)).isInstanceOf(Afgifte.Overgedragen.class);
        assertThat(ontvangen).containsExactly("urn:zegel:levering:l-7 BEWIJS b.json {}/p7s");
    }

    @Test
    void noAddress_isHeldUntilCollected() throws Exception {
        Bezorging bezorging = bezorging(loket(Optional.empty()), Uitgang.Soort.DOCUMENT);
        assertThat(uitgang(Profiel.S).bezorg(bezorging)).isInstanceOf(Afgifte.Aangeboden.class);
    }

    @Test
    void keyStoreClosed_isLater() throws Exception {
        gateway.kastDicht = true;
        assertThat(bezorg(Profiel.S, Uitgang.Soort.DOCUMENT)).isEqualTo(new Afgifte.LaterOpnieuw("SOAP_SLEUTELKAST_DICHT"));
    }

    @Test
    void fault_isLater() throws Exception {
        partij(Profiel.S);
        antwoordId = id -> {
            throw new Fault(new IOException("full"));
        };
        assertThat(bezorg(Profiel.S, Uitgang.Soort.DOCUMENT)).isEqualTo(new Afgifte.LaterOpnieuw("SOAP_GEWEIGERD"));
    }

    @Test
    void nobodyListens_isLater() throws Exception {
        int poort;
        try (ServerSocket vrij = new ServerSocket(0)) {
            poort = vrij.getLocalPort();
        }
        Bezorging bezorging = bezorging(loket(Optional.of("https://localhost:" + poort + "/x")), Uitgang.Soort.DOCUMENT);
        assertThat(uitgang(Profiel.S).bezorg(bezorging)).isEqualTo(new Afgifte.LaterOpnieuw("SOAP_ONBEREIKBAAR"));
    }

    @Test
    void answerAboutAnotherDelivery_leavesTheOutcomeUnknown() throws Exception {
        partij(Profiel.S);
        antwoordId = id -> "l-8";
        assertThatThrownBy(() -> bezorg(Profiel.S, Uitgang.Soort.DOCUMENT)).isInstanceOf(IOException.class);
    }

    @Test
    void answerSignedByAnother_leavesTheOutcomeUnknown() throws Exception {
        tekenaar = Proefgateway.EC;
        partij(Profiel.S);
        assertThatThrownBy(() -> bezorg(Profiel.S, Uitgang.Soort.DOCUMENT)).isInstanceOf(IOException.class)
                .hasMessageContaining("not known");
        assertThat(ontvangen).hasSize(1);
    }

    @Test
    void answerWhoseSignerMayBeRevoked_leavesTheOutcomeUnknown() throws Exception {
        partij(Profiel.S);
        gateway.onzeker = true;
        assertThatThrownBy(() -> bezorg(Profiel.S, Uitgang.Soort.DOCUMENT)).isInstanceOf(IOException.class).hasMessageContaining("not known");
        assertThat(ontvangen).hasSize(1);
    }

    @Test
    void addressWithoutSoap_leavesTheOutcomeUnknown() {
        Bezorging bezorging = bezorging(loket(Optional.of(gateway.basis() + "bestaat-niet")), Uitgang.Soort.DOCUMENT);
        assertThatThrownBy(() -> uitgang(Profiel.S).bezorg(bezorging)).isInstanceOf(IOException.class);
    }

    private Afgifte bezorg(Profiel profiel, Uitgang.Soort soort) throws Exception {
        return uitgang(profiel).bezorg(bezorging(loket(Optional.of(gateway.basis() + "partij/" + profiel.pad())), soort));
    }

    private static SoapUitgang uitgang(Profiel profiel) throws IOException {
        X509Certificate party = Proefgateway.certificaat(Proefgateway.RSA, "ondertekenen");
        var tls = Proefgateway.tls("zegel");
        return new SoapUitgang(gateway.bus, "urn:zegel:zegel-demo", gateway.kast(), () -> tls, gateway::loket,
                l -> profiel == Profiel.SE ? Optional.of(party) : Optional.empty(), Clock.systemUTC());
    }

    private static Bezorging bezorging(Loket naar, Uitgang.Soort soort) {
        List<Deel> delen = soort == Uitgang.Soort.DOCUMENT ? List.of(deel("l-7.p7m", "zegel")) : List.of(deel("b.json", "{}"), deel("b.json.p7s", "p7s"));
        return new Bezorging("l-7", soort, naar, delen, Instant.EPOCH);
    }

    private static Deel deel(String naam, String inhoud) {
        byte[] bytes = inhoud.getBytes(StandardCharsets.UTF_8);
        return new Deel(naam, "application/octet-stream", bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static Loket loket(Optional<String> adres) {
        Loket l = VoorbeeldPki.partijen().loket(new LoketId(Proefgateway.RSA)).orElseThrow();
        return new Loket(l.id(), l.partij(), l.naam(), l.functie(), l.gebied(), List.of(Kanaal.SOAP), l.mailadressen(), l.sshSleutels(),
                l.sftpServer(), adres, l.maxMailgrootte(), CmsProfiel.V4_0, l.profielenIn(), l.tekentOntvangstbewijzen(), l.certificaten());
    }

    /** The party's side: our own interceptors with the party's keys; interoperability is proven elsewhere. */
    private void partij(Profiel profiel) throws Exception {
        WsSleutels eigen = new WsSleutels(Proefgateway.certificaat(tekenaar, "ondertekenen"), Proefgateway.sleutel(tekenaar, "ondertekenen"),
                Optional.empty(), List.of(new WsSleutels.Ontsleutelaar(Proefgateway.sleutel(Proefgateway.RSA, "ondertekenen"), Optional.empty())));
        SoapInstellingen instellingen = new SoapInstellingen(URI.create(gateway.basis() + "partij/"), Duration.ZERO, 1 << 20, 1 << 20);
        String vanGateway = Sleuteldoel.ONDERTEKENEN + Proefgateway.vinger(Proefgateway.certificaat("zegel", gateway.tekent));
        String tlsVanGateway = Sleuteldoel.TLS + Proefgateway.vinger(Proefgateway.certificaat("zegel", "tls"));
        VerzoekIn in = new VerzoekIn(profiel, instellingen, Clock.systemUTC(), () -> Optional.of(eigen),
                (c, doel) -> Set.of(vanGateway, tlsVanGateway).contains(doel + Proefgateway.vinger(c)) ? Optional.of(new LoketId("zegel")) : Optional.empty(),
                new Herhaalgeheugen(100), code -> ontvangen.add("geweigerd " + code));
        JaxWsServerFactoryBean fabriek = new JaxWsServerFactoryBean();
        fabriek.setBus(gateway.bus);
        fabriek.setServiceClass(Leverpoort.class);
        fabriek.setServiceBean((Leverpoort) this::lever);
        fabriek.setWsdlLocation("classpath:wsdl/zegel-lever-1.wsdl");
        fabriek.setServiceName(new javax.xml.namespace.QName(Leverpoort.NS, "Lever-2W-be-" + profiel));
        fabriek.setEndpointName(new javax.xml.namespace.QName(Leverpoort.NS, "Lever-2W-be-" + profiel));
        fabriek.setAddress("/partij/" + profiel.pad());
        fabriek.getInInterceptors().add(in);
        WsUit uit = WsUit.antwoord(profiel, () -> Optional.of(eigen), Clock.systemUTC());
        fabriek.getOutInterceptors().add(uit);
        fabriek.getOutFaultInterceptors().addAll(List.of(new Fouten(), uit));
        partij = fabriek.create();
    }

    private Berichten.LeverAntwoord lever(Berichten.Lever bericht) {
        String id = PhaseInterceptorChain.getCurrentMessage().getExchange().get(Bericht.class).berichtId();
        try {
            String inhoud;
            if (bericht.inhoud != null) {
                try (InputStream bytes = bericht.inhoud.cms.getInputStream()) {
                    inhoud = bericht.inhoud.naam + " " + new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
                }
            } else {
                inhoud = bericht.bewijs.naam + " " + new String(bericht.bewijs.json) + "/" + new String(bericht.bewijs.handtekening);
            }
            ontvangen.add(id + " " + bericht.soort + " " + inhoud);
        } catch (IOException e) {
            throw new Fault(e);
        }
        Berichten.LeverAntwoord antwoord = new Berichten.LeverAntwoord();
        antwoord.leveringId = antwoordId.apply(bericht.leveringId);
        return antwoord;
    }
}

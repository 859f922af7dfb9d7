package nl.zegel.channel.soap;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.TlsEisen;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Postbus;
import org.apache.cxf.Bus;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the gateway's two endpoints ({@code 2w-be-s} and {@code 2w-be-se}) on a CXF bus. The HTTP server, its TLS with
 * client authentication ({@link TlsEisen}) and the servlet of the bus are the application's. Thread-safe.
 */
public final class SoapServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SoapServer.class);
    private static final int HERINNERING = 200_000;
    private static final int MEESTE_DELEN = 8;
    private static final int GROOTSTE_DEELKOP = 4096;
    private final List<Server> servers = new ArrayList<>();

    /**
     * @param sleutelkast keys ONDERTEKENEN (signs answers) and ONTSLEUTELEN_SOAP (RSA; opens Bodies of profile SE)
     * @param toegang     for whom a certificate speaks
     */
    public SoapServer(Bus bus, SoapInstellingen instellingen, Sleutelkast sleutelkast, SoapToegang toegang,
            Intake intake, Postbus postbus, Oplevering oplevering, Clock klok) {
        SoapKlant.beveiligTijdelijk(bus);
        Supplier<Optional<WsSleutels>> sleutels = () -> sleutels(sleutelkast);
        Herhaalgeheugen herhaald = new Herhaalgeheugen(HERINNERING);
        Consumer<String> teller = code -> tel(intake, code);
        SoapDienst dienst = new SoapDienst(intake, postbus, oplevering, instellingen.wachttijd(), teller);
        for (Profiel profiel : Profiel.values()) {
            VerzoekIn in = new VerzoekIn(profiel, instellingen, klok, sleutels, toegang, herhaald, teller);
            servers.add(publiceer(bus, instellingen, profiel, dienst, in, WsUit.antwoord(profiel, sleutels, klok)));
        }
    }

    private static Server publiceer(Bus bus, SoapInstellingen instellingen, Profiel profiel, SoapDienst dienst, VerzoekIn in, WsUit uit) {
        Fouten fouten = new Fouten();
        QName naam = new QName(Zegelpoort.NS, "Zegel-2W-be-" + profiel.name());
        JaxWsServerFactoryBean fabriek = new JaxWsServerFactoryBean();
        fabriek.setBus(bus);
        fabriek.setServiceClass(Zegelpoort.class);
        fabriek.setServiceBean(dienst);
        fabriek.setWsdlLocation("classpath:wsdl/zegel-soap-1.wsdl");
        fabriek.setServiceName(naam);
        fabriek.setEndpointName(naam);
        fabriek.setAddress("/" + profiel.pad());
        fabriek.setPublishedEndpointUrl(instellingen.adres(profiel));
        fabriek.setProperties(new java.util.HashMap<>(grenzen(instellingen, fouten)));
        fabriek.getInInterceptors().add(in);
        fabriek.getOutInterceptors().addAll(List.of(new Afsluiter(), new Mtom(), uit));
        fabriek.getOutFaultInterceptors().addAll(List.of(fouten, new Afsluiter(), uit));
        return fabriek.create();
    }

    private static Map<String, Object> grenzen(SoapInstellingen instellingen, Fouten fouten) {
        return Map.of(
                AttachmentDeserializer.ATTACHMENT_MAX_COUNT, MEESTE_DELEN,
                AttachmentDeserializer.ATTACHMENT_MAX_HEADER_SIZE, GROOTSTE_DEELKOP,
                AttachmentDeserializer.ATTACHMENT_MAX_SIZE, instellingen.bijlageGrens(),
                FaultListener.class.getName(), fouten);
    }

    private static Optional<WsSleutels> sleutels(Sleutelkast kast) {
        Optional<List<Sleutel>> tekent = kast.sleutels(Sleutelkast.Gebruik.ONDERTEKENEN).waarde();
        if (tekent.isEmpty()) {
            return Optional.empty();
        }
        Sleutel eerste = tekent.get().get(0);
        List<WsSleutels.Ontsleutelaar> openers = kast.sleutels(Sleutelkast.Gebruik.ONTSLEUTELEN_SOAP).waarde().orElse(List.of())
                .stream().map(s -> new WsSleutels.Ontsleutelaar(s.prive(), s.provider())).toList();
        return Optional.of(new WsSleutels(eerste.certificaat(), eerste.prive(), eerste.provider(), openers));
    }

    /** Counted in batches by the exchange, so that a flood cannot grow the register; nothing of the message is kept. */
    private static void tel(Intake intake, String code) {
        try {
            intake.geenZegel(new Aanvoer.Soap("", Optional.empty(), ""), code);
        } catch (IOException e) {
            LOG.warn("a SOAP message that was not accepted could not be counted");
        }
    }

    @Override
    public void close() {
        servers.forEach(Server::destroy);
    }
}

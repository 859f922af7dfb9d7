package nl.zegel.channel.soap;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nl.zegel.channel.soap.Weigering.Reden;
import nl.zegel.exchange.Onzeker;
import nl.zegel.party.LoketId;
import nl.zegel.party.Sleuteldoel;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/** Requests of lokets: what {@link WsIn} proves, plus addressing (WUS WA001), who it is, and once only. */
final class VerzoekIn extends WsIn {
    private static final Logger LOG = LoggerFactory.getLogger(VerzoekIn.class);
    private static final int LANGSTE_ID = 200;
    private static final String TLS = "jakarta.servlet.request.X509Certificate";
    private final String adres;
    private final Supplier<Optional<WsSleutels>> sleutels;
    private final SoapToegang toegang;
    private final Herhaalgeheugen herhaald;
    private final Consumer<String> teller;

    /** @param teller told the code of every message that is not accepted */
    VerzoekIn(Profiel profiel, SoapInstellingen instellingen, Clock klok, Supplier<Optional<WsSleutels>> sleutels,
            SoapToegang toegang, Herhaalgeheugen herhaald, Consumer<String> teller) {
        super(profiel, instellingen.envelopGrens(), klok);
        this.adres = instellingen.adres(profiel);
        this.sleutels = sleutels;
        this.toegang = toegang;
        this.herhaald = herhaald;
        this.teller = teller;
    }

    /** The WSDL and its schema may be read, and nothing else without a SOAP message. */
    @Override
    boolean slaOver(Message message) {
        String query = (String) message.get(Message.QUERY_STRING);
        return "GET".equals(message.get(Message.HTTP_REQUEST_METHOD)) && query != null
                && (query.equalsIgnoreCase("wsdl") || query.startsWith("xsd="));
    }

    @Override
    List<WsSleutels.Ontsleutelaar> ontsleutelaars() {
        return open().ontsleutelaars();
    }

    /** Without our key there is no signed answer, so nothing is taken in either. */
    private WsSleutels open() {
        return sleutels.get().orElseThrow(Fouten::later);
    }

    @Override
    void kaleFout(Envelop envelop) throws Weigering {
        throw new Weigering(Reden.OPBOUW);
    }

    @Override
    void beoordeel(Message message, Envelop envelop, Handtekening handtekening) throws Weigering {
        open();
        String berichtId = adressering(message, envelop);
        X509Certificate ondertekenaar = handtekening.certificaat();
        if (profiel() == Profiel.SE && !Versleuteling.kanVoor(ondertekenaar)) {
            throw new Weigering(Reden.ALGORITME);
        }
        Optional<X509Certificate> tls = tls(message);
        LoketId loket = van(ondertekenaar, Sleuteldoel.ONDERTEKENEN);
        if (!loket.equals(van(tls.orElseThrow(() -> new Weigering(Reden.AFZENDER)), Sleuteldoel.TLS))) {
            throw new Weigering(Reden.AFZENDER);
        }
        herhaald.eisNieuw(handtekening.afdruk(), klok().instant());
        String actie = envelop.adres("Action").orElseThrow(() -> new Weigering(Reden.ADRESSERING));
        // INVARIANT (claims are not facts): identity exists only as made here; inbound headers end here.
        message.getExchange().put(Bericht.class,
                new Bericht(berichtId, actie, ondertekenaar, handtekening.waarde(), tls, loket));
        Map<String, List<String>> schoon = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        schoon.put("SOAPAction", List.of("\"\""));
        message.put(Message.PROTOCOL_HEADERS, schoon);
    }

    /** What was not judged is not remembered either: the same message may come again later. */
    private LoketId van(X509Certificate certificaat, Sleuteldoel doel) throws Weigering {
        try {
            return toegang.loket(certificaat, doel).orElseThrow(() -> new Weigering(Reden.AFZENDER));
        } catch (Onzeker later) {
            LOG.warn("SOAP message later: revocation of the {} certificate is not known", doel);
            throw Fouten.later();
        }
    }

    private String adressering(Message message, Envelop envelop) throws Weigering {
        Element inhoud = envelop.inhoud();
        String actie = WsNamen.actie(inhoud.getLocalName());
        String naar = envelop.adres("To").map(t -> t.replaceFirst("\\?.*", "")).orElse("");
        String berichtId = envelop.adres("MessageID").orElse("");
        boolean goed = WsNamen.ZEGEL.equals(inhoud.getNamespaceURI())
                && envelop.adres("Action").equals(Optional.of(actie))
                && naar.equals(adres)
                && envelop.adres("From").filter(f -> !f.isBlank()).isPresent()
                && envelop.adres("ReplyTo").orElse(WsNamen.WSA_ANONIEM).equals(WsNamen.WSA_ANONIEM)
                && envelop.adres("RelatesTo").isEmpty()
                && !berichtId.isBlank() && berichtId.length() <= LANGSTE_ID
                && berichtId.codePoints().noneMatch(Character::isISOControl);
        String soapAction = soapAction(message);
        if (!goed || !soapAction.isEmpty() && !soapAction.equals(actie)) {
            throw new Weigering(Reden.ADRESSERING);
        }
        return berichtId;
    }

    /** The HTTP header without its quotes; what is there twice counts as wrong. */
    private static String soapAction(Message message) throws Weigering {
        if (message.get(Message.PROTOCOL_HEADERS) instanceof Map<?, ?> koppen) {
            List<?> waarden = koppen.entrySet().stream()
                    .filter(e -> "SOAPAction".equalsIgnoreCase(String.valueOf(e.getKey())) && e.getValue() instanceof List<?>)
                    .flatMap(e -> ((List<?>) e.getValue()).stream()).toList();
            if (waarden.size() > 1) {
                throw new Weigering(Reden.ADRESSERING);
            }
            return waarden.isEmpty() ? "" : String.valueOf(waarden.get(0)).strip().replaceAll("^\"|\"$", "");
        }
        return "";
    }

    private static Optional<X509Certificate> tls(Message message) {
        return message.get(AbstractHTTPDestination.HTTP_REQUEST) instanceof HttpServletRequest verzoek
                && verzoek.getAttribute(TLS) instanceof X509Certificate[] keten && keten.length > 0
                ? Optional.of(keten[0]) : Optional.empty();
    }

    @Override
    Fault geweigerd(Message message, Weigering weigering) {
        LOG.info("SOAP message not accepted: {}", weigering.reden().code());
        teller.accept(weigering.reden().code());
        message.getExchange().remove(Bericht.class);
        return Fouten.nietGeaccepteerd();
    }
}

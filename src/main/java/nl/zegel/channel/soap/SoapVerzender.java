package nl.zegel.channel.soap;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import jakarta.xml.ws.WebServiceException;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.LoketId;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import javax.net.ssl.SSLContext;

/**
 * A partner's own tool: submit, list, collect, confirm and ask evidence over SOAP. Stands alone: the partner's keys and the
 * gateway's certificate, no configuration. Thread-safe.
 */
public final class SoapVerzender implements AutoCloseable {
    private static final Duration TIJD = Duration.ofMinutes(2);
    private final Bus bus = new CXFBusFactory().createBus();
    private final Zegelpoort poort;
    private final LoketId loket;

    /**
     * Who speaks with whom.
     *
     * @param adres              base address of the gateway's endpoints, ending in {@code /}
     * @param loket              whose keys these are; goes along as wsa:From {@code urn:zegel:loket:<id>}
     * @param ondertekenen       certificate and key that also sign the CMS
     * @param tls                {@link PemBestanden#tls}
     * @param gateway            the certificate with which the gateway signs
     * @param gatewayVersleuteld the gateway's RSA certificate for Bodies; needed in profile SE
     */
    public record Gegevens(URI adres, Profiel profiel, LoketId loket, X509Certificate certificaat, PrivateKey ondertekenen, SSLContext tls,
            X509Certificate gateway, Optional<X509Certificate> gatewayVersleuteld) {
        @Override
        public String toString() {
            return "Gegevens[" + loket + ", " + adres + "]";
        }
    }

    /** The gateway did not take or give it. The text says what it said, and is for the partner alone. */
    public static final class Geweigerd extends IOException {
        private static final long serialVersionUID = 1L;

        Geweigerd(String tekst) {
            super(tekst);
        }
    }

    /** @param bewijs signed evidence, when the outcome was known in time */
    public record Ingediend(String ontvangstId, Optional<Intake.Bewijsstuk> bewijs) {}

    public SoapVerzender(Gegevens gegevens, Clock klok) {
        this.loket = gegevens.loket();
        List<WsSleutels.Ontsleutelaar> openers = gegevens.profiel() == Profiel.SE
                ? List.of(new WsSleutels.Ontsleutelaar(gegevens.ondertekenen(), Optional.empty())) : List.of();
        WsSleutels sleutels = new WsSleutels(gegevens.certificaat(), gegevens.ondertekenen(), Optional.empty(), openers);
        this.poort = new SoapKlant(bus, gegevens.profiel(), "urn:zegel:loket:" + gegevens.loket(), sleutels, gegevens.tls(),
                gegevens.gatewayVersleuteld(), gegevens.gateway()::equals, klok, TIJD)
                .poort(Zegelpoort.class, gegevens.adres().resolve(gegevens.profiel().pad()));
    }

    /** Submits one sealed file. The file is read twice: once to sign, once to send. */
    public Ingediend dienIn(Path cms) throws IOException {
        Berichten.DienIn verzoek = new Berichten.DienIn();
        verzoek.cms = Stroom.van(() -> Files.newInputStream(cms));
        Berichten.DienInAntwoord antwoord = vraag(() -> poort.dienIn(verzoek));
        return new Ingediend(Optional.ofNullable(antwoord.ontvangstId).orElse(""), bewijs(antwoord.bewijs));
    }

    /** What lies ready for this loket. */
    public List<Postbus.Item> overzicht() throws IOException {
        return items(vraag(() -> poort.haalOp(new Berichten.HaalOp())).levering);
    }

    /** Collects one delivery; the file is there whole, as the gateway signed it, or not at all. */
    public void haalOp(String naam, Path naar) throws IOException {
        Berichten.HaalOp verzoek = new Berichten.HaalOp();
        verzoek.naam = naam;
        Berichten.HaalOpAntwoord antwoord = vraag(() -> poort.haalOp(verzoek));
        Berichten.Inhoud inhoud = antwoord.inhoud;
        if (inhoud == null || inhoud.cms == null || !naam.equals(inhoud.naam)) {
            throw new Geweigerd("de gateway gaf iets anders dan gevraagd");
        }
        Path deel = naar.resolveSibling(naar.getFileName() + ".part");
        try (InputStream bytes = inhoud.cms.getInputStream()) {
            Files.copy(bytes, deel, StandardCopyOption.REPLACE_EXISTING);
            Files.move(deel, naar, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(deel);
        }
    }

    /** Says that a collected delivery is safe here: this is the hand-over. */
    public void bevestig(String naam) throws IOException {
        Berichten.Bevestig verzoek = new Berichten.Bevestig();
        verzoek.naam = naam;
        vraag(() -> poort.bevestig(verzoek));
    }

    /** Evidence of an earlier submission, when there is any yet. */
    public Optional<Intake.Bewijsstuk> uitslag(String ontvangstId) throws IOException {
        Berichten.Status verzoek = new Berichten.Status();
        verzoek.ontvangstId = ontvangstId;
        return bewijs(vraag(() -> poort.status(verzoek)).bewijs);
    }

    /** Names of the evidence for this loket. */
    public List<Postbus.Item> bewijzen() throws IOException {
        return items(vraag(() -> poort.status(new Berichten.Status())).overzicht);
    }

    /** One piece of evidence by name. */
    public Intake.Bewijsstuk bewijs(String naam) throws IOException {
        Berichten.Status verzoek = new Berichten.Status();
        verzoek.naam = naam;
        return bewijs(vraag(() -> poort.status(verzoek)).bewijs)
                .orElseThrow(() -> new Geweigerd("de gateway gaf geen bewijs met die naam"));
    }

    private Optional<Intake.Bewijsstuk> bewijs(Berichten.@org.jspecify.annotations.Nullable Bewijs bewijs) {
        return bewijs == null || bewijs.naam == null || bewijs.json == null || bewijs.handtekening == null ? Optional.empty()
                : Optional.of(new Intake.Bewijsstuk(bewijs.naam, bewijs.json, bewijs.handtekening, loket));
    }

    private static List<Postbus.Item> items(List<Berichten.Item> items) {
        return items.stream().filter(i -> i.naam != null && i.tijd != null)
                .map(i -> new Postbus.Item(java.util.Objects.requireNonNull(i.naam), i.lengte,
                        java.util.Objects.requireNonNull(i.tijd).toGregorianCalendar().toInstant())).toList();
    }

    private static <T> T vraag(Supplier<T> vraag) throws IOException {
        try {
            return vraag.get();
        } catch (jakarta.xml.ws.soap.SOAPFaultException e) {
            throw new Geweigerd(e.getFault() == null ? "geweigerd" : e.getFault().getFaultString());
        } catch (WebServiceException e) {
            throw new IOException("de verbinding met de gateway brak af; niet bekend of het bericht aankwam", e);
        }
    }

    @Override
    public void close() {
        bus.shutdown(true);
    }
}

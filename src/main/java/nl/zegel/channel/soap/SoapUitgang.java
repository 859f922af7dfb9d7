package nl.zegel.channel.soap;

import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.document.Deel;
import nl.zegel.exchange.Onzeker;
import nl.zegel.exchange.Uitgang;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Sleuteldoel;
import org.apache.cxf.Bus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SOAP outward: pushed to the loket's endpoint ({@code wsdl/zegel-lever-1.wsdl}), or held until collected where it has
 * none. The delivery id is the MessageID, so a repeat can be seen as one.
 *
 * <p>An answer counts when its signature is of the loket and about this very message. A fault says "not now"; silence, a
 * broken connection after the first byte, and an answer that proves nothing leave the outcome unknown (IOException).
 * Thread-safe.
 */
public final class SoapUitgang implements Uitgang {
    private static final Logger LOG = LoggerFactory.getLogger(SoapUitgang.class);
    private static final Duration TIJD = Duration.ofSeconds(60);
    private static final int GROOTSTE_BEWIJS = 1 << 20;
    private static final int MEESTE_POORTEN = 1000;
    private final Bus bus;
    private final String afzender;
    private final Sleutelkast sleutelkast;
    private final Supplier<SSLContext> tls;
    private final SoapToegang toegang;
    private final Function<Loket, Optional<X509Certificate>> versleutelVoor;
    private final Clock klok;
    private final Map<Bestemming, Leverpoort> poorten = new ConcurrentHashMap<>();

    private record Bestemming(LoketId loket, URI adres, Sleutel sleutel, Optional<X509Certificate> voor, SSLContext tls) {}

    /**
     * @param afzender       wsa:From: the gateway's own address
     * @param tls            the gateway's TLS key and the anchors of its partners; asked at every attempt; the same object until it changes
     * @param toegang        as for requests: answers must be signed by the loket that was asked
     * @param versleutelVoor the loket's RSA certificate when its endpoint speaks profile SE, or empty for profile S
     */
    public SoapUitgang(Bus bus, String afzender, Sleutelkast sleutelkast, Supplier<SSLContext> tls, SoapToegang toegang,
            Function<Loket, Optional<X509Certificate>> versleutelVoor, Clock klok) {
        this.bus = bus;
        this.afzender = afzender;
        this.sleutelkast = sleutelkast;
        this.tls = tls;
        this.toegang = toegang;
        this.versleutelVoor = versleutelVoor;
        this.klok = klok;
    }

    @Override
    public Kanaal kanaal() {
        return Kanaal.SOAP;
    }

    @Override
    public Afgifte bezorg(Bezorging bezorging) throws IOException {
        Optional<String> adres = bezorging.naar().soapAdres();
        if (adres.isEmpty()) {
            return new Afgifte.Aangeboden("ligt klaar om met SOAP op te halen");
        }
        Optional<Sleutel> sleutel = sleutelkast.sleutels(Sleutelkast.Gebruik.ONDERTEKENEN).waarde().map(s -> s.get(0));
        if (sleutel.isEmpty()) {
            return new Afgifte.LaterOpnieuw("SOAP_SLEUTELKAST_DICHT");
        }
        Optional<X509Certificate> voor = versleutelVoor.apply(bezorging.naar());
        if (voor.isPresent() && !Versleuteling.kanVoor(sleutel.get().certificaat())) {
            return new Afgifte.Mislukt("SOAP_PROFIEL_SE_VRAAGT_RSA"); // the party cannot encrypt its answer for us
        }
        if (poorten.size() > MEESTE_POORTEN) {
            poorten.clear(); // addresses and keys that were replaced; made anew when needed
        }
        Leverpoort poort = poorten.computeIfAbsent(new Bestemming(bezorging.naar().id(), URI.create(adres.get()), sleutel.get(),
                voor, tls.get()), this::poort);
        return lever(poort, bezorging);
    }

    private Leverpoort poort(Bestemming naar) {
        Profiel profiel = naar.voor().isPresent() ? Profiel.SE : Profiel.S;
        Sleutel eigen = naar.sleutel();
        // WUS WB012: an answer is encrypted for the certificate that signed the request.
        var openers = List.of(new WsSleutels.Ontsleutelaar(eigen.prive(), eigen.provider()));
        WsSleutels sleutels = new WsSleutels(eigen.certificaat(), eigen.prive(), eigen.provider(), openers);
        return new SoapKlant(bus, profiel, afzender, sleutels, naar.tls(), naar.voor(),
                c -> isVan(c, naar.loket()), klok, TIJD).poort(Leverpoort.class, naar.adres());
    }

    /** An answer by whom nobody can vouch now proves nothing: its outcome is not known. */
    private boolean isVan(X509Certificate ondertekenaar, LoketId loket) {
        try {
            return toegang.loket(ondertekenaar, Sleuteldoel.ONDERTEKENEN).equals(Optional.of(loket));
        } catch (Onzeker e) {
            return false;
        }
    }

    private static Afgifte lever(Leverpoort poort, Bezorging bezorging) throws IOException {
        Berichten.Lever bericht = bericht(bezorging);
        try {
            SoapKlant.berichtId(poort, "urn:zegel:levering:" + bezorging.leveringId());
            Berichten.LeverAntwoord antwoord = poort.lever(bericht);
            if (antwoord == null || !bezorging.leveringId().equals(antwoord.leveringId)) {
                throw new IOException("the signed answer is about another delivery; the outcome is not known");
            }
            return new Afgifte.Overgedragen("de partij bevestigde de levering met een ondertekend SOAP-antwoord");
        } catch (SOAPFaultException e) {
            if (e.getMessage() != null && e.getMessage().startsWith(AntwoordIn.ONBEWEZEN)) {
                throw new IOException("the answer over SOAP proves nothing; the outcome is not known");
            }
            LOG.info("SOAP: {} does not take delivery {} now", bezorging.naar().id(), bezorging.leveringId());
            return new Afgifte.LaterOpnieuw("SOAP_GEWEIGERD");
        } catch (WebServiceException e) {
            if (nietVerbonden(e)) {
                return new Afgifte.LaterOpnieuw("SOAP_ONBEREIKBAAR");
            }
            throw new IOException("the connection over SOAP broke; the outcome is not known");
        }
    }

    /** No byte of the message can have arrived. */
    private static boolean nietVerbonden(Throwable fout) {
        for (Throwable t = fout; t != null; t = t.getCause()) {
            if (t instanceof ConnectException || t instanceof UnknownHostException || t instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }

    private static Berichten.Lever bericht(Bezorging bezorging) throws IOException {
        Berichten.Lever lever = new Berichten.Lever();
        lever.leveringId = bezorging.leveringId();
        if (bezorging.soort() == Soort.DOCUMENT) {
            Deel cms = bezorging.delen().get(0);
            lever.soort = Berichten.Soort.DOCUMENT;
            Berichten.Inhoud inhoud = new Berichten.Inhoud();
            inhoud.naam = cms.naam();
            inhoud.cms = Stroom.van(cms.bron());
            lever.inhoud = inhoud;
        } else {
            if (bezorging.delen().size() != 2) {
                throw new GatewayBug("evidence is a JSON and its signature");
            }
            lever.soort = Berichten.Soort.BEWIJS;
            lever.bewijs = SoapDienst.bewijs(bezorging.delen().get(0).naam(), klein(bezorging.delen().get(0)), klein(bezorging.delen().get(1)));
        }
        return lever;
    }

    private static byte[] klein(Deel deel) throws IOException {
        try (InputStream bytes = deel.bron().open()) {
            byte[] alles = bytes.readNBytes(GROOTSTE_BEWIJS + 1);
            if (alles.length > GROOTSTE_BEWIJS) {
                throw new GatewayBug("evidence is larger than evidence is");
            }
            return alles;
        }
    }
}

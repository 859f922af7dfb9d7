package nl.zegel.channel.soap;

import jakarta.xml.ws.BindingProvider;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import nl.zegel.crypto.TlsEisen;
import org.apache.cxf.Bus;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.io.CachedConstants;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;

/**
 * A CXF client of either port, with the same security as the gateway asks of others. Thread-safe.
 *
 * @param profiel        one per service (WUS WB011)
 * @param afzender       wsa:From
 * @param sleutels       who we are
 * @param tls            our TLS key and whom we trust as server
 * @param voor           certificate to encrypt for in profile SE
 * @param ondertekenaar  who may sign the answer
 * @param tijd           longest silence
 */
record SoapKlant(Bus bus, Profiel profiel, String afzender, WsSleutels sleutels, SSLContext tls, Optional<X509Certificate> voor,
        Predicate<X509Certificate> ondertekenaar, Clock klok, Duration tijd) {
    private static final int ENVELOP = 4 << 20;

    /**
     * INVARIANT (no plaintext at rest): what CXF puts aside in a temporary file (a part that comes before it is wanted) is
     * encrypted under a key of that file alone. Such a part should be a CMS, but nobody has looked yet.
     */
    static void beveiligTijdelijk(Bus bus) {
        bus.setProperty(CachedConstants.CIPHER_TRANSFORMATION_BUS_PROP, "AES/CTR/NoPadding");
    }

    <P> P poort(Class<P> soort, URI adres) {
        beveiligTijdelijk(bus);
        Map<String, Object> eigenschappen = new HashMap<>();
        eigenschappen.put(FaultListener.class.getName(), new Fouten());
        // One proxy serves many threads, each with its own MessageID.
        eigenschappen.put("thread.local.request.context", true);
        JaxWsProxyFactoryBean fabriek = new JaxWsProxyFactoryBean();
        fabriek.setBus(bus);
        fabriek.setServiceClass(soort);
        fabriek.setAddress(adres.toString());
        fabriek.setProperties(eigenschappen);
        AntwoordIn in = new AntwoordIn(profiel, ENVELOP, klok, sleutels.ontsleutelaars(), ondertekenaar);
        fabriek.getInInterceptors().add(in);
        fabriek.getOutInterceptors().addAll(List.of(new Mtom(), WsUit.verzoek(profiel, sleutels, klok, afzender, voor)));
        P poort = fabriek.create(soort);
        beveilig((HTTPConduit) ClientProxy.getClient(poort).getConduit());
        return poort;
    }

    private void beveilig(HTTPConduit leiding) {
        TLSClientParameters parameters = new TLSClientParameters();
        parameters.setSslContext(tls);
        parameters.setSSLSocketFactory(null);
        parameters.setCipherSuites(TlsEisen.SUITES);
        parameters.setDisableCNCheck(false);
        leiding.setTlsClientParameters(parameters);
        HTTPClientPolicy beleid = new HTTPClientPolicy();
        beleid.setAutoRedirect(false);
        beleid.setAllowChunking(true);
        beleid.setConnectionTimeout(tijd.toMillis());
        beleid.setReceiveTimeout(tijd.toMillis());
        leiding.setClient(beleid);
    }

    static void berichtId(Object poort, String id) {
        ((BindingProvider) poort).getRequestContext().put(WsUit.BERICHT_ID, id);
    }
}

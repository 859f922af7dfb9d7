package nl.zegel.channel.soap;

import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * The faults that leave the gateway, a closed list. HTTP status is 500 for each, as SOAP 1.1 asks.
 *
 * <table><caption>mapping</caption>
 * <tr><th>what happened</th><th>faultcode</th><th>faultstring</th><th>signed</th></tr>
 * <tr><td>any failure before the sender is known ({@link Weigering}, whatever its reason; a broken MIME body; an unknown
 *   operation; an attachment that is not what was signed)</td><td>Client</td><td>{@link #NIET_GEACCEPTEERD}</td><td>no</td></tr>
 * <tr><td>our key store is closed; whether the sender's certificate was revoked is not known</td><td>Server</td><td>later</td><td>no</td></tr>
 * <tr><td>nothing can be received or read now (database away, intake closed)</td><td>Server</td><td>later</td><td>yes</td></tr>
 * <tr><td>larger than is taken in</td><td>Client</td><td>te-groot</td><td>yes</td></tr>
 * <tr><td>no such delivery or evidence for this loket, or it may not go any more</td><td>Client</td><td>onbekend</td><td>yes</td></tr>
 * <tr><td>anything else after the sender is known</td><td>Server</td><td>mislukt</td><td>yes</td></tr>
 * </table>
 *
 * <p>A document that is refused in steps 2 to 6 is no fault: its sender gets signed evidence.
 */
final class Fouten extends AbstractPhaseInterceptor<Message> implements FaultListener {
    static final String NIET_GEACCEPTEERD = "Het bericht is niet geaccepteerd.";
    static final String LATER = "later: de gateway kan dit nu niet aannemen; stuur het bericht later opnieuw.";
    static final String TE_GROOT = "te-groot: het document is groter dan wordt aangenomen.";
    static final String ONBEKEND = "onbekend: dit ligt niet (meer) klaar voor uw loket.";
    static final String MISLUKT = "mislukt: de gateway kon dit bericht niet verwerken.";

    Fouten() {
        super(Phase.SETUP);
    }

    static SoapFault nietGeaccepteerd() {
        return new Gekozen(NIET_GEACCEPTEERD, WsNamen.FOUT_AFZENDER);
    }

    static SoapFault later() {
        return new Gekozen(LATER, WsNamen.FOUT_GATEWAY);
    }

    static SoapFault teGroot() {
        return new Gekozen(TE_GROOT, WsNamen.FOUT_AFZENDER);
    }

    static SoapFault onbekend() {
        return new Gekozen(ONBEKEND, WsNamen.FOUT_AFZENDER);
    }

    /** First of the fault's way out: what is not on the list becomes the one that is. */
    @Override
    public void handleMessage(Message message) {
        Exception fout = message.getContent(Exception.class);
        Gekozen gekozen = gekozen(fout);
        if (gekozen == null) {
            gekozen = message.getExchange().get(Bericht.class) == null
                    ? new Gekozen(NIET_GEACCEPTEERD, WsNamen.FOUT_AFZENDER) : new Gekozen(MISLUKT, WsNamen.FOUT_GATEWAY);
        }
        message.setContent(Exception.class, gekozen);
    }

    private static @org.jspecify.annotations.Nullable Gekozen gekozen(Throwable fout) {
        for (Throwable t = fout; t != null; t = t.getCause()) {
            if (t instanceof Gekozen gekozen) {
                return gekozen;
            }
        }
        return null;
    }

    /** CXF would log whole faults of strangers; {@link VerzoekIn} and {@link SoapDienst} log what matters. */
    @Override
    public boolean faultOccurred(Exception exception, String description, Message message) {
        return false;
    }

    /** A fault of ours, without stack trace: floods are cheap. */
    private static final class Gekozen extends SoapFault {
        private static final long serialVersionUID = 1L;

        Gekozen(String tekst, javax.xml.namespace.QName code) {
            super(tekst, code);
            setStatusCode(500);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}

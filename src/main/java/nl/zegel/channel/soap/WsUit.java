package nl.zegel.channel.soap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import nl.zegel.party.GatewayBug;
import org.apache.cxf.interceptor.AttachmentOutInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.StaxOutEndingInterceptor;
import org.apache.cxf.interceptor.StaxOutInterceptor;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * WS-Addressing and WS-Security on the way out. CXF writes its envelope into memory (it is small: documents are MIME
 * parts), here it gets headers and signature, and then the part streams behind it.
 */
final class WsUit extends AbstractPhaseInterceptor<Message> {
    /** Request property: the MessageID to use, for repeats of one delivery. */
    static final String BERICHT_ID = "nl.zegel.soap.berichtId";
    private static final String ECHT = WsUit.class.getName() + ".echt";

    private final Supplier<Optional<WsSleutels>> sleutels;
    private final Clock klok;
    private final @Nullable String afzender;
    private final Optional<X509Certificate> versleutelVoor;
    private final Profiel profiel;

    private WsUit(Profiel profiel, Supplier<Optional<WsSleutels>> sleutels, Clock klok, @Nullable String afzender,
            Optional<X509Certificate> versleutelVoor) {
        super(Phase.PRE_STREAM);
        addAfter(AttachmentOutInterceptor.class.getName());
        addBefore(StaxOutInterceptor.class.getName());
        this.profiel = profiel;
        this.sleutels = sleutels;
        this.klok = klok;
        this.afzender = afzender;
        this.versleutelVoor = versleutelVoor;
    }

    /** Answers: signed when the request was accepted, and encrypted for its signer in profile SE. */
    static WsUit antwoord(Profiel profiel, Supplier<Optional<WsSleutels>> sleutels, Clock klok) {
        return new WsUit(profiel, sleutels, klok, null, Optional.empty());
    }

    /** @param voor certificate to encrypt for in profile SE */
    static WsUit verzoek(Profiel profiel, WsSleutels sleutels, Clock klok, String afzender, Optional<X509Certificate> voor) {
        if (profiel == Profiel.SE && voor.filter(Versleuteling::kanVoor).isEmpty()) {
            throw new IllegalArgumentException("profile SE needs an RSA certificate to encrypt for");
        }
        return new WsUit(profiel, () -> Optional.of(sleutels), klok, afzender, voor);
    }

    @Override
    public void handleMessage(Message message) {
        if (afzender == null && message.getExchange().get(Bericht.class) == null) {
            return; // the uniform fault, or the WSDL
        }
        message.put(ECHT, message.getContent(OutputStream.class));
        message.setContent(OutputStream.class, new ByteArrayOutputStream());
        message.getInterceptorChain().add(new Einde());
    }

    private final class Einde extends AbstractPhaseInterceptor<Message> {
        Einde() {
            super(Phase.PRE_STREAM_ENDING);
            addAfter(StaxOutEndingInterceptor.class.getName());
            addBefore(AttachmentOutInterceptor.AttachmentOutEndingInterceptor.class.getName());
        }

        @Override
        public void handleMessage(Message message) {
            OutputStream echt = (OutputStream) message.get(ECHT);
            byte[] kaal = ((ByteArrayOutputStream) message.getContent(OutputStream.class)).toByteArray();
            message.setContent(OutputStream.class, echt);
            try {
                echt.write(beveiligd(message, kaal));
            } catch (IOException e) {
                throw new Fault(e);
            } catch (Weigering e) {
                throw new GatewayBug("an envelope that was made here does not read", e);
            }
        }
    }

    private byte[] beveiligd(Message message, byte[] kaal) throws Weigering, IOException {
        org.w3c.dom.Document document = Xml.lees(kaal);
        Element wortel = document.getDocumentElement();
        if (Xml.hoogstensEen(wortel, WsNamen.SOAP, "Header").isEmpty()) {
            wortel.insertBefore(document.createElementNS(WsNamen.SOAP, wortel.getPrefix() + ":Header"), wortel.getFirstChild());
        }
        Element kop = Xml.een(wortel, WsNamen.SOAP, "Header", Weigering.Reden.OPBOUW);
        WsSleutels eigen = sleutels.get().orElseThrow(Fouten::later);
        Bericht verzoek = message.getExchange().get(Bericht.class);
        byte[] bevestigt = null;
        Optional<X509Certificate> voor = versleutelVoor;
        if (afzender == null) {
            bevestigt = verzoek.handtekening();
            voor = Optional.of(verzoek.ondertekenaar());
            antwoordkop(message, kop, verzoek);
        } else {
            verzoekkop(message, kop);
        }
        Envelop envelop = Envelop.van(document);
        new Ondertekening(eigen).onderteken(envelop, klok.instant(), bevestigt, cid -> onderdeel(message, cid));
        if (afzender != null) {
            onthoud(message, document);
        }
        if (profiel == Profiel.SE) {
            Versleuteling.versleutel(Envelop.van(document), voor.orElseThrow(() -> new GatewayBug("profile SE without a recipient")));
        }
        return Xml.bytes(wortel);
    }

    private static void antwoordkop(Message message, Element kop, Bericht verzoek) {
        boolean fout = message.getContent(Exception.class) != null;
        Xml.zet(kop, WsNamen.WSA, "wsa:Action", fout ? WsNamen.WSA_FOUT : verzoek.actie() + "Antwoord");
        Xml.zet(kop, WsNamen.WSA, "wsa:MessageID", "urn:uuid:" + UUID.randomUUID());
        Xml.zet(kop, WsNamen.WSA, "wsa:RelatesTo", verzoek.berichtId());
    }

    private void verzoekkop(Message message, Element kop) {
        String id = (String) message.getContextualProperty(BERICHT_ID);
        Xml.zet(kop, WsNamen.WSA, "wsa:To", (String) message.get(Message.ENDPOINT_ADDRESS));
        Xml.zet(kop, WsNamen.WSA, "wsa:Action", actie(message));
        Xml.zet(kop, WsNamen.WSA, "wsa:MessageID", id == null ? "urn:uuid:" + UUID.randomUUID() : id);
        Xml.zet(Xml.zet(kop, WsNamen.WSA, "wsa:From", null), WsNamen.WSA, "wsa:Address", afzender);
    }

    private static String actie(Message message) {
        return WsNamen.actie(message.getExchange().getBindingOperationInfo().getName().getLocalPart());
    }

    private static void onthoud(Message message, org.w3c.dom.Document document) throws Weigering {
        Envelop getekend = Envelop.van(document);
        byte[] waarde = Handtekening.controleer(getekend).waarde();
        message.getExchange().put(Gevraagd.class,
                new Gevraagd(getekend.adres("MessageID").orElse(""), actie(message), waarde));
    }

    private static InputStream onderdeel(Message message, String cid) throws IOException {
        if (message.getAttachments() != null) {
            for (Attachment deel : message.getAttachments()) {
                if (Bijlage.heet(deel, cid)) {
                    return deel.getDataHandler().getInputStream();
                }
            }
        }
        throw new GatewayBug("an Include without its part");
    }
}

package nl.zegel.channel.soap;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.zegel.channel.soap.Weigering.Reden;
import org.apache.cxf.attachment.AttachmentImpl;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.StaxInInterceptor;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * WS-Security and WS-Addressing on the way in, before CXF sees any XML: the envelope is read whole (it is small), proven,
 * and handed on without a single header. What JAXB reads are the bytes that were verified.
 *
 * <p>A MIME part that the Body includes is not read here. It is wrapped ({@link Bijlage#bewaakt}), so that it streams to
 * whoever reads it, and its last read fails when it is not what was signed. Parts that nothing includes are never read.
 */
abstract class WsIn extends AbstractPhaseInterceptor<Message> {
    private static final Set<String> IN_SECURITY = Set.of("BinarySecurityToken", "Timestamp", "Signature", "EncryptedKey", "SignatureConfirmation");
    private static final Set<String> SECURITY_NS = Set.of(WsNamen.WSSE, WsNamen.WSU, WsNamen.DS, WsNamen.XENC, WsNamen.WSSE11);
    private final Profiel profiel;
    private final int grens;
    private final Clock klok;

    /** @param grens bytes of the envelope at most, also once decrypted */
    WsIn(Profiel profiel, int grens, Clock klok) {
        super(Phase.POST_STREAM);
        addAfter(AttachmentInInterceptor.class.getName());
        addBefore(StaxInInterceptor.class.getName());
        this.profiel = profiel;
        this.grens = grens;
        this.klok = klok;
    }

    Profiel profiel() {
        return profiel;
    }

    Clock klok() {
        return klok;
    }

    /** Keys that may open an encrypted Body. @throws Fault when the key store is closed */
    abstract List<WsSleutels.Ontsleutelaar> ontsleutelaars();

    /** Addressing, who signed, and whether this was seen before. */
    abstract void beoordeel(Message message, Envelop envelop, Handtekening handtekening) throws Weigering;

    /** A fault without protection: refused where requests come in. */
    abstract void kaleFout(Envelop envelop) throws Weigering;

    abstract Fault geweigerd(Message message, Weigering weigering);

    @Override
    public final void handleMessage(Message message) {
        if (slaOver(message)) {
            return;
        }
        try {
            lees(message);
        } catch (Weigering w) {
            throw geweigerd(message, w);
        } catch (IOException e) {
            throw geweigerd(message, new Weigering(Reden.XML));
        }
    }

    /** True for what is no SOAP message, and is answered without one. */
    boolean slaOver(Message message) {
        return false;
    }

    private void lees(Message message) throws Weigering, IOException {
        InputStream bron = message.getContent(InputStream.class);
        if (bron == null) {
            throw new Weigering(Reden.XML);
        }
        Envelop envelop = Envelop.van(Xml.lees(bron, grens));
        if (envelop.isKaleFout()) {
            kaleFout(envelop);
        }
        Element security = envelop.security().orElseThrow(() -> new Weigering(Reden.HANDTEKENING));
        eisBekend(security);
        neemOp(message, security);
        envelop = geopend(message, envelop, security);
        envelop.eisEnkeleIds();
        Tijdstempel.controleer(security, klok.instant());
        Handtekening handtekening = Handtekening.controleer(envelop);
        beoordeel(message, envelop, handtekening);
        geefDoor(message, envelop, handtekening);
    }

    private static void eisBekend(Element security) throws Weigering {
        for (Element kind : Xml.kinderen(security)) {
            if (!IN_SECURITY.contains(kind.getLocalName()) || !SECURITY_NS.contains(kind.getNamespaceURI())) {
                throw new Weigering(Reden.OPBOUW);
            }
        }
    }

    private Envelop geopend(Message message, Envelop envelop, Element security) throws Weigering, IOException {
        boolean dicht = Versleuteling.isVersleuteld(envelop);
        boolean sleutel = Xml.hoogstensEen(security, WsNamen.XENC, "EncryptedKey").isPresent();
        if (dicht != (profiel == Profiel.SE) || sleutel != dicht) {
            throw new Weigering(Reden.VERSLEUTELING);
        }
        if (!dicht) {
            return envelop;
        }
        neemOp(message, envelop.inhoud());
        Versleuteling.ontsleutel(envelop, ontsleutelaars(), grens);
        Envelop open = Envelop.van(envelop.document());
        if (Versleuteling.isVersleuteld(open)) {
            throw new Weigering(Reden.VERSLEUTELING);
        }
        return open;
    }

    /** Key, token and cipher values that a stack sent as MIME parts, put back in their place. Bounded as the envelope. */
    private void neemOp(Message message, Element onder) throws Weigering, IOException {
        int over = grens;
        for (Element include : Envelop.includes(onder)) {
            try (InputStream deel = zoek(message, Bijlage.cid(include)).getDataHandler().getInputStream()) {
                byte[] bytes = deel.readNBytes(over + 1);
                over -= bytes.length;
                if (over < 0) {
                    throw new Weigering(Reden.BIJLAGE);
                }
                include.getParentNode().replaceChild(
                        include.getOwnerDocument().createTextNode(Base64.getEncoder().encodeToString(bytes)), include);
            }
        }
    }

    private static Attachment zoek(Message message, String cid) throws Weigering {
        Collection<Attachment> delen = message.getAttachments();
        if (delen != null) {
            try {
                for (Attachment deel : delen) {
                    if (Bijlage.heet(deel, cid)) {
                        return deel;
                    }
                }
            } catch (RuntimeException e) {
                // CXF's lazy collection reports a broken MIME body this way, with the sender's text in it
                throw new Weigering(Reden.BIJLAGE);
            }
        }
        throw new Weigering(Reden.BIJLAGE);
    }

    private static void geefDoor(Message message, Envelop envelop, Handtekening handtekening) throws Weigering {
        List<Attachment> door = List.of();
        Optional<Handtekening.Belofte> belofte = handtekening.belofte();
        if (belofte.isPresent()) {
            String cid = belofte.get().bijlage().cid();
            DataHandler bron = zoek(message, cid).getDataHandler();
            door = List.of(new AttachmentImpl(cid, new DataHandler(new Bewaakt(bron, belofte.get()))));
        }
        message.setAttachments(door);
        Document schoon = Xml.nieuw();
        Element wortel = Xml.zet(schoon, WsNamen.SOAP, "soap:Envelope", null);
        Xml.zet(wortel, WsNamen.SOAP, "soap:Body", null).appendChild(schoon.importNode(envelop.inhoud(), true));
        message.setContent(InputStream.class, new ByteArrayInputStream(Xml.bytes(wortel)));
        message.put(Message.ENCODING, "UTF-8");
    }

    /** The part as it streams by, once. */
    private record Bewaakt(DataHandler bron, Handtekening.Belofte belofte) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            return belofte.bijlage().bewaakt(bron.getInputStream(), belofte.algoritme(), belofte.digest());
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("read only");
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }

        @Override
        public String getName() {
            return "";
        }
    }
}

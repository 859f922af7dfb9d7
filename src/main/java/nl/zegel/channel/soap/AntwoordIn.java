package nl.zegel.channel.soap;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import nl.zegel.channel.soap.Weigering.Reden;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.w3c.dom.Element;

/** Answers to what we asked: signed by who was asked, and about this request (WUS WB012-014). */
final class AntwoordIn extends WsIn {
    /** An answer that proves nothing is not an answer: whether the other side did its work is not known. */
    static final String ONBEWEZEN = "het antwoord is niet te bewijzen";

    /** The other side refused without a signature; nothing can be concluded from the text, so none is kept. */
    static final String GEWEIGERD = "de andere kant weigerde het bericht";

    private final List<WsSleutels.Ontsleutelaar> ontsleutelaars;
    private final Predicate<X509Certificate> ondertekenaar;

    AntwoordIn(Profiel profiel, int grens, Clock klok, List<WsSleutels.Ontsleutelaar> ontsleutelaars,
            Predicate<X509Certificate> ondertekenaar) {
        super(profiel, grens, klok);
        this.ontsleutelaars = ontsleutelaars;
        this.ondertekenaar = ondertekenaar;
    }

    @Override
    List<WsSleutels.Ontsleutelaar> ontsleutelaars() {
        return ontsleutelaars;
    }

    @Override
    void kaleFout(Envelop envelop) {
        throw new SoapFault(GEWEIGERD, WsNamen.FOUT_AFZENDER);
    }

    @Override
    void beoordeel(Message message, Envelop envelop, Handtekening handtekening) throws Weigering {
        Gevraagd gevraagd = message.getExchange().get(Gevraagd.class);
        String actie = envelop.adres("Action").orElse("");
        boolean goed = gevraagd != null
                && (actie.equals(gevraagd.actie() + "Antwoord") || actie.equals(WsNamen.WSA_FOUT))
                && envelop.adres("MessageID").filter(m -> !m.isBlank()).isPresent()
                && envelop.adres("RelatesTo").equals(Optional.of(gevraagd.berichtId()))
                && envelop.adres("To").orElse(WsNamen.WSA_ANONIEM).equals(WsNamen.WSA_ANONIEM)
                && bevestigd(envelop).equals(Base64.getEncoder().encodeToString(gevraagd.handtekening()));
        if (!goed) {
            throw new Weigering(Reden.ANTWOORD);
        }
        if (!ondertekenaar.test(handtekening.certificaat())) {
            throw new Weigering(Reden.AFZENDER);
        }
    }

    private static String bevestigd(Envelop envelop) throws Weigering {
        Element security = envelop.security().orElseThrow(() -> new Weigering(Reden.HANDTEKENING));
        return Xml.een(security, WsNamen.WSSE11, "SignatureConfirmation", Reden.ANTWOORD).getAttribute("Value");
    }

    @Override
    Fault geweigerd(Message message, Weigering weigering) {
        return new SoapFault(ONBEWEZEN + " (" + weigering.reden().code() + ")", WsNamen.FOUT_GATEWAY);
    }
}

package nl.zegel.channel.soap;

import java.util.List;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** MIME only where a document goes along: everything else is plain XML, that any SOAP stack reads. */
final class Mtom extends AbstractPhaseInterceptor<Message> {
    Mtom() {
        super(Phase.PRE_LOGICAL);
    }

    @Override
    public void handleMessage(Message message) {
        List<?> inhoud = message.getContent(List.class);
        boolean document = inhoud != null && inhoud.stream().anyMatch(o -> o instanceof Berichten.DienIn
                || o instanceof Berichten.HaalOpAntwoord a && a.inhoud != null
                || o instanceof Berichten.Lever l && l.inhoud != null);
        message.put(Message.MTOM_ENABLED, document);
    }
}

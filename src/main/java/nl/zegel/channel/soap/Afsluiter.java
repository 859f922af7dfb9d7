package nl.zegel.channel.soap;

import java.io.Closeable;
import java.io.IOException;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Closes what an answer read from when it has gone, or could not go. */
final class Afsluiter extends AbstractPhaseInterceptor<Message> {
    private static final String OPEN = Afsluiter.class.getName() + ".open";

    Afsluiter() {
        super(Phase.SETUP);
    }

    static void sluitNaAntwoord(Message verzoek, Closeable open) {
        verzoek.getExchange().put(OPEN, open);
    }

    @Override
    public void handleMessage(Message message) {
        message.getInterceptorChain().add(new Einde());
    }

    @Override
    public void handleFault(Message message) {
        sluit(message);
    }

    private static void sluit(Message message) {
        if (message.getExchange().remove(OPEN) instanceof Closeable open) {
            try {
                open.close();
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(Afsluiter.class).warn("a delivery that was read did not close");
            }
        }
    }

    private static final class Einde extends AbstractPhaseInterceptor<Message> {
        Einde() {
            super(Phase.SETUP_ENDING);
        }

        @Override
        public void handleMessage(Message message) {
            sluit(message);
        }
    }
}

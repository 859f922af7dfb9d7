package nl.zegel.channel.mail;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import nl.zegel.exchange.Intake;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * {@code zegel-mail:<mailbox>} for routes: {@code hoofd} for profile 4.0, {@code profiel-32} for profile 3.2. The body of
 * each exchange is an {@link Intake.Ontvangst} that holds the whole CMS; it has no header, whatever the mail had.
 *
 * <p>Own code instead of camel-mail, whose consumer copies mail headers to the exchange and reads a message whole.
 */
public final class MailComponent extends DefaultComponent {
    private static final String PROFIEL_32 = "profiel-32";
    private static final String HOOFD = "hoofd";

    private final Map<String, Ophaler> ophalers;

    /** @param ophalers by mailbox name; a mailbox that is not configured is never polled */
    public MailComponent(Map<String, Ophaler> ophalers) {
        this.ophalers = Map.copyOf(ophalers);
    }

    /** Mailboxes that the last round could not reach, with the code of why; empty when all is well. */
    public Map<String, String> storingen() {
        Map<String, String> weg = new TreeMap<>();
        ophalers.forEach((naam, ophaler) -> ophaler.storing().ifPresent(code -> weg.put(naam, code)));
        return weg;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String naam, Map<String, Object> parameters) {
        if (!naam.equals(HOOFD) && !naam.equals(PROFIEL_32)) {
            throw new IllegalArgumentException("zegel-mail knows the mailboxes " + HOOFD + " and " + PROFIEL_32 + ", not " + naam);
        }
        return new Postbus(uri, this, naam);
    }

    private static final class Postbus extends ScheduledPollEndpoint {
        private final Map<String, Ophaler> ophalers;
        private final String naam;

        Postbus(String uri, MailComponent component, String naam) {
            super(uri, component);
            this.ophalers = component.ophalers;
            this.naam = naam;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("mail leaves through the outlet that the schedule calls, not through a route");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            Ophaler ophaler = ophalers.get(naam);
            return ophaler == null ? new Stil(this, processor) : new Ronden(this, processor, ophaler);
        }
    }

    /** A mailbox that is off. */
    private static final class Stil extends DefaultConsumer {
        Stil(DefaultEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }
    }

    private static final class Ronden extends ScheduledPollConsumer {
        private final Ophaler ophaler;

        Ronden(DefaultEndpoint endpoint, Processor processor, Ophaler ophaler) {
            super(endpoint, processor);
            this.ophaler = ophaler;
            setDelay(ophaler.postvak().interval().toMillis());
            setInitialDelay(0);
        }

        @Override
        protected int poll() {
            return ophaler.ronde(this::lever);
        }

        private void lever(Intake.Ontvangst ontvangst) throws IOException {
            // INVARIANT (claims are not facts): a new exchange with a body and nothing else; no inbound header reaches a route.
            Exchange exchange = createExchange(false);
            try {
                exchange.getIn().setBody(ontvangst);
                getProcessor().process(exchange);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("the intake route failed", e);
            } finally {
                releaseExchange(exchange, false);
            }
        }
    }
}

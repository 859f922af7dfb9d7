package nl.zegel.channel.soap;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.party.GatewayBug;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Shows SOAP submissions to routes as {@code zegel-soap:intake}: the body is an {@link Intake.Ontvangst} whose bytes are
 * whole and proven to be what was signed, and there are no headers. The answer of the route is the {@link OntvangstId}.
 * Without a started route nothing is received. Thread-safe.
 */
public final class SoapAanvoer extends DefaultComponent implements Oplevering {
    /** Scheme in routes, and the name under which the application registers this. */
    public static final String SCHEMA = "zegel-soap";
    private final AtomicReference<Ingang> ingang = new AtomicReference<>();

    @Override
    public OntvangstId lever(Intake.Ontvangst ontvangst) throws IOException {
        Ingang route = ingang.get();
        if (route == null) {
            throw new IOException("the route for SOAP submissions does not run");
        }
        return route.lever(ontvangst);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
        if (!rest.equals("intake")) {
            throw new IllegalArgumentException("only " + SCHEMA + ":intake exists");
        }
        return new Eindpunt(uri, this);
    }

    private final class Eindpunt extends DefaultEndpoint {
        Eindpunt(String uri, SoapAanvoer component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("deliveries go out by the schedule, not by this endpoint");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new Ingang(this, processor);
        }
    }

    private final class Ingang extends DefaultConsumer {
        Ingang(Endpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            if (!ingang.compareAndSet(null, this)) {
                throw new IllegalStateException("two routes take SOAP submissions; there can be one");
            }
        }

        @Override
        protected void doStop() throws Exception {
            ingang.compareAndSet(this, null);
            super.doStop();
        }

        private OntvangstId lever(Intake.Ontvangst ontvangst) throws IOException {
            Exchange exchange = createExchange(false);
            try {
                exchange.getIn().setBody(ontvangst);
                getProcessor().process(exchange);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
                if (exchange.getMessage().getBody() instanceof OntvangstId id) {
                    return id;
                }
                throw new GatewayBug("the route for SOAP submissions answered with something else");
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("a submission was not received", e);
            } finally {
                releaseExchange(exchange, false);
            }
        }
    }
}

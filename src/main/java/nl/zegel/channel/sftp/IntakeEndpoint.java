package nl.zegel.channel.sftp;

import java.io.IOException;
import nl.zegel.exchange.Intake;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** An endpoint that only gives: each completed file to its route, on the thread that waits for the answer. */
final class IntakeEndpoint extends DefaultEndpoint {
    private final Begin begin;
    private final Einde einde;

    /** Starts giving to the route. */
    interface Begin {
        void met(Oplevering oplevering) throws IOException;
    }

    /** Stops giving. */
    interface Einde {
        void nu() throws IOException;
    }

    IntakeEndpoint(String uri, Component component, Begin begin, Einde einde) {
        super(uri, component);
        this.begin = begin;
        this.einde = einde;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("what goes out over SFTP is handed over by the bean uitgang-sftp");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new Gever(processor);
    }

    private final class Gever extends DefaultConsumer {
        Gever(Processor processor) {
            super(IntakeEndpoint.this, processor);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            begin.met(this::lever);
        }

        @Override
        protected void doStop() throws Exception {
            einde.nu();
            super.doStop();
        }

        private void lever(Intake.Ontvangst ontvangst) throws IOException {
            Exchange exchange = createExchange(false);
            try {
                // INVARIANT (claims are not facts): no header enters with it, so none can be smuggled
                exchange.getIn().setBody(ontvangst);
                getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            Exception fout = exchange.getException();
            releaseExchange(exchange, false);
            if (fout != null) {
                getExceptionHandler().handleException("an SFTP upload was not made durable", fout);
                throw new IOException("intake route failed", fout);
            }
        }
    }
}

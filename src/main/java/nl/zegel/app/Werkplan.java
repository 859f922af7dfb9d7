package nl.zegel.app;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import nl.zegel.channel.sftp.Afhaler;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.KastDicht;
import nl.zegel.exchange.Afgebroken;
import nl.zegel.exchange.Bewijsmaker;
import nl.zegel.exchange.Bezorger;
import nl.zegel.exchange.Hervatter;
import nl.zegel.exchange.Termijnwacht;
import nl.zegel.exchange.Uitgang;
import nl.zegel.exchange.Verloop;
import nl.zegel.exchange.Verwerker;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.Partijen;
import nl.zegel.register.Dbrooster;
import nl.zegel.register.Planning;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Vegen;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the schedule to the routes. Retries are the schedule's alone: routes have no error handler. */
@Configuration(proxyBeanMethods = false)
class Werkplan {
    private static final Logger LOG = LoggerFactory.getLogger(Werkplan.class);
    private static final int DRADEN = 8;
    private static final Duration NIET_AUTHENTIEK_BEWAARD = Duration.ofDays(30);

    @Bean
    CamelContextConfiguration zonderHerhaling() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerBuilder());
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // Routes start by themselves.
            }
        };
    }

    @Bean
    Verwerker.Stappen stappen(ProducerTemplate camel, Meters meters) {
        return meters.gemeten((Verwerker.Stappen) verloop -> doe(camel, verloop));
    }

    private static void doe(ProducerTemplate camel, Verloop verloop) throws Afgebroken, IOException {
        try {
            camel.requestBody("direct:verwerk", verloop);
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof Afgebroken einde) {
                throw einde;
            }
            throw eruit(e);
        } catch (RejectedExecutionException stopt) {
            throw stopt(stopt);
        }
    }

    /** Routes that stop take nothing more: the work is tried again by whoever runs next. */
    private static IOException stopt(RejectedExecutionException stopt) {
        return new IOException("the routes are stopping", stopt);
    }

    @Bean
    Bezorger.Uitvoering uitvoering(ProducerTemplate camel, Meters meters) {
        return meters.gemeten((Bezorger.Uitvoering) (kanaal, bezorging) -> {
            try {
                return camel.requestBody(route(kanaal), bezorging, Uitgang.Afgifte.class);
            } catch (CamelExecutionException e) {
                throw eruit(e);
            } catch (RejectedExecutionException stopt) {
                throw stopt(stopt);
            }
        });
    }

    private static String route(Kanaal kanaal) {
        return switch (kanaal) {
            case SFTP -> "direct:out-sftp";
            case MAIL -> "direct:out-mail";
            case SOAP -> "direct:out-soap";
        };
    }

    /** What a step threw, as it was thrown. */
    private static IOException eruit(CamelExecutionException e) {
        Throwable oorzaak = e.getCause();
        if (oorzaak instanceof IOException io) {
            return io;
        }
        if (oorzaak instanceof RuntimeException eigen) {
            throw eigen;
        }
        if (oorzaak instanceof Error fout) {
            throw fout;
        }
        throw new GatewayBug("a step threw " + (oorzaak == null ? "nothing" : oorzaak.getClass().getName()), e);
    }

    /** Starts after the routes and stops before them. */
    @Bean
    Plan planning(Kern.Databank databank, Dbrooster rooster, Verwerker verwerker, Bezorger bezorger, Bewijsmaker bewijsmaker,
            Termijnwacht termijnen, Hervatter hervatter, Register register, Bewijstekenaar tekenaar, Afhaler afhaler, Partijen partijen,
            Clock klok, Instellingen instellingen) {
        Vegen vegen = new Vegen(register, rooster);
        Planning.Taken taken = new Planning.Taken(verwerker::verwerk, bezorger::bezorg, bewijsmaker::maak, List.of(
                elke("nummer", Duration.ofSeconds(5), register.logboek()::nummer),
                new Planning.Periodiek("controlepunt", new Planning.Ritme.Dagelijks(LocalTime.of(0, 5)), () -> controlepunt(register, tekenaar, klok)),
                elke("herplan", Duration.ofMinutes(1), vegen::herplan),
                elke("tellingen", Duration.ofMinutes(10), vegen::nietAuthentiek),
                elke("half", Duration.ofHours(1), vegen::halveLichamen),
                elke("uitgediend", Duration.ofMinutes(1), vegen::uitgediend),
                new Planning.Periodiek("niet-authentiek", new Planning.Ritme.Dagelijks(LocalTime.of(2, 0)),
                        () -> vegen.verwijderNietAuthentiek(NIET_AUTHENTIEK_BEWAARD)),
                elke("leveringen", Duration.ofMinutes(1), termijnen::leveringen),
                elke("wachttijden", Duration.ofMinutes(1), termijnen::wachttijden),
                elke("hervat", Duration.ofMinutes(5), hervatter::hervat),
                elke("sftp-haal", Duration.ofMinutes(1), () -> partijen.lokets().forEach(l -> haal(afhaler, l)))));
        return new Plan(() -> {
            if (instellingen.database().isEmpty()) {
                vegen.alleenHier();
            }
            hervatter.bijStart();
            return Planning.start(databank.merken(), rooster, taken, DRADEN, instellingen.gateway() + "-" + ProcessHandle.current().pid());
        });
    }

    private static Planning.Periodiek elke(String naam, Duration tussenpoos, Runnable werk) {
        return new Planning.Periodiek(naam, new Planning.Ritme.Elke(tussenpoos), werk);
    }

    private static void controlepunt(Register register, Bewijstekenaar tekenaar, Clock klok) {
        register.logboek().teken(json -> {
            try {
                return tekenaar.teken(json, Optional.empty(), klok.instant());
            } catch (KastDicht dicht) {
                throw new RegisterFout("the key store is closed, so no checkpoint can be signed; it is tried again");
            }
        });
    }

    private static void haal(Afhaler afhaler, Loket loket) {
        if (loket.sftpServer().isEmpty()) {
            return;
        }
        try {
            afhaler.haal(loket);
        } catch (IOException weg) {
            LOG.warn("loket {}: its SFTP server was not reached: {}", loket.id(), weg.getClass().getSimpleName());
        }
    }

    /**
     * Starts when the routes do run, which is after every lifecycle bean: work that a killed gateway left is due at once,
     * and a step that finds no route would look like a bug. Stops before them.
     */
    static final class Plan implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent> {
        private final java.util.function.Supplier<Planning> starter;
        private volatile Optional<Planning> planning = Optional.empty();

        Plan(java.util.function.Supplier<Planning> starter) {
            this.starter = starter;
        }

        @Override
        public void onApplicationEvent(ApplicationReadyEvent klaar) {
            planning = Optional.of(starter.get());
        }

        @Override
        public boolean isAutoStartup() {
            return false;
        }

        @Override
        public void start() {
            // The event starts it.
        }

        @Override
        public void stop() {
            planning.ifPresent(Planning::close);
            planning = Optional.empty();
        }

        @Override
        public boolean isRunning() {
            return planning.isPresent();
        }

        @Override
        public int getPhase() {
            return Integer.MAX_VALUE;
        }
    }
}

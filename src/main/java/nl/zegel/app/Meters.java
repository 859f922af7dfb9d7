package nl.zegel.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Beurt;
import nl.zegel.exchange.Afgebroken;
import nl.zegel.exchange.Bezorger;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.exchange.Verwerker;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Stand;

/**
 * The gateway's own meters, by Micrometer's conventions. A tag is a channel or an outcome from a closed list, never a loket,
 * a document or a text.
 *
 * <pre>
 * zegel.intake{kanaal,uitslag}      counter  ontvangen, mislukt, geen_zegel
 * zegel.process{uitslag}            timer    steps 2 to 6: aangenomen, geweigerd, herhaling, niet_authentiek, quarantaine, later, fout
 * zegel.delivery{kanaal,uitkomst}   timer    one attempt: aangeboden, overgedragen, naar_mail, later_opnieuw, mislukt, onbekend
 * zegel.work.open, .stuck, .held    gauge    deliveries and evidence under way, for a person, waiting for a cause
 * zegel.intake.waiting              gauge    received and not yet decided
 * zegel.evidence.oldest             gauge    seconds since the oldest owed evidence was owed
 * zegel.log.unnumbered, .lag        gauge    entries without a position, and seconds since the oldest
 * </pre>
 */
final class Meters {
    private static final Duration HOUDBAAR = Duration.ofSeconds(5);

    private final MeterRegistry meters;
    private final Register register;
    private final Clock klok;
    private Instant gelezen = Instant.EPOCH;
    private Optional<Stand> stand = Optional.empty();

    Meters(MeterRegistry meters, Register register, Clock klok) {
        this.meters = meters;
        this.register = register;
        this.klok = klok;
        meter("zegel.work.open", Stand::werkOpen);
        meter("zegel.work.stuck", Stand::vastgelopen);
        meter("zegel.work.held", Stand::vastgehouden);
        meter("zegel.intake.waiting", Stand::wachtend);
        meter("zegel.log.unnumbered", Stand::ongenummerd);
        meter("zegel.log.lag", s -> seconden(s.oudsteOngenummerd()));
        meter("zegel.evidence.oldest", s -> seconden(s.oudsteBewijs()));
    }

    private void meter(String naam, ToDoubleFunction<Stand> waarde) {
        Gauge.builder(naam, () -> stand().map(waarde::applyAsDouble).orElse(Double.NaN)).strongReference(true).register(meters);
    }

    private double seconden(Optional<Instant> sinds) {
        return sinds.map(s -> Math.max(0, Duration.between(s, klok.instant()).toMillis()) / 1000.0).orElse(0.0);
    }

    /** As it stood at most five seconds ago; empty while the database does not answer. */
    synchronized Optional<Stand> stand() {
        Instant nu = klok.instant();
        if (Duration.between(gelezen, nu).abs().compareTo(HOUDBAAR) > 0) {
            gelezen = nu;
            try {
                stand = Optional.of(Stand.van(register));
            } catch (RegisterFout weg) {
                stand = Optional.empty();
            }
        }
        return stand;
    }

    /** The same intake, counted. */
    Intake geteld(Intake intake) {
        return new GeteldeIntake(intake);
    }

    /** The same steps, timed. */
    Verwerker.Stappen gemeten(Verwerker.Stappen stappen) {
        return verloop -> {
            Timer.Sample sample = Timer.start(meters);
            String uitslag = "fout";
            try {
                stappen.doe(verloop);
                uitslag = "aangenomen";
            } catch (Afgebroken einde) {
                uitslag = naam(einde.uitslag());
                throw einde;
            } catch (IOException | RegisterFout later) {
                uitslag = "later";
                throw later;
            } finally {
                sample.stop(Timer.builder("zegel.process").tag("uitslag", uitslag).publishPercentileHistogram().register(meters));
            }
        };
    }

    /** The same attempts, timed. */
    Bezorger.Uitvoering gemeten(Bezorger.Uitvoering uitvoering) {
        return (kanaal, bezorging) -> {
            Timer.Sample sample = Timer.start(meters);
            String uitkomst = "onbekend";
            try {
                var afgifte = uitvoering.doe(kanaal, bezorging);
                uitkomst = naam(afgifte);
                return afgifte;
            } finally {
                sample.stop(Timer.builder("zegel.delivery").tag("kanaal", kanaal.name().toLowerCase(Locale.ROOT)).tag("uitkomst", uitkomst)
                        .publishPercentileHistogram().register(meters));
            }
        };
    }

    /** The name of a closed type: NietAuthentiek becomes niet_authentiek. */
    private static String naam(Object uitslag) {
        return uitslag.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private final class GeteldeIntake implements Intake {
        private final Intake intake;

        GeteldeIntake(Intake intake) {
            this.intake = intake;
        }

        private void tel(Aanvoer aanvoer, String uitslag) {
            meters.counter("zegel.intake", "kanaal", aanvoer.kanaal().name().toLowerCase(Locale.ROOT), "uitslag", uitslag).increment();
        }

        @Override
        public Ontvangst begin(Aanvoer aanvoer) throws IOException {
            return geteld(aanvoer, intake.begin(aanvoer));
        }

        @Override
        public Ontvangst begin(Aanvoer aanvoer, Beurt beurt) throws IOException {
            return geteld(aanvoer, intake.begin(aanvoer, beurt));
        }

        private Ontvangst geteld(Aanvoer aanvoer, Ontvangst ontvangst) {
            return new Ontvangst() {
                @Override
                public OutputStream bytes() {
                    return ontvangst.bytes();
                }

                @Override
                public OntvangstId vastleggen() throws IOException {
                    try {
                        OntvangstId id = ontvangst.vastleggen();
                        tel(aanvoer, "ontvangen");
                        return id;
                    } catch (IOException weg) {
                        tel(aanvoer, "mislukt");
                        throw weg;
                    }
                }

                @Override
                public void close() throws IOException {
                    ontvangst.close();
                }
            };
        }

        @Override
        public void geenZegel(Aanvoer aanvoer, String code) throws IOException {
            intake.geenZegel(aanvoer, code);
            tel(aanvoer, "geen_zegel");
        }

        @Override
        public Optional<Bewijsstuk> wachtOpUitslag(OntvangstId id, Duration tenHoogste) {
            return intake.wachtOpUitslag(id, tenHoogste);
        }
    }
}

package nl.zegel.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the gateway receives. It stops when evidence cannot be made for longer than a bounded time, or the register refuses
 * (its clock, its database): taking in what cannot be proven would be a promise that is not kept. It reopens by itself.
 * Thread-safe; looks at most once in a few seconds.
 */
public final class Innamepoort implements BooleanSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(Innamepoort.class);
    private static final Duration HOUDBAAR = Duration.ofSeconds(5);

    private final Register register;
    private final Alarmen alarmen;
    private final Duration grens;
    private final Clock klok;
    private Optional<String> gesloten = Optional.empty();
    private Instant gekeken = Instant.EPOCH;

    /** @param grens how long owed evidence may stay unmade */
    public Innamepoort(Register register, Alarmen alarmen, Duration grens, Clock klok) {
        this.register = register;
        this.alarmen = alarmen;
        this.grens = grens;
        this.klok = klok;
    }

    /** True while nothing is received. */
    @Override
    public boolean getAsBoolean() {
        return waarom().isPresent();
    }

    /** Why nothing is received, as a code of docs/weigeringen.md; empty while it is. */
    public synchronized Optional<String> waarom() {
        Instant nu = klok.instant();
        if (nu.isBefore(gekeken) || !nu.isBefore(gekeken.plus(HOUDBAAR))) {
            gekeken = nu;
            zet(kijk());
        }
        return gesloten;
    }

    private Optional<String> kijk() {
        try {
            Instant nu = register.doe(tx -> tx.nu());
            return register.bewijzen().oudsteVerschuldigd().filter(sinds -> sinds.plus(grens).isBefore(nu)).map(s -> "INNAME_DICHT_BEWIJS");
        } catch (RegisterFout weg) {
            return Optional.of("INNAME_DICHT_REGISTER");
        }
    }

    private void zet(Optional<String> nieuw) {
        if (nieuw.equals(gesloten)) {
            return;
        }
        gesloten = nieuw;
        nieuw.ifPresentOrElse(this::alarm, () -> LOG.info("the intake is open again"));
    }

    private void alarm(String code) {
        try {
            register.voer(tx -> alarmen.meld(tx, null, code));
        } catch (RegisterFout weg) {
            alarmen.buitenRegister(code);
        }
    }
}

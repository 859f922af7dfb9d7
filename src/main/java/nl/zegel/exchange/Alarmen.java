package nl.zegel.exchange;

import java.util.UUID;
import java.util.function.Consumer;
import nl.zegel.register.Inschrijving;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Transactie;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one face for what a person must look at: an entry in the register, a count for the metrics, and a log line, with a
 * stable code of docs/weigeringen.md and an id and nothing else. Thread-safe.
 */
public final class Alarmen {
    private static final Logger LOG = LoggerFactory.getLogger(Alarmen.class);

    private final Register register;
    private final Consumer<String> teller;

    /** @param teller counts a code in the metrics; must not fail */
    public Alarmen(Register register, Consumer<String> teller) {
        this.register = register;
        this.teller = teller;
    }

    /** Raised with the transaction: counted and logged when it is durable. @param onderwerp intake or delivery, if it is about one */
    void meld(Transactie tx, @Nullable UUID onderwerp, String code) {
        register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.ALARM, onderwerp, "code", code, "ernst", "HOOG"));
        tx.naCommit(() -> toon(onderwerp, code));
    }

    /**
     * Raised in a transaction of its own, once a day over all gateways.
     *
     * @param waarover what makes it another alarm: a fingerprint, an id or a code
     */
    void meldDagelijks(@Nullable UUID onderwerp, String code, String waarover) {
        register.voer(tx -> {
            if (register.dagmerken().eerste(tx, code + ":" + waarover)) {
                meld(tx, onderwerp, code);
            }
        });
    }

    /** The register wrote the entry itself with the state that it describes; this counts and logs it. */
    void geboekt(Transactie tx, UUID onderwerp, String code) {
        tx.naCommit(() -> toon(onderwerp, code));
    }

    /** The register itself cannot be written: counted and logged alone. */
    void buitenRegister(String code) {
        toon(null, code);
    }

    /** INVARIANT (a bug is not a refusal): what breaks on one exchange stops that one, loud; the others are other exchanges. */
    void afgebakend(UUID onderwerp, Runnable werk) {
        try {
            werk.run();
        } catch (RegisterFout weg) {
            throw weg;
        } catch (RuntimeException bug) {
            LOG.error("exchange {} stopped: {} at {}", onderwerp, bug.getClass().getName(), Verwerker.plaats(bug));
            meldDagelijks(onderwerp, "FOUT_IN_GATEWAY", onderwerp.toString());
        }
    }

    private void toon(@Nullable UUID onderwerp, String code) {
        teller.accept(code);
        LOG.warn("alarm {} about {}", code, onderwerp == null ? "the gateway" : onderwerp);
    }
}

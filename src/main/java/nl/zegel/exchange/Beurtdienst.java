package nl.zegel.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns by rows of the register. While the register is away nobody has a turn: what is fetched could not be kept anyway. */
public final class Beurtdienst implements Beurten {
    private static final Logger LOG = LoggerFactory.getLogger(Beurtdienst.class);
    /** A turn is extended when this part of it is over, so that a slow mail keeps it. */
    private static final int DEEL = 4;

    private final Register register;
    private final Duration duur;
    private final Clock klok;
    private final String eigenaar = UUID.randomUUID().toString();

    /** @param duur how long a gateway that says nothing keeps others out */
    public Beurtdienst(Register register, Duration duur, Clock klok) {
        this.register = register;
        this.duur = duur;
        this.klok = klok;
    }

    @Override
    public Optional<Beurt> neem(String bron) {
        Instant nu = klok.instant();
        try {
            OptionalLong fence = register.beurten().neem(bron, eigenaar, duur);
            return fence.isPresent() ? Optional.of(new Rij(bron, fence.getAsLong(), nu)) : Optional.empty();
        } catch (RegisterFout weg) {
            LOG.warn("whose turn it is at {} is not known now: {}", bron, weg.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private final class Rij implements Beurt {
        private final String bron;
        private final long fence;
        private Instant verlengd;
        private boolean kwijt;

        Rij(String bron, long fence, Instant verlengd) {
            this.bron = bron;
            this.fence = fence;
            this.verlengd = verlengd;
        }

        @Override
        public String bron() {
            return bron;
        }

        @Override
        public long fence() {
            return fence;
        }

        @Override
        public boolean nog() {
            Instant nu = klok.instant();
            // A clock that was set back proves nothing either: ask.
            if (!kwijt && (nu.isBefore(verlengd) || !nu.isBefore(verlengd.plus(duur.dividedBy(DEEL))))) {
                kwijt = !verleng();
                verlengd = nu;
            }
            return !kwijt;
        }

        private boolean verleng() {
            try {
                boolean mijn = register.beurten().verleng(bron, fence, duur);
                if (!mijn) {
                    LOG.warn("the turn at {} was lost; another gateway may have it", bron);
                }
                return mijn;
            } catch (RegisterFout weg) {
                return false;
            }
        }

        @Override
        public void close() {
            try {
                register.beurten().geefTerug(bron, fence);
            } catch (RegisterFout weg) {
                LOG.warn("the turn at {} ends by itself: {}", bron, weg.getClass().getSimpleName());
            }
        }
    }
}

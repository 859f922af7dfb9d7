package nl.zegel.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Convenanten;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import nl.zegel.register.Documenten;
import nl.zegel.register.Register;
import nl.zegel.register.Transactie;
import nl.zegel.register.Werk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether what waits may go by now: at start-up, when configuration, parties and facts may be new, and from time to time,
 * for days and the register pass too. It decides on the stored Vorm alone; only what is newly allowed opens the document
 * again, for a new decision, clearance and seal. Run by the schedule, on one gateway at a time.
 */
public final class Hervatter {
    private static final Logger LOG = LoggerFactory.getLogger(Hervatter.class);
    private static final int PER_RONDE = 500;
    /** Only another configuration lets this go, and that comes with a start. */
    private static final String TE_GROOT = "TE_GROOT_VOOR_KANAAL";

    private final Register register;
    private final Convenanten convenanten;
    private final Partijen partijen;
    private final Hertoets hertoets;
    private final Ontvangercertificaat certificaten;
    private final Alarmen alarmen;
    private final Commit.Termijnen termijnen;
    private final Clock klok;

    public Hervatter(Register register, Convenanten convenanten, Partijen partijen, Hertoets hertoets, Ontvangercertificaat certificaten,
            Alarmen alarmen, Commit.Termijnen termijnen, Clock klok) {
        this.register = register;
        this.convenanten = convenanten;
        this.partijen = partijen;
        this.hertoets = hertoets;
        this.certificaten = certificaten;
        this.alarmen = alarmen;
        this.termijnen = termijnen;
        this.klok = klok;
    }

    /** At start-up. @return how many intakes go on */
    public int bijStart() {
        return ronde(true);
    }

    /** From time to time. @return how many intakes go on */
    public int hervat() {
        return ronde(false);
    }

    private int ronde(boolean start) {
        register.werk().inStaat(Werk.Staat.VASTGEHOUDEN, PER_RONDE).forEach(rij -> alarmen.afgebakend(rij.id(), () -> opnieuwVerzegelen(rij)));
        AtomicInteger verder = new AtomicInteger();
        register.documenten().wachtenden(PER_RONDE).forEach(id -> alarmen.afgebakend(id, () -> {
            if (isNieuw(id, start)) {
                register.voer(tx -> register.ontvangsten().hervat(tx, id, tx.nu()));
                LOG.info("intake {} goes on: something that waited may go now", id);
                verder.incrementAndGet();
            }
        }));
        return verder.get();
    }

    private boolean isNieuw(UUID ontvangst, boolean start) {
        Set<LoketId> wie = register.documenten().wachtend(ontvangst).stream().filter(w -> start || !w.code().equals(TE_GROOT))
                .map(Documenten.Wachtend::loket).collect(Collectors.toSet());
        return register.documenten().lees(ontvangst).flatMap(d -> besluit(d, klok.instant()))
                .filter(b -> Aanvulling.van(register, ontvangst).smal(b).lokets().stream()
                        .anyMatch(l -> wie.contains(l.loket()) && l.ietsVrij() && teVerzegelen(l.loket()))).isPresent();
    }

    private Optional<Besluit> besluit(Documenten.Document document, Instant nu) {
        Optional<Convenant> convenant = convenanten.convenant(document.besloten().convenant());
        return convenant.map(c -> hertoets.opnieuw(document, c, nu))
                .filter(b -> b.weigering() == null && b.quarantaine().isEmpty());
    }

    private boolean wachttijdOver(UUID ontvangst, LoketId loket) {
        return register.documenten().wachtVerstreken(ontvangst).stream().anyMatch(w -> w.loket().equals(loket));
    }

    private boolean teVerzegelen(LoketId loket) {
        return partijen.loket(loket).flatMap(l -> certificaten.goed(l, klok.instant())).isPresent();
    }

    /**
     * A copy that is held, because its certificate went bad or less may go than it holds, is withdrawn as soon as the loket can be
     * given another. Never one that possibly went already: that is for a person. Nor where the loket's wait passed its deadline,
     * since nothing would take its place: it stays held, to its own deadline, of which the sender is told.
     */
    private void opnieuwVerzegelen(Werk.Rij rij) {
        UUID ontvangst = rij.ontvangst();
        if (rij.soort() != Werk.Soort.DOCUMENT || rij.mogelijk() || ontvangst == null || wachttijdOver(ontvangst, rij.loket())
                || !teVerzegelen(rij.loket())
                || hertoets.bezwaar(rij, klok.instant()).isEmpty()) {
            return;
        }
        boolean nogIets = register.documenten().lees(ontvangst).flatMap(d -> besluit(d, klok.instant()))
                .map(b -> b.lokets().stream().anyMatch(l -> l.loket().equals(rij.loket()) && l.ietsVrij())).orElse(false);
        boolean bewaard = register.ontvangsten().lees(ontvangst).map(o -> o.lichaam() != null).orElse(false);
        if (nogIets && bewaard) {
            register.voer(tx -> vervang(tx, rij, ontvangst));
        }
    }

    /** INVARIANT (nothing acknowledged is lost): the wait stands before the copy is withdrawn, in one transaction. */
    private void vervang(Transactie tx, Werk.Rij rij, UUID ontvangst) {
        if (register.werk().trekIn(tx, rij, "OPNIEUW_VERZEGELD").isPresent() && !register.documenten().wacht(tx, ontvangst,
                new Documenten.Wachtend(rij.loket(), "OPNIEUW_VERZEGELD"), tx.nu().plus(termijnen.wachten()))) {
            throw new GatewayBug("a copy would be withdrawn and nobody waits for another: delivery " + rij.id());
        }
    }
}

package nl.zegel.exchange;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Beschadigd;
import nl.zegel.document.Afkeuring;
import nl.zegel.document.Kop;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import nl.zegel.register.Bewijsfeiten;
import nl.zegel.register.Gebeurtenis;
import nl.zegel.register.Inschrijving;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Transactie;
import nl.zegel.register.Vervolg;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the schedule calls for one owed intake: runs steps 2 to 6 and books how they ended. An end that is neither
 * accepted, refused, quarantined nor later is a bug: that exchange is quarantined with an alarm and not tried again.
 */
public final class Verwerker {
    private static final String BESCHADIGD = "INNAME_BESCHADIGD";
    private static final Logger LOG = LoggerFactory.getLogger(Verwerker.class);
    /** The longest wait before another try; what fails for longer alarms. */
    private static final Duration STIL = Duration.ofMinutes(15);
    private static final Duration OPNIEUW = Duration.ofSeconds(30);

    private final Register register;
    private final Stappen stappen;
    private final Bewijsmaker bewijsmaker;
    private final Ontvangstbewijzen ontvangstbewijzen;
    private final Uitslagen uitslagen;
    private final Alarmen alarmen;
    private final SecureRandom random;
    private final Clock klok;

    /** The route that lists steps 2 to 6. */
    @FunctionalInterface
    public interface Stappen {
        /** Runs them on one intake; whatever a step throws comes out as it is. */
        void doe(Verloop verloop) throws Afgebroken, IOException;
    }

    public Verwerker(Register register, Stappen stappen, Bewijsmaker bewijsmaker, Ontvangstbewijzen ontvangstbewijzen,
            Uitslagen uitslagen, Alarmen alarmen, SecureRandom random, Clock klok) {
        this.register = register;
        this.stappen = stappen;
        this.bewijsmaker = bewijsmaker;
        this.ontvangstbewijzen = ontvangstbewijzen;
        this.uitslagen = uitslagen;
        this.alarmen = alarmen;
        this.random = random;
        this.klok = klok;
    }

    /** @return what the schedule does next */
    public Vervolg verwerk(UUID ontvangst) {
        Instant nu = klok.instant();
        Staat was = rij(ontvangst).staat();
        if (isKlaar(ontvangst, was)) {
            return new Vervolg.Klaar();
        }
        Verloop verloop = new Verloop(ontvangst, nu);
        try (verloop) {
            stappen.doe(verloop);
            Staat staat = rij(ontvangst).staat();
            LOG.info("intake {} is {}", ontvangst, staat);
            if (staat == Staat.WACHT) {
                uitslagen.klaar(ontvangst);
            }
            return new Vervolg.Klaar();
        } catch (Afgebroken einde) {
            return boek(verloop, was, einde.uitslag(), nu);
        } catch (IOException | RegisterFout fout) {
            return Beschadigd.is(fout) ? boek(verloop, was, new Uitslag.Quarantaine(BESCHADIGD, "de ontvangen bytes"), nu) : later(rij(ontvangst), fout, nu);
        } catch (RuntimeException | Error bug) {
            return bug(ontvangst, was, bug);
        }
    }

    /**
     * Something of ours is away. Tried again after a quarter of the time that it has been so, and a person hears of it once a day:
     * nothing that was received waits in silence.
     */
    private Vervolg later(Ontvangsten.Ontvangst rij, Exception fout, Instant nu) {
        LOG.warn("intake {} later: {}", rij.id(), fout.getClass().getSimpleName());
        Duration sinds = Duration.between(rij.ontvangen(), nu);
        if (sinds.compareTo(STIL) > 0) {
            alarmen.meldDagelijks(rij.id(), "VERWERKEN_STOKT", rij.id().toString());
        }
        Duration wacht = sinds.dividedBy(4);
        return new Vervolg.Opnieuw(nu.plus(wacht.compareTo(OPNIEUW) < 0 ? OPNIEUW : wacht.compareTo(STIL) > 0 ? STIL : wacht));
    }

    /** What was accepted is looked at again only while something of it waits. */
    private boolean isKlaar(UUID ontvangst, Staat staat) {
        return switch (staat) {
            case ONTVANGEN, ONVOLLEDIG, WACHT -> false;
            case AANGENOMEN -> register.documenten().wachtend(ontvangst).isEmpty();
            case NIET_AUTHENTIEK, GEWEIGERD, DUBBEL, ONTVANGSTBEWIJS, QUARANTAINE -> true;
        };
    }

    private Ontvangsten.Ontvangst rij(UUID ontvangst) {
        return register.ontvangsten().lees(ontvangst).orElseThrow(() -> new GatewayBug("no intake " + ontvangst));
    }

    private Vervolg boek(Verloop verloop, Staat was, Uitslag uitslag, Instant nu) {
        UUID ontvangst = verloop.ontvangst();
        if (uitslag instanceof Uitslag.Later later) {
            LOG.warn("intake {} later: {}", ontvangst, later.code());
            alarmen.meldDagelijks(null, later.code(), "INNAME");
            return new Vervolg.Opnieuw(nu.plus(OPNIEUW));
        }
        boolean overHetDocument = uitslag instanceof Uitslag.Geweigerd || uitslag instanceof Uitslag.Quarantaine q && !q.code().equals(BESCHADIGD);
        if (was == Staat.AANGENOMEN || was == Staat.WACHT && !overHetDocument) {
            // What was accepted stays so, and what waits goes on waiting, to its deadline.
            String code = uitslag instanceof Uitslag.Quarantaine hier ? hier.code() : "HERVATTEN_MISLUKT";
            alarmen.meldDagelijks(ontvangst, code, ontvangst.toString());
            return new Vervolg.Klaar();
        }
        register.voer(tx -> boek(tx, verloop, uitslag));
        LOG.info("intake {} ended: {}", ontvangst, uitslag.getClass().getSimpleName());
        if (!(uitslag instanceof Uitslag.Geweigerd)) {
            uitslagen.klaar(ontvangst);
        }
        return new Vervolg.Klaar();
    }

    private void boek(Transactie tx, Verloop verloop, Uitslag uitslag) {
        UUID ontvangst = verloop.ontvangst();
        if (uitslag instanceof Uitslag.NietAuthentiek niet) {
            register.ontvangsten().nietAuthentiek(tx, ontvangst, niet.code());
        } else if (uitslag instanceof Uitslag.Geweigerd geweigerd) {
            weiger(tx, verloop, geweigerd.redenen());
        } else if (uitslag instanceof Uitslag.Herhaling herhaling) {
            herhaal(tx, rij(ontvangst), herhaling);
        } else if (uitslag instanceof Uitslag.Overgedragen overgedragen) {
            register.ontvangsten().ontvangstbewijs(tx, ontvangst, overgedragen.levering().loket());
            ontvangstbewijzen.boek(tx, overgedragen.levering());
        } else if (uitslag instanceof Uitslag.Quarantaine quarantaine) {
            quarantaine(tx, ontvangst, quarantaine.code(), quarantaine.plaats());
        }
    }

    private void weiger(Transactie tx, Verloop verloop, List<Afkeuring> redenen) {
        Ontvangsten.Ontvangst rij = rij(verloop.ontvangst());
        LoketId afzender = afzender(rij);
        Afkeuring eerste = redenen.get(0);
        List<Bewijsfeiten.Vastlegging> vastleggingen = verloop.vastleggingen(random);
        UUID entry = register.ontvangsten().naar(tx, rij.id(), Staat.GEWEIGERD, eerste.code(), Inschrijving.van(
                Inschrijving.Soort.GEWEIGERD, rij.id(), "loket", afzender.waarde(), "referentie", verloop.kop().map(Kop::referentie).orElse(null),
                "code", eerste.code(), "plaats", eerste.pad(),
                "vastlegging", vastleggingen.stream().findFirst().map(Bewijsfeiten.Vastlegging::waarde).orElse(null)));
        register.documenten().wachtend(tx, rij.id(), List.of(), tx.nu());
        register.bewijzen().verschuldig(tx, entry, new Bewijsfeiten(Gebeurtenis.SUBMISSION_REJECTION, afzender, tx.nu(), "gateway",
                "De gateway heeft het document geweigerd. Er is niets verstrekt.", Optional.of(rij.ontvangen()), afzender, Optional.empty(),
                rij.id(), verloop.kop().map(Kop::soort), verloop.kop().map(Kop::referentie), Optional.empty(), vastleggingen, Optional.empty(),
                redenen.stream().map(Verwerker::reden).toList()));
    }

    private static Bewijsfeiten.Reden reden(Afkeuring afkeuring) {
        return new Bewijsfeiten.Reden(afkeuring.code(), Optional.of(afkeuring.regel()), Optional.of(afkeuring.pad()), afkeuring.remedie());
    }

    /** The same document again: the same evidence goes out once more, and nothing is delivered. */
    private void herhaal(Transactie tx, Ontvangsten.Ontvangst rij, Uitslag.Herhaling herhaling) {
        register.ontvangsten().dubbel(tx, rij.id(), afzender(rij), herhaling.referentie(), herhaling.eerder().waarde());
        if (rij.kanaal() == nl.zegel.party.Kanaal.MAIL && bewijsmaker.antwoordbaarPerMail(rij.id())) {
            register.bewijzen().uitslag(herhaling.eerder().waarde(), afzender(rij))
                    .ifPresent(b -> Bewijsmaker.verschuldigPerMail(tx, register, b, rij.id() + "-herhaling.json"));
        }
    }

    private void quarantaine(Transactie tx, UUID ontvangst, String code, @Nullable String plaats) {
        register.ontvangsten().naar(tx, ontvangst, Staat.QUARANTAINE, code,
                Inschrijving.van(Inschrijving.Soort.QUARANTAINE, ontvangst, "code", code, "plaats", plaats));
        register.documenten().wachtend(tx, ontvangst, List.of(), tx.nu());
        alarmen.meld(tx, ontvangst, code);
    }

    /** INVARIANT (a bug is not a refusal): stopped, quarantined, alarmed; the text of the fault stays out of the log. */
    private Vervolg bug(UUID ontvangst, Staat was, Throwable bug) {
        LOG.error("intake {} stopped: {} at {}", ontvangst, bug.getClass().getName(), plaats(bug));
        if (was == Staat.AANGENOMEN) {
            alarmen.meldDagelijks(ontvangst, "FOUT_IN_GATEWAY", ontvangst.toString());
            return new Vervolg.Klaar();
        }
        register.voer(tx -> quarantaine(tx, ontvangst, "FOUT_IN_GATEWAY", null));
        uitslagen.klaar(ontvangst);
        return new Vervolg.Klaar();
    }

    static String plaats(Throwable fout) {
        StackTraceElement[] stapel = fout.getStackTrace();
        StringBuilder plaats = new StringBuilder(fout instanceof GatewayBug ? fout.getMessage() + " " : "");
        for (int i = 0; i < Math.min(6, stapel.length); i++) {
            plaats.append(i == 0 ? "" : " < ").append(stapel[i]);
        }
        return plaats.toString();
    }

    private static LoketId afzender(Ontvangsten.Ontvangst rij) {
        return Optional.ofNullable(rij.afzender()).orElseThrow(() -> new GatewayBug("refused before it was authentic: " + rij.id()));
    }
}

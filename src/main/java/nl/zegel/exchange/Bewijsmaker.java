package nl.zegel.exchange;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.KastDicht;
import nl.zegel.crypto.Ontvangstkluis;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.register.Bewijzen;
import nl.zegel.register.Gebeurtenis;
import nl.zegel.register.LogboekHerschreven;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Transactie;
import nl.zegel.register.Vervolg;
import nl.zegel.register.Werk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 8 for one owed piece of evidence: numbered, proven, signed, stored, and owed to its loket through the channel that
 * the loket used. SFTP shows it in {@code receipts/} and SOAP hands it out, so only mail is a delivery of its own; mail
 * that must not be answered gets none, and its evidence stays in the register.
 */
public final class Bewijsmaker {
    private static final Logger LOG = LoggerFactory.getLogger(Bewijsmaker.class);
    private static final Duration TERMIJN = Duration.ofDays(5);
    private static final Duration NA_EEN_DAG = Duration.ofDays(1);
    private static final Duration OPNIEUW = Duration.ofSeconds(30);

    private final Register register;
    private final Bewijstekenaar tekenaar;
    private final Ontvangstkluis kluis;
    private final Sleutelkast kast;
    private final Uitslagen uitslagen;
    private final Alarmen alarmen;
    private final Clock klok;

    public Bewijsmaker(Register register, Bewijstekenaar tekenaar, Ontvangstkluis kluis, Sleutelkast kast, Uitslagen uitslagen,
            Alarmen alarmen, Clock klok) {
        this.register = register;
        this.tekenaar = tekenaar;
        this.kluis = kluis;
        this.kast = kast;
        this.uitslagen = uitslagen;
        this.alarmen = alarmen;
        this.klok = klok;
    }

    /** @return what the schedule does next */
    public Vervolg maak(UUID bewijs) {
        Instant nu = klok.instant();
        try {
            for (Bewijzen.Bewijs gemaakt : register.bewijzen().maak(bewijs, json -> teken(json, nu), this::verschuldig)) {
                UUID ontvangst = gemaakt.ontvangst();
                if (ontvangst != null && isUitslag(gemaakt)) {
                    uitslagen.klaar(ontvangst);
                }
            }
            return new Vervolg.Klaar();
        } catch (Dicht dicht) {
            return new Vervolg.Opnieuw(nu.plus(OPNIEUW));
        } catch (RegisterFout weg) {
            throw weg;
        } catch (LogboekHerschreven herschreven) {
            return vastgelopen(bewijs, "LOGBOEK_HERSCHREVEN", herschreven, nu);
        } catch (RuntimeException bug) {
            return vastgelopen(bewijs, "FOUT_IN_GATEWAY", bug, nu);
        }
    }

    /** INVARIANT (a bug is not a refusal): this evidence stops with an entry and an alarm; a day later it is looked at again. */
    private Vervolg vastgelopen(UUID bewijs, String code, RuntimeException bug, Instant nu) {
        LOG.error("evidence {} stopped: {} {} at {}", bewijs, code, bug.getClass().getName(), Verwerker.plaats(bug));
        register.voer(tx -> register.bewijzen().loopVast(tx, bewijs, code));
        alarmen.meldDagelijks(bewijs, code, bewijs.toString());
        return new Vervolg.Opnieuw(nu.plus(NA_EEN_DAG));
    }

    private static boolean isUitslag(Bewijzen.Bewijs bewijs) {
        return bewijs.gebeurtenis() == Gebeurtenis.SUBMISSION_ACCEPTANCE || bewijs.gebeurtenis() == Gebeurtenis.SUBMISSION_REJECTION;
    }

    private byte[] teken(byte[] json, Instant nu) {
        try {
            return tekenaar.teken(json, Optional.empty(), nu);
        } catch (KastDicht dicht) {
            throw new Dicht();
        }
    }

    private void verschuldig(Transactie tx, Bewijzen.Bewijs bewijs) {
        UUID ontvangst = bewijs.ontvangst();
        if (ontvangst != null && antwoordbaarPerMail(ontvangst)) {
            verschuldigPerMail(tx, register, bewijs, bewijs.naam());
        }
    }

    /** Owes the sending of evidence by mail. @param naam of the work, unique for the loket */
    static void verschuldigPerMail(Transactie tx, Register register, Bewijzen.Bewijs bewijs, String naam) {
        register.werk().verschuldig(tx, new Werk.Nieuw(UUID.randomUUID(), Werk.Soort.BEWIJS, bewijs.ontvangst(), bewijs.voor(), Kanaal.MAIL,
                null, bewijs.id(), naam, null, tx.nu(), tx.nu().plus(TERMIJN)));
    }

    boolean antwoordbaarPerMail(UUID ontvangst) {
        Ontvangsten.Ontvangst rij = register.ontvangsten().lees(ontvangst).orElseThrow(() -> new GatewayBug("no intake " + ontvangst));
        if (rij.kanaal() != Kanaal.MAIL) {
            return false;
        }
        try {
            UUID bind = IntakeDienst.bind(rij.aanvoer());
            Aanvoer aanvoer = AanvoerVorm.lees(
                    kluis.ontsleutel(kast, IntakeDienst.bindsel(bind, "aanvoer"), IntakeDienst.zonderBind(rij.aanvoer())));
            return ((Aanvoer.Mail) aanvoer).antwoordbaar();
        } catch (KastDicht dicht) {
            throw new Dicht();
        } catch (IOException e) {
            throw new GatewayBug("what the channel saw does not open: " + ontvangst, e);
        }
    }

    private static final class Dicht extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

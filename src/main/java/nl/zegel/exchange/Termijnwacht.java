package nl.zegel.exchange;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.Partijen;
import nl.zegel.register.Bewijsfeiten;
import nl.zegel.register.Documenten;
import nl.zegel.register.Gebeurtenis;
import nl.zegel.register.Inschrijving;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;
import nl.zegel.register.Transactie;
import nl.zegel.register.Werk;

/**
 * Deadlines. A copy that lay ready or went by mail and was not handed over, and a wait that did not end: the sender is told
 * once, with signed evidence, and a person looks. Run by the schedule; each case is a transaction of its own.
 */
public final class Termijnwacht {
    private static final int PER_RONDE = 200;

    private final Register register;
    private final Partijen partijen;
    private final Afgiftebewijs afgiftebewijs;
    private final Alarmen alarmen;
    private final Clock klok;

    public Termijnwacht(Register register, Partijen partijen, Afgiftebewijs afgiftebewijs, Alarmen alarmen, Clock klok) {
        this.register = register;
        this.partijen = partijen;
        this.afgiftebewijs = afgiftebewijs;
        this.alarmen = alarmen;
        this.klok = klok;
    }

    /** Deliveries over their deadline. @return how many senders were told */
    public int leveringen() {
        List<Werk.Rij> over = register.werk().overDeadline(klok.instant(), PER_RONDE);
        over.forEach(rij -> alarmen.afgebakend(rij.id(), () -> register.voer(tx -> verstrijk(tx, rij))));
        return over.size();
    }

    private void verstrijk(Transactie tx, Werk.Rij rij) {
        boolean zwijgtAltijd = rij.kanaal() == Kanaal.MAIL && !partijen.loket(rij.loket()).map(Loket::tekentOntvangstbewijzen).orElse(false);
        Bewijsfeiten.Reden reden = zwijgtAltijd
                ? reden("OVERDRACHT_NIET_VASTGESTELD", "Vraag het loket of het de kopie heeft. Dit bewijs zegt niet dat het haar niet kreeg.")
                : negatief(rij);
        register.werk().verstreken(tx, rij.id(), reden.code()).ifPresent(entry -> {
            if (zwijgtAltijd) {
                afgiftebewijs.nietVastgesteld(tx, rij, entry, reden,
                        "Overdracht niet vastgesteld: dit loket kan geen ondertekend ontvangstbewijs sturen. De kopie ging per mail weg.");
            } else {
                afgiftebewijs.nietOvergedragen(tx, rij, entry, reden, "Binnen de termijn is niet gebleken dat het loket de kopie heeft gekregen.");
            }
        });
    }

    private static Bewijsfeiten.Reden negatief(Werk.Rij rij) {
        return rij.kanaal() == Kanaal.MAIL ? reden("GEEN_ONTVANGSTBEWIJS", "Vraag het loket of het de kopie heeft.")
                : reden("NIET_OPGEHAALD", "Vraag het loket om de kopie op te halen, en stuur haar zo nodig opnieuw.");
    }

    /** Waits over their deadline. @return how many intakes */
    public int wachttijden() {
        List<UUID> over = register.documenten().overWachttijd(klok.instant(), PER_RONDE);
        over.forEach(id -> alarmen.afgebakend(id, () -> register.voer(tx -> eindeWachten(tx, id))));
        return over.size();
    }

    private void eindeWachten(Transactie tx, UUID id) {
        List<Documenten.Wachtend> wie = register.documenten().verstrijk(tx, id);
        Ontvangsten.Ontvangst rij = register.ontvangsten().lees(id).orElseThrow(() -> new GatewayBug("no intake " + id));
        Documenten.Document document = register.documenten().lees(id).orElseThrow(() -> new GatewayBug("waits undecided: " + id));
        for (Documenten.Wachtend w : wie) {
            UUID entry = register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.VASTGELOPEN, id,
                    "loket", w.loket().waarde(), "code", "WACHTTIJD_VERSTREKEN"));
            if (rij.staat() == Ontvangsten.Staat.AANGENOMEN) {
                register.bewijzen().verschuldig(tx, entry, feiten(tx, rij, document, Gebeurtenis.CONTENT_CONSIGNMENT_FAILURE, Optional.of(w),
                        List.of(w), "Binnen de termijn mocht of kon dit niet worden verstrekt. Er gaat vanzelf niets meer weg."));
            }
            alarmen.meld(tx, id, "WACHTTIJD_VERSTREKEN");
        }
        if (rij.staat() == Ontvangsten.Staat.WACHT && !wie.isEmpty() && register.documenten().wachtend(id).isEmpty()) {
            weiger(tx, rij, document);
        }
    }

    /** Nothing of it ever went: it is not accepted after all. */
    private void weiger(Transactie tx, Ontvangsten.Ontvangst rij, Documenten.Document document) {
        UUID entry = register.ontvangsten().naar(tx, rij.id(), Ontvangsten.Staat.GEWEIGERD, "WACHTTIJD_VERSTREKEN", Inschrijving.van(
                Inschrijving.Soort.GEWEIGERD, rij.id(), "loket", document.afzender().waarde(), "referentie", document.referentie(),
                "code", "WACHTTIJD_VERSTREKEN"));
        register.bewijzen().verschuldig(tx, entry, feiten(tx, rij, document, Gebeurtenis.SUBMISSION_REJECTION, Optional.empty(),
                register.documenten().wachtVerstreken(rij.id()), "De wachttijd is om. Er is niets verstrekt."));
    }

    private static Bewijsfeiten feiten(Transactie tx, Ontvangsten.Ontvangst rij, Documenten.Document document, Gebeurtenis gebeurtenis,
            Optional<Documenten.Wachtend> over, List<Documenten.Wachtend> redenen, String waarneming) {
        List<Bewijsfeiten.Reden> waarom = redenen.stream().flatMap(w -> List.of(
                plaats("WACHTTIJD_VERSTREKEN", w, "Neem de oorzaak weg en stuur het document met een nieuwe referentie."),
                plaats(w.code(), w, "Dit was de oorzaak. Zie docs/weigeringen.md.")).stream()).toList();
        return new Bewijsfeiten(gebeurtenis, document.afzender(), tx.nu(), "gateway", waarneming, Optional.of(rij.ontvangen()),
                document.afzender(), over.map(Documenten.Wachtend::loket), rij.id(), Optional.of(document.besloten().soort()),
                Optional.of(document.referentie()), Optional.empty(), List.of(), Optional.empty(), waarom);
    }

    private static Bewijsfeiten.Reden plaats(String code, Documenten.Wachtend w, String watTeDoen) {
        return new Bewijsfeiten.Reden(code, Optional.empty(), Optional.of("kop/ontvanger[@loket='" + w.loket() + "']"), watTeDoen);
    }

    private static Bewijsfeiten.Reden reden(String code, String watTeDoen) {
        return new Bewijsfeiten.Reden(code, Optional.empty(), Optional.empty(), watTeDoen);
    }
}

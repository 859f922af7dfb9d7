package nl.zegel.exchange;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.register.Bewijsfeiten;
import nl.zegel.register.Documenten;
import nl.zegel.register.Gebeurtenis;
import nl.zegel.register.Register;
import nl.zegel.register.Transactie;
import nl.zegel.register.Werk;

/**
 * Step 8: the evidence that an outcome owes the sender, in the transaction of that outcome. It says what was observed and
 * by whom, and no more: a relay's 250 is no hand-over.
 */
public final class Afgiftebewijs {
    private final Register register;

    public Afgiftebewijs(Register register) {
        this.register = register;
    }

    /** Evidence of an attempt's outcome; nothing for evidence's own deliveries or for an attempt that will be repeated. */
    void na(Transactie tx, Werk.Rij rij, Werk.Afloop afloop, Werk.Afgelopen af) {
        if (rij.soort() != Werk.Soort.DOCUMENT) {
            return;
        }
        if (afloop instanceof Werk.Afloop.Aangeboden) {
            leg(tx, rij, af.inschrijving(), Gebeurtenis.CONTENT_CONSIGNMENT, "De kopie ligt klaar voor dit loket.");
        } else if (afloop instanceof Werk.Afloop.Overgedragen) {
            leg(tx, rij, af.inschrijving(), Gebeurtenis.CONTENT_HANDOVER, "Het systeem van dit loket heeft de kopie aangenomen.");
        } else if (afloop instanceof Werk.Afloop.NaarMail) {
            leg(tx, rij, af.inschrijving(), Gebeurtenis.RELAY_TO_NON_ERDS, "De mailserver heeft de kopie aangenomen om door te sturen.");
        } else if (af.staat() == Werk.Staat.VASTGELOPEN) {
            nietBezorgd(tx, rij, afloop, af);
        }
    }

    /** Nothing goes any more by itself. That it did not arrive is said only where no attempt can have got there. */
    private void nietBezorgd(Transactie tx, Werk.Rij rij, Werk.Afloop afloop, Werk.Afgelopen af) {
        String code = Optional.ofNullable(af.code()).orElseThrow(() -> new GatewayBug("stopped without a cause: " + rij.id()));
        if (af.mogelijk()) {
            leg(tx, rij, af.inschrijving(), Gebeurtenis.OUTCOME_NOT_ESTABLISHED, "gateway",
                    "De uitkomst is niet bekend: de kopie is mogelijk afgeleverd. Een beheerder kijkt ernaar.",
                    List.of(reden(code, "Vraag het loket of het de kopie heeft.")));
            return;
        }
        boolean magNiet = afloop instanceof Werk.Afloop.Vastgehouden;
        leg(tx, rij, af.inschrijving(), mislukking(rij), "gateway", magNiet
                        ? "De gateway mocht de kopie niet afgeven en heeft haar vastgehouden. Zij is niet overgedragen."
                        : "De kopie kon niet worden aangeboden. Een beheerder kijkt ernaar.",
                List.of(reden(code, "Zie de uitleg bij deze code in docs/weigeringen.md.")));
    }

    /** What once lay ready was consigned, as other evidence says; it was not handed over. */
    private static Gebeurtenis mislukking(Werk.Rij rij) {
        if (rij.aangeboden()) {
            return Gebeurtenis.CONTENT_HANDOVER_FAILURE;
        }
        return rij.kanaal() == Kanaal.MAIL ? Gebeurtenis.RELAY_TO_NON_ERDS_FAILURE : Gebeurtenis.CONTENT_CONSIGNMENT_FAILURE;
    }

    private static Bewijsfeiten.Reden reden(String code, String watTeDoen) {
        return new Bewijsfeiten.Reden(code, Optional.empty(), Optional.empty(), watTeDoen);
    }

    /** The loket fetched everything, confirmed, or signed a receipt. */
    void overgedragen(Transactie tx, Werk.Rij rij, UUID inschrijving, String waarneming) {
        leg(tx, rij, inschrijving, Gebeurtenis.CONTENT_HANDOVER, waarneming);
    }

    /**
     * The deadline passed at a mail loket that is registered as unable to sign receipts: its silence proves nothing, so this
     * is no negative evidence.
     */
    void nietVastgesteld(Transactie tx, Werk.Rij rij, UUID inschrijving, Bewijsfeiten.Reden reden, String waarneming) {
        leg(tx, rij, inschrijving, Gebeurtenis.OUTCOME_NOT_ESTABLISHED, "gateway", waarneming, List.of(reden));
    }

    /** The deadline passed without a hand-over: silence is negative evidence. */
    void nietOvergedragen(Transactie tx, Werk.Rij rij, UUID inschrijving, Bewijsfeiten.Reden reden, String waarneming) {
        leg(tx, rij, inschrijving, Gebeurtenis.CONTENT_HANDOVER_FAILURE, "gateway", waarneming, List.of(reden));
    }

    /** A relay said that it could not pass the mail on. Anyone can write such a report, and the evidence says so. */
    void relayMislukt(Transactie tx, Werk.Rij rij, UUID inschrijving) {
        leg(tx, rij, inschrijving, Gebeurtenis.RELAY_TO_NON_ERDS_FAILURE, "mailserver (niet ondertekend)",
                "Een mailserver meldt dat de kopie niet is bezorgd. Die melding is niet ondertekend en bewijst niets.",
                List.of(reden("MAILRELAY_MISLUKT", "Vraag het loket of het de kopie heeft. Een beheerder van de gateway kijkt ernaar.")));
    }

    private void leg(Transactie tx, Werk.Rij rij, UUID inschrijving, Gebeurtenis gebeurtenis, String waarneming) {
        leg(tx, rij, inschrijving, gebeurtenis, "gateway", waarneming, List.of());
    }

    private void leg(Transactie tx, Werk.Rij rij, UUID inschrijving, Gebeurtenis gebeurtenis, String waarnemer, String waarneming,
            List<Bewijsfeiten.Reden> redenen) {
        if (rij.soort() != Werk.Soort.DOCUMENT) {
            return;
        }
        UUID ontvangst = Optional.ofNullable(rij.ontvangst()).orElseThrow(() -> new GatewayBug("delivery without an intake: " + rij.id()));
        Documenten.Document document = register.documenten().lees(ontvangst)
                .orElseThrow(() -> new GatewayBug("delivery without a document: " + rij.id()));
        register.bewijzen().verschuldig(tx, inschrijving, new Bewijsfeiten(gebeurtenis, document.afzender(), tx.nu(), waarnemer, waarneming,
                Optional.empty(), document.afzender(), Optional.of(rij.loket()), ontvangst, Optional.of(document.besloten().soort()),
                Optional.of(document.referentie()), Optional.of(rij.id()), List.of(), Optional.empty(), redenen));
    }
}

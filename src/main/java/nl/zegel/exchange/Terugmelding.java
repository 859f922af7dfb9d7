package nl.zegel.exchange;

import java.io.IOException;
import java.util.Optional;

/**
 * Port: what comes back about a mail that this gateway sent. Thread-safe.
 *
 * <p>Nothing here is proof. Anyone can write a delivery status or disposition notification; both are states to show and
 * reasons to look. A signed receipt becomes proof only after its signature and its digest were checked.
 */
public interface Terugmelding {
    /**
     * Books one report. The mail goes from the mailbox only after return; the same report can come twice.
     *
     * @throws IOException when it could not be made durable: it is offered again
     */
    void meld(Melding melding) throws IOException;

    /** One report. */
    sealed interface Melding {}

    /**
     * RFC 3464 delivery status.
     *
     * @param leveringId delivery id as our Message-ID carried it; the report names it, so it may still be unknown here
     * @param status     enhanced status such as {@code 5.1.1}, or {@code 0.0.0} when the report has none
     */
    record Relay(String leveringId, Actie actie, String status) implements Melding {}

    enum Actie { MISLUKT, VERTRAAGD, AFGELEVERD, DOORGEGEVEN, VERSPREID }

    /**
     * RFC 8098 disposition notification.
     *
     * @param dispositie {@code displayed}, {@code deleted}, {@code dispatched} or {@code processed}
     */
    record Dispositie(String leveringId, String dispositie, boolean fout) implements Melding {}

    /**
     * RFC 2634 signed receipt, not yet verified: a CMS SignedData around an id-ct-receipt. One that comes inside an
     * encrypted mail is not reported here: the authenticate step finds it after opening.
     *
     * @param leveringId delivery id by In-Reply-To or References, when there is one; the receipt itself decides
     */
    record Ontvangstbewijs(Optional<String> leveringId, byte[] cms) implements Melding {}
}

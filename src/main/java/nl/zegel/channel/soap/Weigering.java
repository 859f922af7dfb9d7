package nl.zegel.channel.soap;

/**
 * A message that is not accepted. Outside it becomes one and the same fault whatever the reason, so that nobody learns
 * from the answer what would have passed; the reason is for our log and counters.
 */
final class Weigering extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why; stable codes, listed in docs/weigeringen.md as {@code SOAP_...}. */
    enum Reden {
        /** Not XML, a DTD, too deep, too large, not UTF-8, processing instructions. */
        XML,
        /** Not one envelope with one header and one Body with one child, or a header block that WUS does not have. */
        OPBOUW,
        /** Two elements with one id. */
        DUBBEL_ID,
        /** To, Action, MessageID or From missing, doubled, not for this endpoint, or not what the Body or SOAPAction says. */
        ADRESSERING,
        /** No Timestamp, too old, from the future, expired. */
        TIJDSTEMPEL,
        /** An algorithm that is not on the list, or a key that is too weak. */
        ALGORITME,
        /** No signature, or it does not hold, or does not cover what it must. */
        HANDTEKENING,
        /** Not encrypted where it must be, encrypted where it may not be, or it does not open. */
        VERSLEUTELING,
        /** Nobody has this certificate registered for SOAP, or the TLS certificate is another loket's. */
        AFZENDER,
        /** Seen before. */
        HERHALING,
        /** An answer does not belong to what was asked. */
        ANTWOORD,
        /** The MIME parts are not what the envelope says. */
        BIJLAGE;

        String code() {
            return "SOAP_" + name();
        }
    }

    private final Reden reden;

    Weigering(Reden reden) {
        super(reden.code(), null, false, false);
        this.reden = reden;
    }

    Reden reden() {
        return reden;
    }
}

package nl.zegel.register;

/**
 * The events of ETSI EN 319 522 that the gateway gives evidence of, named as there; and one of our own, for what that
 * standard has no event: nobody can say whether it arrived, and evidence that it did not would be false.
 */
public enum Gebeurtenis {
    SUBMISSION_ACCEPTANCE("SubmissionAcceptance", "aangenomen"),
    SUBMISSION_REJECTION("SubmissionRejection", "geweigerd"),
    CONTENT_CONSIGNMENT("ContentConsignment", "aangeboden"),
    CONTENT_CONSIGNMENT_FAILURE("ContentConsignmentFailure", "niet-aangeboden"),
    CONTENT_HANDOVER("ContentHandover", "overgedragen"),
    CONTENT_HANDOVER_FAILURE("ContentHandoverFailure", "niet-overgedragen"),
    RELAY_TO_NON_ERDS("RelayToNonERDS", "naar-mail"),
    RELAY_TO_NON_ERDS_FAILURE("RelayToNonERDSFailure", "niet-naar-mail"),
    RELAY_FAILURE("RelayFailure", "niet-doorgegeven"),
    RECEIVED_FROM_NON_ERDS("ReceivedFromNonERDS", "ontvangen-per-mail"),
    OUTCOME_NOT_ESTABLISHED("OutcomeNotEstablished", "niet-vastgesteld") {
        @Override
        public String uri() {
            return "urn:zegel:gebeurtenis:" + etsi();
        }
    };

    private final String etsi;
    private final String naam;

    Gebeurtenis(String etsi, String naam) {
        this.etsi = etsi;
        this.naam = naam;
    }

    /** The event's name: that of the standard, where it has one. */
    public String etsi() {
        return etsi;
    }

    public String uri() {
        return "http://uri.etsi.org/19522/Event/" + etsi;
    }

    /** Dutch, as part of a file name. */
    public String naam() {
        return naam;
    }
}

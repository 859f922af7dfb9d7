package nl.zegel.register;

/** The events of ETSI EN 319 522 that the gateway gives evidence of, named as there. */
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
    RECEIVED_FROM_NON_ERDS("ReceivedFromNonERDS", "ontvangen-per-mail");

    private final String etsi;
    private final String naam;

    Gebeurtenis(String etsi, String naam) {
        this.etsi = etsi;
        this.naam = naam;
    }

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

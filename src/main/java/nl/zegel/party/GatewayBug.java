package nl.zegel.party;

/**
 * An impossible state: invariant <i>a bug is not a refusal</i>. It stops the exchange at hand, which is quarantined
 * with an alarm; nobody catches it in order to go on. It lives on the ground floor so that every room can throw it.
 * The message never holds a person's data or key material.
 */
public final class GatewayBug extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GatewayBug(String what) {
        super(what);
    }

    public GatewayBug(String what, Throwable cause) {
        super(what, cause);
    }
}

package nl.zegel.exchange;

/** Neither yes nor no: whether a certificate was revoked cannot be said now. Whoever asked says "later", and a person is alarmed. */
public final class Onzeker extends Exception {
    private static final long serialVersionUID = 1L;

    public Onzeker() {
        super("revocation is not known now", null, false, false);
    }
}

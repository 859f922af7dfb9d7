package nl.zegel.register;

/**
 * The database did not do what was asked and nothing of the transaction is durable (or, when a commit was cut off,
 * nobody knows yet: ask again by id). Callers do not acknowledge; the schedule or the sender tries again. The text
 * names what was being done and the SQLSTATE, never a value.
 */
public final class RegisterFout extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegisterFout(String what, Throwable cause) {
        super(what, cause);
    }

    public RegisterFout(String what) {
        super(what);
    }
}

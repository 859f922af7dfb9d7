package nl.zegel.register;

/**
 * The log is not the one that a loket was shown before: somebody rewrote the database, or put back an old copy of it. No
 * evidence is made on it. Names sizes and lokets, never a value.
 */
public final class LogboekHerschreven extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogboekHerschreven(String wat) {
        super(wat);
    }
}

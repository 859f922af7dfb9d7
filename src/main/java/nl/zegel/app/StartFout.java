package nl.zegel.app;

/** The gateway cannot start as it is configured; the text says what and what to do, in Dutch. */
final class StartFout extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFout(String wat) {
        super(wat);
    }
}

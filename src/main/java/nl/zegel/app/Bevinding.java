package nl.zegel.app;

/**
 * One thing that {@code zegel doctor} found.
 *
 * @param waar the file, port, loket or part it is about
 * @param wat  what is the matter, in plain Dutch
 * @param doe  what to do; empty when there is nothing to do
 */
record Bevinding(Ernst ernst, String waar, String wat, String doe) {
    /** The worst first. */
    enum Ernst { FOUT, LET_OP, GOED }

    static Bevinding fout(String waar, String wat, String doe) {
        return new Bevinding(Ernst.FOUT, waar, wat, doe);
    }

    static Bevinding letOp(String waar, String wat, String doe) {
        return new Bevinding(Ernst.LET_OP, waar, wat, doe);
    }

    static Bevinding goed(String waar, String wat) {
        return new Bevinding(Ernst.GOED, waar, wat, "");
    }
}

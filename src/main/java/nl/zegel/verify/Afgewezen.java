package nl.zegel.verify;

/** Something does not hold. Carries what the report says; never a value of a document. */
final class Afgewezen extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String zin;

    Afgewezen(String code, String zin) {
        super(code, null, false, false);
        this.code = code;
        this.zin = zin;
    }

    String code() {
        return code;
    }

    String zin() {
        return zin;
    }

    static void tenzij(boolean goed, String code, String zin) throws Afgewezen {
        if (!goed) {
            throw new Afgewezen(code, zin);
        }
    }
}

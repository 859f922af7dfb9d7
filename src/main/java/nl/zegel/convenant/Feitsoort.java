package nl.zegel.convenant;

import java.util.regex.Pattern;

/**
 * A kind of fact. The convenant file says which kinds it knows, what rests on them and who may state one; only those below
 * mean something to the core itself.
 *
 * @param code capitals, digits and underscore, at most 64 characters
 */
public record Feitsoort(String code) implements Comparable<Feitsoort> {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    /** Signing or accession record of one loket; without it the loket takes no part. */
    public static final Feitsoort DEELNAME = new Feitsoort("DEELNAME");
    /** The convenant itself was signed; its period is the term that the signing began. */
    public static final Feitsoort ONDERTEKENING = new Feitsoort("ONDERTEKENING");
    /** A renewal after evaluation; its period is the renewed term. */
    public static final Feitsoort VERLENGING = new Feitsoort("VERLENGING");
    /** A step of a case was done; its outcome is the step. */
    public static final Feitsoort STAP = new Feitsoort("STAP");

    /** @throws IllegalArgumentException when the code is not one */
    public Feitsoort {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("must match " + CODE.pattern());
        }
    }

    @Override
    public int compareTo(Feitsoort ander) {
        return code.compareTo(ander.code);
    }

    @Override
    public String toString() {
        return code;
    }
}

package nl.zegel.verify;

/**
 * One thing that was found.
 *
 * @param code    stable, for programs
 * @param bestand what it is about, as a file name; empty when it is about all files together
 * @param zin     plain Dutch; never a value of a document
 */
public record Bevinding(Soort soort, String code, String bestand, String zin) {
    /** What it does to the verdict. */
    public enum Soort {
        BEWEZEN,
        /** Counts against {@link Oordeel#BEWEZEN}. */
        NIET_BEWEZEN,
        FOUT,
        /** Says what these files do not claim, or how to prove more; counts for nothing. */
        TOELICHTING
    }
}

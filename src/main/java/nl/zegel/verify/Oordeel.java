package nl.zegel.verify;

/** The whole of a report in one word. */
public enum Oordeel {
    /** Everything that these files claim was proven. */
    BEWEZEN,
    /** Nothing is wrong, but something that matters could not be proven. */
    DEELS,
    /** Something is wrong: changed, forged, incomplete or unreadable. */
    FOUT
}

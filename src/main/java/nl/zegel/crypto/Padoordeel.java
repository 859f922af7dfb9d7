package nl.zegel.crypto;

/**
 * What a path check found.
 *
 * @param alarm true when it is good only by the grace after a stale CRL: a person must look before the grace ends
 */
public record Padoordeel(Code code, boolean alarm) {
    /** Stable; the register stores them. */
    public enum Code {
        GOED, GEEN_PAD, NOG_NIET_GELDIG, VERLOPEN, VERKEERD_GEBRUIK, CA_CERTIFICAAT, ZWAK_ALGORITME, ONBEKENDE_KRITIEKE_EXTENSIE,
        INGETROKKEN, GEEN_CRL, CRL_VEROUDERD
    }

    static Padoordeel nee(Code code) {
        return new Padoordeel(code, false);
    }

    public boolean goed() {
        return code == Code.GOED;
    }
}

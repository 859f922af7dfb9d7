package nl.zegel.convenant;

/** The outcome for one element and one loket. */
public enum Uitkomst {
    VRIJGEGEVEN, VERGROFD, ONTHOUDEN, WACHT;

    /** Something of it goes to the recipient: whole or generalised. */
    public boolean gaat() {
        return this == VRIJGEGEVEN || this == VERGROFD;
    }
}

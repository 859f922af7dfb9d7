package nl.zegel.convenant;

/** The outcome for one element and one loket. */
public enum Uitkomst { VRIJGEGEVEN, VERGROFD, ONTHOUDEN, WACHT }

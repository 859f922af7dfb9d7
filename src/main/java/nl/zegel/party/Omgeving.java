package nl.zegel.party;

/** The environment a gateway is; signed bytes name it, and what is addressed to another is refused. */
public enum Omgeving {
    PRODUCTIE, ACCEPTATIE, TEST, DEMO;

    /** Only here do test OINs, marked certificates and unsigned configuration files count. */
    public boolean isDemo() {
        return this == DEMO;
    }

    /** As documents write it. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

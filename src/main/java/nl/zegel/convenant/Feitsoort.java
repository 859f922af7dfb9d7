package nl.zegel.convenant;

/** The closed list of things that can be a fact. Who may state one is in the convenant file ({@code verklaarders}). */
public enum Feitsoort {
    /** Signing or accession record of one loket; without it the loket takes no part. */
    DEELNAME,
    /** The convenant itself was signed; its period is the term that the signing began. */
    ONDERTEKENING,
    /** A renewal after evaluation; its period is the renewed term. */
    VERLENGING,
    /** A signed mapping of a lapsed legal basis to the one that replaced it. */
    BASIS_VERVANGEN_DOOR,
    ART20_BESLISSING, UITVOERINGSPROTOCOL, UITVOERINGSPLAN, SAMENWERKINGSAFSPRAKEN,
    OM_TOESTEMMING, HOOFDOFFICIER_TOESTEMMING, CASUSBESLISSING, HANDMATIGE_VRIJGAVE,
    TOESTEMMING_MELDER, TOESTEMMING_MEETGEGEVENS, TOESTEMMING_VERSTREKKER, GEHEIMHOUDINGSVERKLARING,
    BSN_PLICHT, AFSTEMMING_INBRAKENTEAM, GEEN_OPSPORINGSBELANG, AVG10_GRONDSLAG, WJSG_GRONDSLAG, VRIJGAVEGROND,
    /** The recipient has a relation to the object or the person, as the sender states it. */
    RELATIE_OBJECT,
    /** The recipient takes part in this entry. */
    BINNENTREDEN,
    AGENDERING, STAP,
    /** A request of one loket that the gateway found in its register. */
    VERZOEK,
    /** A signal of one loket that the gateway found in its register. */
    SIGNAAL
}

package nl.zegel.document;

/**
 * The closed set of generalisations: how each is derived is code, which term may have which is data of the dictionary.
 * All are total on values of the right lexical form.
 */
public enum Vergrover {
    /** House number to the phrase "ter hoogte van 12": never a letter, an addition or a resident. */
    TER_HOOGTE_VAN,
    /** Postcode and house number to the six positions of the postcode. */
    POSTCODE6,
    /** Postcode, with or without a house number, to its four digits. */
    POSTCODE4,
    /** Date to its year. */
    GEBOORTEJAAR,
    /** Date or moment to year and month. */
    MAAND,
    /** Moment to its calendar date as written. */
    DAG;

    /** @param waarde in the lexical form of a term that has this generalisation */
    public String vergrof(String waarde) {
        return switch (this) {
            case TER_HOOGTE_VAN -> "ter hoogte van " + waarde;
            case POSTCODE6 -> waarde.substring(0, 6);
            case POSTCODE4, GEBOORTEJAAR -> waarde.substring(0, 4);
            case MAAND -> waarde.substring(0, 7);
            case DAG -> waarde.substring(0, 10);
        };
    }

    /** True when every value of the type has what this generalisation takes. */
    boolean past(Waardetype type) {
        return switch (this) {
            case TER_HOOGTE_VAN -> type == Waardetype.HUISNUMMER;
            case POSTCODE6 -> type == Waardetype.ADRESCODE;
            case POSTCODE4 -> type == Waardetype.POSTCODE || type == Waardetype.ADRESCODE;
            case GEBOORTEJAAR -> type == Waardetype.DATUM;
            case MAAND -> type == Waardetype.DATUM || type == Waardetype.TIJDSTIP;
            case DAG -> type == Waardetype.TIJDSTIP;
        };
    }
}

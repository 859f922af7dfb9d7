package nl.zegel.document;

import java.util.regex.Pattern;

/**
 * The closed set of generalisations: how each is derived is code, which term may have which is data of the dictionary.
 * All are total on values of the right lexical form.
 */
public enum Vergrover {
    /** House number to the phrase "ter hoogte van 12": never a letter, an addition or a resident. */
    TER_HOOGTE_VAN("ter hoogte van [1-9][0-9]{0,4}"),
    /** Postcode and house number to the six positions of the postcode. */
    POSTCODE6("[1-9][0-9]{3}[A-Z]{2}"),
    /** Postcode, with or without a house number, to its four digits. */
    POSTCODE4("[1-9][0-9]{3}"),
    /** Date to its year. */
    GEBOORTEJAAR("[0-9]{4}"),
    /** Date or moment to year and month. */
    MAAND("[0-9]{4}-[0-9]{2}"),
    /** Moment to its calendar date as written. */
    DAG("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final Pattern vorm;

    Vergrover(String vorm) {
        this.vorm = Pattern.compile(vorm);
    }

    /** What a generalised value looks like; a copy that holds only this holds no more than this. */
    Pattern vorm() {
        return vorm;
    }

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

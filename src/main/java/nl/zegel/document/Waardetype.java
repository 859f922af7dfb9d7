package nl.zegel.document;

/** Value types of the dictionary; the lexical form of each is checked by {@link LexicaleVorm}. */
public enum Waardetype {
    /** One line of text, or several lines where the term says {@code vrijeTekst}. */
    TEKST,
    /** A name of the term's code list. */
    CODE,
    /** ISO 8601 calendar date. */
    DATUM,
    /** ISO 8601 date and time with offset. */
    TIJDSTIP,
    /** Non-negative integer without leading zeros. */
    GEHEEL,
    /** Decimal with a point, at most six decimals. */
    DECIMAAL,
    POSTCODE, HUISNUMMER, HUISLETTER, TOEVOEGING, ADRESCODE,
    /** CBS codes: four digits; WK and six; BU and eight. */
    GEMEENTECODE, WIJKCODE, BUURTCODE,
    /** Sixteen digits with an object type of the BAG in positions five and six. */
    BAG_ID,
    /** Nine digits that pass the eleven-test. */
    BSN,
    /** Dutch sidecode 1 to 14 without dashes, upper case. */
    KENTEKEN,
    TELEFOON, EMAIL;

    /** A decision could see a code of it. */
    boolean heeftCode() {
        return this == CODE || this == GEMEENTECODE || this == WIJKCODE || this == BUURTCODE || this == BAG_ID;
    }
}

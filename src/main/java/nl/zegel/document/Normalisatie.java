package nl.zegel.document;

import nl.zegel.party.GatewayBug;

/** Makes text comparable in order to search withheld values in what is released. */
public final class Normalisatie {
    private Normalisatie() {}

    /** Lower case letters and digits only: no diacritics, spaces, dashes or other signs. */
    public static String plat(String tekst) {
        throw new GatewayBug("lands within the hour");
    }

    /** True when the released text holds the withheld value, however it is written. */
    public static boolean bevat(String vrijgegeven, String onthouden) {
        throw new GatewayBug("lands within the hour");
    }
}

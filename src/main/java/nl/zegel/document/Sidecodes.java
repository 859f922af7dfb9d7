package nl.zegel.document;

import java.util.regex.Pattern;

/** Dutch number plates, sidecodes 1 to 14, and where their dashes stand. */
final class Sidecodes {
    /** L a letter, D a digit; the groups as written with dashes. */
    private static final String[] CODES = {
        "LL-DD-DD", "DD-DD-LL", "DD-LL-DD", "LL-DD-LL", "LL-LL-DD", "DD-LL-LL", "DD-LLL-D", "D-LLL-DD", "LL-DDD-L",
        "L-DDD-LL", "LLL-DD-L", "L-DD-LLL", "D-LL-DDD", "DDD-LL-D"};
    private static final Pattern KAAL = Pattern.compile(alternatieven("", "[A-Z]"));
    /** Not before a dash and four digits: that is a registration number of the police. */
    private static final Pattern KAAL_IN_TEKST = Pattern.compile("(?<![A-Za-z0-9])(?:" + alternatieven("", "[A-Za-z]") + ")(?![A-Za-z0-9]|-[0-9]{4})");
    private static final Pattern GEDEELD = Pattern.compile(
            "(?<![A-Za-z0-9])(?:" + alternatieven(" ?[-\\u2010-\\u2015.] ?", "[A-Za-z]") + ")(?![A-Za-z0-9])");
    /** With spaces only in capitals: "10 en 12" is no plate. */
    private static final Pattern GESPATIEERD = Pattern.compile(
            "(?<![A-Za-z0-9])(?:" + alternatieven("[ \\u00a0]", "[A-Z]") + ")(?![A-Za-z0-9])");
    /** Sidecode 2 without dashes looks as a postcode does; as one it is read. */
    private static final Pattern POSTCODE = Pattern.compile("[1-9][0-9]{3}[A-Za-z]{2}");

    private Sidecodes() {}

    static boolean isKenteken(String waarde) {
        return KAAL.matcher(waarde).matches();
    }

    static boolean inTekst(String tekst) {
        return GEDEELD.matcher(tekst).find() || GESPATIEERD.matcher(tekst).find()
                || KAAL_IN_TEKST.matcher(tekst).results().anyMatch(m -> !POSTCODE.matcher(m.group()).matches());
    }

    private static String alternatieven(String scheiding, String letter) {
        StringBuilder patroon = new StringBuilder();
        for (String code : CODES) {
            patroon.append(patroon.isEmpty() ? "" : "|")
                    .append(code.replace("-", scheiding.isEmpty() ? "" : "\0").replace("L", letter).replace("D", "[0-9]")
                            .replace("\0", scheiding));
        }
        return patroon.toString();
    }
}

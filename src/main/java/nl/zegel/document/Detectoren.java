package nl.zegel.document;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds personal identifiers in free text, tolerant of how people separate them. A hit is a reason to stop and look, not proof:
 * one number in eleven passes the eleven-test. Stateless, thread-safe.
 */
public final class Detectoren {
    public enum Soort { BSN, KENTEKEN, TELEFOON, EMAIL, GEBOORTEDATUM }

    private static final String SCHEIDING = "[ \\u00a0.\\-\\u2010-\\u2015/]";
    private static final Pattern CIJFERREEKS = Pattern.compile("(?<![0-9])[0-9]+(?:" + SCHEIDING + "[0-9]+)*(?![0-9])");
    private static final Pattern TELEFOON = Pattern.compile(
            "(?<![0-9])(?:(?:\\+|00)31[ .\\-]?(?:\\(0\\))?[ .\\-]?|\\(?0)[1-9](?:[ .\\-()]{0,2}[0-9]){8}(?![0-9])"
                    + "|\\+[1-9](?:[ .\\-]?[0-9]){8,14}(?![0-9])");
    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}0-9._%+-]+\\s?(?:@|\\[at]|\\(at\\)|\\{at})\\s?[\\p{L}0-9-]+(?:\\s?(?:\\.|\\[dot]|\\[punt])\\s?[\\p{L}0-9-]+)*\\s?(?:\\.|\\[dot]|\\[punt])\\s?\\p{L}{2,}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final String MAAND =
            "(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\\.?";
    private static final Pattern DATUM = Pattern.compile(
            "(?<![0-9])(?:[0-9]{1,2}[-/. ](?:[0-9]{1,2}|" + MAAND + ")[-/. ](?<jaar>[0-9]{4}|[0-9]{2})|(?<jaar2>[0-9]{4})[-/.][0-9]{1,2}[-/.][0-9]{1,2})(?![0-9])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GEBOREN = Pattern.compile("\\bgeb(?:\\.|oren|oortedatum|\\b)|\\bborn\\b|\\*\\s*$", Pattern.CASE_INSENSITIVE);
    /** How far before a date a word of birth makes it one. */
    private static final int NABIJ = 40;
    /** Documents tell of recent events: a full date up to this year is taken for a birth date even without such a word. */
    private static final int LAATSTE_JAAR = 2014;
    private static final int BSN_CIJFERS = 9;

    private Detectoren() {}

    /** Which kinds occur in the text. */
    public static Set<Soort> treffers(String tekst) {
        EnumSet<Soort> gevonden = EnumSet.noneOf(Soort.class);
        String plat = Normalisatie.cijfers(tekst);
        voegToe(gevonden, Soort.BSN, bsn(plat));
        voegToe(gevonden, Soort.KENTEKEN, Sidecodes.inTekst(plat));
        voegToe(gevonden, Soort.TELEFOON, TELEFOON.matcher(plat).find());
        voegToe(gevonden, Soort.EMAIL, EMAIL.matcher(plat).find());
        voegToe(gevonden, Soort.GEBOORTEDATUM, geboortedatum(plat));
        return gevonden;
    }

    private static void voegToe(EnumSet<Soort> bij, Soort soort, boolean gevonden) {
        if (gevonden) {
            bij.add(soort);
        }
    }

    private static boolean bsn(String tekst) {
        return CIJFERREEKS.matcher(tekst).results().anyMatch(m -> bsnInReeks(m.group().split(SCHEIDING)));
    }

    /** Nine digits in whole neighbouring groups, however grouped; eight only when written as one group. */
    private static boolean bsnInReeks(String[] groepen) {
        for (int van = 0; van < groepen.length; van++) {
            StringBuilder cijfers = new StringBuilder();
            for (int tot = van; tot < groepen.length && cijfers.length() < BSN_CIJFERS; tot++) {
                cijfers.append(groepen[tot]);
                if (cijfers.length() == BSN_CIJFERS && LexicaleVorm.elfproef(cijfers.toString())) {
                    return true;
                }
            }
        }
        return groepen.length == 1 && groepen[0].length() == BSN_CIJFERS - 1 && LexicaleVorm.elfproef("0" + groepen[0]);
    }

    private static boolean geboortedatum(String tekst) {
        Matcher datum = DATUM.matcher(tekst);
        while (datum.find()) {
            String jaar = datum.group("jaar") == null ? datum.group("jaar2") : datum.group("jaar");
            boolean oud = jaar.length() == 4 && Integer.parseInt(jaar) >= 1900 && Integer.parseInt(jaar) <= LAATSTE_JAAR;
            String ervoor = tekst.substring(Math.max(0, datum.start() - NABIJ), datum.start());
            if (oud || GEBOREN.matcher(ervoor).find()) {
                return true;
            }
        }
        return false;
    }
}

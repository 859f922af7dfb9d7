package nl.zegel.document;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a canonical value of each type looks like. */
final class LexicaleVorm {
    private static final int REGEL = 200;
    private static final Set<String> BAG_SOORTEN = Set.of("01", "02", "03", "10", "20", "30");
    private static final Pattern POSTCODE = Pattern.compile("[1-9][0-9]{3}(?!SA|SD|SS)[A-Z]{2}");
    private static final Pattern HUISNUMMER = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?\\.[A-Za-z]{2,24}");
    private static final Pattern MOMENT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern DATUM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private LexicaleVorm() {}

    /** NFC without white space around it: what a value is before anything else looks at it. */
    static String canoniek(String ruw) {
        return Normalizer.normalize(ruw, Normalizer.Form.NFC).strip();
    }

    /** True when the text holds characters that can hide or reorder what a person reads. */
    static boolean misleidend(String tekst, boolean regels) {
        return tekst.codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL -> !(regels && (c == '\n' || c == '\t'));
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        });
    }

    /** @return what the form demands, in Dutch, when the canonical value does not keep it; never the value */
    static Optional<String> fout(Term term, Set<String> codes, String waarde) {
        boolean goed = switch (term.type()) {
            case TEKST -> term.vrijeTekst() || waarde.length() <= REGEL && waarde.indexOf('\n') < 0;
            case CODE -> codes.contains(waarde);
            case DATUM -> isDatum(waarde);
            case TIJDSTIP -> isMoment(waarde);
            case GEHEEL -> past("0|[1-9][0-9]{0,8}", waarde);
            case DECIMAAL -> past("(?:0|[1-9][0-9]{0,11})(?:\\.[0-9]{1,6})?", waarde);
            case POSTCODE -> POSTCODE.matcher(waarde).matches();
            case HUISNUMMER -> HUISNUMMER.matcher(waarde).matches();
            case HUISLETTER -> past("[A-Za-z]", waarde);
            case TOEVOEGING -> past("[0-9A-Za-z]{1,4}", waarde);
            case ADRESCODE -> isAdrescode(waarde);
            case GEMEENTECODE -> past("[0-9]{4}", waarde);
            case WIJKCODE -> past("WK[0-9]{6}", waarde);
            case BUURTCODE -> past("BU[0-9]{8}", waarde);
            case BAG_ID -> past("[0-9]{16}", waarde) && BAG_SOORTEN.contains(waarde.substring(4, 6));
            case BSN -> past("[0-9]{9}", waarde) && elfproef(waarde);
            case KENTEKEN -> Sidecodes.isKenteken(waarde);
            case TELEFOON -> past("\\+[1-9][0-9]{7,14}|0[1-9][0-9]{8}", waarde);
            case EMAIL -> waarde.length() <= 254 && EMAIL.matcher(waarde).matches();
        };
        return goed ? Optional.empty() : Optional.of(uitleg(term));
    }

    /** Eleven-test of the burgerservicenummer: nine digits weighted 9 to 2 and -1, sum divisible by eleven. */
    static boolean elfproef(String negenCijfers) {
        int som = -(negenCijfers.charAt(8) - '0');
        for (int i = 0; i < 8; i++) {
            som += (negenCijfers.charAt(i) - '0') * (9 - i);
        }
        return som % 11 == 0 && !negenCijfers.equals("000000000");
    }

    static boolean isDatum(String waarde) {
        try {
            return DATUM.matcher(waarde).matches() && LocalDate.parse(waarde) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    static boolean isMoment(String waarde) {
        try {
            return MOMENT.matcher(waarde).matches() && OffsetDateTime.parse(waarde) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isAdrescode(String waarde) {
        String[] delen = waarde.split(" ", -1);
        return delen.length == 2 && POSTCODE.matcher(delen[0]).matches() && HUISNUMMER.matcher(delen[1]).matches();
    }

    private static boolean past(String patroon, String waarde) {
        return waarde.matches(patroon);
    }

    private static String uitleg(Term term) {
        return switch (term.type()) {
            case TEKST -> "één regel tekst van ten hoogste " + REGEL + " tekens";
            case CODE -> "een code uit de lijst " + term.codelijst();
            case DATUM -> "een datum als jjjj-mm-dd";
            case TIJDSTIP -> "een tijdstip met tijdzone, zoals 2026-11-23T10:00:00+01:00";
            case GEHEEL -> "een geheel getal";
            case DECIMAAL -> "een getal met een punt voor de decimalen";
            case POSTCODE -> "een postcode zonder spatie";
            case HUISNUMMER -> "een huisnummer van 1 tot en met 99999";
            case HUISLETTER -> "één letter";
            case TOEVOEGING -> "ten hoogste vier letters en cijfers";
            case ADRESCODE -> "een postcode, een spatie en een huisnummer";
            case GEMEENTECODE -> "vier cijfers";
            case WIJKCODE -> "WK en zes cijfers";
            case BUURTCODE -> "BU en acht cijfers";
            case BAG_ID -> "zestien cijfers van de BAG";
            case BSN -> "negen cijfers die aan de elfproef voldoen";
            case KENTEKEN -> "een Nederlands kenteken in hoofdletters zonder streepjes";
            case TELEFOON -> "een telefoonnummer als +31612345678 of 0612345678";
            case EMAIL -> "een e-mailadres";
        };
    }
}

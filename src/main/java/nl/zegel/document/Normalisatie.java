package nl.zegel.document;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes text comparable in order to search withheld values in what is released. Stateless, thread-safe. */
public final class Normalisatie {
    private static final String[] MAANDEN = {
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"};
    /** Up to here a value must stand as whole words: "bos" is not in "bosrand". */
    private static final int KORT = 5;
    /** Below this a value says nothing by itself ("12", "JA") and is looked for only as the whole text. */
    private static final int NIETSZEGGEND = 3;

    private Normalisatie() {}

    /** Lower case letters and digits only: no diacritics, spaces, dashes or other signs. */
    public static String plat(String tekst) {
        return woorden(tekst).replace(" ", "");
    }

    /** True when the released text holds the withheld value, however it is written. */
    public static boolean bevat(String vrijgegeven, String onthouden) {
        return Doorzoekbaar.van(vrijgegeven).bevat(onthouden);
    }

    /** A released text made ready once, to be searched for many values. */
    public record Doorzoekbaar(String heel, String aaneen) {
        public static Doorzoekbaar van(String tekst) {
            String heel = " " + woorden(tekst) + " ";
            return new Doorzoekbaar(heel, heel.replace(" ", ""));
        }

        public boolean bevat(String onthouden) {
            return vormen(onthouden).stream().anyMatch(this::bevatVorm);
        }

        private boolean bevatVorm(String vorm) {
            String woorden = woorden(vorm);
            String kaal = woorden.replace(" ", "");
            if (kaal.length() < NIETSZEGGEND) {
                return !kaal.isEmpty() && kaal.equals(aaneen);
            }
            return heel.contains(" " + woorden + " ") || kaal.length() > KORT && aaneen.contains(kaal);
        }

        @Override
        public String toString() {
            return "Doorzoekbaar[" + heel.length() + " characters]";
        }
    }

    /** Other digits and full-width signs as their plain form, so that a search for ASCII finds them; length may change. */
    static String cijfers(String tekst) {
        String breed = Normalizer.normalize(tekst, Normalizer.Form.NFKC);
        StringBuilder uit = new StringBuilder(breed.length());
        breed.codePoints().filter(c -> Character.getType(c) != Character.FORMAT)
                .forEach(c -> uit.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
        return uit.toString();
    }

    /** A date is also looked for as people write it. */
    private static List<String> vormen(String onthouden) {
        List<String> vormen = new ArrayList<>(List.of(onthouden));
        if (LexicaleVorm.isDatum(onthouden)) {
            LocalDate d = LocalDate.parse(onthouden);
            vormen.add(String.format(Locale.ROOT, "%02d-%02d-%d", d.getDayOfMonth(), d.getMonthValue(), d.getYear()));
            vormen.add(d.getDayOfMonth() + "-" + d.getMonthValue() + "-" + d.getYear());
            vormen.add(d.getDayOfMonth() + " " + MAANDEN[d.getMonthValue() - 1] + " " + d.getYear());
        }
        if (onthouden.startsWith("+31")) {
            vormen.add("0" + onthouden.substring(3));
        }
        return vormen;
    }

    private static String woorden(String tekst) {
        StringBuilder uit = new StringBuilder(tekst.length());
        Normalizer.normalize(cijfers(tekst).toLowerCase(Locale.ROOT), Normalizer.Form.NFD).codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(c -> {
                    if (Character.isLetterOrDigit(c)) {
                        uit.appendCodePoint(c);
                    } else if (!uit.isEmpty() && uit.charAt(uit.length() - 1) != ' ') {
                        uit.append(' ');
                    }
                });
        return uit.toString().strip();
    }
}

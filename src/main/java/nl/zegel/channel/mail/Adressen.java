package nl.zegel.channel.mail;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of a From or Sender field, as data. Only a plain mailbox gives an addr-spec; a field with anything that
 * mail programs are known to read differently stands in the list as it was written, and so can equal no registered
 * address (the parse tricks of "Johnny, you are fired", USENIX Security 2019).
 */
final class Adressen {
    private static final int LANGSTE = 998;
    private static final int LANGSTE_ADRES = 254;
    private static final String ATEXT = "A-Za-z0-9!#$%&'*+/=?^_`{|}~-";
    private static final String ADRES = "[" + ATEXT + "]++(?:\\.[" + ATEXT + "]++)*+@[A-Za-z0-9-]++(?:\\.[A-Za-z0-9-]++)*+";
    private static final String GEQUOOT = "\"(?:[ !#-\\[\\]-~\\t]|\\\\[ -~])*+\"";
    private static final Pattern POSTBUS = Pattern.compile(
            "[ \\t]*+(?:(?<kaal>" + ADRES + ")|(?<naam>(?:[. \\t" + ATEXT + "]++|" + GEQUOOT + ")*+)<(?<hoek>" + ADRES + ")>)[ \\t]*+");

    private Adressen() {}

    /** Every address of every field, in order. */
    static List<String> van(List<String> velden) {
        List<String> alle = new ArrayList<>();
        velden.forEach(veld -> alle.addAll(van(veld)));
        return alle;
    }

    /** Whether this is one bare addr-spec in lower case and nothing else. */
    static boolean isAdres(String tekst) {
        return !tekst.contains("<") && plat(tekst).filter(tekst::equals).isPresent();
    }

    private static List<String> van(String veld) {
        List<String> gevonden = new ArrayList<>();
        for (String stuk : gesplitst(veld)) {
            Optional<String> adres = plat(stuk);
            if (adres.isEmpty()) {
                return List.of(alsGeschreven(veld));
            }
            gevonden.add(adres.get());
        }
        return gevonden;
    }

    /** At commas outside quotes; a comment or group stays whole and is not plain. */
    private static List<String> gesplitst(String veld) {
        List<String> stukken = new ArrayList<>();
        boolean gequoot = false;
        int begin = 0;
        for (int i = 0; i < veld.length(); i++) {
            char c = veld.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                gequoot = !gequoot;
            } else if (c == ',' && !gequoot) {
                stukken.add(veld.substring(begin, i));
                begin = i + 1;
            }
        }
        stukken.add(veld.substring(begin));
        return stukken;
    }

    private static Optional<String> plat(String stuk) {
        if (stuk.length() > LANGSTE) {
            return Optional.empty();
        }
        Matcher m = POSTBUS.matcher(stuk);
        if (!m.matches()) {
            return Optional.empty();
        }
        String adres = m.group("kaal") != null ? m.group("kaal") : m.group("hoek");
        if (adres.length() > LANGSTE_ADRES || !naamIsEerlijk(m.group("naam"), adres)) {
            return Optional.empty();
        }
        return Optional.of(adres.toLowerCase(Locale.ROOT));
    }

    /** A display name that looks like an address must be that address: readers see the name only. */
    private static boolean naamIsEerlijk(String naam, String adres) {
        if (naam == null) {
            return true;
        }
        try {
            String gezien = MimeUtility.decodeText(naam.strip()).replaceAll("^[\"' ]+|[\"' ]+$", "");
            boolean schoon = gezien.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t') && gezien.indexOf('\uFFFD') < 0;
            boolean adresachtig = gezien.chars().anyMatch(c -> c == '@' || c == '\uFF20' || c == '\uFE6B' || c == '<' || c == '>');
            return schoon && (!adresachtig || gezien.equalsIgnoreCase(adres));
        } catch (UnsupportedEncodingException e) {
            return false;
        }
    }

    /** Bounded, controls made visible. */
    static String alsGeschreven(String tekst) {
        String kort = tekst.length() > LANGSTE ? tekst.substring(0, LANGSTE) : tekst;
        return kort.replaceAll("\\p{Cntrl}", "\uFFFD").strip();
    }
}

package nl.zegel.channel.mail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.zegel.party.GatewayBug;

/**
 * The Message-ID of mail we send: the delivery id, at our own domain. The same delivery always has the same, so that a
 * repeat can be seen and a report can be traced.
 */
final class Berichtnummer {
    private static final Pattern LEVERING = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern DOMEIN = Pattern.compile("[A-Za-z0-9.-]{1,253}");
    private static final int KORT = 12;

    private final String domein;

    /** @param adres our own address; its domain is the right-hand side */
    Berichtnummer(String adres) {
        domein = adres.substring(adres.indexOf('@') + 1);
        if (!DOMEIN.matcher(domein).matches()) {
            throw new IllegalArgumentException("the gateway's own address has no plain domain");
        }
    }

    String domein() {
        return domein;
    }

    String van(String leveringId) {
        return "<" + geldig(leveringId) + "@" + domein + ">";
    }

    /** The delivery id in a Message-ID of ours, with or without its brackets; empty for anything else. */
    Optional<String> levering(String berichtId) {
        String kaal = berichtId.strip().replaceAll("^<|>$", "");
        int at = kaal.lastIndexOf('@');
        if (at < 0 || !kaal.substring(at + 1).equalsIgnoreCase(domein)) {
            return Optional.empty();
        }
        Matcher m = LEVERING.matcher(kaal.substring(0, at));
        return m.matches() ? Optional.of(m.group()) : Optional.empty();
    }

    /** The delivery id as it is, when it has the form of one. */
    static Optional<String> alsLevering(String tekst) {
        return LEVERING.matcher(tekst).matches() ? Optional.of(tekst) : Optional.empty();
    }

    /** Short id for the subject: the end of the delivery id, which is its random side. */
    static String kort(String leveringId) {
        String letters = geldig(leveringId).replaceAll("[^A-Za-z0-9]", "");
        return letters.substring(Math.max(0, letters.length() - KORT));
    }

    /** Ids go into headers and SMTP commands: nothing that could end one. */
    static String geldig(String leveringId) {
        if (!LEVERING.matcher(leveringId).matches()) {
            throw new GatewayBug("a delivery id that cannot stand in a mail header");
        }
        return leveringId;
    }
}

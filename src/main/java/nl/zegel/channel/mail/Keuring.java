package nl.zegel.channel.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.zegel.channel.mail.Postvak.Buitenkant;

/** What a mail is, by its header alone. Who sent it is not decided here. */
sealed interface Keuring {
    /** The whole body is one CMS. */
    record Zegel() implements Keuring {}

    /** RFC 2634 signed receipt outside any encryption. */
    record Bewijs() implements Keuring {}

    /** Delivery status or disposition notification. */
    record Rapport() implements Keuring {}

    /** Never a document; counted and gone. */
    record GeenZegel(String code) implements Keuring {}

    Set<String> VERSLEUTELD = Set.of("", "enveloped-data", "authenveloped-data");
    Set<String> RAPPORTEN = Set.of("delivery-status", "disposition-notification");
    Pattern GEEN_ANTWOORD = Pattern.compile("(bulk|list|junk|auto_reply)\\b.*", Pattern.CASE_INSENSITIVE);

    static Keuring van(Kopregels kop, Buitenkant buitenom) {
        if (kop.gebrek().isPresent()) {
            return new GeenZegel(kop.gebrek().get());
        }
        Optional<Inhoudstype> type = Inhoudstype.van(kop);
        if (type.isEmpty() || kop.alle("Content-Transfer-Encoding").size() > 1) {
            return new GeenZegel(Codes.SOORT_DUBBELZINNIG);
        }
        return type.get().isCms() ? cms(type.get().onder(), buitenom) : anders(type.get());
    }

    private static Keuring cms(String onder, Buitenkant buitenom) {
        if (onder.equals("signed-receipt")) {
            return new Bewijs();
        }
        if (onder.equals("signed-data")) {
            return buitenom == Buitenkant.ONDERTEKEND ? new Zegel() : new GeenZegel(Codes.NIET_VERSLEUTELD);
        }
        if (!VERSLEUTELD.contains(onder)) {
            return new GeenZegel(Codes.GEEN_CMS);
        }
        return buitenom == Buitenkant.VERSLEUTELD || onder.isEmpty() ? new Zegel() : new GeenZegel(Codes.BUITEN_NIET_ONDERTEKEND);
    }

    private static Keuring anders(Inhoudstype type) {
        if (type.soort().equals("multipart/report") && RAPPORTEN.contains(type.onder())) {
            return new Rapport();
        }
        return new GeenZegel(type.soort().equals("multipart/signed") ? Codes.NIET_VERSLEUTELD : Codes.GEEN_CMS);
    }

    /**
     * Whether this mail may ever get an answer: never for anything that a program sent (RFC 3834), that came over a list
     * or that has nobody to answer to. Doubt is no.
     */
    static boolean antwoordbaar(Kopregels kop) {
        return kop.gebrek().isEmpty()
                && kop.alle("Auto-Submitted").stream().allMatch(v -> v.split("[;(]", 2)[0].strip().equalsIgnoreCase("no"))
                && kop.alle("Precedence").stream().noneMatch(v -> GEEN_ANTWOORD.matcher(v.strip()).matches())
                && kop.alle("Return-Path").stream().noneMatch(v -> v.replaceAll("\\s", "").equals("<>") || v.isBlank())
                && !kop.heeftMetBegin("List-") && !kop.heeftMetBegin("X-Auto") && !kop.heeftMetBegin("X-Mailing-List")
                && !kop.heeft("Mailing-List") && !kop.heeft("Feedback-ID")
                && kop.alle("Content-Type").stream().noneMatch(v -> v.strip().toLowerCase(Locale.ROOT).startsWith("multipart/report"))
                && menselijk(Adressen.van(kop.alle("From")));
    }

    private static boolean menselijk(List<String> van) {
        return van.stream().noneMatch(v -> v.startsWith("mailer-daemon@") || v.startsWith("postmaster@"));
    }
}

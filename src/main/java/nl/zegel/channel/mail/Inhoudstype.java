package nl.zegel.channel.mail;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a header says its body is. A doubled or unreadable Content-Type is no type at all.
 *
 * @param soort type and subtype, lower case
 * @param onder the smime-type or report-type parameter, lower case; empty when absent
 */
record Inhoudstype(String soort, String onder, Optional<String> grens) {
    static final Inhoudstype TEKST = new Inhoudstype("text/plain", "", Optional.empty());

    /** Empty when the header says it in two ways. */
    static Optional<Inhoudstype> van(Kopregels kop) {
        if (!kop.heeft("Content-Type")) {
            return Optional.of(TEKST);
        }
        return kop.enige("Content-Type").flatMap(Inhoudstype::lees);
    }

    private static Optional<Inhoudstype> lees(String waarde) {
        try {
            ContentType type = new ContentType(waarde);
            String soort = type.getBaseType().toLowerCase(Locale.ROOT);
            String onder = type.getParameter(soort.equals("multipart/report") ? "report-type" : "smime-type");
            return Optional.of(new Inhoudstype(soort, onder == null ? "" : onder.toLowerCase(Locale.ROOT),
                    Optional.ofNullable(type.getParameter("boundary"))));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    boolean isCms() {
        return soort.equals("application/pkcs7-mime") || soort.equals("application/x-pkcs7-mime");
    }
}

package nl.zegel.channel.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.zegel.exchange.Terugmelding.Actie;
import nl.zegel.exchange.Terugmelding.Dispositie;
import nl.zegel.exchange.Terugmelding.Melding;
import nl.zegel.exchange.Terugmelding.Relay;
import org.jspecify.annotations.Nullable;

/**
 * Reads delivery status (RFC 3464) and disposition (RFC 8098) reports about our own mail. A report names the mail by
 * the envelope id or the Message-ID that we gave it; without one of them it says nothing.
 */
final class Rapportlezer {
    /** Of a report only this much is read: the returned mail itself comes last and is not needed whole. */
    static final int BEGIN = 256 << 10;
    private static final int MEESTE_DELEN = 8;
    private static final int MEESTE_GROEPEN = 16;
    private static final Map<String, Actie> ACTIES = Map.of("failed", Actie.MISLUKT, "delayed", Actie.VERTRAAGD,
            "delivered", Actie.AFGELEVERD, "relayed", Actie.DOORGEGEVEN, "expanded", Actie.VERSPREID);

    private final Berichtnummer nummers;

    Rapportlezer(Berichtnummer nummers) {
        this.nummers = nummers;
    }

    /** @param inhoudstype Content-Type value of the whole; empty result: not about mail of ours, or unreadable */
    Optional<Melding> lees(String inhoudstype, byte[] begin) throws IOException {
        List<Kopregels> status = new ArrayList<>();
        List<Kopregels> dispositie = new ArrayList<>();
        List<Kopregels> terug = new ArrayList<>();
        try {
            MimeMultipart delen = new MimeMultipart(new ByteArrayDataSource(begin, inhoudstype));
            for (int i = 0; i < Math.min(delen.getCount(), MEESTE_DELEN); i++) {
                switch (soort(delen.getBodyPart(i))) {
                    case "message/delivery-status", "message/global-delivery-status" -> status.addAll(groepen(delen.getBodyPart(i)));
                    case "message/disposition-notification" -> dispositie.addAll(groepen(delen.getBodyPart(i)));
                    case "text/rfc822-headers", "message/rfc822" -> terug.addAll(groepen(delen.getBodyPart(i)).stream().limit(1).toList());
                    default -> { }
                }
            }
        } catch (MessagingException e) {
            return Optional.empty();
        }
        return relay(status, terug).or(() -> dispositie(dispositie));
    }

    private static String soort(BodyPart deel) throws MessagingException {
        try {
            return new ContentType(deel.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
        } catch (ParseException e) {
            return "";
        }
    }

    private static List<Kopregels> groepen(BodyPart deel) throws MessagingException, IOException {
        List<Kopregels> groepen = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(deel.getInputStream())) {
            for (int i = 0; i < MEESTE_GROEPEN; i++) {
                groepen.add(Kopregels.lees(in));
            }
        }
        return groepen;
    }

    private Optional<Melding> relay(List<Kopregels> status, List<Kopregels> terug) {
        Optional<Actie> actie = eerste(status, "Action").map(a -> ACTIES.get(a.toLowerCase(Locale.ROOT)));
        Optional<String> levering = eerste(status, "Original-Envelope-Id").flatMap(Berichtnummer::alsLevering)
                .or(() -> eerste(terug, "Message-ID").flatMap(nummers::levering));
        if (actie.isEmpty() || levering.isEmpty()) {
            return Optional.empty();
        }
        String code = eerste(status, "Status").map(s -> s.split("[ (]", 2)[0])
                .filter(s -> s.matches("[245]\\.\\d{1,3}\\.\\d{1,3}")).orElse("0.0.0");
        return Optional.of(new Relay(levering.get(), actie.get(), code));
    }

    private Optional<Melding> dispositie(List<Kopregels> velden) {
        Optional<String> levering = eerste(velden, "Original-Message-ID").flatMap(nummers::levering);
        String[] hoe = eerste(velden, "Disposition").orElse("").split(";", 2);
        if (levering.isEmpty() || hoe.length != 2) {
            return Optional.empty();
        }
        String[] wat = hoe[1].strip().toLowerCase(Locale.ROOT).split("/", 2);
        String soort = wat[0].strip();
        if (!List.of("displayed", "deleted", "dispatched", "processed").contains(soort)) {
            return Optional.empty();
        }
        boolean fout = wat.length == 2 && (wat[1].contains("error") || wat[1].contains("fail"));
        return Optional.of(new Dispositie(levering.get(), soort, fout));
    }

    /** The first value of a field, without the type in front that some fields have ({@code rfc822;}). */
    private static Optional<String> eerste(List<Kopregels> groepen, String veld) {
        Function<Kopregels, Stream<String>> waarden = k -> k.alle(veld).stream();
        @Nullable String waarde = groepen.stream().flatMap(waarden).map(String::strip).findFirst().orElse(null);
        return Optional.ofNullable(waarde);
    }
}

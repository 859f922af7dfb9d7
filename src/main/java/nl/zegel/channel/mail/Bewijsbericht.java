package nl.zegel.channel.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import nl.zegel.document.Deel;
import nl.zegel.party.GatewayBug;

/**
 * The body of an evidence mail: multipart/signed (RFC 8551 §3.5.3), so that every mail program shows it, around a short
 * Dutch text, the evidence as JSON and its own signature. Evidence is small and is held in memory.
 *
 * @param type value for Content-Type
 */
record Bewijsbericht(String type, byte[] bytes) {
    private static final Pattern NAAM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    private static final int MEESTE_BYTES = 4 << 20;

    /**
     * @param kort  short id of the message that this is evidence of
     * @param grens boundary, unique to this delivery
     */
    static Bewijsbericht van(String kort, String grens, List<Deel> delen, Mailhandtekening handtekening) throws IOException {
        byte[] entiteit = entiteit(kort, delen);
        byte[] cms = handtekening.onderteken(entiteit);
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        tekst(uit, "This is a cryptographically signed message in MIME format.\r\n\r\n--" + grens + "\r\n");
        uit.write(entiteit);
        tekst(uit, "\r\n--" + grens + "\r\nContent-Type: application/pkcs7-signature; name=\"smime.p7s\"\r\n"
                + "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"smime.p7s\"\r\n\r\n");
        uit.write(Base64.getMimeEncoder().encode(cms));
        tekst(uit, "\r\n--" + grens + "--\r\n");
        return new Bewijsbericht("multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256;\r\n\tboundary=\"" + grens + "\"",
                uit.toByteArray());
    }

    private static void tekst(ByteArrayOutputStream uit, String tekst) throws IOException {
        uit.write(tekst.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] entiteit(String kort, List<Deel> delen) throws IOException {
        try {
            MimeMultipart geheel = new MimeMultipart("mixed");
            MimeBodyPart lezen = new MimeBodyPart();
            lezen.setText(leestekst(kort), "UTF-8");
            lezen.setHeader("Content-Language", "nl");
            geheel.addBodyPart(lezen);
            for (Deel deel : delen) {
                geheel.addBodyPart(bijlage(deel));
            }
            MimeBodyPart omslag = new MimeBodyPart();
            omslag.setContent(geheel);
            // The library makes the headers of the parts only as part of a message; they must stand before the bytes get signed.
            MimeMessage drager = new MimeMessage((Session) null);
            drager.setContent(new MimeMultipart(omslag));
            drager.saveChanges();
            ByteArrayOutputStream uit = new ByteArrayOutputStream();
            omslag.writeTo(uit);
            return uit.toByteArray();
        } catch (MessagingException e) {
            throw new GatewayBug("an evidence mail could not be made", e);
        }
    }

    private static MimeBodyPart bijlage(Deel deel) throws IOException, MessagingException {
        if (!NAAM.matcher(deel.naam()).matches()) {
            throw new GatewayBug("evidence with a name that cannot stand in a mail header");
        }
        byte[] bytes;
        try (InputStream in = deel.bron().open()) {
            bytes = in.readNBytes(MEESTE_BYTES + 1);
        }
        if (bytes.length > MEESTE_BYTES) {
            throw new GatewayBug("evidence is larger than evidence can be");
        }
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, deel.mediatype())));
        part.setHeader("Content-Type", deel.mediatype() + "; name=\"" + deel.naam() + "\"");
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setHeader("Content-Disposition", "attachment; filename=\"" + deel.naam() + "\"");
        return part;
    }

    private static String leestekst(String kort) {
        return String.join("\r\n",
                "Beste collega,",
                "",
                "Dit is een bewijs van Zegel. Het hoort bij bericht " + kort + ".",
                "In het bestand dat op .json eindigt, staat wat er met het bericht is gebeurd.",
                "Het bestand dat op .p7s eindigt, is de handtekening daarbij. Bewaar deze twee bestanden samen.",
                "",
                "Controleren kan met: zegel verify, en dan de naam van het bestand dat op .json eindigt.",
                "",
                "Dit bericht is automatisch gemaakt. U hoeft niets terug te sturen.",
                "");
    }
}

package nl.zegel.testing;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import nl.zegel.app.Proefgateway;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Opener;
import nl.zegel.crypto.Voorzieningen;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * A sealed copy, opened with the key of its loket.
 *
 * @param entiteit the MIME entity as it was signed
 */
public record Kopie(byte[] entiteit, List<Deel> delen) {
    /** @param bytes decoded; @param naam decoded too */
    public record Deel(String soort, String naam, byte[] bytes) {}

    public static Kopie open(byte[] p7m, String loket, Path klad) throws Exception {
        Opener opener = new Opener(Voorzieningen.jdk(), new SecureRandom(), Files.createDirectories(klad));
        try (Geopend open = (Geopend) opener.open(() -> new ByteArrayInputStream(p7m), List.of(Proefgateway.sleutel(loket, "ontsleutelen")), (c, p) -> true)) {
            byte[] entiteit = open.open().readAllBytes();
            MimeMultipart alles = (MimeMultipart) new MimeBodyPart(new ByteArrayInputStream(entiteit)).getContent();
            List<Deel> delen = new ArrayList<>();
            for (int i = 0; i < alles.getCount(); i++) {
                BodyPart deel = alles.getBodyPart(i);
                String naam = deel.getFileName() == null ? "" : MimeUtility.decodeText(deel.getFileName());
                delen.add(new Deel(deel.getContentType().replaceAll("(?s)[;\\s].*", "").toLowerCase(java.util.Locale.ROOT), naam,
                        deel.getInputStream().readAllBytes()));
            }
            return new Kopie(entiteit, delen);
        }
    }

    /** The XML document of the copy. */
    public String xml() {
        return new String(deel("document.xml"), StandardCharsets.UTF_8);
    }

    public byte[] pdf() {
        return deel("document.pdf");
    }

    /** What a person can read of the PDF. */
    public String pdftekst() throws java.io.IOException {
        try (var pdf = Loader.loadPDF(pdf())) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private byte[] deel(String naam) {
        return delen.stream().filter(d -> d.naam().equals(naam)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + naam + " among " + delen.stream().map(Deel::naam).toList())).bytes();
    }
}

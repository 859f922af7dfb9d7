package nl.zegel.channel.mail;

import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.BodyPart;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import nl.zegel.crypto.Geheim;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;

/**
 * A partner's own tool: mails a sealed file to the gateway from the partner's mailbox, and reads that mailbox without
 * changing it. Thread-safe.
 */
public final class MailPartner {
    private static final int MEESTE_BYTES = 4 << 20;

    private final Verbinding smtp;
    private final Verbinding imap;
    private final Supplier<Optional<Geheim>> wachtwoord;
    private final String adres;

    /**
     * @param wachtwoord of the mailbox
     * @param adres      the loket's registered address: From
     */
    public MailPartner(Verbinding smtp, Verbinding imap, Supplier<Optional<Geheim>> wachtwoord, String adres) {
        this.smtp = smtp;
        this.imap = imap;
        this.wachtwoord = wachtwoord;
        this.adres = adres;
    }

    /**
     * One mail of the mailbox, raw as it was delivered.
     *
     * @param kenmerk left side of its Message-ID, fit for a file name
     */
    public record Post(long uid, String kenmerk, byte[] eml) {}

    /** Evidence found in a mail. */
    public record Bewijs(String naam, byte[] json, byte[] handtekening) {}

    /** Hands the mail to the relay. The subject says nothing. */
    public void stuur(Path p7m, String naar, Instant moment) throws IOException {
        try {
            Properties p = smtp.instellingen("smtp");
            p.put("mail.smtp.auth", Boolean.toString(!smtp.gebruiker().isEmpty()));
            MimeMessage mail = new MimeMessage(Session.getInstance(p));
            mail.setFrom(new InternetAddress(adres, true));
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(naar, true));
            mail.setSubject("Zegel: bericht", "US-ASCII");
            mail.setSentDate(Date.from(moment));
            mail.setDataHandler(new DataHandler(new Gezegeld(p7m)));
            mail.setHeader("Content-Type", "application/pkcs7-mime; smime-type=" + soort(p7m) + "; name=\"smime.p7m\"");
            mail.setHeader("Content-Disposition", "attachment; filename=\"smime.p7m\"");
            mail.setHeader("Content-Transfer-Encoding", "base64");
            mail.saveChanges();
            try (Transport relay = mail.getSession().getTransport("smtp")) {
                relay.connect(smtp.host(), smtp.poort(), smtp.gebruiker().isEmpty() ? null : smtp.gebruiker(), geheim(smtp));
                relay.sendMessage(mail, mail.getAllRecipients());
            }
        } catch (MessagingException e) {
            throw new IOException("de mailserver " + smtp.host() + ":" + smtp.poort() + " nam het bericht niet aan", e);
        }
    }

    private @Nullable String geheim(Verbinding v) throws IOException {
        return v.gebruiker().isEmpty() ? null
                : new String(wachtwoord.get().orElseThrow(() -> new IOException("het wachtwoord van de mailbox is niet te lezen")).tekens());
    }

    private static String soort(Path p7m) throws IOException {
        try (InputStream in = Files.newInputStream(p7m)) {
            return CmsSoort.van(in.readNBytes(CmsSoort.BEGIN)).orElseThrow(() -> new IOException(p7m.getFileName() + " is geen CMS")).smimeType();
        }
    }

    /** The mails above a UID, oldest first; 0 for all. */
    public List<Post> post(long vanaf) throws IOException {
        Properties p = imap.instellingen("imap");
        p.put("mail.imap.peek", "true");
        try (Store winkel = Session.getInstance(p).getStore("imap")) {
            winkel.connect(imap.host(), imap.poort(), imap.gebruiker(), geheim(imap));
            Folder map = winkel.getFolder("INBOX");
            map.open(Folder.READ_ONLY);
            List<Post> uit = new ArrayList<>();
            for (Message m : ((UIDFolder) map).getMessagesByUID(vanaf + 1, UIDFolder.LASTUID)) {
                long uid = ((UIDFolder) map).getUID(m);
                if (uid > vanaf) {
                    try (InputStream bytes = ((IMAPMessage) m).getMimeStream()) {
                        uit.add(new Post(uid, kenmerk(((IMAPMessage) m).getMessageID(), uid), bytes.readAllBytes()));
                    }
                }
            }
            return uit;
        } catch (MessagingException e) {
            throw new IOException("de mailbox op " + imap.host() + ":" + imap.poort() + " is niet te lezen", e);
        }
    }

    private static String kenmerk(@Nullable String berichtId, long uid) {
        String links = String.valueOf(berichtId).replaceAll("^<|@.*$", "");
        return links.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}") ? links : "uid-" + uid;
    }

    /** Evidence in a mail of the gateway; empty when it holds none. Nothing of it has been verified. */
    public static List<Bewijs> bewijzen(byte[] eml) {
        try {
            Map<String, byte[]> bestanden = new LinkedHashMap<>();
            verzamel(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(eml)).getContent(), bestanden);
            List<Bewijs> uit = new ArrayList<>();
            bestanden.forEach((naam, json) -> {
                byte[] p7s = bestanden.get(naam + ".p7s");
                if (naam.endsWith(".json") && p7s != null) {
                    uit.add(new Bewijs(naam, json, p7s));
                }
            });
            return uit;
        } catch (IOException | MessagingException e) {
            return List.of();
        }
    }

    /** The bytes of every part that holds no parts itself, in order; of a mail that is one CMS: that CMS. */
    public static List<byte[]> delen(byte[] mime) throws IOException {
        try {
            List<byte[]> uit = new ArrayList<>();
            bladeren(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mime)), uit);
            return uit;
        } catch (MessagingException e) {
            throw new IOException("this is no MIME", e);
        }
    }

    private static void bladeren(Part deel, List<byte[]> uit) throws IOException, MessagingException {
        if (deel.isMimeType("multipart/*") && deel.getContent() instanceof Multipart delen) {
            for (int i = 0; i < delen.getCount(); i++) {
                bladeren(delen.getBodyPart(i), uit);
            }
        } else {
            try (InputStream in = deel.getInputStream()) {
                uit.add(in.readAllBytes());
            }
        }
    }

    private static void verzamel(Object inhoud, Map<String, byte[]> bestanden) throws IOException, MessagingException {
        if (!(inhoud instanceof Multipart delen)) {
            return;
        }
        for (int i = 0; i < delen.getCount(); i++) {
            BodyPart deel = delen.getBodyPart(i);
            String naam = deel.getFileName();
            if (naam == null) {
                verzamel(deel.getContent(), bestanden);
            } else if (naam.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,199}")) {
                try (InputStream in = deel.getInputStream()) {
                    bestanden.put(naam, in.readNBytes(MEESTE_BYTES));
                }
            }
        }
    }

    /** A file whose type is only what the header says. */
    private static final class Gezegeld extends FileDataSource {
        Gezegeld(Path bestand) {
            super(bestand.toFile());
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }
    }
}

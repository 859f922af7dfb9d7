package nl.zegel.story;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A mail server in this process, with the gateway's mailboxes and those of the parties. */
final class Postkantoor implements AutoCloseable {
    static final String GATEWAY = "zegel@zegel.example";
    static final String GATEWAY_32 = "zegel-32@zegel.example";
    private static final List<String> PARTIJEN = List.of("burgemeester@utrecht.example", "hennep@politie-mn.example", "burgemeester@amersfoort.example",
            "beheer@verhuurder.example");

    private final GreenMail mail;

    private Postkantoor(GreenMail mail) {
        this.mail = mail;
    }

    static Postkantoor open(int smtpPoort, int imapPoort) {
        GreenMail mail = new GreenMail(new ServerSetup[] {new ServerSetup(smtpPoort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(imapPoort, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});
        mail.start();
        mail.setUser(GATEWAY, GATEWAY, "proef");
        mail.setUser(GATEWAY_32, GATEWAY_32, "proef");
        PARTIJEN.forEach(p -> mail.setUser(p, p, "x"));
        return new Postkantoor(mail);
    }

    /** Every mail that lies in a mailbox, raw. */
    List<byte[]> post(String adres) {
        try {
            List<byte[]> uit = new ArrayList<>();
            // a copy of the list: mail comes in and is removed while this reads
            for (StoredMessage m : new ArrayList<>(mail.getManagers().getImapHostManager().getInbox(mail.getUserManager().getUserByEmail(adres)).getMessages())) {
                ByteArrayOutputStream ruw = new ByteArrayOutputStream();
                m.getMimeMessage().writeTo(ruw);
                uit.add(ruw.toByteArray());
            }
            return uit;
        } catch (FolderException | MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What all parties got. */
    List<byte[]> vanPartijen() {
        return PARTIJEN.stream().flatMap(p -> post(p).stream()).toList();
    }

    /** A party mails sealed bytes as an ordinary mail program does. @param kop extra header lines, name and value by turns */
    void stuur(byte[] p7m, String van, String naar, String smimeType, String... kop) throws MessagingException {
        Properties p = new Properties();
        p.put("mail.smtp.host", "127.0.0.1");
        p.put("mail.smtp.port", Integer.toString(mail.getSmtp().getPort()));
        MimeMessage bericht = new MimeMessage(Session.getInstance(p));
        bericht.setFrom(new InternetAddress(van));
        bericht.setRecipient(Message.RecipientType.TO, new InternetAddress(naar));
        bericht.setSubject("HIB");
        bericht.setDataHandler(new DataHandler(new ByteArrayDataSource(p7m, "application/octet-stream")));
        for (int i = 0; i < kop.length; i += 2) {
            bericht.setHeader(kop[i], kop[i + 1]);
        }
        bericht.setHeader("Content-Type", "application/pkcs7-mime; smime-type=" + smimeType + "; name=\"smime.p7m\"");
        bericht.setHeader("Content-Transfer-Encoding", "base64");
        bericht.saveChanges();
        Transport.send(bericht, bericht.getAllRecipients());
    }

    @Override
    public void close() {
        mail.stop();
    }
}

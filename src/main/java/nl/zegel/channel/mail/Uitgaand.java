package nl.zegel.channel.mail;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import nl.zegel.document.Deel;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * One mail on its way out. Its header holds our address, the loket's, the delivery id, the time and the kind of body; no
 * more, since everybody on the way reads it. The body streams and is never held whole.
 */
final class Uitgaand extends SMTPMessage {
    private static final DateTimeFormatter DATUM = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH);

    private final String berichtId;
    private Inhoud inhoud = new Inhoud(InputStream::nullInputStream);

    Uitgaand(Session session, String berichtId) {
        super(session);
        this.berichtId = berichtId;
    }

    /** Addresses are checked by the caller: plain and registered. */
    void kop(String van, String naar, String onderwerp, Instant moment) throws MessagingException {
        setFrom(new InternetAddress(van, true));
        setRecipient(Message.RecipientType.TO, new InternetAddress(naar, true));
        setSubject(onderwerp, "US-ASCII");
        setHeader("Date", DATUM.format(moment.atOffset(ZoneOffset.UTC)));
        // RFC 3834: nobody's vacation notice answers this.
        setHeader("Auto-Submitted", "auto-generated");
        setEnvelopeFrom(van);
        setNotifyOptions(NOTIFY_FAILURE | NOTIFY_DELAY);
        setReturnOption(RETURN_HDRS);
    }

    void inhoud(String type, String codering, Deel.Bron bron) throws MessagingException {
        inhoud = new Inhoud(bron);
        setDataHandler(new DataHandler(inhoud));
        setHeader("Content-Type", type);
        setHeader("Content-Transfer-Encoding", codering);
    }

    /** Whether the last byte of the body was taken from its source, so that the end of the mail may have been sent. */
    boolean geheelGelezen() {
        return inhoud.op;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", berichtId);
    }

    private static final class Inhoud implements DataSource {
        private final Deel.Bron bron;
        private boolean op;

        Inhoud(Deel.Bron bron) {
            this.bron = bron;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(bron.open()) {
                @Override
                public int read() throws IOException {
                    return gezien(super.read());
                }

                @Override
                public int read(byte[] b, int van, int lengte) throws IOException {
                    return gezien(super.read(b, van, lengte));
                }
            };
        }

        private int gezien(int uitkomst) {
            op |= uitkomst < 0;
            return uitkomst;
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException("read only");
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }

        @Override
        public String getName() {
            return "";
        }
    }
}

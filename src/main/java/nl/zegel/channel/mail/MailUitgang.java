package nl.zegel.channel.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import nl.zegel.crypto.Geheim;
import nl.zegel.document.Deel;
import nl.zegel.exchange.Uitgang;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands sealed bytes and evidence to the relay for a loket's registered mailbox. One connection, one mail, one
 * recipient an attempt, so that an answer is about that recipient alone. Thread-safe.
 */
public final class MailUitgang implements Uitgang {
    /** The mail is larger than the loket's mailbox or the relay takes. */
    public static final String TE_GROOT_VOOR_MAIL = Uitgang.TE_GROOT;
    private static final Logger LOG = LoggerFactory.getLogger(MailUitgang.class);
    private static final int KOP = 2048;
    private static final int REGEL = 76;

    private final Verbinding relay;
    private final Supplier<Optional<Geheim>> wachtwoord;
    private final String afzender;
    private final Berichtnummer nummers;
    private final Mailhandtekening handtekening;

    /**
     * @param wachtwoord asked only when the relay wants a login; empty while the key store is closed
     * @param afzender   the gateway's own address: From and return path
     */
    public MailUitgang(Verbinding relay, Supplier<Optional<Geheim>> wachtwoord, String afzender, Mailhandtekening handtekening) {
        this.relay = relay;
        this.wachtwoord = wachtwoord;
        this.afzender = plat(afzender);
        this.nummers = new Berichtnummer(afzender);
        this.handtekening = handtekening;
    }

    @Override
    public Kanaal kanaal() {
        return Kanaal.MAIL;
    }

    /** Size in bytes of a mail around so many sealed bytes: base64 with line ends, and the header. */
    public static long mailgrootte(long bytes) {
        long tekens = (bytes + 2) / 3 * 4;
        return tekens + (tekens / REGEL + 1) * 2 + KOP;
    }

    @Override
    public Afgifte bezorg(Bezorging bezorging) throws IOException {
        Loket naar = bezorging.naar();
        if (naar.mailadressen().isEmpty()) {
            return new Afgifte.Mislukt("GEEN_MAILADRES");
        }
        Optional<Geheim> geheim = relay.gebruiker().isEmpty() ? Optional.empty() : wachtwoord.get();
        if (geheim.isEmpty() && !relay.gebruiker().isEmpty()) {
            return new Afgifte.LaterOpnieuw("SLEUTELKAST_DICHT");
        }
        Session session;
        Uitgaand mail;
        long grootte;
        try {
            session = Session.getInstance(instellingen());
            mail = new Uitgaand(session, nummers.van(bezorging.leveringId()));
            grootte = maak(mail, bezorging);
        } catch (IOException e) {
            // Bytes at rest, signing key or trusted CAs are away; no byte has left, so the outcome is known.
            return new Afgifte.LaterOpnieuw("MAIL_NIET_GEREED");
        } catch (MessagingException e) {
            throw new GatewayBug("a mail that cannot be made for delivery " + bezorging.leveringId(), e);
        }
        return grootte > naar.maxMailgrootte() ? new Afgifte.Mislukt(TE_GROOT_VOOR_MAIL)
                : verzend(session, mail, bezorging.leveringId(), grootte, geheim);
    }

    /** @return size in bytes of the whole mail */
    private long maak(Uitgaand mail, Bezorging bezorging) throws IOException, MessagingException {
        mail.kop(afzender, plat(bezorging.naar().mailadressen().get(0)), onderwerp(bezorging), bezorging.moment());
        long grootte = bezorging.soort() == Soort.DOCUMENT ? zegel(mail, bezorging) : bewijs(mail, bezorging);
        mail.saveChanges();
        return grootte;
    }

    private Properties instellingen() throws IOException {
        Properties p = relay.instellingen("smtp");
        p.put("mail.smtp.auth", Boolean.toString(!relay.gebruiker().isEmpty()));
        // Not the name of this machine: the greeting stands in the Received lines of everybody on the way.
        p.put("mail.smtp.localhost", nummers.domein());
        return p;
    }

    private static String onderwerp(Bezorging bezorging) {
        String kort = Berichtnummer.kort(bezorging.leveringId());
        return (bezorging.soort() == Soort.DOCUMENT ? "Zegel: bericht " : "Zegel: bewijs ") + kort;
    }

    /** A registered address is plain, or configuration would not have loaded. */
    private static String plat(String adres) {
        if (!Adressen.isAdres(adres)) {
            throw new GatewayBug("a registered mail address that is not plain");
        }
        return adres;
    }

    private static long zegel(Uitgaand mail, Bezorging bezorging) throws IOException, MessagingException {
        if (bezorging.delen().size() != 1) {
            throw new GatewayBug("a sealed delivery is one CMS, not " + bezorging.delen().size() + " parts");
        }
        Deel deel = bezorging.delen().get(0);
        String type = soort(deel, bezorging.naar().profielUit()).smimeType();
        mail.inhoud("application/pkcs7-mime; smime-type=" + type + ";\r\n\tname=\"smime.p7m\"", "base64", deel.bron());
        mail.setHeader("Content-Disposition", "attachment; filename=\"smime.p7m\"");
        return mailgrootte(deel.lengte());
    }

    private static CmsSoort soort(Deel deel, CmsProfiel profiel) throws IOException {
        byte[] begin;
        try (InputStream in = deel.bron().open()) {
            begin = in.readNBytes(CmsSoort.BEGIN);
        }
        // INVARIANT (no clearance, no seal): what does not begin as a CMS was never sealed and never leaves. Signed on the
        // outside is profile 3.2 only; elsewhere it would be a readable document.
        CmsSoort soort = CmsSoort.van(begin).orElseThrow(() -> new GatewayBug("bytes at the mail outlet that are no CMS"));
        if (soort == CmsSoort.ONDERTEKEND && profiel == CmsProfiel.V4_0) {
            throw new GatewayBug("a signed CMS at the mail outlet for a loket of profile 4.0");
        }
        return soort;
    }

    private long bewijs(Uitgaand mail, Bezorging bezorging) throws IOException, MessagingException {
        String id = bezorging.leveringId();
        String grens = "zegel-" + HexFormat.of().formatHex(id.getBytes(StandardCharsets.US_ASCII), 0, Math.min(id.length(), 24));
        Bewijsbericht bericht = Bewijsbericht.van(Berichtnummer.kort(id), grens, bezorging.delen(), handtekening);
        mail.inhoud(bericht.type(), "7bit", () -> new ByteArrayInputStream(bericht.bytes()));
        return bericht.bytes().length + KOP;
    }

    private Afgifte verzend(Session session, Uitgaand mail, String leveringId, long grootte, Optional<Geheim> geheim) throws IOException {
        SMTPTransport transport = transport(session);
        try {
            transport.connect(relay.host(), relay.poort(), relay.gebruiker().isEmpty() ? null : relay.gebruiker(),
                    geheim.map(g -> new String(g.tekens())).orElse(null));
            if (teGrootVoor(transport, grootte)) {
                return new Afgifte.Mislukt(TE_GROOT_VOOR_MAIL);
            }
            if (transport.supportsExtension("DSN")) {
                mail.setMailExtension("ENVID=" + leveringId);
            }
            transport.sendMessage(mail, mail.getRecipients(Message.RecipientType.TO));
            return new Afgifte.NaarMail("SMTP 250");
        } catch (MessagingException e) {
            return mislukt(e, mail);
        } finally {
            sluit(transport);
        }
    }

    private static SMTPTransport transport(Session session) {
        try {
            return (SMTPTransport) session.getTransport("smtp");
        } catch (NoSuchProviderException e) {
            throw new GatewayBug("no SMTP in the mail library", e);
        }
    }

    /** The reply to the mail is what counts; a farewell that fails changes nothing about it. */
    private static void sluit(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("closing the connection to the relay failed: {}", e.getClass().getSimpleName());
        }
    }

    private static boolean teGrootVoor(SMTPTransport transport, long grootte) {
        String grens = transport.getExtensionParameter("SIZE");
        return grens != null && grens.matches("[1-9]\\d{0,17}") && Long.parseLong(grens) < grootte;
    }

    /**
     * What a failed attempt means. An SMTP reply decides; without one, a mail whose end may have been sent has an unknown
     * outcome.
     */
    private static Afgifte mislukt(MessagingException fout, Uitgaand mail) throws IOException {
        int code = antwoord(fout);
        if (code >= 500) {
            return code == 552 ? new Afgifte.Mislukt(TE_GROOT_VOOR_MAIL) : new Afgifte.Mislukt("SMTP_" + code);
        }
        if (code >= 400) {
            return new Afgifte.LaterOpnieuw("SMTP_" + code);
        }
        if (mail.geheelGelezen()) {
            throw new IOException("the relay did not answer after the last byte: the mail may have been taken");
        }
        return new Afgifte.LaterOpnieuw(oorzaak(fout));
    }

    private static int antwoord(Throwable fout) {
        int code = 0;
        for (Throwable t = fout; t != null; t = t.getCause()) {
            code = Math.max(code, t instanceof SMTPSendFailedException s ? s.getReturnCode()
                    : t instanceof SMTPAddressFailedException a ? a.getReturnCode()
                    : t instanceof SMTPSenderFailedException f ? f.getReturnCode() : 0);
        }
        return code;
    }

    private static String oorzaak(Throwable fout) {
        for (Throwable t = fout; t != null; t = t.getCause()) {
            if (t instanceof SSLException) {
                return "SMTP_TLS";
            }
            if (t instanceof AuthenticationFailedException) {
                return "SMTP_AANMELDEN";
            }
        }
        return "SMTP_ONBEREIKBAAR";
    }
}

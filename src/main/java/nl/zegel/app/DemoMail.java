package nl.zegel.app;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.LinkedHashSet;
import java.util.Set;
import nl.zegel.party.Loket;

/** Mailboxes of the demo, in this process and in memory: the gateway's own and those of the lokets with a mail address. */
final class DemoMail implements AutoCloseable {
    private final GreenMail server;

    private DemoMail(GreenMail server) {
        this.server = server;
    }

    /** @throws StartFout when a port is taken */
    static DemoMail start(Instellingen.Mail mail, Iterable<Loket> lokets, String wachtwoord) {
        Set<String> adressen = new LinkedHashSet<>(Set.of(mail.gebruiker()));
        mail.profiel32().ifPresent(p -> adressen.add(p.gebruiker()));
        lokets.forEach(l -> adressen.addAll(l.mailadressen()));
        GreenMailConfiguration gebruikers = new GreenMailConfiguration();
        adressen.forEach(a -> gebruikers.withUser(a, a, wachtwoord));
        GreenMail server = new GreenMail(new ServerSetup[] {
                new ServerSetup(mail.smtpPoort(), mail.smtpHost(), ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(mail.imapPoort(), mail.imapHost(), ServerSetup.PROTOCOL_IMAP)}).withConfiguration(gebruikers);
        try {
            server.start();
        } catch (IllegalStateException bezet) {
            throw new StartFout("de mailserver van de demo start niet op poort " + mail.smtpPoort() + " en " + mail.imapPoort()
                    + "; stop wat daar draait, of geef --vrije-poorten");
        }
        return new DemoMail(server);
    }

    @Override
    public void close() {
        server.stop();
    }
}

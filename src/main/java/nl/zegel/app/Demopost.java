package nl.zegel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import nl.zegel.channel.mail.MailPartner;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;

/**
 * What every party of the demo fetches with its own keys over its own channels, laid under {@code demo/partijen} just as it
 * came: mails raw, deliveries sealed. A mail that asks for a signed receipt is answered, as a mail program does.
 */
final class Demopost {
    private final Demomap demo;
    private final Aansluiting aansluiting;
    private final Clock klok;
    private final Demomaillezer lezer;

    Demopost(Demomap demo, Aansluiting aansluiting, Clock klok) throws IOException {
        this.demo = demo;
        this.aansluiting = aansluiting;
        this.klok = klok;
        this.lezer = new Demomaillezer(Files.createDirectories(demo.instellingen().klad()), klok);
    }

    Path map(Loket loket, String soort) throws IOException {
        return Files.createDirectories(demo.partijen().resolve(loket.id().waarde()).resolve(soort));
    }

    /** One round for one loket; what it has already is left. */
    void haal(Loket loket) throws IOException {
        Partnersleutels sleutels = Partnersleutels.van(demo.certs(), loket.id().waarde());
        if (loket.kanalen().contains(Kanaal.SFTP)) {
            try (SftpPartner sftp = aansluiting.sftp(loket.id(), sleutels)) {
                haal(sftp, "out", map(loket, "sftp/out"));
                haal(sftp, "receipts", map(loket, "receipts"));
            }
        }
        if (loket.kanalen().contains(Kanaal.MAIL)) {
            MailPartner mailbox = aansluiting.mail(loket.mailadressen().get(0));
            for (MailPartner.Post post : mailbox.post(0)) {
                if (bewaar(map(loket, "mail").resolve(post.kenmerk() + ".eml"), post.eml())) {
                    lezer.lees(loket, sleutels, mailbox, post, map(loket, "verzonden"));
                }
                for (MailPartner.Bewijs b : MailPartner.bewijzen(post.eml())) {
                    bewaar(map(loket, "receipts").resolve(b.naam()), b.json());
                    bewaar(map(loket, "receipts").resolve(b.naam() + ".p7s"), b.handtekening());
                }
            }
        }
        if (loket.kanalen().contains(Kanaal.SOAP)) {
            try (Partnerkanalen.Soap soap = new Partnerkanalen.Soap(aansluiting.soap(loket.id(), sleutels, klok))) {
                soap.haalAlles(map(loket, "soap"), map(loket, "receipts"));
            }
        }
    }

    private static void haal(SftpPartner sftp, String van, Path naar) throws IOException {
        for (String naam : sftp.lijst(van)) {
            if (Files.notExists(naar.resolve(naam))) {
                sftp.haal(van, naam, naar.resolve(naam));
            }
        }
    }

    /** @return whether it is new here */
    private static boolean bewaar(Path naar, byte[] bytes) throws IOException {
        boolean nieuw = Files.notExists(naar);
        if (nieuw) {
            Files.write(naar, bytes);
        }
        return nieuw;
    }
}

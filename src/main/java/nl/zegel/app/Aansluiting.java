package nl.zegel.app;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import nl.zegel.channel.mail.MailPartner;
import nl.zegel.channel.mail.Verbinding;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.channel.soap.PemBestanden;
import nl.zegel.channel.soap.Profiel;
import nl.zegel.channel.soap.SoapVerzender;
import nl.zegel.crypto.Geheim;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Kanaal;
import nl.zegel.party.LoketId;
import nl.zegel.party.Omgeving;

/**
 * Where a gateway and a partner's mailbox are, for the partner's side.
 *
 * @param sftpHostsleutel file with the OpenSSH public key line of the gateway
 * @param mailTls         false only to this machine
 * @param gatewayAdres    the gateway's mailbox of the profile in use
 */
record Aansluiting(
        String sftpHost, int sftpPoort, Path sftpHostsleutel, String smtpHost, int smtpPoort, String imapHost, int imapPoort, boolean mailTls,
        Path mailWachtwoord, String gatewayAdres, URI soapAdres) {
    private static final Duration WACHTTIJD = Duration.ofSeconds(30);

    /** What a gateway that runs by these settings listens on, for partners on the same machine. */
    static Aansluiting van(Instellingen i, CmsProfiel profiel) {
        Instellingen.Mail mail = i.mail();
        String postvak = profiel == CmsProfiel.V4_0 ? mail.afzender()
                : mail.profiel32().map(Instellingen.Postvak32::afzender).orElse(mail.afzender());
        return new Aansluiting(i.sftp().luister().adres(), i.sftp().luister().poort(), i.data().resolve("ssh-host.pem.pub"), mail.smtpHost(),
                mail.smtpPoort(), mail.imapHost(), mail.imapPoort(), mail.tls(), mail.wachtwoordBestand(), postvak,
                URI.create("https://" + i.soap().luister().adres() + ":" + i.soap().luister().poort() + "/ws/"));
    }

    Partnerkanaal open(Kanaal kanaal, LoketId loket, Partnersleutels sleutels, String mailadres, Clock klok) throws IOException {
        return switch (kanaal) {
            case SFTP -> new Partnerkanalen.Sftp(sftp(loket, sleutels));
            case MAIL -> new Partnerkanalen.Mail(mail(mailadres), gatewayAdres, klok);
            case SOAP -> new Partnerkanalen.Soap(soap(loket, sleutels, klok));
        };
    }

    SftpPartner sftp(LoketId loket, Partnersleutels sleutels) throws IOException {
        if (Files.notExists(sftpHostsleutel)) {
            throw new IOException("de hostsleutel van de gateway ontbreekt: " + sftpHostsleutel + "; draait de gateway? Anders: --hostsleutel");
        }
        return SftpPartner.verbind(new SftpPartner.Toegang(sftpHost, sftpPoort, loket, sleutels.eigen().resolve("ssh.key"),
                Files.readString(sftpHostsleutel).strip()));
    }

    MailPartner mail(String adres) {
        return new MailPartner(verbinding(smtpHost, smtpPoort, ""), verbinding(imapHost, imapPoort, adres), () -> {
            try {
                return Optional.of(new Geheim("mailbox", Files.readString(mailWachtwoord).strip().getBytes(StandardCharsets.UTF_8)));
            } catch (IOException weg) {
                return Optional.empty();
            }
        }, adres);
    }

    private Verbinding verbinding(String host, int poort, String gebruiker) {
        return Verbinding.van(host, poort, gebruiker, mailTls ? Verbinding.Beveiliging.TLS : Verbinding.Beveiliging.GEEN, Optional.empty(),
                WACHTTIJD, mailTls ? Omgeving.PRODUCTIE : Omgeving.DEMO);
    }

    SoapVerzender soap(LoketId loket, Partnersleutels sleutels, Clock klok) throws IOException {
        return new SoapVerzender(new SoapVerzender.Gegevens(soapAdres, Profiel.S, loket, PemBestanden.certificaat(sleutels.certificaat()),
                PemBestanden.sleutel(sleutels.sleutel()), sleutels.tls(), PemBestanden.certificaat(sleutels.gateway().resolve("ondertekenen.pem")),
                Optional.empty()), klok);
    }
}

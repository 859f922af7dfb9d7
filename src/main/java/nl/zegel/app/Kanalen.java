package nl.zegel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nl.zegel.channel.mail.MailComponent;
import nl.zegel.channel.mail.MailUitgang;
import nl.zegel.channel.mail.Mailhandtekening;
import nl.zegel.channel.mail.Ophaler;
import nl.zegel.channel.mail.Postlezer;
import nl.zegel.channel.mail.Postvak;
import nl.zegel.channel.mail.Verbinding;
import nl.zegel.channel.sftp.Afhaler;
import nl.zegel.channel.sftp.HaalComponent;
import nl.zegel.channel.sftp.Hostsleutel;
import nl.zegel.channel.sftp.PartijServer;
import nl.zegel.channel.sftp.SftpComponent;
import nl.zegel.channel.sftp.SftpInstellingen;
import nl.zegel.channel.sftp.SftpUitgang;
import nl.zegel.channel.sftp.Sleutelbos;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.Geheim;
import nl.zegel.crypto.KastDicht;
import nl.zegel.exchange.Beurten;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Postbus;
import nl.zegel.exchange.Terugmelding;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Partijen;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the channels under the names that the routes use. */
@Configuration(proxyBeanMethods = false)
class Kanalen {
    private static final Duration WACHTTIJD = Duration.ofSeconds(30);
    private static final long GROOTSTE_MAIL = 64L << 20;
    private static final int PER_RONDE = 50;

    @Bean("zegel-sftp")
    SftpComponent sftp(Instellingen instellingen, Partijen partijen, Intake intake, Postbus postbus, Clock klok)
            throws IOException, GeneralSecurityException {
        Path sleutel = Files.createDirectories(instellingen.data()).resolve("ssh-host.pem");
        SftpInstellingen sftp = SftpInstellingen.op(instellingen.sftp().luister().adres(), instellingen.sftp().luister().poort());
        return new SftpComponent(new SftpComponent.Opzet(sftp, List.of(Hostsleutel.laadOfMaak(sleutel)),
                Sleutelbos.van(partijen.lokets())::loketVan, intake, postbus, klok));
    }

    @Bean(destroyMethod = "close")
    PartijServer partijServer(Instellingen instellingen) throws IOException, GeneralSecurityException {
        Path sleutel = Files.createDirectories(instellingen.data()).resolve("ssh-client.pem");
        return new PartijServer(Hostsleutel.laadOfMaak(sleutel), WACHTTIJD);
    }

    @Bean
    Afhaler afhaler(PartijServer server, Intake intake, Beurten beurten) {
        return new Afhaler(server, intake, beurten);
    }

    @Bean("zegel-sftp-haal")
    HaalComponent haal(Afhaler afhaler) {
        return new HaalComponent(afhaler);
    }

    @Bean("uitgang-sftp")
    SftpUitgang uitgangSftp(PartijServer server) {
        return new SftpUitgang(server);
    }

    @Bean("zegel-mail")
    MailComponent mail(Instellingen instellingen, Intake intake, Terugmelding terugmelding, Beurten beurten) {
        Instellingen.Mail mail = instellingen.mail();
        Map<String, Ophaler> ophalers = new LinkedHashMap<>();
        ophalers.put("hoofd", ophaler(instellingen, mail.gebruiker(), CmsProfiel.V4_0, intake, terugmelding, beurten));
        mail.profiel32().ifPresent(p ->
                ophalers.put("profiel-32", ophaler(instellingen, p.gebruiker(), CmsProfiel.V3_2, intake, terugmelding, beurten)));
        return new MailComponent(ophalers);
    }

    private static Ophaler ophaler(Instellingen instellingen, String gebruiker, CmsProfiel profiel, Intake intake, Terugmelding terugmelding,
            Beurten beurten) {
        Instellingen.Mail mail = instellingen.mail();
        Verbinding imap = verbinding(instellingen, mail.imapHost(), mail.imapPoort(), gebruiker);
        Postvak postvak = new Postvak(imap, "INBOX", Postvak.Buitenkant.van(profiel), GROOTSTE_MAIL, PER_RONDE, mail.interval());
        return new Ophaler(postvak, wachtwoord(mail.wachtwoordBestand()), new Postlezer(intake, terugmelding, mail.afzender(), postvak), beurten);
    }

    @Bean("uitgang-mail")
    MailUitgang uitgangMail(Instellingen instellingen, Bewijstekenaar tekenaar, Clock klok) {
        Instellingen.Mail mail = instellingen.mail();
        Mailhandtekening handtekening = bytes -> {
            try {
                return tekenaar.teken(bytes, Optional.empty(), klok.instant());
            } catch (KastDicht dicht) {
                throw new IOException("the key store is closed", dicht);
            }
        };
        return new MailUitgang(verbinding(instellingen, mail.smtpHost(), mail.smtpPoort(), mail.smtpGebruiker()),
                wachtwoord(mail.wachtwoordBestand()), mail.afzender(), handtekening);
    }

    private static Verbinding verbinding(Instellingen instellingen, String host, int poort, String gebruiker) {
        return Verbinding.van(host, poort, gebruiker, instellingen.mail().tls() ? Verbinding.Beveiliging.TLS : Verbinding.Beveiliging.GEEN,
                Optional.empty(), WACHTTIJD, instellingen.omgeving());
    }

    private static Supplier<Optional<Geheim>> wachtwoord(Path bestand) {
        return () -> {
            try {
                return Optional.of(new Geheim("mail", Files.readString(bestand).strip().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            } catch (IOException weg) {
                return Optional.empty();
            }
        };
    }
}

package nl.zegel.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import nl.zegel.party.ConfiguratieFout;
import nl.zegel.party.Loket;
import nl.zegel.party.Partijen;

/** What is elsewhere: the mail servers and the parties' own SFTP servers. Says hello and logs in nowhere. */
final class Bereikkeuring {
    private static final int WACHT_MS = 2_000;
    private static final int GROET = 64;

    private final Instellingen instellingen;
    private final List<Bevinding> alle = new ArrayList<>();

    Bereikkeuring(Instellingen instellingen) {
        this.instellingen = instellingen;
    }

    List<Bevinding> keur() {
        Instellingen.Mail mail = instellingen.mail();
        mailserver("postbus (IMAP)", mail.imapHost(), mail.imapPoort(), "* OK");
        mailserver("mailserver (SMTP)", mail.smtpHost(), mail.smtpPoort(), "220");
        wachtwoord(mail.wachtwoordBestand());
        instellingen.database().ifPresent(d -> wachtwoord(d.wachtwoordBestand()));
        try {
            Partijen.laad(instellingen.partijen(), instellingen.omgeving(), Bestandszegels.voor(instellingen)).lokets().forEach(this::sftp);
        } catch (ConfiguratieFout alGemeld) {
            alle.add(Bevinding.letOp("SFTP-servers van partijen", "niet bekeken, want de partijen laden niet", "herstel eerst de partijbestanden"));
        }
        return alle;
    }

    private void mailserver(String waar, String host, int poort, String groet) {
        boolean tls = instellingen.mail().tls();
        if (tls ? tlsAntwoordt(host, poort, groet) : antwoordt(host, poort, groet)) {
            alle.add(Bevinding.goed(waar, host + ":" + poort + " antwoordt" + (tls ? " over TLS met een goed certificaat" : "")));
        } else if (instellingen.omgeving().isDemo()) {
            alle.add(Bevinding.letOp(waar, host + ":" + poort + " antwoordt niet", "in de demo begint de mailserver met zegel demo"));
        } else {
            alle.add(Bevinding.fout(waar, host + ":" + poort + " antwoordt niet" + (tls ? " over TLS, of zijn certificaat wordt niet vertrouwd" : ""),
                    "controleer host, poort, firewall en certificaat"));
        }
    }

    private void wachtwoord(Path bestand) {
        if (!Files.isReadable(bestand)) {
            alle.add(Bevinding.letOp("wachtwoordbestand", bestand + " is er niet of is niet te lezen", instellingen.omgeving().isDemo()
                    ? "zegel demo maakt het" : "zet er het wachtwoord in, alleen leesbaar voor de gateway"));
            return;
        }
        try {
            if (Files.getPosixFilePermissions(bestand).stream().anyMatch(p -> p.name().startsWith("OTHERS"))) {
                alle.add(Bevinding.letOp("wachtwoordbestand", "anderen op deze machine kunnen " + bestand + " lezen", "chmod 600 " + bestand));
            }
        } catch (IOException | UnsupportedOperationException e) {
            alle.add(Bevinding.letOp("wachtwoordbestand", "de rechten van " + bestand + " zijn niet te bepalen", "kijk met ls -l " + bestand));
        }
    }

    private void sftp(Loket loket) {
        Optional<Loket.SftpServer> server = loket.sftpServer();
        server.ifPresent(s -> alle.add(antwoordt(s.host(), s.poort(), "SSH-") ? Bevinding.goed("loket " + loket.id(), "zijn SFTP-server antwoordt")
                : Bevinding.fout("loket " + loket.id(), "zijn SFTP-server " + s.host() + ":" + s.poort() + " antwoordt niet",
                        "leveringen wachten; bel het loket of controleer de firewall")));
    }

    /** Whether a server is there that greets so; an HTTP server is asked first, the others speak by themselves. */
    static boolean antwoordt(String host, int poort, String groet) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, poort), WACHT_MS);
            return groet(socket, groet);
        } catch (IOException weg) {
            return false;
        }
    }

    private static boolean tlsAntwoordt(String host, int poort, String groet) {
        try (Socket kaal = new Socket()) {
            kaal.connect(new InetSocketAddress(host, poort), WACHT_MS);
            kaal.setSoTimeout(WACHT_MS);
            try (SSLSocket tls = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(kaal, host, poort, true)) {
                SSLParameters naam = tls.getSSLParameters();
                naam.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(naam);
                return groet(tls, groet);
            }
        } catch (IOException weg) {
            return false;
        }
    }

    private static boolean groet(Socket socket, String groet) throws IOException {
        socket.setSoTimeout(WACHT_MS);
        if (groet.startsWith("HTTP")) {
            socket.getOutputStream().write("GET /actuator/health HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        byte[] eerste = socket.getInputStream().readNBytes(Math.min(groet.length(), GROET));
        return new String(eerste, StandardCharsets.US_ASCII).equals(groet);
    }
}

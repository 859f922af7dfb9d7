package nl.zegel.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.channel.soap.SoapVerzender;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Postbus;
import nl.zegel.story.Tussenstation.Richting;

/** Every place that bytes of a gateway reach or rest in, except open files: those are watched while it runs. */
final class Rondgang {
    private final Dochter gateway;
    private final Path map;
    private final Postkantoor mail;
    private final Tussenstation smtp;
    private final Tussenstation imap;
    private final Tussenstation soap;
    /** Sealed copies as their lokets got them, by a name. */
    private final Map<String, byte[]> verzegeld;

    Rondgang(Dochter gateway, Path map, Postkantoor mail, Tussenstation smtp, Tussenstation imap, Tussenstation soap, Map<String, byte[]> verzegeld) {
        this.gateway = gateway;
        this.map = map;
        this.mail = mail;
        this.smtp = smtp;
        this.imap = imap;
        this.soap = soap;
        this.verzegeld = verzegeld;
    }

    /** Looks everywhere. @param beheer where the management endpoints are */
    void langs(Plaatsen plaatsen, URI beheer) throws Exception {
        mail.vanPartijen().forEach(ruw -> plaatsen.bekijk("mail to a party", "mailbox", ruw));
        verzegeld.forEach((naam, bytes) -> plaatsen.bekijk("sealed copy", naam, bytes));
        bewijzenSftp(plaatsen);
        bewijzenSoap(plaatsen);
        plaatsen.bekijk("SMTP conversation", "gateway to relay", smtp.opname(Richting.HEEN));
        plaatsen.bekijk("IMAP conversation", "gateway to server", imap.opname(Richting.HEEN));
        plaatsen.bekijk("SOAP in clear, in", "TLS ended", soap.opname(Richting.HEEN));
        plaatsen.bekijk("SOAP in clear, out", "TLS ended", soap.opname(Richting.TERUG));
        beheer(plaatsen, beheer);
        uitvoer(plaatsen);
        try (Connection db = gateway.database(); Statement s = db.createStatement()) {
            plaatsen.database(db);
            s.execute("checkpoint");
        }
        plaatsen.bestanden("data folder", gateway.instellingen().data());
        plaatsen.bestanden("temp folder", gateway.tmp());
        plaatsen.bestanden("working folder", map.resolve("cwd"));
        plaatsen.bekijk("log", "standard output", gateway.log().getBytes(StandardCharsets.UTF_8));
    }

    URI beheer() {
        return URI.create("http://127.0.0.1:" + gateway.instellingen().beheer().poort());
    }

    private void bewijzenSftp(Plaatsen plaatsen) throws IOException {
        for (String loket : List.of(Schot.POLITIE, "gemeente-utrecht-college", Schot.CORPORATIE, "liander-fraude")) {
            try (SftpPartner sftp = gateway.sftp(loket)) {
                for (String map : List.of("in", "out", "receipts")) {
                    plaatsen.bekijk("list over SFTP", loket + "/" + map, String.join("\n", eigenNamenWeg(loket, map, sftp.lijst(map))).getBytes(StandardCharsets.UTF_8));
                }
                for (String naam : sftp.lijst("receipts")) {
                    sftp.haal("receipts", naam, map.resolve("bewijs"));
                    plaatsen.bekijk("evidence over SFTP", loket, Files.readAllBytes(map.resolve("bewijs")));
                }
            }
        }
    }

    /** A sender sees its own uploads under its own names; nobody else does. */
    private static List<String> eigenNamenWeg(String loket, String map, List<String> namen) {
        return loket.equals(Schot.POLITIE) && map.equals("in") ? List.of("(own names)") : namen;
    }

    private void bewijzenSoap(Plaatsen plaatsen) throws Exception {
        for (String loket : List.of(Schot.POLITIE, Schot.STEDIN)) {
            try (SoapVerzender partij = Proefgateway.soap(gateway.instellingen(), loket)) {
                for (Postbus.Item item : partij.bewijzen()) {
                    Intake.Bewijsstuk bewijs = partij.bewijs(item.naam().replaceAll("\\.p7s$", ""));
                    plaatsen.bekijk("evidence over SOAP", loket, (item.naam() + "\n").getBytes(StandardCharsets.UTF_8));
                    plaatsen.bekijk("evidence over SOAP", loket, bewijs.json());
                    plaatsen.bekijk("evidence over SOAP", loket, bewijs.handtekening());
                }
            }
        }
    }

    private static void beheer(Plaatsen plaatsen, URI beheer) throws IOException, InterruptedException {
        for (String pad : List.of("/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/info", "/actuator/metrics")) {
            HttpResponse<byte[]> antwoord = HttpClient.newHttpClient().send(HttpRequest.newBuilder(beheer.resolve(pad)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (antwoord.statusCode() != 404) {
                plaatsen.bekijk("management " + pad, Integer.toString(antwoord.statusCode()), antwoord.body());
            }
        }
    }

    private void uitvoer(Plaatsen plaatsen) throws Exception {
        Path uit = map.resolve("uitvoer-" + System.nanoTime());
        plaatsen.bekijk("register export", "screen", gateway.roep("register", "export", uit.toString(), "--config", gateway.config().toString())
                .getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> bestanden = Files.list(uit)) {
            for (Path bestand : bestanden.toList()) {
                plaatsen.bekijk("register export", bestand.getFileName().toString(), Files.readAllBytes(bestand));
            }
        }
    }
}

package nl.zegel.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nl.zegel.party.GatewayBug;

/**
 * The demo's folder: configuration, example PKI, data and what the parties got.
 *
 * @param map          where {@code config/}, {@code certs-example/} and {@code demo/} are
 * @param instellingen of the gateway in it
 */
record Demomap(Path map, Instellingen instellingen) {
    /** Makes what is missing; what is there stays. */
    static Demomap bereid(Path map, boolean vrijePoorten, Consumer<String> voortgang) throws IOException {
        Path config = map.resolve("config");
        if (!map.equals(Thuis.map())) {
            kopieer(Thuis.pad("config"), config);
        }
        maakPki(map, voortgang);
        Instellingen i = Instellingen.lees(config.resolve("zegel.yaml"));
        Files.createDirectories(i.data());
        maakWachtwoord(i.mail().wachtwoordBestand());
        Instellingen gekozen = vrijePoorten ? metVrijePoorten(i) : i;
        eisVrij(gekozen);
        return new Demomap(map, gekozen);
    }

    Path certs() {
        return map.resolve("certs-example/out");
    }

    Path partijen() {
        return map.resolve("demo/partijen");
    }

    String wachtwoord() throws IOException {
        return Files.readString(instellingen.mail().wachtwoordBestand()).strip();
    }

    private static void kopieer(Path van, Path naar) throws IOException {
        try (Stream<Path> alles = Files.walk(van)) {
            for (Path bron : alles.toList()) {
                Path doel = naar.resolve(van.relativize(bron).toString());
                if (Files.isDirectory(bron)) {
                    Files.createDirectories(doel);
                } else {
                    Files.copy(bron, doel, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void maakPki(Path map, Consumer<String> voortgang) throws IOException {
        Process proces = new ProcessBuilder("sh", Thuis.pad("certs-example/genereer.sh").toString(), "--uit",
                map.resolve("certs-example/out").toString(), "--partijen", map.resolve("config/partijen").toString())
                .redirectErrorStream(true).start();
        try (var regels = proces.inputReader(StandardCharsets.UTF_8)) {
            regels.lines().forEach(voortgang);
            if (proces.waitFor() != 0) {
                throw new StartFout("de voorbeeldcertificaten zijn niet gemaakt; zie de regels hierboven");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayBug("interrupted while making certificates", e);
        }
    }

    private static void maakWachtwoord(Path bestand) throws IOException {
        if (Files.notExists(bestand)) {
            byte[] toeval = new byte[16];
            new SecureRandom().nextBytes(toeval);
            Files.createFile(bestand, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(bestand, HexFormat.of().formatHex(toeval) + "\n");
        }
    }

    private static Instellingen metVrijePoorten(Instellingen i) throws IOException {
        Instellingen.Mail m = i.mail();
        Instellingen.Mail mail = new Instellingen.Mail(m.imapHost(), vrij(), m.smtpHost(), vrij(), m.smtpGebruiker(), m.gebruiker(),
                m.wachtwoordBestand(), m.afzender(), m.tls(), m.interval(), m.profiel32());
        return new Instellingen(i.gateway(), i.verwerker(), i.omgeving(), i.convenanten(), i.partijen(), i.feiten(), i.data(), i.database(),
                i.databasePoort(), i.sleutels(), i.vertrouwen(), i.beheerders(), new Instellingen.Sftp(vrij(i.sftp().luister())), mail,
                new Instellingen.Soap(vrij(i.soap().luister()), i.soap().adres()), vrij(i.beheer()), i.log(), i.digest());
    }

    private static Instellingen.Luister vrij(Instellingen.Luister l) throws IOException {
        return new Instellingen.Luister(l.adres(), vrij());
    }

    private static int vrij() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void eisVrij(Instellingen i) {
        Map<String, Integer> poorten = new LinkedHashMap<>();
        poorten.put("SFTP", i.sftp().luister().poort());
        poorten.put("SMTP", i.mail().smtpPoort());
        poorten.put("IMAP", i.mail().imapPoort());
        poorten.put("SOAP", i.soap().luister().poort());
        poorten.put("beheer", i.beheer().poort());
        poorten.forEach((wat, poort) -> {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), poort));
            } catch (IOException bezet) {
                throw new StartFout("poort " + poort + " (" + wat + ") is bezet. Draait de demo al? Stop wat daar draait, of geef --vrije-poorten.");
            }
        });
    }
}

package nl.zegel.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.channel.soap.SoapVerzender;
import nl.zegel.exchange.Postbus;
import nl.zegel.testing.Kopie;
import nl.zegel.testing.VoorbeeldPki;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** After everything: each party fetches what is there, opens every copy, and the offline verifier checks all evidence. */
final class Naspel {
    private static final Duration LANG = Duration.ofSeconds(120);
    private static final String BURGEMEESTER = "gemeente-utrecht-burgemeester";
    private static final Pattern REFERENTIE = Pattern.compile("<referentie>([^<]+)</referentie>");

    private final Dochter gateway;
    private final Postkantoor mail;
    private final Path map;

    Naspel(Dochter gateway, Postkantoor mail, Path map) {
        this.gateway = gateway;
        this.mail = mail;
        this.map = map;
    }

    /** The delivery id that a mail names. */
    static String berichtId(byte[] ruw) {
        try {
            String id = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(ruw)).getMessageID();
            return id.substring(1, id.indexOf('@'));
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    void controleer(List<String> referenties) throws Exception {
        assertThat(sftp()).as("copies in out/").containsExactlyInAnyOrderElementsOf(referenties);
        assertThat(soap()).as("copies over SOAP").containsExactlyInAnyOrderElementsOf(referenties);
        assertThat(perMail()).as("copies by mail").containsExactlyInAnyOrderElementsOf(referenties);
        try (var db = gateway.database()) {
            Wacht.tot("evidence of the collecting", LANG, () -> NeerhaalIT.leeg(db, "select 1 from bewijs where gemaakt is null")
                    && NeerhaalIT.leeg(db, "select 1 from inschrijving where positie is null"));
        }
        bewijzen(referenties);
        logboek();
    }

    private List<String> sftp() throws Exception {
        List<String> uit = new ArrayList<>();
        Path kopie = map.resolve("kopie.p7m");
        try (SftpPartner sftp = gateway.sftp(Schot.CORPORATIE)) {
            for (String naam : sftp.lijst("out")) {
                sftp.haal("out", naam, kopie);
                uit.add(open(Files.readAllBytes(kopie), Schot.CORPORATIE));
            }
        }
        return uit;
    }

    private List<String> soap() throws Exception {
        List<String> uit = new ArrayList<>();
        Path kopie = map.resolve("kopie.p7m");
        try (SoapVerzender stedin = Proefgateway.soap(gateway.instellingen(), Schot.STEDIN)) {
            for (Postbus.Item item : stedin.overzicht()) {
                stedin.haalOp(item.naam(), kopie);
                uit.add(open(Files.readAllBytes(kopie), Schot.STEDIN));
                stedin.bevestig(item.naam());
            }
        }
        return uit;
    }

    /** A mail that came twice is the same bytes twice, under one id: it counts once. */
    private List<String> perMail() throws Exception {
        TreeMap<String, byte[]> perId = new TreeMap<>();
        for (byte[] ruw : mail.post(Schot.BURGEMEESTER_MAIL)) {
            byte[] p7m = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(ruw)).getInputStream().readAllBytes();
            byte[] eerder = perId.put(berichtId(ruw), p7m);
            if (eerder != null) {
                assertThat(p7m).isEqualTo(eerder);
            }
        }
        List<String> uit = new ArrayList<>();
        for (byte[] p7m : perId.values()) {
            uit.add(open(p7m, BURGEMEESTER));
        }
        return uit;
    }

    private String open(byte[] p7m, String loket) throws Exception {
        Kopie kopie = Kopie.open(p7m, loket, map.resolve("opener"));
        Matcher m = REFERENTIE.matcher(kopie.xml());
        assertThat(m.find()).isTrue();
        assertThat(kopie.pdftekst()).contains(m.group(1));
        return m.group(1);
    }

    /** All of receipts/, verified offline; and of each document each event once. */
    private void bewijzen(List<String> referenties) throws Exception {
        Path bewijzen = Files.createDirectories(map.resolve("receipts"));
        try (SftpPartner politie = gateway.sftp(Schot.POLITIE)) {
            for (String naam : politie.lijst("receipts")) {
                politie.haal("receipts", naam, bewijzen.resolve(naam));
            }
        }
        List<String> gebeurd = new ArrayList<>();
        List<String> bestanden = new ArrayList<>(List.of("verify"));
        try (Stream<Path> alle = Files.list(bewijzen)) {
            for (Path bestand : alle.sorted().toList()) {
                bestanden.add(bestand.toString());
                if (bestand.toString().endsWith(".json")) {
                    JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(bestand));
                    String event = json.path("ERDSEventId").asString("");
                    gebeurd.add(json.path("MessageIdentifier").path("referentie").asString("") + " " + event.substring(event.lastIndexOf('/') + 1)
                            + json.path("RecipientDetails").valueStream().map(r -> " " + r.path("loket").asString("")).reduce("", String::concat));
                }
            }
        }
        Set<String> verwacht = new HashSet<>();
        for (String referentie : referenties) {
            verwacht.addAll(List.of(referentie + " SubmissionAcceptance", referentie + " ContentConsignment " + Schot.CORPORATIE,
                    referentie + " ContentConsignment " + Schot.STEDIN, referentie + " ContentHandover " + Schot.CORPORATIE,
                    referentie + " ContentHandover " + Schot.STEDIN, referentie + " RelayToNonERDS " + BURGEMEESTER));
        }
        assertThat(gebeurd).as("evidence, each event of each document once").containsExactlyInAnyOrderElementsOf(verwacht);
        assertThat(gateway.roep(metAnkers(bestanden))).doesNotContain("FOUT");
    }

    /** The exported log is whole by the offline verifier, which shares no code with the register. */
    private void logboek() throws Exception {
        Path uitvoer = map.resolve("uitvoer");
        gateway.roep("register", "export", uitvoer.toString(), "--config", gateway.config().toString());
        gateway.schiet();
        try (Stream<Path> bestanden = Files.list(uitvoer)) {
            Path register = bestanden.filter(p -> p.toString().endsWith(".jsonl")).findFirst().orElseThrow();
            gateway.roep(metAnkers(new ArrayList<>(List.of("verify", "--register", register.toString()))));
        }
    }

    private static String[] metAnkers(List<String> woorden) {
        Path pki = VoorbeeldPki.uit();
        woorden.addAll(List.of("--ankers", pki.resolve("anchors.pem").toString(), "--gateway", pki.resolve("gateway/bewijs.pem").toString(),
                "--crl", pki.resolve("crl").toString()));
        return woorden.toArray(String[]::new);
    }
}

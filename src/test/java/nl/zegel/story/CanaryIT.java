package nl.zegel.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.channel.soap.SoapVerzender;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Opener;
import nl.zegel.crypto.Voorzieningen;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The canary: a HIB with a mark in every value, attachment and name goes through a whole gateway in a process of its own.
 * Each mark is found in the copies of exactly those lokets for which the decision released it, and nowhere at rest.
 */
class CanaryIT {
    private static final String POLITIE = "politie-mn-hennepcoordinator";
    private static final String BURGEMEESTER = "gemeente-utrecht-burgemeester";
    private static final String COLLEGE = "gemeente-utrecht-college";
    private static final String CORPORATIE = "corporatie-voorbeeld-wonen";
    private static final String STEDIN = "stedin-fraude";
    private static final Duration LANG = Duration.ofSeconds(180);

    @TempDir
    static Path map;

    private static final Kanarie KANARIE = new Kanarie();
    private static final Zoeker ZOEKER = new Zoeker(KANARIE.merken());
    private static final Plaatsen RUST = new Plaatsen(ZOEKER);
    private static final Map<String, byte[]> VERZEGELD = new TreeMap<>();
    private static final AtomicBoolean KLAAR = new AtomicBoolean();
    private static Dochter gateway;
    private static GreenMail mail;
    private static JsonNode besluit;

    @BeforeAll
    static void stuurEnHaalOp() throws Exception {
        gateway = Dochter.in(map, tekst -> tekst, "-Dlogging.level.nl.zegel=TRACE", "-Dlogging.level.root=DEBUG");
        startMail();
        gateway.begin();
        Thread wacht = RUST.bewaak(gateway.pid(), KLAAR);
        gateway.wachtOpDraait();
        dienIn();
        try (Connection db = gateway.database()) {
            Wacht.tot("an end", LANG, () -> !List.of("", "ONTVANGEN").contains(waarde(db, "select staat from ontvangst")));
            assertThat(waarde(db, "select staat || coalesce(' ' || code, '') from ontvangst")).isEqualTo("AANGENOMEN");
            besluit = JsonMapper.shared().readTree(waarde(db, "select besluit from besluit"));
            Wacht.tot("all offered", LANG, () -> waarde(db, "select count(*) from werk where staat in ('OPEN', 'BEZIG')").equals("0"));
        }
        haalOp();
        try (Connection db = gateway.database()) {
            Wacht.tot("all evidence", LANG, () -> waarde(db, "select count(*) from bewijs where gemaakt is null").equals("0"));
        }
        KLAAR.set(true);
        wacht.join();
    }

    private static void startMail() {
        var i = gateway.instellingen().mail();
        mail = new GreenMail(new ServerSetup[] {new ServerSetup(i.smtpPoort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(i.imapPoort(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});
        mail.start();
        mail.setUser("zegel@zegel.example", "zegel@zegel.example", "proef");
        mail.setUser("zegel-32@zegel.example", "zegel-32@zegel.example", "proef");
        mail.setUser("burgemeester@utrecht.example", "x");
    }

    private static void dienIn() throws Exception {
        Path bron = Files.createDirectories(map.resolve("bij-de-politie"));
        Path p7m = Files.write(bron.resolve("hib.p7m"), Proefgateway.inzending(KANARIE.schrijf(bron), bron, POLITIE));
        try (SftpPartner politie = gateway.sftp(POLITIE)) {
            politie.stuur(p7m, KANARIE.bestandsnaam().vormen().get(0) + ".p7m");
        }
    }

    private static void haalOp() throws Exception {
        Path kopie = map.resolve("kopie.p7m");
        for (String loket : List.of(COLLEGE, CORPORATIE)) {
            try (SftpPartner sftp = gateway.sftp(loket)) {
                sftp.haal("out", sftp.lijst("out").get(0), kopie);
                VERZEGELD.put(loket, Files.readAllBytes(kopie));
            }
        }
        try (SoapVerzender stedin = Proefgateway.soap(gateway.instellingen(), STEDIN)) {
            String naam = stedin.overzicht().get(0).naam();
            stedin.haalOp(naam, kopie);
            stedin.bevestig(naam);
            VERZEGELD.put(STEDIN, Files.readAllBytes(kopie));
        }
        assertThat(mail.waitForIncomingEmail(LANG.toMillis(), 1)).isTrue();
        VERZEGELD.put(BURGEMEESTER, mail.getReceivedMessages()[0].getInputStream().readAllBytes());
    }

    @AfterAll
    static void stop() throws Exception {
        KLAAR.set(true);
        gateway.close();
        mail.stop();
    }

    @Test
    void copies_holdExactlyTheMarksThatTheDecisionReleases() throws Exception {
        for (Map.Entry<String, byte[]> kopie : VERZEGELD.entrySet()) {
            Set<String> verwacht = KANARIE.merken().stream().filter(Merk::zoekbaar).filter(m -> mag(m, kopie.getKey())).map(Merk::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> gevonden = new TreeSet<>();
            open(kopie.getValue(), kopie.getKey()).values().forEach(deel -> ZOEKER.in(deel).forEach(m -> gevonden.add(m.toString())));
            assertThat(gevonden).as(kopie.getKey()).isEqualTo(verwacht).hasSizeGreaterThan(40);
        }
    }

    @Test
    void whatTheConvenantNeverGives_isInNoCopy_whateverWasDecided() throws Exception {
        for (Map.Entry<String, byte[]> kopie : VERZEGELD.entrySet()) {
            for (Map.Entry<String, byte[]> deel : open(kopie.getValue(), kopie.getKey()).entrySet()) {
                assertThat(ZOEKER.in(deel.getValue())).as(kopie.getKey() + " " + deel.getKey()).noneMatch(m -> m.naam().matches(
                        ".*(KIND|MELDER|GETUIGE|SLACHTOFFER|MEDEBEWONER|EIGENAAR|WPG9|WPG10|STRAFV|/bsn|/kenteken|foto|[oO]mschrijving|personen).*"
                                + "|kop/noodzaak van (?!" + kopie.getKey() + ").*|.*(zonder coordinaten|zonder regime|bestand)"));
                for (String ander : KANARIE.noodzaak().keySet()) {
                    assertThat(new String(deel.getValue(), StandardCharsets.ISO_8859_1)).as("no hint: " + kopie.getKey() + " " + deel.getKey())
                            .satisfies(t -> assertThat(ander.equals(kopie.getKey()) || !t.contains(ander)).isTrue());
                }
            }
        }
    }

    @Test
    void lokets_thatTheDecisionGivesNothing_getNothing() throws Exception {
        try (Connection db = gateway.database()) {
            assertThat(waarde(db, "select string_agg(loket, ' ' order by loket) from werk where soort = 'DOCUMENT'"))
                    .isEqualTo(String.join(" ", new TreeSet<>(VERZEGELD.keySet())));
        }
    }

    @Test
    void atRestAndInEvidence_noMarkIsFound() throws Exception {
        for (MimeMessage bericht : mail.getReceivedMessages()) {
            ByteArrayOutputStream ruw = new ByteArrayOutputStream();
            bericht.writeTo(ruw);
            RUST.bekijk("mail as it left", ruw.toByteArray());
        }
        VERZEGELD.forEach((loket, bytes) -> RUST.bekijk("sealed copy for " + loket, bytes));
        for (String loket : List.of(POLITIE, COLLEGE, CORPORATIE)) {
            try (SftpPartner sftp = gateway.sftp(loket)) {
                for (String naam : sftp.lijst("receipts")) {
                    sftp.haal("receipts", naam, map.resolve("bewijs"));
                    RUST.bekijk("evidence for " + loket, (naam + "\n").getBytes(StandardCharsets.UTF_8));
                    RUST.bekijk("evidence for " + loket, Files.readAllBytes(map.resolve("bewijs")));
                }
            }
        }
        try (Connection db = gateway.database(); Statement s = db.createStatement()) {
            RUST.database(db);
            s.execute("checkpoint");
        }
        RUST.bestanden("data", gateway.instellingen().data());
        RUST.bestanden("tmp", gateway.tmp());
        RUST.bestanden("working folder", map.resolve("cwd"));
        RUST.bekijk("log", gateway.log().getBytes(StandardCharsets.UTF_8));
        assertThat(RUST.gevonden()).isEmpty();
        assertThat(gateway.log()).as("the log tells what happened").contains("AANGENOMEN");
    }

    @Test
    void leakPlantedInEachPlace_isFound() throws Exception {
        // A mark of its own, so that what is planted here stays out of the search for real leaks.
        String merk = "QzLEKKAGE" + "PROEF";
        Plaatsen lek = new Plaatsen(new Zoeker(List.of(new Merk("lek", "lek", List.of(merk)))));
        try (Connection db = gateway.database(); Statement s = db.createStatement()) {
            s.execute("create schema lek; create table lek.lek (kort text, lang text, bytes bytea)");
            s.execute("insert into lek.lek values ('" + merk + "', repeat('" + merk + " x', 2000), '\\x" + hex(gzip(merk)) + "')");
            lek.database(db);
            lek.bestanden("data", gateway.instellingen().data().resolve("postgres/gegevens/pg_wal"));
            s.execute("drop schema lek cascade");
        }
        Path map2 = Files.createDirectories(map.resolve("lek"));
        Files.write(map2.resolve("utf16"), ("x" + merk).getBytes(StandardCharsets.UTF_16LE));
        Files.writeString(map2.resolve("base64"), "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(("zaak: " + merk + ", en meer tekst om de regel te vullen tot hij breekt").getBytes(StandardCharsets.UTF_8)));
        Files.writeString(map2.resolve("quoted-printable"), "=" + hex(merk.substring(0, 1).getBytes()).toUpperCase() + merk.substring(1, 5) + "=\r\n" + merk.substring(5));
        Files.writeString(map2.resolve("xml"), "&#" + (int) merk.charAt(0) + ";" + merk.substring(1));
        Files.writeString(map2.resolve("json"), "\\u00" + hex(merk.substring(0, 1).getBytes()) + merk.substring(1));
        Files.write(map2.resolve("flate"), Bijlagen.pdf(merk));
        Files.writeString(map2.resolve(merk), "name");
        lek.bestanden("file", map2);
        openEnWeg(lek, merk);
        assertThat(lek.gevonden().keySet()).contains("table lek.lek.kort", "table lek.lek.lang", "table lek.lek.bytes", "file utf16",
                "file base64", "file quoted-printable", "file xml", "file json", "file flate", "file (name)");
        assertThat(lek.gevonden().keySet()).anyMatch(p -> p.startsWith("data 0")).anyMatch(p -> p.startsWith("open file") && p.endsWith("(deleted)"));
    }

    /** A file that has lost its name while it is open, as a spill file does. */
    private static void openEnWeg(Plaatsen lek, String merk) throws Exception {
        Path weg = map.resolve("weg");
        AtomicBoolean stop = new AtomicBoolean();
        try (var kanaal = java.nio.channels.FileChannel.open(weg, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            Files.delete(weg);
            kanaal.write(java.nio.ByteBuffer.wrap(merk.getBytes(StandardCharsets.UTF_8)));
            Thread wacht = lek.bewaak(ProcessHandle.current().pid(), stop);
            Wacht.tot("seen", LANG, () -> lek.gevonden().keySet().stream().anyMatch(p -> p.contains("/weg (deleted)")));
            stop.set(true);
            wacht.join();
        }
    }

    /** What the decision says, and for the header: the case is for every recipient, a reason for its own. */
    private static boolean mag(Merk merk, String loket) {
        if (merk.id().equals("zaak") || merk.id().equals("noodzaak-" + loket)) {
            return true;
        }
        for (JsonNode l : besluit.get("lokets")) {
            if (l.get("loket").asString().equals(loket)) {
                JsonNode element = l.get("elementen").get(merk.id());
                return element != null && element.get("uitkomst").asString().equals("VRIJGEGEVEN");
            }
        }
        return false;
    }

    /** The parts of a sealed copy, decoded; of a PDF its text too. */
    private static Map<String, byte[]> open(byte[] p7m, String loket) throws Exception {
        Opener opener = new Opener(Voorzieningen.jdk(), new SecureRandom(), Files.createDirectories(map.resolve("opener")));
        Map<String, byte[]> delen = new HashMap<>();
        try (Geopend open = (Geopend) opener.open(() -> new ByteArrayInputStream(p7m), List.of(Proefgateway.sleutel(loket, "ontsleutelen")), (c, p) -> true)) {
            byte[] entiteit = open.open().readAllBytes();
            delen.put("entity", entiteit);
            MimeMultipart alles = (MimeMultipart) new MimeBodyPart(new ByteArrayInputStream(entiteit)).getContent();
            for (int i = 0; i < alles.getCount(); i++) {
                BodyPart deel = alles.getBodyPart(i);
                byte[] bytes = deel.getInputStream().readAllBytes();
                delen.put("part " + i, bytes);
                delen.put("name " + i, jakarta.mail.internet.MimeUtility.decodeText(deel.getFileName()).getBytes(StandardCharsets.UTF_8));
                if (deel.isMimeType("application/pdf")) {
                    try (var pdf = Loader.loadPDF(bytes)) {
                        delen.put("text " + i, new PDFTextStripper().getText(pdf).getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return delen;
    }

    private static String waarde(Connection db, String vraag) {
        try (Statement s = db.createStatement(); ResultSet rs = s.executeQuery(vraag)) {
            return rs.next() && rs.getString(1) != null ? rs.getString(1) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private static byte[] gzip(String tekst) throws IOException {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(uit)) {
            zip.write(tekst.getBytes(StandardCharsets.UTF_8));
        }
        return uit.toByteArray();
    }
}

package nl.zegel.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.channel.soap.SoapVerzender;
import nl.zegel.exchange.Intake;
import nl.zegel.story.Merk.Soort;
import nl.zegel.testing.Kopie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The canary: HIBs with a mark in every value, attachment and name go through a whole gateway in a process of its own, in over
 * three channels and out over three channels and both profiles; others are refused, quarantined, left waiting or not believed.
 * Each mark is found in the copies of exactly those lokets to which the hand-written table of the convenant gives it, part by
 * part, and nowhere else: not at rest, not on the way, not in what any party is told.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryIT {
    private static final Duration LANG = Duration.ofSeconds(300);
    private static final Predicate<String> GEEN_PROGRAMMA = p -> !p.matches(
            ".*\\.(jar|so|jmod)( \\(deleted\\))?|/proc/.*|/sys/.*|/dev/.*|/etc/.*|/usr/.*|.*/lib/.*|.*/log-[0-9]+\\.txt");
    private static final Predicate<String> TIJDELIJK = GEEN_PROGRAMMA.and(p -> p.contains("pgsql_tmp") || p.endsWith(" (deleted)"));
    private static final String OPEN_GATEWAY = "open file of the gateway";
    private static final String OPEN_DATABASE = "open file of the database server";

    @TempDir
    static Path map;

    private static final List<Been> BENEN = Been.alle();
    private static final Verwachting VERWACHTING = new Verwachting();
    /** But for the district: a code of a place that decisions see, so that it stands in the Vorm and in what was decided on it. */
    private static final Plaatsen RUST = new Plaatsen(new Zoeker(BENEN.stream().flatMap(b -> b.kanarie().merken().stream())
            .filter(m -> !m.naam().endsWith("/wijkcode")).toList()));
    private static final Map<String, byte[]> VERZEGELD = new TreeMap<>();
    private static final List<String> ANTWOORDEN = new ArrayList<>();
    private static final AtomicBoolean KLAAR = new AtomicBoolean();
    private static Tussenstation smtp;
    private static Tussenstation imap;
    private static Tussenstation soap;
    private static Postkantoor mail;
    private static Dochter gateway;
    private static Rondgang rondgang;

    @BeforeAll
    static void stuurEnHaalOp() throws Exception {
        wegen();
        gateway.begin();
        Thread eigen = RUST.bewaak(OPEN_GATEWAY, () -> List.of(gateway.pid()), GEEN_PROGRAMMA, Duration.ofMillis(10), KLAAR);
        Thread database = RUST.bewaak(OPEN_DATABASE, gateway::databaseprocessen, TIJDELIJK, Duration.ofMillis(250), KLAAR);
        gateway.wachtOpDraait();
        try (Connection db = gateway.database()) {
            for (Been been : BENEN) {
                int al = NeerhaalIT.rijen(db, "select 1 from ontvangst").size();
                dienIn(been);
                Wacht.tot(been + ": received", LANG, () -> NeerhaalIT.rijen(db, "select 1 from ontvangst").size() > al);
                Wacht.tot(been + ": an end", LANG, () -> NeerhaalIT.leeg(db, "select 1 from ontvangst where staat = 'ONTVANGEN'"));
                assertThat(NeerhaalIT.rijen(db, "select staat from ontvangst order by ontvangen desc limit 1")).as(been.naam()).containsExactly(been.staat());
                Wacht.tot(been + ": all offered", LANG, () -> NeerhaalIT.leeg(db, "select 1 from werk where staat in ('OPEN', 'BEZIG')"));
                haalOp(been, db);
            }
            Wacht.tot("all evidence", LANG, () -> NeerhaalIT.leeg(db, "select 1 from bewijs where gemaakt is null")
                    && NeerhaalIT.leeg(db, "select 1 from werk where staat in ('OPEN', 'BEZIG')"));
        }
        KLAAR.set(true);
        eigen.join();
        database.join();
        rondgang = new Rondgang(gateway, map, mail, smtp, imap, soap, VERZEGELD);
    }

    private static void wegen() throws Exception {
        int smtpPoort = Proefgateway.vrijePoort();
        int imapPoort = Proefgateway.vrijePoort();
        int soapPoort = Proefgateway.vrijePoort();
        mail = Postkantoor.open(smtpPoort, imapPoort);
        smtp = Tussenstation.naar(smtpPoort);
        // the relay of this test knows no DSN; the gateway is told it does, so that it sends its envelope id
        smtp.vertaal((richting, tekst) -> richting == Tussenstation.Richting.TERUG ? tekst.replaceFirst("(?m)^250-AUTH", "250-DSN\r\n250-AUTH")
                : tekst.replaceFirst("(?m)^(MAIL FROM:\\S+.*?) ENVID=\\S+", "$1"));
        imap = Tussenstation.naar(imapPoort);
        soap = Tussenstation.tls(soapPoort, Proeftls.van("gateway"), certificaat -> Proeftls.van(loketVan(certificaat)));
        gateway = Dochter.in(map, tekst -> tekst.replaceFirst("(?s)(soap:.*?poort: )\\d+", "$1" + soapPoort + "\n  publiekAdres: https://127.0.0.1:"
                + soap.poort() + "/ws/").replaceFirst("imapPoort: \\d+", "imapPoort: " + imap.poort())
                .replaceFirst("smtpPoort: \\d+", "smtpPoort: " + smtp.poort()), "-Dlogging.level.nl.zegel=TRACE", "-Dlogging.level.root=DEBUG");
        Path liander = gateway.config().resolveSibling("partijen").resolve("liander.yaml");
        Files.writeString(liander, Files.readString(liander).replace("liander-fraude/ontsleutelen.pem\n        van: 2024-01-01",
                "liander-fraude/ontsleutelen.pem\n        van: 2024-01-01\n        totEnMet: 2026-01-01"));
    }

    private static String loketVan(java.security.cert.X509Certificate certificaat) {
        return List.of(Schot.POLITIE, Schot.STEDIN).stream().filter(l -> Proeftls.certificaat(l).equals(certificaat)).findFirst().orElseThrow();
    }

    private static void dienIn(Been been) throws Exception {
        Path bron = Files.createDirectories(map.resolve("bij-de-politie/" + been.kanarie().referentie()));
        byte[] p7m = switch (been.weg()) {
            case SFTP_VAN_ANDER -> Proefzending.van(been.kanarie()).als(Schot.CORPORATIE);
            default -> been.staat().equals("GEWEIGERD") ? Proefzending.van(been.kanarie()).als(Schot.POLITIE)
                    : Proefgateway.inzending(been.kanarie().schrijf(bron), bron, Schot.POLITIE);
        };
        if (been.weg().name().endsWith("VERANDERD")) {
            p7m[p7m.length / 2] ^= 1;
        }
        Path bestand = Files.write(bron.resolve("hib.p7m"), p7m);
        switch (been.weg()) {
            case SFTP, SFTP_VERANDERD, SFTP_VAN_ANDER -> {
                try (SftpPartner politie = gateway.sftp(Schot.POLITIE)) {
                    politie.stuur(bestand, been.kanarie().bestandsnaam().vormen().get(0) + ".p7m");
                }
            }
            case SOAP, SOAP_VERANDERD -> {
                try (SoapVerzender politie = Proefgateway.soap(gateway.instellingen(), Schot.POLITIE)) {
                    ANTWOORDEN.add(been + ": " + antwoord(politie, politie.dienIn(bestand), been.weg() == Been.Weg.SOAP));
                }
            }
            default -> mail.stuur(p7m, Schot.POLITIE_MAIL, Postkantoor.GATEWAY, "authEnveloped-data",
                    "Subject", been.kanarie().bestandsnaam().vormen().get(0), "X-Zaak", been.kanarie().bestandsnaam().vormen().get(0));
        }
    }

    /** The signed outcome, at once or when asked for again; none for what is not believed. */
    private static String antwoord(SoapVerzender politie, SoapVerzender.Ingediend ingediend, boolean geloofd) {
        List<Intake.Bewijsstuk> uitslag = new ArrayList<>(ingediend.bewijs().stream().toList());
        if (geloofd && uitslag.isEmpty()) {
            Wacht.tot("the outcome over SOAP", LANG, () -> {
                try {
                    return politie.uitslag(ingediend.ontvangstId()).map(uitslag::add).orElse(false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return uitslag.stream().map(b -> new String(b.json(), StandardCharsets.UTF_8)).findFirst().orElse("none");
    }

    private static void haalOp(Been been, Connection db) throws Exception {
        Path kopie = map.resolve("kopie.p7m");
        for (String rij : NeerhaalIT.rijen(db, "select w.loket || ' ' || w.kanaal || ' ' || w.naam || ' ' || w.id from werk w join document d"
                + " on d.ontvangst = w.ontvangst where w.soort = 'DOCUMENT' and d.referentie = '" + been.kanarie().referentie() + "'")) {
            String[] deel = rij.split(" ");
            if (deel[1].equals("SFTP")) {
                try (SftpPartner sftp = gateway.sftp(deel[0])) {
                    sftp.haal("out", deel[2], kopie);
                }
            } else if (deel[1].equals("SOAP")) {
                try (SoapVerzender partij = Proefgateway.soap(gateway.instellingen(), deel[0])) {
                    partij.haalOp(deel[2], kopie);
                    partij.bevestig(deel[2]);
                }
            } else {
                byte[] ruw = mail.vanPartijen().stream().filter(m -> Naspel.berichtId(m).equals(deel[3])).findFirst().orElseThrow();
                Files.write(kopie, new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(ruw)).getInputStream().readAllBytes());
            }
            been.kopieen().put(deel[0], Files.readAllBytes(kopie));
            VERZEGELD.put(been + " for " + deel[0], Files.readAllBytes(kopie));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        KLAAR.set(true);
        gateway.close();
        mail.close();
        for (Tussenstation weg : List.of(smtp, imap, soap)) {
            weg.close();
        }
    }

    @Test
    @Order(1)
    void copies_goToWhomTheTableGivesThem_andHoldInEachPartExactlyItsMarks() throws Exception {
        for (Been been : BENEN) {
            assertThat(been.kopieen().keySet()).as(been.naam()).isEqualTo(been.krijgen().stream().map(Verwachting.Ontvanger::loket)
                    .collect(Collectors.toCollection(TreeSet::new)));
            Zoeker zoeker = new Zoeker(been.kanarie().merken());
            for (Verwachting.Ontvanger naar : been.krijgen()) {
                Kopie kopie = Kopie.open(been.kopieen().get(naar.loket()), naar.loket(), map.resolve("opener"));
                String wie = been + " for " + naar.loket();
                Set<Soort> leesbaar = Set.of(Soort.ELEMENT, Soort.ZAAK, Soort.NOODZAAK, Soort.BIJLAGENAAM);
                assertThat(namen(zoeker.in(kopie.xml()))).as(wie + ": XML").isEqualTo(mag(been, naar, leesbaar)).hasSizeGreaterThan(35);
                assertThat(namen(zoeker.in(kopie.pdftekst()))).as(wie + ": PDF").isEqualTo(mag(been, naar, Set.of(Soort.ELEMENT, Soort.BIJLAGENAAM)));
                bijlagen(been, naar, kopie, zoeker, wie);
                assertThat(namen(zoeker.in(kopie.entiteit()))).as(wie + ": the whole, as signed").isEqualTo(mag(been, naar, Set.of(Soort.values())));
            }
        }
    }

    /** The body says nothing of the document; an attachment holds its own mark and no other. */
    private static void bijlagen(Been been, Verwachting.Ontvanger naar, Kopie kopie, Zoeker zoeker, String wie) {
        Set<String> inhoud = new TreeSet<>();
        Set<String> bestandsnamen = new TreeSet<>();
        for (Kopie.Deel deel : kopie.delen()) {
            if (deel.naam().equals("document.xml") || deel.naam().equals("document.pdf")) {
                continue;
            }
            Set<String> binnen = namen(zoeker.in(deel.bytes()));
            Set<String> opschrift = namen(zoeker.in(deel.naam()));
            if (deel.naam().isEmpty() || deel.soort().equals("text/plain")) {
                assertThat(binnen).as(wie + ": body").isEmpty();
            } else {
                assertThat(binnen).as(wie + ": inside " + deel.naam()).hasSize(1).allMatch(m -> m.equals("inhoud van bijlage"
                        + opschrift.iterator().next().substring("naam van bijlage".length())));
                inhoud.addAll(binnen);
                bestandsnamen.addAll(opschrift);
            }
        }
        assertThat(inhoud).as(wie + ": attachments").isEqualTo(mag(been, naar, Set.of(Soort.BIJLAGEINHOUD)));
        assertThat(bestandsnamen).as(wie + ": names of attachments").isEqualTo(mag(been, naar, Set.of(Soort.BIJLAGENAAM)));
    }

    private static Set<String> mag(Been been, Verwachting.Ontvanger naar, Set<Soort> soorten) {
        return namen(been.kanarie().merken().stream().filter(Merk::zoekbaar).filter(m -> soorten.contains(m.soort()))
                .filter(m -> VERWACHTING.mag(m, naar)).toList());
    }

    private static Set<String> namen(java.util.Collection<Merk> merken) {
        return merken.stream().map(Merk::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @Order(2)
    void copies_nameNoOtherLoket() throws Exception {
        for (Been been : BENEN) {
            for (Map.Entry<String, byte[]> een : been.kopieen().entrySet()) {
                Kopie kopie = Kopie.open(een.getValue(), een.getKey(), map.resolve("opener"));
                String alles = kopie.xml() + kopie.pdftekst() + new String(kopie.entiteit(), StandardCharsets.ISO_8859_1);
                assertThat(been.kanarie().lokets()).filteredOn(l -> !l.equals(een.getKey())).filteredOn(alles::contains)
                        .as("no hint: " + been + " " + een.getKey()).isEmpty();
            }
        }
    }

    @Test
    @Order(3)
    void profile32_wentOutSignedOnTheOutside_andEveryWayWasUsed() throws Exception {
        assertThat(soorten("beheer@verhuurder.example")).containsExactly("signed-data");
        assertThat(soorten(Schot.BURGEMEESTER_MAIL)).containsExactly("authEnveloped-data", "authEnveloped-data");
        List<String> enveloppen = new String(smtp.opname(Tussenstation.Richting.HEEN), StandardCharsets.US_ASCII).lines()
                .filter(r -> r.startsWith("MAIL FROM") || r.startsWith("RCPT TO")).toList();
        assertThat(enveloppen).anyMatch(r -> r.startsWith("RCPT TO:<" + Schot.BURGEMEESTER_MAIL + ">")).filteredOn(r -> r.startsWith("MAIL")).isNotEmpty()
                .allMatch(r -> r.matches("MAIL FROM:<" + Postkantoor.GATEWAY + ">.* ENVID=[0-9a-f-]{36}.*"));
        assertThat(RUST.geopend()).as("scratch room was used, and seen while it was").anyMatch(p -> p.startsWith(gateway.tmp().toString())
                || p.startsWith(gateway.instellingen().klad().toString()));
    }

    @Test
    @Order(4)
    void whoeverIsNotBelieved_getsOneUniformAnswer_andWhoIsRefusedGetsSignedReasons() throws Exception {
        Set<String> uniform = new TreeSet<>();
        int geweigerd = 0;
        try (SftpPartner politie = gateway.sftp(Schot.POLITIE)) {
            for (String naam : politie.lijst("receipts")) {
                politie.haal("receipts", naam, map.resolve("bewijs"));
                String tekst = Files.readString(map.resolve("bewijs"), StandardCharsets.ISO_8859_1);
                if (naam.endsWith(".niet-verwerkt.txt")) {
                    uniform.add(tekst);
                }
                geweigerd += tekst.contains("SubmissionRejection") ? 1 : 0;
            }
        }
        assertThat(uniform).as("altered, and readable but of another: the same words").hasSize(1);
        assertThat(geweigerd).as("a signed rejection for each channel").isEqualTo(3);
        assertThat(ANTWOORDEN).hasSize(3);
        ANTWOORDEN.forEach(a -> RUST.bekijk("answer over SOAP", a.substring(0, a.indexOf(':')), a.getBytes(StandardCharsets.UTF_8)));
        assertThat(ANTWOORDEN.get(1)).contains("SubmissionRejection");
        assertThat(ANTWOORDEN.get(2)).as("received, and no word about why nothing follows").endsWith(": none");
        try (Connection db = gateway.database()) {
            assertThat(NeerhaalIT.rijen(db, "select o.staat from ontvangst o where o.kanaal = 'MAIL' and exists (select 1 from werk w where w.ontvangst = o.id"
                    + " and w.soort = 'BEWIJS')")).as("by mail, nothing about the altered one").containsExactlyInAnyOrder("AANGENOMEN", "GEWEIGERD");
        }
    }

    private static List<String> soorten(String adres) {
        return mail.post(adres).stream().map(m -> new String(m, StandardCharsets.US_ASCII).replaceFirst("(?s).*?smime-type=([A-Za-z-]+).*", "$1")).toList();
    }

    @Test
    @Order(5)
    void atRest_onTheWay_andInWhatAnybodyIsTold_noMarkIsFound() throws Exception {
        rondgang.langs(RUST, rondgang.beheer());
        assertThat(RUST.gevonden()).isEmpty();
        assertThat(RUST.bezocht()).contains("management /actuator/health", "management /actuator/prometheus", "pg_stat_activity", OPEN_GATEWAY);
        assertThat(gateway.log()).as("the log tells what happened").contains("AANGENOMEN");
    }

    /** Last: it spoils the gateway's own rows and files. Every kind of place that was searched has its leak, and it is found there. */
    @Test
    @Order(6)
    void leakPlantedInEachPlace_isFound() throws Exception {
        Plaatsen lekzoeker = new Plaatsen(new Zoeker(List.of(new Merk("lek", "lek", Soort.BUITENOM, List.of(Lek.MERK), List.of()))));
        AtomicBoolean stop = new AtomicBoolean();
        try (Lek lek = new Lek(gateway, map)) {
            lek.overal(mail, smtp, imap, VERZEGELD);
            rondgang.langs(lekzoeker, lek.beheer());
            lekzoeker.bekijk("answer over SOAP", "leak", (ANTWOORDEN.get(0) + "\n" + Lek.MERK).getBytes(StandardCharsets.UTF_8));
            vormen(lekzoeker);
            openEnWeg(lekzoeker, stop);
            try (Statement s = lek.sorteer()) {
                Thread wacht = lekzoeker.bewaak(OPEN_DATABASE, gateway::databaseprocessen, TIJDELIJK, Duration.ofMillis(50), stop);
                Wacht.tot("the spilled sort is seen", LANG, () -> lekzoeker.lekken().contains(OPEN_DATABASE));
                stop.set(true);
                wacht.join();
            }
        }
        Set<String> verwacht = new TreeSet<>(RUST.bezocht());
        verwacht.addAll(List.of(OPEN_GATEWAY, OPEN_DATABASE, "form"));
        // the management endpoints have no place of their own for a text; the same look at a stand-in finds it
        assertThat(lekzoeker.lekken()).containsAll(verwacht);
        assertThat(lekzoeker.gevonden().keySet()).contains("table: lek.lek.kort", "table: lek.lek.lang", "table: lek.lek.bytes", "form: utf16", "form: base64",
                "form: quoted-printable", "form: xml", "form: json", "form: flate", "form: (name)", "evidence over SFTP: " + Schot.POLITIE,
                "evidence over SOAP: " + Schot.POLITIE, "list over SFTP: " + Schot.CORPORATIE + "/out").anyMatch(p -> p.startsWith("data folder: postgres/gegevens/pg_wal/"));
    }

    private static void vormen(Plaatsen lek) throws IOException {
        String merk = Lek.MERK;
        String eerste = String.format("%02x", (int) merk.charAt(0));
        Path plek = Files.createDirectories(map.resolve("lek"));
        Files.write(plek.resolve("utf16"), ("x" + merk).getBytes(StandardCharsets.UTF_16LE));
        Files.writeString(plek.resolve("base64"), "Content-Transfer-Encoding: base64\r\n\r\n" + java.util.Base64.getMimeEncoder()
                .encodeToString(("zaak: " + merk + ", en meer tekst om de regel te vullen tot hij breekt").getBytes(StandardCharsets.UTF_8)));
        Files.writeString(plek.resolve("quoted-printable"), "=" + eerste.toUpperCase(java.util.Locale.ROOT) + merk.substring(1, 5) + "=\r\n" + merk.substring(5));
        Files.writeString(plek.resolve("xml"), "&#" + (int) merk.charAt(0) + ";" + merk.substring(1));
        Files.writeString(plek.resolve("json"), "\\u00" + eerste + merk.substring(1));
        Files.write(plek.resolve("flate"), Bijlagen.pdf(merk));
        Files.writeString(plek.resolve(merk), "name");
        lek.bestanden("form", plek);
    }

    /** A file that has lost its name while it is open, as a spill file does. */
    private static void openEnWeg(Plaatsen lek, AtomicBoolean stop) throws Exception {
        Path weg = map.resolve("weg");
        try (var kanaal = java.nio.channels.FileChannel.open(weg, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            Files.delete(weg);
            kanaal.write(java.nio.ByteBuffer.wrap(Lek.MERK.getBytes(StandardCharsets.UTF_8)));
            lek.bewaak(OPEN_GATEWAY, () -> List.of(ProcessHandle.current().pid()), GEEN_PROGRAMMA, Duration.ofMillis(10), stop);
            Wacht.tot("seen", LANG, () -> lek.gevonden().keySet().stream().anyMatch(p -> p.startsWith(OPEN_GATEWAY) && p.endsWith("/weg (deleted)")));
        }
    }
}

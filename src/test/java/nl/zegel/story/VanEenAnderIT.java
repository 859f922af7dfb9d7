package nl.zegel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.channel.soap.SoapVerzender;
import nl.zegel.crypto.Bouwcms;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.LoketId;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What another signed or asked gives nobody a right. A third loket, registered and with its own keys, opens what the police
 * signed for it with its own tools, encrypts the very same signature for the gateway and hands it in as itself.
 */
class VanEenAnderIT {
    private static final String POLITIE = "politie-mn-hennepcoordinator";
    private static final String UTRECHT = "gemeente-utrecht-burgemeester";
    private static final String BURGEMEESTER = "burgemeester@utrecht.example";
    private static final String AMERSFOORT = "gemeente-amersfoort-burgemeester";
    private static final String STEDIN = "stedin-fraude";
    private static final String CORPORATIE = "corporatie-voorbeeld-wonen";
    private static final Duration LANG = Duration.ofSeconds(120);

    @TempDir
    static Path map;

    private static Proefgateway gateway;
    private static Postkantoor mail;
    private static JdbcClient db;

    @BeforeAll
    static void start() throws IOException {
        gateway = Proefgateway.start(map);
        var i = gateway.instellingen().mail();
        mail = Postkantoor.open(i.smtpPoort(), i.imapPoort());
        db = JdbcClient.create(gateway.databank());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        mail.close();
    }

    /** The police's own signature, now encrypted by that loket for the gateway. */
    private static Path doorgestuurd(Proefzending hib, String derde) throws Exception {
        Path eigen = VoorbeeldPki.uit().resolve(derde);
        byte[] getekend = Bouwcms.getekend(hib.entiteit(), Proefgateway.sleutel(POLITIE, "ondertekenen"));
        Path voorDerde = Files.write(Files.createTempFile(map, "voor-derde", ".p7m"),
                Bouwcms.zegel40(getekend, Proefgateway.sleutel(derde, "ontsleutelen").certificaat()));
        Path open = Files.createTempFile(map, "open", ".der");
        VoorbeeldPki.draai(List.of("openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-in", voorDerde.toString(), "-recip",
                eigen.resolve("ontsleutelen.pem").toString(), "-inkey", eigen.resolve("ontsleutelen.key").toString(), "-out", open.toString()));
        assertThat(Files.readAllBytes(open)).as("the signature is the police's, to the byte").isEqualTo(getekend);
        Path weer = Files.createTempFile(map, "weer", ".p7m");
        VoorbeeldPki.draai(List.of("openssl", "cms", "-encrypt", "-binary", "-aes-256-gcm", "-in", open.toString(), "-recip",
                VoorbeeldPki.uit().resolve("gateway/ontsleutelen.pem").toString(), "-keyopt", "ecdh_kdf_md:sha256", "-outform", "DER", "-out", weer.toString()));
        return weer;
    }

    @Test
    void overSftp_isAcceptedFromNobody_andThePoliceMaySendItItself() throws Exception {
        Proefzending hib = Proefzending.hib("DOOR-SFTP");
        Path p7m = doorgestuurd(hib, CORPORATIE);
        try (SftpPartner derde = Dochter.sftp(gateway.instellingen(), CORPORATIE)) {
            derde.stuur(p7m, "hib.p7m");
            Ontvangsten.Ontvangst rij = geweigerd("SFTP");
            assertThat(rij.login()).isEqualTo(new LoketId(CORPORATIE));
            Path antwoord = map.resolve("antwoord.txt");
            derde.haal("receipts", rij.id() + ".niet-verwerkt.txt", antwoord);
            assertThat(Files.readString(antwoord)).startsWith("Dit bestand is niet verwerkt.").doesNotContain("politie", "AANVOER");
        }
        try (SftpPartner politie = Dochter.sftp(gateway.instellingen(), POLITIE)) {
            assertThat(politie.lijst("receipts")).as("the police hears nothing of it").noneMatch(n -> n.endsWith(".niet-verwerkt.txt"));
            politie.stuur(p7m, "hib.p7m");
        }
        aangenomen("DOOR-SFTP");
    }

    @Test
    void overMail_isAcceptedFromNobody_andNobodyIsAnswered() throws Exception {
        Path p7m = doorgestuurd(Proefzending.hib("DOOR-MAIL"), UTRECHT);
        mail.stuur(Files.readAllBytes(p7m), BURGEMEESTER, Postkantoor.GATEWAY, "authEnveloped-data");
        assertThat(geweigerd("MAIL").login()).isNull();
    }

    @Test
    void overSoap_isAcceptedFromNobody_andGetsNoEvidence() throws Exception {
        Path p7m = doorgestuurd(Proefzending.hib("DOOR-SOAP"), STEDIN);
        try (SoapVerzender derde = Proefgateway.soap(gateway.instellingen(), STEDIN)) {
            SoapVerzender.Ingediend ingediend = derde.dienIn(p7m);
            assertThat(ingediend.bewijs()).isEmpty();
            Ontvangsten.Ontvangst rij = geweigerd("SOAP");
            assertThat(rij.id()).isEqualTo(UUID.fromString(ingediend.ontvangstId()));
            assertThat(derde.bewijzen()).isEmpty();
        }
    }

    /** Registered with the reason, and nothing else: no entry of receipt, no reference, no copy, no evidence. */
    private static Ontvangsten.Ontvangst geweigerd(String kanaal) {
        String vraag = "select id from ontvangst where kanaal = ? and staat = 'NIET_AUTHENTIEK'";
        Wacht.tot("the end of it over " + kanaal, LANG, () -> !db.sql(vraag).param(kanaal).query(UUID.class).list().isEmpty());
        UUID id = db.sql(vraag).param(kanaal).query(UUID.class).single();
        Ontvangsten.Ontvangst rij = gateway.bean(Register.class).ontvangsten().lees(id).orElseThrow();
        assertThat(rij.code()).isEqualTo("AANVOER_VAN_EEN_ANDER");
        assertThat(rij.afzender()).isNull();
        for (String tabel : List.of("werk", "bewijs", "document")) {
            assertThat(db.sql("select count(*) from " + tabel + " where ontvangst = ?").param(id).query(Integer.class).single()).as(tabel).isZero();
        }
        assertThat(db.sql("select count(*) from inschrijving where onderwerp = ?").param(id).query(Integer.class).single()).isZero();
        assertThat(db.sql("select count(*) from niet_authentiek where kanaal = ? and code = 'AANVOER_VAN_EEN_ANDER'").param(kanaal).query(Integer.class).single())
                .as("counted").isEqualTo(1);
        return rij;
    }

    private static void aangenomen(String referentie) {
        Wacht.tot(referentie + " accepted", LANG, () -> db.sql("""
                select count(*) from document d join ontvangst o on o.id = d.ontvangst where d.referentie = ? and o.staat = 'AANGENOMEN'""")
                .param(referentie).query(Integer.class).single() == 1);
    }

    // --- what another municipality asked

    @Test
    void report_onAnotherMunicipalitysRequest_isRefused_andOnItsOwnItGoes() throws Exception {
        Proefzending verzoek = Proefzending.van("verzoek-bestuurlijke-rapportage.xml").met("VBR-2026-0003", "VBR-AMERSFOORT").met(UTRECHT, AMERSFOORT)
                .met(">0344<", ">0307<").met(">Utrecht<", ">Amersfoort<");
        OntvangstId vanAmersfoort = stuur(verzoek.als(AMERSFOORT, CmsProfiel.V3_2),
                new Aanvoer.Mail(List.of("burgemeester@amersfoort.example"), List.of(), "<v@x>", true));
        assertThat(einde(vanAmersfoort).staat()).isEqualTo(Ontvangsten.Staat.AANGENOMEN);

        Ontvangsten.Ontvangst rij = einde(stuur(rapportage("BR-1", "VBR-AMERSFOORT"), new Aanvoer.Sftp(new LoketId(POLITIE), "x.p7m")));
        assertThat(rij.staat() + " " + rij.code()).isEqualTo("GEWEIGERD VERZOEK_ONTBREEKT");
        assertThat(db.sql("select count(*) from werk where soort = 'DOCUMENT' and ontvangst = ?").param(rij.id()).query(Integer.class).single()).isZero();
        assertThat(db.sql("select count(*) from inschrijving where soort = 'GEWEIGERD' and onderwerp = ?").param(rij.id()).query(Integer.class).single()).isEqualTo(1);
        Intake.Bewijsstuk bewijs = gateway.bean(Intake.class).wachtOpUitslag(new OntvangstId(rij.id()), LANG).orElseThrow();
        assertThat(new String(bewijs.json(), StandardCharsets.UTF_8)).contains("SubmissionRejection", "VERZOEK_ONTBREEKT", UTRECHT)
                .doesNotContain("amersfoort", "Amersfoort");

        Proefzending eigen = Proefzending.van("verzoek-bestuurlijke-rapportage.xml").met("VBR-2026-0003", "VBR-UTRECHT");
        assertThat(einde(stuur(eigen.als(UTRECHT), new Aanvoer.Mail(List.of(BURGEMEESTER), List.of(), "<w@x>", true))).staat())
                .isEqualTo(Ontvangsten.Staat.AANGENOMEN);
        assertThat(einde(stuur(rapportage("BR-2", "VBR-UTRECHT"), new Aanvoer.Sftp(new LoketId(POLITIE), "x.p7m"))).staat())
                .isEqualTo(Ontvangsten.Staat.AANGENOMEN);
    }

    private static byte[] rapportage(String referentie, String verzoek) throws Exception {
        return Proefzending.van("bestuurlijke-rapportage.xml").met(">BR-2026-0003<", ">" + referentie + "<").met("VBR-2026-0003", verzoek).als(POLITIE);
    }

    private static OntvangstId stuur(byte[] p7m, Aanvoer aanvoer) throws IOException {
        return Inname.stuur(gateway, p7m, aanvoer);
    }

    private static Ontvangsten.Ontvangst einde(OntvangstId id) {
        return Inname.einde(gateway, id);
    }
}

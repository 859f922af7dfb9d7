package nl.zegel.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.zegel.app.Proefgateway;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Innamepoort;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.LoketId;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bad input through a whole gateway: one uniform answer or a signed rejection with its code, an entry, and nothing delivered. */
class WeigeringenIT {
    private static final String POLITIE = "politie-mn-hennepcoordinator";
    private static final String STEDIN = "stedin-fraude";
    private static final String CORPORATIE = "corporatie-voorbeeld-wonen";
    private static final String VERLOPEN_CONVENANT = "hennep-verlopen-2021";
    private static final String FEIT = "<inhoud categorie=\"FEIT\" betrokkene=\"GEEN\" regime=\"WPG8\" herkomst=\"EIGEN\"/>";
    private static final Duration LANG = Duration.ofSeconds(90);

    @TempDir
    static Path map;

    private static final Verzetbaar KLOK = new Verzetbaar();
    private static Proefgateway gateway;
    private static JdbcClient db;

    /** The system's clock, which a test can set back. */
    private static final class Verzetbaar extends Clock {
        private volatile Duration verschil = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(verschil);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("one zone");
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Path config = Proefgateway.config(map);
        Path convenanten = config.resolveSibling("convenanten");
        String hennep = Files.readString(convenanten.resolve("hennep-midden-nederland-2024.yaml"));
        Files.writeString(convenanten.resolve(VERLOPEN_CONVENANT + ".yaml"), hennep.replace("id: hennep-midden-nederland-2024", "id: " + VERLOPEN_CONVENANT)
                .replace("totEnMet: 2027-02-28", "totEnMet: 2026-11-01"));
        Path feiten = config.resolveSibling("feiten");
        Files.writeString(feiten.resolve("verlopen.yaml"), Files.readString(feiten.resolve("hennep-midden-nederland-2024.yaml"))
                .replace("convenant: hennep-midden-nederland-2024", "convenant: " + VERLOPEN_CONVENANT));
        Path college = config.resolveSibling("partijen").resolve("gemeente-utrecht.yaml");
        Files.writeString(college, Files.readString(college).replace("gemeente-utrecht-college/ontsleutelen.pem\n        van: 2024-01-01",
                "gemeente-utrecht-college/ontsleutelen.pem\n        van: 2024-01-01\n        totEnMet: 2026-01-01"));
        gateway = Proefgateway.start(map, config, KLOK);
        db = JdbcClient.create(gateway.databank());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Stream<Arguments> geweigerd() throws Exception {
        return Stream.of(
                Arguments.of("other gateway", hib("G-1").met("<gateway>zegel-demo<", "<gateway>zegel-ander<").als(POLITIE), "NIET_GEADRESSEERD"),
                Arguments.of("other environment", hib("G-2").met("<omgeving>demo<", "<omgeving>productie<").als(POLITIE), "NIET_GEADRESSEERD"),
                Arguments.of("header names another sender", hib("G-3").met("<afzender>" + POLITIE, "<afzender>om-mn-parket").als(POLITIE), "AFZENDER_ONGELIJK"),
                Arguments.of("role may not send this type", hib("G-4").met("<afzender>" + POLITIE, "<afzender>" + CORPORATIE)
                        .alleen("gemeente-utrecht-burgemeester", "").als(CORPORATIE), "ROL_MAG_NIET_VERSTREKKEN"),
                Arguments.of("recipient of another municipality", hib("G-5").alleen("gemeente-amersfoort-burgemeester", "").als(POLITIE), "BUITEN_GEBIED"),
                Arguments.of("recipient that is no party", hib("G-6").alleen("gemeente-nergens-burgemeester", "").als(POLITIE), "PARTIJ_GEEN_DEELNEMER"),
                Arguments.of("sender is recipient", hib("G-7").alleen(POLITIE, "").als(POLITIE), "AFZENDER_IS_ONTVANGER"),
                Arguments.of("relation not stated", hib("G-8").alleen(STEDIN, "").als(POLITIE), null),
                Arguments.of("convenant expired", hib("G-9").met("<convenant>hennep-midden-nederland-2024<", "<convenant>" + VERLOPEN_CONVENANT + "<").als(POLITIE),
                        "CONVENANT_NIET_VAN_KRACHT"),
                Arguments.of("convenant unknown", hib("G-10").met("<convenant>hennep-midden-nederland-2024<", "<convenant>geen-convenant<").als(POLITIE),
                        "CONVENANT_ONBEKEND"),
                Arguments.of("unknown term", hib("G-11").met("term=\"huisletter\"", "term=\"verzonnen\"").als(POLITIE), "TERM_ONBEKEND"),
                Arguments.of("unknown document type", hib("G-12").met("<soort>HIB<", "<soort>VERZONNEN<").als(POLITIE), "DOCUMENTSOORT_ONBEKEND"),
                Arguments.of("unknown person category", hib("G-13").met("betrokkene=\"VERDACHTE\"", "betrokkene=\"BUURMAN\"").als(POLITIE), "BETROKKENE_ONBEKEND"),
                Arguments.of("entity", hib("G-14").met("<document ", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><document ").als(POLITIE), "XML_DTD"),
                Arguments.of("reason holds a BSN", hib("G-15").alleen("gemeente-utrecht-burgemeester", "")
                        .met("Nodig voor de taak.", "Gaat over 999990019 zelf.").als(POLITIE), "NOODZAAK_ONTBREEKT"),
                Arguments.of("legal sector", hib("G-16").met(">ILLEGAAL<", ">LEGAAL<").als(POLITIE), "DOEL_NIET_TOEGESTAAN"),
                Arguments.of("PDF with a script", hib("G-17").bijlage("script.pdf", "application/pdf", pdfMetScript(), FEIT).als(POLITIE), "PDF_ACTIEVE_INHOUD"),
                Arguments.of("macro document", hib("G-18").bijlage("macro.docm", "application/pdf", "PK..".getBytes(StandardCharsets.US_ASCII), FEIT).als(POLITIE),
                        "BIJLAGE_SOORT"),
                Arguments.of("kind that does not match its name", hib("G-19").bijlage("foto.png", "image/png", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII), FEIT)
                        .als(POLITIE), "BIJLAGE_INHOUD"),
                Arguments.of("path for a name", hib("G-20").bijlage("../in/x.csv", "text/csv", "a;b".getBytes(StandardCharsets.US_ASCII), FEIT).als(POLITIE),
                        "BIJLAGE_NAAM"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void geweigerd(String geval, byte[] p7m, String code) throws Exception {
        OntvangstId id = stuur(p7m, new Aanvoer.Sftp(new LoketId(POLITIE.equals(afzender(geval)) ? POLITIE : CORPORATIE), "x.p7m"));
        Ontvangsten.Ontvangst rij = einde(id);
        assertThat(rij.staat()).isEqualTo(Ontvangsten.Staat.GEWEIGERD);
        assertThat(code == null ? rij.code() : code).isEqualTo(rij.code());
        Optional<Intake.Bewijsstuk> bewijs = gateway.bean(Intake.class).wachtOpUitslag(id, LANG);
        assertThat(new String(bewijs.orElseThrow().json(), StandardCharsets.UTF_8)).contains("SubmissionRejection", rij.code()).doesNotContain("999990019");
        assertThat(inschrijvingen(id, "GEWEIGERD")).isEqualTo(1);
        nietsGeleverd(id);
    }

    private static String afzender(String geval) {
        return geval.equals("role may not send this type") ? CORPORATIE : POLITIE;
    }

    private static Stream<Arguments> nietAuthentiek() throws Exception {
        byte[] goed = hib("N-1").als(POLITIE);
        byte[] veranderd = goed.clone();
        veranderd[veranderd.length / 2] ^= 1;
        LoketId politie = new LoketId(POLITIE);
        return Stream.of(
                Arguments.of("signed by another than the login", hib("N-2").als(CORPORATIE), new Aanvoer.Sftp(politie, "x.p7m")),
                Arguments.of("handed in by a third", goed, new Aanvoer.Sftp(new LoketId(CORPORATIE), "x.p7m")),
                Arguments.of("mail From another loket", goed, new Aanvoer.Mail(List.of("college@utrecht.example"), List.of(), "<1@x>", true)),
                Arguments.of("two Froms", goed, new Aanvoer.Mail(List.of("hennep@politie-mn.example", "hennep@politie-mn.example"), List.of(), "<2@x>", true)),
                Arguments.of("Sender of another", goed, new Aanvoer.Mail(List.of("hennep@politie-mn.example"), List.of("college@utrecht.example"), "<3@x>", true)),
                Arguments.of("SOAP message signed by another", goed, new Aanvoer.Soap("00".repeat(32), Optional.empty(), "urn:x")),
                Arguments.of("altered ciphertext", veranderd, new Aanvoer.Sftp(politie, "x.p7m")),
                Arguments.of("cut off", java.util.Arrays.copyOf(goed, goed.length - 40), new Aanvoer.Sftp(politie, "x.p7m")),
                Arguments.of("not sealed", Files.readAllBytes(Path.of("docs/voorbeelden/hib-01-flat.xml")), new Aanvoer.Sftp(politie, "x.xml")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nietAuthentiek(String geval, byte[] bytes, Aanvoer aanvoer) throws Exception {
        OntvangstId id = stuur(bytes, aanvoer);
        Ontvangsten.Ontvangst rij = einde(id);
        assertThat(rij.staat()).isEqualTo(Ontvangsten.Staat.NIET_AUTHENTIEK);
        assertThat(rij.afzender()).isNull();
        assertThat(gateway.bean(Intake.class).wachtOpUitslag(id, Duration.ofMillis(1))).isEmpty();
        nietsGeleverd(id);
        if (aanvoer instanceof Aanvoer.Sftp sftp) {
            Postbus postbus = gateway.bean(Postbus.class);
            try (Postbus.Lezing antwoord = postbus.open(sftp.login(), id.waarde() + ".niet-verwerkt.txt"); var in = antwoord.bytes()) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("Dit bestand is niet verwerkt.")
                        .doesNotContain(String.valueOf(rij.code()), POLITIE, CORPORATIE);
            }
        }
    }

    @Test
    void missingRegimeOrOriginFromThePolice_withholdsThatElementAndNoMore() throws Exception {
        OntvangstId id = stuur(hib("O-1").met("term=\"straatnaam\" regime=\"WPG8\" herkomst=\"EIGEN\"", "term=\"straatnaam\" herkomst=\"EIGEN\"")
                .met("term=\"postcode\" regime=\"WPG8\" herkomst=\"EIGEN\"", "term=\"postcode\" regime=\"WPG8\"").als(POLITIE));
        assertThat(einde(id).staat()).isEqualTo(Ontvangsten.Staat.AANGENOMEN);
        assertThat(uitkomst(id, "e-veg73g3vdii32trpuwltukfsuq")).containsOnly("ONTHOUDEN REGIME_ONTBREEKT");
        assertThat(uitkomst(id, "e-wyqr7ab5hsyqzrexuapl562cts")).containsOnly("ONTHOUDEN HERKOMST_ONTBREEKT");
        assertThat(uitkomst(id, "e-hgrzxvbxxx3pexf3ts3o7s5kpg")).containsOnly("VRIJGEGEVEN TOEGESTAAN");
    }

    @Test
    void attachmentWithoutCoordinates_goesNowhere() throws Exception {
        OntvangstId id = stuur(hib("O-2").bijlage("los.csv", "text/csv", "a;b\r\n".getBytes(StandardCharsets.US_ASCII), "").als(POLITIE));
        assertThat(einde(id).staat()).isEqualTo(Ontvangsten.Staat.AANGENOMEN);
        assertThat(uitkomst(id, Proefzending.bijlageId())).containsOnly("ONTHOUDEN BIJLAGE_ZONDER_INHOUDSOPGAVE");
    }

    @Test
    void sameReferenceOtherContent_isRefused_andTheFirstStands() throws Exception {
        OntvangstId eerste = stuur(hib("O-3").als(POLITIE));
        assertThat(einde(eerste).staat()).isEqualTo(Ontvangsten.Staat.AANGENOMEN);
        OntvangstId tweede = stuur(hib("O-3").met(">Utrecht<", ">Amersfoort<").als(POLITIE));
        assertThat(einde(tweede)).satisfies(r -> assertThat(r.staat()).isEqualTo(Ontvangsten.Staat.GEWEIGERD))
                .satisfies(r -> assertThat(r.code()).isEqualTo("REFERENTIE_HERGEBRUIKT"));
        nietsGeleverd(tweede);
        assertThat(leveringen(eerste)).isEqualTo(3);
    }

    @Test
    void sameDocumentOverAnotherChannel_getsTheSameEvidence_andNoSecondDelivery() throws Exception {
        OntvangstId eerste = stuur(hib("O-4").als(POLITIE));
        assertThat(einde(eerste).staat()).isEqualTo(Ontvangsten.Staat.AANGENOMEN);
        Intake.Bewijsstuk bewijs = gateway.bean(Intake.class).wachtOpUitslag(eerste, LANG).orElseThrow();
        OntvangstId mail = stuur(hib("O-4").als(POLITIE), new Aanvoer.Mail(List.of("hennep@politie-mn.example"), List.of(), "<4@x>", true));
        assertThat(einde(mail).staat()).isEqualTo(Ontvangsten.Staat.DUBBEL);
        assertThat(gateway.bean(Intake.class).wachtOpUitslag(mail, LANG).orElseThrow().json()).isEqualTo(bewijs.json());
        nietsGeleverd(mail);
        assertThat(leveringen(eerste)).isEqualTo(3);
        assertThat(inschrijvingen(mail, "DUBBEL")).isEqualTo(1);
    }

    @Test
    void recipientCertificateExpired_isHeldAndAlarmed_andNobodyIsToldAccepted() throws Exception {
        OntvangstId id = stuur(hib("O-5").alleen("gemeente-utrecht-college", "").als(POLITIE));
        assertThat(einde(id).staat()).isEqualTo(Ontvangsten.Staat.WACHT);
        nietsGeleverd(id);
        assertThat(inschrijvingen(id, "VASTGEHOUDEN")).isEqualTo(1);
        assertThat(inschrijvingen(id, "ALARM")).isEqualTo(1);
        assertThat(db.sql("select count(*) from bewijs where ontvangst = ?").param(id.waarde()).query(Integer.class).single()).isZero();
        assertThat(db.sql("select code from wachtend where ontvangst = ?").param(id.waarde()).query(String.class).list())
                .containsExactly("ONTVANGERCERTIFICAAT_NIET_GOED");
    }

    private static Stream<Arguments> quarantaine() throws Exception {
        String kind = "<groep id=\"g-kkkkkkkkkkkkkkkkkkkkkkkkkk\" soort=\"BETROKKENE\" betrokkene=\"KIND\">"
                + "<gegeven id=\"e-kkkkkkkkkkkkkkkkkkkkkkkkkk\" term=\"voornamen\" regime=\"WPG8\" herkomst=\"EIGEN\">Pietertje Proef</gegeven></groep></document>";
        return Stream.of(
                Arguments.of("a released attachment names the child", hib("Q-1").met("</document>", kind)
                        .bijlage("lijst.csv", "text/csv", "nr;wat\r\n1;slaapkamer van Pietertje Proef\r\n".getBytes(StandardCharsets.UTF_8), FEIT).als(POLITIE)),
                Arguments.of("a released PDF names the child", hib("Q-2").met("</document>", kind)
                        .bijlage("lijst.pdf", "application/pdf", Bijlagen.pdf("Pietertje Proef"), FEIT).als(POLITIE)),
                Arguments.of("the reason names the child", hib("Q-3").met("</document>", kind)
                        .met("De aansluiting op dit adres", "Wegens Pietertje Proef: de aansluiting").als(POLITIE)),
                Arguments.of("a table of plain numbers forms a withheld date", hib("Q-4").met("</document>", kind.replace("voornamen", "geboortedatum")
                        .replace("Pietertje Proef", "2019-03-12")).bijlage("standen.csv", "text/csv", "20;19\r\n03;12\r\n".getBytes(StandardCharsets.US_ASCII), FEIT)
                        .als(POLITIE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void quarantaine(String geval, byte[] p7m) throws Exception {
        OntvangstId id = stuur(p7m);
        assertThat(einde(id).staat()).isEqualTo(Ontvangsten.Staat.QUARANTAINE);
        assertThat(einde(id).code()).isEqualTo("ONTHOUDEN_WAARDE_GEVONDEN");
        nietsGeleverd(id);
        assertThat(inschrijvingen(id, "ALARM")).isEqualTo(1);
        assertThat(einde(id).lichaam()).as("the bytes are kept").isNotNull();
    }

    @Test
    void clockGoingBackwards_nothingIsReceivedOrReleased_untilItIsRightAgain() throws Exception {
        OntvangstId eerste = stuur(hib("O-6").als(POLITIE));
        assertThat(einde(eerste).staat()).isEqualTo(Ontvangsten.Staat.AANGENOMEN);
        Postbus postbus = gateway.bean(Postbus.class);
        LoketId corporatie = new LoketId(CORPORATIE);
        String klaar = "select naam from werk where ontvangst = ? and loket = ? and staat in ('AANGEBODEN', 'OVERGEDRAGEN')";
        Wacht.tot("the copy lies ready", LANG, () -> !db.sql(klaar).params(eerste.waarde(), CORPORATIE).query(String.class).list().isEmpty());
        String kopie = db.sql(klaar).params(eerste.waarde(), CORPORATIE).query(String.class).single();
        gateway.bean(Register.class).logboek().nummer();
        int voor = db.sql("select count(*) from ontvangst").query(Integer.class).single();
        KLOK.verschil = Duration.ofHours(-2);
        try {
            assertThatThrownBy(() -> stuur(hib("O-7").als(POLITIE))).isInstanceOf(IOException.class);
            assertThat(gateway.bean(Innamepoort.class).waarom()).contains("INNAME_DICHT_REGISTER");
            assertThatThrownBy(() -> postbus.open(corporatie, kopie)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> postbus.bevestig(corporatie, kopie)).isInstanceOf(IOException.class);
            assertThat(db.sql("select count(*) from ontvangst").query(Integer.class).single()).isEqualTo(voor);
            assertThat(db.sql("select count(*) from inschrijving where soort = 'VOORNEMEN' and inhoud like '%AFGEVEN%'").query(Integer.class).single()).isZero();
        } finally {
            KLOK.verschil = Duration.ZERO;
        }
        assertThat(einde(stuur(hib("O-7").als(POLITIE))).staat()).isEqualTo(Ontvangsten.Staat.AANGENOMEN);
        try (Postbus.Lezing lezing = postbus.open(corporatie, kopie); var in = lezing.bytes()) {
            assertThat(in.readAllBytes()).isNotEmpty();
        }
    }

    private static Proefzending hib(String referentie) throws IOException {
        return Proefzending.hib(referentie);
    }

    private static OntvangstId stuur(byte[] p7m) throws IOException {
        return stuur(p7m, new Aanvoer.Sftp(new LoketId(POLITIE), "x.p7m"));
    }

    private static OntvangstId stuur(byte[] p7m, Aanvoer aanvoer) throws IOException {
        return Inname.stuur(gateway, p7m, aanvoer);
    }

    private static Ontvangsten.Ontvangst einde(OntvangstId id) {
        return Inname.einde(gateway, id);
    }

    private static void nietsGeleverd(OntvangstId id) {
        assertThat(leveringen(id)).isZero();
        assertThat(db.sql("select count(*) from verstrekking v join werk w on w.id = v.levering where w.ontvangst = ?").param(id.waarde())
                .query(Integer.class).single()).isZero();
    }

    private static int leveringen(OntvangstId id) {
        return db.sql("select count(*) from werk where soort = 'DOCUMENT' and ontvangst = ?").param(id.waarde()).query(Integer.class).single();
    }

    private static int inschrijvingen(OntvangstId id, String soort) {
        return db.sql("select count(*) from inschrijving where soort = ? and onderwerp = ?").params(soort, id.waarde()).query(Integer.class).single();
    }

    /** Outcome and reason per loket of one element. */
    private static List<String> uitkomst(OntvangstId id, String element) {
        return db.sql("""
                select l -> 'elementen' -> ? ->> 'uitkomst' || ' ' || (l -> 'elementen' -> ? -> 'reden' ->> 'code')
                from besluit d, json_array_elements(d.besluit::json -> 'lokets') l where d.ontvangst = ?""")
                .params(element, element, (UUID) id.waarde()).query(String.class).list();
    }

    private static byte[] pdfMetScript() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            ByteArrayOutputStream uit = new ByteArrayOutputStream();
            pdf.save(uit);
            return uit.toByteArray();
        }
    }
}

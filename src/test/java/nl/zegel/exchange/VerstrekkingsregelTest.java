package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.OM;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.STEDIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import nl.zegel.document.Deel;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.register.Verstrekkingen;
import nl.zegel.register.Werk;
import nl.zegel.register.Zoeksleutel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INVARIANT (no log, no release): whatever leaves in a copy, attachments too, has its disclosure line. */
class VerstrekkingsregelTest {
    private static final Zoeksleutel TESTMAN = Zoeksleutel.naam("Testman", LocalDate.of(1990, 1, 31)).orElseThrow();
    private static final Zoeksleutel PAND = Zoeksleutel.adres("3543WX", "2", "").orElseThrow();

    @TempDir
    Path map;

    private Proefhuis huis;

    @BeforeEach
    void begin() throws IOException {
        huis = new Proefhuis(map);
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    @Test
    void hibWithAttachments_hasALineForEachThatLeft_andNoneForWhatWasWithheld() throws Exception {
        String xml = Proefhuis.voorbeeld("hib-10-bijlagen.xml");
        Ontvangst rij = huis.dienIn(xml, POLITIE, voorbeeld("apparatuur.csv", "text/csv"), voorbeeld("plattegrond.png", "image/png"),
                voorbeeld("foto-verdachte.png", "image/png"));
        assertThat(rij.staat()).isEqualTo(Staat.AANGENOMEN);
        Werk.Rij kopie = huis.leveringen(rij.id(), BURGEMEESTER).get(0);
        List<Verstrekkingen.Gevonden> regels = huis.register.verstrekkingen().vanLevering(kopie.id());
        long groepen = Proefhuis.document(xml).groepen().stream().filter(g -> g.elementen().stream()
                .anyMatch(e -> Aanvulling.inhoud(kopie).elementen().containsKey(e.id()))).count();
        List<String> bijlagen = Proefhuis.document(xml).bijlagen().stream()
                .filter(b -> Aanvulling.inhoud(kopie).elementen().containsKey(b.id())).map(b -> b.naam()).toList();
        assertThat(bijlagen).containsExactly("apparatuur.csv", "plattegrond.png");
        assertThat(regels).hasSize((int) groepen + bijlagen.size());
        assertThat(regels).as("the plan's categories stand together in its own line")
                .filteredOn(r -> Set.copyOf(r.categorieen()).equals(Set.of("FEIT", "LOCATIE"))).isNotEmpty()
                .allSatisfy(r -> assertThat(r.grondslagen()).isNotEmpty());
        assertThat(regels).noneSatisfy(r -> assertThat(r.categorieen()).contains("FOTO"));
    }

    @Test
    void supplementOfAnAttachmentAlone_hasItsLine_andIsFoundByWhomTheAttachmentIsAbout() throws Exception {
        byte[] csv = "wat;hoeveel\r\nstoel;een\r\n".getBytes(StandardCharsets.UTF_8);
        String xml = om(csv, "<inhoud categorie=\"GEBDAT\" betrokkene=\"VERDACHTE\" regime=\"STRAFV\" herkomst=\"EIGEN\"/>");
        huis.start(feiten("xml", ", onderdelen: [g-coyfpgusvftgqkaa7avzs26voh]"));
        Ontvangst rij = huis.dienIn(xml, OM, Proefhuis.deel("stuk.csv", "text/csv", csv));
        assertThat(rij.staat()).isEqualTo(Staat.AANGENOMEN);
        huis.klok.vooruit(Duration.ofMinutes(1));
        huis.start(feiten("alles", ""));
        assertThat(huis.hervatter.bijStart()).isEqualTo(1);
        huis.verwerk(rij.id());

        List<Werk.Rij> kopieen = huis.leveringen(rij.id(), STEDIN);
        assertThat(kopieen).hasSize(2);
        assertThat(Aanvulling.inhoud(kopieen.get(1)).elementen().keySet()).extracting(Object::toString)
                .containsExactly("e-ijlnxskh7vimculxrhnyt47pwq");
        assertThat(huis.register.verstrekkingen().vanLevering(kopieen.get(1).id())).singleElement().satisfies(r -> {
            assertThat(r.categorieen()).containsExactly("GEBDAT");
            assertThat(r.herkomsten()).containsExactly("EIGEN");
            assertThat(r.betrokkene()).isEqualTo("VERDACHTE");
            assertThat(r.regels()).isNotEmpty();
        });
        assertThat(zoek(TESTMAN)).extracting(Verstrekkingen.Gevonden::levering).contains(kopieen.get(1).id());
    }

    @Test
    void attachmentAboutNoPerson_isFoundByThePlace() throws Exception {
        byte[] csv = "wat\r\nstoel\r\n".getBytes(StandardCharsets.UTF_8);
        String xml = Proefhuis.voorbeeld("hib-10-bijlagen.xml").replaceAll("(?s)<bijlage .*</bijlage>", bijlage(csv,
                "<inhoud categorie=\"FEIT\" betrokkene=\"GEEN\" regime=\"WPG8\" herkomst=\"EIGEN\"/>"));
        Ontvangst rij = huis.dienIn(xml, POLITIE, Proefhuis.deel("stuk.csv", "text/csv", csv));
        long zonder = zoek(PAND).size();
        assertThat(zonder).isPositive();
        assertThat(zoek(PAND)).filteredOn(r -> r.categorieen().equals(List.of("FEIT")) && r.betrokkene() == null).hasSize(1);
        assertThat(huis.leveringen(rij.id(), BURGEMEESTER)).hasSize(1);
    }

    private List<Verstrekkingen.Gevonden> zoek(Zoeksleutel sleutel) {
        return huis.register.doe(tx -> huis.register.verstrekkingen().zoek(tx, sleutel, new Verstrekkingen.Inzage("proef", "PROEF", "PROEF")));
    }

    private static Deel voorbeeld(String naam, String mediatype) throws IOException {
        return Proefhuis.deel(naam, mediatype, Files.readAllBytes(Path.of("docs/voorbeelden/bijlagen").resolve(naam)));
    }

    private static String bijlage(byte[] bytes, String inhoud) throws Exception {
        String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        return "<bijlage id=\"e-ijlnxskh7vimculxrhnyt47pwq\" naam=\"stuk.csv\" mediatype=\"text/csv\" sha256=\"" + sha + "\" lengte=\""
                + bytes.length + "\">" + inhoud + "</bijlage>";
    }

    /** One group with names and birth date, and one attachment. */
    private static String om(byte[] csv, String inhoud) throws Exception {
        return Proefhuis.voorbeeld("om-verstrekking.xml")
                .replaceAll("(?s)<ontvanger .*</ontvanger>", "<ontvanger loket=\"stedin-fraude\"><noodzaak>In dit geval nodig.</noodzaak></ontvanger>")
                .replaceAll("(?s)<groep id=\"g-t6t.*</groep>", bijlage(csv, inhoud));
    }

    private Path feiten(String naam, String beperking) throws IOException {
        Path daar = Files.createDirectories(map.resolve(naam));
        Files.writeString(daar.resolve("feiten.yaml"), """
                formaat: zegel-feiten-1
                convenant: hennep-midden-nederland-2024
                feiten:
                  - {soort: DEELNAME, stuk: proef, van: 2024-03-01, lokets: [om-mn-parket, gemeente-utrecht-burgemeester, stedin-fraude]}
                  - {soort: CASUSBESLISSING, stuk: proef, van: 2024-03-01}
                  - {soort: BASIS_VERVANGEN_DOOR, stuk: proef, van: 2024-03-01}
                  - {soort: HANDMATIGE_VRIJGAVE, stuk: proef, van: 2024-03-01, lokets: [stedin-fraude]%s}
                """.formatted(beperking));
        return daar;
    }
}

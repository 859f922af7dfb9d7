package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.OM;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.STEDIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import nl.zegel.crypto.Sleutel;
import nl.zegel.register.Inschrijving.Soort;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Ontvangsten.Staat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a copy withholds stands in something that would leave with it: a quarantine that says where, and no fault of the gateway. */
class OnthoudenWaardeTest {
    private static final String CODE = "ONTHOUDEN_WAARDE_GEVONDEN";
    private static final String KIND = "<groep id=\"g-kkkkkkkkkkkkkkkkkkkkkkkkkk\" soort=\"BETROKKENE\" betrokkene=\"KIND\">"
            + "<gegeven id=\"e-kkkkkkkkkkkkkkkkkkkkkkkkkk\" term=\"geboortedatum\" regime=\"WPG8\" herkomst=\"EIGEN\">2019-03-12</gegeven></groep>";
    private static final String BIJLAGE = "e-aaaaaaaaaaaaaaaaaaaaaaaa77";

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

    /** Readings of a meter that by chance make the birth date of the child: the gateway cannot know that, a person can. */
    @Test
    void tableOfPlainNumbers_thatFormsAWithheldDate_isQuarantined_andSaysWhere() throws Exception {
        Ontvangst rij = metTabel("stand;fase\r\n20;19\r\n13;12\r\n");
        assertThat(rij.staat()).as("one digit otherwise").isEqualTo(Staat.AANGENOMEN);

        Ontvangst treffer = metTabel("stand;fase\r\n20;19\r\n03;12\r\n");
        assertThat(treffer.staat() + " " + treffer.code()).isEqualTo("QUARANTAINE " + CODE);
        assertThat(huis.alarmcodes).containsExactly(CODE);
        assertThat(huis.inschrijvingen(treffer.id(), Soort.QUARANTAINE)).singleElement().asString()
                .contains(CODE, "e-kkkkkkkkkkkkkkkkkkkkkkkkkk (geboortedatum) in bijlage " + BIJLAGE).doesNotContain("2019", "document.xml");
        assertThat(treffer.lichaam()).as("the bytes are kept").isNotNull();
        assertThat(huis.register.werk().vanOntvangst(treffer.id())).isEmpty();
        assertThat(huis.bewijzen(treffer.id(), POLITIE)).isEmpty();
        assertThat(huis.verwerk(treffer.id()).staat()).as("not tried again").isEqualTo(Staat.QUARANTAINE);
        assertThat(huis.alarmcodes).hasSize(1);
    }

    private Ontvangst metTabel(String csv) throws Exception {
        byte[] bytes = csv.getBytes(StandardCharsets.US_ASCII);
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        String bijlage = "<bijlage id=\"" + BIJLAGE + "\" naam=\"meterstanden.csv\" mediatype=\"text/csv\" sha256=\"" + sha256 + "\" lengte=\"" + bytes.length
                + "\"><inhoud categorie=\"FEIT\" betrokkene=\"GEEN\" regime=\"WPG8\" herkomst=\"EIGEN\"/></bijlage>";
        String xml = Proefhuis.voorbeeld("hib-01-flat.xml").replace("HIB-2026-0001", "HIB-" + sha256.substring(0, 8)).replace("</document>", KIND + bijlage + "</document>");
        Sleutel politie = Proefhuis.sleutel(POLITIE.waarde(), "ondertekenen");
        byte[] p7m = huis.verzegel(xml.getBytes(StandardCharsets.UTF_8), politie, Proefhuis.deel("meterstanden.csv", "text/csv", bytes));
        return huis.verwerk(huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), p7m));
    }

    private static final String ALLEEN_GEBOORTEDATUM =
            Wachtproef.VRIJGAVE.replace("lokets: [stedin-fraude]}\n", "lokets: [stedin-fraude], categorieen: [GEBDAT]}\n");

    /** The reason of the netbeheerder names the suspect, whose name waits still. */
    private static String metNaamInNoodzaak(String xml) {
        return xml.replaceFirst("(loket=\"stedin-fraude\"><noodzaak>)", "$1Wegens Testman. ");
    }

    @Test
    void documentThatWaited_isQuarantinedWhenItWouldGo_andWaitsNoMore() throws Exception {
        huis.start(Wachtproef.feiten(map, "casus", Wachtproef.CASUS));
        Ontvangst rij = huis.dienIn(metNaamInNoodzaak(Wachtproef.om(STEDIN)), OM);
        assertThat(rij.staat()).isEqualTo(Staat.WACHT);
        huis.start(Wachtproef.feiten(map, "deel", ALLEEN_GEBOORTEDATUM));
        assertThat(huis.hervatter.bijStart()).isEqualTo(1);
        Ontvangst na = huis.verwerk(rij.id());
        assertThat(na.staat() + " " + na.code()).isEqualTo("QUARANTAINE " + CODE);
        assertThat(huis.alarmcodes).containsExactly(CODE);
        assertThat(huis.inschrijvingen(rij.id(), Soort.QUARANTAINE)).singleElement().asString().contains("(achternaam) in noodzaak").doesNotContain("Testman");
        assertThat(huis.register.documenten().wachtend(rij.id())).as("or its deadline would refuse it later").isEmpty();
        assertThat(huis.bewijzen(rij.id(), OM)).isEmpty();
        assertThat(huis.hervatter.bijStart()).isZero();
    }

    @Test
    void documentThatWasAcceptedForAnother_staysSo_andTheWaitingLoketGetsNothing() throws Exception {
        huis.start(Wachtproef.feiten(map, "casus", Wachtproef.CASUS));
        Ontvangst rij = huis.dienIn(metNaamInNoodzaak(Wachtproef.om(BURGEMEESTER, STEDIN)), OM);
        assertThat(rij.staat()).isEqualTo(Staat.AANGENOMEN);
        huis.start(Wachtproef.feiten(map, "deel", ALLEEN_GEBOORTEDATUM));
        huis.verwerk(rij.id());
        huis.verwerk(rij.id());
        assertThat(huis.rij(rij.id()).staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.alarmcodes).as("once a day").containsExactly(CODE);
        assertThat(huis.leveringen(rij.id(), STEDIN)).isEmpty();
        assertThat(huis.leveringen(rij.id(), BURGEMEESTER)).hasSize(1);
    }
}

package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.OM;
import static nl.zegel.exchange.Proefhuis.STEDIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import nl.zegel.crypto.Crlbron;
import nl.zegel.party.Partijen;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.register.Inschrijving.Soort;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Werk;
import nl.zegel.testing.Uitgever;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Step 7 where the loket itself comes and gets it: a copy that lies ready is judged anew at every opening and every
 * confirmation, however long ago it was put there.
 */
class PostbusTest {
    @TempDir
    Path map;

    private Proefhuis huis;
    private Path vrijgave;
    private Ontvangst ontvangst;
    private Werk.Rij kopie;

    @BeforeEach
    void klaargezet() throws IOException {
        huis = new Proefhuis(map);
        vrijgave = Wachtproef.feiten(map, "vrijgave", Wachtproef.VRIJGAVE);
        huis.start(vrijgave);
        huis.antwoord = new Uitgang.Afgifte.Aangeboden("out/");
        ontvangst = huis.dienIn(Wachtproef.om(STEDIN), OM);
        Werk.Rij werk = huis.leveringen(ontvangst.id(), STEDIN).get(0);
        huis.bezorger.bezorg(werk.id());
        kopie = huis.register.werk().lees(werk.id()).orElseThrow();
        assertThat(kopie.staat()).isEqualTo(Werk.Staat.AANGEBODEN);
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    private void weigert() {
        int voornemens = huis.inschrijvingen(kopie.id(), Soort.VOORNEMEN).size();
        int uitkomsten = huis.inschrijvingen(kopie.id(), Soort.UITKOMST).size();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> huis.postbus.open(STEDIN, kopie.naam())).isInstanceOf(IOException.class).hasMessage("not here, or not any more");
            assertThatThrownBy(() -> huis.postbus.bevestig(STEDIN, kopie.naam())).isInstanceOf(IOException.class).hasMessage("not here, or not any more");
        }
        assertThat(huis.inschrijvingen(kopie.id(), Soort.VOORNEMEN)).as("no intent of handing out").hasSize(voornemens);
        assertThat(huis.inschrijvingen(kopie.id(), Soort.UITKOMST)).hasSize(uitkomsten);
        assertThat(overdracht()).isEmpty();
    }

    private void weigertEnHoudtVast() {
        weigert();
        assertThat(staat()).isEqualTo(Werk.Staat.VASTGEHOUDEN);
        assertThat(huis.alarmcodes).as("once, however often it is asked for").containsExactly("VASTGEHOUDEN");
        assertThat(huis.postbus.uit(STEDIN)).isEmpty();
    }

    /** The cause ended: the schedule puts the very same copy back, and it is opened, read to its end, and booked. */
    private void gaatOpen() throws Exception {
        huis.klok.vooruit(Duration.ofMinutes(16));
        huis.bezorger.bezorg(kopie.id());
        int voornemens = huis.inschrijvingen(kopie.id(), Soort.VOORNEMEN).size();
        try (Postbus.Lezing lezing = huis.postbus.open(STEDIN, kopie.naam()); InputStream bytes = lezing.bytes()) {
            assertThat(huis.inschrijvingen(kopie.id(), Soort.VOORNEMEN)).as("before the first byte").hasSize(voornemens + 1);
            assertThat(bytes.readAllBytes()).hasSize((int) lezing.lengte());
            assertThat(overdracht()).as("an opening is no hand-over").isEmpty();
            lezing.volledig();
        }
        assertThat(overdracht()).hasSize(1);
        assertThat(staat()).isEqualTo(Werk.Staat.OVERGEDRAGEN);
    }

    private Werk.Staat staat() {
        return huis.register.werk().lees(kopie.id()).orElseThrow().staat();
    }

    private List<String> overdracht() {
        return huis.bewijzen(ontvangst.id(), OM).stream().filter(b -> b.contains("Event/ContentHandover\"")).toList();
    }

    @Test
    void factWithdrawn_stopsWhatLiesReady_untilItIsBack() throws Exception {
        huis.start(Wachtproef.feiten(map, "casus", Wachtproef.CASUS));
        weigertEnHoudtVast();
        huis.start(vrijgave);
        gaatOpen();
    }

    @Test
    void convenantNoLongerInForce_stopsWhatLiesReady_untilItIs() throws Exception {
        Path geldend = huis.convenanten;
        Path voorbij = Files.createDirectories(map.resolve("voorbij"));
        String naam = "hennep-midden-nederland-2024.yaml";
        LocalDate gisteren = Authenticate.dag(huis.klok.instant()).minusDays(1);
        String tekst = Files.readString(geldend.resolve(naam));
        assertThat(tekst).contains("  totEnMet: 2027-02-28\n");
        Files.writeString(voorbij.resolve(naam), tekst.replace("  totEnMet: 2027-02-28\n", "  totEnMet: " + gisteren + "\n"));
        huis.convenanten = voorbij;
        huis.start(vrijgave);
        weigertEnHoudtVast();
        huis.convenanten = geldend;
        huis.start(vrijgave);
        gaatOpen();
    }

    @Test
    void certificateRevoked_stopsWhatWasSealedForIt_untilTheRevocationIsTakenBack() throws Exception {
        huis.crls = crls(huis.partijen.loket(STEDIN).orElseThrow().certificaten(Sleuteldoel.ONTSLEUTELEN, Authenticate.dag(huis.klok.instant()))
                .get(0).certificaat());
        weigertEnHoudtVast();
        huis.crls = crls();
        gaatOpen();
    }

    @Test
    void revocationUnknown_stopsWhatLiesReady_untilItIsKnown() throws Exception {
        huis.crls = Crlbron.van(List.of());
        weigertEnHoudtVast();
        huis.crls = Proefhuis.geleverdeCrls();
        gaatOpen();
    }

    /** Sealed for a certificate that is good still, but no longer this loket's. */
    @Test
    void certificateNoLongerRegistered_stopsWhatWasSealedForIt() throws Exception {
        Partijen eerst = huis.partijen;
        huis.partijen = Loketten.met(eerst, STEDIN, l -> Loketten.certificaten(l, List.of(Uitgever.geregistreerd(
                Uitgever.voorbeeld().geef("nieuw", Uitgever.Eis.ontsleutelen(huis.klok.instant(), Duration.ofDays(9))), Sleuteldoel.ONTSLEUTELEN))));
        huis.start(vrijgave);
        weigertEnHoudtVast();
        huis.partijen = eerst;
        huis.start(vrijgave);
        gaatOpen();
    }

    @Test
    void loketRemoved_getsNothing_untilItIsRegisteredAgain() throws Exception {
        Partijen eerst = huis.partijen;
        huis.partijen = Loketten.zonder(eerst, STEDIN);
        huis.start(vrijgave);
        weigertEnHoudtVast();
        huis.partijen = eerst;
        huis.start(vrijgave);
        gaatOpen();
    }

    /** A second reading is an opening like the first. */
    @Test
    void copyThatWasHandedOver_isJudgedAtTheNextOpeningToo() throws Exception {
        gaatOpen();
        huis.start(Wachtproef.feiten(map, "casus", Wachtproef.CASUS));
        assertThatThrownBy(() -> huis.postbus.open(STEDIN, kopie.naam())).isInstanceOf(IOException.class);
        assertThat(huis.inschrijvingen(kopie.id(), Soort.VOORNEMEN)).hasSize(2);
    }

    @Test
    void confirmation_isAHandOver_once_andOnlyOfWhatWasOpened() throws Exception {
        assertThatThrownBy(() -> huis.postbus.bevestig(STEDIN, kopie.naam())).isInstanceOf(IOException.class);
        assertThat(overdracht()).isEmpty();
        huis.postbus.open(STEDIN, kopie.naam()).close();
        assertThat(overdracht()).as("a partial reading is none").isEmpty();
        huis.postbus.bevestig(STEDIN, kopie.naam());
        huis.postbus.bevestig(STEDIN, kopie.naam());
        assertThat(overdracht()).hasSize(1);
    }

    @Test
    void anotherLoket_neitherSeesNorOpensNorConfirmsIt() throws Exception {
        assertThat(huis.postbus.uit(STEDIN)).extracting(Postbus.Item::naam).containsExactly(kopie.naam());
        assertThat(huis.postbus.uit(BURGEMEESTER)).isEmpty();
        assertThatThrownBy(() -> huis.postbus.open(BURGEMEESTER, kopie.naam())).isInstanceOf(IOException.class).hasMessage("not here, or not any more");
        assertThatThrownBy(() -> huis.postbus.bevestig(BURGEMEESTER, kopie.naam())).isInstanceOf(IOException.class);
        assertThat(overdracht()).isEmpty();
    }

    @Test
    void deadlinePassed_isNotOpenedAnyMore() throws Exception {
        huis.klok.vooruit(Duration.ofDays(14).minusSeconds(5));
        assertThat(huis.postbus.uit(STEDIN)).hasSize(1);
        huis.klok.vooruit(Duration.ofSeconds(10));
        assertThat(huis.postbus.uit(STEDIN)).isEmpty();
        weigert();
    }

    private Crlbron crls(X509Certificate... ingetrokken) throws Exception {
        try (InputStream root = Files.newInputStream(VoorbeeldPki.uit().resolve("crl/root.crl"))) {
            return Crlbron.van(List.of((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(root), Uitgever.voorbeeld()
                    .crl(huis.klok.instant().minus(Duration.ofHours(1)), huis.klok.instant().plus(Duration.ofDays(1)), ingetrokken)));
        }
    }
}

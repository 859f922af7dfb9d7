package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.OM;
import static nl.zegel.exchange.Proefhuis.STEDIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import nl.zegel.register.Inschrijving.Soort;
import nl.zegel.register.Rooster;
import nl.zegel.register.Werk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that lay ready and may not go any more: refusing it is booked, decided again, and told as what it was. */
class InhoudingTest {
    private static final String MINDER = Wachtproef.VRIJGAVE.replace("lokets: [stedin-fraude]}\n", "lokets: [stedin-fraude], categorieen: [NAW]}\n");

    @TempDir
    Path map;

    private Proefhuis huis;
    private Werk.Rij werk;

    @BeforeEach
    void begin() throws IOException {
        huis = new Proefhuis(map);
        huis.antwoord = new Uitgang.Afgifte.Aangeboden("out/");
        feiten("vrijgave", Wachtproef.VRIJGAVE);
        werk = huis.leveringen(huis.dienIn(Wachtproef.om(STEDIN), OM).id(), STEDIN).get(0);
        huis.bezorger.bezorg(werk.id());
        assertThat(nu().staat()).isEqualTo(Werk.Staat.AANGEBODEN);
        huis.alarmcodes.clear();
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    @Test
    void openingThatIsRefused_holdsTheCopyWithCodeAndAlarm_andLetsItGoAgainWhenItMay() throws Exception {
        feiten("casus", Wachtproef.CASUS);
        geweigerd();
        geweigerd();
        assertThat(nu().staat()).isEqualTo(Werk.Staat.VASTGEHOUDEN);
        assertThat(nu().code()).isEqualTo("WACHT_OP_HANDMATIGE_VRIJGAVE");
        assertThat(huis.inschrijvingen(werk.id(), Soort.VASTGEHOUDEN)).singleElement().asString().contains("WACHT_OP_HANDMATIGE_VRIJGAVE");
        assertThat(huis.alarmcodes).containsExactly("VASTGEHOUDEN");
        assertThat(huis.postbus.uit(STEDIN)).isEmpty();
        assertThat(huis.rooster.neem(Rooster.Taak.BEZORG)).contains(werk.id());

        feiten("weer", Wachtproef.VRIJGAVE);
        huis.klok.vooruit(Duration.ofMinutes(16));
        huis.bezorger.bezorg(werk.id());
        assertThat(nu().staat()).isEqualTo(Werk.Staat.AANGEBODEN);
        haalOp();
        assertThat(nu().staat()).isEqualTo(Werk.Staat.OVERGEDRAGEN);
    }

    /** We refused: the sender is not told that the loket did not fetch it. */
    @Test
    void refusedCopyAtItsDeadline_isToldWithTheTrueCause() throws Exception {
        feiten("casus", Wachtproef.CASUS);
        geweigerd();
        totDeTermijn();
        assertThat(bewijzen("Failure")).singleElement().asString().contains("Event/ContentHandoverFailure\"",
                "urn:zegel:reden:WACHT_OP_HANDMATIGE_VRIJGAVE", "heeft haar vastgehouden").doesNotContain("NIET_OPGEHAALD", "niet worden aangeboden");
        assertThat(nu().staat()).isEqualTo(Werk.Staat.VASTGELOPEN);
    }

    @Test
    void refusedCopy_isReplacedByOneThatMayGo_fromTheOriginalThatWasKept() throws Exception {
        assertThat(huis.register.ontvangsten().uitgediend(10)).as("the original stays while the copy lies ready").isEmpty();
        feiten("minder", MINDER);
        geweigerd();
        huis.rooster.neem(Rooster.Taak.VERWERK);
        assertThat(huis.hervatter.hervat()).isEqualTo(1);
        huis.rooster.neem(Rooster.Taak.VERWERK).forEach(huis::verwerk);
        assertThat(nu().staat()).isEqualTo(Werk.Staat.INGETROKKEN);
        assertThat(huis.leveringen(Objects.requireNonNull(werk.ontvangst()), STEDIN)).hasSize(2)
                .filteredOn(w -> w.staat() == Werk.Staat.OPEN).hasSize(1);
    }

    @Test
    void copyNobodyFetched_isLetGoAfterItsDeadline() {
        totDeTermijn();
        assertThat(bewijzen("ContentHandoverFailure")).singleElement().asString().contains("NIET_OPGEHAALD");
        assertThat(huis.register.ontvangsten().uitgediend(10)).containsExactly(werk.ontvangst());
    }

    /** Nothing would take its place: it stays held to its own deadline, and the sender is told. */
    @Test
    void refusedCopyWhoseLoketWaitedTooLong_doesNotVanish() throws Exception {
        feiten("naw", MINDER);
        Werk.Rij eerste = huis.leveringen(huis.dienIn(Wachtproef.om(STEDIN).replace("OMV-2026-0002", "OMV-2026-0902"), OM).id(), STEDIN).get(0);
        java.util.UUID ontvangst = Objects.requireNonNull(eerste.ontvangst());
        huis.klok.vooruit(Duration.ofDays(20));
        feiten("meer", MINDER.replace("[NAW]", "[NAW, GEBDAT]"));
        huis.hervatter.bijStart();
        huis.verwerk(ontvangst);
        Werk.Rij aanvulling = huis.leveringen(ontvangst, STEDIN).get(1);
        assertThat(huis.register.documenten().wachtend(ontvangst)).as("the rest still waits").hasSize(1);
        huis.klok.vooruit(Duration.ofDays(9));
        huis.termijnwacht.wachttijden();
        assertThat(huis.register.documenten().wachtVerstreken(ontvangst)).hasSize(1);

        feiten("minder", MINDER);
        huis.bezorger.bezorg(aanvulling.id());
        huis.hervatter.hervat();
        assertThat(huis.register.werk().lees(aanvulling.id()).orElseThrow().staat()).isEqualTo(Werk.Staat.VASTGEHOUDEN);
        huis.klok.vooruit(Duration.ofDays(6));
        huis.bezorger.bezorg(aanvulling.id());
        assertThat(huis.register.werk().lees(aanvulling.id()).orElseThrow().staat()).isEqualTo(Werk.Staat.VASTGELOPEN);
        assertThat(huis.bewijzen(ontvangst, OM)).filteredOn(b -> b.contains(aanvulling.id().toString())).singleElement().asString()
                .contains("Failure", "WACHT_OP_HANDMATIGE_VRIJGAVE");
    }

    /** What was opened may be there in part or whole: no second copy, and no evidence that it is not. */
    @Test
    void copyThatWasOpenedBefore_isNotReplaced_andItsOutcomeIsNotEstablished() throws Exception {
        open().close();
        feiten("minder", MINDER);
        geweigerd();
        assertThat(nu().mogelijk()).isTrue();
        assertThat(huis.hervatter.hervat()).isZero();
        assertThat(nu().staat()).isEqualTo(Werk.Staat.VASTGEHOUDEN);
        totDeTermijn();
        assertThat(bewijzen("OutcomeNotEstablished")).singleElement().asString().contains("mogelijk afgeleverd");
        assertThat(bewijzen("Failure")).isEmpty();
    }

    @Test
    void confirmationOfWhatWasOpened_countsThoughItMayNotBeOpenedAnyMore() throws Exception {
        open().close();
        feiten("casus", Wachtproef.CASUS);
        geweigerd();
        huis.postbus.bevestig(STEDIN, werk.naam());
        huis.postbus.bevestig(STEDIN, werk.naam());
        assertThat(nu().staat()).isEqualTo(Werk.Staat.OVERGEDRAGEN);
        totDeTermijn();
        assertThat(bewijzen("Event/ContentHandover\"")).hasSize(1);
        assertThat(bewijzen("Failure")).isEmpty();
    }

    @Test
    void confirmationAfterTheDeadline_stillCounts() throws Exception {
        open().close();
        huis.klok.vooruit(Duration.ofDays(15));
        huis.postbus.bevestig(STEDIN, werk.naam());
        totDeTermijn();
        assertThat(bewijzen("Event/ContentHandover\"")).hasSize(1);
        assertThat(bewijzen("NIET_OPGEHAALD")).isEmpty();
    }

    @Test
    void confirmationOfWhatWasNeverOpened_orByAnother_isRefused() throws Exception {
        assertThatThrownBy(() -> huis.postbus.bevestig(STEDIN, werk.naam())).isInstanceOf(IOException.class);
        open().close();
        assertThatThrownBy(() -> huis.postbus.bevestig(BURGEMEESTER, werk.naam())).isInstanceOf(IOException.class);
        assertThat(nu().staat()).isEqualTo(Werk.Staat.AANGEBODEN);
    }

    // --- what was decided stays

    /** Both copies go on naming the decision that released them, and the log has the commitments of both. */
    @Test
    void supplement_leavesTheFirstDecisionInTheLog_andEachCopyNamesItsOwn() throws Exception {
        feiten("naw", MINDER);
        Werk.Rij eerste = huis.leveringen(huis.dienIn(Wachtproef.om(STEDIN).replace("OMV-2026-0002", "OMV-2026-0903"), OM).id(), STEDIN).get(0);
        java.util.UUID ontvangst = Objects.requireNonNull(eerste.ontvangst());
        huis.klok.vooruit(Duration.ofMinutes(1));
        feiten("alles", Wachtproef.VRIJGAVE);
        huis.hervatter.bijStart();
        huis.verwerk(ontvangst);
        Werk.Rij tweede = huis.leveringen(ontvangst, STEDIN).get(1);

        List<String> besloten = huis.inschrijvingen(ontvangst, Soort.BESLOTEN);
        assertThat(besloten).hasSize(2);
        String aangenomen = huis.inschrijvingen(ontvangst, Soort.AANGENOMEN).get(0);
        for (String naam : List.of("vormVastlegging", "besluitVastlegging")) {
            assertThat(veld(aangenomen, naam)).isEqualTo(veld(besloten.get(0), naam)).isEqualTo(veld(verzegeld(eerste), naam));
            assertThat(veld(verzegeld(tweede), naam)).isEqualTo(veld(besloten.get(1), naam)).isNotEqualTo(veld(besloten.get(0), naam));
        }
        String toen = besluit(eerste);
        assertThat(toen).contains("WACHT_OP_HANDMATIGE_VRIJGAVE").doesNotContain("Testman", "1990-01-31");
        assertThat(besluit(tweede)).isNotEqualTo(toen);
        huis.bezorger.bezorg(eerste.id());
        assertThat(huis.register.werk().lees(eerste.id()).orElseThrow().staat()).as("held against its own decision").isEqualTo(Werk.Staat.AANGEBODEN);
    }

    /** The nonce stands nowhere in the clear: it opens the commitment for whoever has the copy's key, and goes with that key. */
    @Test
    void nonceOfTheManifest_isUnderTheKeyOfTheCopy_andIsDestroyedWithIt() throws Exception {
        String dicht = Aanvulling.inhoud(werk).nonceDicht();
        java.util.UUID lichaam = Objects.requireNonNull(werk.lichaam());
        byte[] nonce = huis.kluis.nonce(lichaam, werk.id(), STEDIN.waarde(), java.util.HexFormat.of().parseHex(dicht));
        assertThat(nonce).hasSize(nl.zegel.crypto.Vastlegging.NONCE);
        assertThat(dicht).doesNotContain(java.util.HexFormat.of().formatHex(nonce));
        assertThat(huis.telRegels("select count(*) from werk w where w::text like '%" + java.util.HexFormat.of().formatHex(nonce) + "%'")).isZero();
        assertThatThrownBy(() -> huis.kluis.nonce(lichaam, werk.id(), BURGEMEESTER.waarde(), java.util.HexFormat.of().parseHex(dicht)))
                .as("another party's").isInstanceOf(IOException.class);
        java.util.UUID sleutel = huis.register.lichamen().slot(lichaam).orElseThrow().bewaarsleutel();
        huis.register.voer(tx -> huis.register.sleutelrijen().vernietig(tx, sleutel, "TERMIJN"));
        assertThatThrownBy(() -> huis.kluis.nonce(lichaam, werk.id(), STEDIN.waarde(), java.util.HexFormat.of().parseHex(dicht)))
                .isInstanceOf(IOException.class);
    }

    private String besluit(Werk.Rij rij) {
        return huis.register.documenten().volgens(Objects.requireNonNull(Objects.requireNonNull(rij.zegel()).besluit())).orElseThrow().besloten().besluit();
    }

    private String verzegeld(Werk.Rij rij) {
        return huis.inschrijvingen(rij.id(), Soort.VERZEGELD).get(0);
    }

    private static String veld(String inhoud, String naam) {
        return inhoud.replaceFirst(".*\"" + naam + "\":\"([0-9a-f]{64})\".*", "$1");
    }

    private Postbus.Lezing open() throws IOException {
        return huis.postbus.open(STEDIN, werk.naam());
    }

    private void haalOp() throws IOException {
        try (Postbus.Lezing lezing = open(); InputStream in = lezing.bytes()) {
            in.readAllBytes();
            lezing.volledig();
        }
    }

    private void geweigerd() {
        assertThatThrownBy(this::open).isInstanceOf(IOException.class);
    }

    private void totDeTermijn() {
        huis.klok.vooruit(Duration.ofDays(15));
        huis.bezorger.bezorg(werk.id());
        huis.termijnwacht.leveringen();
    }

    private void feiten(String naam, String yaml) throws IOException {
        huis.start(Wachtproef.feiten(map, naam, yaml));
    }

    private Werk.Rij nu() {
        return huis.register.werk().lees(werk.id()).orElseThrow();
    }

    private List<String> bewijzen(String tekst) {
        return huis.bewijzen(Objects.requireNonNull(werk.ontvangst()), OM).stream().filter(b -> b.contains(tekst)).toList();
    }
}

package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.OM;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.STEDIN;
import static nl.zegel.exchange.Proefhuis.sleutel;
import static nl.zegel.exchange.Wachtproef.CASUS;
import static nl.zegel.exchange.Wachtproef.VRIJGAVE;
import static nl.zegel.exchange.Wachtproef.om;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Ontvangstbewijs;
import nl.zegel.party.Kanaal;
import nl.zegel.party.LoketId;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.register.Rooster;
import nl.zegel.register.Werk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After acceptance: receipts and reports, deadlines, and what waited and may go later. */
class OpvolgingTest {
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

    // --- receipts and reports

    private Werk.Rij gemaild() throws IOException {
        Ontvangst rij = huis.dienIn(Proefhuis.voorbeeld("hib-01-flat.xml"), POLITIE);
        Werk.Rij werk = huis.leveringen(rij.id(), BURGEMEESTER).get(0);
        assertThat(werk.kanaal()).isEqualTo(Kanaal.MAIL);
        huis.bezorger.bezorg(werk.id());
        return werk(werk.id());
    }

    private byte[] ontvangstbewijs(LoketId ondertekenaar) throws Exception {
        try (Geopend geopend = huis.open(huis.laatsteZegel(), BURGEMEESTER)) {
            return Ontvangstbewijs.maak(geopend, sleutel(ondertekenaar.waarde(), "ondertekenen"), Proefhuis.V, huis.klok.instant());
        }
    }

    private void meld(byte[] cms) throws IOException {
        huis.terugmeldingen.meld(new Terugmelding.Ontvangstbewijs(Optional.empty(), cms));
    }

    @Test
    void signedReceipt_ofTheLoket_provesHandOver() throws Exception {
        Werk.Rij werk = gemaild();
        assertThat(werk.staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
        meld(ontvangstbewijs(BURGEMEESTER));
        meld(ontvangstbewijs(BURGEMEESTER));
        assertThat(werk(werk.id()).staat()).isEqualTo(Werk.Staat.OVERGEDRAGEN);
        assertThat(bewijzen(werk, "Event/ContentHandover\"")).hasSize(1);
    }

    @Test
    void signedReceipt_byAnotherLoket_isCountedAndProvesNothing() throws Exception {
        Werk.Rij werk = gemaild();
        meld(ontvangstbewijs(OM));
        assertThat(werk(werk.id()).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
        assertThat(geteld("ONTVANGSTBEWIJS_ONDERTEKENAAR")).isTrue();
    }

    @Test
    void signedReceipt_forAnotherMessage_isCountedAndProvesNothing() throws Exception {
        Werk.Rij werk = gemaild();
        byte[] bewijs = ontvangstbewijs(BURGEMEESTER);
        Proefhuis ander = new Proefhuis(map);
        try (ander) {
            ander.terugmeldingen.meld(new Terugmelding.Ontvangstbewijs(Optional.of(werk.id().toString()), bewijs));
        }
        String tweede = Proefhuis.voorbeeld("hib-01-flat.xml").replace("HIB-2026-0001", "HIB-2026-0901");
        Werk.Rij later = huis.leveringen(huis.dienIn(tweede, POLITIE).id(), BURGEMEESTER).get(0);
        huis.bezorger.bezorg(later.id());
        meld(bewijs);
        assertThat(werk(later.id()).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
        assertThat(werk(werk.id()).staat()).isEqualTo(Werk.Staat.OVERGEDRAGEN);
    }

    @Test
    void receipt_thatIsAlteredOrNoReceipt_isCounted() throws Exception {
        Werk.Rij werk = gemaild();
        byte[] bewijs = ontvangstbewijs(BURGEMEESTER);
        bewijs[bewijs.length - 3] ^= 1;
        meld(bewijs);
        meld(new byte[] {0x30, 0});
        assertThat(werk(werk.id()).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
        assertThat(geteld("ONTVANGSTBEWIJS_MISVORMD")).isTrue();
    }

    @Test
    void receipt_ofAnUnknownDelivery_isCounted() throws Exception {
        gemaild();
        byte[] bewijs = ontvangstbewijs(BURGEMEESTER);
        try (Proefhuis ander = new Proefhuis(map)) {
            ander.terugmeldingen.meld(new Terugmelding.Ontvangstbewijs(Optional.empty(), bewijs));
            assertThat(geteld(ander, "ONTVANGSTBEWIJS_ONBEKEND")).isTrue();
        }
    }

    @Test
    void failedRelay_isToldOnceWithAlarm_andAReceiptStillCounts() throws Exception {
        Werk.Rij werk = gemaild();
        for (int i = 0; i < 3; i++) {
            huis.terugmeldingen.meld(new Terugmelding.Relay(werk.id().toString(), Terugmelding.Actie.MISLUKT, "5.1.1"));
        }
        assertThat(bewijzen(werk, "RelayToNonERDSFailure")).singleElement().asString().contains("MAILRELAY_MISLUKT", "bewijst niets");
        assertThat(huis.alarmcodes).containsExactly("MAILRELAY_MISLUKT");
        meld(ontvangstbewijs(BURGEMEESTER));
        assertThat(werk(werk.id()).staat()).isEqualTo(Werk.Staat.OVERGEDRAGEN);
    }

    @Test
    void report_aboutAnUnknownDelivery_changesNothing() throws Exception {
        huis.terugmeldingen.meld(new Terugmelding.Relay(UUID.randomUUID().toString(), Terugmelding.Actie.MISLUKT, "5.1.1"));
        huis.terugmeldingen.meld(new Terugmelding.Relay("../../etc", Terugmelding.Actie.MISLUKT, "5.1.1"));
        assertThat(huis.alarmcodes).isEmpty();
    }

    @Test
    void failedDisposition_alarmsOnceADay() throws Exception {
        Werk.Rij werk = gemaild();
        huis.terugmeldingen.meld(new Terugmelding.Dispositie(werk.id().toString(), "processed", true));
        huis.terugmeldingen.meld(new Terugmelding.Dispositie(werk.id().toString(), "processed", true));
        assertThat(huis.alarmcodes).containsExactly("MAILDISPOSITIE_FOUT");
        assertThat(werk(werk.id()).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
    }

    // --- deadlines

    @Test
    void mail_withoutReceiptAtItsDeadline_isToldOnce() throws Exception {
        Werk.Rij werk = gemaild();
        assertThat(huis.termijnwacht.leveringen()).isZero();
        huis.klok.vooruit(Duration.ofDays(15));
        assertThat(huis.termijnwacht.leveringen()).isEqualTo(1);
        assertThat(huis.termijnwacht.leveringen()).isZero();
        assertThat(bewijzen(werk, "ContentHandoverFailure")).singleElement().asString().contains("GEEN_ONTVANGSTBEWIJS");
    }

    /** Its silence is no evidence of anything: the exception to negative evidence. */
    @Test
    void mail_toALoketThatCannotSignReceipts_isNotEstablished_andNoNegativeEvidence() throws Exception {
        huis.partijen = Loketten.met(huis.partijen, BURGEMEESTER, Loketten::zonderOntvangstbewijzen);
        huis.start(Path.of("config/feiten"));
        Werk.Rij werk = gemaild();
        huis.klok.vooruit(Duration.ofDays(15));
        assertThat(huis.termijnwacht.leveringen()).isEqualTo(1);
        assertThat(huis.termijnwacht.leveringen()).isZero();
        assertThat(bewijzen(werk, "OutcomeNotEstablished")).singleElement().asString()
                .contains("urn:zegel:reden:OVERDRACHT_NIET_VASTGESTELD", "zegt niet dat het haar niet kreeg");
        assertThat(bewijzen(werk, "Failure")).isEmpty();
    }

    @Test
    void copyInOut_notFetchedAtItsDeadline_isTold() throws Exception {
        huis.antwoord = new Uitgang.Afgifte.Aangeboden("out/");
        Ontvangst rij = huis.dienIn(Proefhuis.voorbeeld("hib-01-flat.xml"), POLITIE);
        Werk.Rij werk = huis.leveringen(rij.id(), Proefhuis.CORPORATIE).get(0);
        huis.bezorger.bezorg(werk.id());
        huis.klok.vooruit(Duration.ofDays(15));
        huis.termijnwacht.leveringen();
        assertThat(bewijzen(werk, "ContentHandoverFailure")).singleElement().asString().contains("NIET_OPGEHAALD");
    }

    @Test
    void mailThatIsTooLarge_goesToTheNextChannelOrToAPerson() throws Exception {
        Ontvangst rij = huis.dienIn(Proefhuis.voorbeeld("hib-01-flat.xml"), POLITIE);
        Werk.Rij werk = huis.leveringen(rij.id(), BURGEMEESTER).get(0);
        huis.antwoord = new Uitgang.Afgifte.Mislukt(Uitgang.TE_GROOT);
        huis.bezorger.bezorg(werk.id());
        assertThat(werk(werk.id()).staat()).isEqualTo(Werk.Staat.VASTGELOPEN);
        assertThat(huis.alarmcodes).containsExactly("VASTGELOPEN");
        assertThat(bewijzen(werk, "RelayToNonERDSFailure")).hasSize(1);
    }

    // --- waiting

    private static final String VRIJGAVE_NAW = VRIJGAVE.replace("lokets: [stedin-fraude]}\n", "lokets: [stedin-fraude], categorieen: [NAW]}\n");

    private Path feiten(String naam, String yaml) throws IOException {
        return Wachtproef.feiten(map, naam, yaml);
    }

    @Test
    void waitingLoket_getsItsCopyWhenTheFactCame_andNobodyGetsASecond() throws Exception {
        huis.start(feiten("casus", CASUS));
        Ontvangst rij = huis.dienIn(om(BURGEMEESTER, STEDIN), OM);
        assertThat(rij.staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.leveringen(rij.id(), BURGEMEESTER)).hasSize(1);
        assertThat(huis.leveringen(rij.id(), STEDIN)).isEmpty();
        assertThat(huis.register.documenten().wachtend(rij.id())).singleElement().asString().contains("WACHT_OP_HANDMATIGE_VRIJGAVE");
        huis.register.werk().vanOntvangst(rij.id()).forEach(w -> huis.bezorger.bezorg(w.id()));
        assertThat(huis.register.ontvangsten().uitgediend(10)).as("the original stays while something waits").isEmpty();
        assertThat(huis.hervatter.hervat()).isZero();

        huis.start(feiten("vrijgave", VRIJGAVE));
        huis.rooster.neem(Rooster.Taak.VERWERK);
        assertThat(huis.hervatter.bijStart()).isEqualTo(1);
        huis.rooster.neem(Rooster.Taak.VERWERK).forEach(huis::verwerk);
        assertThat(huis.leveringen(rij.id(), BURGEMEESTER)).hasSize(1);
        assertThat(huis.leveringen(rij.id(), STEDIN)).hasSize(1);
        assertThat(huis.register.documenten().wachtend(rij.id())).isEmpty();
        assertThat(huis.bewijzen(rij.id(), OM).stream().filter(b -> b.contains("SubmissionAcceptance"))).hasSize(1);
        assertThat(huis.hervatter.hervat()).isZero();
        assertThat(huis.verwerk(rij.id()).staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.leveringen(rij.id(), STEDIN)).hasSize(1);
    }

    @Test
    void documentOfWhichEverythingWaits_isNotAcceptedUntilItGoes() throws Exception {
        huis.start(feiten("casus", CASUS));
        Ontvangst rij = huis.dienIn(om(STEDIN), OM);
        assertThat(rij.staat()).isEqualTo(Staat.WACHT);
        assertThat(huis.bewijzen(rij.id(), OM)).isEmpty();
        huis.start(feiten("vrijgave", VRIJGAVE));
        assertThat(huis.hervatter.bijStart()).isEqualTo(1);
        assertThat(huis.verwerk(rij.id()).staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.bewijzen(rij.id(), OM)).singleElement().asString().contains("SubmissionAcceptance");
    }

    @Test
    void waitThatIsOver_rejectsADocumentOfWhichNothingWent() throws Exception {
        huis.start(feiten("casus", CASUS));
        Ontvangst rij = huis.dienIn(om(STEDIN), OM);
        huis.klok.vooruit(Duration.ofDays(29));
        assertThat(huis.termijnwacht.wachttijden()).isEqualTo(1);
        assertThat(huis.termijnwacht.wachttijden()).isZero();
        assertThat(huis.rij(rij.id()).staat()).isEqualTo(Staat.GEWEIGERD);
        assertThat(huis.bewijzen(rij.id(), OM)).singleElement().asString()
                .contains("SubmissionRejection", "WACHTTIJD_VERSTREKEN", "WACHT_OP_HANDMATIGE_VRIJGAVE");
    }

    @Test
    void waitThatIsOver_endsForThatLoketOnly_andNothingGoesByItself() throws Exception {
        huis.start(feiten("casus", CASUS));
        Ontvangst rij = huis.dienIn(om(BURGEMEESTER, STEDIN), OM);
        huis.klok.vooruit(Duration.ofDays(29));
        huis.termijnwacht.wachttijden();
        assertThat(huis.bewijzen(rij.id(), OM).stream().filter(b -> b.contains("ContentConsignmentFailure"))).singleElement().asString()
                .contains("WACHTTIJD_VERSTREKEN", "stedin-fraude").doesNotContain("gemeente-utrecht");
        assertThat(huis.alarmcodes).contains("WACHTTIJD_VERSTREKEN");
        huis.start(feiten("vrijgave", VRIJGAVE));
        assertThat(huis.hervatter.bijStart()).isZero();
        huis.verwerk(rij.id());
        assertThat(huis.leveringen(rij.id(), STEDIN)).isEmpty();
    }

    @Test
    void factWithdrawn_holdsTheCopyOnceInTheLog() throws Exception {
        huis.start(feiten("vrijgave", VRIJGAVE));
        Ontvangst rij = huis.dienIn(om(STEDIN), OM);
        Werk.Rij werk = huis.leveringen(rij.id(), STEDIN).get(0);
        huis.start(feiten("casus", CASUS));
        for (int i = 0; i < 3; i++) {
            huis.bezorger.bezorg(werk.id());
            huis.klok.vooruit(Duration.ofMinutes(16));
        }
        assertThat(werk(werk.id()).staat()).isEqualTo(Werk.Staat.VASTGEHOUDEN);
        assertThat(huis.bezorgd).isEmpty();
        assertThat(huis.alarmcodes).containsExactly("VASTGEHOUDEN");
    }

    @Test
    void partlyReleasedLoket_getsASupplementWithoutAnythingItHas() throws Exception {
        huis.start(feiten("naw", VRIJGAVE_NAW));
        Ontvangst rij = huis.dienIn(om(STEDIN), OM);
        assertThat(rij.staat()).isEqualTo(Staat.AANGENOMEN);
        huis.klok.vooruit(Duration.ofMinutes(1));
        huis.start(feiten("vrijgave", VRIJGAVE));
        assertThat(huis.hervatter.bijStart()).isEqualTo(1);
        huis.verwerk(rij.id());
        List<Werk.Rij> kopieen = huis.leveringen(rij.id(), STEDIN);
        assertThat(kopieen).hasSize(2);
        Set<nl.zegel.document.ElementId> eerste = Aanvulling.inhoud(kopieen.get(0)).elementen().keySet();
        Set<nl.zegel.document.ElementId> tweede = Aanvulling.inhoud(kopieen.get(1)).elementen().keySet();
        assertThat(eerste).isNotEmpty().doesNotContainAnyElementsOf(tweede);
        assertThat(tweede).isNotEmpty();
        huis.bezorger.bezorg(kopieen.get(1).id());
        try (Geopend geopend = huis.open(huis.laatsteZegel(), STEDIN)) {
            String entiteit = new String(geopend.open().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            String xml = new String(java.util.Base64.getMimeDecoder().decode(entiteit.split("\r\n\r\n")[2].split("\r\n--")[0]),
                    java.nio.charset.StandardCharsets.UTF_8);
            assertThat(xml).contains("1990-01-31").doesNotContain("Testman");
        }
    }

    @Test
    void heldCopy_thatHoldsMoreThanMayGoNow_isReplacedByASmallerOne() throws Exception {
        huis.start(feiten("vrijgave", VRIJGAVE));
        Ontvangst rij = huis.dienIn(om(STEDIN), OM);
        Werk.Rij groot = huis.leveringen(rij.id(), STEDIN).get(0);
        huis.start(feiten("naw", VRIJGAVE_NAW));
        huis.bezorger.bezorg(groot.id());
        assertThat(werk(groot.id()).staat()).isEqualTo(Werk.Staat.VASTGEHOUDEN);
        huis.rooster.neem(Rooster.Taak.VERWERK);
        assertThat(huis.hervatter.hervat()).isEqualTo(1);
        huis.rooster.neem(Rooster.Taak.VERWERK).forEach(huis::verwerk);
        assertThat(werk(groot.id()).staat()).isEqualTo(Werk.Staat.INGETROKKEN);
        assertThat(werk(groot.id()).code()).isEqualTo("OPNIEUW_VERZEGELD");
        List<Werk.Rij> over = huis.leveringen(rij.id(), STEDIN).stream().filter(w -> w.staat() == Werk.Staat.OPEN).toList();
        assertThat(over).hasSize(1);
        assertThat(Aanvulling.inhoud(over.get(0)).elementen().size()).isLessThan(Aanvulling.inhoud(groot).elementen().size());
        assertThat(huis.hervatter.hervat()).isZero();
    }

    @Test
    void mailThatIsTooLarge_goesByTheNextChannelOfTheLoket() throws Exception {
        huis.partijen = Loketten.met(huis.partijen, BURGEMEESTER, l -> Loketten.kanalen(l, List.of(Kanaal.MAIL, Kanaal.SFTP), l.maxMailgrootte()));
        huis.start(Path.of("config/feiten"));
        Ontvangst rij = huis.dienIn(Proefhuis.voorbeeld("hib-01-flat.xml"), POLITIE);
        Werk.Rij werk = huis.leveringen(rij.id(), BURGEMEESTER).get(0);
        huis.antwoord = new Uitgang.Afgifte.Mislukt(Uitgang.TE_GROOT);
        huis.bezorger.bezorg(werk.id());
        assertThat(werk(werk.id()).kanaal()).isEqualTo(Kanaal.SFTP);
        huis.antwoord = new Uitgang.Afgifte.Aangeboden("out/");
        huis.bezorger.bezorg(werk.id());
        assertThat(werk(werk.id()).staat()).isEqualTo(Werk.Staat.AANGEBODEN);
        assertThat(bewijzen(werk, "Event/ContentConsignment\"")).hasSize(1);
    }

    @Test
    void statementOfTheDocument_stillCountsTheNextDay() throws Exception {
        Ontvangst rij = huis.dienIn(Proefhuis.voorbeeld("hib-01-flat.xml"), POLITIE);
        Werk.Rij werk = huis.leveringen(rij.id(), BURGEMEESTER).get(0);
        huis.klok.vooruit(Duration.ofHours(25));
        huis.bezorger.bezorg(werk.id());
        assertThat(werk(werk.id()).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
    }

    private Werk.Rij werk(UUID id) {
        return huis.register.werk().lees(id).orElseThrow();
    }

    private List<String> bewijzen(Werk.Rij werk, String gebeurtenis) {
        return huis.bewijzen(java.util.Objects.requireNonNull(werk.ontvangst()), POLITIE).stream()
                .filter(b -> b.contains(gebeurtenis) && b.contains(werk.id().toString())).toList();
    }

    private boolean geteld(String code) {
        return geteld(huis, code);
    }

    /** The counts become entries when their hour is over. */
    private static boolean geteld(Proefhuis huis, String code) {
        huis.klok.vooruit(Duration.ofHours(2));
        new nl.zegel.register.Vegen(huis.register, huis.rooster).nietAuthentiek();
        Set<String> codes = huis.tellingen();
        return codes.stream().anyMatch(c -> c.contains(code));
    }
}

package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.CORPORATIE;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import nl.zegel.party.LoketId;
import nl.zegel.register.Inschrijving.Soort;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Rooster;
import nl.zegel.register.Vervolg;
import nl.zegel.register.Werk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an attempt ends when the channel does not say: nobody is told that a copy did not arrive which may have. */
class AfloopTest {
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
    void bugInTheChannel_leavesTheOutcomeUnknown_andTheEvidenceSaysSo() throws Exception {
        huis.uitgang = (kanaal, bezorging) -> {
            throw new IllegalStateException("after the last byte");
        };
        Werk.Rij werk = levering(BURGEMEESTER);
        assertThat(huis.bezorger.bezorg(werk.id())).isInstanceOf(Vervolg.Klaar.class);
        assertThat(werk(werk).staat()).isEqualTo(Werk.Staat.VASTGELOPEN);
        assertThat(werk(werk).code()).isEqualTo("FOUT_IN_GATEWAY");
        assertThat(werk(werk).mogelijk()).isTrue();
        assertThat(huis.inschrijvingen(werk.id(), Soort.UITKOMST)).singleElement().asString().contains("\"uitkomst\":\"ONBEKEND\"");
        assertThat(huis.alarmcodes).containsExactly("VASTGELOPEN");
        onbekend(werk, "FOUT_IN_GATEWAY");
        assertThat(huis.bezorger.bezorg(werk.id())).as("a person looks first").isInstanceOf(Vervolg.Klaar.class);
        assertThat(huis.bezorgd).hasSize(1);
    }

    @Test
    void attemptsWhoseOutcomeIsNeverKnown_endAsUnknown() throws Exception {
        huis.uitgang = (kanaal, bezorging) -> {
            throw new IOException("cut off");
        };
        Werk.Rij werk = totHetEind(levering(BURGEMEESTER));
        assertThat(werk.code()).isEqualTo("UITKOMST_ONBEKEND");
        assertThat(werk.mogelijk()).isTrue();
        onbekend(werk, "UITKOMST_ONBEKEND");
    }

    /** One attempt that may have arrived is enough, whatever the later ones say. */
    @Test
    void laterRefusal_doesNotUndoThatItMayHaveArrived() throws Exception {
        huis.uitgang = (kanaal, bezorging) -> {
            if (huis.bezorgd.size() == 1) {
                throw new IOException("cut off");
            }
            return new Uitgang.Afgifte.Mislukt("SMTP_GEWEIGERD");
        };
        Werk.Rij werk = totHetEind(levering(BURGEMEESTER));
        onbekend(werk, "SMTP_GEWEIGERD");
    }

    @Test
    void refusalWithoutAnyUncertainAttempt_isNegativeEvidenceWithItsCode() throws Exception {
        huis.antwoord = new Uitgang.Afgifte.Mislukt("SFTP_GEWEIGERD");
        Werk.Rij werk = totHetEind(levering(CORPORATIE));
        assertThat(werk.mogelijk()).isFalse();
        assertThat(bewijzen(werk)).singleElement().asString().contains("Event/ContentConsignmentFailure\"", "urn:zegel:reden:SFTP_GEWEIGERD",
                "kon niet worden aangeboden").doesNotContain("mogelijk");
    }

    @Test
    void registerThatGoesAwayDuringTheAttempt_isNoOutcome_andTheNextClaimSeesIt() throws Exception {
        huis.uitgang = (kanaal, bezorging) -> {
            throw new RegisterFout("away");
        };
        Werk.Rij werk = levering(BURGEMEESTER);
        assertThatThrownBy(() -> huis.bezorger.bezorg(werk.id())).isInstanceOf(RegisterFout.class);
        assertThat(werk(werk).staat()).isEqualTo(Werk.Staat.BEZIG);
        huis.klok.vooruit(Duration.ofMinutes(11));
        huis.uitgang = (kanaal, bezorging) -> huis.antwoord;
        huis.bezorger.bezorg(werk.id());
        assertThat(werk(werk).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
        assertThat(werk(werk).mogelijk()).as("the first attempt had its intent").isTrue();
    }

    // --- bugs around the attempt

    @Test
    void bugInTheRecheck_stopsTheCopyBeforeAnyIntent_andIsNotRepeated() throws Exception {
        Werk.Rij werk = levering(BURGEMEESTER);
        huis.sql("update werk set inhoud = '{\"versie\":99}' where id = '" + werk.id() + "'");
        assertThat(huis.bezorger.bezorg(werk.id())).isInstanceOf(Vervolg.Klaar.class);
        assertThat(werk(werk).staat()).isEqualTo(Werk.Staat.VASTGELOPEN);
        assertThat(werk(werk).code()).isEqualTo("FOUT_IN_GATEWAY");
        assertThat(werk(werk).mogelijk()).isFalse();
        assertThat(huis.inschrijvingen(werk.id(), Soort.VOORNEMEN)).isEmpty();
        assertThat(huis.alarmcodes).containsExactly("VASTGELOPEN");
        assertThat(bewijzen(werk)).singleElement().asString().contains("RelayToNonERDSFailure", "FOUT_IN_GATEWAY");
        assertThat(huis.bezorger.bezorg(werk.id())).isInstanceOf(Vervolg.Klaar.class);
        assertThat(huis.bezorgd).isEmpty();
    }

    @Test
    void bugInBooking_stopsTheCopyAsPossiblyDelivered() throws Exception {
        Werk.Rij werk = levering(BURGEMEESTER);
        huis.sql("update document set soort = null");
        assertThat(huis.bezorger.bezorg(werk.id())).isInstanceOf(Vervolg.Klaar.class);
        assertThat(huis.bezorgd).hasSize(1);
        assertThat(werk(werk).staat()).isEqualTo(Werk.Staat.VASTGELOPEN);
        assertThat(werk(werk).mogelijk()).isTrue();
        assertThat(huis.alarmcodes).containsExactly("VASTGELOPEN");
    }

    // --- bugs in making evidence

    @Test
    void rewrittenLog_stopsAllEvidence_alarmsAndClosesTheIntake() throws Exception {
        Werk.Rij werk = levering(BURGEMEESTER);
        huis.bewijzen(Objects.requireNonNull(werk.ontvangst()), POLITIE);
        huis.sql("update loket_controlepunt set wortel = decode(repeat('ab', 32), 'hex')");
        huis.bezorger.bezorg(werk.id());
        UUID bewijs = huis.rooster.neem(Rooster.Taak.BEWIJS).get(0);
        assertThat(huis.bewijsmaker.maak(bewijs)).isEqualTo(new Vervolg.Opnieuw(huis.klok.instant().plus(Duration.ofDays(1))));
        huis.bewijsmaker.maak(bewijs);
        assertThat(huis.alarmcodes).containsExactly("LOGBOEK_HERSCHREVEN");
        assertThat(huis.inschrijvingen(bewijs, Soort.VASTGELOPEN)).singleElement().asString().contains("LOGBOEK_HERSCHREVEN");
        assertThat(bewijzen(werk)).isEmpty();
        huis.klok.vooruit(Duration.ofMinutes(16));
        assertThat(huis.poort.waarom()).contains("INNAME_DICHT_BEWIJS");
    }

    @Test
    void evidenceThatABugStops_alarmsDaily_holdsNobodyElseUp_andIsMadeWhenItCan() throws Exception {
        Werk.Rij werk = levering(BURGEMEESTER);
        UUID bewijs = huis.rooster.neem(Rooster.Taak.BEWIJS).get(0);
        huis.sql("alter table bewijs add column echt text");
        huis.sql("update bewijs set echt = feiten, feiten = 'geen json'");
        for (int dag = 0; dag < 2; dag++) {
            assertThat(huis.bewijsmaker.maak(bewijs)).isInstanceOf(Vervolg.Opnieuw.class);
            assertThat(huis.bewijsmaker.maak(bewijs)).isInstanceOf(Vervolg.Opnieuw.class);
            huis.klok.vooruit(Duration.ofDays(1));
        }
        assertThat(huis.alarmcodes).containsExactly("FOUT_IN_GATEWAY", "FOUT_IN_GATEWAY");
        assertThat(huis.inschrijvingen(bewijs, Soort.VASTGELOPEN)).hasSize(1);
        assertThat(huis.poort.waarom()).as("the intake stays open for others").isEmpty();
        huis.sql("update bewijs set feiten = echt");
        assertThat(huis.bewijsmaker.maak(bewijs)).isInstanceOf(Vervolg.Klaar.class);
        assertThat(huis.bewijzen(Objects.requireNonNull(werk.ontvangst()), POLITIE)).hasSize(1);
    }

    private void onbekend(Werk.Rij werk, String code) {
        assertThat(bewijzen(werk)).singleElement().asString().contains("urn:zegel:gebeurtenis:OutcomeNotEstablished", "mogelijk afgeleverd",
                "urn:zegel:reden:" + code).doesNotContain("Failure", "kon niet worden aangeboden");
    }

    private Werk.Rij totHetEind(Werk.Rij werk) {
        huis.bezorger.bezorg(werk.id());
        huis.klok.vooruit(Duration.ofDays(14).minusHours(2));
        for (int i = 0; i < 100 && werk(werk).staat() == Werk.Staat.OPEN; i++) {
            huis.bezorger.bezorg(werk.id());
            huis.klok.vooruit(Duration.ofHours(1));
        }
        assertThat(werk(werk).staat()).isEqualTo(Werk.Staat.VASTGELOPEN);
        return werk(werk);
    }

    private Werk.Rij levering(LoketId loket) throws IOException {
        return huis.leveringen(huis.dienIn(Proefhuis.voorbeeld("hib-01-flat.xml"), POLITIE).id(), loket).get(0);
    }

    private Werk.Rij werk(Werk.Rij rij) {
        return huis.register.werk().lees(rij.id()).orElseThrow();
    }

    private List<String> bewijzen(Werk.Rij werk) {
        return huis.bewijzen(Objects.requireNonNull(werk.ontvangst()), POLITIE).stream().filter(b -> b.contains(werk.id().toString())).toList();
    }
}

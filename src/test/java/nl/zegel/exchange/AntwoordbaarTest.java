package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.CORPORATIE;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.sleutel;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import nl.zegel.party.Kanaal;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.register.Werk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Automatic replies, list mail and bounces never get an answer, at no moment: a mail loop or a list must not be fed. The
 * evidence is made and stays in the register all the same. Each case has its control: the same mail of a person is answered.
 */
class AntwoordbaarTest {
    @TempDir
    Path map;

    private Proefhuis huis;
    private String hib;

    @BeforeEach
    void begin() throws IOException {
        huis = new Proefhuis(map);
        hib = Proefhuis.voorbeeld("hib-01-flat.xml");
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acceptance_isMailedOnlyToWhoMayBeAnswered(boolean antwoordbaar) throws Exception {
        Ontvangst rij = mail(hib, antwoordbaar);
        assertThat(rij.staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.bewijzen(rij.id(), POLITIE)).singleElement().asString().contains("SubmissionAcceptance");
        assertThat(gemaild(rij)).hasSize(antwoordbaar ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rejection_isMailedOnlyToWhoMayBeAnswered(boolean antwoordbaar) throws Exception {
        Ontvangst rij = mail(hib.replace("<omgeving>demo<", "<omgeving>test<"), antwoordbaar);
        assertThat(rij.staat()).isEqualTo(Staat.GEWEIGERD);
        assertThat(huis.bewijzen(rij.id(), POLITIE)).singleElement().asString().contains("SubmissionRejection");
        assertThat(gemaild(rij)).hasSize(antwoordbaar ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void laterEvidence_isMailedOnlyToWhoMayBeAnswered(boolean antwoordbaar) throws Exception {
        Ontvangst rij = mail(hib, antwoordbaar);
        huis.bewijzen(rij.id(), POLITIE);
        int eerder = gemaild(rij).size();
        Werk.Rij kopie = huis.leveringen(rij.id(), CORPORATIE).get(0);
        huis.antwoord = new Uitgang.Afgifte.Aangeboden("out/");
        huis.bezorger.bezorg(kopie.id());
        huis.postbus.open(CORPORATIE, kopie.naam()).volledig();
        assertThat(huis.bewijzen(rij.id(), POLITIE)).filteredOn(b -> b.contains("Event/ContentConsignment\"") || b.contains("Event/ContentHandover\""))
                .hasSize(2);
        assertThat(gemaild(rij)).hasSize(antwoordbaar ? eerder + 2 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void negativeEvidenceAtADeadline_isMailedOnlyToWhoMayBeAnswered(boolean antwoordbaar) throws Exception {
        Ontvangst rij = mail(hib, antwoordbaar);
        huis.bewijzen(rij.id(), POLITIE);
        Werk.Rij kopie = huis.leveringen(rij.id(), CORPORATIE).get(0);
        huis.antwoord = new Uitgang.Afgifte.Aangeboden("out/");
        huis.bezorger.bezorg(kopie.id());
        huis.klok.vooruit(Duration.ofDays(15));
        assertThat(huis.termijnwacht.leveringen()).isEqualTo(1);
        assertThat(huis.bewijzen(rij.id(), POLITIE)).filteredOn(b -> b.contains("ContentHandoverFailure")).hasSize(1);
        assertThat(gemaild(rij)).hasSize(antwoordbaar ? 3 : 0);
    }

    @Test
    void repeatedDocument_isAnsweredAsTheRepetitionMayBe_notAsTheFirstMight() throws Exception {
        Ontvangst vanEenMens = mail(hib, true);
        huis.bewijzen(vanEenMens.id(), POLITIE);
        assertThat(gemaild(vanEenMens)).hasSize(1);
        Ontvangst automaat = mail(hib, false);
        assertThat(automaat.staat()).isEqualTo(Staat.DUBBEL);
        assertThat(huis.bewijzen(automaat.id(), POLITIE)).isEmpty();
        assertThat(gemaild(vanEenMens, automaat)).as("a list that sends it on is not answered").hasSize(1);
        Ontvangst weerEenMens = mail(hib, true);
        assertThat(weerEenMens.staat()).isEqualTo(Staat.DUBBEL);
        assertThat(gemaild(vanEenMens, automaat, weerEenMens)).as("control").hasSize(2)
                .allSatisfy(w -> assertThat(w.bewijs()).as("the same evidence").isEqualTo(gemaild(vanEenMens).get(0).bewijs()));
    }

    @Test
    void firstThatMayNotBeAnswered_repeatedByAPerson_getsItsEvidenceOnceByMail() throws Exception {
        Ontvangst automaat = mail(hib, false);
        assertThat(huis.bewijzen(automaat.id(), POLITIE)).hasSize(1);
        Ontvangst mens = mail(hib, true);
        assertThat(mens.staat()).isEqualTo(Staat.DUBBEL);
        assertThat(gemaild(automaat, mens)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsNotAuthentic_isNeverMailed_noMatterWhoSentIt(boolean antwoordbaar) throws Exception {
        String eigen = huis.partijen.loket(POLITIE).orElseThrow().mailadressen().get(0);
        UUID id = huis.ontvang(new Aanvoer.Mail(List.of(eigen), List.of(), "id", antwoordbaar), hib.getBytes(StandardCharsets.UTF_8));
        Ontvangst rij = huis.verwerk(id);
        assertThat(rij.staat()).isEqualTo(Staat.NIET_AUTHENTIEK);
        assertThat(huis.bewijzen(id, POLITIE)).isEmpty();
        assertThat(gemaild(rij)).isEmpty();
    }

    private Ontvangst mail(String xml, boolean antwoordbaar) throws IOException {
        String eigen = huis.partijen.loket(POLITIE).orElseThrow().mailadressen().get(0);
        byte[] p7m = huis.verzegel(xml.getBytes(StandardCharsets.UTF_8), sleutel(POLITIE.waarde(), "ondertekenen"));
        return huis.verwerk(huis.ontvang(new Aanvoer.Mail(List.of(eigen), List.of(), "id", antwoordbaar), p7m));
    }

    private List<Werk.Rij> gemaild(Ontvangst... rijen) {
        return java.util.Arrays.stream(rijen).flatMap(r -> huis.register.werk().vanOntvangst(r.id()).stream())
                .filter(w -> w.soort() == Werk.Soort.BEWIJS).peek(w -> assertThat(w.kanaal()).isEqualTo(Kanaal.MAIL)).toList();
    }
}

package nl.zegel.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorenTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "BSN|nummer 999990019.", "BSN|9999 90 019", "BSN|9999.90.019", "BSN|999-990-019", "BSN|9999 90\u200b019", "BSN|\uff19\uff19\uff19\uff19\uff19\uff10\uff10\uff11\uff19",
        "KENTEKEN|auto XX-99-99 stond", "KENTEKEN|99-xxx-9", "KENTEKEN|XX999X", "KENTEKEN|G 123 BB", "KENTEKEN|1-ABC-23",
        "TELEFOON|bel 06-12345678", "TELEFOON|+31 6 12 34 56 78", "TELEFOON|030 123 45 00", "TELEFOON|(030) 1234500", "TELEFOON|0031612345678", "TELEFOON|+49 30 12345678",
        "EMAIL|mail jan@voorbeeld.example", "EMAIL|jan (at) voorbeeld.nl", "EMAIL|jan [at] voorbeeld [punt] nl",
        "GEBOORTEDATUM|geboren op 3 mei 2019", "GEBOORTEDATUM|31-01-1990", "GEBOORTEDATUM|1990-01-31", "GEBOORTEDATUM|31 januari 1990", "GEBOORTEDATUM|geb. 01/02/19"})
    void identifier_howeverWritten_isFound(Detectoren.Soort soort, String tekst) {
        assertThat(Detectoren.treffers(tekst)).contains(soort);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "186 planten in 3 ruimten", "tussen 10 en 12 planten", "op 18-11-2026 om 07:15 uur", "2026-11-18", "Opiumwet 13b", "3512AB Utrecht", "3512 AB",
        "999990018", "PL0900-2026000012", "12500 gram", "0344010000000001", "kamer 2-a", "x@y", "art. 3 onder B"})
    void ordinaryText_isLeftAlone(String tekst) {
        assertThat(Detectoren.treffers(tekst)).isEmpty();
    }

    @RepeatedTest(200)
    void randomBsn_inRandomGrouping_isFound(RepetitionInfo herhaling) {
        Random toeval = new Random(herhaling.getCurrentRepetition());
        String bsn;
        do {
            bsn = "999" + String.format("%06d", toeval.nextInt(1_000_000));
        } while (!LexicaleVorm.elfproef(bsn));
        StringBuilder tekst = new StringBuilder("zie ");
        String scheiding = new String[] {"", " ", ".", "-"}[toeval.nextInt(4)];
        for (int i = 0; i < 9; i++) {
            tekst.append(bsn.charAt(i)).append(i < 8 && toeval.nextBoolean() ? scheiding : "");
        }
        assertThat(Detectoren.treffers(tekst + " in het dossier")).contains(Detectoren.Soort.BSN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "de heer TESTMAN was er|Testman", "Mérel kwam|merel", "Merel kwam|Mérel", "bel 06 12 34 56 78|0612345678", "bel 06-12345678|+31612345678",
        "op 31-01-1990|1990-01-31", "op 31 januari 1990|1990-01-31", "X X 9 9 9 9|XX9999", "Jan  Karel|Jan Karel", "jan-karel|Jan Karel", "Bos|Bos"})
    void withheldValue_howeverWritten_isFound(String tekst, String onthouden) {
        assertThat(Normalisatie.bevat(tekst, onthouden)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"12 planten|12", "aan de bosrand|Bos", "Testdorp|Testman", "op 01-02-1990|1990-01-31", "niets|?"})
    void otherText_isNotAMatch(String tekst, String onthouden) {
        assertThat(Normalisatie.bevat(tekst, onthouden)).isFalse();
    }
}

package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the search of a copy finds, and what it knowingly does not. */
class ZoektekstTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "de Wit           | gezien met De Wit bij de deur     | true",
        "J. Bos           | de heer J.Bos deed open           | true",
        "Bos              | in de bosrand                     | false",
        "Bos              | bij BOS thuis                     | true",
        "Voorbeeldstraat  | in de voor-beeld straat           | true",
        "1990-01-31       | geboren op 31 januari 1990        | true",
        "12               | op nummer 12 daar                 | false",
        "12               | 12                                | true",
        "12               | 123                               | false",
        "Voorbeeldstraat 12 | aan de Voorbeeldstraat, nr 12   | false",
        "Voorbeeldstraat 12 | aan de Voorbeeldstraat 12-A     | true"})
    void bevat_value_inText(String waarde, String tekst, boolean gevonden) {
        assertThat(Zoektekst.van(List.of("iets anders", tekst)).bevat(waarde)).isEqualTo(gevonden);
    }

    @ParameterizedTest
    @CsvSource({"12, true", "A, true", "1-A, true", "123, false", "Bos, false", "'', false", "'--', false"})
    void tekortOmAlleen_valueOfOneOrTwoSigns_isTooShort(String waarde, boolean tekort) {
        assertThat(Zoektekst.tekortOmAlleen(waarde)).isEqualTo(tekort);
    }
}

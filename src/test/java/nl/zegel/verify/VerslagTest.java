package nl.zegel.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerslagTest {
    private static final Bevinding GOED = new Bevinding(Bevinding.Soort.BEWEZEN, "INCLUSIE", "bewijs.json", "De gebeurtenis staat \"in\" het register.");
    private static final Bevinding OPEN = new Bevinding(Bevinding.Soort.NIET_BEWEZEN, "ZEGEL_DICHT", "", "Zonder sleutel is niet te zien wat erin zit.");
    private static final Bevinding MIS = new Bevinding(Bevinding.Soort.FOUT, "GEEN_PAD", "bewijs.json", "Geen pad.");
    private static final Bevinding NOOT = new Bevinding(Bevinding.Soort.TOELICHTING, "EERSTE_BEWIJS", "bewijs.json", "Het eerste.");

    @Test
    void json_format1_isGolden() throws IOException {
        assertThat(Verslag.van(List.of(GOED, OPEN)).json()).isEqualTo(Files.readString(Path.of("src/test/resources/golden/verslag-1.json")));
    }

    @Test
    void verdict_followsFromTheWorstFinding_andNothingProvenIsNeverProven() {
        assertThat(Verslag.van(List.of(GOED, NOOT)).oordeel()).isEqualTo(Oordeel.BEWEZEN);
        assertThat(Verslag.van(List.of(GOED, OPEN)).oordeel()).isEqualTo(Oordeel.DEELS);
        assertThat(Verslag.van(List.of(GOED, OPEN, MIS)).oordeel()).isEqualTo(Oordeel.FOUT);
        assertThat(Verslag.van(List.of(NOOT)).oordeel()).isEqualTo(Oordeel.DEELS);
        assertThat(Verslag.van(List.of()).oordeel()).isEqualTo(Oordeel.DEELS);
    }

    @Test
    void text_saysWhatIsWrongFirst() {
        String tekst = Verslag.van(List.of(GOED, MIS)).tekst();
        assertThat(tekst).startsWith("FOUT:").containsSubsequence("Fout\n", "[GEEN_PAD]", "Bewezen\n", "[INCLUSIE]");
    }
}

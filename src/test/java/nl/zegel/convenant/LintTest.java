package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.zegel.document.Woordenboek;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {
    private static final Path HENNEP = Path.of("config/convenanten/hennep-midden-nederland-2024.yaml");
    private static final Woordenboek WOORDENBOEK = Woordenboek.laad();

    @Test
    void hennep_shipped_coversEveryTuple() throws IOException {
        Convenant hennep = Convenanten.lees(HENNEP.toString(), Files.readAllBytes(HENNEP));
        assertThat(Lint.keur(hennep, WOORDENBOEK)).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "  - id: N-bsn\\n    categorieen: [BSN]|  - id: N-bsn\\n    categorieen: [FOTO]|niet-gedekt|BSN",
        "    regimes: [WPG9, WPG10]|    regimes: [WPG9]|niet-gedekt|WPG10",
        "  FC-H4: {soort: S, stand: DICHT|  FC-H4: {soort: S, stand: OPEN|niet-gedekt|BSN",
        "categorieen: [LOCATIE, FEIT]|categorieen: [LOCATIE, FEIT, GERUCHT]|onbekende-categorie|GERUCHT",
        "codes: [LEGAAL]|codes: [GRIJS]|onbekende-code|GRIJS",
        "  term: soortObject|  term: achternaam|onbekende-term|achternaam",
        "C-NOODZAAK: \"7.1\", C-GEBIED|C-GEBIED|vaste-voorwaarde|NOODZAAK",
        "basisVervallenPer: 2026-01-01\\n    verplichtingen|verplichtingen|vervaldag-ontbreekt|H-01",
    })
    void keur_brokenConvenant_namesTheTuple(String was, String wordt, String code, String noemt) throws IOException {
        String tekst = Files.readString(HENNEP);
        String oud = was.replace("\\n", "\n");
        assertThat(tekst).contains(oud);
        int plek = tekst.indexOf(oud);
        String stuk = tekst.substring(0, plek) + wordt.replace("\\n", "\n") + tekst.substring(plek + oud.length());
        Convenant convenant = Convenanten.lees(HENNEP.toString(), stuk.getBytes(StandardCharsets.UTF_8));
        assertThat(Lint.keur(convenant, WOORDENBOEK)).anySatisfy(k -> {
            assertThat(k.code()).isEqualTo(code);
            assertThat(k.wat()).contains(noemt);
        });
    }
}

package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.zegel.party.Bestandscontrole;
import nl.zegel.party.ConfiguratieFout;
import nl.zegel.party.Omgeving;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvenantenTest {
    private static final Path HENNEP = Path.of("config/convenanten/hennep-midden-nederland-2024.yaml");

    @Test
    void hennep_shipped_loadsWithDigest() {
        Convenanten geladen = Convenanten.laad(HENNEP.getParent(), Omgeving.DEMO, Bestandscontrole.DEMO);
        Convenant hennep = geladen.convenant("hennep-midden-nederland-2024").orElseThrow();
        assertThat(hennep.digest()).matches("[0-9a-f]{64}");
        assertThat(geladen.digests()).containsEntry(hennep.id(), hennep.digest());
        assertThat(hennep.lezingen()).containsKeys("FC-H1", "FC-H10", "FC-H24", "G-13");
    }

    @Test
    void laad_emptyFolder_refuses(@org.junit.jupiter.api.io.TempDir Path leeg) {
        assertThatThrownBy(() -> Convenanten.laad(leeg, Omgeving.DEMO, Bestandscontrole.DEMO))
                .isInstanceOfSatisfying(ConfiguratieFout.class, f -> assertThat(f.meldingen().get(0).code()).isEqualTo("geen-convenanten"));
    }

    @Test
    void laad_unsignedOutsideDemo_refuses() {
        assertThatThrownBy(() -> Convenanten.laad(HENNEP.getParent(), Omgeving.PRODUCTIE, (pad, bytes) -> java.util.Optional.of("geen handtekening")))
                .isInstanceOfSatisfying(ConfiguratieFout.class, f -> assertThat(f.meldingen().get(0).code()).isEqualTo("niet-ondertekend"));
    }

    @Test
    void lees_otherFileName_refuses() throws IOException {
        byte[] bytes = Files.readAllBytes(HENNEP);
        assertThatThrownBy(() -> Convenanten.lees("ander.yaml", bytes))
                .isInstanceOfSatisfying(ConfiguratieFout.class, f -> assertThat(f.meldingen().get(0).code()).isEqualTo("andere-naam"));
    }

    /** Each row replaces the first occurrence of a text in the shipped file; the error names its place and its rule. */
    @ParameterizedTest(name = "{2}: {0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "formaat: 2|formaat: 1|buiten-bereik",
        "titel: Hennep|titelx: Hennep|sleutel-ontbreekt",
        "bron: Tekst|extra: x\\nbron: Tekst|onbekende-sleutel",
        "id: hennep|titel: dubbel\\nid: hennep|dubbele-sleutel",
        "vorm: EINDDATUM|vorm: ONBEPAALD|einde-past-niet",
        "vorm: EINDDATUM|vorm: NOOIT|onbekende-keuze",
        "  totEnMet: 2027-02-28|  totEnMet: eens|geen-datum",
        "  opzegging: elke|  termijn: P1Y\\n  opzegging: elke|termijn-past-niet",
        "{loket: om-mn-parket, rol: OM|{loket: om-mn-parket, rol: OMX|onbekende-naam",
        "{loket: om-mn-parket, rol: OM|{loket: svb-handhaving, rol: OM|dubbel-loket",
        "{loket: om-mn-parket, rol: OM, van: 2024-03-01}|{loket: om-mn-parket, rol: OM, van: 2024-03-01, totEnMet: 2023-01-01}|einde-voor-begin",
        "  ART20_BESLISSING: {rollen: [POL]}|  art20: {rollen: [POL]}|geen-code",
        "  C-ART20: {feit: ART20_BESLISSING, ontbreekt: ART20_BESLISSING_ONTBREEKT}|  C-ART20: {ontbreekt: ART20_BESLISSING_ONTBREEKT}|feit-past-niet",
        "  C-ART20: {feit: ART20_BESLISSING, ontbreekt: ART20_BESLISSING_ONTBREEKT}|  C-ART20: {feit: ART20_BESLISSING}|reden-ontbreekt",
        "  C-ART20: {feit: ART20_BESLISSING, ontbreekt: ART20_BESLISSING_ONTBREEKT}|  C-ART20: {feit: ART20_BESLISSING, ontbreekt: TOEGESTAAN}|reden-ontbreekt",
        "  C-AUTH: {toets: AANWIJZING}|  C-AUTH: {toets: AANWIJZING, noemt: [LOKET]}|feit-past-niet",
        "  C-AUTH: {toets: AANWIJZING}|  X-AUTH: {toets: AANWIJZING}|geen-voorwaarde",
        "alleenOver: [VERDACHTE]|alleenOver: [BURGER]|onbekende-naam",
        "uit: [SIGNAAL_VERMOEDEN], over|uit: [SIGNAAL], over|onbekende-naam",
        "  van: 2024-03-01\\n  totEnMet|  totEnMet|begin-past-niet",
        "  ART20_BESLISSING: {rollen: [POL]}|  ART20_BESLISSING: {rollen: []}|lege-lijst",
        "    van: [BGM, COL, UWV, SVB, VHU]|    van: [\"*\"]|onbekende-naam",
        "    van: [BGM, COL, UWV, SVB, VHU]|    van: []|lege-lijst",
        "    categorieen: [NAW, GEBDAT|    categorieen: [BSN, NAW, GEBDAT|niet-in-lijst",
        "    betrokkenen: [GEEN]|    betrokkenen: [BURGER]|onbekende-naam",
        "    regimes: [AVG]|    regimes: [WPG11]|onbekende-keuze",
        "    herkomst: [EIGEN]|    herkomst: [DERDEN]|onbekende-naam",
        "C-AUTH: \"8.1\"|C-AUTHX: \"8.1\"|onbekende-voorwaarde",
        "C-AUTH: \"8.1\"|C-AUTH: 8.1|geen-tekst",
        "    artikelen: [\"4.5\"]\\n    lezingen: [FC-H2|    artikelen: []\\n    lezingen: [FC-H2|lege-lijst",
        "    lezingen: [FC-H2, FC-H14|    lezingen: [FC-H99, FC-H14|onbekende-naam",
        "  - id: H-01.plaats-net|  - id: H-01.plaats|dubbele-regel",
        "    bewaring: ontvanger|    bewaring: eeuwig|onbekende-naam",
        "    verplichtingen: [O-H]|    verplichtingen: [O-X]|onbekende-naam",
        "    code: DOEL_NIET_TOEGESTAAN|    code: TOEGESTAAN|verbod-staat-toe",
        "    code: DOEL_NIET_TOEGESTAAN\\n    artikelen: [\"2\"]|    code: DOEL_NIET_TOEGESTAAN|zonder-grond",
        "alleenBij: {FC-H18: OPEN}|alleenBij: {FC-H18: KIER}|onbekende-keuze",
        "  - id: N-bsn\\n    categorieen: [BSN]|  - id: N-bsn\\n    categorieen: []|lege-lijst",
        "    naam: verdachte|    naam: &a verdachte|anker",
    })
    void lees_brokenFile_refusesWithPlaceAndRule(String was, String wordt, String code) throws IOException {
        String tekst = Files.readString(HENNEP);
        String oud = was.replace("\\n", "\n");
        assertThat(tekst).contains(oud);
        int plek = tekst.indexOf(oud);
        String stuk = tekst.substring(0, plek) + wordt.replace("\\n", "\n") + tekst.substring(plek + oud.length());
        assertThatThrownBy(() -> Convenanten.lees(HENNEP.getFileName().toString(), stuk.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(ConfiguratieFout.class, f -> assertThat(f.meldingen()).anySatisfy(m -> {
                    assertThat(m.code()).isEqualTo(code);
                    assertThat(m.plaats().regel()).isPositive();
                }));
    }
}

package nl.zegel.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictYamlTest {
    private static <T> T lees(String yaml, Function<YamlBlok, T> lezer) {
        return StrictYaml.lees("proef.yaml", yaml.getBytes(StandardCharsets.UTF_8), lezer).waarde();
    }

    private static List<ConfiguratieFout.Melding> meldingen(String yaml, Function<YamlBlok, ?> lezer) {
        ConfiguratieFout fout = catchThrowableOfType(ConfiguratieFout.class, () -> lees(yaml, lezer));
        assertThat(fout).as("must not load: %s", yaml).isNotNull();
        return fout.meldingen();
    }

    private static ConfiguratieFout.Melding melding(String yaml, Function<YamlBlok, ?> lezer) {
        assertThat(meldingen(yaml, lezer)).hasSize(1);
        return meldingen(yaml, lezer).get(0);
    }

    @Test
    void file_readInOrderWithDigest() {
        byte[] bytes = "b: 'x'\na: [p, q]\nc: {d: 2024-02-29, e: 12, f: ja}\n".getBytes(StandardCharsets.UTF_8);
        var gelezen = StrictYaml.lees("proef.yaml", bytes, top -> top.alleSleutels((k, w) -> k));
        assertThat(gelezen.waarde().keySet()).containsExactly("b", "a", "c");
        assertThat(gelezen.sha256()).isEqualTo("1c99fdd83545e73099ba126cd7765a70822bebe1923d548617c7ee211bd6e0df");
    }

    @Test
    void accessors_matchingValues_typed() {
        String yaml = "t: tekst\nd: 2024-02-29\ng: 12\nj: nee\nk: SFTP\nl: [MAIL, SOAP]\nm: {'1': a, x: b}\n";
        lees(yaml, b -> {
            assertThat(b.tekst("t")).isEqualTo("tekst");
            assertThat(b.datum("d")).isEqualTo(LocalDate.of(2024, 2, 29));
            assertThat(b.geheel("g", 0, 12)).isEqualTo(12);
            assertThat(b.jaNee("j")).isFalse();
            assertThat(b.keuze("k", Kanaal.class)).isEqualTo(Kanaal.SFTP);
            assertThat(b.keuzes("l", Kanaal.class)).containsExactly(Kanaal.MAIL, Kanaal.SOAP);
            assertThat(b.map("m", (k, w) -> w.tekst())).containsExactly(Map.entry("1", "a"), Map.entry("x", "b"));
            assertThat(b.optioneleTekst("weg")).isEqualTo(Optional.empty());
            assertThat(b.optioneleTeksten("weg")).isEmpty();
            assertThat(b.jaNee("weg", true)).isTrue();
            return b;
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "a: 1\\nb: 2\\na: 3                   | dubbele-sleutel     | 3",
            "a: {x: 1, 'x': 2}                    | dubbele-sleutel     | 1",
            "a: &anker 1                          | anker               | 1",
            "a: [1]\\nb: &x {c: 1}                | anker               | 2",
            "a: *weg                              | verwijzing          | 1",
            "a: !!str 1                           | tag                 | 1",
            "a: !eigen {b: 1}                     | tag                 | 1",
            "a: 1\\n---\\nb: 2                    | meer-documenten     | 2",
            "1: a                                 | sleutel-geen-tekst  | 1",
            "true: a                              | sleutel-geen-tekst  | 1",
            "? [a]\\n: b                          | sleutel-geen-tekst  | 1",
            "? &x a\\n: b                         | anker               | 1",
            "%YAML 1.2\\n---\\na: 1               | richtlijn           | 1",
            "%TAG !e! tag:x:\\n---\\na: 1         | richtlijn           | 1",
            "a: [1                                | geen-yaml           | 1",
            "a: 1\\n b: 2                         | geen-yaml           | 2",
            "a                                    | geen-blok           | 1",
            "- a                                  | geen-blok           | 1"})
    void syntax_thatCanBeReadTwoWays_refused(String yaml, String code, int regel) {
        var melding = melding(yaml.replace("\\n", "\n"), b -> b.alleSleutels((k, w) -> w));
        assertThat(melding.code()).isEqualTo(code);
        assertThat(melding.plaats().regel()).isEqualTo(regel);
    }

    @Test
    void mergeKey_isAnUnknownKey_refused() {
        assertThat(melding("a: x\n<<: {b: c}\n", b -> b.tekst("a")).code()).isEqualTo("onbekende-sleutel");
    }

    @Test
    void emptyFile_refused() {
        assertThat(melding("# alleen commentaar\n", b -> b).code()).isEqualTo("leeg-bestand");
    }

    @Test
    void unknownKey_refusedWithLinePathAndKnownKeys() {
        var melding = melding("lokets:\n  - id: a\n    naam: b\n    nam: c\n",
                top -> top.blokken("lokets", b -> b.tekst("id") + b.tekst("naam")));
        assertThat(melding.toString()).startsWith("proef.yaml:4: lokets[0].nam: ").contains("[onbekende-sleutel]", "id, naam");
    }

    @Test
    void severalBadItems_allReported() {
        var alle = meldingen("lokets:\n  - {id: a}\n  - {}\n  - {id: 7}\n", top -> top.blokken("lokets", b -> b.tekst("id")));
        assertThat(alle).extracting(m -> m.plaats().regel() + " " + m.code())
                .containsExactly("3 sleutel-ontbreekt", "4 geen-tekst");
    }

    @Test
    void severalDoubledKeys_allReported() {
        assertThat(meldingen("a: 1\na: 2\nb: 1\nb: 2\n", b -> b)).hasSize(2);
    }

    static Stream<Arguments> wrongKinds() {
        return Stream.of(
                Arguments.of("a: 0344", "geen-tekst", (Function<YamlBlok, Object>) b -> b.tekst("a")),
                Arguments.of("a: 1.5", "geen-tekst", (Function<YamlBlok, Object>) b -> b.tekst("a")),
                Arguments.of("a: true", "geen-tekst", (Function<YamlBlok, Object>) b -> b.tekst("a")),
                Arguments.of("a:", "geen-tekst", (Function<YamlBlok, Object>) b -> b.optioneleTekst("a")),
                Arguments.of("a: ' '", "leeg", (Function<YamlBlok, Object>) b -> b.tekst("a")),
                Arguments.of("a: [x]", "geen-waarde", (Function<YamlBlok, Object>) b -> b.tekst("a")),
                Arguments.of("a: 2023-02-29", "geen-datum", (Function<YamlBlok, Object>) b -> b.datum("a")),
                Arguments.of("a: 29-02-2024", "geen-datum", (Function<YamlBlok, Object>) b -> b.datum("a")),
                Arguments.of("a: '5'", "geen-getal", (Function<YamlBlok, Object>) b -> b.geheel("a", 0, 9)),
                Arguments.of("a: 05", "geen-getal", (Function<YamlBlok, Object>) b -> b.geheel("a", 0, 9)),
                Arguments.of("a: 99999999999999999999", "geen-getal", (Function<YamlBlok, Object>) b -> b.geheel("a", 0, 9)),
                Arguments.of("a: 10", "buiten-bereik", (Function<YamlBlok, Object>) b -> b.geheel("a", 0, 9)),
                Arguments.of("a: yes", "geen-ja-nee", (Function<YamlBlok, Object>) b -> b.jaNee("a")),
                Arguments.of("a: True", "geen-ja-nee", (Function<YamlBlok, Object>) b -> b.jaNee("a")),
                Arguments.of("a: sftp", "onbekende-keuze", (Function<YamlBlok, Object>) b -> b.keuze("a", Kanaal.class)),
                Arguments.of("a: [SFTP, SFTP]", "dubbele-waarde", (Function<YamlBlok, Object>) b -> b.keuzes("a", Kanaal.class)),
                Arguments.of("a: x", "geen-lijst", (Function<YamlBlok, Object>) b -> b.teksten("a")),
                Arguments.of("a: [x, x]", "dubbele-waarde", (Function<YamlBlok, Object>) b -> b.teksten("a")),
                Arguments.of("a: x", "geen-blok", (Function<YamlBlok, Object>) b -> b.blok("a", c -> c)),
                Arguments.of("a: Hoofd", "ongeldige-waarde", (Function<YamlBlok, Object>) b -> b.als("a", LoketId::new)));
    }

    @ParameterizedTest
    @MethodSource("wrongKinds")
    void value_ofWrongKind_refused(String yaml, String code, Function<YamlBlok, Object> lezer) {
        assertThat(melding(yaml, lezer).code()).isEqualTo(code);
    }

    @Test
    void deepNesting_refused() {
        assertThat(melding("a: " + "[".repeat(40) + "]".repeat(40), b -> b).code()).isEqualTo("te-diep");
    }

    @Test
    void hugeNesting_refusedWithoutStackOverflow() {
        assertThat(melding("a: " + "[".repeat(500_000), b -> b).code()).isEqualTo("te-diep");
    }

    @Test
    void fileOverLimit_refused() {
        assertThat(melding("#".repeat(StrictYaml.GRENS + 1), b -> b).code()).isEqualTo("te-groot");
    }

    @Test
    void brokenUtf8_refused() {
        ConfiguratieFout fout = catchThrowableOfType(ConfiguratieFout.class,
                () -> StrictYaml.lees("proef.yaml", new byte[] {'a', ':', ' ', (byte) 0xc3, '('}, b -> b));
        assertThat(fout.meldingen().get(0).code()).isEqualTo("geen-utf8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: \u0000", "a: \u0007", "\"a\": \u001b[0m"})
    void controlCharacter_refused(String yaml) {
        assertThat(melding(yaml, b -> b.tekst("a")).code()).isEqualTo("geen-yaml");
    }

    @Test
    void missingFile_refusedWithRemedy() {
        ConfiguratieFout fout = catchThrowableOfType(ConfiguratieFout.class, () -> StrictYaml.lees(Path.of("bestaat-niet.yaml"), b -> b));
        assertThat(fout.meldingen().get(0).code()).isEqualTo("onleesbaar");
    }
}

package nl.zegel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.convenant.Redencode;
import nl.zegel.crypto.NietTeOpenen;
import nl.zegel.crypto.Padoordeel;
import org.junit.jupiter.api.Test;

/** docs/weigeringen.md lists the codes of all steps and channels, no others, and a test that runs names each of them. */
class WeigeringenTest {
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern CODE = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\"");
    private static final Pattern REGEL = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\| [^|]+ \\| [^|]+ \\| [^|]{5,} \\|$");
    /** A string, a text block or a character stays; a comment goes. */
    private static final Pattern COMMENTAAR = Pattern.compile(
            "(?s)(\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])+')|/\\*.*?\\*/|//[^\\n]*");
    private static final Pattern WOORD = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\\b");
    /** How provenance is booked; says nothing of a refusal. */
    private static final Set<String> GEEN_CODE = Set.of("ZOALS_ONDERTEKEND", "ZOALS_ONTVANGEN", "CERTIFICAAT_");
    private static final Set<String> WACHT_OF_GOED = Set.of("GOED", "GEEN_CRL", "CRL_VEROUDERD");
    /** What a partner's answer lacked: it is no message that somebody sent us, and makes the delivery go again. */
    private static final String ANTWOORD = "SOAP_ANTWOORD";

    @Test
    void codes_areTheTable() throws Exception {
        Set<String> code = codes(CODE, Stream.of("exchange", "render").map(p -> Path.of("src/main/java/nl/zegel", p)).flatMap(WeigeringenTest::bestanden));
        code.addAll(codes(CODE, Stream.of(Path.of("src/main/java/nl/zegel/channel/mail/Codes.java"))));
        code.addAll(namen("", enumwaarden("nl.zegel.document.Weigering")));
        code.addAll(namen("", Redencode.values()));
        code.addAll(namen("", NietTeOpenen.Reden.values()));
        code.addAll(namen("CERTIFICAAT_", Stream.of(Padoordeel.Code.values()).filter(p -> !WACHT_OF_GOED.contains(p.name())).toArray(Enum<?>[]::new)));
        code.addAll(namen("SOAP_", enumwaarden("nl.zegel.channel.soap.Weigering$Reden")));
        code.addAll(Set.of("VASTGEHOUDEN", "VASTGELOPEN"));
        code.removeAll(GEEN_CODE);
        code.remove(ANTWOORD);
        assertThat(tabel()).isEqualTo(code);
    }

    /** Spelled out in code, not in a comment: a code cannot join the page before a test names it. */
    @Test
    void everyCode_isNamedByATestThatRuns() throws IOException {
        Set<String> genoemd = new TreeSet<>();
        try (Stream<Path> alle = Files.walk(TESTS)) {
            for (Path test : alle.filter(WeigeringenTest::draait).toList()) {
                Matcher woord = WOORD.matcher(COMMENTAAR.matcher(Files.readString(test)).replaceAll("$1"));
                while (woord.find()) {
                    genoemd.add(woord.group());
                }
            }
        }
        Set<String> zonderTest = tabel();
        zonderTest.removeAll(genoemd);
        assertThat(zonderTest).as("codes that no test names").isEmpty();
    }

    private static boolean draait(Path bestand) {
        String naam = bestand.getFileName().toString();
        return (naam.endsWith("Test.java") || naam.endsWith("IT.java")) && !naam.equals("WeigeringenTest.java");
    }

    private static Set<String> tabel() throws IOException {
        return codes(REGEL, Stream.of(Path.of("docs/weigeringen.md")));
    }

    /** Of an enum that its own room keeps to itself. */
    private static Enum<?>[] enumwaarden(String klasse) throws ClassNotFoundException {
        return (Enum<?>[]) Class.forName(klasse).getEnumConstants();
    }

    private static Set<String> namen(String voor, Enum<?>... waarden) {
        return Arrays.stream(waarden).map(w -> voor + w.name()).collect(Collectors.toSet());
    }

    private static Set<String> codes(Pattern patroon, Stream<Path> bestanden) throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Path bestand : bestanden.toList()) {
            Matcher m = patroon.matcher(Files.readString(bestand));
            while (m.find()) {
                codes.add(m.group(1));
            }
        }
        return codes;
    }

    private static Stream<Path> bestanden(Path map) {
        try (Stream<Path> alles = Files.list(map)) {
            return alles.filter(p -> p.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package nl.zegel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.zegel.convenant.Redencode;
import nl.zegel.crypto.NietTeOpenen;
import nl.zegel.crypto.Padoordeel;
import org.junit.jupiter.api.Test;

/** docs/weigeringen.md lists the codes of steps 2 to 8: all of them, and no others. */
class WeigeringenTest {
    private static final Pattern CODE = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\"");
    private static final Pattern REGEL = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\| [^|]+ \\| [^|]+ \\| [^|]{5,} \\|$");
    /** How provenance is booked; says nothing of a refusal. */
    private static final Set<String> GEEN_CODE = Set.of("ZOALS_ONDERTEKEND", "ZOALS_ONTVANGEN");
    private static final Set<String> WACHT_OF_GOED = Set.of("GOED", "GEEN_CRL", "CRL_VEROUDERD");

    @Test
    void codesOfTheExchange_areTheTable() throws IOException {
        String boek = Files.readString(Path.of("docs/weigeringen.md"));
        Set<String> tabel = codes(REGEL, boek.substring(boek.indexOf("## Berichten waarvan de afzender")));
        Set<String> code = new TreeSet<>();
        try (Stream<Path> bronnen = Stream.of("exchange", "render").map(p -> Path.of("src/main/java/nl/zegel", p)).flatMap(WeigeringenTest::bestanden)) {
            for (Path bron : bronnen.toList()) {
                code.addAll(codes(CODE, Files.readString(bron)));
            }
        }
        Stream.of(Redencode.values()).forEach(r -> code.add(r.name()));
        Stream.of(NietTeOpenen.Reden.values()).forEach(r -> code.add(r.name()));
        Stream.of(Padoordeel.Code.values()).filter(p -> !WACHT_OF_GOED.contains(p.name())).forEach(p -> code.add("CERTIFICAAT_" + p));
        code.removeAll(GEEN_CODE);
        code.addAll(Set.of("VASTGEHOUDEN", "VASTGELOPEN"));
        code.removeIf(c -> c.equals("CERTIFICAAT_"));
        assertThat(tabel).isEqualTo(code);
    }

    private static Set<String> codes(Pattern patroon, String tekst) {
        Set<String> codes = new TreeSet<>();
        Matcher m = patroon.matcher(tekst);
        while (m.find()) {
            codes.add(m.group(1));
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

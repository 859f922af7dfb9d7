package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.zegel.document.Regime;
import nl.zegel.document.Term;
import nl.zegel.document.Woordenboek;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The case files are whole: closed vocabulary, an expectation for every leaf and loket, more noes than yesses. */
class CaseFilesTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Set<String> TOP = Set.of("versie", "moment", "convenant", "lokets", "document", "feiten", "afwezig", "deelname", "verwacht");
    private static final Set<String> DOCUMENT = Set.of("soort", "afzender", "zaak", "stap", "doel", "ontvangers", "verwijzingen", "groepen", "bijlagen");
    private static final Set<String> GROEP = Set.of("id", "soort", "betrokkene", "bij", "elementen");
    private static final Set<String> ELEMENT = Set.of("term", "coord", "code", "precisie", "vergrovingen", "treffers");
    private static final Set<String> FEIT =
            Set.of("soort", "wijze", "uit", "door", "rol", "geldt", "voor", "kenmerk", "zaak", "van", "tot", "ingetrokken", "waarde");
    private static final Set<String> LOKET = Set.of("reden", "wacht", "elementen");
    private static final Set<String> OORDEEL = Set.of("uitkomst", "vergroving", "reden", "regel", "artikel", "voorwaarde");
    private static final Set<String> VRIJ = Set.of("VRIJGEGEVEN", "VERGROFD");
    private static final Woordenboek WOORDENBOEK = Woordenboek.laad();

    @TestFactory
    Stream<DynamicTest> eachCase_isWellFormed() {
        return cases().stream().map(dir -> DynamicTest.dynamicTest(CASES.relativize(dir).toString(), () -> check(dir)));
    }

    @Test
    void everyConvenant_hasAtLeastTenCases() {
        Map<String, Integer> perConvenant = new TreeMap<>();
        cases().forEach(dir -> perConvenant.merge(dir.getParent().getFileName().toString(), 1, Integer::sum));
        assertThat(perConvenant).hasSize(5).allSatisfy((convenant, aantal) -> assertThat(aantal).as(convenant).isGreaterThanOrEqualTo(10));
    }

    @Test
    void expectations_areMostlyNoes() {
        List<String> uitkomsten = new ArrayList<>();
        for (Path dir : cases()) {
            Map<String, Object> verwacht = map(lees(dir).get("verwacht"));
            if (verwacht.get("weigering") != null) {
                uitkomsten.add("WEIGERING");
            }
            map(verwacht.get("lokets")).values().forEach(loket -> map(map(loket).get("elementen")).values()
                    .forEach(oordeel -> uitkomsten.add((String) map(oordeel).get("uitkomst"))));
        }
        long nee = uitkomsten.stream().filter(u -> !VRIJ.contains(u)).count();
        assertThat(nee * 100 / uitkomsten.size()).isGreaterThanOrEqualTo(60);
    }

    private static void check(Path dir) throws IOException {
        Map<String, Object> zaak = lees(dir);
        assertThat(zaak.keySet()).isSubsetOf(TOP);
        assertThat(zaak.get("versie")).isEqualTo(1);
        assertThat(Instant.parse((String) zaak.get("moment"))).isNotNull();
        assertThat(zaak.get("convenant")).isEqualTo(dir.getParent().getFileName().toString());
        assertThat(Files.readAllLines(dir.resolve("README.md")).size()).isBetween(4, 8);
        Map<String, Object> lokets = map(zaak.get("lokets"));
        Map<String, Object> document = map(zaak.get("document"));
        assertThat(document.keySet()).isSubsetOf(DOCUMENT);
        assertThat(lokets.keySet()).contains((String) document.get("afzender")).containsAll(map(document.get("ontvangers")).keySet());
        Set<String> onderdelen = leaves(document, zaak.get("convenant").equals("hennep-midden-nederland-2024"));
        feiten(zaak, lokets.keySet());
        verwacht(map(zaak.get("verwacht")), map(document.get("ontvangers")).keySet(), onderdelen);
    }

    private static Set<String> leaves(Map<String, Object> document, boolean groepenStreng) {
        Set<String> ids = new TreeSet<>();
        for (Object ruw : (List<?>) document.get("groepen")) {
            Map<String, Object> groep = map(ruw);
            assertThat(groep.keySet()).isEqualTo(GROEP);
            for (Map.Entry<String, Object> e : map(groep.get("elementen")).entrySet()) {
                assertThat(ids.add(e.getKey())).as("double id %s", e.getKey()).isTrue();
                element(map(e.getValue()), (String) groep.get("soort"), groepenStreng);
            }
        }
        if (document.get("bijlagen") != null) {
            ids.addAll(map(document.get("bijlagen")).keySet());
        }
        return ids;
    }

    private static void element(Map<String, Object> element, String groepsoort, boolean groepenStreng) {
        assertThat(element.keySet()).isSubsetOf(ELEMENT);
        List<?> coord = (List<?>) element.get("coord");
        assertThat(coord).hasSize(4);
        if (coord.get(2) != null) {
            Regime.valueOf((String) coord.get(2));
        }
        Term term = WOORDENBOEK.term((String) element.get("term")).orElseThrow(() -> new AssertionError("unknown term " + element.get("term")));
        assertThat(term.categorie()).as("category of %s", term.naam()).isEqualTo(coord.get(0));
        if (groepenStreng) {
            assertThat(term.groepen()).as("groups of %s", term.naam()).contains(groepsoort);
        }
    }

    private static void feiten(Map<String, Object> zaak, Set<String> lokets) {
        List<?> afwezig = (List<?>) zaak.get("afwezig");
        for (Object ruw : (List<?>) zaak.get("feiten")) {
            Map<String, Object> feit = map(ruw);
            assertThat(feit.keySet()).isSubsetOf(FEIT);
            assertThat(feit.get("soort")).isNotIn(afwezig);
            assertThat(feit.get("wijze")).isIn("AFGELEID", "VERKLARING");
            if (feit.get("wijze").equals("AFGELEID")) {
                assertThat(feit.get("uit")).isIn("BAG", "REGISTER", "PARTIJBESTAND", "KALENDER", "VORM", "PROFIEL");
            } else {
                assertThat(feit.get("door") != null ^ feit.get("rol") != null).as("a verklaring has one signer").isTrue();
            }
            if (feit.get("door") != null) {
                assertThat(lokets).contains((String) feit.get("door"));
            }
            if (feit.get("geldt") != null) {
                ((List<?>) feit.get("geldt")).forEach(loket -> assertThat(lokets).contains((String) loket));
            }
        }
    }

    private static void verwacht(Map<String, Object> verwacht, Set<String> ontvangers, Set<String> onderdelen) {
        if (verwacht.get("weigering") != null) {
            Redencode.valueOf((String) map(verwacht.get("weigering")).get("code"));
            assertThat(map(verwacht.get("lokets"))).isEmpty();
            return;
        }
        assertThat(map(verwacht.get("lokets")).keySet()).isEqualTo(ontvangers);
        map(verwacht.get("lokets")).values().forEach(ruw -> {
            Map<String, Object> loket = map(ruw);
            assertThat(loket.keySet()).isEqualTo(LOKET);
            Map<String, Object> oordelen = map(loket.get("elementen"));
            assertThat(oordelen.keySet()).isEqualTo(onderdelen);
            oordelen.values().forEach(oordeel -> oordeel(map(oordeel)));
            boolean ietsVrij = oordelen.values().stream().anyMatch(o -> VRIJ.contains(map(o).get("uitkomst")));
            assertThat(Redencode.valueOf((String) loket.get("reden")) == Redencode.TOEGESTAAN).isEqualTo(ietsVrij);
        });
    }

    private static void oordeel(Map<String, Object> oordeel) {
        assertThat(oordeel.keySet()).isSubsetOf(OORDEEL).contains("uitkomst", "reden", "regel", "artikel");
        Uitkomst uitkomst = Uitkomst.valueOf((String) oordeel.get("uitkomst"));
        Redencode reden = Redencode.valueOf((String) oordeel.get("reden"));
        assertThat(reden == Redencode.TOEGESTAAN).isEqualTo(VRIJ.contains(uitkomst.name()));
        assertThat(oordeel.containsKey("vergroving")).isEqualTo(uitkomst == Uitkomst.VERGROFD);
    }

    private static List<Path> cases() {
        try (Stream<Path> alle = Files.walk(CASES, 2)) {
            return alle.filter(p -> Files.isDirectory(p) && CASES.relativize(p).getNameCount() == 2).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> lees(Path dir) {
        try {
            LoadSettings streng = LoadSettings.builder().setAllowDuplicateKeys(false).setLabel(dir.toString()).build();
            return map(new Load(streng).loadFromString(Files.readString(dir.resolve("case.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object ruw) {
        assertThat(ruw).isInstanceOf(Map.class);
        return (Map<String, Object>) ruw;
    }
}

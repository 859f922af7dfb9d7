package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The hand-written hennep table is whole: closed vocabulary, every condition explained, no dead row, deny at the end. */
class ExpectedTableTest {
    private static final Path TABEL = Path.of("src/test/resources/tabellen/hennep-midden-nederland-2024.csv");
    private static final Path VOORWAARDEN = Path.of("src/test/resources/tabellen/hennep-midden-nederland-2024-voorwaarden.csv");
    private static final List<String> ROLLEN = List.of("POL", "OM", "BGM", "COL", "UWV", "SVB", "NET", "VHU");
    private static final List<List<String>> ASSEN = List.of(
            List.of("SIGNAAL_VERMOEDEN", "TERUGKOPPELING", "HIB", "VERZOEK_BESTUURLIJKE_RAPPORTAGE", "BESTUURLIJKE_RAPPORTAGE",
                    "OM_VERSTREKKING", "MAATREGEL_INFO", "BINNENTREDEN_AFSTEMMING", "MEETGEGEVENS"),
            ROLLEN, ROLLEN,
            List.of("NAW", "GEBDAT", "GEBPLAATS", "TEL", "EMAIL", "BSN", "GESLACHT", "KENTEKEN", "FOTO", "LOCATIE", "FEIT",
                    "POLITIEGEGEVEN", "JUSTITIEGEGEVEN", "MEET", "MAATREGEL", "CONTACT", "OVERIG"),
            List.of("VERDACHTE", "MEDEWERKER_PARTNER", "KIND", "MEDEBEWONER", "EIGENAAR", "HUURDER", "MELDER", "GETUIGE",
                    "SLACHTOFFER", "GEEN"),
            List.of("WPG8", "WPG9", "WPG10", "WPG13", "STRAFV", "JUST", "TUL", "AVG", "AFWEZIG"),
            List.of("EIGEN", "ANDER", "AFWEZIG"),
            List.of("WONING", "ANDERS"));

    @Test
    void vocabulary_isClosed_andEveryConditionIsExplained() throws IOException {
        Set<String> voorwaarden = new HashSet<>();
        rijen(VOORWAARDEN).forEach(rij -> {
            voorwaarden.add(rij[1]);
            assertThat(rij[5]).isIn("ONTHOUDEN", "WACHT");
            Redencode.valueOf(rij[6]);
        });
        for (String[] rij : rijen(TABEL)) {
            for (int as = 0; as < ASSEN.size(); as++) {
                assertThat(waarden(rij, as)).as("row %s", rij[0]).isNotEmpty().isSubsetOf(ASSEN.get(as));
            }
            assertThat(rij[10]).as("row %s", rij[0]).isIn("VRIJ", "ONTHOUDEN", "HOLD");
            assertThat(voorwaarden).as("row %s", rij[0]).containsAll(rij[9].isEmpty() ? List.of() : List.of(rij[9].split("\\+")));
            if (!rij[11].equals("*")) {
                for (String reden : rij[11].split("\\|")) {
                    assertThat(Redencode.valueOf(reden) == Redencode.TOEGESTAAN).as("row %s", rij[0]).isEqualTo(rij[10].equals("VRIJ"));
                }
            }
        }
    }

    @Test
    void everyRow_decidesSomeTuple_andTheLastMatchesAll() throws IOException {
        List<String[]> rijen = rijen(TABEL);
        Map<String, Integer> beslist = new HashMap<>();
        walk(rijen, new String[ASSEN.size()], 0, beslist);
        assertThat(beslist.keySet()).containsExactlyInAnyOrderElementsOf(rijen.stream().map(r -> r[0]).toList());
        String[] laatste = rijen.get(rijen.size() - 1);
        assertThat(Arrays.copyOfRange(laatste, 1, 9)).containsOnly("*");
        assertThat(laatste[10]).isEqualTo("ONTHOUDEN");
    }

    private static void walk(List<String[]> over, String[] tuple, int as, Map<String, Integer> beslist) {
        if (as == ASSEN.size()) {
            beslist.merge(over.get(0)[0], 1, Integer::sum);
            return;
        }
        for (String waarde : ASSEN.get(as)) {
            if (as == ASSEN.size() - 1 && waarde.equals("WONING") && !tuple[3].equals("LOCATIE")) {
                continue;
            }
            tuple[as] = waarde;
            int kolom = as;
            walk(over.stream().filter(rij -> waarden(rij, kolom).contains(waarde)).toList(), tuple, as + 1, beslist);
        }
    }

    private static List<String> waarden(String[] rij, int as) {
        return rij[as + 1].equals("*") ? ASSEN.get(as) : List.of(rij[as + 1].split("\\|"));
    }

    private static List<String[]> rijen(Path bestand) throws IOException {
        List<String> regels = Files.readAllLines(bestand).stream().filter(r -> !r.startsWith("#")).toList();
        int kolommen = regels.get(0).split(";", -1).length;
        return regels.stream().skip(1).map(r -> r.split(";", -1)).peek(r -> assertThat(r).hasSize(kolommen)).toList();
    }
}

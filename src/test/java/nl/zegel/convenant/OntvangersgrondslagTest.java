package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Regime;
import nl.zegel.document.Vorm;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a recipient may hold data on: lapsed for a grid operator (5.6, FC-H25), consent for who gets meter data (5.6). */
class OntvangersgrondslagTest {
    private static final Path HENNEP = Path.of("config/convenanten/hennep-midden-nederland-2024.yaml");
    private static final LoketId POL = new LoketId("politie-mn-hennepcoordinator");
    private static final LoketId NET = new LoketId("stedin-fraude");
    private static final LoketId ANDER_NET = new LoketId("liander-fraude");
    private static final Geldigheid GELDIG = new Geldigheid(LocalDate.of(2024, 3, 1), LocalDate.of(2027, 2, 28));

    private static Convenant hennep(String was, String wordt) throws IOException {
        String tekst = Files.readString(HENNEP);
        assertThat(tekst).contains(was);
        return Convenanten.lees(HENNEP.toString(), tekst.replace(was, wordt).getBytes(StandardCharsets.UTF_8));
    }

    /** @param bron "" nothing on file, "stuk" a loaded record, else the loket that states it */
    @ParameterizedTest(name = "{0}, {1}, FC-H25 {2}")
    @CsvSource({
        "2026-11-23,'',DICHT,WACHT", "2026-01-01,'',DICHT,WACHT", "2025-12-31,'',DICHT,VRIJGEGEVEN", "2026-11-23,'',OPEN,VRIJGEGEVEN",
        "2026-11-23,stuk,DICHT,VRIJGEGEVEN", "2026-11-23,stedin-fraude,DICHT,VRIJGEGEVEN", "2026-11-23,liander-fraude,DICHT,WACHT",
        "2026-11-23,politie-mn-hennepcoordinator,DICHT,WACHT"})
    void hibToGridOperator_needsABasisThatStands(String dag, String bron, String stand, Uitkomst verwacht) throws IOException {
        Convenant c = hennep("FC-H25: {soort: EXTERN, stand: DICHT", "FC-H25: {soort: EXTERN, stand: " + stand);
        List<Feit> feiten = new ArrayList<>();
        List.of(POL, NET, ANDER_NET).forEach(l -> feiten.add(new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(l), GELDIG, "proef")));
        List.of(new Feitsoort("ART20_BESLISSING"), new Feitsoort("GEEN_OPSPORINGSBELANG"))
                .forEach(s -> feiten.add(new Feit.Afgeleid(s, Bereik.alles(), GELDIG, "proef")));
        feiten.add(new Feit.Afgeleid(new Feitsoort("RELATIE_OBJECT"), Bereik.vanLoket(NET), GELDIG, "proef"));
        if (!bron.isEmpty()) {
            feiten.add(bron.equals("stuk") ? new Feit.Afgeleid(new Feitsoort("BASIS_VERVANGEN_DOOR"), Bereik.alles(), GELDIG, "proef")
                    : new Feit.Verklaring(new Feitsoort("BASIS_VERVANGEN_DOOR"), Bereik.alles(), GELDIG, new LoketId(bron), "sha256:x"));
        }

        Besluit.LoketBesluit besluit = new Beslisser(Set.of()).decide(c, Proef.partijen(List.of(POL, NET, ANDER_NET)), hib(), new Feiten(feiten),
                Instant.parse(dag + "T10:00:00Z")).lokets().get(0);

        assertThat(besluit.elementen().values()).hasSize(2).extracting(Besluit.ElementBesluit::uitkomst).containsOnly(verwacht);
        if (verwacht == Uitkomst.WACHT) {
            assertThat(besluit.elementen().values()).allSatisfy(e -> {
                assertThat(e.reden().code()).isEqualTo(Redencode.GRONDSLAG_VERVALLEN);
                assertThat(e.reden().lezingen()).contains("FC-H25");
            });
        }
    }

    private static Vorm hib() {
        return new Vorm(Vorm.VERSIE, "HIB", "hennep-midden-nederland-2024", POL, null, "BESTRIJDING_HENNEPCRIMINALITEIT",
                List.of(new Vorm.OntvangerVorm(NET, true, Set.of())), Set.of(), List.of(
                        new Vorm.GroepVorm("g-l", "LOCATIE", null, null, List.of(
                                element(1, "soortObject", new Coordinaten("LOCATIE", "GEEN", Regime.WPG8, "EIGEN"), "LOODS"))),
                        new Vorm.GroepVorm("g-v", "BETROKKENE", "VERDACHTE", null, List.of(
                                element(2, "achternaam", new Coordinaten("NAW", "VERDACHTE", Regime.WPG8, "EIGEN"), null)))), List.of());
    }

    private static Vorm.ElementVorm element(int nummer, String term, Coordinaten c, @org.jspecify.annotations.Nullable String code) {
        return new Vorm.ElementVorm(Proef.id(nummer), term, c, code, null, Set.of(), Set.of());
    }

    /** Every rule, so that one added later cannot forget it. */
    @Test
    void everyRuleToAGridOperator_carriesTheCondition_andNoOtherDoes() throws IOException {
        assertThat(hennep("formaat: 2", "formaat: 2").verstrekkingen()).isNotEmpty().allSatisfy(r -> {
            assertThat(stelt(r, "C-BASIS-ONTVANGER")).as(r.id()).isEqualTo(r.naar().contains("NET"));
            assertThat(r.lezingen().contains("FC-H25")).as(r.id()).isEqualTo(r.naar().contains("NET"));
        });
    }

    /** The consent of 5.6 is what the third party processes on; the grid operator gives on its own tasks, the police hold under the Wpg. */
    @Test
    void meterData_consentIsTheRecipientsBasis() throws IOException {
        List<Convenant.Verstrekking> meet = hennep("formaat: 2", "formaat: 2").verstrekkingen().stream()
                .filter(r -> r.categorieen().contains("MEET")).toList();
        assertThat(meet).hasSize(4).allSatisfy(r -> {
            assertThat(wetten(r, Grondslag.Zijde.VERSTREKKER)).containsExactly("Elektriciteitswet 1998", "Gaswet");
            assertThat(r.grondslagen().stream().filter(g -> g.zijde() == Grondslag.Zijde.ONTVANGER).map(g -> g.wet() + " " + g.artikel()))
                    .as("%s", r.naar()).containsExactly(r.naar().contains("POL") ? "Wpg 8" : "AVG 6 lid 1 onder a");
            assertThat(stelt(r, "C-TOEST-MEET")).isTrue();
        });
    }

    private static boolean stelt(Convenant.Verstrekking r, String voorwaarde) {
        return r.voorwaarden().keySet().stream().anyMatch(v -> v.code().equals(voorwaarde));
    }

    private static List<String> wetten(Convenant.Verstrekking r, Grondslag.Zijde zijde) {
        return r.grondslagen().stream().filter(g -> g.zijde() == zijde).map(Grondslag::wet).toList();
    }

    /** A lapse that sets another condition would be none. */
    @Test
    void lapseWithAnotherTest_doesNotLoad() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> hennep("voorwaarde: C-BASIS-ONTVANGER", "voorwaarde: C-HAND"))
                .isInstanceOf(nl.zegel.party.ConfiguratieFout.class).hasMessageContaining("toets-past-niet");
    }

    /** A lapse that no reading carries could not be overruled. */
    @Test
    void lapseWithoutAKnownReading_doesNotLoad() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> hennep("artikel: \"5.6\", lezing: FC-H25}", "artikel: \"5.6\", lezing: FC-H99}"))
                .isInstanceOf(nl.zegel.party.ConfiguratieFout.class).hasMessageContaining("FC-H99");
    }
}

package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.convenant.Convenant.NietVerstrekken;
import nl.zegel.convenant.Convenant.Verstrekking;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.ElementId;
import nl.zegel.document.Vorm;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What must hold whatever the convenant says: over small random convenanten, judged by a second reading of the rules that is
 * written here and shares nothing with decide. A failing seed is printed.
 */
class WillekeurigConvenantTest {
    private static final int REEKSEN = 10;
    private static final int PER_REEKS = 30;

    private static Stream<DynamicTest> voorElk(Consumer<WillekeurigConvenant> eigenschap) {
        return IntStream.range(0, REEKSEN).mapToObj(reeks -> DynamicTest.dynamicTest("seeds from " + reeks * PER_REEKS, () ->
                LongStream.range((long) reeks * PER_REEKS, (long) (reeks + 1) * PER_REEKS).forEach(zaad -> {
                    try {
                        eigenschap.accept(WillekeurigConvenant.uit(zaad));
                    } catch (AssertionError | RuntimeException e) {
                        throw new AssertionError("seed " + zaad, e);
                    }
                })));
    }

    private static boolean vrij(ElementBesluit b) {
        return b.uitkomst() == Uitkomst.VRIJGEGEVEN || b.uitkomst() == Uitkomst.VERGROFD;
    }

    /** Loket, element and what goes of it: whole or which generalisation. */
    private static Map<String, String> vrijgegeven(Besluit b) {
        Map<String, String> alle = new HashMap<>();
        b.lokets().forEach(l -> l.elementen().forEach((id, e) -> {
            if (vrij(e)) {
                alle.put(l.loket() + " " + id, String.valueOf(e.vergroving()));
            }
        }));
        return alle;
    }

    private static void nooitMeer(WillekeurigConvenant ruim, WillekeurigConvenant smal) {
        assertThat(vrijgegeven(ruim.besluit()).keySet()).containsAll(vrijgegeven(smal.besluit()).keySet());
    }

    private static Map<ElementId, List<Coordinaten>> coordinaten(Vorm vorm) {
        Map<ElementId, List<Coordinaten>> alle = new HashMap<>();
        vorm.groepen().forEach(g -> g.elementen().forEach(e -> alle.put(e.id(), List.of(e.coordinaten()))));
        vorm.bijlagen().forEach(b -> alle.put(b.id(), b.inhoud()));
        return alle;
    }

    private static boolean noemt(WillekeurigConvenant w, Verstrekking r, String van, String naar, Coordinaten c) {
        boolean stap = r.stappen().isEmpty() || r.stappen().contains(String.valueOf(w.vorm().stap()));
        boolean bestaat = r.alleenBij().entrySet().stream().allMatch(e -> w.convenant().lezingen().get(e.getKey()).stand() == e.getValue());
        return bestaat && stap && r.van().contains(van) && r.naar().contains(naar) && r.documenttypen().contains(w.vorm().soort())
                && r.categorieen().contains(c.categorie()) && r.betrokkenen().contains(c.betrokkene())
                && c.regime() != null && r.regimes().contains(c.regime()) && c.herkomst() != null && r.herkomst().contains(c.herkomst());
    }

    private static boolean verbiedt(WillekeurigConvenant w, NietVerstrekken n, String van, String naar, Coordinaten c) {
        boolean open = n.artikelen().isEmpty() && w.convenant().lezingen().get("L2").stand() == Lezing.Stand.OPEN;
        boolean bestaat = n.alleenBij().entrySet().stream().allMatch(e -> w.convenant().lezingen().get(e.getKey()).stand() == e.getValue());
        // of a group: see ProcesTest, since coordinates alone do not tell a group
        boolean bijCode = n.bijCode() == null || !n.bijCode().inGroep() && w.vorm().groepen().stream().flatMap(g -> g.elementen().stream())
                .anyMatch(e -> e.term().equals(n.bijCode().term()) && e.code() != null && n.bijCode().codes().contains(e.code()));
        return !open && bestaat && bijCode && elkOf(n.van(), van) && elkOf(n.naar(), naar) && elkOf(n.documenttypen(), w.vorm().soort())
                && elkOf(n.categorieen(), c.categorie()) && elkOf(n.betrokkenen(), c.betrokkene())
                && elkOf(n.regimes(), c.regime() == null ? null : c.regime().name()) && elkOf(n.herkomst(), c.herkomst());
    }

    private static boolean elkOf(Set<String> waarden, String waarde) {
        return waarden.isEmpty() || (waarde != null && waarden.contains(waarde));
    }

    private static void voorVrij(WillekeurigConvenant w, VrijElement doe) {
        for (LoketBesluit l : w.besluit().lokets()) {
            Vorm.OntvangerVorm o = w.vorm().ontvangers().stream().filter(x -> x.loket().equals(l.loket())).findFirst().orElseThrow();
            l.elementen().forEach((id, b) -> {
                if (vrij(b)) {
                    doe.kijk(w.convenant().rol(w.vorm().afzender(), WillekeurigConvenant.DAG).orElseThrow(),
                            w.convenant().rol(l.loket(), WillekeurigConvenant.DAG).orElseThrow(), o, coordinaten(w.vorm()).get(id), b);
                }
            });
        }
    }

    private interface VrijElement {
        void kijk(String van, String naar, Vorm.OntvangerVorm ontvanger, List<Coordinaten> alle, ElementBesluit b);
    }

    @TestFactory
    Stream<DynamicTest> released_always_byARuleThatNamesRouteStepAndAllFourCoordinates() {
        return voorElk(w -> voorVrij(w, (van, naar, o, alle, b) -> {
            assertThat(alle).isNotEmpty().allSatisfy(c -> assertThat(w.convenant().verstrekkingen()).anyMatch(r -> noemt(w, r, van, naar, c)));
            assertThat(w.convenant().verstrekkingen()).anyMatch(r -> r.id().equals(b.reden().regel()) && alle.stream().anyMatch(c -> noemt(w, r, van, naar, c)));
            assertThat(b.reden().artikelen()).isNotEmpty();
        }));
    }

    @TestFactory
    Stream<DynamicTest> prohibited_never_released() {
        return voorElk(w -> voorVrij(w, (van, naar, o, alle, b) -> assertThat(alle).allSatisfy(c ->
                assertThat(w.convenant().nietVerstrekken()).noneMatch(n -> verbiedt(w, n, van, naar, c)))));
    }

    /** The conditions that can be read off without any logic of time or place. */
    @TestFactory
    Stream<DynamicTest> released_always_withItsPlainConditionsMet() {
        return voorElk(w -> voorVrij(w, (van, naar, o, alle, b) -> {
            Verstrekking regel = w.convenant().verstrekkingen().stream().filter(r -> r.id().equals(b.reden().regel())).findFirst().orElseThrow();
            for (Voorwaarde v : regel.voorwaarden().keySet()) {
                boolean altijd = !v.alleenOver().isEmpty() || v.toets() == Toetssoort.BASIS || v.toets() == Toetssoort.BASIS_ONTVANGER;
                if (v.feit() != null && !altijd) {
                    assertThat(w.feiten().alle()).as(v.code()).anyMatch(f -> f.soort().equals(v.feit())
                            && (f.bereik().loket() == null || f.bereik().loket().equals(o.loket())));
                }
            }
            assertThat(regel.voorwaarden().keySet().stream().anyMatch(v -> v.toets() == Toetssoort.NOODZAAK) && !o.noodzaak()).isFalse();
            assertThat(o.loket()).isNotEqualTo(w.vorm().afzender());
        }));
    }

    @TestFactory
    Stream<DynamicTest> equalVorm_always_equalDecisionAndEqualBytes() {
        return voorElk(w -> {
            Besluit besluit = w.besluit();
            assertThat(besluit).isEqualTo(w.besluit());
            assertThat(BesluitJson.lees(BesluitJson.schrijf(besluit))).isEqualTo(besluit);
            assertThat(BesluitJson.schrijf(besluit)).isEqualTo(BesluitJson.schrijf(w.besluit()));
        });
    }

    @TestFactory
    Stream<DynamicTest> factRemovedOrWithdrawn_never_releasesMore_andBothAreTheSame() {
        return voorElk(w -> {
            Random r = new Random(w.feiten().alle().size());
            for (int i = 0; i < 5; i++) {
                Feit weg = w.feiten().alle().get(r.nextInt(w.feiten().alle().size()));
                List<Feit> minder = new ArrayList<>(w.feiten().alle());
                minder.removeIf(f -> f == weg);
                List<Feit> ingetrokken = new ArrayList<>(minder);
                ingetrokken.add(ingetrokken(weg, WillekeurigConvenant.MOMENT));
                nooitMeer(w, w.met(new Feiten(minder)));
                assertThat(w.met(new Feiten(ingetrokken)).besluit()).isEqualTo(w.met(new Feiten(minder)).besluit());
            }
        });
    }

    private static Feit ingetrokken(Feit f, Instant per) {
        return f instanceof Feit.Verklaring v ? new Feit.Verklaring(v.soort(), v.bereik(), v.geldigheid(), v.door(), v.bewijs(), per)
                : new Feit.Afgeleid(f.soort(), f.bereik(), f.geldigheid(), "x", per);
    }

    /** But where a condition demands that the fact names the part, which is a narrower demand and not a wider fact. */
    @TestFactory
    Stream<DynamicTest> factNarrowedToParts_never_releasesMore() {
        return voorElk(w -> nooitMeer(w, w.met(new Feiten(w.feiten().alle().stream().map(f -> {
            Bereik b = f.bereik();
            Set<String> delen = b.onderdelen().contains("*") ? Set.of("g-2") : b.onderdelen().stream().filter(o -> !o.startsWith("g")).collect(Collectors.toSet());
            return (Feit) new Feit.Afgeleid(f.soort(), b.metOnderdelen(f.soort().equals(Feitsoort.DEELNAME) || f.soort().code().equals("F_ONDERDEEL") ? b.onderdelen() : delen), f.geldigheid(), "x");
        }).filter(f -> w.feiten().alle().stream().noneMatch(v -> v instanceof Feit.Verklaring && v.soort().equals(f.soort()) && Objects.equals(v.bereik().loket(), f.bereik().loket())))
                .toList()))));
    }

    @TestFactory
    Stream<DynamicTest> narrowing_never_widens() {
        return voorElk(w -> {
            Vorm v = w.vorm();
            for (Vorm.OntvangerVorm weg : v.ontvangers()) {
                nooitMeer(w, w.met(Proef.met(v, v.ontvangers().stream().filter(o -> !o.equals(weg)).toList(), v.verwijzingen(), v.groepen(), v.bijlagen())));
            }
            nooitMeer(w, w.met(Proef.met(v, v.ontvangers().stream().map(o -> new Vorm.OntvangerVorm(o.loket(), false, o.treffers())).toList(), Set.of(), v.groepen(), v.bijlagen())));
            nooitMeer(w, w.met(Proef.met(v, v.ontvangers(), v.verwijzingen(),
                    v.groepen().stream().filter(g -> !g.id().equals("g-3")).toList(), v.bijlagen())));
        });
    }

    @TestFactory
    Stream<DynamicTest> ruleRemovedOrProhibitionAdded_never_widens() {
        return voorElk(w -> {
            Convenant c = w.convenant();
            for (int i = 0; i < c.verstrekkingen().size(); i++) {
                List<Verstrekking> minder = new ArrayList<>(c.verstrekkingen());
                minder.remove(i);
                nooitMeer(w, w.met(w.convenant(minder, c.nietVerstrekken())));
            }
            for (int i = 0; i < c.nietVerstrekken().size(); i++) {
                List<NietVerstrekken> minder = new ArrayList<>(c.nietVerstrekken());
                minder.remove(i);
                nooitMeer(w.met(w.convenant(c.verstrekkingen(), minder)), w);
            }
        });
    }

    /** The positive control: the generator makes every outcome, and prohibitions that bite. */
    @Test
    void generator_overAllSeeds_makesEveryOutcome() {
        Map<Uitkomst, Long> uitkomsten = LongStream.range(0, REEKSEN * PER_REEKS).boxed().flatMap(z -> WillekeurigConvenant.uit(z).besluit().lokets().stream())
                .flatMap(l -> l.elementen().values().stream()).collect(Collectors.groupingBy(ElementBesluit::uitkomst, Collectors.counting()));
        assertThat(uitkomsten).containsOnlyKeys(Uitkomst.values()).allSatisfy((u, aantal) -> assertThat(aantal).as(u.name()).isGreaterThan(5));
        assertThat(uitkomsten.get(Uitkomst.VRIJGEGEVEN)).isGreaterThan(200);
        assertThat(LongStream.range(0, REEKSEN * PER_REEKS).filter(z -> {
            WillekeurigConvenant w = WillekeurigConvenant.uit(z);
            return vrijgegeven(w.met(w.convenant(w.convenant().verstrekkingen(), List.of())).besluit()).size() > vrijgegeven(w.besluit()).size();
        }).count()).isGreaterThan(8);
    }
}

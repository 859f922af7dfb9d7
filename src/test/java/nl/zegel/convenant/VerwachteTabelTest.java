package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.ElementId;
import nl.zegel.document.Regime;
import nl.zegel.document.Vorm;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import org.junit.jupiter.api.Test;

/**
 * Walks the whole finite space of the hennep convenant and compares with the table that was written by hand from the
 * articles. Each difference prints its tuple. Per tuple: all conditions met, then each one missing by itself.
 */
class VerwachteTabelTest {
    private static final Path TABELLEN = Path.of("src/test/resources/tabellen");
    private static final Path HENNEP = Path.of("config/convenanten/hennep-midden-nederland-2024.yaml");
    private static final Instant MOMENT = Instant.parse("2026-11-23T10:00:00Z");
    private static final LocalDate DAG = LocalDate.of(2026, 11, 23);
    private static final Geldigheid GELDIG = new Geldigheid(DAG.minusDays(1), DAG.plusDays(1));
    private static final List<String> ROLLEN = List.of("POL", "OM", "BGM", "COL", "UWV", "SVB", "NET", "VHU");
    private static final List<String> SOORTEN = List.of("SIGNAAL_VERMOEDEN", "TERUGKOPPELING", "HIB", "VERZOEK_BESTUURLIJKE_RAPPORTAGE",
            "BESTUURLIJKE_RAPPORTAGE", "OM_VERSTREKKING", "MAATREGEL_INFO", "BINNENTREDEN_AFSTEMMING", "MEETGEGEVENS");
    private static final List<String> CATEGORIEEN = List.of("NAW", "GEBDAT", "GEBPLAATS", "TEL", "EMAIL", "BSN", "GESLACHT", "KENTEKEN",
            "FOTO", "LOCATIE", "FEIT", "POLITIEGEGEVEN", "JUSTITIEGEGEVEN", "MEET", "MAATREGEL", "CONTACT", "OVERIG");
    private static final List<String> BETROKKENEN = List.of("VERDACHTE", "MEDEWERKER_PARTNER", "KIND", "MEDEBEWONER", "EIGENAAR",
            "HUURDER", "MELDER", "GETUIGE", "SLACHTOFFER", "GEEN");
    /** One own, none, the police and one other stand for all: no rule or prohibition tells the others apart. */
    private static final List<String> HERKOMST = List.of("EIGEN", "AFWEZIG", "POL", "VHU");

    private final Beslisser beslisser = new Beslisser(Set.of());
    private final Convenant convenant;
    private final Partijen partijen;
    private final List<Rij> tabel;
    private final Partijen elders;
    private final Map<String, Map<String, String>> voorwaarden = new HashMap<>();

    VerwachteTabelTest() throws IOException {
        convenant = metTestlokets(Convenanten.lees(HENNEP.toString(), Files.readAllBytes(HENNEP)));
        partijen = Proef.partijen(ROLLEN.stream().flatMap(r -> List.of(van(r), naar(r)).stream()).toList());
        tabel = rijen("hennep-midden-nederland-2024.csv").stream().map(Rij::van).toList();
        elders = Proef.partijen(ROLLEN.stream().flatMap(r -> List.of(van(r), naar(r)).stream()).toList(), "0307");
        rijen("hennep-midden-nederland-2024-voorwaarden.csv").forEach(r -> voorwaarden.put(r.get("id"), r));
    }

    /** One loket that sends and one that receives for each role, so that a role can face itself. */
    private static Convenant metTestlokets(Convenant c) {
        List<Convenant.Deelname> lokets = new ArrayList<>();
        for (String rol : ROLLEN) {
            lokets.add(new Convenant.Deelname(van(rol), rol, LocalDate.of(2024, 3, 1), null));
            lokets.add(new Convenant.Deelname(naar(rol), rol, LocalDate.of(2024, 3, 1), null));
        }
        return Proef.met(c, c.looptijd(), lokets, c.verklaarders(), c.verstrekkingen(), c.nietVerstrekken());
    }

    private static LoketId van(String rol) {
        return new LoketId(rol.toLowerCase(java.util.Locale.ROOT) + "-zender");
    }

    private static LoketId naar(String rol) {
        return new LoketId(rol.toLowerCase(java.util.Locale.ROOT) + "-ontvanger");
    }

    private record Tupel(String categorie, String betrokkene, String regime, String herkomst, String object) {
        Coordinaten coordinaten() {
            return new Coordinaten(categorie, betrokkene, regime.equals("AFWEZIG") ? null : Regime.valueOf(regime),
                    herkomst.equals("AFWEZIG") ? null : herkomst);
        }
    }

    private record Route(String soort, String van, String naar) {}

    /** A row of the table with its cells taken apart; null means any value. */
    private record Rij(Map<String, String> cellen, Map<String, Set<String>> sleutels) {
        static Rij van(Map<String, String> cellen) {
            Map<String, Set<String>> sleutels = new HashMap<>();
            for (String kolom : List.of("soort", "van", "naar", "categorie", "betrokkene", "regime", "herkomst", "object")) {
                String cel = cellen.get(kolom);
                if (cel.equals("ANDER")) {
                    sleutels.put(kolom, Set.copyOf(ROLLEN));
                } else if (!cel.equals("*")) {
                    sleutels.put(kolom, Set.of(cel.split("\\|")));
                }
            }
            return new Rij(cellen, sleutels);
        }

        boolean noemt(String kolom, String waarde) {
            Set<String> waarden = sleutels.get(kolom);
            return waarden == null || waarden.contains(waarde);
        }

        boolean past(Tupel t) {
            return noemt("categorie", t.categorie()) && noemt("betrokkene", t.betrokkene()) && noemt("regime", t.regime())
                    && noemt("herkomst", t.herkomst()) && noemt("object", t.object());
        }

        List<String> voorwaarden() {
            List<String> nodig = new ArrayList<>();
            if (!cellen.get("voorwaarden").isEmpty()) {
                nodig.addAll(List.of(cellen.get("voorwaarden").split("\\+")));
            }
            if (cellen.get("uitkomst").equals("HOLD")) {
                nodig.add("C-HAND");
            }
            // the recipient's and sender's authorisation is their registration, which the walk cannot take away by itself
            nodig.remove("C-AUTH");
            return nodig;
        }
    }

    @Test
    void decide_everyTupleOfTheFiniteSpace_matchesTheHandWrittenTable() {
        List<Tupel> los = tupels("ANDERS");
        List<Tupel> woning = tupels("WONING");
        List<Route> routes = SOORTEN.stream().flatMap(s -> ROLLEN.stream().flatMap(van -> ROLLEN.stream().map(naar -> new Route(s, van, naar)))).toList();
        List<String> verschillen = java.util.Collections.synchronizedList(new ArrayList<>());
        // decide is pure, so every core may walk its own routes
        int getest = routes.parallelStream().mapToInt(r -> loop(r, los, verschillen) + loop(r, woning, verschillen)).sum();
        assertThat(getest).isGreaterThan(3_000_000);
        assertThat(verschillen.stream().sorted().limit(40).toList()).as("%d of %d tuples differ", verschillen.size(), getest).isEmpty();
    }

    private static List<Tupel> tupels(String object) {
        List<Tupel> alle = new ArrayList<>();
        for (String categorie : object.equals("WONING") ? List.of("LOCATIE") : CATEGORIEEN) {
            for (String betrokkene : BETROKKENEN) {
                for (String regime : List.of("WPG8", "WPG9", "WPG10", "WPG13", "STRAFV", "JUST", "TUL", "AVG", "AFWEZIG")) {
                    for (String herkomst : HERKOMST) {
                        alle.add(new Tupel(categorie, betrokkene, regime, herkomst, object));
                    }
                }
            }
        }
        return alle;
    }

    private int loop(Route route, List<Tupel> tupels, List<String> verschillen) {
        List<Rij> rijen = tabel.stream().filter(r -> r.noemt("soort", route.soort()) && r.noemt("van", route.van()) && r.noemt("naar", route.naar())).toList();
        List<Rij> perTupel = tupels.stream().map(t -> rijen.stream().filter(r -> r.past(t)).findFirst().orElseThrow()).toList();
        Map<ElementId, ElementBesluit> alles = besluit(route, tupels, "");
        Map<String, List<Integer>> zonder = new TreeMap<>();
        for (int i = 0; i < tupels.size(); i++) {
            Map<String, String> rij = perTupel.get(i).cellen();
            boolean onthouden = rij.get("uitkomst").equals("ONTHOUDEN");
            ElementBesluit b = alles.get(Proef.id(i + 100));
            meld(verschillen, route + " " + tupels.get(i) + " row " + rij.get("nr") + ", all conditions met", b,
                    onthouden ? Uitkomst.ONTHOUDEN : Uitkomst.VRIJGEGEVEN, onthouden ? rij.get("reden") : "TOEGESTAAN");
            if (!onthouden) {
                if (!String.valueOf(b.reden().regel()).startsWith(rij.get("regel"))) {
                    verschillen.add(route + " " + tupels.get(i) + " row " + rij.get("nr") + ": rule " + b.reden().regel() + ", expected " + rij.get("regel"));
                }
                for (String id : perTupel.get(i).voorwaarden()) {
                    zonder.computeIfAbsent(id, k -> new ArrayList<>()).add(i);
                }
            }
        }
        zonder.forEach((id, nummers) -> zonder(route, tupels, nummers, id, verschillen));
        return tupels.size();
    }

    private void zonder(Route route, List<Tupel> tupels, List<Integer> nummers, String id, List<String> verschillen) {
        Map<String, String> v = voorwaarden.get(id);
        Uitkomst uitkomst = v.get("uitkomst").equals("WACHT") ? Uitkomst.WACHT : Uitkomst.ONTHOUDEN;
        List<Tupel> geraakt = nummers.stream().map(tupels::get).toList();
        Map<ElementId, ElementBesluit> besluiten = besluit(route, geraakt, id);
        for (int i = 0; i < geraakt.size(); i++) {
            meld(verschillen, route + " " + geraakt.get(i) + ", without " + id, besluiten.get(Proef.id(i + 100)), uitkomst, v.get("reden"));
        }
    }

    private static void meld(List<String> verschillen, String wat, ElementBesluit b, Uitkomst uitkomst, String reden) {
        boolean redenKlopt = reden.equals("*") || Arrays.asList(reden.split("\\|")).contains(b.reden().code().name());
        if (b.uitkomst() != uitkomst || !redenKlopt) {
            verschillen.add(wat + ": " + b.uitkomst() + " " + b.reden().code() + " by " + b.reden().regel() + " " + b.reden().voorwaarde()
                    + ", expected " + uitkomst + " " + reden);
        }
    }

    /** One document holds all tuples of a route, one element each: what is decided of one does not look at another. */
    private Map<ElementId, ElementBesluit> besluit(Route route, List<Tupel> tupels, String zonder) {
        Vorm vorm = vorm(route, tupels, zonder);
        Besluit besluit = beslisser.decide(convenant, zonder.equals("C-GEBIED") ? elders : partijen, vorm, feiten(route, zonder), MOMENT);
        if (besluit.weigering() == null) {
            return besluit.lokets().get(0).elementen();
        }
        Map<ElementId, ElementBesluit> geweigerd = new HashMap<>();
        for (int i = 0; i < tupels.size(); i++) {
            geweigerd.put(Proef.id(i + 100), new ElementBesluit(Uitkomst.ONTHOUDEN, null, besluit.weigering()));
        }
        return geweigerd;
    }

    private Vorm vorm(Route route, List<Tupel> tupels, String zonder) {
        Map<String, List<Vorm.ElementVorm>> perPersoon = new TreeMap<>();
        for (int i = 0; i < tupels.size(); i++) {
            perPersoon.computeIfAbsent(tupels.get(i).betrokkene(), k -> new ArrayList<>()).add(
                    new Vorm.ElementVorm(Proef.id(i + 100), "iets", tupels.get(i).coordinaten(), null, null, Set.of(), Set.of()));
        }
        String object = tupels.get(0).object().equals("ANDERS") ? "LOODS" : "WONING";
        perPersoon.computeIfAbsent("GEEN", k -> new ArrayList<>()).add(code(2, "gemeentecode", "0344"));
        // a place in a group that does not say what it is would make the whole document one about a dwelling
        int[] nummer = {20};
        perPersoon.values().forEach(elementen -> elementen.add(code(nummer[0]++, "soortObject", object)));
        boolean verdachte = !zonder.equals("C-WONING");
        List<Vorm.GroepVorm> groepen = new ArrayList<>();
        perPersoon.forEach((persoon, elementen) -> groepen.add(new Vorm.GroepVorm("g-" + groepen.size(), "GROEP",
                persoon.equals("GEEN") ? null : persoon, null, elementen)));
        if (verdachte) {
            groepen.add(new Vorm.GroepVorm("g-verdachte", "BETROKKENE", "VERDACHTE", null, List.of(new Vorm.ElementVorm(
                    Proef.id(4), "achternaam", new Coordinaten("NAW", "VERDACHTE", Regime.WPG8, "EIGEN"), null, null, Set.of(), Set.of()))));
        }
        return new Vorm(Vorm.VERSIE, route.soort(), convenant.id(), van(route.van()), null,
                zonder.equals("C-DOEL") ? "HUURRECHTELIJKE_MAATREGEL" : "BESTUURLIJKE_MAATREGEL",
                List.of(new Vorm.OntvangerVorm(naar(route.naar()), !zonder.equals("C-NOODZAAK"), Set.of())),
                Set.of("VERZOEK", "SIGNAAL"), groepen, List.of());
    }

    private static Vorm.ElementVorm code(int nummer, String term, String code) {
        return new Vorm.ElementVorm(Proef.id(nummer), term, new Coordinaten("FEIT", "GEEN", Regime.AVG, "EIGEN"), code, null, Set.of(), Set.of());
    }

    private Feiten feiten(Route route, String zonder) {
        List<Feit> feiten = new ArrayList<>();
        for (LoketId loket : List.of(van(route.van()), naar(route.naar()))) {
            feiten.add(new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(loket), GELDIG, "proef"));
        }
        Feitsoort ontbreekt = convenant.voorwaarden().containsKey(zonder) ? convenant.voorwaarden().get(zonder).feit() : null;
        for (Voorwaarde v : convenant.voorwaarden().values()) {
            // two conditions may rest on one fact: without it both lack
            if (v.feit() != null && !v.feit().equals(ontbreekt)) {
                Bereik bereik = Proef.bereik(Set.of("*"), Set.of("*"), Set.of("*"), naar(route.naar()), "k-1", "0344");
                feiten.add(new Feit.Afgeleid(v.feit(), bereik, GELDIG, "proef"));
            }
        }
        return new Feiten(feiten);
    }

    private static List<Map<String, String>> rijen(String naam) throws IOException {
        List<String> regels = Files.readAllLines(TABELLEN.resolve(naam)).stream().filter(r -> !r.isBlank() && !r.startsWith("#")).toList();
        String[] kop = regels.get(0).split(";", -1);
        List<Map<String, String>> rijen = new ArrayList<>();
        for (String regel : regels.subList(1, regels.size())) {
            String[] cellen = regel.split(";", -1);
            Map<String, String> rij = new LinkedHashMap<>();
            for (int i = 0; i < kop.length; i++) {
                rij.put(kop[i], cellen[i]);
            }
            rijen.add(rij);
        }
        return rijen;
    }
}

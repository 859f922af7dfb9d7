package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.party.LoketId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cases that were written by hand from the articles, before decide was. The hennep cases against the shipped file; of
 * the other four the model must be able to say the case, but for a known list.
 */
class GevallenTest {
    private static final Path HENNEP = Path.of("config/convenanten/hennep-midden-nederland-2024.yaml");
    private static final List<Geval> GEVALLEN = Geval.alle();

    private final Convenant hennep = Convenanten.lees(HENNEP.toString(), Files.readAllBytes(HENNEP));
    private final Beslisser beslisser = new Beslisser(nl.zegel.document.Woordenboek.laad());

    GevallenTest() throws IOException {}

    @TestFactory
    Stream<DynamicTest> hennepCase_decided_isAsTheArticlesSay() {
        return GEVALLEN.stream().filter(g -> g.convenant().equals(hennep.id()))
                .map(g -> DynamicTest.dynamicTest(g.naam(), () -> assertThat(verschillen(g)).isEmpty()));
    }

    @Test
    void hennepCases_read_areAllThereAndSayable() {
        assertThat(GEVALLEN.stream().filter(g -> g.convenant().equals(hennep.id()))).hasSizeGreaterThanOrEqualTo(14)
                .allSatisfy(g -> assertThat(g.onzegbaar()).as(g.naam()).isEmpty());
    }

    /** So that it shrinks knowingly: what can be said at last must leave the list, and nothing may join it unseen. */
    @Test
    void otherCases_whatTheModelCannotSay_isExactlyTheListInTheReadme() throws IOException {
        Map<String, String> nu = new TreeMap<>();
        GEVALLEN.stream().filter(g -> !g.onzegbaar().isEmpty()).forEach(g -> nu.put(g.naam(), String.join(", ", g.onzegbaar())));
        Map<String, String> lijst = new TreeMap<>();
        for (String regel : Files.readAllLines(Geval.CASES.resolve("README.md"))) {
            if (regel.matches("[a-z0-9-]+/\\d\\d-[a-z0-9-]+: .*")) {
                lijst.put(regel.substring(0, regel.indexOf(": ")), regel.substring(regel.indexOf(": ") + 2));
            }
        }
        assertThat(nu.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).collect(Collectors.joining("\n")))
                .isEqualTo(lijst.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).collect(Collectors.joining("\n")));
    }

    private List<String> verschillen(Geval g) {
        Convenant c = new Convenant(hennep.id(), hennep.titel(), hennep.versie(), hennep.bron(), hennep.digest(), hennep.looptijd(),
                hennep.rollen(), g.deelnemers(), hennep.documenttypen(), hennep.betrokkenen(), hennep.persoonsplaats(), hennep.verklaarders(),
                hennep.verklaringGeldigDagen(), hennep.verstrekkingen(), hennep.nietVerstrekken(), hennep.lezingen());
        Besluit besluit = beslisser.decide(c, g.partijen(), g.vorm(), g.feiten(), g.moment());
        List<String> uit = new ArrayList<>();
        besluit.quarantaine().forEach(t -> uit.add("in quarantine: " + t));
        Map<String, Object> weigering = Geval.map(g.verwacht().get("weigering"));
        if (besluit.weigering() != null || !weigering.isEmpty()) {
            gelijk(uit, "refusal code", weigering.get("code"), besluit.weigering() == null ? null : besluit.weigering().code().name());
            if (besluit.weigering() != null) {
                grond(uit, "refusal", weigering, besluit.weigering());
            }
            return uit;
        }
        Geval.map(g.verwacht().get("lokets")).forEach((loket, v) -> loket(uit, loket, Geval.map(v), besluit));
        return uit;
    }

    private static void loket(List<String> uit, String loket, Map<String, Object> verwacht, Besluit besluit) {
        LoketBesluit l = besluit.lokets().stream().filter(b -> b.loket().equals(new LoketId(loket))).findFirst().orElseThrow();
        gelijk(uit, loket + " reason", verwacht.get("reden"), l.reden().code().name());
        gelijk(uit, loket + " waits", verwacht.get("wacht"), l.wacht());
        Geval.map(verwacht.get("elementen")).forEach((kort, o) -> element(uit, loket + " " + kort, Geval.map(o), l.elementen().get(Geval.id(kort))));
        gelijk(uit, loket + " number of elements", Geval.map(verwacht.get("elementen")).size(), l.elementen().size());
    }

    private static void element(List<String> uit, String wat, Map<String, Object> verwacht, ElementBesluit b) {
        gelijk(uit, wat + " outcome", verwacht.get("uitkomst"), b.uitkomst().name());
        gelijk(uit, wat + " generalisation", verwacht.get("vergroving"), b.vergroving());
        gelijk(uit, wat + " reason", verwacht.get("reden"), b.reden().code().name());
        gelijk(uit, wat + " condition", verwacht.get("voorwaarde"), b.reden().voorwaarde());
        grond(uit, wat, verwacht, b.reden());
    }

    /** The case names the row of the table or the reading that decides: the rule's id begins with it, or the reason cites it. */
    private static void grond(List<String> uit, String wat, Map<String, Object> verwacht, Reden reden) {
        String id = (String) verwacht.get("regel");
        String regel = String.valueOf(reden.regel());
        if (id != null && !regel.equals(id) && !regel.startsWith(id + ".") && !reden.lezingen().contains(id)) {
            uit.add(wat + " rule: expected " + id + ", decided " + reden.regel() + " " + reden.lezingen());
        }
        if (verwacht.get("artikel") != null && !reden.artikelen().contains((String) verwacht.get("artikel"))) {
            uit.add(wat + " article: expected " + verwacht.get("artikel") + ", decided " + reden.artikelen() + " by " + reden.regel());
        }
    }

    private static void gelijk(List<String> uit, String wat, @Nullable Object verwacht, @Nullable Object is) {
        if (!Objects.equals(verwacht, is)) {
            uit.add(wat + ": expected " + verwacht + ", decided " + is);
        }
    }
}

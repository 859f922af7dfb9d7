package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.party.Bestandscontrole;
import nl.zegel.party.LoketId;
import nl.zegel.party.Omgeving;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cases that were written by hand from the articles, before decide was, against the shipped convenanten.
 */
class GevallenTest {
    private static final Path CONVENANTEN = Path.of("config/convenanten");
    private static final List<Geval> GEVALLEN = Geval.alle();

    private final Convenanten convenanten = Convenanten.laad(CONVENANTEN, Omgeving.DEMO, Bestandscontrole.DEMO);
    private final Beslisser beslisser = new Beslisser(nl.zegel.document.Woordenboek.laad());

    @TestFactory
    Stream<DynamicTest> case_decided_isAsTheArticlesSay() {
        return GEVALLEN.stream().filter(g -> convenanten.convenant(g.convenant()).isPresent())
                .map(g -> DynamicTest.dynamicTest(g.naam(), () -> assertThat(verschillen(g)).isEmpty()));
    }

    /** So that it shrinks knowingly: a convenant of which there are cases but no file yet. */
    @Test
    void casesWithoutAConvenant_areExactlyThese() {
        assertThat(GEVALLEN.stream().map(Geval::convenant).filter(c -> convenanten.convenant(c).isEmpty()).distinct()).containsExactlyInAnyOrder(
                "cter-noord-holland-2018", "pit-peelland-2022", "toezicht-handhaving-dagmonitor", "woonoverlast-rotterdam");
    }

    /** A condition or kind of fact that a case names must be one that its convenant knows. */
    @Test
    void factsOfTheCases_areKnownToTheirConvenant() {
        for (Geval g : GEVALLEN) {
            convenanten.convenant(g.convenant()).ifPresent(c -> assertThat(c.feitsoorten()).as(g.naam())
                    .containsAll(g.feiten().alle().stream().map(Feit::soort).toList()));
        }
    }

    private List<String> verschillen(Geval g) {
        Convenant geladen = convenanten.convenant(g.convenant()).orElseThrow();
        Convenant c = Proef.met(geladen, geladen.looptijd(), g.deelnemers(), geladen.verklaarders(), geladen.verstrekkingen(), geladen.nietVerstrekken());
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

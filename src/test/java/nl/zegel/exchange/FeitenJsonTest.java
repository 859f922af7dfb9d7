package nl.zegel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import nl.zegel.convenant.Bereik;
import nl.zegel.convenant.Feit;
import nl.zegel.convenant.Feiten;
import nl.zegel.convenant.Feitsoort;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import org.junit.jupiter.api.Test;

/** The stored form of facts: what was once written is read for ever. */
class FeitenJsonTest {
    private static final Path GOUD = Path.of("src/test/resources/golden");
    private static final Geldigheid GELDIG = new Geldigheid(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
    private static final LoketId POL = new LoketId("politie-mn-hennepcoordinator");

    private static Feiten feiten(Instant ingetrokken, Set<String> onderdelen) {
        Bereik smal = new Bereik(Set.of("HIB"), Set.of("BGM"), Set.of("*"), new LoketId("gemeente-utrecht-burgemeester"), "vz-1", null, "0344", onderdelen, null);
        return Feiten.van(new Feit.Verklaring(new Feitsoort("GEEN_OPSPORINGSBELANG"), smal, GELDIG, POL, "sha256:ab", ingetrokken),
                new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(POL), new Geldigheid(LocalDate.of(2024, 3, 1), null), "bestand:a.yaml"));
    }

    @Test
    void lees_version2_isInNoCaseAndHasNoOutcome() throws IOException {
        Feiten feiten = feiten(Instant.parse("2026-11-23T09:00:00Z"), Set.of("g-2", "e-1"));

        assertThat(FeitenJson.lees(Files.readString(GOUD.resolve("feiten-2.json")))).isEqualTo(feiten);
    }

    @Test
    void schrijf_version3_isTheGoldenFile() throws IOException {
        Feiten feiten = Feiten.van(new Feit.Afgeleid(new Feitsoort("BESLUIT_COMPLEX"),
                Bereik.alles().met("9f1c", "77ab", "0344").metWaarde("JA"), GELDIG, "register:0b0e7f6a-0000-4000-8000-000000000001"));

        assertThat(FeitenJson.schrijf(feiten)).isEqualTo(Files.readString(GOUD.resolve("feiten-3.json")).strip());
        assertThat(FeitenJson.lees(FeitenJson.schrijf(feiten))).isEqualTo(feiten);
    }

    @Test
    void lees_version1_isAboutTheWholeDocumentAndNotWithdrawn() throws IOException {
        assertThat(FeitenJson.lees(Files.readString(GOUD.resolve("feiten-1.json")))).isEqualTo(feiten(null, Set.of("*")));
    }

    @Test
    void lees_unknownVersion_isABug() {
        for (String versie : new String[] {"0", "4"}) {
            assertThatThrownBy(() -> FeitenJson.lees("{\"versie\":" + versie + ",\"feiten\":[]}")).isInstanceOf(GatewayBug.class);
        }
    }
}

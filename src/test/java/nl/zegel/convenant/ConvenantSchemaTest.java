package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The editors' schema offers exactly what the loader knows, so that it cannot grow old unseen. */
class ConvenantSchemaTest {
    private static final Path SCHEMA = Path.of("config/schema/convenant.schema.json");

    private static Set<String> waarden(JsonNode lijst) {
        Set<String> alle = new TreeSet<>();
        lijst.forEach(n -> alle.add(n.asString()));
        return alle;
    }

    private static Set<String> namen(List<String> namen) {
        return new TreeSet<>(namen);
    }

    @Test
    void schema_closedLists_equalTheLoaders() throws IOException {
        JsonNode top = JsonMapper.shared().readTree(Files.readAllBytes(SCHEMA)).get("properties");
        JsonNode regel = top.get("verstrekkingen").get("items").get("properties");
        JsonNode voorwaarde = top.get("voorwaarden").get("additionalProperties").get("properties");
        assertThat(waarden(voorwaarde.get("toets").get("enum"))).isEqualTo(namen(Arrays.stream(Toetssoort.values()).map(Enum::name).toList()));
        assertThat(waarden(voorwaarde.get("noemt").get("items").get("enum")))
                .isEqualTo(namen(Arrays.stream(Voorwaarde.Eis.values()).map(Enum::name).toList()));
        assertThat(waarden(top.get("afleidingen").get("items").get("properties").get("over").get("enum")))
                .isEqualTo(namen(Arrays.stream(Afleiding.Over.values()).map(Enum::name).toList()));
        assertThat(waarden(top.get("nietVerstrekken").get("items").get("properties").get("code").get("enum")))
                .isEqualTo(namen(Arrays.stream(Redencode.values()).filter(c -> c != Redencode.TOEGESTAAN).map(Enum::name).toList()));
        assertThat(waarden(regel.get("regimes").get("items").get("enum")))
                .isEqualTo(namen(Arrays.stream(nl.zegel.document.Regime.values()).map(Enum::name).toList()));
    }
}

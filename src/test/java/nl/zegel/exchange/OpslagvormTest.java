package nl.zegel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import nl.zegel.crypto.Handtekeningspoor;
import nl.zegel.document.ElementId;
import nl.zegel.party.GatewayBug;
import org.junit.jupiter.api.Test;

/** What rests in the database keeps its form: golden files, and a refusal of versions that are not known. */
class OpslagvormTest {
    private static final Path GOUD = Path.of("src/test/resources/golden");
    private static final Handtekeningspoor SPOOR = new Handtekeningspoor("SHA-256", new byte[] {1, 2, 3}, new byte[] {9, 8, 7, 6});
    private static final ElementId EEN = new ElementId("e-" + "a".repeat(26));
    private static final ElementId TWEE = new ElementId("e-" + "b".repeat(26));

    @Test
    void signatureTrace_isAsInTheGoldenFile() throws IOException {
        String goud = Files.readString(GOUD.resolve("spoor-1.hex")).strip();
        assertThat(HexFormat.of().formatHex(Spoorvorm.schrijf(SPOOR))).isEqualTo(goud);
        Handtekeningspoor terug = Spoorvorm.lees(HexFormat.of().parseHex(goud));
        assertThat(terug.digest()).isEqualTo("SHA-256");
        assertThat(terug.attributenDigest()).containsExactly(1, 2, 3);
        assertThat(terug.handtekening()).containsExactly(9, 8, 7, 6);
    }

    @Test
    void signatureTrace_ofAnotherVersionOrCutOff_isABug() {
        byte[] vorm = Spoorvorm.schrijf(SPOOR);
        assertThatThrownBy(() -> Spoorvorm.lees(java.util.Arrays.copyOf(vorm, vorm.length - 1))).isInstanceOf(GatewayBug.class);
        vorm[0] = 2;
        assertThatThrownBy(() -> Spoorvorm.lees(vorm)).isInstanceOf(GatewayBug.class);
    }

    @Test
    void contentOfACopy_isAsInTheGoldenFile() throws IOException {
        Kopieinhoud inhoud = new Kopieinhoud(new TreeMap<>(Map.of(EEN, "", TWEE, "POSTCODE4")), "ab".repeat(32));
        String goud = Files.readString(GOUD.resolve("kopieinhoud-2.json")).strip();
        assertThat(inhoud.schrijf()).isEqualTo(goud);
        assertThat(Kopieinhoud.lees(goud)).isEqualTo(inhoud);
    }

    @Test
    void contentOfACopy_ofAnotherVersion_isABug() {
        assertThatThrownBy(() -> Kopieinhoud.lees("{\"versie\":1,\"nonce\":\"\",\"elementen\":{}}")).isInstanceOf(GatewayBug.class);
    }
}

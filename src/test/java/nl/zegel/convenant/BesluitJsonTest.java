package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.zegel.party.LoketId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored format of a decision: what was once written is read for ever. */
class BesluitJsonTest {
    private static final Path GOUD = Path.of("src/test/resources/golden/besluit-1.json");

    private static Besluit besluit() {
        Grondslag wpg = new Grondslag("Wpg", "20", Grondslag.Zijde.VERSTREKKER, "urn:nl:zegel:dpv:Wpg-20");
        Reden mee = new Reden(Redencode.TOEGESTAAN, "H-03.plaats-gemeente", List.of("4.8"), List.of(wpg), List.of("FC-H7"), null, null);
        Reden niet = new Reden(Redencode.NOODZAAK_ONTBREEKT, "H-03.plaats-gemeente", List.of("7.1"), List.of(), List.of(), "C-NOODZAAK", "H-03.plaats-gemeente");
        return new Besluit(Besluit.VERSIE, "hennep-midden-nederland-2024", "2024-1", "ab".repeat(32), Instant.parse("2026-11-23T10:00:00Z"), null,
                List.of(), List.of(new Besluit.LoketBesluit(new LoketId("gemeente-utrecht-burgemeester"),
                        new Reden(Redencode.TOEGESTAAN, null, List.of(), List.of(), List.of(), null, null), false,
                        Map.of(Proef.id(1), new Besluit.ElementBesluit(Uitkomst.VRIJGEGEVEN, null, mee),
                                Proef.id(2), new Besluit.ElementBesluit(Uitkomst.VERGROFD, "POSTCODE4", mee),
                                Proef.id(3), new Besluit.ElementBesluit(Uitkomst.ONTHOUDEN, null, niet)),
                        Map.of("O-WPG7", "9.3", "O-GEHEIM", "9.1"), new Besluit.Bewaring("KORT", LocalDate.of(2027, 11, 23), "10.1"))));
    }

    @Test
    void schrijf_version1_isTheGoldenFile() throws IOException {
        assertThat(new String(BesluitJson.schrijf(besluit()), StandardCharsets.UTF_8)).isEqualTo(Files.readString(GOUD).strip());
    }

    @Test
    void lees_goldenFile_isTheDecision() throws IOException {
        assertThat(BesluitJson.lees(Files.readAllBytes(GOUD))).isEqualTo(besluit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"versie\":2}", "{\"versie\":1}", "{\"versie\":1,\"versie\":1}", "geen json"})
    void lees_anythingElse_refuses(String tekst) {
        assertThatThrownBy(() -> BesluitJson.lees(tekst.getBytes(StandardCharsets.UTF_8))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lees_releaseInARefusedDecision_refuses() throws IOException {
        String vals = Files.readString(GOUD).replace("\"quarantaine\":[]",
                "\"quarantaine\":[{\"element\":\"" + Proef.id(1) + "\",\"wat\":\"BSN\"}]");
        assertThatThrownBy(() -> BesluitJson.lees(vals.getBytes(StandardCharsets.UTF_8))).isInstanceOf(IllegalArgumentException.class);
    }

    /** A later version may mean something else by the same fields. */
    @Test
    void lees_wholeDecisionOfAnotherVersion_refuses() throws IOException {
        for (String versie : List.of("2", "null", "0")) {
            byte[] ander = Files.readString(GOUD).replaceFirst("\"versie\":1", "\"versie\":" + versie).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> BesluitJson.lees(ander)).as(versie).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusedAndQuarantinedDecisions_readBackEqual() {
        Besluit b = besluit();
        Reden reden = new Reden(Redencode.BERICHTTYPE_ONBEKEND, null, List.of("4.8"), List.of(), List.of(), null, null);
        Besluit geweigerd = new Besluit(Besluit.VERSIE, b.convenant(), b.convenantVersie(), b.convenantDigest(), b.moment(), reden, List.of(), List.of());
        Besluit stil = new Besluit(Besluit.VERSIE, b.convenant(), b.convenantVersie(), b.convenantDigest(), b.moment(), null,
                List.of(new Besluit.Treffer(Proef.id(1), "BSN"), new Besluit.Treffer(Proef.id(2), "KENTEKEN")), List.of());

        assertThat(BesluitJson.lees(BesluitJson.schrijf(geweigerd))).isEqualTo(geweigerd);
        assertThat(BesluitJson.lees(BesluitJson.schrijf(stil))).isEqualTo(stil);
    }

    /** A decision that contradicts itself cannot be made, so it cannot be stored or read either. */
    @Test
    void decisionThatContradictsItself_cannotBeMade() {
        Besluit b = besluit();
        Reden reden = b.lokets().get(0).reden();

        assertThatThrownBy(() -> new Besluit.ElementBesluit(Uitkomst.VERGROFD, null, reden)).isInstanceOf(IllegalArgumentException.class);
        for (Uitkomst uitkomst : List.of(Uitkomst.VRIJGEGEVEN, Uitkomst.ONTHOUDEN, Uitkomst.WACHT)) {
            assertThatThrownBy(() -> new Besluit.ElementBesluit(uitkomst, "POSTCODE4", reden)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Besluit(1, "c", "1", "d", b.moment(), reden, List.of(), b.lokets())).isInstanceOf(IllegalArgumentException.class);
    }
}

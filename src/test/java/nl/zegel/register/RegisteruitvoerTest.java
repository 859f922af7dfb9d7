package nl.zegel.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RegisteruitvoerTest {
    private final Proefregister proef = new Proefregister();
    private final JsonMapper json = JsonMapper.builder().build();

    @TempDir
    Path map;

    @AfterEach
    void sluit() {
        proef.close();
    }

    private Path uitvoer() throws IOException {
        UUID sleutel = proef.register.sleutelrijen().voor("hennep", "kort", YearMonth.of(2026, 12),
                nr -> new Sleutelrijen.Ingepakt(new byte[] {1}, "kek-1")).id();
        for (int i = 0; i < 6; i++) {
            proef.inschrijving(i);
        }
        proef.register.voer(tx -> proef.register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.ALARM, null, "code", "W"), sleutel));
        proef.register.logboek().teken(proef::onderteken);
        proef.register.voer(tx -> proef.register.sleutelrijen().vernietig(tx, sleutel, "TERMIJN"));
        Path bestand = map.resolve("register.jsonl");
        new Registeruitvoer(proef.register, Proefregister.ADRES, proef::onderteken).schrijf(bestand);
        return bestand;
    }

    /** Checks the file by its description alone. @return what is wrong, empty when nothing is */
    private String fout(List<String> regels) {
        try {
            return keur(regels);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            return "onleesbaar";
        }
    }

    private String keur(List<String> regels) {
        JsonNode kop = json.readTree(regels.get(0));
        long grootte = kop.get("grootte").asLong();
        if (!kop.get("formaat").asString().equals("nl.zegel.register/1")) {
            return "formaat";
        }
        List<byte[]> bladen = new ArrayList<>();
        int i = 1;
        for (; i <= grootte; i++) {
            JsonNode r = json.readTree(regels.get(i));
            byte[] vastlegging = HexFormat.of().parseHex(r.get("vastlegging").asString());
            if (r.get("positie").asLong() != bladen.size()) {
                return "positie";
            }
            if (r.has("inhoud")) {
                if (!Arrays.equals(vastlegging, Rfc6962.sha256(HexFormat.of().parseHex(r.get("nonce").asString()),
                        r.get("inhoud").asString().getBytes(StandardCharsets.UTF_8)))) {
                    return "inhoud";
                }
                if (!json.readTree(r.get("inhoud").asString()).get("id").asString().equals(r.get("id").asString())) {
                    return "id";
                }
            } else if (regels.stream().noneMatch(x -> x.contains("\"id\":\"" + r.get("vernietigdOnder").asString() + "\""))) {
                return "vernietigdOnder";
            }
            bladen.add(vastlegging);
        }
        long laatste = 0;
        for (; i < regels.size(); i++) {
            byte[] punt = Base64.getDecoder().decode(json.readTree(regels.get(i)).get("controlepunt").asString());
            String handtekening = new String(Base64.getDecoder().decode(json.readTree(regels.get(i)).get("handtekening").asString()), StandardCharsets.UTF_8);
            JsonNode p = json.readTree(punt);
            laatste = p.get("grootte").asLong();
            if (proef.ondertekend.stream().noneMatch(o -> Arrays.equals(o, punt)) || !handtekening.equals("handtekening over " + punt.length)) {
                return "handtekening";
            }
            if (!p.get("wortel").asString().equals(HexFormat.of().formatHex(Rfc6962.wortel(bladen.subList(0, (int) laatste))))) {
                return "wortel";
            }
        }
        return laatste == grootte ? "" : "slot";
    }

    @Test
    void export_isCheckedWithoutDatabaseAlsoAfterADestruction() throws IOException {
        List<String> regels = Files.readAllLines(uitvoer());
        assertThat(regels).hasSize(1 + 8 + 2);
        assertThat(fout(regels)).isEmpty();
        assertThat(regels.get(7)).contains("vernietigdOnder").doesNotContain("inhoud", "nonce");
        assertThat(Files.list(map)).hasSize(1);
    }

    @Test
    void export_anySingleChangedCharacterOfAnEntryOrCheckpoint_isFound() throws IOException {
        List<String> regels = Files.readAllLines(uitvoer());
        List<String> onopgemerkt = new ArrayList<>();
        for (int r = 1; r < regels.size(); r++) {
            String regel = regels.get(r);
            for (int i = 0; i < regel.length(); i++) {
                char c = regel.charAt(i);
                String anders = regel.substring(0, i) + (c == 'a' ? 'b' : c == '1' ? '2' : Character.isDigit(c) ? '1' : 'a') + regel.substring(i + 1);
                List<String> kopie = new ArrayList<>(regels);
                kopie.set(r, anders);
                // The id of the entry whose body was destroyed stood in that body: nothing else vouches for it, nor for its key.
                boolean idVanVernietigde = r == 7 && i >= regel.indexOf("\"id\":\"") + 1 && i < regel.indexOf("\",\"vastlegging");
                if (!idVanVernietigde && fout(kopie).isEmpty()) {
                    onopgemerkt.add(r + ":" + i + " " + regel.substring(Math.max(0, i - 12), Math.min(regel.length(), i + 12)));
                }
            }
        }
        assertThat(onopgemerkt).isEmpty();
    }

    @Test
    void export_lineRemovedSwappedOrAdded_isFound() throws IOException {
        List<String> regels = Files.readAllLines(uitvoer());
        for (int r = 1; r <= 8; r++) {
            List<String> zonder = new ArrayList<>(regels);
            zonder.remove(r);
            assertThat(fout(zonder)).as("without line %d", r).isNotEmpty();
        }
        List<String> gewisseld = new ArrayList<>(regels);
        java.util.Collections.swap(gewisseld, 2, 3);
        assertThat(fout(gewisseld)).isEqualTo("positie");
        List<String> zonderSlot = regels.subList(0, regels.size() - 1);
        assertThat(fout(zonderSlot)).isEqualTo("slot");
    }

    /** Vorm, facts and decision travel with the entry that committed to them, one opening per decision. */
    @Test
    void decision_isExportedWithWhatOpensItsCommitments() throws Exception {
        Documenten.Vastgelegd eerste = besluit("vorm een", "feiten een", "besluit een");
        besluit("vorm twee", "feiten twee", "besluit twee");
        Path bestand = map.resolve("besluiten.jsonl");
        new Registeruitvoer(proef.register, Proefregister.ADRES, proef::onderteken).schrijf(bestand);
        List<JsonNode> besloten = Files.readAllLines(bestand).stream().map(json::readTree).filter(r -> r.has("besluit")).toList();
        assertThat(besloten).hasSize(2);
        for (JsonNode r : besloten) {
            JsonNode velden = json.readTree(r.get("inhoud").asString()).get("velden");
            for (String wat : List.of("vorm", "feiten", "besluit")) {
                java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
                bytes.writeBytes(("zegel-vastlegging-1\n" + wat + "\n").getBytes(StandardCharsets.UTF_8));
                bytes.writeBytes(HexFormat.of().parseHex(r.get("besluit").get(wat + "Nonce").asString()));
                bytes.writeBytes(r.get("besluit").get(wat).asString().getBytes(StandardCharsets.UTF_8));
                assertThat(velden.get(wat + "Vastlegging").asString()).isEqualTo(HexFormat.of().formatHex(Rfc6962.sha256(bytes.toByteArray())));
            }
        }
        assertThat(besloten.get(0).get("besluit").get("vorm").asString()).isEqualTo("vorm een");
        assertThat(besloten.get(0).get("inhoud").asString()).contains(eerste.vorm(), eerste.besluit(), eerste.id().toString());
        assertThat(eerste.vorm()).isNotEqualTo(eerste.besluit());
    }

    /** INVARIANT of the log: what was decided is not rewritten, nor taken away. */
    @Test
    void decision_cannotBeChangedOrRemoved() {
        besluit("vorm", "feiten", "besluit");
        for (String opdracht : List.of("update besluit set vorm = 'x'", "update besluit set besluit_nonce = vorm_nonce", "delete from besluit",
                "truncate besluit cascade")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> proef.sql().sql(opdracht).update()).as(opdracht)
                    .hasMessageContaining("een besluit verandert niet");
        }
    }

    private UUID bericht;

    /** Again and again about one intake. */
    private Documenten.Vastgelegd besluit(String vorm, String feiten, String besluit) {
        if (bericht == null) {
            bericht = proef.ontvang((byte) 1);
            proef.register.voer(tx -> proef.register.ontvangsten().meld(tx, bericht, Proefregister.POLITIE, "HIB-1", new byte[32]));
        }
        return proef.register.doe(tx -> proef.register.documenten().besloten(tx, bericht, new Documenten.Besloten("HIB", "hennep",
                java.util.Optional.empty(), java.util.Optional.empty(), vorm, feiten, besluit)));
    }

    @Test
    void decisionOfASupplement_replacesNone() {
        Documenten.Vastgelegd eerste = besluit("vorm", "feiten een", "een");
        Documenten.Vastgelegd tweede = besluit("vorm", "feiten twee", "twee");
        assertThat(eerste.vorm()).as("the same Vorm under another nonce").isNotEqualTo(tweede.vorm());
        assertThat(proef.register.documenten().lees(bericht).orElseThrow().besloten().besluit()).isEqualTo("twee");
        assertThat(proef.register.documenten().volgens(eerste.id()).orElseThrow().besloten().feiten()).isEqualTo("feiten een");
        assertThat(proef.register.documenten().volgens(UUID.randomUUID())).isEmpty();
    }

    @Test
    void export_ofAnEmptyLog_isAFileToo() throws IOException {
        Path bestand = map.resolve("leeg.jsonl");
        assertThat(new Registeruitvoer(proef.register, Proefregister.ADRES, proef::onderteken).schrijf(bestand)).isZero();
        assertThat(fout(Files.readAllLines(bestand))).isEmpty();
    }
}

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

    @Test
    void export_ofAnEmptyLog_isAFileToo() throws IOException {
        Path bestand = map.resolve("leeg.jsonl");
        assertThat(new Registeruitvoer(proef.register, Proefregister.ADRES, proef::onderteken).schrijf(bestand)).isZero();
        assertThat(fout(Files.readAllLines(bestand))).isEmpty();
    }
}

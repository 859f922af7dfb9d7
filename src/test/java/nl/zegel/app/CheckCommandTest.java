package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String CONVENANT = "hennep-midden-nederland-2024.yaml";

    @TempDir
    Path map;

    private Path config;

    @BeforeEach
    void kopieer() throws IOException {
        config = Proefgateway.config(map);
    }

    @Test
    void shippedConfiguration_isGood() {
        Opdracht check = Opdracht.draai("check", "--config", config);

        assertThat(check.einde()).as(check::alles).isZero();
        assertThat(check.uit()).contains("convenant: hennep-midden-nederland-2024", "lokets", "GOED").doesNotContain("NIET GOED");
    }

    @Test
    void unknownKeyInSettings_namesFileAndLine() throws IOException {
        Files.writeString(config, Files.readString(config) + "\nverzinsel: ja\n");

        Opdracht check = Opdracht.draai("check", "--config", config);

        assertThat(check.einde()).isEqualTo(2);
        assertThat(check.uit()).containsPattern("zegel\\.yaml:\\d+: .*verzinsel").contains("Doe: ");
    }

    @Test
    void faultsInSeveralFiles_areAllTold() throws IOException {
        Path partij = map.resolve("config/partijen/stedin.yaml");
        Files.writeString(partij, Files.readString(partij) + "verzinsel: ja\n");
        Path feiten = map.resolve("config/feiten").resolve(CONVENANT);
        Files.writeString(feiten, Files.readString(feiten).replace("soort: DEELNAME", "soort: DEELNEMING"));

        Opdracht check = Opdracht.draai("check", "--config", config);

        assertThat(check.einde()).isEqualTo(2);
        assertThat(check.uit()).contains("stedin.yaml:").containsPattern("feiten/" + CONVENANT + ":\\d+: .*soort").contains("NIET GOED: 2 fout");
    }

    @Test
    void convenantThatLeavesATupleUnnamed_isAComplaintWithItsFile() throws IOException {
        Path convenant = map.resolve("config/convenanten").resolve(CONVENANT);
        String tekst = Files.readString(convenant);
        assertThat(tekst).contains("basisVervallenPer:");
        Files.writeString(convenant, tekst.replaceAll("(?m)^\\s+basisVervallenPer:.*\\n", ""));

        Opdracht check = Opdracht.draai("check", "--config", config);

        assertThat(check.einde()).as(check::alles).isEqualTo(1);
        assertThat(check.uit()).containsPattern(CONVENANT + ":\\d{2,}: .*\\[vervaldag-ontbreekt\\]").contains("NIET GOED");
    }

    @Test
    void settingsThatAreNotThere_endWithTwo() {
        Opdracht check = Opdracht.draai("check", "--config", map.resolve("weg.yaml"));

        assertThat(check.einde()).isEqualTo(2);
        assertThat(check.uit()).contains("weg.yaml:1:");
    }

    @Test
    void missingExampleCertificates_saysHowToMakeThem() throws IOException {
        Files.delete(map.resolve("certs-example"));

        Opdracht check = Opdracht.draai("check", "--config", config);

        assertThat(check.einde()).isEqualTo(2);
        assertThat(check.uit()).contains("genereer.sh");
    }
}

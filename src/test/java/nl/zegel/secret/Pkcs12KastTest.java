package nl.zegel.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.zegel.crypto.Geheim;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast.Antwoord;
import nl.zegel.crypto.Sleutelkast.Dicht;
import nl.zegel.crypto.Sleutelkast.Gebruik;
import nl.zegel.crypto.Sleutelkast.Oorzaak;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs12KastTest {
    @TempDir
    private Path map;

    private static Path gateway() {
        return VoorbeeldPki.uit().resolve("gateway");
    }

    private void leg(String naam, String als) throws IOException {
        Files.copy(gateway().resolve(naam), map.resolve(als));
    }

    private void oorzaak(Oorzaak verwacht) {
        assertThat(new Pkcs12Kast(map).sleutels(Gebruik.ONDERTEKENEN)).isEqualTo(new Dicht<>(verwacht, "ondertekenen"));
    }

    @ParameterizedTest
    @EnumSource(Gebruik.class)
    void exampleGateway_hasAKeyForEveryUse(Gebruik gebruik) {
        List<Sleutel> sleutels = new Pkcs12Kast(gateway()).sleutels(gebruik).waarde().orElseThrow();
        assertThat(sleutels).hasSize(1);
        Sleutel sleutel = sleutels.get(0);
        assertThat(sleutel.gebruik()).isEqualTo(gebruik);
        assertThat(sleutel.keten()).as("own certificate and its issuer").hasSize(2);
        assertThat(sleutel.certificaat().getIssuerX500Principal()).isEqualTo(sleutel.keten().get(1).getSubjectX500Principal());
        assertThat(sleutel).hasToString("Sleutel[" + sleutel.id() + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rust-1", "pseudoniem-1"})
    void exampleGateway_hasItsSecrets(String id) {
        Geheim geheim = new Pkcs12Kast(gateway()).geheim(id).waarde().orElseThrow();
        assertThat(geheim.bytes()).hasSize(32);
        assertThat(geheim).hasToString("Geheim[" + id + "]");
    }

    @Test
    void secretBytes_changedByCaller_stayAsTheyAre() {
        Geheim geheim = new Pkcs12Kast(gateway()).geheim("rust-1").waarde().orElseThrow();
        byte[] voor = geheim.bytes();
        java.util.Arrays.fill(geheim.bytes(), (byte) 0);
        assertThat(geheim.bytes()).isEqualTo(voor);
    }

    @Test
    void olderKeys_followThePreferredOne() throws IOException {
        leg("wachtwoord", "wachtwoord");
        leg("ontsleutelen.p12", "ontsleutelen.p12");
        leg("intake.p12", "ontsleutelen.2025.p12");
        leg("ontsleutelen-32.p12", "ontsleutelen-32.p12");
        assertThat(new Pkcs12Kast(map).sleutels(Gebruik.ONTSLEUTELEN).waarde().orElseThrow()).extracting(Sleutel::id)
                .as("a key of profile 3.2 is never among them").containsExactly("ontsleutelen", "ontsleutelen.2025");
    }

    @Test
    void noFolder_isUnknown_andHealsWhenItComes() throws IOException {
        Path later = map.resolve("later");
        Pkcs12Kast kast = new Pkcs12Kast(later);
        Antwoord<List<Sleutel>> eerst = kast.sleutels(Gebruik.ONDERTEKENEN);
        assertThat(eerst).isEqualTo(new Dicht<>(Oorzaak.ONBEKEND, "ondertekenen"));
        Files.createDirectory(later);
        leg("wachtwoord", "later/wachtwoord");
        leg("ondertekenen.p12", "later/ondertekenen.p12");
        assertThat(kast.sleutels(Gebruik.ONDERTEKENEN).waarde()).isPresent();
    }

    @Test
    void noPasswordFile_isUnknown() throws IOException {
        leg("ondertekenen.p12", "ondertekenen.p12");
        oorzaak(Oorzaak.ONBEKEND);
    }

    @Test
    void wrongPassword_isUnreadable() throws IOException {
        leg("ondertekenen.p12", "ondertekenen.p12");
        Files.writeString(map.resolve("wachtwoord"), "een-ander");
        oorzaak(Oorzaak.ONLEESBAAR);
    }

    @Test
    void brokenFile_isUnreadable() throws IOException {
        leg("wachtwoord", "wachtwoord");
        byte[] bytes = Files.readAllBytes(gateway().resolve("ondertekenen.p12"));
        Files.write(map.resolve("ondertekenen.p12"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        oorzaak(Oorzaak.ONLEESBAAR);
    }

    @Test
    void brokenOlderKey_closesTheUse() throws IOException {
        leg("wachtwoord", "wachtwoord");
        leg("ondertekenen.p12", "ondertekenen.p12");
        Files.writeString(map.resolve("ondertekenen.2025.p12"), "kapot");
        oorzaak(Oorzaak.ONLEESBAAR);
    }

    @Test
    void certificateWithoutKey_isUnreadable() throws IOException {
        leg("wachtwoord", "wachtwoord");
        VoorbeeldPki.draai(List.of("openssl", "pkcs12", "-export", "-nokeys", "-in", gateway().resolve("ondertekenen.pem").toString(),
                "-passout", "file:" + map.resolve("wachtwoord"), "-out", map.resolve("ondertekenen.p12").toString()));
        oorzaak(Oorzaak.ONLEESBAAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../wachtwoord", "bestaat-niet", "", "/etc/passwd", "a/b"})
    void secretThatIsNotThere_orIsAPath_isUnknown(String id) {
        assertThat(new Pkcs12Kast(gateway()).geheim(id)).isInstanceOfSatisfying(Dicht.class,
                d -> assertThat(d.oorzaak()).isEqualTo(Oorzaak.ONBEKEND));
    }

    @Test
    void emptySecret_isUnreadable() throws IOException {
        Files.createDirectories(map.resolve("geheimen"));
        Files.createFile(map.resolve("geheimen").resolve("leeg"));
        assertThat(new Pkcs12Kast(map).geheim("leeg")).isEqualTo(new Dicht<>(Oorzaak.ONLEESBAAR, "leeg"));
    }
}

package nl.zegel.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Party files with one thing wrong or unsure: they do not load, and the complaint says which. */
class PartijWeigeringTest extends Partijproef {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "naam: Organisatie Alfa        | naam: A\\nnaam: B                     | dubbele-sleutel",
            "naam: Organisatie Alfa        | naam: A\\nadres: B                    | onbekende-sleutel",
            "functie: loket                | functie: loket\\n    rol: x           | onbekende-sleutel",
            "zegel-partij-1                | zegel-partij-2                        | onbekend-formaat",
            "id: alfa\\n                   | id: alpha\\n                          | bestandsnaam",
            "id: alfa-loket                | id: Alfa                              | ongeldige-waarde",
            "'00000099000000998000'        | '00000005000000999000'                | ongeldige-waarde",
            "'00000099000000998000'        | 123                                   | geen-tekst",
            "SLECHT/goed.pem               | SLECHT/met-oin.pem                    | oin-verschilt",
            "kvk: '99000099'               | kvk: '9900009'                        | ongeldige-waarde",
            "['0344']                      | [0344]                                | geen-tekst",
            "['0344']                      | ['344']                               | ongeldige-waarde",
            "['0344']                      | ['0344', '0344']                      | dubbele-waarde",
            "~~~~gebied: ['0344']\\n       | ``                                    | sleutel-ontbreekt",
            "[SFTP, MAIL]                  | []                                    | onvolledig",
            "[SFTP, MAIL]                  | [FAX]                                 | onbekende-keuze",
            "[SFTP, MAIL]                  | [SFTP, SFTP]                          | dubbele-waarde",
            "[SFTP, MAIL]                  | [SOAP]                                | onvolledig",
            "~~~~mailadressen: [slecht@zegel.example]\\n | ``                      | onvolledig",
            "~~~~maxMailgrootte: 10485760\\n | ``                                  | onvolledig",
            "maxMailgrootte: 10485760      | maxMailgrootte: 10                    | buiten-bereik",
            "~~~~sshSleutels: ['PUBSLEUTEL alfa']\\n | ``                                 | onvolledig",
            "[slecht@zegel.example]        | [Slecht@zegel.example]                | ongeldige-waarde",
            "[slecht@zegel.example]        | ['\"x\" <slecht@zegel.example>']      | ongeldige-waarde",
            "[slecht@zegel.example]        | [ander@zegel.example]                 | adres-verschilt",
            "['PUBSLEUTEL alfa']                  | ['command=\"x\" PUBSLEUTEL']                 | ongeldige-waarde",
            "['PUBSLEUTEL alfa']                  | [ssh-ed25519 AAAA]                    | ongeldige-waarde",
            "['PUBSLEUTEL alfa']                  | [ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAAB] | ongeldige-waarde",
            "['PUBSLEUTEL alfa'] | [ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwQ==] | ongeldige-waarde",
            "['PUBSLEUTEL alfa']                  | [ssh-rsa AAAAY3NzaC1yc2E=]             | ongeldige-waarde",
            "['PUBSLEUTEL alfa']                  | [ssh-dss AAAAB3NzaC1kc3M=]            | ongeldige-waarde",
            "['PUBSLEUTEL alfa']                  | ['PUBSLEUTEL alfa', 'PUBSLEUTEL nog eens']          | dubbel-sshSleutel",
            "profielUit: V4_0              | profielUit: V3_2                      | profiel-vraagt-rsa",
            "profielenIn: [V4_0]           | profielenIn: []                       | onvolledig",
            "tekentOntvangstbewijzen: nee  | tekentOntvangstbewijzen: misschien    | geen-ja-nee",
            "SLECHT/goed.pem               | SLECHT/bestaat-niet.pem               | onleesbaar",
            "SLECHT/goed.pem               | SLECHT/goed.key                       | geen-certificaat",
            "SLECHT/goed.pem               | SLECHT/crl/alle.pem                   | geen-certificaat",
            "SLECHT/goed.pem               | SLECHT/verkeerd-gebruik.pem           | verkeerd-gebruik",
            "SLECHT/goed-ontsleutelen.pem  | SLECHT/zonder-merk.pem                | verkeerd-gebruik",
            "SLECHT/goed.pem               | SLECHT/ca-blad.pem                    | ca-certificaat",
            "SLECHT/goed.pem               | SLECHT/sha1.pem                       | zwakke-handtekening",
            "SLECHT/goed.pem               | SLECHT/rsa1024.pem                    | zwakke-sleutel",
            "doel: ONDERTEKENEN            | doel: SSH                             | verkeerd-gebruik",
            "doel: ONTSLEUTELEN\\n        bestand: SLECHT/goed-ontsleutelen.pem | doel: TLS\\n        bestand: SLECHT/vernieuwd.pem | dubbel-sleutel",
            "doel: ONTSLEUTELEN\\n        bestand: SLECHT/goed-ontsleutelen.pem | doel: ONDERTEKENEN\\n        bestand: SLECHT/goed.pem | dubbel-certificaat",
            "totEnMet: 2026-12-31          | totEnMet: 2025-12-31                  | einde-voor-begin",
            "van: 2026-01-01\\n        totEnMet | totEnMet                          | sleutel-ontbreekt",
            "~~~~profielUit                | ~~~~soapAdres: http://partij.example/x\\n~~~~profielUit | ongeldige-waarde",
            "~~~~profielUit                | ~~~~soapAdres: https://a:b@partij.example/x\\n~~~~profielUit | ongeldige-waarde"})
    void party_withOneThingWrong_doesNotLoad(String oud, String nieuw, String code) throws IOException {
        assertThat(codesNa(oud, nieuw, Omgeving.DEMO)).containsExactly(code);
    }

    @Test
    void certificateFileWithItsChain_refused() throws IOException {
        Path keten = map.resolve("keten.pem");
        Files.writeString(keten, Files.readString(slecht.resolve("goed.pem")) + Files.readString(slecht.resolve("keten.pem")));
        assertThat(codesNa("SLECHT/goed.pem", "keten.pem", Omgeving.DEMO)).containsExactly("niet-een-certificaat");
    }

    @Test
    void certificateFileOverLimit_refused() throws IOException {
        Files.writeString(map.resolve("groot.pem"), "x".repeat(64 * 1024 + 1));
        assertThat(codesNa("SLECHT/goed.pem", "groot.pem", Omgeving.DEMO)).containsExactly("te-groot");
    }

    @Test
    void partyWithoutLokets_refused() throws IOException {
        schrijf("alfa.yaml", PARTIJ.substring(0, PARTIJ.indexOf("lokets:")) + "lokets: []\n");
        assertThat(codes(Omgeving.DEMO)).containsExactly("geen-lokets");
    }

    @Test
    void wrongFingerprint_refused() throws IOException {
        assertThat(codesNa("goed.pem\\n", "goed.pem\\n        vingerafdruk: sha256:" + "0".repeat(64) + "\\n", Omgeving.DEMO))
                .containsExactly("vingerafdruk-verschilt");
    }

    @Test
    void fingerprintOfOtherForm_refused() throws IOException {
        assertThat(codesNa("goed.pem\\n", "goed.pem\\n        vingerafdruk: sha1:00\\n", Omgeving.DEMO)).containsExactly("ongeldige-waarde");
    }

    @Test
    void addressMayDiffer_whereFileSaysSo_loads() throws IOException {
        schrijf("alfa.yaml", PARTIJ.replace("[slecht@zegel.example]", "[ander@zegel.example]")
                .replace("goed.pem\n", "goed.pem\n        adresMagAfwijken: ja\n"));
        assertThat(laad(Omgeving.DEMO).bijMailadres("ander@zegel.example")).isPresent();
    }

    @Test
    void sftpServer_complete_loads() throws IOException {
        schrijf("alfa.yaml", PARTIJ.replace("    profielUit", SERVER + "      mapIn: /naar-zegel\n    profielUit"));
        assertThat(laad(Omgeving.DEMO).lokets().get(0).sftpServer())
                .contains(new Loket.SftpServer("sftp.partij.example", 2222, "zegel", PUBSLEUTEL, "/van-zegel", Optional.of("/naar-zegel")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "host: ../x                 | ongeldige-waarde", "poort: 0          | buiten-bereik",
            "mapUit: /a/../b            | ongeldige-waarde", "mapUit: relatief  | ongeldige-waarde",
            "hostsleutel: vertrouw      | ongeldige-waarde"})
    void sftpServer_withOneThingWrong_doesNotLoad(String regel, String code) throws IOException {
        String sleutel = regel.substring(0, regel.indexOf(':'));
        String server = SERVER.replaceFirst(sleutel + ": .*", regel);
        schrijf("alfa.yaml", PARTIJ.replace("    profielUit", server + "    profielUit"));
        assertThat(codes(Omgeving.DEMO)).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "beta@zegel.example    | slecht@zegel.example         | dubbel-mailadres",
            "id: beta-loket        | id: alfa-loket               | dubbel-loket",
            "kvk: '99000098'       | kvk: '99000099'              | dubbel-kvk",
            "ONTSLEUTELEN\\n        bestand: SLECHT/goed-rsa.pem | ONDERTEKENEN\\n        bestand: SLECHT/goed.pem\\n        adresMagAfwijken: ja | dubbel-certificaat",
            "ONTSLEUTELEN\\n        bestand: SLECHT/goed-rsa.pem | ONDERTEKENEN\\n        bestand: SLECHT/vernieuwd.pem\\n        adresMagAfwijken: ja | dubbel-sleutel",
            "~~~~profielUit        | ~~~~sshSleutels: ['PUBSLEUTEL beta']\\n~~~~profielUit | dubbel-sshSleutel"})
    void twoLokets_claimingOneThing_doNotLoad(String oud, String nieuw, String code) throws IOException {
        schrijf("alfa.yaml", PARTIJ);
        assertThat(ANDER).contains(regels(oud));
        schrijf("beta.yaml", ANDER.replace(regels(oud), regels(nieuw)));
        assertThat(codes(Omgeving.DEMO)).containsExactly(code);
    }

    @Test
    void twoParties_claimingOneOin_doNotLoad() throws IOException {
        schrijf("alfa.yaml", PARTIJ);
        schrijf("beta.yaml", ANDER.replace("kvk: '99000098'", "oin: '00000099000000998000'"));
        assertThat(codes(Omgeving.DEMO)).containsExactly("dubbel-oin");
    }

    @Test
    void errorsOfSeveralFiles_allReported() throws IOException {
        schrijf("alfa.yaml", PARTIJ.replace("V4_0", "V5_0"));
        schrijf("beta.yaml", ANDER.replace("[MAIL]", "[]"));
        assertThat(codes(Omgeving.DEMO)).containsExactly("onbekende-keuze", "onvolledig");
    }

    @ParameterizedTest
    @EnumSource(value = Omgeving.class, names = "DEMO", mode = EnumSource.Mode.EXCLUDE)
    void outsideDemo_testOin_refused(Omgeving omgeving) throws IOException {
        schrijf("alfa.yaml", PARTIJ);
        assertThat(codes(omgeving)).containsExactly("test-oin");
    }

    @ParameterizedTest
    @EnumSource(value = Omgeving.class, names = "DEMO", mode = EnumSource.Mode.EXCLUDE)
    void outsideDemo_markedCertificate_refused(Omgeving omgeving) throws IOException {
        schrijf("alfa.yaml", metAfdrukken(PARTIJ, "goed"));
        assertThat(codes(omgeving)).containsExactly("demo-certificaat", "demo-certificaat");
    }

    @Test
    void outsideDemo_noFingerprint_refused() throws IOException {
        schrijf("alfa.yaml", PARTIJ.replace("oin: '00000099000000998000'\n", ""));
        assertThat(codes(Omgeving.PRODUCTIE)).containsExactly("vingerafdruk-ontbreekt", "vingerafdruk-ontbreekt");
    }

    @Test
    void outsideDemo_sshKeyInFile_refused() throws IOException {
        Files.writeString(map.resolve("sleutel.pub"), PUBSLEUTEL);
        schrijf("alfa.yaml", PARTIJ.replace("oin: '00000099000000998000'\n", "").replace("'PUBSLEUTEL alfa'", "{bestand: sleutel.pub}"));
        assertThat(codes(Omgeving.PRODUCTIE)).containsExactly("sleutel-in-bestand");
    }

    @Test
    void sshKeyInFile_thatHoldsNone_refused() throws IOException {
        Files.writeString(map.resolve("sleutel.pub"), "-----BEGIN PRIVATE KEY-----");
        assertThat(codesNa("'PUBSLEUTEL alfa'", "{bestand: sleutel.pub}", Omgeving.DEMO)).containsExactly("ongeldige-waarde");
    }

    @Test
    void unsignedFile_refusedWithReason() throws IOException {
        schrijf("alfa.yaml", PARTIJ);
        ConfiguratieFout fout = catchThrowableOfType(ConfiguratieFout.class,
                () -> Partijen.laad(map, Omgeving.PRODUCTIE, (pad, bytes) -> Optional.of("1 van 2 handtekeningen")));
        assertThat(fout.getMessage()).contains("alfa.yaml:1", "1 van 2 handtekeningen", "[niet-ondertekend]");
    }

    @Test
    void demoFileCheck_outsideDemo_isABug() throws IOException {
        schrijf("alfa.yaml", PARTIJ);
        assertThatThrownBy(() -> Partijen.laad(map, Omgeving.PRODUCTIE, Bestandscontrole.DEMO)).isInstanceOf(GatewayBug.class);
    }

    @Test
    void emptyFolder_refused() {
        assertThat(codes(Omgeving.DEMO)).containsExactly("geen-partijen");
    }

    @Test
    void missingFolder_refused() {
        map = map.resolve("weg");
        assertThat(codes(Omgeving.DEMO)).containsExactly("onleesbaar");
    }

    @Test
    void fileThatWouldSilentlyNotCount_refused() throws IOException {
        schrijf("alfa.yaml", PARTIJ);
        schrijf("beta.yml", ANDER);
        assertThat(codes(Omgeving.DEMO)).containsExactly("onbekend-bestand");
    }

    @Test
    void partiesMadeInCode_claimingOneAddress_refused() throws IOException {
        schrijf("alfa.yaml", PARTIJ);
        Partij alfa = laad(Omgeving.DEMO).partijen().get(0);
        Loket l = alfa.lokets().get(0);
        Loket tweede = new Loket(new LoketId("tweede"), l.partij(), l.naam(), l.functie(), l.gebied(), l.kanalen(), l.mailadressen(),
                List.of(), l.sftpServer(), l.soapAdres(), l.maxMailgrootte(), l.profielUit(), l.profielenIn(), false, List.of());
        assertThatThrownBy(() -> Partijen.van(List.of(new Partij(alfa.id(), alfa.naam(), alfa.oin(), alfa.kvk(), List.of(l, tweede)))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path map;

    private Path config;

    @BeforeEach
    void kopieer() throws IOException {
        config = Proefgateway.config(map);
        Files.setPosixFilePermissions(map.resolve("demo/data"), PosixFilePermissions.fromString("rwx------"));
    }

    private Opdracht doctor() {
        return Opdracht.draai("doctor", "--config", config);
    }

    private void zet(String oud, String nieuw) throws IOException {
        String tekst = Files.readString(config);
        assertThat(tekst).containsPattern(oud);
        Files.writeString(config, tekst.replaceFirst(oud, nieuw));
    }

    @Test
    void shippedInstallation_hasNothingSerious() {
        Opdracht doctor = doctor();

        assertThat(doctor.einde()).as(doctor::alles).isZero();
        assertThat(doctor.uit()).contains("GOED    Java", "0 fout(en)", "LET OP  database: de ingebouwde database heeft geen reservekopie",
                "convenant hennep-midden-nederland-2024: van kracht", "loket stedin-fraude, ONTSLEUTELEN: geldig");
    }

    @Test
    void settingsThatDoNotLoad_areAFaultWithPlaceAndRemedy() throws IOException {
        Files.writeString(config, Files.readString(config) + "verzinsel: ja\n");

        Opdracht doctor = doctor();

        assertThat(doctor.einde()).isEqualTo(1);
        assertThat(doctor.uit()).containsPattern("FOUT    \\S*zegel\\.yaml:\\d+: .*verzinsel").contains("Doe: ");
    }

    @Test
    void dataFolderThatOthersRead_isAFaultWithTheCommand() throws IOException {
        Files.setPosixFilePermissions(map.resolve("demo/data"), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(doctor().uit()).contains("FOUT    gegevensmap").contains("chmod 700");
    }

    @Test
    void portTakenByAnotherProgram_isAFault() throws IOException {
        try (ServerSocket bezet = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            zet("(sftp:\\s+adres: 127.0.0.1\\s+poort: )\\d+", "$1" + bezet.getLocalPort());

            Opdracht doctor = doctor();

            assertThat(doctor.einde()).isEqualTo(1);
            assertThat(doctor.uit()).contains("FOUT    poort 127.0.0.1:" + bezet.getLocalPort() + " (sftp)");
        }
    }

    @Test
    void managementPortOpenToOthers_isAFault() throws IOException {
        zet("(beheer:\\s+adres: )127.0.0.1", "$10.0.0.0");

        assertThat(doctor().uit()).contains("FOUT    ", "beheer luistert alleen op deze machine", "[beheer-open]");
    }

    @Test
    void missingKeysAndCrls_areFaults() throws IOException {
        zet("certs-example/out/gateway", "leeg");
        zet("certs-example/out/crl", "leeg");
        Files.createDirectories(map.resolve("leeg"));

        Opdracht doctor = doctor();

        assertThat(doctor.uit()).contains("FOUT    sleutel bewijs: de sleutelkast geeft hem niet", "FOUT    geheim rust-1",
                "FOUT    intrekkingslijsten", "het certificaat telt niet: GEEN_CRL");
    }

    @Test
    void certificatesNearAndPastTheirEnd_areTold() {
        Instellingen i = Instellingen.lees(config);

        assertThat(zien(i, "2031-10-15T00:00:00Z")).anyMatch(b -> b.ernst() == Bevinding.Ernst.LET_OP && b.wat().contains("verloopt op 2031-"));
        assertThat(zien(i, "2032-10-15T00:00:00Z")).anyMatch(b -> b.ernst() == Bevinding.Ernst.FOUT && b.wat().contains("is verlopen op 2031-"))
                .anyMatch(b -> b.ernst() == Bevinding.Ernst.FOUT && b.wat().contains("is verouderd sinds"));
    }

    private static List<Bevinding> zien(Instellingen i, String moment) {
        return new Vertrouwenskeuring(i, Clock.fixed(Instant.parse(moment), ZoneOffset.UTC)).keur();
    }

    @Test
    void convenantNearAndPastItsEnd_isTold() {
        Instellingen i = Instellingen.lees(config);

        assertThat(new Configuratiekeuring(i, Instant.parse("2027-01-10T00:00:00Z")).keur())
                .anyMatch(b -> b.ernst() == Bevinding.Ernst.LET_OP && b.waar().startsWith("convenant"));
        assertThat(new Configuratiekeuring(i, Instant.parse("2031-01-10T00:00:00Z")).keur())
                .anyMatch(b -> b.ernst() == Bevinding.Ernst.FOUT && b.wat().contains("niet aantoonbaar van kracht"));
    }

    @Test
    void unreadableCrl_isAFault() throws IOException {
        Path crl = Files.createDirectories(map.resolve("crl"));
        try (Stream<Path> echte = Files.list(VoorbeeldPki.uit().resolve("crl"))) {
            for (Path p : echte.toList()) {
                Files.copy(p, crl.resolve(p.getFileName()));
            }
        }
        Files.writeString(crl.resolve("kapot.crl"), "geen lijst");
        zet("certs-example/out/crl", "crl");

        assertThat(doctor().uit()).contains("kapot.crl: is geen leesbare intrekkingslijst");
    }

    @Test
    void oldJavaWrongClockSlowCryptoAndFullDisk_areTold() {
        assertThat(Machinekeuring.java(11).ernst()).isEqualTo(Bevinding.Ernst.FOUT);
        assertThat(Machinekeuring.klok(Instant.parse("1970-01-02T00:00:00Z")).ernst()).isEqualTo(Bevinding.Ernst.FOUT);
        assertThat(Machinekeuring.klok(Instant.parse("2099-01-02T00:00:00Z")).ernst()).isEqualTo(Bevinding.Ernst.FOUT);
        assertThat(Machinekeuring.dumps(v -> v.equals("SuppressFatalErrorMessage") || v.equals("DisableAttachMechanism")).ernst()).isEqualTo(Bevinding.Ernst.GOED);
        assertThat(Machinekeuring.dumps(v -> true).doe()).contains("-XX:-HeapDumpOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash").doesNotContain("DisableAttach");
        assertThat(Machinekeuring.dumps(v -> false).doe()).contains("-XX:+DisableAttachMechanism").doesNotContain("HeapDump");
        assertThat(Machinekeuring.crypto("SUN 17").ernst()).isEqualTo(Bevinding.Ernst.LET_OP);
        assertThat(Machinekeuring.schijf(map, 100 << 20).ernst()).isEqualTo(Bevinding.Ernst.FOUT);
        assertThat(Machinekeuring.schijf(map, 5L << 30).ernst()).isEqualTo(Bevinding.Ernst.LET_OP);
    }

    @Test
    void listOfCertificates_namesEveryLoketAndTheGateway() {
        Opdracht lijst = Opdracht.draai("certs", "list", "--config", config);

        assertThat(lijst.einde()).as(lijst::alles).isZero();
        assertThat(lijst.uit()).contains("gateway", "politie-mn-hennepcoordinator", "svb-handhaving", "serialNumber=00000099000000");
    }

    @Test
    void listOfCertificates_ofOneLoketWithoutCrl_isNo() throws IOException {
        Files.createDirectories(map.resolve("leeg"));
        zet("certs-example/out/crl", "leeg");

        Opdracht lijst = Opdracht.draai("certs", "list", "--config", config, "--loket", "stedin-fraude");

        assertThat(lijst.einde()).isEqualTo(1);
        assertThat(lijst.uit()).contains("geen crl").doesNotContain("svb-handhaving");
    }
}

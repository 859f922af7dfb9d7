package nl.zegel.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two party files that are right, in a folder of their own, for tests that bend them. */
abstract class Partijproef {
    static final String PUBSLEUTEL = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
    static final LocalDate DAG = LocalDate.of(2026, 11, 23);
    static final Bestandscontrole ONDERTEKEND = (pad, bytes) -> Optional.empty();
    /** Placeholders: SLECHT is the folder of good and bad certificates. */
    static final String PARTIJ = """
            formaat: zegel-partij-1
            id: alfa
            naam: Organisatie Alfa
            oin: '00000099000000998000'
            kvk: '99000099'
            lokets:
              - id: alfa-loket
                naam: Alfa, loket
                functie: loket
                gebied: ['0344']
                kanalen: [SFTP, MAIL]
                mailadressen: [slecht@zegel.example]
                maxMailgrootte: 10485760
                sshSleutels: ['PUBSLEUTEL alfa']
                profielUit: V4_0
                profielenIn: [V4_0]
                tekentOntvangstbewijzen: nee
                certificaten:
                  - doel: ONDERTEKENEN
                    bestand: SLECHT/goed.pem
                    van: 2026-01-01
                    totEnMet: 2026-12-31
                  - doel: ONTSLEUTELEN
                    bestand: SLECHT/goed-ontsleutelen.pem
                    van: 2026-01-01
            """;
    /** A second party that shares nothing with the first. */
    static final String ANDER = """
            formaat: zegel-partij-1
            id: beta
            naam: Organisatie Beta
            kvk: '99000098'
            lokets:
              - id: beta-loket
                naam: Beta, loket
                functie: loket
                gebied: []
                kanalen: [MAIL]
                mailadressen: [beta@zegel.example]
                maxMailgrootte: 10485760
                profielUit: V3_2
                profielenIn: [V3_2]
                tekentOntvangstbewijzen: nee
                certificaten:
                  - doel: ONTSLEUTELEN
                    bestand: SLECHT/goed-rsa.pem
                    van: 2026-01-01
            """;

    static final String SERVER = """
            |    sftpServer:
            |      host: sftp.partij.example
            |      poort: 2222
            |      gebruiker: zegel
            |      hostsleutel: 'PUBSLEUTEL host'
            |      mapUit: /van-zegel
            """.replace("|", "");

    @TempDir
    Path map;
    Path slecht;

    @BeforeEach
    void pki() {
        slecht = VoorbeeldPki.slecht();
    }

    void schrijf(String naam, String yaml) throws IOException {
        Files.writeString(map.resolve(naam), yaml.replace("SLECHT", slecht.toString()).replace("PUBSLEUTEL", PUBSLEUTEL));
    }

    Partijen laad(Omgeving omgeving) {
        return Partijen.laad(map, omgeving, omgeving.isDemo() ? Bestandscontrole.DEMO : ONDERTEKEND);
    }

    List<String> codes(Omgeving omgeving) {
        ConfiguratieFout fout = catchThrowableOfType(ConfiguratieFout.class, () -> laad(omgeving));
        assertThat(fout).as("must not load").isNotNull();
        return fout.meldingen().stream().map(ConfiguratieFout.Melding::code).toList();
    }

    /** Loads the first party with one thing changed; {@code \n} in the texts is a line end. */
    List<String> codesNa(String oud, String nieuw, Omgeving omgeving) throws IOException {
        assertThat(PARTIJ).contains(regels(oud));
        schrijf("alfa.yaml", PARTIJ.replace(regels(oud), regels(nieuw)));
        return codes(omgeving);
    }

    static String regels(String cel) {
        return cel.replace("\\n", "\n").replace('~', ' ');
    }

    static X509Certificate certificaat(Path bestand) {
        return Certificaatlezer.lees(bestand, new Plaats(bestand.toString(), 1, ""));
    }

    static String vingerafdruk(Path bestand) {
        return Certificaatlezer.vingerafdruk(certificaat(bestand));
    }

    /** The first party as it would be outside the demo, with the certificates of that name. */
    String metAfdrukken(String yaml, String naam) {
        String nieuw = yaml.replace("oin: '00000099000000998000'\n", "");
        for (String doel : List.of("", "-ontsleutelen")) {
            String afdruk = vingerafdruk(slecht.resolve(naam + doel + ".pem"));
            nieuw = nieuw.replace("/goed" + doel + ".pem", "/" + naam + doel + ".pem\n        vingerafdruk: sha256:" + afdruk);
        }
        return nieuw;
    }
}

package nl.zegel.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.Test;

/** The shipped party files, their example certificates and the editor's schema fit each other. */
class GeleverdePartijenTest {
    private static final LocalDate DAG = LocalDate.of(2026, 11, 23);

    @Test
    void shippedParties_load() {
        assertThat(VoorbeeldPki.partijen().lokets()).extracting(l -> l.id().waarde()).containsExactlyInAnyOrder(
                "politie-mn-hennepcoordinator", "om-mn-parket", "gemeente-utrecht-burgemeester", "gemeente-utrecht-college",
                "gemeente-amersfoort-burgemeester", "uwv-handhaving", "svb-handhaving", "stedin-fraude", "liander-fraude",
                "corporatie-voorbeeld-wonen", "verhuurder-voorbeeld");
    }

    @Test
    void shippedParties_outsideDemo_refused() {
        Path map = VoorbeeldPki.map().resolve("config").resolve("partijen");
        assertThatThrownBy(() -> Partijen.laad(map, Omgeving.PRODUCTIE, (pad, bytes) -> java.util.Optional.empty()))
                .isInstanceOf(ConfiguratieFout.class).hasMessageContaining("[test-oin]").hasMessageContaining("[vingerafdruk-ontbreekt]");
    }

    @Test
    void everyLoket_hasAKeyForSigningAndDecryption() {
        Partijen partijen = VoorbeeldPki.partijen();
        for (Loket loket : partijen.lokets()) {
            for (Sleuteldoel doel : List.of(Sleuteldoel.ONDERTEKENEN, Sleuteldoel.ONTSLEUTELEN)) {
                List<Certificaat> certificaten = loket.certificaten(doel, DAG);
                assertThat(certificaten).as("%s %s", loket.id(), doel).hasSize(1);
                assertThat(partijen.bijCertificaat(certificaten.get(0).vingerafdruk(), doel, DAG)).contains(loket);
            }
        }
    }

    @Test
    void everyExampleCertificate_rootsToo_carriesTheMark() throws IOException {
        List<Path> alle;
        try (Stream<Path> boom = Files.walk(VoorbeeldPki.uit())) {
            alle = boom.filter(p -> p.toString().endsWith(".pem") && !p.toString().contains("crl" + File.separator)).toList();
        }
        assertThat(alle).hasSizeGreaterThan(40);
        for (Path pad : alle) {
            X509Certificate c = Certificaatlezer.lees(pad, new Plaats(pad.toString(), 1, ""));
            assertThat(Demomerk.draagt(c)).as(pad.toString()).isTrue();
        }
    }

    @Test
    void sshPublicLine_madeByShell_isTheKeyOfItsCertificate() throws Exception {
        Path map = VoorbeeldPki.uit().resolve("gateway");
        String regel = Files.readString(map.resolve("ssh.pub")).strip();
        byte[] spki = Certificaatlezer.lees(map.resolve("ssh.pem"), new Plaats("ssh.pem", 1, "")).getPublicKey().getEncoded();
        byte[] blok = java.util.Base64.getDecoder().decode(SshSleutelregel.lees(regel).regel().split(" ")[1]);
        assertThat(java.util.Arrays.copyOfRange(blok, blok.length - 65, blok.length))
                .isEqualTo(java.util.Arrays.copyOfRange(spki, spki.length - 65, spki.length));
    }

    @Test
    void generator_runAgain_changesNothing() throws IOException {
        Path anker = VoorbeeldPki.uit().resolve("anchors.pem");
        String voor = Files.readString(anker);
        String uitvoer = VoorbeeldPki.draai(List.of("sh", VoorbeeldPki.map().resolve("certs-example/genereer.sh").toString()));
        assertThat(uitvoer).isEmpty();
        assertThat(Files.readString(anker)).isEqualTo(voor);
    }

    @Test
    void privateKeys_readableByOwnerOnly() throws IOException {
        try (Stream<Path> boom = Files.walk(VoorbeeldPki.uit())) {
            for (Path pad : boom.filter(p -> p.toString().matches(".*(\\.key|\\.p12|wachtwoord)")).toList()) {
                assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(pad)))
                        .as(pad.toString()).isEqualTo("rw-------");
            }
        }
    }

    /** The schema is only for editors, so it may drift unseen: its keys must be exactly those the reader asks for. */
    @Test
    void schema_namesExactlyTheKeysOfTheReader() throws IOException {
        String schema = Files.readString(Path.of("config", "schema", "partij.schema.json"));
        String lezer = Files.readString(Path.of("src/main/java/nl/zegel/party/PartijLezer.java"));
        Set<String> inSchema = new TreeSet<>();
        // JSON is YAML: read it with our own strict reader
        StrictYaml.lees("schema", schema.getBytes(java.nio.charset.StandardCharsets.UTF_8), top -> verzamel(top, inSchema));
        Set<String> inLezer = java.util.regex.Pattern.compile("\\bb\\.\\w+\\(\"(\\w+)\"").matcher(lezer).results()
                .map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(inLezer).hasSizeGreaterThan(20);
        assertThat(inSchema).isEqualTo(inLezer);
    }

    private static YamlBlok verzamel(YamlBlok blok, Set<String> namen) {
        blok.alleSleutels((sleutel, waarde) -> {
            if (sleutel.equals("properties")) {
                waarde.blok(b -> b.alleSleutels((naam, w) -> namen.add(naam)));
            }
            daal(waarde, namen);
            return sleutel;
        });
        return blok;
    }

    private static void daal(YamlWaarde waarde, Set<String> namen) {
        if (waarde.isBlok()) {
            waarde.blok(b -> verzamel(b, namen));
        } else if (waarde.isLijst()) {
            waarde.lijst().forEach(w -> daal(w, namen));
        }
    }
}

package nl.zegel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.zegel.convenant.Clearance;
import nl.zegel.convenant.EigenBericht;
import nl.zegel.convenant.Manifest;
import nl.zegel.document.Deel;
import nl.zegel.party.Certificaat;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Gebied;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.PartijId;
import nl.zegel.party.Sleuteldoel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** INVARIANT (no clearance, no seal): every way around it that can be tried ends in a bug and in bytes that do not open. */
class VerzegelaarTest {
    private static final Voorzieningen V = Voorzieningen.snelste();
    private static final LoketId VOOR = new LoketId("gemeente-voorbeeld");
    private static final byte[] JSON = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TEKST = "Beste lezer,\r\n".getBytes(StandardCharsets.UTF_8);
    private final Verzegelaar verzegelaar = new Verzegelaar(Proef.kast(V), V, Proef.TOEVAL);

    @TempDir
    Path map;

    private static Certificaat certificaat(ProefPki.Houder h, Sleuteldoel doel) {
        return new Certificaat(doel, h.certificaat(), Vingerafdruk.van(h.certificaat()), new Geldigheid(LocalDate.of(2026, 1, 1), null));
    }

    private static Loket loket(CmsProfiel profiel, LoketId id, Certificaat... certificaten) {
        return new Loket(id, new PartijId("voorbeeld"), "Gemeente Voorbeeld", "burgemeester", new Gebied(Set.of("0344")), List.of(Kanaal.SFTP),
                List.of(), List.of(), Optional.empty(), Optional.empty(), 1_000_000, profiel, List.of(profiel), true, List.of(certificaten));
    }

    private static Deel deel(String naam, String type, byte[] bytes) {
        return new Deel(naam, type, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static Manifest.Regel regel(String naam, String type, byte[] bytes) {
        try {
            return new Manifest.Regel(naam, type, bytes.length, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Deel> delen() {
        return List.of(deel("bewijs-1.json", "application/json", JSON), deel("bewijs-1.txt", "text/plain", TEKST));
    }

    private static Manifest manifest() {
        return new Manifest(List.of(regel("bewijs-1.json", "application/json", JSON), regel("bewijs-1.txt", "text/plain", TEKST)));
    }

    private static Clearance clearance(LoketId voor) {
        return Clearance.voor(new EigenBericht.Bewijs(voor, "bewijs-1"), manifest());
    }

    private Verzegelaar.Opdracht opdracht(Manifest manifest, Clearance clearance, List<Deel> delen) {
        Certificaat c = certificaat(Proef.GATEWAY, Sleuteldoel.ONTSLEUTELEN);
        return new Verzegelaar.Opdracht(manifest, clearance, delen, loket(CmsProfiel.V4_0, VOOR, c), c, Map.of(), Optional.empty());
    }

    private void bug(Verzegelaar.Opdracht opdracht) throws Exception {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        assertThatThrownBy(() -> verzegelaar.seal(opdracht, ProefPki.NU, uit)).isInstanceOf(GatewayBug.class).hasMessageNotContaining("{");
        assertThat(Proef.open(uit.toByteArray(), V, map)).isInstanceOf(NietTeOpenen.class);
    }

    @ParameterizedTest
    @EnumSource(CmsProfiel.class)
    void clearedManifest_isSealedForThatLoket(CmsProfiel profiel) throws Exception {
        ProefPki.Houder houder = profiel == CmsProfiel.V4_0 ? Proef.GATEWAY : Proef.GATEWAY_32;
        Certificaat c = certificaat(houder, Sleuteldoel.ONTSLEUTELEN);
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        Verzegelaar.Zegel zegel = verzegelaar.seal(new Verzegelaar.Opdracht(manifest(), clearance(VOOR), delen(), loket(profiel, VOOR, c), c,
                Map.of(), Optional.of(Ontvangstverzoek.voor("lev-1", "a@voorbeeld.example"))), ProefPki.NU, uit);
        Geopend open = (Geopend) Proef.open(uit.toByteArray(), V, map);
        assertThat(new String(Proef.inhoud(open), StandardCharsets.UTF_8)).contains("multipart/mixed").contains("bewijs-1.json");
        assertThat(open.buitenSha256()).isEqualTo(zegel.cmsSha256());
        assertThat(zegel.lengte()).isEqualTo(uit.size());
        assertThat(open.profiel()).isEqualTo(profiel);
        assertThat(open.spoor().handtekening()).isEqualTo(zegel.spoor().handtekening());
        assertThat(open.spoor().attributenDigest()).isEqualTo(zegel.spoor().attributenDigest());
    }

    @Test
    void clearanceSpentTwice_givesNoSecondSeal() throws Exception {
        Clearance clearance = clearance(VOOR);
        verzegelaar.seal(opdracht(manifest(), clearance, delen()), ProefPki.NU, new ByteArrayOutputStream());
        bug(opdracht(manifest(), clearance, delen()));
    }

    @Test
    void clearanceOfAnotherLoket_givesNoSeal() throws Exception {
        bug(opdracht(manifest(), clearance(new LoketId("ander-loket")), delen()));
    }

    @Test
    void otherBytesNameTypeOrderOrExtraPart_givesNoSeal() throws Exception {
        bug(opdracht(manifest(), clearance(VOOR), List.of(deel("bewijs-1.json", "application/json", "{\"a\":2}".getBytes(StandardCharsets.UTF_8)), delen().get(1))));
        bug(opdracht(manifest(), clearance(VOOR), List.of(deel("bewijs-2.json", "application/json", JSON), delen().get(1))));
        bug(opdracht(manifest(), clearance(VOOR), List.of(deel("bewijs-1.json", "application/xml", JSON), delen().get(1))));
        bug(opdracht(manifest(), clearance(VOOR), List.of(delen().get(1), delen().get(0))));
        bug(opdracht(manifest(), clearance(VOOR), List.of(delen().get(0), delen().get(1), deel("x.txt", "text/plain", TEKST))));
        bug(opdracht(manifest(), clearance(VOOR), List.of(delen().get(0))));
    }

    @Test
    void manifestOtherThanCleared_givesNoSeal() throws Exception {
        byte[] anders = "{\"b\":1}".getBytes(StandardCharsets.UTF_8);
        Manifest ander = new Manifest(List.of(regel("bewijs-1.json", "application/json", anders)));
        bug(opdracht(ander, clearance(VOOR), List.of(deel("bewijs-1.json", "application/json", anders))));
    }

    @Test
    void certificateNotOfTheLoketOrForSigning_givesNoSeal() throws Exception {
        Certificaat vreemd = certificaat(Proef.GATEWAY_32, Sleuteldoel.ONTSLEUTELEN);
        Certificaat tekenen = certificaat(Proef.GATEWAY, Sleuteldoel.ONDERTEKENEN);
        Loket loket = loket(CmsProfiel.V4_0, VOOR, certificaat(Proef.GATEWAY, Sleuteldoel.ONTSLEUTELEN), tekenen);
        bug(new Verzegelaar.Opdracht(manifest(), clearance(VOOR), delen(), loket, vreemd, Map.of(), Optional.empty()));
        bug(new Verzegelaar.Opdracht(manifest(), clearance(VOOR), delen(), loket, tekenen, Map.of(), Optional.empty()));
    }

    @Test
    void ellipticCertificateForProfile32_givesNoSeal() throws Exception {
        Certificaat c = certificaat(Proef.GATEWAY_EC, Sleuteldoel.ONTSLEUTELEN);
        bug(new Verzegelaar.Opdracht(manifest(), clearance(VOOR), delen(), loket(CmsProfiel.V3_2, VOOR, c), c, Map.of(), Optional.empty()));
    }
}

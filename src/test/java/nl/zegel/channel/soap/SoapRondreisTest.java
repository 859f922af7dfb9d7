package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import nl.zegel.exchange.Intake;
import nl.zegel.party.LoketId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The partner's tool against the gateway: CXF on both sides, a real Tomcat with mutual TLS between. */
class SoapRondreisTest {
    private static final int MIB = 1 << 20;
    @TempDir static Path map;
    private static Proefgateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = new Proefgateway(map);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void leeg() {
        gateway.post.grens = Long.MAX_VALUE;
        gateway.post.dicht = false;
        gateway.kastDicht = false;
        gateway.post.uitslagVoor = Optional.empty();
        gateway.post.onderweg = n -> {};
        gateway.post.geweigerd.clear();
    }

    @ParameterizedTest
    @EnumSource(Profiel.class)
    void submission_arrivesAsSent_signerAndTlsKnown(Profiel profiel) throws Exception {
        Path cms = bestand("inzending-" + profiel, 10 * MIB);
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.RSA, profiel)) {
            SoapVerzender.Ingediend antwoord = verzender.dienIn(cms);
            assertThat(antwoord.ontvangstId()).isEqualTo(gateway.laatste().toString());
            assertThat(antwoord.bewijs()).isEmpty();
        }
        GeheugenPost.Ontvangen ontvangen = gateway.post.vastgelegd.get(gateway.post.vastgelegd.size() - 1);
        assertThat(ontvangen.sha256()).isEqualTo(sha256(cms));
        assertThat(ontvangen.aanvoer().ondertekenaar())
                .isEqualTo(Proefgateway.vinger(Proefgateway.certificaat(Proefgateway.RSA, "ondertekenen")));
        assertThat(ontvangen.aanvoer().tls()).contains(Proefgateway.vinger(Proefgateway.certificaat(Proefgateway.RSA, "tls")));
        assertThat(ontvangen.aanvoer().berichtId()).startsWith("urn:uuid:");
    }

    @Test
    void submission_withEcKey_arrives() throws Exception {
        Path cms = bestand("ec", 3000);
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.EC, Profiel.S)) {
            verzender.dienIn(cms);
        }
        assertThat(gateway.post.vastgelegd.get(gateway.post.vastgelegd.size() - 1).sha256()).isEqualTo(sha256(cms));
    }

    @Test
    void ecKey_onEncryptingProfile_isRefused() throws Exception {
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.EC, Profiel.SE)) {
            assertThatThrownBy(() -> verzender.dienIn(bestand("ec-se", 100))).hasMessage(AntwoordIn.GEWEIGERD);
        }
        assertThat(gateway.post.geweigerd).containsExactly("SOAP_ALGORITME");
    }

    @ParameterizedTest
    @EnumSource(Profiel.class)
    void memory_doesNotGrowWithTheDocument(Profiel profiel) throws Exception {
        long klein = geheugen(profiel, MIB);
        long groot = geheugen(profiel, 96 * MIB);
        assertThat(groot - klein).as("live bytes while the last tenth arrives").isLessThan(12L * MIB);
    }

    /** Live heap, after a collection, when nine tenths of the document have arrived. */
    private long geheugen(Profiel profiel, int grootte) throws Exception {
        Path cms = bestand("geheugen", grootte);
        long[] gemeten = {0};
        gateway.post.onderweg = n -> {
            if (gemeten[0] == 0 && n > grootte * 0.9) {
                System.gc();
                gemeten[0] = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            }
        };
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.RSA, profiel)) {
            verzender.dienIn(cms);
        }
        assertThat(gateway.post.vastgelegd.get(gateway.post.vastgelegd.size() - 1).sha256()).isEqualTo(sha256(cms));
        return gemeten[0];
    }

    @ParameterizedTest
    @EnumSource(Profiel.class)
    void evidence_knownInTime_comesInTheAnswer(Profiel profiel) throws Exception {
        gateway.post.uitslagVoor = Optional.of(new LoketId(Proefgateway.RSA));
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.RSA, profiel)) {
            SoapVerzender.Ingediend antwoord = verzender.dienIn(bestand("bewijs", 100));
            Intake.Bewijsstuk bewijs = antwoord.bewijs().orElseThrow();
            assertThat(new String(bewijs.json())).contains("aangenomen");
            assertThat(bewijs.handtekening()).containsExactly(1, 2, 3);
            assertThat(verzender.uitslag(antwoord.ontvangstId())).isPresent();
        }
    }

    @Test
    void evidence_ofAnotherLoket_isNotGiven() throws Exception {
        gateway.post.uitslagVoor = Optional.of(new LoketId(Proefgateway.EC));
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.RSA, Profiel.S)) {
            SoapVerzender.Ingediend antwoord = verzender.dienIn(bestand("ander", 100));
            assertThat(antwoord.bewijs()).isEmpty();
            assertThat(verzender.uitslag(antwoord.ontvangstId())).isEmpty();
            assertThatThrownBy(() -> verzender.uitslag("geen-id")).hasMessage(Fouten.ONBEKEND);
        }
    }

    @ParameterizedTest
    @EnumSource(Profiel.class)
    void delivery_isListedCollectedAndConfirmed(Profiel profiel) throws Exception {
        Path bron = bestand("levering", 10 * MIB);
        gateway.post.uit.put(Proefgateway.RSA + "/l-1.p7m", () -> Files.newInputStream(bron));
        gateway.post.uit.put(Proefgateway.EC + "/l-2.p7m", () -> Files.newInputStream(bron));
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.RSA, profiel)) {
            assertThat(verzender.overzicht()).extracting(i -> i.naam()).containsExactly("l-1.p7m");
            Path naar = map.resolve("opgehaald-" + profiel);
            verzender.haalOp("l-1.p7m", naar);
            assertThat(sha256(naar)).isEqualTo(sha256(bron));
            gateway.post.bevestigd.clear();
            verzender.bevestig("l-1.p7m");
            assertThat(gateway.post.bevestigd).containsExactly(Proefgateway.RSA + "/l-1.p7m");
        }
        assertThat(gateway.post.openLezingen).as("deliveries left open").isZero();
    }

    @Test
    void delivery_ofAnotherLoketOrUnknown_isUnknown() throws Exception {
        gateway.post.uit.put(Proefgateway.EC + "/l-2.p7m", () -> InputStream.nullInputStream());
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.RSA, Profiel.S)) {
            for (String naam : new String[] {"l-2.p7m", "niets.p7m", "../" + Proefgateway.EC + "/l-2.p7m", "a\nb"}) {
                assertThatThrownBy(() -> verzender.haalOp(naam, map.resolve("niet"))).hasMessage(Fouten.ONBEKEND);
                assertThatThrownBy(() -> verzender.bevestig(naam)).hasMessage(Fouten.ONBEKEND);
            }
        }
        assertThat(map.resolve("niet")).doesNotExist();
    }

    @Test
    void evidence_isListedAndRead() throws Exception {
        gateway.post.bewijzen.put(Proefgateway.RSA + "/b-1.json", "{}".getBytes());
        gateway.post.bewijzen.put(Proefgateway.RSA + "/b-1.json.p7s", new byte[] {9});
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.RSA, Profiel.S)) {
            assertThat(verzender.bewijzen()).extracting(i -> i.naam()).containsExactly("b-1.json");
            assertThat(verzender.bewijs("b-1.json").handtekening()).containsExactly(9);
            assertThatThrownBy(() -> verzender.bewijs("b-2.json")).hasMessage(Fouten.ONBEKEND);
        }
    }

    @Test
    void tooLarge_isToldToTheSender_andNothingIsKept() throws Exception {
        gateway.post.grens = 1000;
        int eerder = gateway.post.vastgelegd.size();
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.RSA, Profiel.S)) {
            assertThatThrownBy(() -> verzender.dienIn(bestand("teveel", 50_000))).hasMessage(Fouten.TE_GROOT);
        }
        assertThat(gateway.post.vastgelegd).hasSize(eerder);
    }

    @Test
    void intakeClosed_saysLater() throws Exception {
        gateway.post.dicht = true;
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.RSA, Profiel.SE)) {
            assertThatThrownBy(() -> verzender.dienIn(bestand("dicht", 100))).hasMessage(Fouten.LATER);
        }
    }

    @Test
    void keyStoreClosed_takesNothingIn() throws Exception {
        gateway.kastDicht = true;
        int eerder = gateway.post.vastgelegd.size();
        try (SoapVerzender verzender = gateway.verzender(Proefgateway.RSA, Profiel.S)) {
            assertThatThrownBy(() -> verzender.dienIn(bestand("kast", 100))).isInstanceOf(SoapVerzender.Geweigerd.class);
        }
        assertThat(gateway.post.vastgelegd).hasSize(eerder);
    }

    static Path bestand(String naam, int grootte) throws IOException {
        byte[] bytes = new byte[grootte];
        new Random(naam.hashCode()).nextBytes(bytes);
        return Files.write(map.resolve(naam + ".p7m"), bytes);
    }

    static String sha256(Path bestand) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream bytes = Files.newInputStream(bestand)) {
            byte[] blok = new byte[8192];
            for (int n = bytes.read(blok); n >= 0; n = bytes.read(blok)) {
                digest.update(blok, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

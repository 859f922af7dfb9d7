package nl.zegel.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nl.zegel.party.CmsProfiel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every opening path against {@code openssl cms}, both ways, on every provider. */
class OpenerOpensslTest {
    @TempDir
    Path map;

    private Openssl openssl;

    @BeforeEach
    void pki() throws Exception {
        openssl = new Openssl(map);
        for (var h : List.of(Proef.CA, Proef.AFZENDER, Proef.AFZENDER_EC, Proef.GATEWAY, Proef.GATEWAY_EC, Proef.GATEWAY_32)) {
            h.schrijf(map);
        }
        Files.write(map.resolve("in.mime"), Proef.ENTITEIT);
    }

    static Stream<Arguments> aanbod() {
        List<Arguments> alles = new ArrayList<>();
        for (Voorzieningen v : Proef.alle()) {
            for (String dress : List.of("DER", "SMIME")) {
                for (String afzender : List.of("afzender", "afzender-ec")) {
                    alles.add(Arguments.of(v.naam(), dress, afzender, v));
                }
            }
        }
        return alles.stream();
    }

    private void teken(String afzender, String dress, String in, String uit, String... extra) {
        List<String> a = new ArrayList<>(List.of("cms", "-sign", "-binary", "-nodetach", "-md", "sha256", "-in", in,
                "-signer", afzender + ".pem", "-inkey", afzender + ".key", "-outform", dress, "-out", uit));
        a.addAll(List.of(extra));
        openssl.doe(a.toArray(String[]::new));
    }

    private static final String[] OAEP = {"-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256", "-keyopt", "rsa_mgf1_md:sha256"};

    private byte[] versleutel(String naar, String cijfer, String in, String... keyopt) throws Exception {
        List<String> a = new ArrayList<>(List.of("cms", "-encrypt", "-binary", cijfer, "-in", in, "-outform", "DER", "-out", "uit.p7m",
                "-recip", naar + ".pem"));
        a.addAll(List.of(keyopt));
        openssl.doe(a.toArray(String[]::new));
        return Files.readAllBytes(map.resolve("uit.p7m"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("aanbod")
    void opensslRsaOaepGcm_opens(String naam, String dress, String afzender, Voorzieningen v) throws Exception {
        teken(afzender, dress, "in.mime", "getekend");
        Opening opening = Proef.open(versleutel("gateway", "-aes-256-gcm", "getekend", OAEP), v, map);
        assertThat(Proef.inhoud(opening)).isEqualTo(Proef.ENTITEIT);
        assertThat(((Geopend) opening).profiel()).isEqualTo(CmsProfiel.V4_0);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("aanbod")
    void opensslEcdhGcm_opens(String naam, String dress, String afzender, Voorzieningen v) throws Exception {
        teken(afzender, dress, "in.mime", "getekend");
        Opening opening = Proef.open(versleutel("gateway-ec", "-aes-256-gcm", "getekend", "-keyopt", "ecdh_kdf_md:sha256"), v, map);
        assertThat(Proef.inhoud(opening)).isEqualTo(Proef.ENTITEIT);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("aanbod")
    void opensslTripleWrapped_opensAsProfile32(String naam, String dress, String afzender, Voorzieningen v) throws Exception {
        for (boolean oaep : List.of(true, false)) {
            teken(afzender, dress, "in.mime", "getekend");
            Files.write(map.resolve("dicht"), versleutel("gateway-32", "-aes-256-cbc", "getekend", oaep ? OAEP : new String[0]));
            teken(afzender, "DER", "dicht", "buiten");
            Opening opening = Proef.open(Files.readAllBytes(map.resolve("buiten")), v, map);
            assertThat(Proef.inhoud(opening)).isEqualTo(Proef.ENTITEIT);
            assertThat(((Geopend) opening).profiel()).isEqualTo(oaep ? CmsProfiel.V3_2_OAEP : CmsProfiel.V3_2);
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("aanbod")
    void opensslStreamedBerPssKeyId_opens(String naam, String dress, String afzender, Voorzieningen v) throws Exception {
        String[] pss = afzender.equals("afzender")
                ? new String[] {"-keyid", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32"}
                : new String[] {"-stream", "-keyid", "-cades"};
        teken(afzender, dress, "in.mime", "getekend", pss);
        List<String> keyopt = new ArrayList<>(List.of("-stream", "-keyid"));
        keyopt.addAll(List.of(OAEP));
        Opening opening = Proef.open(versleutel("gateway", "-aes-256-gcm", "getekend", keyopt.toArray(String[]::new)), v, map);
        assertThat(Proef.inhoud(opening)).isEqualTo(Proef.ENTITEIT);
    }

    static Stream<Arguments> makers() {
        List<Arguments> alles = new ArrayList<>();
        for (Voorzieningen v : Proef.alle()) {
            alles.add(Arguments.of(v.naam(), "gateway", CmsProfiel.V4_0, v));
            alles.add(Arguments.of(v.naam(), "gateway-ec", CmsProfiel.V4_0, v));
            alles.add(Arguments.of(v.naam(), "gateway-32", CmsProfiel.V3_2_OAEP, v));
            alles.add(Arguments.of(v.naam(), "gateway-32", CmsProfiel.V3_2, v));
        }
        return alles.stream();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("makers")
    void ownSeal_opensWithOpensslAloneAndWithOpener(String naam, String naar, CmsProfiel profiel, Voorzieningen v) throws Exception {
        ProefPki.Houder ontvanger = switch (naar) {
            case "gateway" -> Proef.GATEWAY;
            case "gateway-ec" -> Proef.GATEWAY_EC;
            default -> Proef.GATEWAY_32;
        };
        for (ProefPki.Houder afzender : List.of(Proef.AFZENDER, Proef.AFZENDER_EC)) {
            byte[] cms = Proef.maak(afzender, ontvanger.certificaat(), profiel, Proef.ENTITEIT, v);
            Files.write(map.resolve("zegel.p7m"), cms);
            String dicht = "zegel.p7m";
            String vorm = "DER";
            if (profiel != CmsProfiel.V4_0) {
                openssl.doe("cms", "-verify", "-inform", "DER", "-in", dicht, "-CAfile", "proefwortel.pem", "-purpose", "any", "-binary",
                        "-out", "buiten.mime");
                dicht = "buiten.mime";
                vorm = "SMIME";
            }
            openssl.doe("cms", "-decrypt", "-binary", "-inform", vorm, "-in", dicht, "-recip", naar + ".pem", "-inkey", naar + ".key", "-out", "binnen");
            openssl.doe("cms", "-verify", "-binary", "-inform", "SMIME", "-in", "binnen", "-CAfile", "proefwortel.pem", "-purpose", "any", "-out", "klaar");
            assertThat(Files.readAllBytes(map.resolve("klaar"))).isEqualTo(Proef.ENTITEIT);
            Opening opening = Proef.open(cms, v, map);
            assertThat(Proef.inhoud(opening)).isEqualTo(Proef.ENTITEIT);
            assertThat(((Geopend) opening).profiel()).isEqualTo(profiel);
            assertThat(((Geopend) opening).vingerafdruk()).isEqualTo(Vingerafdruk.van(afzender.certificaat()));
            assertThat(((Geopend) opening).ondertekend()).isEqualTo(ProefPki.NU);
        }
    }

    @Test
    void opensslPkcs15InProfile40_isRefused() throws Exception {
        teken("afzender", "DER", "in.mime", "getekend");
        Opening opening = Proef.open(versleutel("gateway", "-aes-256-gcm", "getekend"), Voorzieningen.snelste(), map);
        assertThat(opening).isEqualTo(new NietTeOpenen(NietTeOpenen.Reden.ZWAK_ALGORITME));
    }

    @Test
    void opensslEcdhSha1Kdf_isRefused() throws Exception {
        teken("afzender", "DER", "in.mime", "getekend");
        Opening opening = Proef.open(versleutel("gateway-ec", "-aes-256-gcm", "getekend", "-keyopt", "ecdh_kdf_md:sha1"), Voorzieningen.snelste(), map);
        assertThat(opening).isEqualTo(new NietTeOpenen(NietTeOpenen.Reden.ZWAK_ALGORITME));
    }
}

package nl.zegel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nl.zegel.party.CmsProfiel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Evidence signatures and signed receipts, against openssl both ways. */
class BewijsTest {
    private static final Voorzieningen V = Voorzieningen.snelste();
    private static final byte[] JSON = "{\"soort\":\"SubmissionAcceptance\"}\n".getBytes(StandardCharsets.UTF_8);
    private static final Ontvangstverzoek VERZOEK = Ontvangstverzoek.voor("lev-0001", "zegel@voorbeeld.example");

    @TempDir
    Path map;

    @Test
    void evidence_isAcceptedByOpenssl() throws Exception {
        Openssl openssl = new Openssl(map);
        Proef.CA.schrijf(map);
        for (Voorzieningen v : Proef.alle()) {
            byte[] p7s = new Bewijstekenaar(Proef.kast(v), v).teken(JSON, Optional.of(Bewijstekenaar.Verbintenis.ONTVANGST), ProefPki.NU);
            Files.write(map.resolve("b.json"), JSON);
            Files.write(map.resolve("b.json.p7s"), p7s);
            String[] controle = {"cms", "-verify", "-binary", "-inform", "DER", "-content", "b.json", "-in", "b.json.p7s", "-CAfile",
                "proefwortel.pem", "-purpose", "any", "-cades", "-out", "uit"};
            openssl.doe(controle);
            Files.writeString(map.resolve("b.json"), "{\"soort\":\"anders\"}");
            assertThat(openssl.probeer(controle).code()).isNotZero();
            assertThat(Bewijstekenaar.controleer(JSON, p7s, v)).hasValueSatisfying(g -> {
                assertThat(g.vingerafdruk()).isEqualTo(Vingerafdruk.van(Proef.AFZENDER_EC.certificaat()));
                assertThat(g.moment()).isEqualTo(ProefPki.NU);
            });
        }
    }

    @Test
    void opensslDetachedSignature_isAccepted() throws Exception {
        Openssl openssl = new Openssl(map);
        Proef.AFZENDER.schrijf(map);
        Files.write(map.resolve("b.json"), JSON);
        openssl.doe("cms", "-sign", "-binary", "-cades", "-md", "sha512", "-in", "b.json", "-signer", "afzender.pem", "-inkey", "afzender.key", "-outform", "DER", "-out", "b.p7s");
        assertThat(Bewijstekenaar.controleer(JSON, Files.readAllBytes(map.resolve("b.p7s")), V)).isPresent();
    }

    @Test
    void alteredBytesOrSignature_areRefused() throws Exception {
        byte[] p7s = new Bewijstekenaar(Proef.kast(V), V).teken(JSON, Optional.empty(), ProefPki.NU);
        byte[] anders = JSON.clone();
        anders[3] ^= 1;
        assertThat(Bewijstekenaar.controleer(anders, p7s, V)).isEmpty();
        assertThat(Bewijstekenaar.controleer(JSON, new byte[] {1, 2, 3}, V)).isEmpty();
        byte[] kapot = p7s.clone();
        kapot[kapot.length - 5] ^= 1;
        assertThat(Bewijstekenaar.controleer(JSON, kapot, V)).isEmpty();
    }

    private Geopend verzegeld(CmsProfiel profiel, ByteArrayOutputStream naar, Handtekeningspoor[] spoor) throws Exception {
        ProefPki.Houder ontvanger = profiel == CmsProfiel.V4_0 ? Proef.GATEWAY : Proef.GATEWAY_32;
        spoor[0] = new Verpakking(V, Proef.TOEVAL).maak(Proef.AFZENDER.sleutel(Sleutelkast.Gebruik.ONDERTEKENEN, V), ontvanger.certificaat(),
                profiel, ProefPki.NU, Optional.of(VERZOEK), uit -> uit.write(Proef.ENTITEIT), naar);
        return (Geopend) new Opener(V, Proef.TOEVAL, map).open(() -> new ByteArrayInputStream(naar.toByteArray()),
                List.of(ontvanger.sleutel(Sleutelkast.Gebruik.ONTSLEUTELEN, V)), Proef.IEDEREEN);
    }

    @ParameterizedTest
    @EnumSource(CmsProfiel.class)
    void receipt_belongsToItsMessageAndToNoOther(CmsProfiel profiel) throws Exception {
        Handtekeningspoor[] een = new Handtekeningspoor[1];
        Handtekeningspoor[] twee = new Handtekeningspoor[1];
        Geopend geopend = verzegeld(profiel, new ByteArrayOutputStream(), een);
        verzegeld(profiel, new ByteArrayOutputStream(), twee);
        assertThat(geopend.ontvangstverzoek()).hasValueSatisfying(v -> assertThat(v.naar()).containsExactly("zegel@voorbeeld.example"));
        byte[] cms = Ontvangstbewijs.maak(geopend, Proef.AFZENDER_EC.sleutel(Sleutelkast.Gebruik.ONDERTEKENEN, V), V, ProefPki.NU);
        Ontvangstbewijs.Ontvangen bewijs = Ontvangstbewijs.lees(cms, V).orElseThrow();
        assertThat(bewijs.hoortBij(VERZOEK.inhoudId(), een[0])).isTrue();
        assertThat(bewijs.vingerafdruk()).isEqualTo(Vingerafdruk.van(Proef.AFZENDER_EC.certificaat()));
        Handtekeningspoor zelfdeHandtekening = new Handtekeningspoor("SHA-256", new byte[32], een[0].handtekening());
        assertThat(bewijs.hoortBij(VERZOEK.inhoudId(), zelfdeHandtekening)).isFalse();
        assertThat(bewijs.hoortBij("lev-0002".getBytes(StandardCharsets.US_ASCII), een[0])).isFalse();
        Handtekeningspoor andereHandtekening = new Handtekeningspoor("SHA-256", een[0].attributenDigest(), new byte[256]);
        assertThat(bewijs.hoortBij(VERZOEK.inhoudId(), andereHandtekening)).isFalse();
    }

    @Test
    void receiptByOpenssl_isUnderstood_andOursByOpenssl() throws Exception {
        Openssl openssl = new Openssl(map);
        for (var h : List.of(Proef.CA, Proef.GATEWAY, Proef.AFZENDER_EC)) {
            h.schrijf(map);
        }
        Handtekeningspoor[] spoor = new Handtekeningspoor[1];
        ByteArrayOutputStream cms = new ByteArrayOutputStream();
        Geopend geopend = verzegeld(CmsProfiel.V4_0, cms, spoor);
        Files.write(map.resolve("z.p7m"), cms.toByteArray());
        openssl.doe("cms", "-decrypt", "-binary", "-inform", "DER", "-in", "z.p7m", "-recip", "gateway.pem", "-inkey", "gateway.key", "-out", "binnen");
        openssl.doe("cms", "-sign_receipt", "-inform", "SMIME", "-in", "binnen", "-signer", "afzender-ec.pem", "-inkey", "afzender-ec.key",
                "-outform", "DER", "-out", "r.der");
        Ontvangstbewijs.Ontvangen bewijs = Ontvangstbewijs.lees(Files.readAllBytes(map.resolve("r.der")), V).orElseThrow();
        assertThat(bewijs.hoortBij(VERZOEK.inhoudId(), spoor[0])).isTrue();
        byte[] eigen = Ontvangstbewijs.maak(geopend, Proef.AFZENDER_EC.sleutel(Sleutelkast.Gebruik.ONDERTEKENEN, V), V, ProefPki.NU);
        Files.write(map.resolve("eigen.der"), eigen);
        openssl.doe("cms", "-verify_receipt", "eigen.der", "-rctform", "DER", "-inform", "SMIME", "-in", "binnen", "-CAfile", "proefwortel.pem",
                "-purpose", "any");
    }

    @Test
    void ordinarySignatureOrNoise_isNoReceipt() throws Exception {
        assertThat(Ontvangstbewijs.lees(new Bewijstekenaar(Proef.kast(V), V).teken(JSON, Optional.empty(), ProefPki.NU), V)).isEmpty();
        assertThat(Ontvangstbewijs.lees(new byte[70_000], V)).isEmpty();
        assertThat(Ontvangstbewijs.lees("geen".getBytes(StandardCharsets.US_ASCII), V)).isEmpty();
    }

    @Test
    void messageWithoutRequest_givesNoReceipt() throws Exception {
        Geopend geopend = (Geopend) Proef.open(Proef.maak(Proef.AFZENDER, Proef.GATEWAY.certificaat(), CmsProfiel.V4_0, Proef.ENTITEIT, V), V, map);
        assertThat(geopend.ontvangstverzoek()).isEmpty();
        assertThatThrownBy(() -> Ontvangstbewijs.maak(geopend, Proef.AFZENDER.sleutel(Sleutelkast.Gebruik.ONDERTEKENEN, V), V, ProefPki.NU))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

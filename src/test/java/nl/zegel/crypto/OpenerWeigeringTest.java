package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nl.zegel.party.CmsProfiel;
import org.bouncycastle.cms.CMSAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not open: never a byte, never a Geopend, one text. */
class OpenerWeigeringTest {
    private static final Voorzieningen V = Voorzieningen.snelste();

    @TempDir
    Path map;

    static Stream<Arguments> vormen() {
        return Proef.alle().stream().flatMap(v -> Stream.of(
                Arguments.of(v.naam(), CmsProfiel.V4_0, Proef.GATEWAY, v),
                Arguments.of(v.naam(), CmsProfiel.V4_0, Proef.GATEWAY_EC, v),
                Arguments.of(v.naam(), CmsProfiel.V3_2_OAEP, Proef.GATEWAY_32, v),
                Arguments.of(v.naam(), CmsProfiel.V3_2, Proef.GATEWAY_32, v)));
    }

    private void weigert(byte[] cms, Voorzieningen v) {
        Opening opening = Proef.open(cms, v, map);
        assertThat(opening).isInstanceOf(NietTeOpenen.class).hasToString("niet te openen");
    }

    private NietTeOpenen.Reden reden(byte[] cms) {
        Opening opening = Proef.open(cms, V, map);
        assertThat(opening).isInstanceOf(NietTeOpenen.class).hasToString("niet te openen");
        return ((NietTeOpenen) opening).reden();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("vormen")
    void cutOffAnywhere_neverOpens(String naam, CmsProfiel profiel, ProefPki.Houder naar, Voorzieningen v) {
        byte[] cms = Proef.maak(Proef.AFZENDER, naar.certificaat(), profiel, Proef.ENTITEIT, v);
        for (int n = 0; n < eindeVanInhoud(cms); n += 1 + n / 40) {
            weigert(Arrays.copyOf(cms, n), v);
        }
    }

    /** Only end-of-contents octets may be missing without a difference: they hold nothing. */
    private static int eindeVanInhoud(byte[] cms) {
        int n = cms.length;
        while (n > 0 && cms[n - 1] == 0) {
            n--;
        }
        return n;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("vormen")
    void oneBitAlteredAnywhere_neverGivesOtherContent(String naam, CmsProfiel profiel, ProefPki.Houder naar, Voorzieningen v)
            throws Exception {
        byte[] cms = Proef.maak(Proef.AFZENDER, naar.certificaat(), profiel, Proef.ENTITEIT, v);
        int geweigerd = 0;
        int geprobeerd = 0;
        for (int i = 0; i < cms.length; i += 1 + i / 60) {
            byte[] anders = cms.clone();
            anders[i] ^= (byte) (1 << (i % 8));
            Opening opening = Proef.open(anders, v, map);
            geprobeerd++;
            if (opening instanceof NietTeOpenen) {
                geweigerd++;
            } else {
                // BER allows more than one spelling; then content and signer must be the very same
                assertThat(Proef.inhoud(opening)).isEqualTo(Proef.ENTITEIT);
                assertThat(((Geopend) opening).vingerafdruk()).isEqualTo(Vingerafdruk.van(Proef.AFZENDER.certificaat()));
            }
        }
        assertThat(geweigerd).isGreaterThan(geprobeerd * 9 / 10);
    }

    @Test
    void everyCiphertextAndTagByteOf40_altered_isRefused() {
        byte[] cms = Proef.maak(Proef.AFZENDER, Proef.GATEWAY.certificaat(), CmsProfiel.V4_0, Proef.ENTITEIT, V);
        int einde = eindeVanInhoud(cms);
        for (int i = einde - 16; i < einde; i++) {
            byte[] anders = cms.clone();
            anders[i] ^= 1;
            assertThat(reden(anders)).isEqualTo(ONTSLEUTELING);
        }
        for (int i = 600; i < einde - 40; i += 37) {
            byte[] anders = cms.clone();
            anders[i] ^= (byte) 0x80;
            weigert(anders, V);
        }
    }

    @Test
    void bytesBehindTheCms_areRefused() {
        byte[] cms = Proef.maak(Proef.AFZENDER, Proef.GATEWAY.certificaat(), CmsProfiel.V4_0, Proef.ENTITEIT, V);
        byte[] langer = Arrays.copyOf(cms, cms.length + 1);
        langer[cms.length] = 'x';
        weigert(langer, V);
        weigert(Arrays.copyOf(cms, cms.length + 100), V);
    }

    @Test
    void otherKey_isRefused() {
        ProefPki.Houder ander = ProefPki.blad("ander", ProefPki.rsa(2048), Proef.CA, ProefPki.ONTSLEUTELEN);
        assertThat(reden(Proef.maak(Proef.AFZENDER, ander.certificaat(), CmsProfiel.V4_0, Proef.ENTITEIT, V))).isEqualTo(NIET_VOOR_ONZE_SLEUTEL);
    }

    @Test
    void gcmKey_neverOpensEnvelopedData() {
        assertThat(reden(Proef.maak(Proef.AFZENDER, Proef.GATEWAY.certificaat(), CmsProfiel.V3_2, Proef.ENTITEIT, V))).isEqualTo(NIET_VOOR_ONZE_SLEUTEL);
        assertThat(reden(Proef.maak(Proef.AFZENDER, Proef.GATEWAY_32.certificaat(), CmsProfiel.V4_0, Proef.ENTITEIT, V))).isEqualTo(NIET_VOOR_ONZE_SLEUTEL);
    }

    @Test
    void unknownSigner_isRefusedBeforeOurKeyIsUsed() throws Exception {
        for (CmsProfiel profiel : CmsProfiel.values()) {
            ProefPki.Houder naar = profiel == CmsProfiel.V4_0 ? Proef.GATEWAY : Proef.GATEWAY_32;
            byte[] cms = Proef.maak(Proef.AFZENDER, naar.certificaat(), profiel, Proef.ENTITEIT, V);
            Opening opening = new Opener(V, Proef.TOEVAL, map).open(() -> new ByteArrayInputStream(cms), Proef.kast(V), (c, p) -> false);
            assertThat(opening).isEqualTo(new NietTeOpenen(ONDERTEKENAAR_ONBEKEND));
        }
    }

    @Test
    void envelopeWithoutOuterSignature_isRefused() throws Exception {
        byte[] kaal = envelop(getekend(Proef.AFZENDER), Proef.GATEWAY_32);
        assertThat(reden(kaal)).isEqualTo(GEEN_CMS_VAN_EEN_PROFIEL);
    }

    @Test
    void outerSignerOtherThanInner_isRefused() throws Exception {
        byte[] dicht = envelop(getekend(Proef.AFZENDER_EC), Proef.GATEWAY_32);
        assertThat(reden(onderteken(dicht, Proef.AFZENDER))).isEqualTo(ONDERTEKENAARS_VERSCHILLEN);
    }

    @Test
    void twoRecipients_areRefused() throws Exception {
        byte[] dicht = envelop(getekend(Proef.AFZENDER), Proef.GATEWAY_32, Proef.GATEWAY);
        assertThat(reden(onderteken(dicht, Proef.AFZENDER))).isEqualTo(MEER_ONTVANGERS);
    }

    @Test
    void originatorInfo_isRefused() throws Exception {
        byte[] dicht = Bouwcms.envelop(getekend(Proef.AFZENDER), CMSAlgorithm.AES256_CBC, Proef.AFZENDER.certificaat(), Proef.GATEWAY_32.certificaat());
        assertThat(reden(onderteken(dicht, Proef.AFZENDER))).isEqualTo(ORIGINATOR_INFO);
    }

    @Test
    void tripleDes_isRefused() throws Exception {
        byte[] dicht = Bouwcms.envelop(getekend(Proef.AFZENDER), CMSAlgorithm.DES_EDE3_CBC, null, Proef.GATEWAY_32.certificaat());
        assertThat(reden(onderteken(dicht, Proef.AFZENDER))).isEqualTo(ZWAK_ALGORITME);
    }

    @Test
    void twoSigners_areRefused() throws Exception {
        assertThat(reden(zegel40(getekend(Proef.AFZENDER, Proef.AFZENDER_EC)))).isEqualTo(MEER_ONDERTEKENAARS);
    }

    @Test
    void unsignedInside_isRefused() throws Exception {
        weigert(zegel40(Proef.ENTITEIT), V);
        assertThat(reden(zegel40(getekend()))).isEqualTo(NIET_ONDERTEKEND);
    }

    @Test
    void unsignedAttributeThatIsNoTimeStamp_isRefused() {
        assertThat(reden(zegel40(Bouwcms.metVreemdKenmerk(Proef.ENTITEIT, sleutel(Proef.AFZENDER))))).isEqualTo(VREEMD_KENMERK);
    }

    @Test
    void signatureThatDoesNotFit_isRefused() {
        byte[] getekend = getekend(Proef.AFZENDER);
        getekend[getekend.length - 1] ^= 1;
        assertThat(reden(zegel40(getekend))).isEqualTo(HANDTEKENING);
    }

    @Test
    void bytesThatAreNoCms_areMalformed() {
        assertThat(reden(Proef.ENTITEIT)).isEqualTo(MISVORMD);
    }

    @Test
    void signedButNotEncrypted_isRefused() throws Exception {
        weigert(getekend(Proef.AFZENDER), V);
    }

    @Test
    void sha1Signature_isRefused() throws Exception {
        assertThat(reden(zegel40(Bouwcms.getekend(Proef.ENTITEIT, "SHA1withRSA", true, sleutel(Proef.AFZENDER))))).isEqualTo(ZWAK_ALGORITME);
    }

    @Test
    void rsa1024Signer_isRefused() throws Exception {
        ProefPki.Houder zwak = ProefPki.blad("zwak", ProefPki.rsa(1024), Proef.CA, ProefPki.TEKENEN);
        assertThat(reden(zegel40(getekend(zwak)))).isEqualTo(ZWAK_ALGORITME);
    }

    @Test
    void noSignedAttributes_isRefused() throws Exception {
        assertThat(reden(zegel40(Bouwcms.getekend(Proef.ENTITEIT, "SHA256withRSA", false, sleutel(Proef.AFZENDER))))).isEqualTo(NIET_ONDERTEKEND);
    }

    @Test
    void signerCertificateLeftOut_isRefused() throws Exception {
        weigert(zegel40(Bouwcms.halfGetekend(Proef.ENTITEIT, sleutel(Proef.AFZENDER), false, true)), V);
    }

    @Test
    void detachedSignature_isRefused() throws Exception {
        weigert(zegel40(Bouwcms.halfGetekend(Proef.ENTITEIT, sleutel(Proef.AFZENDER), true, false)), V);
    }

    @Test
    void gcmTagOf12Bytes_isRefused() throws Exception {
        byte[] cms = Proef.maak(Proef.AFZENDER, Proef.GATEWAY.certificaat(), CmsProfiel.V4_0, Proef.ENTITEIT, V);
        int i = vind(cms, new byte[] {0x02, 0x01, 0x10});
        byte[] anders = cms.clone();
        anders[i + 2] = 12;
        assertThat(reden(anders)).isEqualTo(ZWAK_ALGORITME);
    }

    @Test
    void sourceThatFails_isAnErrorAndNoRefusal() {
        byte[] cms = Proef.maak(Proef.AFZENDER, Proef.GATEWAY.certificaat(), CmsProfiel.V4_0, Proef.ENTITEIT, V);
        InputStream kapot = new java.io.SequenceInputStream(new ByteArrayInputStream(cms, 0, 900), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("database away");
            }
        });
        InputStream[] bron = {new ByteArrayInputStream(cms), kapot};
        int[] keer = {0};
        assertThatThrownBy(() -> new Opener(V, Proef.TOEVAL, map).open(() -> bron[keer[0]++], Proef.kast(V), Proef.IEDEREEN))
                .isInstanceOf(IOException.class).hasMessage("database away");
    }

    @Test
    void closedKeyStore_isItsOwnOutcome() {
        byte[] cms = Proef.maak(Proef.AFZENDER, Proef.GATEWAY.certificaat(), CmsProfiel.V4_0, Proef.ENTITEIT, V);
        Sleutelkast dicht = new Sleutelkast() {
            @Override
            public Antwoord<List<Sleutel>> sleutels(Gebruik gebruik) {
                return new Dicht<>(Oorzaak.VERZEGELD, gebruik.name());
            }

            @Override
            public Antwoord<Geheim> geheim(String id) {
                return new Dicht<>(Oorzaak.VERZEGELD, id);
            }
        };
        assertThatThrownBy(() -> new Opener(V, Proef.TOEVAL, map).open(() -> new ByteArrayInputStream(cms), dicht, Proef.IEDEREEN))
                .isInstanceOf(KastDicht.class).hasMessageNotContaining("PRIVATE");
    }

    @Test
    void refusal_leavesNoFile() throws Exception {
        byte[] groot = new byte[3 * 1024 * 1024];
        byte[] cms = Proef.maak(Proef.AFZENDER, Proef.GATEWAY.certificaat(), CmsProfiel.V4_0, groot, V);
        cms[cms.length - 20] ^= 1;
        weigert(cms, V);
        try (Stream<Path> bestanden = Files.list(map)) {
            assertThat(bestanden).isEmpty();
        }
    }

    @Test
    void hugeLengthInHeader_isRefusedWithoutMemory() {
        weigert(new byte[] {0x30, (byte) 0x84, 0x7f, 0, 0, 0, 6, (byte) 0x84, 0x7e, 0, 0, 0}, V);
        weigert(new byte[] {0x04, (byte) 0x84, 0x7f, 0, 0, 0}, V);
        weigert(new byte[0], V);
        byte[] diep = new byte[200_000];
        for (int i = 0; i < diep.length; i += 2) {
            diep[i] = 0x30;
            diep[i + 1] = (byte) 0x80;
        }
        weigert(diep, V);
    }

    private static int vind(byte[] in, byte[] wat) {
        for (int i = 0; i < in.length - wat.length; i++) {
            if (Arrays.equals(in, i, i + wat.length, wat, 0, wat.length)) {
                return i;
            }
        }
        throw new AssertionError("pattern not found");
    }

    private static Sleutel sleutel(ProefPki.Houder wie) {
        return wie.sleutel(Sleutelkast.Gebruik.ONDERTEKENEN, Voorzieningen.jdk());
    }

    private static byte[] getekend(ProefPki.Houder... wie) {
        return Bouwcms.getekend(Proef.ENTITEIT, Arrays.stream(wie).map(OpenerWeigeringTest::sleutel).toArray(Sleutel[]::new));
    }

    private static byte[] envelop(byte[] in, ProefPki.Houder... naar) {
        return Bouwcms.envelop(in, CMSAlgorithm.AES256_CBC, null, Arrays.stream(naar).map(ProefPki.Houder::certificaat).toArray(X509Certificate[]::new));
    }

    private static byte[] onderteken(byte[] in, ProefPki.Houder wie) {
        return Bouwcms.onderteken(in, sleutel(wie), ProefPki.NU);
    }

    private static byte[] zegel40(byte[] in) {
        return Bouwcms.zegel40(in, Proef.GATEWAY.certificaat());
    }
}

package nl.zegel.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import nl.zegel.crypto.Padoordeel.Code;
import nl.zegel.party.Sleuteldoel;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Security cases 6, 7 and 21: the path is good or there is a reason; unsure means no. */
class PadcontroleTest {
    private static final Instant NU = ProefPki.NU;
    private static final ProefPki.Houder WORTEL = ProefPki.wortel("pad-wortel");
    private static final KeyPair EC = ProefPki.ec("secp256r1");
    private static final ProefPki.Houder GOED = ProefPki.blad("goed", EC, WORTEL, ProefPki.TEKENEN);
    private static final X509CRL VERS = ProefPki.crl(WORTEL, NU.minus(Duration.ofHours(1)), NU.plus(Duration.ofDays(1)));

    private static Padoordeel oordeel(X509Certificate c, Sleuteldoel doel, Instant moment, X509CRL... crls) {
        return oordeel(c, doel, moment, Set.of(), crls);
    }

    private static Padoordeel oordeel(X509Certificate c, Sleuteldoel doel, Instant moment, Set<String> beleid, X509CRL... crls) {
        return new Padcontrole(new Padcontrole.Instellingen(List.of(WORTEL.certificaat()), List.of(), beleid, Duration.ofHours(12), false),
                Crlbron.van(List.of(crls))).controleer(c, doel, List.of(), moment);
    }

    private static Code code(ProefPki.Houder h, Sleuteldoel doel) {
        return oordeel(h.certificaat(), doel, NU, VERS).code();
    }

    @Test
    void goodSigner_isGoodWithoutAlarm() {
        assertThat(oordeel(GOED.certificaat(), Sleuteldoel.ONDERTEKENEN, NU, VERS)).isEqualTo(new Padoordeel(Code.GOED, false));
    }

    @Test
    void wrongUsage_isRefused() {
        assertThat(code(GOED, Sleuteldoel.ONTSLEUTELEN)).isEqualTo(Code.VERKEERD_GEBRUIK);
        assertThat(code(ProefPki.blad("ont", EC, WORTEL, ProefPki.AFSPREKEN), Sleuteldoel.ONDERTEKENEN)).isEqualTo(Code.VERKEERD_GEBRUIK);
        assertThat(code(ProefPki.blad("niets", EC, WORTEL, 0), Sleuteldoel.ONDERTEKENEN)).isEqualTo(Code.VERKEERD_GEBRUIK);
        assertThat(code(GOED, Sleuteldoel.SSH)).isEqualTo(Code.VERKEERD_GEBRUIK);
        ProefPki.Houder code = ProefPki.maak("code", EC, WORTEL,
                new ProefPki.Eis(ProefPki.TEKENEN, false, ProefPki.VAN, ProefPki.TOT, "SHA256withECDSA", true));
        assertThat(code(code, Sleuteldoel.TLS)).isEqualTo(Code.VERKEERD_GEBRUIK);
    }

    @Test
    void rsaEncryptionCertificate_needsKeyEncipherment() {
        KeyPair rsa = ProefPki.rsa(2048);
        assertThat(code(ProefPki.blad("rsa", rsa, WORTEL, ProefPki.ONTSLEUTELEN), Sleuteldoel.ONTSLEUTELEN)).isEqualTo(Code.GOED);
        assertThat(code(ProefPki.blad("rsa2", rsa, WORTEL, ProefPki.TEKENEN), Sleuteldoel.ONTSLEUTELEN)).isEqualTo(Code.VERKEERD_GEBRUIK);
    }

    @Test
    void outsideValidity_isRefused() {
        assertThat(oordeel(GOED.certificaat(), Sleuteldoel.ONDERTEKENEN, ProefPki.VAN.minusSeconds(1), VERS).code()).isEqualTo(Code.NOG_NIET_GELDIG);
        assertThat(oordeel(GOED.certificaat(), Sleuteldoel.ONDERTEKENEN, ProefPki.TOT.plusSeconds(1), VERS).code()).isEqualTo(Code.VERLOPEN);
    }

    @Test
    void caAsLeaf_isRefused() {
        ProefPki.Houder ca = ProefPki.maak("ca-blad", EC, WORTEL,
                new ProefPki.Eis(KeyUsage.keyCertSign | ProefPki.TEKENEN, true, ProefPki.VAN, ProefPki.TOT, "SHA256withECDSA", false));
        assertThat(code(ca, Sleuteldoel.ONDERTEKENEN)).isEqualTo(Code.CA_CERTIFICAAT);
    }

    @Test
    void otherRootWithSameName_isRefused() {
        ProefPki.Houder dubbel = ProefPki.wortel("pad-wortel");
        ProefPki.Houder vals = ProefPki.blad("goed", EC, dubbel, ProefPki.TEKENEN);
        Padoordeel oordeel = new Padcontrole(new Padcontrole.Instellingen(List.of(WORTEL.certificaat()), List.of(), Set.of(), Duration.ZERO, false),
                Crlbron.van(List.of(VERS))).controleer(vals.certificaat(), Sleuteldoel.ONDERTEKENEN, List.of(dubbel.certificaat()), NU);
        assertThat(oordeel.code()).isEqualTo(Code.GEEN_PAD);
    }

    @Test
    void issuedByALeaf_isRefused() {
        ProefPki.Houder onder = ProefPki.blad("onder", ProefPki.ec("secp256r1"), GOED, ProefPki.TEKENEN);
        Padoordeel oordeel = new Padcontrole(new Padcontrole.Instellingen(List.of(WORTEL.certificaat()), List.of(GOED.certificaat()), Set.of(),
                Duration.ZERO, true), Crlbron.van(List.of(VERS))).controleer(onder.certificaat(), Sleuteldoel.ONDERTEKENEN, List.of(), NU);
        assertThat(oordeel.code()).isEqualTo(Code.GEEN_PAD);
    }

    @Test
    void intermediate_isFollowedAndItsRevocationCounts() {
        ProefPki.Houder tussen = ProefPki.maak("tussen", ProefPki.ec("secp256r1"), WORTEL,
                new ProefPki.Eis(KeyUsage.keyCertSign | KeyUsage.cRLSign, true, ProefPki.VAN, ProefPki.TOT, "SHA256withECDSA", false));
        ProefPki.Houder blad = ProefPki.blad("blad", ProefPki.ec("secp256r1"), tussen, ProefPki.TEKENEN);
        X509CRL eigen = ProefPki.crl(tussen, NU.minusSeconds(60), NU.plusSeconds(3600));
        var instellingen = new Padcontrole.Instellingen(List.of(WORTEL.certificaat()), List.of(), Set.of(), Duration.ZERO, false);
        List<X509Certificate> tas = List.of(tussen.certificaat());
        assertThat(new Padcontrole(instellingen, Crlbron.van(List.of(VERS, eigen)))
                .controleer(blad.certificaat(), Sleuteldoel.ONDERTEKENEN, tas, NU).code()).isEqualTo(Code.GOED);
        X509CRL weg = ProefPki.crl(WORTEL, NU.minusSeconds(60), NU.plusSeconds(3600), tussen.certificaat());
        assertThat(new Padcontrole(instellingen, Crlbron.van(List.of(weg, eigen)))
                .controleer(blad.certificaat(), Sleuteldoel.ONDERTEKENEN, tas, NU).code()).isEqualTo(Code.INGETROKKEN);
        assertThat(new Padcontrole(instellingen, Crlbron.van(List.of(VERS)))
                .controleer(blad.certificaat(), Sleuteldoel.ONDERTEKENEN, tas, NU).code()).isEqualTo(Code.GEEN_CRL);
    }

    @Test
    void revoked_isRefusedAlsoByAnOldCrl() {
        X509CRL oud = ProefPki.crl(WORTEL, NU.minus(Duration.ofDays(9)), NU.minus(Duration.ofDays(8)), GOED.certificaat());
        assertThat(oordeel(GOED.certificaat(), Sleuteldoel.ONDERTEKENEN, NU, oud, VERS).code()).isEqualTo(Code.INGETROKKEN);
    }

    @Test
    void staleCrl_isGoodWithAlarmWithinGraceAndRefusedAfter() {
        X509CRL stale = ProefPki.crl(WORTEL, NU.minus(Duration.ofDays(2)), NU.minus(Duration.ofHours(11)));
        assertThat(oordeel(GOED.certificaat(), Sleuteldoel.ONDERTEKENEN, NU, stale)).isEqualTo(new Padoordeel(Code.GOED, true));
        assertThat(oordeel(GOED.certificaat(), Sleuteldoel.ONDERTEKENEN, NU.plus(Duration.ofHours(2)), stale).code()).isEqualTo(Code.CRL_VEROUDERD);
    }

    @Test
    void noCrlForgedCrlOrCrlOfTomorrow_isRefused() {
        ProefPki.Houder vals = ProefPki.wortel("pad-wortel");
        X509CRL vervalst = ProefPki.crl(vals, NU.minusSeconds(60), NU.plusSeconds(3600));
        X509CRL morgen = ProefPki.crl(WORTEL, NU.plusSeconds(60), NU.plusSeconds(3600));
        assertThat(oordeel(GOED.certificaat(), Sleuteldoel.ONDERTEKENEN, NU).code()).isEqualTo(Code.GEEN_CRL);
        assertThat(oordeel(GOED.certificaat(), Sleuteldoel.ONDERTEKENEN, NU, vervalst).code()).isEqualTo(Code.GEEN_CRL);
        assertThat(oordeel(GOED.certificaat(), Sleuteldoel.ONDERTEKENEN, NU, morgen).code()).isEqualTo(Code.GEEN_CRL);
    }

    @Test
    void weakKeyOrSignature_isRefused() {
        assertThat(code(ProefPki.blad("rsa1024", ProefPki.rsa(1024), WORTEL, ProefPki.TEKENEN), Sleuteldoel.ONDERTEKENEN)).isEqualTo(Code.ZWAK_ALGORITME);
        ProefPki.Houder sha1 = ProefPki.maak("sha1", EC, WORTEL,
                new ProefPki.Eis(ProefPki.TEKENEN, false, ProefPki.VAN, ProefPki.TOT, "SHA1withECDSA", false));
        assertThat(code(sha1, Sleuteldoel.ONDERTEKENEN)).isEqualTo(Code.ZWAK_ALGORITME);
    }

    @Test
    void policyAskedAndMissing_isRefused() {
        assertThat(oordeel(GOED.certificaat(), Sleuteldoel.ONDERTEKENEN, NU, Set.of("2.16.528.1.1003.1.2.8.6"), VERS).code()).isEqualTo(Code.GEEN_PAD);
    }

    @Test
    void crlFolder_namesWhatIsUnreadable(@TempDir Path map) throws Exception {
        Files.write(map.resolve("wortel.crl"), VERS.getEncoded());
        Files.writeString(map.resolve("kapot.crl"), "geen crl");
        Crlbron bron = Crlbron.uit(map);
        assertThat(bron.onleesbaar()).containsExactly("kapot.crl");
        assertThat(bron.stand(GOED.certificaat(), WORTEL.certificaat(), NU).soort()).isEqualTo(Crlbron.Stand.Soort.GOED);
    }
}

package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.POLITIE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.zegel.crypto.Bouwcms;
import nl.zegel.crypto.Crlbron;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.Vingerafdruk;
import nl.zegel.party.Certificaat;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signers with the certificates of {@code genereer.sh --slecht}, registered by a manager who did not look: the path says no. */
class OndertekenaarTest {
    private static final Geldigheid ALTIJD = new Geldigheid(LocalDate.of(2020, 1, 1), null);

    @TempDir
    Path map;

    private Proefhuis huis;

    @BeforeEach
    void begin() throws Exception {
        huis = new Proefhuis(map);
        huis.vertrouwd = List.of(VoorbeeldPki.uit(), VoorbeeldPki.slecht());
        List<X509CRL> crls = new ArrayList<>();
        for (Path pki : huis.vertrouwd) {
            for (String naam : List.of("root.crl", "uitgevend.crl")) {
                try (InputStream in = Files.newInputStream(pki.resolve("crl").resolve(naam))) {
                    crls.add((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in));
                }
            }
        }
        huis.crls = Crlbron.van(crls);
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    @ParameterizedTest
    @CsvSource({"verlopen,CERTIFICAAT_VERLOPEN", "nog-niet-geldig,CERTIFICAAT_NOG_NIET_GELDIG", "ingetrokken,CERTIFICAAT_INGETROKKEN",
        "verkeerd-gebruik,CERTIFICAAT_VERKEERD_GEBRUIK", "ca-blad,CERTIFICAAT_CA_CERTIFICAAT", "door-blad,CERTIFICAAT_GEEN_PAD",
        "andere-root,CERTIFICAAT_GEEN_PAD", "sha1,CERTIFICAAT_ZWAK_ALGORITME", "rsa1024,ZWAK_ALGORITME"})
    void badCertificate_isNotAuthentic_andCountedOnce(String naam, String code) throws Exception {
        Sleutel slecht = slecht(naam);
        registreer(new Certificaat(Sleuteldoel.ONDERTEKENEN, slecht.certificaat(), Vingerafdruk.van(slecht.certificaat()), ALTIJD));
        nietAuthentiek(slecht, code);
    }

    @Test
    void goodCertificate_isAccepted() throws Exception {
        Sleutel goed = slecht("goed");
        registreer(new Certificaat(Sleuteldoel.ONDERTEKENEN, goed.certificaat(), Vingerafdruk.van(goed.certificaat()), ALTIJD));
        assertThat(dienIn(goed).staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.geteld()).isEmpty();
    }

    @Test
    void certificateOfTheRegisteredKey_thatIsNotRegistered_isUnknown() throws Exception {
        X509Certificate goed = slecht("goed").certificaat();
        registreer(new Certificaat(Sleuteldoel.ONDERTEKENEN, goed, Vingerafdruk.van(goed), ALTIJD));
        nietAuthentiek(slecht("vernieuwd"), "ONDERTEKENAAR_ONBEKEND");
    }

    @ParameterizedTest
    @CsvSource({"ONTSLEUTELEN", "TLS", "SSH"})
    void certificateRegisteredForAnotherPurpose_isUnknown(Sleuteldoel doel) throws Exception {
        Sleutel goed = slecht("goed");
        registreer(new Certificaat(doel, goed.certificaat(), Vingerafdruk.van(goed.certificaat()), ALTIJD));
        nietAuthentiek(goed, "ONDERTEKENAAR_ONBEKEND");
    }

    @Test
    void registrationThatEndedYesterdayOrStartsTomorrow_isUnknown() throws Exception {
        Sleutel goed = slecht("goed");
        LocalDate vandaag = Authenticate.dag(huis.klok.instant());
        registreer(new Certificaat(Sleuteldoel.ONDERTEKENEN, goed.certificaat(), Vingerafdruk.van(goed.certificaat()),
                new Geldigheid(vandaag.minusDays(9), vandaag.minusDays(1))));
        nietAuthentiek(goed, "ONDERTEKENAAR_ONBEKEND");
        registreer(new Certificaat(Sleuteldoel.ONDERTEKENEN, goed.certificaat(), Vingerafdruk.van(goed.certificaat()), new Geldigheid(vandaag.plusDays(1), null)));
        assertThat(dienIn(goed).code()).isEqualTo("ONDERTEKENAAR_ONBEKEND");
        assertThat(huis.geteld()).isEqualTo(Map.of("SFTP/ONDERTEKENAAR_ONBEKEND", 2L));
    }

    private void nietAuthentiek(Sleutel wie, String code) throws IOException {
        Ontvangst rij = dienIn(wie);
        assertThat(rij.staat() + " " + rij.code()).isEqualTo("NIET_AUTHENTIEK " + code);
        assertThat(rij.afzender()).isNull();
        assertThat(huis.register.werk().vanOntvangst(rij.id())).isEmpty();
        assertThat(huis.bewijzen(rij.id(), POLITIE)).isEmpty();
        assertThat(huis.geteld()).isEqualTo(Map.of("SFTP/" + code, 1L));
        try (Postbus.Lezing antwoord = huis.postbus.open(POLITIE, rij.id() + ".niet-verwerkt.txt"); InputStream in = antwoord.bytes()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("Dit bestand is niet verwerkt. Het is geen bericht dat volgens"
                    + " de afspraken is\r\nondertekend en versleuteld voor deze gateway. Er is niets verstrekt.\r\n");
        }
    }

    private Ontvangst dienIn(Sleutel wie) throws IOException {
        byte[] entiteit = ("Content-Type: application/xml\r\n\r\n" + Proefhuis.voorbeeld("hib-01-flat.xml")).getBytes(StandardCharsets.UTF_8);
        // our own signer sends the chain along, and will not touch a weak key
        byte[] getekend = wie.toString().contains("rsa1024") ? Bouwcms.getekend(entiteit, wie) : Bouwcms.onderteken(entiteit, wie, huis.klok.instant());
        byte[] p7m = Bouwcms.zegel40(getekend, Proefhuis.gateway("ontsleutelen"));
        return huis.verwerk(huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), p7m));
    }

    private void registreer(Certificaat certificaat) throws IOException {
        huis.partijen = Loketten.met(huis.partijen, POLITIE, l -> Loketten.certificaten(l, List.of(certificaat)));
        huis.start(Path.of("config/feiten"));
    }

    /** With its issuer behind it where that is not in our own chain: material for a path. */
    private static Sleutel slecht(String naam) throws IOException, GeneralSecurityException {
        Path pki = VoorbeeldPki.slecht();
        List<X509Certificate> keten = new ArrayList<>(Proefhuis.certificaten(pki.resolve(naam + ".pem")));
        if (Files.exists(pki.resolve(naam + "-keten.pem"))) {
            keten.addAll(Proefhuis.certificaten(pki.resolve(naam + "-keten.pem")));
        }
        String pem = Files.readString(pki.resolve(naam + ".key")).replaceAll("-----[A-Z ]+-----|\\s", "");
        return new Sleutel(naam, Sleutelkast.Gebruik.ONDERTEKENEN, KeyFactory.getInstance(keten.get(0).getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))), keten, Optional.empty());
    }
}

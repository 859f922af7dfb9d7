package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.gateway;
import static nl.zegel.exchange.Proefhuis.sleutel;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.crypto.Bouwcms;
import nl.zegel.crypto.NietTeOpenen;
import nl.zegel.crypto.Padoordeel;
import nl.zegel.crypto.Sleutel;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.LoketId;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.register.Inschrijving;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.testing.Uitgever;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cms.CMSAlgorithm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Step 2, one reason at a time: the register has the reason, and whoever sent it hears the same words whatever it was. */
class NietAuthentiekTest {
    private static final LoketId VERHUURDER = new LoketId("verhuurder-voorbeeld");
    private static final Aanvoer AANVOER = new Aanvoer.Sftp(POLITIE, "x.p7m");

    @TempDir
    Path map;

    private Proefhuis huis;
    private Sleutel politie;
    private byte[] entiteit;

    @BeforeEach
    void begin() throws IOException {
        huis = new Proefhuis(map);
        politie = sleutel(POLITIE.waarde(), "ondertekenen");
        entiteit = ("Content-Type: application/xml\r\n\r\n" + Proefhuis.voorbeeld("hib-01-flat.xml")).getBytes(StandardCharsets.UTF_8);
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    /** One message per reason, each right in every other respect. */
    private Map<String, byte[]> berichten() throws IOException {
        X509Certificate ons = gateway("ontsleutelen");
        X509Certificate rsa = gateway("ontsleutelen-32");
        byte[] goed = Bouwcms.getekend(entiteit, politie);
        byte[] veranderd = Bouwcms.zegel40(goed, ons);
        veranderd[laatste(veranderd)] ^= 1;
        byte[] vals = goed.clone();
        vals[vals.length - 1] ^= 1;
        byte[] anderBinnen = Bouwcms.envelop(Bouwcms.getekend(entiteit, politie), CMSAlgorithm.AES256_CBC, null, rsa);
        Map<String, byte[]> alle = new TreeMap<>();
        alle.put("MISVORMD", entiteit);
        alle.put("GEEN_CMS_VAN_EEN_PROFIEL", Bouwcms.envelop(goed, CMSAlgorithm.AES256_CBC, null, rsa));
        alle.put("NIET_VOOR_ONZE_SLEUTEL", Bouwcms.zegel40(goed, sleutel(BURGEMEESTER.waarde(), "ontsleutelen").certificaat()));
        alle.put("MEER_ONTVANGERS", Bouwcms.authEnvelop(goed, CMSAlgorithm.AES256_GCM, null, rsa, rsa));
        alle.put("ORIGINATOR_INFO", Bouwcms.authEnvelop(goed, CMSAlgorithm.AES256_GCM, politie.certificaat(), rsa));
        alle.put("ZWAK_ALGORITME", Bouwcms.authEnvelop(goed, CMSAlgorithm.AES128_GCM, null, rsa));
        alle.put("VREEMD_KENMERK", Bouwcms.zegel40(Bouwcms.metVreemdKenmerk(entiteit, politie), ons));
        alle.put("ONTSLEUTELING", veranderd);
        alle.put("NIET_ONDERTEKEND", Bouwcms.zegel40(Bouwcms.getekend(entiteit), ons));
        alle.put("MEER_ONDERTEKENAARS", Bouwcms.zegel40(Bouwcms.getekend(entiteit, politie, sleutel(BURGEMEESTER.waarde(), "ondertekenen")), ons));
        alle.put("ONDERTEKENAAR_ONBEKEND", Bouwcms.zegel40(Bouwcms.getekend(entiteit, niemand()), ons));
        alle.put("ONDERTEKENAARS_VERSCHILLEN", Bouwcms.onderteken(anderBinnen, sleutel(VERHUURDER.waarde(), "ondertekenen"), huis.klok.instant()));
        alle.put("HANDTEKENING", Bouwcms.zegel40(vals, ons));
        alle.put("ONTVANGSTBEWIJS_MISVORMD", Bouwcms.zegel40(Bouwcms.alsOntvangstbewijs(entiteit, politie, huis.klok.instant()), ons));
        return alle;
    }

    private Sleutel niemand() {
        return Uitgever.voorbeeld().geef("niemand", Uitgever.Eis.ondertekenen(huis.klok.instant()));
    }

    /** The last byte that is not an end-of-contents octet: the tag. */
    private static int laatste(byte[] cms) {
        int i = cms.length - 1;
        while (cms[i] == 0) {
            i--;
        }
        return i;
    }

    @Test
    void everyReason_isBookedAsItIs_andAnsweredAlike() throws Exception {
        Map<String, byte[]> berichten = berichten();
        assertThat(berichten.keySet()).isEqualTo(namen(NietTeOpenen.Reden.values()));
        Map<String, String> geboekt = new TreeMap<>();
        Map<String, String> gehoord = new TreeMap<>();
        for (Map.Entry<String, byte[]> bericht : berichten.entrySet()) {
            Ontvangst rij = huis.verwerk(huis.ontvang(AANVOER, bericht.getValue()));
            assertThat(rij.staat()).as(bericht.getKey()).isEqualTo(Staat.NIET_AUTHENTIEK);
            nietsVerstrekt(rij);
            geboekt.put(bericht.getKey(), String.valueOf(rij.code()));
            gehoord.put(bericht.getKey(), antwoord(rij.id()));
        }
        assertThat(geboekt).allSatisfy((bedoeld, code) -> assertThat(code).isEqualTo(bedoeld));
        assertThat(gehoord.values()).allSatisfy(t -> assertThat(t).startsWith("Dit bestand is niet verwerkt.").doesNotContain("_", "Utrecht"));
        assertThat(Set.copyOf(gehoord.values())).hasSize(1);
        geteld(berichten.keySet());
    }

    /** Signed by the registered key of the police; only its certificate is wrong, in one way. */
    private Map<String, Sleutel> afzenders(Uitgever ca, Uitgever.Eis goed, Instant nu) {
        return Map.of(
                "CERTIFICAAT_GEEN_PAD", ca.dubbelganger().geef("zonder pad", goed),
                "CERTIFICAAT_NOG_NIET_GELDIG", ca.geef("nog niet", goed.geldig(nu.plus(Duration.ofDays(2)), nu.plus(Duration.ofDays(9)))),
                "CERTIFICAAT_VERLOPEN", ca.geef("verlopen", goed.geldig(nu.minus(Duration.ofDays(9)), nu.minus(Duration.ofDays(2)))),
                "CERTIFICAAT_VERKEERD_GEBRUIK", ca.geef("verkeerd", goed.voor(KeyUsage.keyAgreement)),
                "CERTIFICAAT_CA_CERTIFICAAT", ca.geef("uitgever", goed.alsCa()),
                "CERTIFICAAT_ZWAK_ALGORITME", ca.geef("sha-1", goed.uitgegevenMet("SHA1withECDSA")),
                "CERTIFICAAT_ONBEKENDE_KRITIEKE_EXTENSIE", ca.geef("vreemd", goed.metOnbekendeKritiekeExtensie()),
                "CERTIFICAAT_INGETROKKEN", ca.geef("ingetrokken", goed));
    }

    @Test
    void everyFaultOfTheSignersCertificate_isBookedAsItIs_andAnsweredAlike() throws Exception {
        Instant nu = huis.klok.instant();
        Uitgever ca = Uitgever.voorbeeld();
        Map<String, Sleutel> afzenders = afzenders(ca, Uitgever.Eis.ondertekenen(nu), nu);
        assertThat(afzenders.keySet()).isEqualTo(namen(Padoordeel.Code.values()).stream()
                .filter(c -> !Set.of("GOED", "GEEN_CRL", "CRL_VEROUDERD").contains(c)).map(c -> "CERTIFICAAT_" + c).collect(Collectors.toSet()));
        huis.crls = Proefhuis.crls(ca.crl(nu.minus(Duration.ofHours(1)), nu.plus(Duration.ofDays(1)), afzenders.get("CERTIFICAAT_INGETROKKEN").certificaat()));
        Set<String> gehoord = new HashSet<>();
        for (Map.Entry<String, Sleutel> afzender : afzenders.entrySet()) {
            huis.partijen = Loketten.met(huis.partijen, POLITIE,
                    l -> Loketten.certificaten(l, List.of(Uitgever.geregistreerd(afzender.getValue(), Sleuteldoel.ONDERTEKENEN))));
            huis.start(Path.of("config/feiten"));
            Ontvangst rij = huis.verwerk(huis.ontvang(AANVOER, Bouwcms.zegel40(Bouwcms.getekend(entiteit, afzender.getValue()), gateway("ontsleutelen"))));
            assertThat(rij.staat() + " " + rij.code()).isEqualTo("NIET_AUTHENTIEK " + afzender.getKey());
            nietsVerstrekt(rij);
            gehoord.add(antwoord(rij.id()));
        }
        assertThat(gehoord).hasSize(1);
        geteld(afzenders.keySet());
    }

    /** So that the two tests above refuse for what they say: the same message without the fault is accepted. */
    @Test
    void sameMessageWithoutAFault_isAccepted() throws Exception {
        Sleutel nieuw = niemand();
        huis.partijen = Loketten.met(huis.partijen, POLITIE, l -> Loketten.certificaten(l, List.of(Uitgever.geregistreerd(nieuw, Sleuteldoel.ONDERTEKENEN))));
        huis.start(Path.of("config/feiten"));
        byte[] goed = Bouwcms.zegel40(Bouwcms.getekend(entiteit, nieuw), gateway("ontsleutelen"));
        assertThat(huis.verwerk(huis.ontvang(AANVOER, goed)).staat()).isEqualTo(Staat.AANGENOMEN);
    }

    /** A 3.2 message of a loket that may send 4.0 only is no less unknown. */
    @Test
    void signerThatIsNotRegisteredForTheProfile_isUnknown() throws Exception {
        byte[] v32 = Bouwcms.onderteken(Bouwcms.envelop(Bouwcms.getekend(entiteit, politie), CMSAlgorithm.AES256_CBC, null, gateway("ontsleutelen-32")),
                politie, huis.klok.instant());
        assertThat(huis.verwerk(huis.ontvang(AANVOER, v32)).code()).isEqualTo("ONDERTEKENAAR_ONBEKEND");
        huis.partijen = Loketten.met(huis.partijen, POLITIE, l -> Loketten.profielenIn(l, List.of(CmsProfiel.V4_0, CmsProfiel.V3_2)));
        huis.start(Path.of("config/feiten"));
        assertThat(huis.verwerk(huis.ontvang(AANVOER, v32)).staat()).isEqualTo(Staat.AANGENOMEN);
    }

    private static Set<String> namen(Enum<?>... waarden) {
        return Stream.of(waarden).map(Enum::name).collect(Collectors.toSet());
    }

    private void nietsVerstrekt(Ontvangst rij) {
        assertThat(rij.afzender()).isNull();
        assertThat(huis.register.werk().vanOntvangst(rij.id())).isEmpty();
        assertThat(huis.bewijzen(rij.id(), POLITIE)).isEmpty();
        assertThat(huis.inschrijvingen(rij.id(), Inschrijving.Soort.ONTVANGEN)).isEmpty();
    }

    /** What lies in the login's receipts/ for it. */
    private String antwoord(UUID id) {
        try (Postbus.Lezing lezing = huis.postbus.open(POLITIE, id + ".niet-verwerkt.txt"); InputStream in = lezing.bytes()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The register counts each reason, in one batch an hour. */
    private void geteld(Set<String> codes) {
        huis.klok.vooruit(Duration.ofHours(2));
        new nl.zegel.register.Vegen(huis.register, huis.rooster).nietAuthentiek();
        String telling = String.join("\n", huis.tellingen());
        assertThat(codes).allSatisfy(c -> assertThat(telling).contains("\"" + c + "\""));
    }
}

package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.CORPORATIE;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.zegel.crypto.Crlbron;
import nl.zegel.crypto.Sleutel;
import nl.zegel.party.Certificaat;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.register.Inschrijving.Soort;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.register.Werk;
import nl.zegel.testing.Uitgever;
import nl.zegel.testing.Uitgever.Eis;
import nl.zegel.testing.VoorbeeldPki;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate that a copy is sealed for: its own path decides, at sealing and again before it goes. Never weaker, never clear. */
class OntvangercertificaatTest {
    private static final Path FEITEN = Path.of("config/feiten");

    @TempDir
    Path map;

    private Proefhuis huis;
    private String hib;
    private Uitgever ca;

    @BeforeEach
    void begin() throws IOException {
        huis = new Proefhuis(map);
        hib = Proefhuis.voorbeeld("hib-01-flat.xml");
        ca = Uitgever.voorbeeld();
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    private Map<String, Sleutel> slechte(Instant nu) {
        Eis goed = Eis.ontsleutelen(nu, Duration.ofDays(30));
        Map<String, Sleutel> alle = new TreeMap<>();
        alle.put("expired", ca.geef("verlopen", goed.geldig(nu.minus(Duration.ofDays(9)), nu.minus(Duration.ofHours(1)))));
        alle.put("not yet valid", ca.geef("nog niet", goed.geldig(nu.plus(Duration.ofHours(1)), nu.plus(Duration.ofDays(9)))));
        alle.put("for signing", ca.geef("verkeerd", goed.voor(KeyUsage.digitalSignature)));
        alle.put("RSA usage on a curve", ca.geef("rsa", goed.voor(KeyUsage.keyEncipherment)));
        alle.put("of a CA", ca.geef("uitgever", goed.alsCa()));
        alle.put("issued with SHA-1", ca.geef("sha1", goed.uitgegevenMet("SHA1withECDSA")));
        alle.put("unknown critical extension", ca.geef("vreemd", goed.metOnbekendeKritiekeExtensie()));
        alle.put("of another CA", ca.dubbelganger().geef("ander", goed));
        alle.put("revoked", ca.geef("ingetrokken", goed));
        return alle;
    }

    @Test
    void badCertificate_holdsThatCopyWithAnAlarm_andMakesNoWork() throws Exception {
        Map<String, Sleutel> slecht = slechte(huis.klok.instant());
        huis.crls = crls(slecht.get("revoked").certificaat());
        int nummer = 1;
        for (Map.Entry<String, Sleutel> een : slecht.entrySet()) {
            huis.alarmcodes.clear();
            registreer(Uitgever.geregistreerd(een.getValue(), Sleuteldoel.ONTSLEUTELEN));
            Ontvangst rij = huis.dienIn(hib.replace("HIB-2026-0001", "HIB-2026-09" + (10 + nummer++)), POLITIE);
            assertThat(rij.staat()).as(een.getKey()).isEqualTo(Staat.AANGENOMEN);
            assertThat(huis.leveringen(rij.id(), CORPORATIE)).as(een.getKey()).isEmpty();
            assertThat(huis.leveringen(rij.id(), BURGEMEESTER)).as("the others get theirs").hasSize(1);
            assertThat(huis.register.documenten().wachtend(rij.id())).singleElement().satisfies(w -> {
                assertThat(w.loket()).isEqualTo(CORPORATIE);
                assertThat(w.code()).isEqualTo("ONTVANGERCERTIFICAAT_NIET_GOED");
            });
            assertThat(huis.inschrijvingen(rij.id(), Soort.VASTGEHOUDEN)).singleElement().asString()
                    .contains("ONTVANGERCERTIFICAAT_NIET_GOED", CORPORATIE.waarde());
            assertThat(huis.alarmcodes).as(een.getKey()).containsExactly("ONTVANGERCERTIFICAAT_NIET_GOED");
            assertThat(huis.hervatter.bijStart()).as("it is no better for asking again: %s", een.getKey()).isZero();
        }
        registreer(geldig("goed"));
        assertThat(huis.hervatter.bijStart()).as("control: with a good one all of them go").isEqualTo(slecht.size());
    }

    @Test
    void newestBad_olderGood_isSealedForTheGoodOne() throws Exception {
        Certificaat oud = geldig("oud");
        Sleutel slecht = ca.geef("verlopen", Eis.ontsleutelen(huis.klok.instant(), Duration.ofDays(9))
                .geldig(huis.klok.instant().minus(Duration.ofDays(9)), huis.klok.instant().minus(Duration.ofDays(1))));
        Certificaat nieuwste = new Certificaat(Sleuteldoel.ONTSLEUTELEN, slecht.certificaat(), Uitgever.geregistreerd(slecht, Sleuteldoel.ONTSLEUTELEN)
                .vingerafdruk(), new Geldigheid(LocalDate.of(2025, 1, 1), null));
        registreer(nieuwste, oud);
        assertThat(levering().zegel().certificaat()).isEqualTo(oud.vingerafdruk());
    }

    @Test
    void revokedBetweenSealAndAttempt_isNotDelivered() throws Exception {
        Certificaat goed = geldig("goed");
        registreer(goed);
        Werk.Rij werk = levering();
        huis.crls = crls(goed.certificaat());
        huis.bezorger.bezorg(werk.id());
        nietBezorgd(werk);
        assertThat(huis.alarmcodes).containsExactly("VASTGEHOUDEN");
        huis.crls = crls();
        huis.klok.vooruit(Duration.ofMinutes(16));
        huis.antwoord = new Uitgang.Afgifte.Aangeboden("out/");
        huis.bezorger.bezorg(werk.id());
        assertThat(huis.bezorgd).as("control").hasSize(1);
    }

    @Test
    void revocationUnknownAtTheAttempt_isNotDelivered() throws Exception {
        Werk.Rij werk = levering();
        huis.crls = Crlbron.van(List.of());
        huis.bezorger.bezorg(werk.id());
        nietBezorgd(werk);
    }

    private void nietBezorgd(Werk.Rij werk) {
        Werk.Rij nu = huis.register.werk().lees(werk.id()).orElseThrow();
        assertThat(nu.staat() + " " + nu.code()).isEqualTo("VASTGEHOUDEN ONTVANGERCERTIFICAAT_NIET_GOED");
        assertThat(huis.bezorgd).isEmpty();
        assertThat(huis.inschrijvingen(werk.id(), Soort.VOORNEMEN)).isEmpty();
        assertThat(huis.bewijzen(java.util.Objects.requireNonNull(werk.ontvangst()), POLITIE)).allMatch(b -> b.contains("SubmissionAcceptance"));
    }

    private Certificaat geldig(String wie) {
        return Uitgever.geregistreerd(ca.geef(wie, Eis.ontsleutelen(huis.klok.instant(), Duration.ofDays(30))), Sleuteldoel.ONTSLEUTELEN);
    }

    private void registreer(Certificaat... certificaten) throws IOException {
        huis.partijen = Loketten.met(huis.partijen, CORPORATIE, l -> Loketten.certificaten(l, List.of(certificaten)));
        huis.start(FEITEN);
    }

    private Werk.Rij levering() throws IOException {
        Ontvangst rij = huis.dienIn(hib, POLITIE);
        assertThat(rij.staat()).isEqualTo(Staat.AANGENOMEN);
        return huis.leveringen(rij.id(), CORPORATIE).get(0);
    }

    private Crlbron crls(X509Certificate... ingetrokken) throws Exception {
        try (InputStream root = Files.newInputStream(VoorbeeldPki.uit().resolve("crl/root.crl"))) {
            return Crlbron.van(List.of((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(root),
                    ca.crl(huis.klok.instant().minus(Duration.ofHours(1)), huis.klok.instant().plus(Duration.ofDays(1)), ingetrokken)));
        }
    }
}

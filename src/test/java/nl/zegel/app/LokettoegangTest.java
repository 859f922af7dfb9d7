package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.zegel.crypto.Crlbron;
import nl.zegel.crypto.Padcontrole;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Vingerafdruk;
import nl.zegel.exchange.Alarmen;
import nl.zegel.exchange.Onzeker;
import nl.zegel.exchange.Padbewaking;
import nl.zegel.party.Certificaat;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partij;
import nl.zegel.party.Partijen;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.register.Bron;
import nl.zegel.register.Gatewayadres;
import nl.zegel.register.Proefdatabase;
import nl.zegel.register.Proefregister;
import nl.zegel.register.Register;
import nl.zegel.testing.Uitgever;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For whom a certificate speaks over SOAP, on a real register, real paths and real CRLs. */
class LokettoegangTest {
    private static final LoketId POLITIE = new LoketId("politie-mn-hennepcoordinator");
    private static final Geldigheid ALTIJD = new Geldigheid(LocalDate.of(2020, 1, 1), null);
    private static final Duration RESPIJT = Duration.ofHours(24);

    private final Proefregister.Stelklok klok = new Proefregister.Stelklok();
    private final List<String> alarmen = new ArrayList<>();
    private final Bron bron = Bron.open(Proefdatabase.nieuw(), 2);
    private final Register register = new Register(bron.bron(), klok, new SecureRandom(), new Proefregister.Pseudoniemsleutels(),
            (tx, taak, id, op) -> { }, new Gatewayadres("zegel-demo", "demo", "Stichting Proefverwerker"));
    private Crlbron crls;

    @BeforeEach
    void begin() throws IOException {
        klok.zet(Instant.now());
        crls = Crlbron.uit(VoorbeeldPki.slecht().resolve("crl"));
    }

    @AfterEach
    void einde() {
        bron.close();
    }

    private Optional<LoketId> loket(Certificaat geregistreerd, X509Certificate getoond, Sleuteldoel doel) throws Onzeker {
        Padcontrole paden = new Padcontrole(new Padcontrole.Instellingen(beide("anchors.pem"), beide("keten.pem"), Set.of(), RESPIJT, false), () -> crls);
        return new Lokettoegang(met(geregistreerd), new Padbewaking(paden, new Alarmen(register, alarmen::add)), klok).loket(getoond, doel);
    }

    private Optional<LoketId> ondertekenaar(String naam) throws Onzeker {
        X509Certificate c = slecht(naam);
        return loket(new Certificaat(Sleuteldoel.ONDERTEKENEN, c, Vingerafdruk.van(c), ALTIJD), c, Sleuteldoel.ONDERTEKENEN);
    }

    @Test
    void registeredWithAGoodPath_speaksForItsLoket() throws Exception {
        assertThat(ondertekenaar("goed")).contains(POLITIE);
        assertThat(alarmen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingetrokken", "verlopen", "nog-niet-geldig", "verkeerd-gebruik", "ca-blad", "door-blad", "andere-root", "sha1", "rsa1024"})
    void registeredWithABadPath_speaksForNobody(String naam) throws Exception {
        assertThat(ondertekenaar(naam)).isEmpty();
        assertThat(alarmen).isEmpty();
    }

    @Test
    void registeredForAnotherPurpose_speaksForNobody() throws Exception {
        X509Certificate c = slecht("goed");
        for (Sleuteldoel doel : Sleuteldoel.values()) {
            Sleuteldoel ander = doel == Sleuteldoel.ONDERTEKENEN ? Sleuteldoel.TLS : Sleuteldoel.ONDERTEKENEN;
            assertThat(loket(new Certificaat(ander, c, Vingerafdruk.van(c), ALTIJD), c, doel)).isEmpty();
        }
    }

    /** A manager registered it for TLS, its issuer made it for mail. */
    @Test
    void registeredForTls_butIssuedForSigningOnly_speaksForNobody() throws Exception {
        X509Certificate c = slecht("goed");
        assertThat(loket(new Certificaat(Sleuteldoel.TLS, c, Vingerafdruk.van(c), ALTIJD), c, Sleuteldoel.TLS)).isEmpty();
    }

    @Test
    void registrationThatEndedOrDidNotBegin_speaksForNobody() throws Exception {
        X509Certificate c = slecht("goed");
        LocalDate vandaag = LocalDate.ofInstant(klok.instant(), nl.zegel.convenant.Beslisser.ZONE);
        for (Geldigheid niet : List.of(new Geldigheid(vandaag.minusDays(9), vandaag.minusDays(1)), new Geldigheid(vandaag.plusDays(1), null))) {
            assertThat(loket(new Certificaat(Sleuteldoel.ONDERTEKENEN, c, Vingerafdruk.van(c), niet), c, Sleuteldoel.ONDERTEKENEN)).isEmpty();
        }
    }

    /** Its key is the registered one; the certificate is not. */
    @Test
    void otherCertificateOfTheSameKey_speaksForNobody() throws Exception {
        X509Certificate c = slecht("goed");
        assertThat(loket(new Certificaat(Sleuteldoel.ONDERTEKENEN, c, Vingerafdruk.van(c), ALTIJD), slecht("vernieuwd"), Sleuteldoel.ONDERTEKENEN)).isEmpty();
    }

    @Test
    void withoutCrl_nobodyCanSay_andAPersonIsAlarmedOnceADay() throws Exception {
        crls = Crlbron.van(List.of());
        assertThatThrownBy(() -> ondertekenaar("goed")).isInstanceOf(Onzeker.class);
        assertThatThrownBy(() -> ondertekenaar("goed")).isInstanceOf(Onzeker.class);
        assertThat(alarmen).containsExactly("INTREKKING_ONBEKEND");
        assertThat(ondertekenaar("verlopen")).as("what is bad anyhow is bad").isEmpty();
        X509Certificate vreemd = slecht("vernieuwd");
        X509Certificate c = slecht("goed");
        assertThat(loket(new Certificaat(Sleuteldoel.ONDERTEKENEN, c, Vingerafdruk.van(c), ALTIJD), vreemd, Sleuteldoel.ONDERTEKENEN))
                .as("a stranger learns nothing about our CRLs").isEmpty();
    }

    @Test
    void staleCrl_isGoodWithAnAlarmWithinItsGrace_andUnknownAfterIt() throws Exception {
        Sleutel goed = Uitgever.voorbeeld().geef("goed", Uitgever.Eis.ondertekenen(klok.instant()));
        Sleutel weg = Uitgever.voorbeeld().geef("weg", Uitgever.Eis.ondertekenen(klok.instant()));
        crls = crls(Duration.ofHours(1), weg.certificaat());
        assertThat(ondertekenaar(goed)).contains(POLITIE);
        assertThat(ondertekenaar(goed)).contains(POLITIE);
        assertThat(alarmen).as("once a day").containsExactly("CRL_IN_RESPIJT");
        assertThat(ondertekenaar(weg)).as("revoked stays revoked, however old the CRL").isEmpty();
        klok.vooruit(RESPIJT);
        assertThatThrownBy(() -> ondertekenaar(goed)).isInstanceOf(Onzeker.class);
        assertThat(alarmen).containsExactly("CRL_IN_RESPIJT", "INTREKKING_ONBEKEND");
        assertThat(ondertekenaar(weg)).isEmpty();
    }

    /** The alarm cannot be made durable, so the grace does not count: INVARIANT (register first). */
    @Test
    void graceWithoutARegister_isUnknown() throws Exception {
        Sleutel goed = Uitgever.voorbeeld().geef("goed", Uitgever.Eis.ondertekenen(klok.instant()));
        crls = crls(Duration.ofHours(1));
        bron.close();
        assertThatThrownBy(() -> ondertekenaar(goed)).isInstanceOf(Onzeker.class);
        assertThat(alarmen).isEmpty();
    }

    private Optional<LoketId> ondertekenaar(Sleutel sleutel) throws Onzeker {
        return loket(Uitgever.geregistreerd(sleutel, Sleuteldoel.ONDERTEKENEN), sleutel.certificaat(), Sleuteldoel.ONDERTEKENEN);
    }

    /** The root's own, and one of the issuing CA that ended so long ago. */
    private Crlbron crls(Duration voorbij, X509Certificate... ingetrokken) throws IOException, GeneralSecurityException {
        try (InputStream root = Files.newInputStream(VoorbeeldPki.uit().resolve("crl/root.crl"))) {
            return Crlbron.van(List.of((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(root), Uitgever.voorbeeld()
                    .crl(klok.instant().minus(Duration.ofDays(7)), klok.instant().minus(voorbij), ingetrokken)));
        }
    }

    private static Partijen met(Certificaat certificaat) {
        return Partijen.van(VoorbeeldPki.partijen().partijen().stream().map(p -> new Partij(p.id(), p.naam(), p.oin(), p.kvk(),
                p.lokets().stream().map(l -> l.id().equals(POLITIE) ? met(l, certificaat) : l).toList())).toList());
    }

    private static Loket met(Loket l, Certificaat certificaat) {
        return new Loket(l.id(), l.partij(), l.naam(), l.functie(), l.gebied(), l.kanalen(), l.mailadressen(), l.sshSleutels(), l.sftpServer(),
                l.soapAdres(), l.maxMailgrootte(), l.profielUit(), l.profielenIn(), l.tekentOntvangstbewijzen(), List.of(certificaat));
    }

    private static X509Certificate slecht(String naam) {
        return alle(VoorbeeldPki.slecht().resolve(naam + ".pem")).get(0);
    }

    private static List<X509Certificate> beide(String pem) {
        return Stream.of(VoorbeeldPki.uit(), VoorbeeldPki.slecht()).flatMap(m -> alle(m.resolve(pem)).stream()).toList();
    }

    private static List<X509Certificate> alle(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            Stream<X509Certificate> gelezen = CertificateFactory.getInstance("X.509").generateCertificates(in).stream().map(X509Certificate.class::cast);
            return gelezen.toList();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

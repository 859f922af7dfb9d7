package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.CORPORATIE;
import static nl.zegel.exchange.Proefhuis.OM;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.STEDIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.zegel.crypto.Crlbron;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.NietTeOpenen;
import nl.zegel.crypto.Sleutel;
import nl.zegel.party.Kanaal;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.register.Inschrijving.Soort;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.register.Rooster;
import nl.zegel.register.Vervolg;
import nl.zegel.register.Werk;
import nl.zegel.testing.Uitgever;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held, stuck or alarmed: its code stands in the register and counts as an alarm, nothing goes out, and it ends when its cause does. */
class AlarmcodesTest {
    private static final Path FEITEN = Path.of("config/feiten");
    private static final Duration RESPIJT = Duration.ofHours(24);

    @TempDir
    Path map;

    private Proefhuis huis;
    private String hib;

    @BeforeEach
    void begin() throws IOException {
        huis = new Proefhuis(map);
        hib = Proefhuis.voorbeeld("hib-01-flat.xml");
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    // --- sealing

    @Test
    void copyThatNoChannelCanCarry_isHeldForThatLoketAlone_untilItHasAnother() throws Exception {
        huis.partijen = Loketten.met(huis.partijen, BURGEMEESTER, l -> Loketten.kanalen(l, List.of(Kanaal.MAIL), 60_000));
        huis.start(FEITEN);
        Ontvangst rij = huis.dienIn(hib, POLITIE);
        assertThat(rij.staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.leveringen(rij.id(), BURGEMEESTER)).isEmpty();
        assertThat(huis.leveringen(rij.id(), CORPORATIE)).hasSize(1);
        assertThat(huis.alarmcodes).containsExactly("TE_GROOT_VOOR_KANAAL");
        assertThat(huis.inschrijvingen(rij.id(), Soort.VASTGEHOUDEN)).singleElement().asString().contains("TE_GROOT_VOOR_KANAAL", BURGEMEESTER.waarde());
        assertThat(huis.bewijzen(rij.id(), POLITIE)).singleElement().asString().contains("SubmissionAcceptance", "TE_GROOT_VOOR_KANAAL");

        assertThat(huis.hervatter.hervat()).as("only another configuration lets it go").isZero();
        huis.partijen = Loketten.met(huis.partijen, BURGEMEESTER, l -> Loketten.kanalen(l, List.of(Kanaal.MAIL, Kanaal.SFTP), 60_000));
        huis.start(FEITEN);
        assertThat(huis.hervatter.bijStart()).isEqualTo(1);
        huis.verwerk(rij.id());
        assertThat(huis.leveringen(rij.id(), BURGEMEESTER)).singleElement().satisfies(w -> assertThat(w.kanaal()).isEqualTo(Kanaal.SFTP));
        assertThat(huis.leveringen(rij.id(), CORPORATIE)).hasSize(1);
    }

    // --- delivering

    @Test
    void loketThatIsNoLongerRegistered_getsNothing_untilItIsAgain() throws Exception {
        Werk.Rij werk = levering(BURGEMEESTER);
        Partijen voltallig = huis.partijen;
        huis.partijen = Loketten.zonder(voltallig, BURGEMEESTER);
        huis.start(FEITEN);
        huis.bezorger.bezorg(werk.id());
        assertThat(werk(werk).staat()).isEqualTo(Werk.Staat.VASTGEHOUDEN);
        assertThat(werk(werk).code()).isEqualTo("LOKET_NIET_MEER_GEREGISTREERD");
        assertThat(huis.bezorgd).isEmpty();
        assertThat(huis.inschrijvingen(werk.id(), Soort.VOORNEMEN)).isEmpty();
        assertThat(huis.alarmcodes).containsExactly("VASTGEHOUDEN");
        assertThat(huis.hervatter.hervat()).isZero();

        huis.partijen = voltallig;
        huis.start(FEITEN);
        huis.klok.vooruit(Duration.ofMinutes(16));
        huis.bezorger.bezorg(werk.id());
        assertThat(werk(werk).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
    }

    @Test
    void copyOfALoketThatIsNoLongerRegistered_isNotOpenedEither() throws Exception {
        huis.antwoord = new Uitgang.Afgifte.Aangeboden("out/");
        Werk.Rij werk = levering(CORPORATIE);
        huis.bezorger.bezorg(werk.id());
        huis.partijen = Loketten.zonder(huis.partijen, CORPORATIE);
        huis.start(FEITEN);
        assertThatThrownBy(() -> huis.postbus.open(CORPORATIE, werk.naam())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> huis.postbus.bevestig(CORPORATIE, werk.naam())).isInstanceOf(IOException.class);
        assertThat(huis.inschrijvingen(werk.id(), Soort.VOORNEMEN)).as("that of offering, none of handing out").hasSize(1);
        assertThat(werk(werk).staat()).as("refusing it stops it").isEqualTo(Werk.Staat.VASTGEHOUDEN);
        assertThat(werk(werk).code()).isEqualTo("LOKET_NIET_MEER_GEREGISTREERD");
        assertThat(huis.alarmcodes).containsExactly("VASTGEHOUDEN");
    }

    @Test
    void attemptWhoseOutcomeIsUnknown_isPossiblyDelivered_andRepeatsUnderTheSameId() throws Exception {
        Werk.Rij werk = levering(BURGEMEESTER);
        huis.uitgang = (kanaal, bezorging) -> {
            throw new IOException("the line broke after the last byte");
        };
        Vervolg vervolg = huis.bezorger.bezorg(werk.id());
        assertThat(vervolg).isInstanceOf(Vervolg.Opnieuw.class);
        assertThat(werk(werk)).satisfies(w -> assertThat(w.mogelijk()).isTrue())
                .satisfies(w -> assertThat(w.code()).isEqualTo("UITKOMST_ONBEKEND")).satisfies(w -> assertThat(w.staat()).isEqualTo(Werk.Staat.OPEN));
        assertThat(huis.inschrijvingen(werk.id(), Soort.VOORNEMEN)).hasSize(1);
        assertThat(huis.inschrijvingen(werk.id(), Soort.UITKOMST)).singleElement().asString().contains("UITKOMST_ONBEKEND").doesNotContain("line broke");
        assertThat(bewijzen(werk)).as("nobody is told that it went or that it did not").allMatch(b -> b.contains("SubmissionAcceptance"));

        huis.uitgang = (kanaal, bezorging) -> huis.antwoord;
        huis.klok.zet(((Vervolg.Opnieuw) vervolg).op());
        huis.bezorger.bezorg(werk.id());
        assertThat(huis.bezorgd).hasSize(2).allMatch(b -> b.leveringId().equals(werk.id().toString()));
        assertThat(werk(werk).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
        assertThat(werk(werk).mogelijk()).as("that it may have come twice stays known").isTrue();
    }

    // --- what waited and cannot be opened any more

    @Test
    void waitingDocument_thatCannotBeOpenedAnyMore_goesOnWaitingWithAnAlarm() throws Exception {
        Ontvangst rij = wachtend();
        Partijen voltallig = huis.partijen;
        huis.partijen = Loketten.met(voltallig, OM, l -> Loketten.certificaten(l, List.of()));
        huis.start(Wachtproef.feiten(map, "vrijgave", Wachtproef.VRIJGAVE));
        huis.verwerk(rij.id());
        huis.verwerk(rij.id());
        assertThat(huis.alarmcodes).as("once a day").containsExactly("HERVATTEN_MISLUKT");
        assertThat(huis.rij(rij.id()).staat()).isEqualTo(Staat.WACHT);
        assertThat(huis.leveringen(rij.id(), STEDIN)).isEmpty();
        assertThat(huis.bewijzen(rij.id(), OM)).as("nobody is told refused for a key of ours").isEmpty();

        huis.partijen = voltallig;
        huis.start(Wachtproef.feiten(map, "vrijgave", Wachtproef.VRIJGAVE));
        assertThat(huis.verwerk(rij.id()).staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.leveringen(rij.id(), STEDIN)).hasSize(1);
    }

    private Ontvangst wachtend() throws IOException {
        huis.start(Wachtproef.feiten(map, "casus", Wachtproef.CASUS));
        Ontvangst rij = huis.dienIn(Wachtproef.om(STEDIN), OM);
        assertThat(rij.staat()).isEqualTo(Staat.WACHT);
        return rij;
    }

    // --- revocation

    @Test
    void staleCrl_isGoodWithinItsGraceWithAnAlarmADay_andUnknownAfterIt() throws Exception {
        Instant nu = huis.klok.instant();
        huis.crls = crls(nu.minus(Duration.ofDays(7)), nu.minus(Duration.ofHours(1)));
        Ontvangst binnen = huis.dienIn(hib, POLITIE);
        assertThat(binnen.staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.alarmcodes).isNotEmpty().containsOnly("CRL_IN_RESPIJT");
        int eerste = huis.alarmcodes.size();
        huis.dienIn(hib.replace("HIB-2026-0001", "HIB-2026-0901"), POLITIE);
        assertThat(huis.alarmcodes).as("once a day for a certificate").hasSize(eerste);
        Werk.Rij werk = huis.leveringen(binnen.id(), BURGEMEESTER).get(0);

        huis.bewijzen(binnen.id(), POLITIE); // made, so that the intake stays open a day later
        huis.klok.vooruit(RESPIJT);
        UUID later = ontvang(hib.replace("HIB-2026-0001", "HIB-2026-0902"));
        assertThat(huis.verwerker.verwerk(later)).isInstanceOf(Vervolg.Opnieuw.class);
        assertThat(huis.rij(later).staat()).isEqualTo(Staat.ONTVANGEN);
        huis.bezorger.bezorg(werk.id());
        assertThat(werk(werk).staat()).as("an unknown is no yes for a recipient either").isEqualTo(Werk.Staat.VASTGEHOUDEN);
        assertThat(huis.bezorgd).isEmpty();
        assertThat(huis.alarmcodes.subList(eerste, huis.alarmcodes.size())).containsExactly("INTREKKING_ONBEKEND", "VASTGEHOUDEN");

        huis.crls = crls(nu, huis.klok.instant().plus(Duration.ofDays(7)));
        assertThat(huis.verwerk(later).staat()).isEqualTo(Staat.AANGENOMEN);
    }

    private static Crlbron crls(Instant van, Instant volgende) throws IOException, GeneralSecurityException {
        try (InputStream root = Files.newInputStream(VoorbeeldPki.uit().resolve("crl/root.crl"))) {
            X509CRL vanRoot = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(root);
            return Crlbron.van(List.of(vanRoot, Uitgever.voorbeeld().crl(van, volgende)));
        }
    }

    // --- the recipient's certificate

    @Test
    void recipientCertificateThatEndsBetweenSealAndDelivery_holds_andTheNextGetsANewCopy() throws Exception {
        Instant nu = huis.klok.instant();
        Sleutel kort = Uitgever.voorbeeld().geef("kort", Uitgever.Eis.ontsleutelen(nu, Duration.ofHours(2)));
        registreer(CORPORATIE, kort);
        Werk.Rij oud = levering(CORPORATIE);
        huis.klok.vooruit(Duration.ofHours(3));
        huis.bezorger.bezorg(oud.id());
        assertThat(werk(oud).code()).isEqualTo("ONTVANGERCERTIFICAAT_NIET_GOED");
        assertThat(huis.alarmcodes).containsExactly("VASTGEHOUDEN");
        assertThat(huis.bezorgd).isEmpty();
        assertThat(huis.hervatter.hervat()).as("nothing to seal for yet").isZero();
        assertThat(werk(oud).staat()).isEqualTo(Werk.Staat.VASTGEHOUDEN);

        Sleutel nieuw = Uitgever.voorbeeld().geef("nieuw", Uitgever.Eis.ontsleutelen(huis.klok.instant(), Duration.ofDays(9)));
        registreer(CORPORATIE, kort, nieuw);
        huis.rooster.neem(Rooster.Taak.VERWERK);
        assertThat(huis.hervatter.hervat()).isEqualTo(1);
        huis.rooster.neem(Rooster.Taak.VERWERK).forEach(huis::verwerk);
        assertThat(werk(oud).staat()).isEqualTo(Werk.Staat.INGETROKKEN);
        assertThat(werk(oud).code()).isEqualTo("OPNIEUW_VERZEGELD");
        Werk.Rij vers = open(oud);
        huis.antwoord = new Uitgang.Afgifte.Aangeboden("out/");
        huis.bezorger.bezorg(vers.id());
        huis.bezorger.bezorg(oud.id());
        assertThat(huis.bezorgd).singleElement().satisfies(b -> assertThat(b.leveringId()).isEqualTo(vers.id().toString()));
        try (Geopend geopend = (Geopend) huis.open(huis.laatsteZegel(), List.of(nieuw))) {
            assertThat(geopend.ondertekenaar()).isEqualTo(Proefhuis.gateway("ondertekenen"));
        }
        assertThat(huis.open(huis.laatsteZegel(), List.of(kort))).isEqualTo(new NietTeOpenen(NietTeOpenen.Reden.NIET_VOOR_ONZE_SLEUTEL));
    }

    private void registreer(LoketId wie, Sleutel... sleutels) throws IOException {
        huis.partijen = Loketten.met(huis.partijen, wie, l -> Loketten.certificaten(l,
                List.of(sleutels).stream().map(s -> Uitgever.geregistreerd(s, Sleuteldoel.ONTSLEUTELEN)).toList()));
        huis.start(FEITEN);
    }

    private Werk.Rij open(Werk.Rij bij) {
        List<Werk.Rij> over = huis.leveringen(java.util.Objects.requireNonNull(bij.ontvangst()), bij.loket()).stream()
                .filter(w -> w.staat() == Werk.Staat.OPEN).toList();
        assertThat(over).hasSize(1);
        return over.get(0);
    }

    // --- quarantine

    @Test
    void personalDataWhereItDoesNotBelong_isQuarantined_andTheSenderIsToldNothing() throws Exception {
        Ontvangst rij = huis.dienIn(hib.replace(">Voorbeeldstraat<", ">Voorbeeldstraat 999990019<"), POLITIE);
        assertThat(rij.staat()).isEqualTo(Staat.QUARANTAINE);
        assertThat(rij.code()).isEqualTo("PERSOONSGEGEVEN_OP_ONVERWACHTE_PLAATS");
        assertThat(huis.alarmcodes).containsExactly("PERSOONSGEGEVEN_OP_ONVERWACHTE_PLAATS");
        stil(rij);
        assertThat(huis.inschrijvingen(rij.id(), Soort.QUARANTAINE)).singleElement().asString().doesNotContain("999990019");
    }

    @Test
    void bug_stopsThatIntakeAlone_andItsTextGoesNowhere() throws Exception {
        UUID id = ontvang(hib);
        huis.kast.kapot = true;
        assertThat(huis.verwerker.verwerk(id)).isInstanceOf(Vervolg.Klaar.class);
        huis.kast.kapot = false;
        Ontvangst rij = huis.verwerk(id);
        assertThat(rij.staat() + " " + rij.code()).isEqualTo("QUARANTAINE FOUT_IN_GATEWAY");
        assertThat(huis.alarmcodes).containsExactly("FOUT_IN_GATEWAY");
        stil(rij);
        assertThat(huis.inschrijvingen(id, Soort.QUARANTAINE)).singleElement().asString().doesNotContain("Testman");
        assertThat(huis.dienIn(hib.replace("HIB-2026-0001", "HIB-2026-0901"), POLITIE).staat()).isEqualTo(Staat.AANGENOMEN);
    }

    @Test
    void bugWhileDelivering_leavesThatCopyToAPerson_andIsNotTriedAgain() throws Exception {
        Werk.Rij werk = levering(BURGEMEESTER);
        huis.uitgang = (kanaal, bezorging) -> {
            throw new IllegalStateException("a bug, made by a test");
        };
        assertThat(huis.bezorger.bezorg(werk.id())).isInstanceOf(Vervolg.Klaar.class);
        assertThat(werk(werk).staat() + " " + werk(werk).code()).isEqualTo("VASTGELOPEN FOUT_IN_GATEWAY");
        assertThat(huis.alarmcodes).containsExactly("VASTGELOPEN");
        huis.klok.vooruit(Duration.ofHours(2));
        huis.bezorger.bezorg(werk.id());
        assertThat(huis.bezorgd).hasSize(1);
    }

    /** The bytes are kept, nothing went, and nobody outside heard anything. */
    private void stil(Ontvangst rij) {
        assertThat(rij.lichaam()).isNotNull();
        assertThat(huis.register.werk().vanOntvangst(rij.id())).isEmpty();
        assertThat(huis.bewijzen(rij.id(), POLITIE)).isEmpty();
        assertThat(huis.postbus.bewijzen(POLITIE)).isEmpty();
        assertThat(huis.inschrijvingen(rij.id(), Soort.ALARM)).hasSize(1);
    }

    private UUID ontvang(String xml) throws IOException {
        return huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), huis.verzegel(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Proefhuis.sleutel(POLITIE.waarde(), "ondertekenen")));
    }

    private Werk.Rij levering(LoketId loket) throws IOException {
        Ontvangst rij = huis.dienIn(hib, POLITIE);
        assertThat(rij.staat()).isEqualTo(Staat.AANGENOMEN);
        return huis.leveringen(rij.id(), loket).get(0);
    }

    private Werk.Rij werk(Werk.Rij eerder) {
        return huis.register.werk().lees(eerder.id()).orElseThrow();
    }

    private List<String> bewijzen(Werk.Rij werk) {
        return huis.bewijzen(java.util.Objects.requireNonNull(werk.ontvangst()), POLITIE);
    }
}

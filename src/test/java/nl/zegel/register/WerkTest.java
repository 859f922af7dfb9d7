package nl.zegel.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.zegel.register.Werk.Afloop;
import nl.zegel.register.Werk.Claimuitslag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WerkTest {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Herhaalbeleid BELEID = new Herhaalbeleid(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(3));

    private final Proefregister proef = new Proefregister();
    private final Werk werk = proef.register.werk();
    private final UUID id = proef.werk(proef.ontvang((byte) 1), Duration.ofHours(1));

    @AfterEach
    void sluit() {
        proef.close();
    }

    private Claimuitslag claimuitslag() {
        return proef.register.doe(tx -> werk.claim(tx, id, LEASE));
    }

    private Werk.Rij claim() {
        return ((Claimuitslag.Geclaimd) claimuitslag()).werk();
    }

    private Optional<UUID> voornemen(Werk.Rij claim) {
        return proef.register.doe(tx -> werk.voornemen(tx, claim, "AANBIEDEN"));
    }

    private Optional<Werk.Afgelopen> uitkomst(Werk.Rij claim, Afloop afloop) {
        return proef.register.doe(tx -> werk.uitkomst(tx, claim, afloop));
    }

    private Werk.Rij nu() {
        return werk.lees(id).orElseThrow();
    }

    /** After the disclosure with which the work was owed. */
    private List<Inschrijving.Soort> verhaal() {
        return proef.register.doe(tx -> proef.register.inschrijvingen().over(tx, id)).stream().map(Inschrijvingen.Regel::soort).skip(1).toList();
    }

    @Test
    void delivery_intentBeforeOutcomeAfter_endsPlaced() {
        Werk.Rij claim = claim();
        assertThat(claim.poging()).isEqualTo(1);
        assertThat(voornemen(claim)).isPresent();
        Werk.Afgelopen af = uitkomst(claim, new Afloop.Aangeboden("in out/ geplaatst")).orElseThrow();
        assertThat(af.staat()).isEqualTo(Werk.Staat.AANGEBODEN);
        assertThat(af.vervolg()).isEqualTo(new Vervolg.Klaar());
        assertThat(verhaal()).containsExactly(Inschrijving.Soort.VOORNEMEN, Inschrijving.Soort.UITKOMST);
        assertThat(claimuitslag()).isEqualTo(new Claimuitslag.Niets(Werk.Staat.AANGEBODEN));
        assertThat(nu().mogelijk()).isFalse();
    }

    @Test
    void manyClaimAtOnce_oneGetsIt() throws Exception {
        CyclicBarrier samen = new CyclicBarrier(8);
        ExecutorService draden = Executors.newFixedThreadPool(8);
        List<Future<Claimuitslag>> uit = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            uit.add(draden.submit(() -> {
                samen.await();
                return claimuitslag();
            }));
        }
        int geclaimd = 0;
        for (Future<Claimuitslag> f : uit) {
            geclaimd += f.get() instanceof Claimuitslag.Geclaimd ? 1 : 0;
        }
        draden.shutdown();
        assertThat(geclaimd).isEqualTo(1);
        assertThat(nu().fence()).isEqualTo(1);
    }

    @Test
    void lockedByAnother_isNotWaitedFor() throws Exception {
        ExecutorService draad = Executors.newSingleThreadExecutor();
        Claimuitslag uitslag = proef.register.doe(tx -> {
            tx.db().sql("select 1 from werk where id = ? for update").param(id).query(Integer.class).single();
            try {
                return draad.submit(this::claimuitslag).get();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        draad.shutdown();
        assertThat(uitslag).isInstanceOf(Claimuitslag.Later.class);
    }

    @Test
    void leaseRunning_claimHasToWaitForItsEnd() {
        claim();
        assertThat(claimuitslag()).isEqualTo(new Claimuitslag.Later(Proefregister.BEGIN.plus(LEASE)));
    }

    @Test
    void onlyProcessOnItsDatabase_takesUpAtOnceWhatAKilledOneHadClaimed_asPossiblyDelivered() {
        Werk.Rij oud = claim();
        voornemen(oud);
        new Vegen(proef.register, proef.rooster).alleenHier();
        assertThat(voornemen(oud)).as("the killed one's claim is over").isEmpty();
        Werk.Rij nieuw = claim();
        assertThat(nieuw.mogelijk()).isTrue();
        assertThat(nieuw.fence()).isGreaterThan(oud.fence());
    }

    @Test
    void overtakenWorker_mayNotActAndItsOutcomeIsNotTaken() {
        Werk.Rij oud = claim();
        assertThat(voornemen(oud)).isPresent();
        proef.klok.vooruit(LEASE.plusSeconds(1));
        Werk.Rij nieuw = claim();
        assertThat(nieuw.fence()).isGreaterThan(oud.fence());
        assertThat(nieuw.mogelijk()).as("intent without outcome").isTrue();
        assertThat(nieuw.id()).as("same delivery id").isEqualTo(oud.id());
        assertThat(voornemen(oud)).isEmpty();
        assertThat(uitkomst(oud, new Afloop.Mislukt("X"))).isEmpty();
        assertThat(uitkomst(nieuw, new Afloop.Aangeboden("ok"))).isPresent();
        assertThat(nu().staat()).isEqualTo(Werk.Staat.AANGEBODEN);
    }

    @Test
    void workerPastItsLease_mayNotActEvenWhenNobodyTookOver() {
        Werk.Rij oud = claim();
        proef.klok.vooruit(LEASE);
        assertThat(voornemen(oud)).isEmpty();
        assertThat(verhaal()).isEmpty();
    }

    @Test
    void diedBeforeItsIntent_isNotPossiblyDelivered() {
        claim();
        proef.klok.vooruit(LEASE);
        assertThat(claim().mogelijk()).isFalse();
    }

    @Test
    void later_isTriedAgainByThePolicyAndNotBefore() {
        Werk.Rij claim = claim();
        voornemen(claim);
        Werk.Afgelopen af = uitkomst(claim, new Afloop.Later("VERBINDING", BELEID)).orElseThrow();
        Instant volgende = Proefregister.BEGIN.plus(Duration.ofMinutes(1));
        assertThat(af.vervolg()).isEqualTo(new Vervolg.Opnieuw(volgende));
        assertThat(claimuitslag()).isEqualTo(new Claimuitslag.Later(volgende));
        proef.klok.zet(volgende);
        assertThat(claim().mogelijk()).isFalse();
    }

    @Test
    void unknownOutcome_staysPossiblyDeliveredThroughLaterAttempts() {
        Werk.Rij claim = claim();
        voornemen(claim);
        uitkomst(claim, new Afloop.Onbekend("AFGEBROKEN", BELEID));
        proef.klok.vooruit(Duration.ofMinutes(1));
        Werk.Rij tweede = claim();
        assertThat(tweede.mogelijk()).isTrue();
        voornemen(tweede);
        uitkomst(tweede, new Afloop.Later("VERBINDING", BELEID));
        assertThat(nu().mogelijk()).isTrue();
    }

    @Test
    void deadlinePassed_isForAPersonWithAlarmAndCanBeLetGoAgain() {
        proef.klok.vooruit(Duration.ofMinutes(59).plusSeconds(30));
        Werk.Rij claim = claim();
        voornemen(claim);
        assertThat(uitkomst(claim, new Afloop.Later("VERBINDING", BELEID)).orElseThrow().staat()).isEqualTo(Werk.Staat.VASTGELOPEN);
        assertThat(verhaal()).containsExactly(Inschrijving.Soort.VOORNEMEN, Inschrijving.Soort.UITKOMST, Inschrijving.Soort.VASTGELOPEN,
                Inschrijving.Soort.ALARM);
        assertThat(claimuitslag()).isInstanceOf(Claimuitslag.Niets.class);
        assertThat(werk.inStaat(Werk.Staat.VASTGELOPEN, 10)).hasSize(1);
        assertThat(proef.register.<Boolean>doe(tx -> werk.hervat(tx, id, tx.nu().plus(Duration.ofDays(1))))).isTrue();
        assertThat(claim().poging()).isEqualTo(2);
        assertThat(proef.register.<Boolean>doe(tx -> werk.hervat(tx, id, tx.nu()))).isFalse();
    }

    @Test
    void heldByTheRecheck_waitsForItsMoment() {
        Instant op = Proefregister.BEGIN.plus(Duration.ofHours(6));
        assertThat(uitkomst(claim(), new Afloop.Vastgehouden("CERTIFICAAT_VERLOPEN", Optional.of(op))).orElseThrow().vervolg())
                .isEqualTo(new Vervolg.Opnieuw(op));
        assertThat(verhaal()).containsExactly(Inschrijving.Soort.VASTGEHOUDEN, Inschrijving.Soort.ALARM);
        assertThat(claimuitslag()).isEqualTo(new Claimuitslag.Later(op));
        proef.klok.zet(op);
        assertThat(claim().staat()).isEqualTo(Werk.Staat.BEZIG);
    }

    /** Somebody looks, somebody else claims: whoever looked acts on what is no longer so. */
    @Test
    void claimedSinceItWasLookedAt_isNotWithdrawn() {
        Werk.Rij gezien = vastgehouden();
        proef.klok.vooruit(Duration.ofMinutes(15));
        Werk.Rij claim = claim();
        assertThat(trekIn(gezien)).isEmpty();
        assertThat(trekIn(nu())).as("a claimed one is not held").isEmpty();
        assertThat(voornemen(claim)).isPresent();
        uitkomst(claim, new Afloop.Aangeboden("x"));
        assertThat(trekIn(gezien)).isEmpty();
        assertThat(nu().staat()).isEqualTo(Werk.Staat.AANGEBODEN);
    }

    @Test
    void heldAnewSinceItWasLookedAt_isWithdrawnOnlyAsItIsNow() {
        Werk.Rij gezien = vastgehouden();
        proef.klok.vooruit(Duration.ofMinutes(15));
        vastgehouden();
        assertThat(trekIn(gezien)).isEmpty();
        assertThat(trekIn(nu())).isPresent();
        assertThat(trekIn(nu())).isEmpty();
        assertThat(claimuitslag()).isEqualTo(new Claimuitslag.Niets(Werk.Staat.INGETROKKEN));
    }

    @Test
    void possiblyDelivered_isNotWithdrawn() {
        voornemen(claim());
        proef.klok.vooruit(LEASE);
        Werk.Rij gezien = vastgehouden();
        assertThat(gezien.mogelijk()).isTrue();
        assertThat(trekIn(gezien)).isEmpty();
    }

    private Werk.Rij vastgehouden() {
        uitkomst(claim(), new Afloop.Vastgehouden("X", Optional.of(proef.klok.instant().plus(Duration.ofMinutes(15)))));
        return nu();
    }

    private Optional<UUID> trekIn(Werk.Rij gezien) {
        return proef.register.doe(tx -> werk.trekIn(tx, gezien, "OPNIEUW_VERZEGELD"));
    }

    @Test
    void handedOver_isSaidOnce() {
        Werk.Rij claim = claim();
        voornemen(claim);
        uitkomst(claim, new Afloop.Aangeboden("x"));
        assertThat(proef.register.<Optional<UUID>>doe(tx -> werk.opening(tx, id))).isPresent();
        assertThat(proef.register.<Optional<UUID>>doe(tx -> werk.overgedragen(tx, id, "geheel gelezen"))).isPresent();
        assertThat(proef.register.<Optional<UUID>>doe(tx -> werk.overgedragen(tx, id, "geheel gelezen"))).isEmpty();
        assertThat(nu().staat()).isEqualTo(Werk.Staat.OVERGEDRAGEN);
    }

    @Test
    void openingOrHandOver_ofWhatNeverLayReady_isNothing() {
        assertThat(proef.register.<Optional<UUID>>doe(tx -> werk.opening(tx, id))).isEmpty();
        assertThat(proef.register.<Optional<UUID>>doe(tx -> werk.overgedragen(tx, id, "x"))).isEmpty();
        assertThat(verhaal()).isEmpty();
    }

    @Test
    void readyForALoket_showsItsOwnPlacedItemsUntilTheDeadline() {
        assertThat(klaar(proef.klok.instant())).isEmpty();
        Werk.Rij claim = claim();
        voornemen(claim);
        uitkomst(claim, new Afloop.Aangeboden("x"));
        assertThat(klaar(proef.klok.instant())).singleElement().satisfies(k -> {
            assertThat(k.naam()).isEqualTo("levering-" + id + ".p7m");
            assertThat(k.lengte()).isEqualTo(3);
        });
        assertThat(werk.klaarVoor(Proefregister.POLITIE, Werk.Soort.DOCUMENT, proef.klok.instant())).isEmpty();
        assertThat(klaar(Proefregister.BEGIN.plus(Duration.ofHours(1)))).isEmpty();
        assertThat(werk.opNaam(Proefregister.UTRECHT, "levering-" + id + ".p7m")).isPresent();
        assertThat(werk.opNaam(Proefregister.POLITIE, "levering-" + id + ".p7m")).isEmpty();
    }

    private List<Werk.Klaargezet> klaar(Instant moment) {
        return werk.klaarVoor(Proefregister.UTRECHT, Werk.Soort.DOCUMENT, moment);
    }

    @Test
    void notHandedOverAtTheDeadline_isSaidOnce() {
        Werk.Rij claim = claim();
        voornemen(claim);
        uitkomst(claim, new Afloop.Aangeboden("x"));
        assertThat(werk.overDeadline(proef.klok.instant(), 10)).isEmpty();
        proef.klok.vooruit(Duration.ofHours(1));
        assertThat(werk.overDeadline(proef.klok.instant(), 10)).hasSize(1);
        assertThat(proef.register.<Optional<UUID>>doe(tx -> werk.verstreken(tx, id, "NIET_OPGEHAALD"))).isPresent();
        assertThat(proef.register.<Optional<UUID>>doe(tx -> werk.verstreken(tx, id, "NIET_OPGEHAALD"))).isEmpty();
        assertThat(werk.overDeadline(proef.klok.instant(), 10)).isEmpty();
    }

    @Test
    void backOff_doublesToTheLongestAndEndsAtTheDeadline() {
        Instant nu = Proefregister.BEGIN;
        Instant ver = nu.plus(Duration.ofDays(9));
        assertThat(BELEID.volgende(1, nu, ver)).contains(nu.plus(Duration.ofMinutes(1)));
        assertThat(BELEID.volgende(4, nu, ver)).contains(nu.plus(Duration.ofMinutes(8)));
        assertThat(BELEID.volgende(7, nu, ver)).contains(nu.plus(Duration.ofHours(1)));
        assertThat(BELEID.volgende(5_000, nu, ver)).contains(nu.plus(Duration.ofHours(1)));
        assertThat(BELEID.volgende(1, nu, nu.plus(Duration.ofSeconds(59)))).isEmpty();
    }
}

package nl.zegel.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nl.zegel.party.GatewayBug;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanningTest {
    private final Proefregister proef = new Proefregister();
    private final List<String> gedaan = new ArrayList<>();
    private Function<UUID, Vervolg> verwerk = id -> new Vervolg.Klaar();

    @AfterEach
    void sluit() {
        proef.close();
    }

    private Planning.Taken taken(Planning.Periodiek... periodiek) {
        return new Planning.Taken(id -> {
            gedaan.add("verwerk " + id);
            return verwerk.apply(id);
        }, id -> {
            gedaan.add("bezorg " + id);
            return new Vervolg.Klaar();
        }, id -> {
            gedaan.add("bewijs " + id);
            return new Vervolg.Klaar();
        }, List.of(periodiek));
    }

    private ManualScheduler handmatig(Planning.Periodiek... periodiek) {
        SettableClock klok = new SettableClock();
        klok.set(Proefregister.BEGIN.plusMillis(1));
        ManualScheduler scheduler = TestHelper.createManualScheduler(proef.bron.bron(), Planning.eenmalig(taken(periodiek)))
                .clock(klok).startTasks(Planning.herhaald(taken(periodiek))).build();
        scheduler.start();
        return scheduler;
    }

    @Test
    void owedWork_runsOnceAfterItsCommit() {
        ManualScheduler scheduler = handmatig();
        UUID ontvangst = proef.ontvang((byte) 1);
        UUID werk = proef.werk(ontvangst, Duration.ofHours(1));
        UUID bewijs = proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE);
        scheduler.runAnyDueExecutions();
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).containsExactlyInAnyOrder("verwerk " + ontvangst, "bezorg " + werk, "bewijs " + bewijs);
        assertThat(proef.tel("scheduled_tasks")).isZero();
    }

    @Test
    void transactionThatRollsBack_plansNothing() {
        ManualScheduler scheduler = handmatig();
        assertThatThrownBy(() -> proef.register.voer(tx -> {
            proef.rooster.plan(tx, Rooster.Taak.VERWERK, UUID.randomUUID(), tx.nu());
            throw new IllegalStateException("terug");
        })).hasMessage("terug");
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).isEmpty();
        assertThat(proef.tel("scheduled_tasks")).isZero();
    }

    @Test
    void plannedAgain_onlyMoves() {
        ManualScheduler scheduler = handmatig();
        UUID id = UUID.randomUUID();
        proef.register.voer(tx -> proef.rooster.plan(tx, Rooster.Taak.VERWERK, id, tx.nu().plus(Duration.ofHours(1))));
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).isEmpty();
        proef.register.voer(tx -> proef.rooster.plan(tx, Rooster.Taak.VERWERK, id, tx.nu()));
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).hasSize(1);
    }

    @Test
    void handlerThatSaysAgain_runsAtThatMomentAndNotBefore() {
        ManualScheduler scheduler = handmatig();
        Instant op = Proefregister.BEGIN.plus(Duration.ofMinutes(10));
        verwerk = id -> gedaan.size() == 1 ? new Vervolg.Opnieuw(op) : new Vervolg.Klaar();
        proef.ontvang((byte) 1);
        scheduler.runAnyDueExecutions();
        scheduler.tick(Duration.ofMinutes(9));
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).hasSize(1);
        scheduler.setTime(op);
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).hasSize(2);
        assertThat(proef.tel("scheduled_tasks")).isZero();
    }

    @Test
    void handlerThatThrows_isRunAgainWithGrowingWaits() {
        ManualScheduler scheduler = handmatig();
        verwerk = id -> {
            throw new RegisterFout("weg");
        };
        proef.ontvang((byte) 1);
        scheduler.runAnyDueExecutions();
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).hasSize(1);
        scheduler.tick(Duration.ofSeconds(1));
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).hasSize(2);
        scheduler.tick(Duration.ofSeconds(1));
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).hasSize(2);
        scheduler.tick(Duration.ofSeconds(1));
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).hasSize(3);
        assertThat(Planning.wacht(3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Planning.wacht(1_000)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void gatewayThatDiedHoldingWork_anotherOneRunsIt() {
        UUID id = proef.ontvang((byte) 1);
        proef.sql().sql("update scheduled_tasks set picked = true, picked_by = 'dood', last_heartbeat = ?, version = version + 1")
                .param(Transactie.sql(Proefregister.BEGIN)).update();
        ManualScheduler scheduler = handmatig();
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).isEmpty();
        scheduler.tick(Duration.ofHours(2));
        scheduler.runDeadExecutionDetection();
        // db-scheduler revives at the machine's own clock, whatever clock it was given
        scheduler.tick(Duration.ofDays(36_500));
        scheduler.runAnyDueExecutions();
        assertThat(gedaan).containsExactly("verwerk " + id);
    }

    @Test
    void periodicWork_runsByItsRhythm() {
        List<String> keren = new ArrayList<>();
        ManualScheduler scheduler = handmatig(
                new Planning.Periodiek("vegen", new Planning.Ritme.Elke(Duration.ofMinutes(5)), () -> keren.add("vegen")),
                new Planning.Periodiek("controlepunt", new Planning.Ritme.Dagelijks(LocalTime.of(3, 0)), () -> keren.add("controlepunt")));
        scheduler.runAnyDueExecutions();
        scheduler.tick(Duration.ofMinutes(5));
        scheduler.runAnyDueExecutions();
        assertThat(keren).containsExactly("vegen", "vegen");
        scheduler.setTime(Instant.parse("2026-11-24T02:00:00Z"));
        scheduler.runAnyDueExecutions();
        assertThat(keren).contains("controlepunt");
    }

    @Test
    void realSchedule_isWokenByTheCommitAndStopsSoon() throws InterruptedException {
        CountDownLatch klaar = new CountDownLatch(1);
        Planning.Taken taken = new Planning.Taken(id -> {
            klaar.countDown();
            return new Vervolg.Klaar();
        }, id -> new Vervolg.Klaar(), id -> new Vervolg.Klaar(), List.of());
        try (Planning planning = Planning.start(proef.bron.merken(), proef.rooster, taken, 2, "proef-1")) {
            assertThat(planning).isNotNull();
            proef.ontvang((byte) 1);
            assertThat(klaar.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void task_neverCarriesData() {
        Planning.GeenGegevens geen = new Planning.GeenGegevens();
        assertThat(geen.serialize(null)).isNull();
        assertThatThrownBy(() -> geen.serialize("x")).isInstanceOf(GatewayBug.class);
        assertThatThrownBy(() -> geen.deserialize(String.class, new byte[] {1})).isInstanceOf(GatewayBug.class);
    }
}

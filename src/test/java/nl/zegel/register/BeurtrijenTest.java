package nl.zegel.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BeurtrijenTest {
    private static final Duration DUUR = Duration.ofMinutes(2);
    private static final String BRON = "imap:zegel@mail.example:993/INBOX";

    private Proefregister een;
    private Proefregister ander;

    /** Two gateways on one database. */
    @BeforeEach
    void begin() {
        Toegang toegang = Proefdatabase.nieuw();
        een = new Proefregister(toegang);
        ander = new Proefregister(toegang);
    }

    @AfterEach
    void einde() {
        een.close();
        ander.close();
    }

    private OptionalLong neem(Proefregister wie) {
        return wie.register.beurten().neem(BRON, wie == een ? "een" : "ander", DUUR);
    }

    private boolean houdt(Proefregister wie, long fence) {
        return wie.register.doe(tx -> wie.register.beurten().houdt(tx, BRON, fence));
    }

    private void laatVerlopen() {
        een.sql().sql("update beurt set tot = clock_timestamp() - interval '1 millisecond'").update();
    }

    @Test
    void turn_isOneGatewaysAtATime_andEachSourceHasItsOwn() {
        assertThat(neem(een)).hasValue(1);
        assertThat(neem(ander)).isEmpty();
        assertThat(neem(een)).as("a second poller of the same process is another too").isEmpty();
        assertThat(ander.register.beurten().neem("sftp:loket", "ander", DUUR)).hasValue(1);
    }

    @Test
    void turnGivenBack_isFreeAtOnceUnderAHigherNumber() {
        long eerste = neem(een).getAsLong();
        een.register.beurten().geefTerug(BRON, eerste);
        assertThat(houdt(een, eerste)).isFalse();
        assertThat(neem(ander)).hasValue(eerste + 1);
    }

    @Test
    void turnThatIsOver_holdsNothingAndCannotBeExtended_evenWhenNobodyTookIt() {
        long fence = neem(een).getAsLong();
        assertThat(houdt(een, fence)).isTrue();
        assertThat(een.register.beurten().verleng(BRON, fence, DUUR)).isTrue();
        laatVerlopen();
        assertThat(houdt(een, fence)).isFalse();
        assertThat(een.register.beurten().verleng(BRON, fence, DUUR)).isFalse();
        assertThat(neem(een)).hasValue(fence + 1);
    }

    @Test
    void ownerThatSleptThroughItsEnd_canNeitherKeepNorExtendNorEndTheNextOnes() {
        long oud = neem(een).getAsLong();
        laatVerlopen();
        long nieuw = neem(ander).getAsLong();
        assertThat(nieuw).isGreaterThan(oud);
        assertThat(houdt(een, oud)).isFalse();
        assertThat(een.register.beurten().verleng(BRON, oud, DUUR)).isFalse();
        een.register.beurten().geefTerug(BRON, oud);
        assertThat(houdt(ander, nieuw)).isTrue();
    }

    @Test
    void clocksOfTheGateways_doNotMatter() {
        een.klok.vooruit(Duration.ofDays(400));
        long fence = neem(een).getAsLong();
        assertThat(neem(ander)).isEmpty();
        ander.klok.vooruit(Duration.ofDays(800));
        assertThat(neem(ander)).isEmpty();
        assertThat(houdt(een, fence)).isTrue();
    }

    @Test
    void manyAtOnce_onlyOneGetsIt() throws Exception {
        for (int keer = 0; keer < 10; keer++) {
            CyclicBarrier samen = new CyclicBarrier(8);
            List<CompletableFuture<OptionalLong>> wie = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Proefregister van = i % 2 == 0 ? een : ander;
                wie.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        samen.await(30, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return neem(van);
                }, r -> new Thread(r).start()));
            }
            List<OptionalLong> uit = wie.stream().map(CompletableFuture::join).toList();
            assertThat(uit.stream().filter(OptionalLong::isPresent)).hasSize(1);
            laatVerlopen();
        }
    }

    /** So that "it held" is still true when what was fetched under it becomes durable. */
    @Test
    void takeover_waitsForACommitUnderWay() throws Exception {
        long fence = neem(een).getAsLong();
        CompletableFuture<OptionalLong> over = een.register.doe(tx -> {
            assertThat(een.register.beurten().houdt(tx, BRON, fence)).isTrue();
            CompletableFuture<OptionalLong> overname = CompletableFuture.supplyAsync(() -> {
                ander.sql().sql("update beurt set tot = clock_timestamp() - interval '1 millisecond'").update();
                return neem(ander);
            });
            org.awaitility.Awaitility.await().until(() -> een.sql()
                    .sql("select count(*) from pg_locks where not granted").query(Long.class).single() > 0);
            assertThat(overname).isNotDone();
            return overname;
        });
        assertThat(over.get(30, TimeUnit.SECONDS)).hasValue(fence + 1);
    }

    @Test
    void onlyProcessOnTheDatabase_freesWhatAKilledOneHad() {
        neem(een);
        new Vegen(ander.register, ander.rooster).alleenHier();
        assertThat(neem(ander)).hasValue(2);
    }
}

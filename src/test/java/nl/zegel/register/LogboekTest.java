package nl.zegel.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nl.zegel.party.GatewayBug;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogboekTest {
    private final Proefregister proef = new Proefregister();
    private final Logboek logboek = proef.register.logboek();

    @AfterEach
    void sluit() {
        proef.close();
    }

    private List<byte[]> vastleggingen() {
        return proef.sql().sql("select vastlegging from inschrijving where positie is not null order by positie")
                .query((rs, n) -> rs.getBytes(1)).list();
    }

    private byte[] wortel(long grootte) {
        return proef.register.doe(tx -> logboek.wortel(tx, grootte));
    }

    @Test
    void numbering_inSeveralBatches_givesTheRootOfAllLeaves() {
        List<Integer> reeks = List.of(1, 1, 3, 8, 5, 20);
        int nr = 0;
        for (int aantal : reeks) {
            for (int i = 0; i < aantal; i++) {
                proef.inschrijving(nr++);
            }
            assertThat(logboek.nummer()).isEqualTo(nr);
            assertThat(wortel(nr)).isEqualTo(Rfc6962.wortel(vastleggingen()));
        }
        for (int oud = 1; oud < nr; oud++) {
            assertThat(wortel(oud)).isEqualTo(Rfc6962.wortel(vastleggingen().subList(0, oud)));
        }
    }

    @Test
    void entry_proofOfNumberedOne_verifiesFromBodyAndNonceUp() {
        List<UUID> ids = IntStream.range(0, 21).mapToObj(proef::inschrijving).toList();
        assertThat(proef.register.<Boolean>doe(tx -> logboek.inclusie(tx, ids.get(3)).isEmpty())).isTrue();
        logboek.nummer();
        for (UUID id : ids) {
            Logboek.Inclusie bewijs = proef.register.doe(tx -> logboek.inclusie(tx, id)).orElseThrow();
            Inschrijvingen.Regel regel = proef.register.doe(tx -> proef.register.inschrijvingen().lees(tx, id));
            byte[] vastlegging = Rfc6962.sha256(regel.nonce(), regel.inhoud().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(Rfc6962.inclusie(vastlegging, bewijs.positie(), bewijs.grootte(), bewijs.pad(), bewijs.wortel())).isTrue();
        }
    }

    @Test
    void manyWritersAndSequencersAtOnce_noGapNoDoubleAndOneTree() throws Exception {
        ExecutorService draden = Executors.newFixedThreadPool(8);
        List<Future<?>> alles = new ArrayList<>();
        for (int d = 0; d < 8; d++) {
            int draad = d;
            alles.add(draden.submit(() -> {
                for (int i = 0; i < 25; i++) {
                    UUID id = proef.inschrijving(draad * 100 + i);
                    logboek.nummer();
                    assertThat(proef.register.<Boolean>doe(tx -> logboek.inclusie(tx, id).isPresent())).as("whoever asked has its entry numbered").isTrue();
                }
            }));
        }
        for (Future<?> f : alles) {
            f.get();
        }
        draden.shutdown();
        assertThat(logboek.grootte()).isEqualTo(200);
        assertThat(proef.sql().sql("select positie from inschrijving order by positie").query(Long.class).list())
                .isEqualTo(java.util.stream.LongStream.range(0, 200).boxed().toList());
        assertThat(wortel(200)).isEqualTo(Rfc6962.wortel(vastleggingen()));
    }

    @Test
    void sequencerThatDiesInItsBatch_nothingNumberedAndTheNextOneDoesIt() {
        IntStream.range(0, 5).forEach(proef::inschrijving);
        logboek.nummer();
        IntStream.range(5, 9).forEach(proef::inschrijving);
        proef.sql().sql("""
                create function sterf() returns trigger language plpgsql as $$
                begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$""").update();
        proef.sql().sql("create trigger sterf before update on log_staat for each row execute function sterf()").update();
        assertThatThrownBy(logboek::nummer).isInstanceOf(RegisterFout.class);
        assertThat(logboek.grootte()).isEqualTo(5);
        assertThat(proef.sql().sql("select count(*) from inschrijving where positie is null").query(Long.class).single()).isEqualTo(4);
        proef.sql().sql("drop trigger sterf on log_staat").update();
        assertThat(logboek.nummer()).isEqualTo(9);
        assertThat(wortel(9)).isEqualTo(Rfc6962.wortel(vastleggingen()));
    }

    @Test
    void entry_changeOrDelete_isRefusedByTheDatabase() {
        UUID id = proef.inschrijving(1);
        logboek.nummer();
        for (String aanval : List.of("delete from inschrijving", "truncate inschrijving cascade",
                "update inschrijving set inhoud = '{}'", "update inschrijving set positie = 7", "update inschrijving set tijdstip = now()",
                "update inschrijving set soort = 'KLOK'", "update inschrijving set inhoud = null, nonce = null")) {
            assertThatThrownBy(() -> proef.sql().sql(aanval).update()).as(aanval).isInstanceOf(org.springframework.dao.DataAccessException.class);
        }
        assertThat(proef.register.<Inschrijvingen.Regel>doe(tx -> proef.register.inschrijvingen().lees(tx, id)).positie()).isZero();
    }

    @Test
    void destroyedBody_keepsLeafAndRootAndNamesTheEntryUnderWhichItWent() {
        UUID sleutel = proef.register.sleutelrijen().voor("hennep", "kort", YearMonth.of(2026, 12),
                nr -> new Sleutelrijen.Ingepakt(new byte[] {1}, "kek-1")).id();
        UUID id = proef.register.doe(tx -> proef.register.inschrijvingen().schrijf(tx,
                Inschrijving.van(Inschrijving.Soort.ALARM, null, "code", "X"), sleutel));
        proef.inschrijving(2);
        logboek.nummer();
        byte[] voor = wortel(2);
        UUID onder = proef.register.doe(tx -> proef.register.sleutelrijen().vernietig(tx, sleutel, "TERMIJN")).orElseThrow();
        Inschrijvingen.Regel regel = proef.register.doe(tx -> proef.register.inschrijvingen().lees(tx, id));
        assertThat(regel.inhoud()).isNull();
        assertThat(regel.nonce()).isNull();
        assertThat(regel.vernietigdOnder()).isEqualTo(onder);
        assertThat(wortel(2)).isEqualTo(voor);
    }

    @Test
    void rolledBackTransaction_leavesNoEntryAndNoGap() {
        assertThatThrownBy(() -> proef.register.voer(tx -> {
            proef.register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.ALARM, null, "code", "X"));
            throw new IllegalStateException("terug");
        })).hasMessage("terug");
        proef.inschrijving(1);
        assertThat(logboek.nummer()).isEqualTo(1);
    }

    @Test
    void clockThatWentBackwards_nothingIsReceivedOrReleasedUntilItIsRight() {
        proef.inschrijving(1);
        logboek.nummer();
        proef.klok.vooruit(Duration.ofSeconds(-20));
        proef.inschrijving(2);
        proef.klok.vooruit(Duration.ofSeconds(-20));
        assertThatThrownBy(() -> proef.inschrijving(3)).isInstanceOf(RegisterFout.class).hasMessageContaining("clock went backwards");
        proef.klok.vooruit(Duration.ofSeconds(60));
        proef.inschrijving(3);
        assertThat(logboek.nummer()).isEqualTo(3);
    }

    @Test
    void clockThatHadJumpedAhead_goesOnOnlyAfterAPersonSaysSo() {
        proef.klok.vooruit(Duration.ofDays(400));
        proef.inschrijving(1);
        logboek.nummer();
        proef.klok.zet(Proefregister.BEGIN);
        assertThatThrownBy(() -> proef.inschrijving(2)).isInstanceOf(RegisterFout.class);
        proef.register.erkenKlok("p-17");
        proef.inschrijving(2);
        assertThat(logboek.nummer()).isEqualTo(3);
        assertThat(proef.sql().sql("select inhoud from inschrijving where soort = 'KLOK'").query(String.class).single())
                .contains("\"actor\":\"p-17\"", "\"verschilMs\":" + Duration.ofDays(400).toMillis());
    }

    @Test
    void checkpoint_sameSizeTwice_isSignedOnce() {
        proef.inschrijving(1);
        Logboek.Controlepunt eerste = logboek.teken(proef::onderteken);
        Logboek.Controlepunt tweede = logboek.teken(proef::onderteken);
        assertThat(tweede.json()).isEqualTo(eerste.json());
        assertThat(proef.ondertekend).hasSize(1);
        assertThat(new String(eerste.json(), java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(
                "{\"formaat\":\"nl.zegel.controlepunt/1\",\"gateway\":\"proef.zegel.example\",\"grootte\":1,\"omgeving\":\"test\","
                + "\"tijdstip\":\"2026-11-23T09:00:00.000Z\",\"wortel\":\"" + java.util.HexFormat.of().formatHex(wortel(1)) + "\"}");
        assertThat(logboek.laatste().orElseThrow().grootte()).isEqualTo(1);
    }

    @Test
    void entry_unknownField_isABug() {
        assertThatThrownBy(() -> Inschrijving.van(Inschrijving.Soort.ALARM, null, "naam", "Jansen")).isInstanceOf(GatewayBug.class)
                .hasMessageNotContaining("Jansen");
    }

    @Test
    void transactionWithinTransaction_isABug() {
        assertThatThrownBy(() -> proef.register.voer(tx -> proef.inschrijving(1))).isInstanceOf(GatewayBug.class);
    }
}

package nl.zegel.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OntvangstenTest {
    private static final byte[] KENMERK = new byte[32];

    private final Proefregister proef = new Proefregister();
    private final Ontvangsten ontvangsten = proef.register.ontvangsten();

    @AfterEach
    void sluit() {
        proef.close();
    }

    private Ontvangsten.Melding meld(UUID id, byte[] kenmerk) {
        return proef.register.doe(tx -> ontvangsten.meld(tx, id, Proefregister.POLITIE, "HIB-1", kenmerk));
    }

    private static byte[] ander() {
        byte[] k = new byte[32];
        k[0] = 1;
        return k;
    }

    @Test
    void received_rowBodyAndOwedWork_areThereTogether() {
        UUID id = proef.ontvang((byte) 1, (byte) 2);
        Ontvangsten.Ontvangst rij = ontvangsten.lees(id).orElseThrow();
        assertThat(rij.staat()).isEqualTo(Ontvangsten.Staat.ONTVANGEN);
        assertThat(proef.register.lichamen().lengte(rij.lichaam())).contains(2L);
        assertThat(proef.sql().sql("select task_instance from scheduled_tasks where task_name = 'verwerk'").query(String.class).single())
                .isEqualTo(id.toString());
    }

    @Test
    void failureAtAnyStepOfReceiving_leavesNothing() {
        for (String tabel : List.of("lichaam", "lichaam_blok", "ontvangst", "scheduled_tasks")) {
            proef.sql().sql("create function breek() returns trigger language plpgsql as $$ begin raise exception 'stuk'; end $$").update();
            proef.sql().sql("create trigger breek before insert on " + tabel + " for each row execute function breek()").update();
            assertThatThrownBy(() -> proef.ontvang((byte) 1)).as(tabel).isInstanceOf(RegisterFout.class).hasMessageNotContaining("stuk");
            proef.sql().sql("drop trigger breek on " + tabel).update();
            proef.sql().sql("drop function breek").update();
            assertThat(proef.tel("lichaam") + proef.tel("lichaam_blok") + proef.tel("ontvangst") + proef.tel("scheduled_tasks")).isZero();
        }
        proef.ontvang((byte) 1);
        assertThat(proef.tel("ontvangst")).isEqualTo(1);
    }

    @Test
    void sameDocument_bySecondIntake_namesTheFirst() {
        UUID eerste = proef.ontvang((byte) 1);
        UUID tweede = proef.ontvang((byte) 1);
        assertThat(meld(eerste, KENMERK)).isEqualTo(new Ontvangsten.Melding.Eerste());
        assertThat(meld(tweede, KENMERK)).isEqualTo(new Ontvangsten.Melding.Zelfde(eerste));
        assertThat(meld(eerste, KENMERK)).as("after a crash it asks again").isEqualTo(new Ontvangsten.Melding.Eerste());
    }

    @Test
    void sameReferenceOtherContent_isToldApart() {
        UUID eerste = proef.ontvang((byte) 1);
        meld(eerste, KENMERK);
        assertThat(meld(proef.ontvang((byte) 2), ander())).isEqualTo(new Ontvangsten.Melding.AndereInhoud(eerste));
    }

    @Test
    void sameReferenceOfAnotherSender_isItsOwn() {
        meld(proef.ontvang((byte) 1), KENMERK);
        UUID id = proef.ontvang((byte) 1);
        assertThat(proef.register.<Ontvangsten.Melding>doe(tx -> ontvangsten.meld(tx, id, Proefregister.UTRECHT, "HIB-1", ander())))
                .isEqualTo(new Ontvangsten.Melding.Eerste());
    }

    @Test
    void firstThatRollsBack_freesTheReference() {
        UUID eerste = proef.ontvang((byte) 1);
        assertThatThrownBy(() -> proef.register.voer(tx -> {
            ontvangsten.meld(tx, eerste, Proefregister.POLITIE, "HIB-1", KENMERK);
            throw new IllegalStateException("terug");
        })).hasMessage("terug");
        assertThat(meld(proef.ontvang((byte) 2), ander())).isEqualTo(new Ontvangsten.Melding.Eerste());
    }

    @Test
    void manyAtOnce_exactlyOneIsFirst() throws Exception {
        int aantal = 10;
        CyclicBarrier samen = new CyclicBarrier(aantal);
        ExecutorService draden = Executors.newFixedThreadPool(aantal);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < aantal; i++) {
            ids.add(proef.ontvang((byte) i));
        }
        List<Future<Ontvangsten.Melding>> uit = new ArrayList<>();
        for (int i = 0; i < aantal; i++) {
            UUID id = ids.get(i);
            byte[] kenmerk = i % 2 == 0 ? KENMERK : ander();
            uit.add(draden.submit(() -> {
                samen.await();
                return meld(id, kenmerk);
            }));
        }
        int eerste = 0;
        int anders = 0;
        for (Future<Ontvangsten.Melding> f : uit) {
            eerste += f.get() instanceof Ontvangsten.Melding.Eerste ? 1 : 0;
            anders += f.get() instanceof Ontvangsten.Melding.AndereInhoud ? 1 : 0;
        }
        draden.shutdown();
        assertThat(eerste).isEqualTo(1);
        assertThat(anders).isEqualTo(aantal / 2);
        assertThat(proef.tel("document")).isEqualTo(1);
    }

    @Test
    void finalState_cannotChangeAgain() {
        UUID id = proef.ontvang((byte) 1);
        proef.register.voer(tx -> ontvangsten.authentiek(tx, id, Proefregister.POLITIE, "ab".repeat(32)));
        proef.register.voer(tx -> ontvangsten.naar(tx, id, Ontvangsten.Staat.GEWEIGERD, "BESTAAT_NIET",
                Inschrijving.van(Inschrijving.Soort.GEWEIGERD, id, "code", "BESTAAT_NIET")));
        assertThatThrownBy(() -> proef.register.voer(tx -> ontvangsten.naar(tx, id, Ontvangsten.Staat.AANGENOMEN, null,
                Inschrijving.van(Inschrijving.Soort.AANGENOMEN, id)))).isInstanceOf(GatewayBug.class);
        assertThat(ontvangsten.lees(id).orElseThrow().code()).isEqualTo("BESTAAT_NIET");
        assertThat(proef.register.<List<Inschrijvingen.Regel>>doe(tx -> proef.register.inschrijvingen().over(tx, id)))
                .extracting(Inschrijvingen.Regel::soort).containsExactly(Inschrijving.Soort.ONTVANGEN, Inschrijving.Soort.GEWEIGERD);
    }

    @Test
    void state_withEntryOfAnotherKind_isABug() {
        UUID id = proef.ontvang((byte) 1);
        assertThatThrownBy(() -> proef.register.voer(tx -> ontvangsten.naar(tx, id, Ontvangsten.Staat.AANGENOMEN, null,
                Inschrijving.van(Inschrijving.Soort.ALARM, id)))).isInstanceOf(GatewayBug.class);
        assertThat(ontvangsten.lees(id).orElseThrow().staat()).isEqualTo(Ontvangsten.Staat.ONTVANGEN);
    }

    @Test
    void floodOfUnknownSenders_growsTheLogByOneEntryPerHour() {
        for (int i = 0; i < 30; i++) {
            UUID id = proef.ontvang((byte) i);
            proef.register.voer(tx -> ontvangsten.nietAuthentiek(tx, id, "ONDERTEKENAAR_ONBEKEND"));
        }
        Vegen vegen = new Vegen(proef.register, proef.rooster);
        assertThat(vegen.nietAuthentiek()).as("the hour is not over").isZero();
        proef.klok.vooruit(Duration.ofHours(1));
        assertThat(vegen.nietAuthentiek()).isEqualTo(1);
        assertThat(vegen.nietAuthentiek()).isZero();
        assertThat(proef.sql().sql("select inhoud from inschrijving").query(String.class).single()).contains("\"aantal\":30");
        assertThat(vegen.verwijderNietAuthentiek(Duration.ofDays(1))).isZero();
        assertThat(vegen.verwijderNietAuthentiek(Duration.ofMinutes(1))).isEqualTo(30);
        assertThat(proef.tel("ontvangst") + proef.tel("lichaam")).isZero();
    }

    /** Nobody authenticated can fill the disk: the bytes go with the transaction that says so. */
    @Test
    void bytesOfUnknownSenders_goAtOnce_andTheRowSaysWhatItWas() {
        UUID id = proef.ontvang((byte) 1);
        UUID ander = proef.ontvang((byte) 2);
        proef.register.voer(tx -> ontvangsten.nietAuthentiek(tx, id, "MISVORMD"));
        assertThat(proef.tel("lichaam")).isEqualTo(1);
        assertThat(ontvangsten.lees(id).orElseThrow().lichaam()).isNull();
        assertThat(ontvangsten.lees(id).orElseThrow().code()).isEqualTo("MISVORMD");
        assertThat(ontvangsten.lees(ander).orElseThrow().lichaam()).isNotNull();
        assertThatThrownBy(() -> proef.register.voer(tx -> {
            ontvangsten.nietAuthentiek(tx, ander, "MISVORMD");
            throw new IllegalStateException("cut off");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(ontvangsten.lees(ander).orElseThrow().lichaam()).isNotNull();
    }

    @Test
    void sweep_takesAllOfAFlood_andNothingElse() {
        UUID ander = proef.ontvang((byte) 1);
        proef.sql().sql("""
                insert into ontvangst (id, kanaal, aanvoer, lengte, staat, code, ontvangen, gewijzigd)
                select gen_random_uuid(), 'MAIL', '\\x01', 1, 'NIET_AUTHENTIEK', 'MISVORMD', o.ontvangen, o.gewijzigd
                from ontvangst o, generate_series(1, 2500)""").update();
        proef.klok.vooruit(Duration.ofHours(1));
        assertThat(new Vegen(proef.register, proef.rooster).verwijderNietAuthentiek(Duration.ofMinutes(1))).isEqualTo(2500);
        assertThat(proef.sql().sql("select id from ontvangst").query(UUID.class).single()).isEqualTo(ander);
    }

    @Test
    void incompleteUpload_waitsForItsGraceOrItsRest() {
        UUID id = onvolledig();
        assertThat(gepland(id)).isEqualTo(Proefregister.BEGIN.plus(Duration.ofMinutes(10)));
        proef.klok.vooruit(Duration.ofMinutes(1));
        boolean vervangen = proef.register.doe(tx -> {
            Lichaamschrijver lichaam = proef.register.lichamen().schrijf(Lichamen.Soort.INNAME);
            Proefregister.schrijf(lichaam, new byte[5]);
            return ontvangsten.vervang(tx, id, lichaam, 5, true);
        });
        assertThat(vervangen).isTrue();
        assertThat(gepland(id)).isEqualTo(Proefregister.BEGIN.plus(Duration.ofMinutes(1)));
        assertThat(ontvangsten.lees(id).orElseThrow().lengte()).isEqualTo(5);
        assertThat(proef.tel("lichaam")).isEqualTo(1);
    }

    @Test
    void restOfAnUploadThatIsProcessed_isNotTaken() {
        UUID id = proef.ontvang((byte) 1);
        Lichaamschrijver lichaam = proef.register.lichamen().schrijf(Lichamen.Soort.INNAME);
        assertThat(proef.register.<Boolean>doe(tx -> ontvangsten.vervang(tx, id, lichaam, 0, true))).isFalse();
        assertThat(proef.tel("lichaam")).isEqualTo(1);
    }

    @Test
    void owedAndPlannedNowhere_isPlannedAgain() {
        UUID id = proef.ontvang((byte) 1);
        UUID werk = proef.werk(id, Duration.ofDays(1));
        UUID bewijs = proef.bewijs(id, Gebeurtenis.SUBMISSION_ACCEPTANCE);
        Vegen vegen = new Vegen(proef.register, proef.rooster);
        proef.klok.vooruit(Duration.ofMinutes(6));
        assertThat(vegen.herplan()).isZero();
        proef.sql().sql("delete from scheduled_tasks").update();
        assertThat(vegen.herplan()).isEqualTo(3);
        assertThat(proef.sql().sql("select task_instance from scheduled_tasks").query(String.class).list())
                .containsExactlyInAnyOrder(id.toString(), werk.toString(), bewijs.toString());
    }

    @Test
    void ownIntakes_areListedForTheirLoginAlone() {
        proef.ontvang((byte) 1);
        assertThat(ontvangsten.vanLogin(Proefregister.POLITIE, Proefregister.BEGIN)).hasSize(1);
        assertThat(ontvangsten.vanLogin(Proefregister.UTRECHT, Proefregister.BEGIN)).isEmpty();
    }

    private UUID onvolledig() {
        return proef.register.doe(tx -> {
            Lichaamschrijver lichaam = proef.register.lichamen().schrijf(Lichamen.Soort.INNAME);
            Proefregister.schrijf(lichaam, new byte[3]);
            return ontvangsten.onvolledig(tx, new Ontvangsten.Nieuw(Kanaal.SFTP, Proefregister.POLITIE, new byte[] {1}, 3), lichaam,
                    tx.nu().plus(Duration.ofMinutes(10)));
        });
    }

    private java.time.Instant gepland(UUID id) {
        return proef.sql().sql("select execution_time from scheduled_tasks where task_instance = ?").param(id.toString())
                .query(java.time.OffsetDateTime.class).single().toInstant();
    }
}

package nl.zegel.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BewijzenTest {
    private final Proefregister proef = new Proefregister();
    private final Bewijzen bewijzen = proef.register.bewijzen();
    private final UUID ontvangst = proef.ontvang((byte) 1);
    private final JsonMapper json = JsonMapper.builder().build();

    @AfterEach
    void sluit() {
        proef.close();
    }

    private Bewijzen.Bewijs maak(UUID id) {
        return maakMet(id).get(0);
    }

    private List<Bewijzen.Bewijs> maakMet(UUID id) {
        return bewijzen.maak(id, proef::onderteken, (tx, b) -> { });
    }

    private static List<byte[]> pad(JsonNode lijst) {
        List<byte[]> uit = new ArrayList<>();
        lijst.forEach(h -> uit.add(HexFormat.of().parseHex(h.asString())));
        return uit;
    }

    private static byte[] hex(JsonNode n) {
        return HexFormat.of().parseHex(n.asString());
    }

    @Test
    void evidence_carriesAnInclusionProofThatVerifiesFromItsOwnBytes() {
        proef.inschrijving(1);
        UUID id = proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE);
        proef.inschrijving(2);
        JsonNode log = json.readTree(maak(id).json()).get("TransactionLogInformation");
        JsonNode regel = log.get("inschrijving");
        byte[] vastlegging = Rfc6962.sha256(hex(regel.get("nonce")), regel.get("inhoud").asString().getBytes(StandardCharsets.UTF_8));
        assertThat(vastlegging).isEqualTo(hex(regel.get("vastlegging")));
        assertThat(Rfc6962.inclusie(vastlegging, log.get("positie").asLong(), log.get("controlepunt").get("grootte").asLong(),
                pad(log.get("inclusiepad")), hex(log.get("controlepunt").get("wortel")))).isTrue();
        assertThat(regel.get("inhoud").asString()).contains("AANGENOMEN");
        assertThat(log.has("vorige")).as("the first receipt of a loket has none before it").isFalse();
    }

    @Test
    void nextEvidence_provesThatTheLogOnlyGrewSinceTheLast() {
        JsonNode eerste = json.readTree(maak(proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE)).json()).get("TransactionLogInformation");
        for (int i = 0; i < 11; i++) {
            proef.inschrijving(i);
        }
        JsonNode tweede = json.readTree(maak(proef.bewijs(ontvangst, Gebeurtenis.CONTENT_CONSIGNMENT)).json()).get("TransactionLogInformation");
        long oud = tweede.get("vorige").get("grootte").asLong();
        assertThat(oud).isEqualTo(eerste.get("controlepunt").get("grootte").asLong());
        assertThat(Rfc6962.consistentie(oud, tweede.get("controlepunt").get("grootte").asLong(), hex(eerste.get("controlepunt").get("wortel")),
                hex(tweede.get("controlepunt").get("wortel")), pad(tweede.get("vorige").get("consistentiepad")))).isTrue();
    }

    @Test
    void madeTwice_isTheSameBytesSignedAndOwedOnce() {
        UUID id = proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE);
        AtomicInteger afleveringen = new AtomicInteger();
        Bewijzen.Bewijs een = bewijzen.maak(id, proef::onderteken, (tx, b) -> afleveringen.incrementAndGet()).get(0);
        proef.klok.vooruit(Duration.ofMinutes(1));
        Bewijzen.Bewijs twee = bewijzen.maak(id, proef::onderteken, (tx, b) -> afleveringen.incrementAndGet()).get(0);
        assertThat(twee.json()).isEqualTo(een.json());
        assertThat(twee.handtekening()).isEqualTo(een.handtekening());
        assertThat(afleveringen.get()).isEqualTo(1);
        assertThat(proef.ondertekend).hasSize(1);
    }

    @Test
    void madeByManyAtOnce_isSignedOnceAndEachLoketsChainHolds() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(proef.bewijs(ontvangst, Gebeurtenis.CONTENT_CONSIGNMENT));
        }
        ExecutorService draden = Executors.newFixedThreadPool(6);
        List<Future<Bewijzen.Bewijs>> uit = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            UUID id = ids.get(i % 8);
            uit.add(draden.submit(() -> maak(id)));
        }
        for (Future<Bewijzen.Bewijs> f : uit) {
            f.get();
        }
        draden.shutdown();
        assertThat(proef.ondertekend).hasSize(8);
        for (byte[] b : proef.ondertekend) {
            JsonNode log = json.readTree(b).get("TransactionLogInformation");
            if (log.has("vorige")) {
                assertThat(log.get("vorige").get("grootte").asLong()).isLessThanOrEqualTo(log.get("controlepunt").get("grootte").asLong());
            }
        }
    }

    @Test
    void owedAboutTheSameIntake_comesAlongInOneTransaction_andTheChainHolds() {
        JsonNode voor = json.readTree(maak(proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE)).json()).get("TransactionLogInformation");
        UUID een = proef.bewijs(ontvangst, Gebeurtenis.CONTENT_CONSIGNMENT);
        UUID twee = proef.bewijs(ontvangst, Gebeurtenis.CONTENT_HANDOVER);
        List<UUID> afgeleverd = new ArrayList<>();
        List<Bewijzen.Bewijs> samen = bewijzen.maak(twee, proef::onderteken, (tx, b) -> afgeleverd.add(b.id()));
        assertThat(samen).extracting(Bewijzen.Bewijs::id).containsExactly(twee, een);
        assertThat(afgeleverd).containsExactly(twee, een);
        JsonNode eerste = json.readTree(samen.get(0).json()).get("TransactionLogInformation");
        JsonNode tweede = json.readTree(samen.get(1).json()).get("TransactionLogInformation");
        assertThat(eerste.get("vorige").get("grootte")).isEqualTo(voor.get("controlepunt").get("grootte"));
        assertThat(tweede.get("vorige").get("grootte")).isEqualTo(eerste.get("controlepunt").get("grootte"));
        for (JsonNode log : List.of(eerste, tweede)) {
            JsonNode regel = log.get("inschrijving");
            assertThat(Rfc6962.inclusie(Rfc6962.sha256(hex(regel.get("nonce")), regel.get("inhoud").asString().getBytes(StandardCharsets.UTF_8)),
                    log.get("positie").asLong(), log.get("controlepunt").get("grootte").asLong(), pad(log.get("inclusiepad")),
                    hex(log.get("controlepunt").get("wortel")))).isTrue();
        }
        assertThat(maakMet(een)).as("made already: nothing is signed again").extracting(Bewijzen.Bewijs::id).containsExactly(een);
        assertThat(proef.ondertekend).hasSize(3);
    }

    @Test
    void owedAboutAnotherIntakeOrNotNumbered_doesNotComeAlong() {
        UUID een = proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE);
        UUID ander = proef.bewijs(proef.ontvang((byte) 2), Gebeurtenis.SUBMISSION_ACCEPTANCE);
        AtomicInteger later = new AtomicInteger();
        bewijzen.maak(een, inhoud -> {
            later.incrementAndGet();
            return proef.onderteken(inhoud);
        }, (tx, b) -> { });
        assertThat(later.get()).isEqualTo(1);
        assertThat(bewijzen.lees(ander)).isEmpty();
        assertThat(maakMet(ander)).hasSize(1);
    }

    @Test
    void faultInWhatComesAlong_holdsUpItselfAlone() {
        UUID een = proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE);
        UUID twee = proef.bewijs(ontvangst, Gebeurtenis.CONTENT_CONSIGNMENT);
        BiConsumer<Transactie, Bewijzen.Bewijs> geenKanaalVoorTwee = (tx, b) -> {
            if (b.id().equals(twee)) {
                throw new IllegalStateException("geen kanaal");
            }
        };
        assertThat(bewijzen.maak(een, proef::onderteken, geenKanaalVoorTwee)).extracting(Bewijzen.Bewijs::id).containsExactly(een);
        assertThatThrownBy(() -> bewijzen.maak(twee, proef::onderteken, geenKanaalVoorTwee)).hasMessage("geen kanaal");
        assertThat(bewijzen.lees(een)).isPresent();
        assertThat(bewijzen.lees(twee)).isEmpty();
    }

    @Test
    void whatIsStuck_comesAlongWithNothing() {
        UUID een = proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE);
        UUID vast = proef.bewijs(ontvangst, Gebeurtenis.CONTENT_CONSIGNMENT);
        proef.register.voer(tx -> bewijzen.loopVast(tx, vast, "FOUT_IN_GATEWAY"));
        assertThat(maakMet(een)).extracting(Bewijzen.Bewijs::id).containsExactly(een);
        assertThat(maakMet(vast)).as("at its own turn it is tried").extracting(Bewijzen.Bewijs::id).containsExactly(vast);
    }

    @Test
    void signerThatFails_leavesItOwed() {
        UUID id = proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE);
        assertThatThrownBy(() -> bewijzen.maak(id, inhoud -> {
            throw new IllegalStateException("kast dicht");
        }, (tx, b) -> { })).hasMessage("kast dicht");
        assertThat(bewijzen.lees(id)).isEmpty();
        assertThat(maak(id).id()).isEqualTo(id);
    }

    @Test
    void deliveryThatCannotBeOwed_leavesTheEvidenceOwed() {
        UUID id = proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE);
        assertThatThrownBy(() -> bewijzen.maak(id, proef::onderteken, (tx, b) -> {
            throw new IllegalStateException("geen kanaal");
        })).hasMessage("geen kanaal");
        assertThat(bewijzen.lees(id)).isEmpty();
        assertThat(proef.sql().sql("select count(*) from loket_controlepunt").query(Long.class).single()).isZero();
    }

    @Test
    void sameEventOfSameEntry_isOwedOnce() {
        UUID[] ids = new UUID[2];
        proef.register.voer(tx -> {
            UUID inschrijving = proef.register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.AANGENOMEN, ontvangst));
            ids[0] = bewijzen.verschuldig(tx, inschrijving, Proefregister.feiten(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE, tx.nu()));
            ids[1] = bewijzen.verschuldig(tx, inschrijving, Proefregister.feiten(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE, tx.nu()));
        });
        assertThat(ids[1]).isEqualTo(ids[0]);
        assertThat(proef.tel("bewijs")).isEqualTo(1);
    }

    @Test
    void evidence_forSomebodyThatIsNeitherSenderNorRecipient_isABug() {
        Bewijsfeiten f = Proefregister.feiten(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE, Proefregister.BEGIN);
        assertThatThrownBy(() -> new Bewijsfeiten(f.gebeurtenis(), new LoketId("derde"), f.gebeurd(), f.waarnemer(), f.waarneming(),
                f.ingediend(), f.afzender(), Optional.of(Proefregister.UTRECHT), f.ontvangst(), f.soort(), f.referentie(), f.levering(),
                f.vastleggingen(), f.convenant(), f.redenen())).isInstanceOf(GatewayBug.class);
    }

    @Test
    void logThatWasRewritten_getsNoMoreEvidenceOnIt() {
        maak(proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE));
        proef.inschrijving(1);
        UUID id = proef.bewijs(ontvangst, Gebeurtenis.CONTENT_CONSIGNMENT);
        proef.sql().sql("update log_knoop set hash = sha256(hash)").update();
        assertThatThrownBy(() -> maak(id)).isInstanceOf(LogboekHerschreven.class).hasMessageContaining("is not the one that");
        assertThat(bewijzen.lees(id)).isEmpty();
    }

    @Test
    void evidence_onWhatWasSealedForAnotherLoket_isABug() {
        UUID id = proef.register.doe(tx -> bewijzen.verschuldig(tx, proef.register.inschrijvingen().schrijf(tx,
                Inschrijving.van(Inschrijving.Soort.VERZEGELD, UUID.randomUUID(), "loket", Proefregister.UTRECHT.waarde(),
                        "manifestVastlegging", "ab".repeat(32))),
                Proefregister.feiten(ontvangst, Gebeurtenis.CONTENT_CONSIGNMENT, tx.nu())));
        assertThatThrownBy(() -> maak(id)).isInstanceOf(GatewayBug.class).hasMessageContaining("another loket's commitment");
    }

    @Test
    void result_isTheSendersAndNobodyElses() {
        UUID id = proef.bewijs(ontvangst, Gebeurtenis.SUBMISSION_ACCEPTANCE);
        assertThat(bewijzen.uitslag(ontvangst, Proefregister.POLITIE)).isEmpty();
        Bewijzen.Bewijs bewijs = maak(id);
        assertThat(bewijzen.uitslag(ontvangst, Proefregister.POLITIE)).isPresent();
        assertThat(bewijzen.uitslag(ontvangst, Proefregister.UTRECHT)).isEmpty();
        assertThat(bewijzen.opNaam(Proefregister.POLITIE, bewijs.naam())).isPresent();
        assertThat(bewijzen.opNaam(Proefregister.UTRECHT, bewijs.naam())).isEmpty();
    }

    @Test
    void format_isTheGoldenFile() throws IOException {
        UUID id = UUID.fromString("6f2b1c1e-0000-4000-8000-000000000001");
        UUID ontvangen = UUID.fromString("6f2b1c1e-0000-4000-8000-000000000002");
        Bewijsfeiten f = new Bewijsfeiten(Gebeurtenis.CONTENT_CONSIGNMENT, Proefregister.POLITIE, Proefregister.BEGIN, "gateway",
                "De levering staat klaar in de map out/ van de ontvanger.", Optional.of(Proefregister.BEGIN), Proefregister.POLITIE,
                Optional.of(Proefregister.UTRECHT), ontvangen, Optional.of("HIB"), Optional.of("HIB-2026-\"001\""),
                Optional.of(UUID.fromString("6f2b1c1e-0000-4000-8000-000000000003")),
                List.of(new Bewijsfeiten.Vastlegging("DOCUMENT", "multipart/mixed", "ab".repeat(32), "cd".repeat(32))),
                Optional.of(new Bewijsfeiten.Convenantverwijzing("hennep-midden-nederland-2024", "1", "ef".repeat(32))),
                List.of(new Bewijsfeiten.Reden("CERTIFICAAT_VERLOPEN", Optional.of("H-01"), Optional.empty(), "Registreer een nieuw certificaat.")));
        var volledig = Bewijsformaat.feiten(id, Proefregister.ADRES, f);
        volledig.put(Bewijsformaat.LOGBOEK, Bewijsformaat.logboek(
                new Inschrijvingen.Regel(UUID.fromString("6f2b1c1e-0000-4000-8000-000000000004"), Inschrijving.Soort.UITKOMST, null,
                        Proefregister.BEGIN, new byte[32], new byte[32], "{\"versie\":1}", 2L, null),
                new Logboek.Inclusie(2, 3, new byte[32], List.of(new byte[32])), 1, List.of(new byte[32], new byte[32])));
        assertThat(CanoniekeJson.leesbaar(volledig)).isEqualTo(Files.readString(Path.of("src/test/resources/golden/bewijs-1.json")));
    }

    @Test
    void storedFacts_surviveReadingBackByteForByte() {
        String vreemd = "HIB \" \\ / é \u0001 \u2028 \t";
        var map = new java.util.LinkedHashMap<String, Object>();
        map.put("z", vreemd);
        map.put("a", List.of(java.util.Map.of("n", 3_000_000_000L), true, 7));
        map.put("leeg", List.of());
        String tekst = CanoniekeJson.leesbaar(map);
        assertThat(CanoniekeJson.leesbaar(json.readValue(tekst, java.util.LinkedHashMap.class))).isEqualTo(tekst);
        assertThat(CanoniekeJson.schrijf(map)).startsWith("{\"a\":[{\"n\":3000000000},true,7],\"leeg\":[],\"z\":");
    }
}

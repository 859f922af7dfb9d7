package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.OM;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.sleutel;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.zegel.party.LoketId;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.register.Werk;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every channel promises: its real component and shipped route, between a partner's own tool and the real intake,
 * outbox and register. Only {@code direct:intake} is the test's, so that it can look and interfere.
 */
abstract class KanaalContract {
    @TempDir
    Path map;

    Proefhuis huis;
    DefaultCamelContext camel;
    final Meekijker intake = new Meekijker(() -> huis.intake);
    final List<Map<String, Object>> koppen = new CopyOnWriteArrayList<>();
    final List<UUID> vastgelegd = new CopyOnWriteArrayList<>();
    volatile Runnable naVastleggen = () -> { };

    /** Evidence as the sender got it through this channel. */
    record Stuk(byte[] json, byte[] p7s) {
        String tekst() {
            return new String(json, StandardCharsets.UTF_8);
        }
    }

    /** Adds component, routes and outlet; called once, before Camel starts. */
    abstract void opzet() throws Exception;

    abstract void opruimen() throws Exception;

    /** A recipient of the example document that gets its copy through this channel. */
    abstract LoketId ontvanger();

    /** Lokets that can come to this channel too. */
    List<LoketId> anderen() {
        return List.of(POLITIE, OM);
    }

    /** The police hand it in with their own tool. @return whether the channel acknowledged it */
    abstract boolean lever(byte[] p7m) throws Exception;

    /** After what was not acknowledged: the sender's next try. */
    boolean nogEens(byte[] p7m) throws Exception {
        return lever(p7m);
    }

    /** Everything the police have got of evidence, in any order. */
    abstract List<Stuk> bewijzen() throws Exception;

    /** All that the police see of an intake that could not be authenticated; empty for nothing at all. */
    abstract String antwoord(UUID ontvangst) throws Exception;

    abstract String uniformAntwoord();

    /** Names of the copies that a loket has or can get, one per copy that was offered. */
    abstract List<String> klaar(LoketId loket) throws Exception;

    /** As much of a copy as this channel can give without its being handed over. */
    abstract void half(LoketId loket, String naam) throws Exception;

    /** @return whether that loket could get at it */
    abstract boolean heel(LoketId loket, String naam) throws Exception;

    void route(String bestand) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:routes/" + bestand));
    }

    @BeforeEach
    void begin() throws Exception {
        huis = new Proefhuis(map);
        camel = new DefaultCamelContext();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:intake").process(e -> {
                    koppen.add(Map.copyOf(e.getIn().getHeaders()));
                    OntvangstId id = new Ontvangen().vastleggen(e.getIn().getBody(Intake.Ontvangst.class));
                    vastgelegd.add(id.waarde());
                    naVastleggen.run();
                    e.getMessage().setBody(id);
                });
            }
        });
        opzet();
        camel.start();
    }

    @AfterEach
    void einde() throws Exception {
        camel.stop();
        opruimen();
        huis.close();
    }

    @Test
    void acknowledgesOnlyWhatIsDurable_byteForByte_withoutAHeader() throws Exception {
        byte[] p7m = document("HIB-2026-0001");
        List<Integer> bijVastleggen = new ArrayList<>();
        naVastleggen = () -> bijVastleggen.add(ontvangsten().size());
        assertThat(ontvangsten()).isEmpty();
        assertThat(lever(p7m)).isTrue();
        assertThat(bijVastleggen).as("durable before the answer").containsExactly(1);
        assertThat(bytes(laatste())).isEqualTo(p7m);
        assertThat(koppen).containsExactly(Map.of());
        assertThat(huis.verwerk(laatste()).staat()).isEqualTo(Staat.AANGENOMEN);
    }

    /** A failure after the bytes are durable is not acknowledged either: the sender may come again, and it is the same document. */
    @Test
    void acknowledgesNothing_whenTheRouteFailsBehindTheCommit() throws Exception {
        byte[] p7m = document("HIB-2026-0001");
        naVastleggen = () -> {
            throw new IllegalStateException("the process ended here");
        };
        assertThat(lever(p7m)).isFalse();
        naVastleggen = () -> { };
        assertThat(nogEens(p7m)).isTrue();
        List<UUID> beide = ontvangsten();
        assertThat(beide).hasSize(2);
        beide.forEach(huis::verwerk);
        assertThat(beide).extracting(id -> huis.rij(id).staat()).containsExactlyInAnyOrder(Staat.AANGENOMEN, Staat.DUBBEL);
        assertThat(beide).extracting(id -> huis.leveringen(id, ontvanger()).size()).containsExactlyInAnyOrder(1, 0);
    }

    @Test
    void acknowledgesNothing_whenTheCommitFails() throws Exception {
        byte[] p7m = document("HIB-2026-0001");
        // disk full, at the very last moment: when the transaction that holds all of it commits
        sql("""
                create function vol() returns trigger language plpgsql as $$ begin raise exception 'vol' using errcode = '53100'; end $$;
                create constraint trigger vol after insert on ontvangst deferrable initially deferred for each row execute function vol()""");
        assertThat(lever(p7m)).isFalse();
        sql("drop trigger vol on ontvangst");
        assertThat(ontvangsten()).isEmpty();
        assertThat(nogEens(p7m)).isTrue();
        assertThat(ontvangsten()).hasSize(1);
        assertThat(bytes(laatste())).isEqualTo(p7m);
    }

    @Test
    void acknowledgesNothing_whileTheIntakeIsClosed() throws Exception {
        UUID eerder = huis.dienIn(Proefhuis.voorbeeld("hib-01-flat.xml"), POLITIE).id();
        huis.klok.vooruit(Duration.ofMinutes(16));
        assertThat(huis.poort.getAsBoolean()).as("evidence was owed too long").isTrue();
        byte[] p7m = document("HIB-2026-0902");
        assertThat(lever(p7m)).isFalse();
        assertThat(ontvangsten()).hasSize(1);
        huis.bewijzen(eerder, POLITIE);
        huis.klok.vooruit(Duration.ofSeconds(6));
        assertThat(nogEens(p7m)).isTrue();
        assertThat(ontvangsten()).hasSize(2);
    }

    @Test
    void whatIsNotAuthentic_getsTheOneAnswer_whateverTheCause() throws Exception {
        byte[] veranderd = document("HIB-2026-0001");
        veranderd[veranderd.length - 40] ^= 1;
        byte[] vanEenAnder = huis.verzegel(hib("HIB-2026-0001"), sleutel(OM.waarde(), "ondertekenen"));
        Set<String> codes = new HashSet<>();
        for (byte[] p7m : List.of(veranderd, vanEenAnder)) {
            assertThat(lever(p7m)).as("received is received").isTrue();
            assertThat(huis.verwerk(laatste()).staat()).isEqualTo(Staat.NIET_AUTHENTIEK);
            codes.add(String.valueOf(huis.rij(laatste()).code()));
            verstuurBewijs();
            assertThat(antwoord(laatste())).isEqualTo(uniformAntwoord());
        }
        assertThat(codes).as("two causes, one answer").hasSize(2);
        assertThat(bewijzen()).isEmpty();
    }

    @Test
    void rejection_reachesItsSender_signed() throws Exception {
        byte[] xml = new String(hib("HIB-2026-0001"), StandardCharsets.UTF_8).replace("<omgeving>demo<", "<omgeving>test<").getBytes(StandardCharsets.UTF_8);
        assertThat(lever(huis.verzegel(xml, sleutel(POLITIE.waarde(), "ondertekenen")))).isTrue();
        assertThat(huis.verwerk(laatste()).staat()).isEqualTo(Staat.GEWEIGERD);
        verstuurBewijs();
        assertThat(bewijzen()).singleElement().satisfies(b -> {
            assertThat(b.tekst()).contains("SubmissionRejection", "urn:zegel:reden:NIET_GEADRESSEERD", "HIB-2026-0001");
            assertThat(isOndertekend(b)).isTrue();
            byte[] anders = b.tekst().replace("NIET_GEADRESSEERD", "NIET_GEADRESSEERT").getBytes(StandardCharsets.UTF_8);
            assertThat(isOndertekend(new Stuk(anders, b.p7s()))).as("control").isFalse();
        });
    }

    @Test
    void sameDocumentTwice_givesTheSameEvidence_andOneDelivery() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(lever(document("HIB-2026-0001"))).as("sealed anew, the same document").isTrue();
            huis.verwerk(laatste());
            verstuurBewijs();
        }
        assertThat(ontvangsten()).extracting(id -> huis.rij(id).staat()).containsExactlyInAnyOrder(Staat.AANGENOMEN, Staat.DUBBEL);
        assertThat(bewijzen()).isNotEmpty().allSatisfy(b -> assertThat(b.tekst()).contains("SubmissionAcceptance"));
        assertThat(bewijzen().stream().map(Stuk::tekst).distinct()).hasSize(1);
        assertThat(ontvangsten().stream().mapToInt(id -> huis.leveringen(id, ontvanger()).size()).sum()).isEqualTo(1);
    }

    @Test
    void tooLarge_isRefusedWhileItStreams() throws Exception {
        huis.grens = 300_000;
        huis.start(Path.of("config/feiten"));
        byte[] p7m = huis.verzegel(new byte[4_000_000], sleutel(POLITIE.waarde(), "ondertekenen"));
        lever(p7m);
        assertThat(ontvangsten()).isEmpty();
        assertThat(koppen).as("it never reached the route").isEmpty();
        assertThat(intake.bytes.get()).isPositive().isLessThan(600_000);
        assertThat(lever(document("HIB-2026-0001"))).as("control").isTrue();
        assertThat(ontvangsten()).hasSize(1);
    }

    @Test
    void copy_isSeenByItsLoketAlone() throws Exception {
        Werk.Rij werk = bezorgd();
        assertThat(klaar(ontvanger())).hasSize(1);
        for (LoketId ander : anderen()) {
            assertThat(klaar(ander)).isEmpty();
            assertThat(heel(ander, werk.naam())).isFalse();
        }
        assertThat(overdracht(werk)).isEmpty();
    }

    @Test
    void partialReading_isNoHandOver_andMayBeRepeated() throws Exception {
        Werk.Rij werk = bezorgd();
        half(ontvanger(), werk.naam());
        half(ontvanger(), werk.naam());
        assertThat(overdracht(werk)).isEmpty();
        assertThat(heel(ontvanger(), werk.naam())).isTrue();
        assertThat(overdracht(werk)).as("control").hasSize(1);
    }

    @Test
    void deliveryWhoseOutcomeWasLost_isRepeatedUnderItsOwnId() throws Exception {
        Werk.Rij werk = aangenomen();
        Bezorger.Uitvoering echt = huis.uitgang;
        huis.uitgang = (kanaal, bezorging) -> {
            echt.doe(kanaal, bezorging);
            throw new IOException("the line broke after the last byte");
        };
        huis.bezorger.bezorg(werk.id());
        assertThat(werk(werk).mogelijk()).isTrue();
        huis.uitgang = echt;
        huis.klok.vooruit(Duration.ofMinutes(5));
        huis.bezorger.bezorg(werk.id());
        assertThat(huis.bezorgd).hasSize(2);
        assertThat(klaar(ontvanger())).isNotEmpty().allSatisfy(naam -> assertThat(naam).contains(werk.id().toString()));
    }

    // --- helpers

    byte[] hib(String referentie) throws IOException {
        return Proefhuis.voorbeeld("hib-01-flat.xml").replace("HIB-2026-0001", referentie).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] document(String referentie) throws IOException {
        return huis.verzegel(hib(referentie), sleutel(POLITIE.waarde(), "ondertekenen"));
    }

    private Werk.Rij aangenomen() throws Exception {
        assertThat(lever(document("HIB-2026-0001"))).isTrue();
        assertThat(huis.verwerk(laatste()).staat()).isEqualTo(Staat.AANGENOMEN);
        return huis.leveringen(laatste(), ontvanger()).get(0);
    }

    private Werk.Rij bezorgd() throws Exception {
        Werk.Rij werk = aangenomen();
        huis.bezorger.bezorg(werk.id());
        return werk(werk);
    }

    private Werk.Rij werk(Werk.Rij rij) {
        return huis.register.werk().lees(rij.id()).orElseThrow();
    }

    private List<String> overdracht(Werk.Rij werk) {
        return huis.bewijzen(java.util.Objects.requireNonNull(werk.ontvangst()), POLITIE).stream()
                .filter(b -> b.contains("Event/ContentHandover\"") && b.contains(werk.id().toString())).toList();
    }

    /** Makes what evidence is owed, and hands the channel what of it is owed as work. */
    private void verstuurBewijs() throws SQLException {
        for (UUID id : ontvangsten()) {
            huis.bewijzen(id, POLITIE);
            huis.register.werk().vanOntvangst(id).stream().filter(w -> w.soort() == Werk.Soort.BEWIJS && w.staat() == Werk.Staat.OPEN)
                    .forEach(w -> huis.bezorger.bezorg(w.id()));
        }
    }

    private static boolean isOndertekend(Stuk stuk) throws Exception {
        CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(stuk.json()), stuk.p7s());
        try {
            return cms.getSignerInfos().iterator().next().verify(new JcaSimpleSignerInfoVerifierBuilder().build(Proefhuis.gateway("bewijs")));
        } catch (org.bouncycastle.cms.CMSSignerDigestMismatchException e) {
            return false;
        }
    }

    private byte[] bytes(UUID ontvangst) throws Exception {
        Authenticate.Inname inname = Authenticate.Inname.open(huis.rij(ontvangst), huis.ontvangstkluis, huis.kast, huis.register);
        try (InputStream in = inname.bytes().open()) {
            return in.readAllBytes();
        }
    }

    UUID laatste() {
        return vastgelegd.get(vastgelegd.size() - 1);
    }

    /** What is durable, in no order. */
    private List<UUID> ontvangsten() {
        try (Connection db = huis.bron.bron().getConnection(); Statement vraag = db.createStatement();
                ResultSet rs = vraag.executeQuery("select id from ontvangst")) {
            List<UUID> ids = new ArrayList<>();
            while (rs.next()) {
                ids.add(rs.getObject(1, UUID.class));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sql(String opdracht) throws SQLException {
        try (Connection db = huis.bron.bron().getConnection(); Statement doe = db.createStatement()) {
            doe.execute(opdracht);
            if (!db.getAutoCommit()) {
                db.commit();
            }
        }
    }
}

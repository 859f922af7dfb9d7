package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.sleutel;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Ontvangstbewijs;
import nl.zegel.party.LoketId;
import nl.zegel.register.Gebeurtenis;
import nl.zegel.register.Werk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail's deadline: silence of a loket that signs receipts is evidence, silence of one that cannot says nothing. */
class OverdrachttermijnTest {
    private static final LoketId AMERSFOORT = new LoketId("gemeente-amersfoort-burgemeester");
    private static final LoketId VERHUURDER = new LoketId("verhuurder-voorbeeld");

    @TempDir
    Path map;

    private Proefhuis huis;

    @BeforeEach
    void begin() throws IOException {
        huis = new Proefhuis(map);
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    private UUID ontvangst(String voorbeeld) throws IOException {
        UUID id = huis.dienIn(Proefhuis.voorbeeld(voorbeeld), POLITIE).id();
        huis.register.werk().vanOntvangst(id).forEach(w -> huis.bezorger.bezorg(w.id()));
        return id;
    }

    private Werk.Rij werk(UUID ontvangst, LoketId loket) {
        return huis.leveringen(ontvangst, loket).get(0);
    }

    /** What the sender has about this loket's copy. */
    private List<String> bewijzen(UUID ontvangst, LoketId loket) {
        String levering = werk(ontvangst, loket).id().toString();
        return huis.bewijzen(ontvangst, POLITIE).stream().filter(b -> b.contains(levering)).toList();
    }

    private List<String> overDeTermijn(UUID ontvangst, LoketId loket) {
        return bewijzen(ontvangst, loket).stream().filter(b -> b.contains("Event/ContentHandoverFailure\"")).toList();
    }

    /** Evidence that says that nothing is known, and none that says that it did not get there. */
    private String nietVastgesteld(UUID ontvangst, LoketId loket) {
        assertThat(overDeTermijn(ontvangst, loket)).isEmpty();
        List<String> open = bewijzen(ontvangst, loket).stream().filter(b -> b.contains("OVERDRACHT_NIET_VASTGESTELD")).toList();
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    private byte[] ontvangstbewijs(LoketId loket) throws Exception {
        Uitgang.Bezorging mail = huis.bezorgd.stream().filter(b -> b.naar().id().equals(loket)).findFirst().orElseThrow();
        byte[] zegel = mail.delen().get(0).bron().open().readAllBytes();
        try (Geopend geopend = huis.open(zegel, loket)) {
            return Ontvangstbewijs.maak(geopend, sleutel(loket.waarde(), "ondertekenen"), Proefhuis.V, huis.klok.instant());
        }
    }

    private void meld(byte[] bewijs) throws IOException {
        huis.terugmeldingen.meld(new Terugmelding.Ontvangstbewijs(Optional.empty(), bewijs));
    }

    @Test
    void loketsThatCannotSign_silenceIsNotEstablished_toldOnceEach() throws Exception {
        UUID id = ontvangst("hib-11-bsn-en-foto.xml");
        huis.klok.vooruit(Duration.ofDays(15));
        assertThat(huis.termijnwacht.leveringen()).isEqualTo(2);
        assertThat(huis.termijnwacht.leveringen()).isZero();
        for (LoketId loket : List.of(AMERSFOORT, VERHUURDER)) {
            assertThat(nietVastgesteld(id, loket)).contains(Gebeurtenis.OUTCOME_NOT_ESTABLISHED.etsi(), "urn:zegel:reden:OVERDRACHT_NIET_VASTGESTELD",
                    "Dit bewijs zegt niet dat het haar niet kreeg")
                    .doesNotContain("GEEN_ONTVANGSTBEWIJS", "NIET_OPGEHAALD");
            assertThat(werk(id, loket).code()).isEqualTo("OVERDRACHT_NIET_VASTGESTELD");
            assertThat(werk(id, loket).staat()).as("it may well have got there").isEqualTo(Werk.Staat.NAAR_MAIL);
        }
    }

    @Test
    void loketThatSigns_silenceIsEvidenceAgainstHandOver() throws Exception {
        UUID id = ontvangst("hib-01-flat.xml");
        huis.klok.vooruit(Duration.ofDays(15));
        huis.termijnwacht.leveringen();
        assertThat(overDeTermijn(id, BURGEMEESTER)).singleElement().asString()
                .contains("urn:zegel:reden:GEEN_ONTVANGSTBEWIJS").doesNotContain("OVERDRACHT_NIET_VASTGESTELD", "zegt niet dat");
        assertThat(werk(id, BURGEMEESTER).code()).isEqualTo("GEEN_ONTVANGSTBEWIJS");
    }

    @Test
    void untilTheVeryDeadline_nobodyIsToldAnything() throws Exception {
        UUID een = ontvangst("hib-01-flat.xml");
        UUID ander = ontvangst("hib-11-bsn-en-foto.xml");
        Instant termijn = werk(een, BURGEMEESTER).deadline();
        huis.klok.zet(termijn.minusMillis(1));
        assertThat(huis.termijnwacht.leveringen()).isZero();
        assertThat(overDeTermijn(een, BURGEMEESTER)).isEmpty();
        assertThat(bewijzen(ander, AMERSFOORT)).noneMatch(b -> b.contains("OVERDRACHT_NIET_VASTGESTELD"));
        huis.klok.zet(termijn);
        huis.termijnwacht.leveringen();
        assertThat(overDeTermijn(een, BURGEMEESTER)).hasSize(1);
    }

    @Test
    void loketThatConfirmedInTime_isNotToldOf() throws Exception {
        UUID id = ontvangst("hib-01-flat.xml");
        meld(ontvangstbewijs(BURGEMEESTER));
        huis.klok.vooruit(Duration.ofDays(15));
        huis.termijnwacht.leveringen();
        assertThat(overDeTermijn(id, BURGEMEESTER)).isEmpty();
        assertThat(werk(id, BURGEMEESTER).code()).isNull();
    }

    @Test
    void receiptAfterTheDeadline_stillProvesHandOver_besideWhatWasTold() throws Exception {
        UUID id = ontvangst("hib-01-flat.xml");
        byte[] bewijs = ontvangstbewijs(BURGEMEESTER);
        huis.klok.vooruit(Duration.ofDays(15));
        huis.termijnwacht.leveringen();
        meld(bewijs);
        assertThat(werk(id, BURGEMEESTER).staat()).isEqualTo(Werk.Staat.OVERGEDRAGEN);
        assertThat(bewijzen(id, BURGEMEESTER).stream().filter(b -> b.contains("Event/ContentHandover\""))).hasSize(1);
        assertThat(overDeTermijn(id, BURGEMEESTER)).hasSize(1);
    }

    /** It was not asked for a receipt, so there is none to accept: neither its own invention nor another message's. */
    @Test
    void loketThatCannotSign_isNotAskedAndProvesNothingByAReceipt() throws Exception {
        UUID id = ontvangst("hib-11-bsn-en-foto.xml");
        Werk.Rij rij = werk(id, AMERSFOORT);
        assertThat(Objects.requireNonNull(rij.zegel()).spoor()).isNull();
        Uitgang.Bezorging mail = huis.bezorgd.stream().filter(b -> b.naar().id().equals(AMERSFOORT)).findFirst().orElseThrow();
        byte[] zegel = mail.delen().get(0).bron().open().readAllBytes();
        try (Geopend geopend = huis.open(zegel, AMERSFOORT)) {
            assertThat(geopend.ontvangstverzoek()).isEmpty();
        }
        meld(VersleuteldeOntvangstbewijzenTest.eigenBewijs(AMERSFOORT, rij.id().toString(), new byte[64], new byte[32]));
        assertThat(werk(id, AMERSFOORT).staat()).isEqualTo(Werk.Staat.NAAR_MAIL);
    }

    /** Whoever is unregistered in between is treated as one of whom nothing is known. */
    @Test
    void loketThatIsGoneAtTheDeadline_isNotEstablished() throws Exception {
        UUID id = ontvangst("hib-01-flat.xml");
        huis.partijen = Loketten.zonder(huis.partijen, BURGEMEESTER);
        huis.start(Path.of("config/feiten"));
        huis.klok.vooruit(Duration.ofDays(15));
        huis.termijnwacht.leveringen();
        nietVastgesteld(id, BURGEMEESTER);
    }
}

package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.LoketId;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerzendingTest {
    private static final LoketId POLITIE = new LoketId("politie-mn-hennepcoordinator");
    private static final Path HIB = Path.of("docs/voorbeelden/hib-10-bijlagen.xml");
    private static final Path BIJLAGEN = Path.of("docs/voorbeelden/bijlagen");

    @TempDir
    Path map;

    private final Partnersleutels sleutels = Partnersleutels.van(VoorbeeldPki.uit(), POLITIE.waarde());

    private Verzending.Verzegeld verzegel(Path xml, Path bijlagen, LoketId als, CmsProfiel profiel) throws Exception {
        return new Verzending(sleutels, map, Clock.systemUTC()).verzegel(xml, bijlagen, als,
                sleutels.gateway().resolve(profiel == CmsProfiel.V4_0 ? "ontsleutelen.pem" : "ontsleutelen-32.pem"), profiel);
    }

    @Test
    void sameDocumentTwice_isTheSameSealedFile() throws Exception {
        Verzending.Verzegeld eerste = verzegel(HIB, BIJLAGEN, POLITIE, CmsProfiel.V4_0);
        byte[] toen = Files.readAllBytes(eerste.bestand());
        Verzending.Verzegeld tweede = verzegel(HIB, BIJLAGEN, POLITIE, CmsProfiel.V4_0);
        assertThat(eerste.opnieuw()).isFalse();
        assertThat(tweede.opnieuw()).isTrue();
        assertThat(tweede.bestand()).isEqualTo(eerste.bestand());
        assertThat(Files.readAllBytes(tweede.bestand())).isEqualTo(toen);
    }

    @Test
    void changedDocument_isAnotherSealedFile() throws Exception {
        Path ander = Files.writeString(map.resolve("ander.xml"), Files.readString(HIB).replace(">410<", ">411<"));
        assertThat(verzegel(ander, BIJLAGEN, POLITIE, CmsProfiel.V4_0).bestand())
                .isNotEqualTo(verzegel(HIB, BIJLAGEN, POLITIE, CmsProfiel.V4_0).bestand());
    }

    @Test
    void profile32_isSignedOnTheOutsideAndAFileOfItsOwn() throws Exception {
        Path p7m = verzegel(HIB, BIJLAGEN, POLITIE, CmsProfiel.V3_2).bestand();
        assertThat(p7m).isNotEqualTo(verzegel(HIB, BIJLAGEN, POLITIE, CmsProfiel.V4_0).bestand());
        assertThat(Files.size(p7m)).isPositive();
    }

    @Test
    void sealedFile_nameSaysNothingOfTheDocument() throws Exception {
        assertThat(verzegel(HIB, BIJLAGEN, POLITIE, CmsProfiel.V4_0).bestand().getFileName().toString()).matches("zegel-[0-9a-f]{12}\\.p7m");
    }

    @Test
    void otherSender_isRefusedAndNothingIsLeft() throws IOException {
        assertThatThrownBy(() -> verzegel(HIB, BIJLAGEN, new LoketId("om-mn-parket"), CmsProfiel.V4_0))
                .isInstanceOf(Inzender.OngeldigDocument.class).hasMessageContaining("afzender");
        assertThat(Democontrole.lijst(map)).isEmpty();
    }

    @Test
    void missingAttachment_isRefusedWithItsName() {
        assertThatThrownBy(() -> verzegel(HIB, map, POLITIE, CmsProfiel.V4_0))
                .isInstanceOf(Inzender.OngeldigDocument.class).hasMessageContaining("apparatuur.csv");
    }

    @Test
    void noEvidenceInTime_endsWithoutClaimingAnything() throws Exception {
        Verzending.Verzegeld verzegeld = verzegel(HIB, BIJLAGEN, POLITIE, CmsProfiel.V4_0);
        Verzending.Uitkomst uitkomst = new Verzending(sleutels, map, Clock.systemUTC())
                .verzend(new Stil(), verzegeld, Duration.ZERO, duur -> { });
        assertThat(uitkomst.soort()).isEqualTo(Verzending.Uitkomst.Soort.GEEN_BEWIJS);
        assertThat(uitkomst.bewijs()).isEmpty();
    }

    /** A gateway that says nothing but about other documents. */
    private static final class Stil implements Partnerkanaal {
        @Override
        public void stuur(Path p7m, String naam) {
            assertThat(p7m).exists();
        }

        @Override
        public List<Bewijs> nieuw() {
            byte[] ander = "{\"ERDSEventId\":\"http://uri.etsi.org/19522/Event/SubmissionAcceptance\",\"MessageIdentifier\":{\"referentie\":\"ANDER\"}}"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return List.of(new Bewijs("bewijs-ander.json", ander, new byte[0]), new Bewijs("x.json", new byte[] {'{'}, new byte[0]));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}

package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** INVARIANT (no clearance, no seal). */
class ClearanceTest {
    private static final LoketId LOKET = new LoketId("gemeente-utrecht-burgemeester");
    private static final Manifest MANIFEST = new Manifest(List.of(new Manifest.Regel("bewijs.json", "application/json", 7, "ab")));

    private static Clearance clearance() {
        return Clearance.voor(new EigenBericht.Bewijs(LOKET, "bewijs-0001"), MANIFEST);
    }

    @Test
    void besteed_rightLoketAndManifest_passesOnce() {
        Clearance clearance = clearance();
        assertThatCode(() -> clearance.besteed(LOKET, MANIFEST)).doesNotThrowAnyException();
        assertThatThrownBy(() -> clearance.besteed(LOKET, MANIFEST)).isInstanceOf(GatewayBug.class).hasMessageContaining("spent");
    }

    @Test
    void besteed_otherLoket_isABug() {
        assertThatThrownBy(() -> clearance().besteed(new LoketId("stedin-fraude"), MANIFEST)).isInstanceOf(GatewayBug.class);
    }

    @Test
    void besteed_otherManifestInAnyField_isABug() {
        for (Manifest.Regel ander : List.of(new Manifest.Regel("bewijs2.json", "application/json", 7, "ab"),
                new Manifest.Regel("bewijs.json", "text/plain", 7, "ab"), new Manifest.Regel("bewijs.json", "application/json", 8, "ab"),
                new Manifest.Regel("bewijs.json", "application/json", 7, "ac"))) {
            assertThatThrownBy(() -> clearance().besteed(LOKET, new Manifest(List.of(ander)))).isInstanceOf(GatewayBug.class);
        }
        Manifest langer = new Manifest(List.of(MANIFEST.regels().get(0), MANIFEST.regels().get(0)));
        assertThatThrownBy(() -> clearance().besteed(LOKET, langer)).isInstanceOf(GatewayBug.class);
        assertThatThrownBy(() -> clearance().besteed(LOKET, new Manifest(List.of()))).isInstanceOf(GatewayBug.class);
    }

    @Test
    void besteed_wrongAttempt_alsoSpendsIt() {
        Clearance clearance = clearance();
        assertThatThrownBy(() -> clearance.besteed(new LoketId("stedin-fraude"), MANIFEST)).isInstanceOf(GatewayBug.class);
        assertThatThrownBy(() -> clearance.besteed(LOKET, MANIFEST)).isInstanceOf(GatewayBug.class);
    }

    @Test
    void besteed_byManyAtOnce_passesForOne() {
        Clearance clearance = clearance();
        AtomicInteger gelukt = new AtomicInteger();
        IntStream.range(0, 64).parallel().forEach(i -> {
            try {
                clearance.besteed(LOKET, MANIFEST);
                gelukt.incrementAndGet();
            } catch (GatewayBug expected) {
                assertThat(expected).hasMessageContaining("spent");
            }
        });
        assertThat(gelukt).hasValue(1);
    }

    @Test
    void besteed_nullManifest_neverPasses() {
        assertThatThrownBy(() -> clearance().besteed(LOKET, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void proofs_haveNoConstructorForOthers() {
        for (Class<?> bewijs : List.of(Clearance.class, Projection.class)) {
            assertThat(Modifier.isFinal(bewijs.getModifiers())).isTrue();
            assertThat(Arrays.stream(bewijs.getDeclaredConstructors()).map(Constructor::getModifiers)).allMatch(Modifier::isPrivate);
        }
    }

    @Test
    void voor_partOutsideTheClosedList_isABug() {
        for (Manifest.Regel vreemd : List.of(new Manifest.Regel("document.xml", "application/xml", 7, "ab"),
                new Manifest.Regel("../bewijs.json", "application/json", 7, "ab"), new Manifest.Regel("bewijs.json", "image/png", 7, "ab"))) {
            assertThatThrownBy(() -> Clearance.voor(new EigenBericht.Bewijs(LOKET, "bewijs-0001"), new Manifest(List.of(vreemd))))
                    .isInstanceOf(GatewayBug.class);
        }
    }

    @Test
    void voor_noPartsAtAll_isABug() {
        assertThatThrownBy(() -> Clearance.voor(new EigenBericht.Bewijs(LOKET, "bewijs-0001"), new Manifest(List.of()))).isInstanceOf(GatewayBug.class);
    }

    @Test
    void voor_ownMessage_namesItsLoketAndNoConvenant() {
        assertThat(clearance().loket()).isEqualTo(LOKET);
        assertThat(clearance().convenantDigest()).isEmpty();
        assertThat(clearance()).hasToString("Clearance[" + LOKET + "]");
    }

    private static EigenBericht bericht(String soort, String id, String code) {
        return switch (soort) {
            case "Bewijs" -> new EigenBericht.Bewijs(LOKET, id);
            case "Afwijzing" -> new EigenBericht.Afwijzing(LOKET, id, code);
            case "Vraag" -> new EigenBericht.Vraag(LOKET, id, code);
            default -> new EigenBericht.Kennisgeving(LOKET, id, code);
        };
    }

    /** INVARIANT (no clearance, no seal): the closed list of parts, per kind. */
    @ParameterizedTest
    @CsvSource({
        "Bewijs,       bewijs-1.json,        true", "Bewijs,       bewijs-1.json.p7s,  true", "Bewijs,       bewijs-1.txt,  true", "Bewijs,       formulier-hib.pdf, false",
        "Bewijs,       bewijs-1.json.txt,    false", "Afwijzing,    afwijzing.json,     true", "Afwijzing,    a.json.p7s,    true", "Afwijzing,    formulier-hib.pdf, true",
        "Afwijzing,    formulier-jan 2.pdf,  false", "Vraag,        vraag.json,         true", "Vraag,        vraag.txt,     true", "Vraag,        vraag.json.p7s,    false",
        "Vraag,        formulier-hib.pdf,    false", "Kennisgeving, melding.json,       true", "Kennisgeving, melding.txt,   true", "Kennisgeving, melding.json.p7s,  false",
        "Kennisgeving, Jan.txt,              false"})
    void ownMessage_hasPartsOfItsClosedListOnly(String soort, String naam, boolean mag) {
        assertThat(bericht(soort, "kenmerk-1", "EEN_CODE").namen().matcher(naam).matches()).isEqualTo(mag);
    }

    @ParameterizedTest
    @CsvSource({
        "Bewijs, jan de vries, EEN_CODE", "Bewijs, abc, EEN_CODE", "Afwijzing, jan de vries, EEN_CODE", "Afwijzing, kenmerk-1, jan", "Vraag, jan de vries, EEN_CODE",
        "Vraag, kenmerk-1, jan", "Kennisgeving, jan de vries, EEN_CODE", "Kennisgeving, kenmerk-1, Jan heeft gebeld"})
    void ownMessage_withText_cannotBeMade(String soort, String id, String code) {
        assertThatThrownBy(() -> bericht(soort, id, code)).isInstanceOf(IllegalArgumentException.class);
    }
}

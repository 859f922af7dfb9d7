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
    void eigenBericht_withText_cannotBeMade() {
        assertThatThrownBy(() -> new EigenBericht.Afwijzing(LOKET, "ontvangst-1", "Jan heeft gebeld")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EigenBericht.Kennisgeving(LOKET, "over Jan de Vries", "LEVERING_WACHT")).isInstanceOf(IllegalArgumentException.class);
    }
}

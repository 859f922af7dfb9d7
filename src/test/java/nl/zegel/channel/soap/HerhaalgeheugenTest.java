package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HerhaalgeheugenTest {
    private static final Instant NU = Instant.parse("2026-11-23T10:00:00Z");
    private final Herhaalgeheugen geheugen = new Herhaalgeheugen(2);

    @Test
    void sameMessage_withinTheLifeOfATimestamp_isRefused() throws Exception {
        geheugen.eisNieuw(new byte[] {1}, NU);
        // a timestamp may be one minute in the future and is good for six more
        assertThatThrownBy(() -> geheugen.eisNieuw(new byte[] {1}, NU.plus(Duration.ofSeconds(419)))).hasMessage("SOAP_HERHALING");
    }

    @Test
    void otherMessage_passes() throws Exception {
        geheugen.eisNieuw(new byte[] {1}, NU);
        assertThatCode(() -> geheugen.eisNieuw(new byte[] {2}, NU)).doesNotThrowAnyException();
    }

    @Test
    void full_refusesRatherThanForgets_untilTheOldestAreOutOfDate() throws Exception {
        geheugen.eisNieuw(new byte[] {1}, NU);
        geheugen.eisNieuw(new byte[] {2}, NU);
        assertThatThrownBy(() -> geheugen.eisNieuw(new byte[] {3}, NU.plusSeconds(60))).isInstanceOf(Weigering.class);
        assertThatCode(() -> geheugen.eisNieuw(new byte[] {3}, NU.plus(Duration.ofMinutes(8)))).doesNotThrowAnyException();
    }
}

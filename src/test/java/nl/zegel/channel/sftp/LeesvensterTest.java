package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import nl.zegel.party.LoketId;
import org.junit.jupiter.api.Test;

class LeesvensterTest {
    private static final LoketId LOKET = new LoketId("gemeente-voorbeeld");
    private static final int LENGTE = 3 * Leesvenster.VENSTER + 12_345;
    private final GeheugenPost post = new GeheugenPost();
    private final byte[] bytes = new byte[LENGTE];

    private Leesvenster venster() throws IOException {
        new Random(7).nextBytes(bytes);
        post.leg(post.uit, LOKET.waarde(), "a", bytes);
        return new Leesvenster(post.open(LOKET, "a"));
    }

    private void lees(Leesvenster venster, long van, int aantal) throws IOException {
        byte[] doel = new byte[aantal];
        int n = venster.lees(van, doel, aantal);
        assertThat(n).isEqualTo((int) Math.min(aantal, LENGTE - van));
        assertThat(Arrays.equals(doel, 0, n, bytes, (int) van, (int) van + n)).as("bytes at %d", van).isTrue();
    }

    @Test
    void readFrontToBack_isComplete() throws IOException {
        Leesvenster venster = venster();
        for (int i = 0; i < LENGTE; i += 32_768) {
            assertThat(venster.allesGegeven()).isFalse();
            lees(venster, i, 32_768);
        }
        assertThat(venster.lees(LENGTE, new byte[1], 1)).isEqualTo(-1);
        venster.klaar();
        assertThat(post.volledigGelezen).containsExactly("gemeente-voorbeeld/a");
    }

    @Test
    void shuffledPipelinedReads_areServedAndComplete() throws IOException {
        Leesvenster venster = venster();
        Random toeval = new Random(3);
        for (int groep = 0; groep < LENGTE; groep += 8 * 32_768) {
            Integer[] volgorde = {0, 1, 2, 3, 4, 5, 6, 7};
            java.util.Collections.shuffle(Arrays.asList(volgorde), toeval);
            for (int i : volgorde) {
                if (groep + i * 32_768 < LENGTE) {
                    lees(venster, groep + i * 32_768L, 32_768);
                }
            }
        }
        assertThat(venster.allesGegeven()).isTrue();
    }

    @Test
    void readBackToFront_isServedAndComplete() throws IOException {
        Leesvenster venster = venster();
        int stap = 100_000;
        for (long van = LENGTE / stap * stap; van >= 0; van -= stap) {
            lees(venster, van, stap);
        }
        assertThat(venster.allesGegeven()).isTrue();
    }

    @Test
    void oneByteMissing_isNotComplete() throws IOException {
        Leesvenster venster = venster();
        lees(venster, 0, 1000);
        for (int i = 1001; i < LENGTE; i += 32_768) {
            lees(venster, i, 32_768);
        }
        venster.klaar();
        assertThat(post.volledigGelezen).isEmpty();
        lees(venster, 1000, 1);
        assertThat(venster.allesGegeven()).isTrue();
    }

    @Test
    void repeatedBytes_countOnce() throws IOException {
        Leesvenster venster = venster();
        for (int i = 0; i < 200; i++) {
            lees(venster, 0, 32_768);
        }
        assertThat(venster.allesGegeven()).isFalse();
    }

    @Test
    void endlessSeekingBack_isRefused() throws IOException {
        Leesvenster venster = venster();
        assertThatThrownBy(() -> {
            for (int i = 0; i < 1000; i++) {
                venster.lees(LENGTE - 1, new byte[1], 1);
                venster.lees(0, new byte[1], 1);
            }
        }).isInstanceOf(Weigering.class);
    }

    @Test
    void manyHoles_areNeverComplete() throws IOException {
        Leesvenster venster = venster();
        for (int i = 0; i < 20_000; i += 2) {
            venster.lees(i, new byte[1], 1);
        }
        for (int i = 1; i < 20_000; i += 2) {
            venster.lees(i, new byte[1], 1);
        }
        for (int i = 20_000; i < LENGTE; i += 32_768) {
            venster.lees(i, new byte[32_768], 32_768);
        }
        assertThat(venster.allesGegeven()).as("what was not counted is not claimed").isFalse();
    }

    @Test
    void close_letsGoOfTheReading() throws IOException {
        Leesvenster venster = venster();
        lees(venster, 0, 10);
        venster.close();
        assertThat(post.losgelaten).isEqualTo(1);
        assertThat(post.volledigGelezen).isEmpty();
    }
}

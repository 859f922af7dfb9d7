package nl.zegel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmimeVormTest {
    private static final String KOP = "Content-Type: application/pkcs7-mime; smime-type=signed-data\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    private final Random toeval = new Random(7);

    private static byte[] lees(String entiteit, int stuk) throws IOException {
        try (InputStream in = SmimeVorm.lees(new Druppels(entiteit.getBytes(StandardCharsets.US_ASCII), stuk))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 56, 57, 58, 12_287, 12_288, 12_289, 100_000})
    void whatWasWritten_isReadBack_howeverTheBytesArrive(int lengte) throws IOException {
        byte[] bytes = new byte[lengte];
        toeval.nextBytes(bytes);
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try (OutputStream naar = SmimeVorm.schrijf(uit, "signed-data")) {
            naar.write(bytes);
        }
        for (int stuk : new int[] {1, 3, 77, 1 << 20}) {
            assertThat(lees(uit.toString(StandardCharsets.US_ASCII), stuk)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUJD\nREVG", "QUJDREVG", "Q\r\nUJDRE\nVG\r\n\r\n", "QUJDRE\r\r\nVG\n"})
    void linesMayBreakAnywhere(String tekst) throws IOException {
        assertThat(lees(KOP + tekst, 5)).asString().isEqualTo("ABCDEF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUJD*EVG", "QUJD REVG", "QQ==QUJD", "QQ==\r\nQ", "QQ=", "QUJDR", "=QUJ", "QUJD====", "QUJD-_==", "QQ==."})
    void whatIsNoBase64_isRefused(String tekst) {
        for (int stuk : new int[] {1, 4, 100}) {
            assertThatThrownBy(() -> lees(KOP + tekst, stuk)).isInstanceOf(Ongeldig.class);
        }
    }

    @Test
    void somethingBehindThePadding_isRefusedAlsoWhenItComesMuchLater() {
        String lang = Base64.getEncoder().encodeToString(new byte[40_000]);
        assertThat(lang).endsWith("=");
        assertThatThrownBy(() -> lees(KOP + lang + "\r\n".repeat(20_000) + "QUJD", 1 << 20)).isInstanceOf(Ongeldig.class);
    }

    /** Gives a few bytes at a time. */
    private static final class Druppels extends ByteArrayInputStream {
        private final int stuk;

        Druppels(byte[] bytes, int stuk) {
            super(bytes);
            this.stuk = stuk;
        }

        @Override
        public synchronized int read(byte[] b, int off, int len) {
            return super.read(b, off, Math.min(len, stuk));
        }
    }
}

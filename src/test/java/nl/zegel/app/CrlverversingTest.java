package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nl.zegel.crypto.Crlbron;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrlverversingTest {
    private static final Duration NOOIT = Duration.ofDays(1);

    @TempDir
    Path map;

    @Test
    void newFile_countsAtTheNextReading() throws IOException {
        try (Crlverversing crls = new Crlverversing(map, NOOIT)) {
            assertThat(crls.get().onleesbaar()).isEmpty();
            Files.writeString(map.resolve("kapot.crl"), "geen crl");
            crls.ververs();
            assertThat(crls.get().onleesbaar()).containsExactly("kapot.crl");
        }
    }

    @Test
    void folderGone_leavesTheLastReading() throws IOException {
        Path weg = Files.createDirectory(map.resolve("weg"));
        try (Crlverversing crls = new Crlverversing(weg, NOOIT)) {
            Crlbron eerste = crls.get();
            Files.delete(weg);
            crls.ververs();
            assertThat(crls.get()).isSameAs(eerste);
        }
    }

    @Test
    void folderMissingAtStart_isRefused() {
        assertThatThrownBy(() -> new Crlverversing(map.resolve("nergens"), NOOIT)).isInstanceOf(IOException.class);
    }
}

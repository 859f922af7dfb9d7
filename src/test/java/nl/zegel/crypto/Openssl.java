package nl.zegel.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs the real {@code openssl}; without it a CI run fails, a laptop says so and skips. */
final class Openssl {
    private final Path map;

    Openssl(Path map) {
        this.map = map;
        if (!aanwezig()) {
            if (System.getenv("CI") != null) {
                throw new IllegalStateException("openssl is missing: install it, CI must not skip this");
            }
            System.err.println("OVERGESLAGEN: openssl ontbreekt, de kruisproef met openssl is NIET gedaan");
            Assumptions.abort("openssl is missing");
        }
    }

    record Uitkomst(int code, String tekst) {}

    /** @throws IllegalStateException when openssl fails */
    void doe(String... argumenten) {
        Uitkomst uitkomst = probeer(argumenten);
        if (uitkomst.code() != 0) {
            throw new IllegalStateException("openssl " + String.join(" ", argumenten) + ": " + uitkomst.tekst());
        }
    }

    Uitkomst probeer(String... argumenten) {
        List<String> opdracht = new ArrayList<>(List.of("openssl"));
        opdracht.addAll(List.of(argumenten));
        return start(opdracht, map);
    }

    private static boolean aanwezig() {
        try {
            return start(List.of("openssl", "version"), Path.of(".")).code() == 0;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static Uitkomst start(List<String> opdracht, Path map) {
        try {
            Process p = new ProcessBuilder(opdracht).directory(map.toFile()).redirectErrorStream(true).start();
            p.getOutputStream().close();
            String tekst = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!p.waitFor(60, TimeUnit.SECONDS)) {
                p.destroyForcibly();
                throw new IllegalStateException("openssl does not end");
            }
            return new Uitkomst(p.exitValue(), tekst);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

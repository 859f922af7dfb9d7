package nl.zegel.app;

import java.nio.file.Path;

/** The folder with {@code config/}, {@code routes/} and {@code certs-example/}: the launcher names it. */
final class Thuis {
    private Thuis() {}

    static Path map() {
        return Path.of(System.getProperty("zegel.thuis", "")).toAbsolutePath().normalize();
    }

    static Path pad(String onder) {
        return map().resolve(onder);
    }
}

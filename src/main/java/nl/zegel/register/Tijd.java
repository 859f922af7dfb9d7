package nl.zegel.register;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How moments are written in everything that is stored or signed: UTC, always milliseconds. */
final class Tijd {
    private static final DateTimeFormatter VORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Tijd() {}

    static String tekst(Instant moment) {
        return VORM.format(moment);
    }
}

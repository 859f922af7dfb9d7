package nl.zegel.channel.sftp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
final class Proefklok extends Clock {
    private volatile Instant nu = Instant.parse("2026-11-23T10:00:00Z");

    void verzet(Duration stap) {
        nu = nu.plus(stap);
    }

    @Override
    public Instant instant() {
        return nu;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

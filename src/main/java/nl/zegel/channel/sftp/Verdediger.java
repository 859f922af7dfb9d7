package nl.zegel.channel.sftp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps a score per host and shuts hosts out for a while (the idea of SFTPGo's defender): one failure never bans, a run
 * of them does. An IPv6 host is its /64. Memory is bounded. Thread-safe.
 */
final class Verdediger {
    static final int MISLUKT = 2;
    static final int TE_VEEL = 3;
    private static final int GRENS = 15;
    private static final Duration VENSTER = Duration.ofMinutes(30);
    private static final Duration BAN = Duration.ofMinutes(30);
    private static final int MEESTE_HOSTS = 10_000;
    private final Clock clock;
    private final Map<String, Score> scores = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Score> oudste) {
            return size() > MEESTE_HOSTS;
        }
    };

    private record Score(int punten, Instant begin, Instant dichtTot) {}

    Verdediger(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean buitengesloten(InetAddress host) {
        Score score = scores.get(sleutel(host));
        return score != null && clock.instant().isBefore(score.dichtTot());
    }

    /** @return true when these points shut the host out */
    synchronized boolean tel(InetAddress host, int punten) {
        Instant nu = clock.instant();
        Score oud = scores.remove(sleutel(host));
        boolean vers = oud == null || oud.begin().plus(VENSTER).isBefore(nu);
        int som = vers ? punten : oud.punten() + punten;
        boolean dicht = som >= GRENS;
        Instant dichtTot = oud != null && oud.dichtTot().isAfter(nu) ? oud.dichtTot() : Instant.MIN;
        scores.put(sleutel(host), dicht
                ? new Score(0, nu, nu.plus(BAN)) : new Score(som, vers ? nu : oud.begin(), dichtTot));
        return dicht;
    }

    synchronized int hosts() {
        return scores.size();
    }

    private static String sleutel(InetAddress host) {
        byte[] adres = host.getAddress();
        return HexFormat.of().formatHex(host instanceof Inet6Address ? Arrays.copyOf(adres, 8) : adres);
    }
}

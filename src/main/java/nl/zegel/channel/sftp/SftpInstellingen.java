package nl.zegel.channel.sftp;

import java.time.Duration;

/**
 * Bounds of the embedded server. Every one is a bound on what a client can cost; none weakens an invariant.
 *
 * @param host             address to listen on
 * @param poort            0 lets the system choose (tests)
 * @param aanmeldtijd      time a connection has to log in
 * @param rusttijd         time a session may be silent
 * @param respijt          time that an incomplete upload, or one that waits for its rename, can be resumed
 * @param sessiesPerLoket  sessions at the same time of one loket
 * @param sessiesPerHost   connections at the same time of one host
 * @param openPerSessie    open files and folders of one session
 * @param openPerLoket     uploads of one loket under way or waiting
 */
public record SftpInstellingen(
        String host, int poort, Duration aanmeldtijd, Duration rusttijd, Duration respijt,
        int sessiesPerLoket, int sessiesPerHost, int openPerSessie, int openPerLoket) {

    /** Values for an ordinary gateway on the given address. */
    public static SftpInstellingen op(String host, int poort) {
        return new SftpInstellingen(host, poort, Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofHours(1), 8, 20, 8, 32);
    }
}

package nl.zegel.channel.soap;

import java.security.cert.X509Certificate;
import java.util.Optional;
import nl.zegel.party.LoketId;

/**
 * Port: for whom a certificate speaks today. Asked at every message, so a withdrawn registration counts at once.
 * Thread-safe.
 */
@FunctionalInterface
public interface SoapToegang {
    /**
     * @param ondertekenaar certificate whose key signed the message; the signature was verified
     * @param tls           client certificate of the TLS session; when there is one it must belong to the same loket
     * @return the loket that has both registered (path, validity and revocation judged), or empty: the message is refused
     */
    Optional<LoketId> loket(X509Certificate ondertekenaar, Optional<X509Certificate> tls);
}

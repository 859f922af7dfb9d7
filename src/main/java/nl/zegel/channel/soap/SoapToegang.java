package nl.zegel.channel.soap;

import java.security.cert.X509Certificate;
import java.util.Optional;
import nl.zegel.exchange.Onzeker;
import nl.zegel.party.LoketId;
import nl.zegel.party.Sleuteldoel;

/**
 * Port: for whom a certificate speaks today. Asked at every message, so a withdrawn registration counts at once.
 * Thread-safe.
 */
@FunctionalInterface
public interface SoapToegang {
    /**
     * @param doel what the certificate was used for here: signing the message (the signature was verified) or the TLS session
     * @return the loket that has it registered for that (path, validity and revocation judged), or empty: nobody's
     * @throws Onzeker when that cannot be said now: the other side is asked to come back
     */
    Optional<LoketId> loket(X509Certificate certificaat, Sleuteldoel doel) throws Onzeker;
}

package nl.zegel.channel.soap;

import java.security.cert.X509Certificate;
import java.util.Optional;
import nl.zegel.crypto.Vingerafdruk;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.party.LoketId;

/**
 * A request that passed {@link VerzoekIn}: the only thing of its headers that travels on. Made there alone.
 *
 * @param handtekening signature value, that the answer confirms
 */
record Bericht(String berichtId, String actie, X509Certificate ondertekenaar, byte[] handtekening,
        Optional<X509Certificate> tls, LoketId loket) {

    Aanvoer.Soap aanvoer() {
        return new Aanvoer.Soap(Vingerafdruk.van(ondertekenaar), tls.map(Vingerafdruk::van), berichtId);
    }

    @Override
    public String toString() {
        return "Bericht[" + loket + "]";
    }
}

package nl.zegel.app;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import nl.zegel.channel.soap.SoapToegang;
import nl.zegel.convenant.Beslisser;
import nl.zegel.crypto.Vingerafdruk;
import nl.zegel.exchange.Onzeker;
import nl.zegel.exchange.Padbewaking;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import nl.zegel.party.Sleuteldoel;

/** For whom a certificate speaks over SOAP: registered for that purpose today, with a path that is good at this moment. */
record Lokettoegang(Partijen partijen, Padbewaking paden, Clock klok) implements SoapToegang {
    @Override
    public Optional<LoketId> loket(X509Certificate certificaat, Sleuteldoel doel) throws Onzeker {
        Instant nu = klok.instant();
        Optional<Loket> loket = partijen.bijCertificaat(Vingerafdruk.van(certificaat), doel, nu.atZone(Beslisser.ZONE).toLocalDate());
        // only what is registered is worth a path, and an alarm
        return loket.isPresent() && paden.goed(certificaat, doel, nu) ? loket.map(Loket::id) : Optional.empty();
    }
}

package nl.zegel.exchange;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import nl.zegel.crypto.Padcontrole;
import nl.zegel.crypto.Padoordeel;
import nl.zegel.crypto.Vingerafdruk;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.register.RegisterFout;

/** Certificate paths as every step asks for them: what is good by grace alone raises an alarm, once a day. Thread-safe. */
public final class Padbewaking {
    private final Padcontrole paden;
    private final Alarmen alarmen;

    public Padbewaking(Padcontrole paden, Alarmen alarmen) {
        this.paden = paden;
        this.alarmen = alarmen;
    }

    /** As {@link Padcontrole#controleer}; not within a transaction. */
    Padoordeel controleer(X509Certificate certificaat, Sleuteldoel doel, List<X509Certificate> tas, Instant moment) {
        Padoordeel oordeel = paden.controleer(certificaat, doel, tas, moment);
        if (oordeel.alarm()) {
            alarmen.meldDagelijks(null, "CRL_IN_RESPIJT", Vingerafdruk.van(certificaat));
        }
        return oordeel;
    }

    /**
     * For a channel that must know who is at the door before there is work to wait.
     *
     * @throws Onzeker when nobody can say now whether it was revoked, with an alarm; or when the register, which must hold the
     *     alarm, cannot be written
     */
    public boolean goed(X509Certificate certificaat, Sleuteldoel doel, Instant moment) throws Onzeker {
        try {
            Padoordeel oordeel = controleer(certificaat, doel, List.of(), moment);
            if (intrekkingOnbekend(oordeel)) {
                alarmen.meldDagelijks(null, "INTREKKING_ONBEKEND", "INNAME");
                throw new Onzeker();
            }
            return oordeel.goed();
        } catch (RegisterFout weg) {
            throw new Onzeker();
        }
    }

    /** True when nobody can say now whether it was revoked: the work waits, since that is neither yes nor no. */
    static boolean intrekkingOnbekend(Padoordeel oordeel) {
        return oordeel.code() == Padoordeel.Code.GEEN_CRL || oordeel.code() == Padoordeel.Code.CRL_VEROUDERD;
    }
}

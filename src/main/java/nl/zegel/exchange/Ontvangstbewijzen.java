package nl.zegel.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Ontvangstbewijs.Ontvangen;
import nl.zegel.crypto.Padoordeel;
import nl.zegel.party.Partijen;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.register.Register;
import nl.zegel.register.Transactie;
import nl.zegel.register.Werk;

/**
 * What a signed receipt (RFC 2634) proves, whether it came in the open or inside an encrypted mail. INVARIANT (claims are not
 * facts): it counts only for the one delivery whose signature it repeats, signed by the loket that the delivery was for.
 * Who mailed it does not matter: the signature is the proof.
 */
public final class Ontvangstbewijzen {
    private static final String WAARNEMING = "Het loket heeft de ontvangst bevestigd met een ondertekend ontvangstbewijs.";

    private final Register register;
    private final Partijen partijen;
    private final Padbewaking paden;
    private final Afgiftebewijs afgiftebewijs;

    public Ontvangstbewijzen(Register register, Partijen partijen, Padbewaking paden, Afgiftebewijs afgiftebewijs) {
        this.register = register;
        this.partijen = partijen;
        this.paden = paden;
        this.afgiftebewijs = afgiftebewijs;
    }

    /** {@link Uitslag.Overgedragen}, {@link Uitslag.NietAuthentiek} with why not, or {@link Uitslag.Later}. */
    Uitslag beoordeel(Ontvangen bewijs, Instant nu) {
        Optional<Werk.Rij> levering = levering(bewijs.inhoudId()).filter(r -> hoortBij(bewijs, r));
        if (levering.isEmpty()) {
            return new Uitslag.NietAuthentiek("ONTVANGSTBEWIJS_ONBEKEND");
        }
        Werk.Rij rij = levering.get();
        boolean vanLoket = partijen.bijCertificaat(bewijs.vingerafdruk(), Sleuteldoel.ONDERTEKENEN, Authenticate.dag(nu))
                .filter(l -> l.id().equals(rij.loket())).isPresent();
        if (!vanLoket) {
            return new Uitslag.NietAuthentiek("ONTVANGSTBEWIJS_ONDERTEKENAAR");
        }
        Padoordeel pad = paden.controleer(bewijs.ondertekenaar(), Sleuteldoel.ONDERTEKENEN, bewijs.tas(), nu);
        if (Padbewaking.intrekkingOnbekend(pad)) {
            return new Uitslag.Later("INTREKKING_ONBEKEND");
        }
        return pad.goed() ? new Uitslag.Overgedragen(rij) : new Uitslag.NietAuthentiek("ONTVANGSTBEWIJS_CERTIFICAAT");
    }

    /** Hand-over and the evidence it owes, once; the same receipt again changes nothing. */
    void boek(Transactie tx, Werk.Rij levering) {
        register.werk().overgedragen(tx, levering.id(), WAARNEMING)
                .ifPresent(entry -> afgiftebewijs.overgedragen(tx, levering, entry, WAARNEMING));
    }

    private static boolean hoortBij(Ontvangen bewijs, Werk.Rij rij) {
        return Optional.ofNullable(rij.zegel()).flatMap(z -> Optional.ofNullable(z.spoor())).map(Spoorvorm::lees)
                .filter(spoor -> bewijs.hoortBij(rij.id().toString().getBytes(StandardCharsets.US_ASCII), spoor)).isPresent();
    }

    private Optional<Werk.Rij> levering(byte[] inhoudId) {
        try {
            return register.werk().lees(UUID.fromString(new String(inhoudId, StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException vreemd) {
            return Optional.empty();
        }
    }
}

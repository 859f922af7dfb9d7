package nl.zegel.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Padoordeel;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Partijen;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Werk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports about mail that this gateway sent. INVARIANT (claims are not facts): a delivery status or read receipt is a state
 * and a reason to look. Only a receipt that the loket signed over exactly our signature is proof of hand-over; what claims
 * to be one and is not, is counted.
 */
public final class Terugmeldingen implements Terugmelding {
    private static final Logger LOG = LoggerFactory.getLogger(Terugmeldingen.class);

    private final Register register;
    private final Partijen partijen;
    private final Padbewaking paden;
    private final Voorzieningen voorzieningen;
    private final Afgiftebewijs afgiftebewijs;
    private final Alarmen alarmen;
    private final Clock klok;

    public Terugmeldingen(Register register, Partijen partijen, Padbewaking paden, Voorzieningen voorzieningen, Afgiftebewijs afgiftebewijs,
            Alarmen alarmen, Clock klok) {
        this.register = register;
        this.partijen = partijen;
        this.paden = paden;
        this.voorzieningen = voorzieningen;
        this.afgiftebewijs = afgiftebewijs;
        this.alarmen = alarmen;
        this.klok = klok;
    }

    @Override
    public void meld(Melding melding) throws IOException {
        try {
            if (melding instanceof Ontvangstbewijs bewijs) {
                ontvangstbewijs(bewijs.cms());
            } else if (melding instanceof Relay relay && relay.actie() == Actie.MISLUKT) {
                relayMislukt(relay);
            } else if (melding instanceof Dispositie dispositie && dispositie.fout()) {
                levering(dispositie.leveringId()).ifPresent(r -> alarmen.meldDagelijks(r.id(), "MAILDISPOSITIE_FOUT", r.id().toString()));
            } else {
                LOG.info("a report about sent mail: {}", melding.getClass().getSimpleName());
            }
        } catch (RegisterFout fout) {
            throw new IOException("the report could not be booked; offer it again", fout);
        }
    }

    private void relayMislukt(Relay relay) {
        levering(relay.leveringId()).ifPresent(rij -> register.voer(tx -> register.werk().relayMislukt(tx, rij.id(), "MAILRELAY_MISLUKT")
                .ifPresent(entry -> {
                    afgiftebewijs.relayMislukt(tx, rij, entry);
                    alarmen.meld(tx, rij.id(), "MAILRELAY_MISLUKT");
                })));
    }

    private void ontvangstbewijs(byte[] cms) throws IOException {
        Optional<nl.zegel.crypto.Ontvangstbewijs.Ontvangen> gelezen = nl.zegel.crypto.Ontvangstbewijs.lees(cms, voorzieningen);
        if (gelezen.isEmpty()) {
            tel("ONTVANGSTBEWIJS_MISVORMD");
            return;
        }
        nl.zegel.crypto.Ontvangstbewijs.Ontvangen bewijs = gelezen.get();
        Optional<Werk.Rij> rij = levering(new String(bewijs.inhoudId(), StandardCharsets.US_ASCII)).filter(r -> hoortBij(bewijs, r));
        if (rij.isEmpty()) {
            tel("ONTVANGSTBEWIJS_ONBEKEND");
            return;
        }
        Optional<String> bezwaar = bezwaar(bewijs, rij.get());
        if (bezwaar.isPresent()) {
            tel(bezwaar.get());
            return;
        }
        String waarneming = "Het loket heeft de ontvangst bevestigd met een ondertekend ontvangstbewijs.";
        register.voer(tx -> register.werk().overgedragen(tx, rij.get().id(), waarneming)
                .ifPresent(entry -> afgiftebewijs.overgedragen(tx, rij.get(), entry, waarneming)));
    }

    private static boolean hoortBij(nl.zegel.crypto.Ontvangstbewijs.Ontvangen bewijs, Werk.Rij rij) {
        return Optional.ofNullable(rij.zegel()).flatMap(z -> Optional.ofNullable(z.spoor())).map(Spoorvorm::lees)
                .filter(spoor -> bewijs.hoortBij(rij.id().toString().getBytes(StandardCharsets.US_ASCII), spoor)).isPresent();
    }

    /** Why its signer does not count. @throws IOException when nobody can say now whether it was revoked: offered again */
    private Optional<String> bezwaar(nl.zegel.crypto.Ontvangstbewijs.Ontvangen bewijs, Werk.Rij rij) throws IOException {
        Instant nu = klok.instant();
        boolean vanLoket = partijen.bijCertificaat(bewijs.vingerafdruk(), Sleuteldoel.ONDERTEKENEN, Authenticate.dag(nu))
                .filter(l -> l.id().equals(rij.loket())).isPresent();
        if (!vanLoket) {
            return Optional.of("ONTVANGSTBEWIJS_ONDERTEKENAAR");
        }
        Padoordeel pad = paden.controleer(bewijs.ondertekenaar(), Sleuteldoel.ONDERTEKENEN, bewijs.tas(), nu);
        if (Padbewaking.intrekkingOnbekend(pad)) {
            throw new IOException("revocation of a receipt's signer is not known now; offer it again");
        }
        return pad.goed() ? Optional.empty() : Optional.of("ONTVANGSTBEWIJS_CERTIFICAAT");
    }

    private void tel(String code) {
        register.voer(tx -> register.ontvangsten().telNietAuthentiek(tx, Kanaal.MAIL, code));
    }

    private Optional<Werk.Rij> levering(String id) {
        try {
            return register.werk().lees(UUID.fromString(id));
        } catch (IllegalArgumentException vreemd) {
            return Optional.empty();
        }
    }
}

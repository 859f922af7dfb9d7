package nl.zegel.exchange;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.party.Kanaal;
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
    private final Ontvangstbewijzen ontvangstbewijzen;
    private final Voorzieningen voorzieningen;
    private final Afgiftebewijs afgiftebewijs;
    private final Alarmen alarmen;
    private final Clock klok;

    public Terugmeldingen(Register register, Ontvangstbewijzen ontvangstbewijzen, Voorzieningen voorzieningen, Afgiftebewijs afgiftebewijs,
            Alarmen alarmen, Clock klok) {
        this.register = register;
        this.ontvangstbewijzen = ontvangstbewijzen;
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
        Uitslag uitslag = nl.zegel.crypto.Ontvangstbewijs.lees(cms, voorzieningen)
                .map(bewijs -> ontvangstbewijzen.beoordeel(bewijs, klok.instant()))
                .orElse(new Uitslag.NietAuthentiek("ONTVANGSTBEWIJS_MISVORMD"));
        if (uitslag instanceof Uitslag.Overgedragen overgedragen) {
            register.voer(tx -> ontvangstbewijzen.boek(tx, overgedragen.levering()));
        } else if (uitslag instanceof Uitslag.NietAuthentiek niet) {
            tel(niet.code());
        } else {
            throw new IOException("nobody can say now whether a receipt's signer was revoked; offer it again");
        }
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

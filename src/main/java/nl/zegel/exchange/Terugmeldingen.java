package nl.zegel.exchange;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.register.Inschrijving;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Werk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports about mail that this gateway sent. A failed relay raises an alarm for a person; nothing here is proof, so no
 * report changes who has what.
 */
public final class Terugmeldingen implements Terugmelding {
    private static final Logger LOG = LoggerFactory.getLogger(Terugmeldingen.class);

    private final Register register;

    public Terugmeldingen(Register register) {
        this.register = register;
    }

    @Override
    public void meld(Melding melding) throws IOException {
        try {
            if (melding instanceof Relay relay && relay.actie() == Actie.MISLUKT) {
                alarm(relay.leveringId(), "MAILRELAY_MISLUKT");
            } else if (melding instanceof Dispositie dispositie && dispositie.fout()) {
                alarm(dispositie.leveringId(), "MAILDISPOSITIE_FOUT");
            } else {
                LOG.info("a report about sent mail: {}", melding.getClass().getSimpleName());
            }
        } catch (RegisterFout fout) {
            throw new IOException("the report could not be booked; offer it again", fout);
        }
    }

    private void alarm(String leveringId, String code) {
        Optional<Werk.Rij> rij = levering(leveringId).flatMap(id -> register.werk().lees(id));
        rij.ifPresent(r -> register.voer(tx -> register.inschrijvingen()
                .schrijf(tx, Inschrijving.van(Inschrijving.Soort.ALARM, r.id(), "code", code, "ernst", "HOOG"))));
    }

    private static Optional<UUID> levering(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException vreemd) {
            return Optional.empty();
        }
    }
}

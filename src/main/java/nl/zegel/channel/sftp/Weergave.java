package nl.zegel.channel.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.LoketId;
import org.apache.sshd.sftp.common.SftpConstants;

/**
 * What one loket sees: {@code in/} (its own uploads, to list and never to read), {@code out/} and {@code receipts/}. A
 * view of the exchange; no folder holds anything, and there is no word for another loket's view.
 */
final class Weergave {
    private static final int MAP = 0040700;
    private static final int SCHRIJFBAAR = 0100200;
    private static final int LEESBAAR = 0100400;
    private final LoketId loket;
    private final Postbus postbus;
    private final Uploads uploads;
    private final BooleanSupplier magNog;

    /** One entry of a listing. */
    record Inzage(String naam, int rechten, long lengte, Instant tijd) {
        boolean isMap() {
            return rechten == MAP;
        }
    }

    /** @param magNog whether this login still counts; asked before every opening, since a key can be withdrawn meanwhile */
    Weergave(LoketId loket, Postbus postbus, Uploads uploads, BooleanSupplier magNog) {
        this.loket = loket;
        this.postbus = postbus;
        this.uploads = uploads;
        this.magNog = magNog;
    }

    Inzage bekijk(Plek plek) throws Weigering {
        nogBevoegd();
        if (plek instanceof Plek.Bestand bestand) {
            return inhoud(bestand.vak()).stream().filter(i -> i.naam().equals(bestand.naam())).findFirst()
                    .orElseThrow(Weigering::nietGevonden);
        }
        return map(plek instanceof Plek.Map m ? m.vak().naam() : ".");
    }

    List<Inzage> lijst(Plek plek) throws Weigering {
        nogBevoegd();
        List<Inzage> alles = new ArrayList<>(List.of(map("."), map("..")));
        if (plek instanceof Plek.Map m) {
            alles.addAll(inhoud(m.vak()));
        } else if (plek instanceof Plek.Wortel) {
            for (Plek.Vak vak : Plek.Vak.values()) {
                alles.add(map(vak.naam()));
            }
        } else {
            throw Weigering.nietGevonden();
        }
        return alles;
    }

    /** While the register is away the client hears "later", and never sees an empty folder. */
    private List<Inzage> inhoud(Plek.Vak vak) throws Weigering {
        try {
            return switch (vak) {
                case IN -> eigenUploads();
                case OUT -> leesbaar(postbus.uit(loket));
                case RECEIPTS -> leesbaar(postbus.bewijzen(loket));
            };
        } catch (UncheckedIOException later) {
            throw Weigering.misluk("kan nu niet; probeer het later opnieuw");
        }
    }

    private static List<Inzage> leesbaar(List<Postbus.Item> items) {
        return items.stream().map(i -> new Inzage(i.naam(), LEESBAAR, i.lengte(), i.tijd())).toList();
    }

    /** What is under way hides an earlier upload of the same name, since that is what a client resumes. */
    private List<Inzage> eigenUploads() {
        Map<String, Inzage> opNaam = new LinkedHashMap<>();
        postbus.in(loket).stream().sorted(Comparator.comparing(Postbus.Item::tijd))
                .forEach(i -> opNaam.put(i.naam(), new Inzage(i.naam(), SCHRIJFBAAR, i.lengte(), i.tijd())));
        uploads.van(loket).forEach(u -> opNaam.put(u.naam(), new Inzage(u.naam(), SCHRIJFBAAR, u.grootte(), u.laatst())));
        return List.copyOf(opNaam.values());
    }

    private static Inzage map(String naam) {
        return new Inzage(naam, MAP, 0, Instant.EPOCH);
    }

    /** @param vlaggen as in SSH_FXP_OPEN, version 3 */
    Upload.Schrijver schrijf(Plek plek, int vlaggen) throws Weigering {
        nogBevoegd();
        Plek.Bestand bestand = bestand(plek);
        if (bestand.vak() != Plek.Vak.IN) {
            throw Weigering.magNiet("schrijven kan alleen in /in");
        }
        boolean bestaat = inhoud(Plek.Vak.IN).stream().anyMatch(i -> i.naam().equals(bestand.naam()));
        if (bestaat && (vlaggen & SftpConstants.SSH_FXF_EXCL) != 0) {
            throw Weigering.misluk("bestaat al");
        }
        boolean opnieuw = (vlaggen & SftpConstants.SSH_FXF_TRUNC) != 0;
        var onderweg = uploads.zoek(loket, bestand.naam());
        if (!opnieuw && onderweg.isPresent()) {
            return onderweg.get().open();
        }
        if (!opnieuw && bestaat) {
            throw Weigering.magNiet("dit bestand is al ontvangen; het kan niet worden aangevuld");
        }
        if (!bestaat && (vlaggen & SftpConstants.SSH_FXF_CREAT) == 0) {
            throw Weigering.nietGevonden();
        }
        return uploads.begin(loket, bestand.naam());
    }

    Leesvenster lees(Plek plek) throws Weigering {
        nogBevoegd();
        Plek.Bestand bestand = bestand(plek);
        if (bestand.vak() == Plek.Vak.IN) {
            throw Weigering.magNiet("wat u stuurde kunt u niet teruglezen");
        }
        bekijk(plek);
        try {
            return new Leesvenster(postbus.open(loket, bestand.naam()));
        } catch (IOException e) {
            throw Weigering.nietGevonden();
        }
    }

    void hernoem(Plek van, Plek naar) throws Weigering {
        nogBevoegd();
        if (van instanceof Plek.Bestand v && naar instanceof Plek.Bestand n
                && v.vak() == Plek.Vak.IN && n.vak() == Plek.Vak.IN) {
            uploads.hernoem(loket, v.naam(), n.naam());
        } else {
            throw Weigering.magNiet("hernoemen kan alleen in /in");
        }
    }

    Oplevering oplevering() {
        return uploads.oplevering();
    }

    private static Plek.Bestand bestand(Plek plek) throws Weigering {
        if (plek instanceof Plek.Bestand bestand) {
            return bestand;
        }
        throw Weigering.magNiet("dit is een map");
    }

    private void nogBevoegd() throws Weigering {
        if (!magNog.getAsBoolean()) {
            throw Weigering.magNiet("deze sleutel is niet meer geregistreerd");
        }
    }
}

package nl.zegel.channel.sftp;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Intake;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * The uploads of all lokets that are under way, cut off, half or waiting for their rename. They live in this process:
 * none of them was acknowledged as received, so after a crash the sender starts anew. Thread-safe.
 */
final class Uploads {
    private final Intake intake;
    private final Oplevering oplevering;
    private final Clock clock;
    private final SftpInstellingen instellingen;
    private final Map<Sleutel, Upload> uploads = new ConcurrentHashMap<>();

    private record Sleutel(LoketId loket, String naam) {}

    Uploads(Intake intake, Oplevering oplevering, Clock clock, SftpInstellingen instellingen) {
        this.intake = intake;
        this.oplevering = oplevering;
        this.clock = clock;
        this.instellingen = instellingen;
    }

    /** The name a file gets by its rename, where the name says that it will be renamed. */
    static Optional<String> eindnaam(String naam) {
        for (String achtervoegsel : List.of(".part", ".filepart")) {
            if (naam.endsWith(achtervoegsel) && naam.length() > achtervoegsel.length()) {
                return Optional.of(naam.substring(0, naam.length() - achtervoegsel.length()));
            }
        }
        return Optional.empty();
    }

    Oplevering oplevering() {
        return oplevering;
    }

    Optional<Upload> zoek(LoketId loket, String naam) {
        return Optional.ofNullable(uploads.get(new Sleutel(loket, naam))).filter(Uploads::leeft);
    }

    List<Upload> van(LoketId loket) {
        return uploads.values().stream().filter(u -> u.loket().equals(loket) && leeft(u)).toList();
    }

    /** Starts a file anew; what was there under that name and never published goes. */
    Upload.Schrijver begin(LoketId loket, String naam) throws Weigering {
        // Outside the lock: it may deliver, and other lokets do not wait for that.
        veeg();
        return beginSchoon(loket, naam);
    }

    private synchronized Upload.Schrijver beginSchoon(LoketId loket, String naam) throws Weigering {
        Sleutel sleutel = new Sleutel(loket, naam);
        vergeet(uploads.remove(sleutel));
        if (van(loket).size() >= instellingen.openPerLoket()) {
            throw Weigering.misluk("er staan te veel onvoltooide bestanden open; maak er eerst een af");
        }
        Upload nieuw = new Upload(loket, naam, eindnaam(naam).isPresent(), ontvangst(loket, naam), clock);
        uploads.put(sleutel, nieuw);
        return nieuw.open();
    }

    private Intake.Ontvangst ontvangst(LoketId loket, String naam) throws Weigering {
        try {
            return intake.begin(new Aanvoer.Sftp(loket, eindnaam(naam).orElse(naam)));
        } catch (IOException e) {
            throw Weigering.misluk("er kan nu niets worden ontvangen; probeer het later opnieuw");
        }
    }

    /** The rename that publishes. A file gets the name its temporary name announced, since that name came in with the bytes. */
    void hernoem(LoketId loket, String van, String naar) throws Weigering {
        Upload upload = zoek(loket, van).orElseThrow(Weigering::nietGevonden);
        if (!eindnaam(van).equals(Optional.of(naar))) {
            throw Weigering.magNiet("hernoem alleen naam.part of naam.filepart naar naam");
        }
        upload.publiceer(oplevering);
        ruim();
    }

    /** Lets go of what outlived its grace. Cheap; called now and then and before each new upload. */
    void veeg() {
        Instant grens = clock.instant().minus(instellingen.respijt());
        uploads.values().forEach(u -> u.verloop(grens, oplevering));
        ruim();
    }

    void ruim() {
        uploads.values().removeIf(u -> !leeft(u));
    }

    void weg() {
        uploads.values().forEach(Upload::weg);
        uploads.clear();
    }

    private static boolean leeft(Upload upload) {
        return upload.stand() != Upload.Stand.GELEVERD && upload.stand() != Upload.Stand.WEG;
    }

    private static void vergeet(@Nullable Upload upload) {
        if (upload != null) {
            upload.weg();
        }
    }
}

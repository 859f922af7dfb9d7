package nl.zegel.channel.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Beurt;
import nl.zegel.exchange.Beurten;
import nl.zegel.exchange.Intake;
import nl.zegel.party.Loket;
import org.apache.sshd.sftp.client.SftpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what a party put ready on its own server. A file is removed there only after its bytes are durable here; a crash
 * between the two fetches it again, which the rule of the same document catches. Of several gateways the one whose turn it
 * is at that server. Thread-safe.
 */
public final class Afhaler {
    private static final Logger LOG = LoggerFactory.getLogger(Afhaler.class);
    private static final int MEESTE_PER_RONDE = 100;
    private static final int MEESTE_GEZIEN = 10_000;
    private static final int BLOK = 32 * 1024;
    private final PartijServer partijServer;
    private final Intake intake;
    private final Beurten beurten;
    private volatile Optional<Oplevering> oplevering = Optional.empty();

    /** What one round did. */
    public record Ronde(int opgehaald, int blijftStaan) {}

    public Afhaler(PartijServer partijServer, Intake intake, Beurten beurten) {
        this.partijServer = partijServer;
        this.intake = intake;
        this.beurten = beurten;
    }

    /** Where fetched files go: the intake route, while it runs. */
    void lever(Optional<Oplevering> naar) {
        oplevering = naar;
    }

    /**
     * One round over one party's drop folder; nothing to do for a loket that has none.
     *
     * @throws IOException when there is no connection, or the intake does not run: a later round tries again
     */
    public Ronde haal(Loket loket) throws IOException {
        Oplevering naar = oplevering.orElseThrow(() -> new IOException("the route of zegel-sftp-haal does not run"));
        Optional<Loket.SftpServer> server = loket.sftpServer();
        if (server.isEmpty() || server.get().mapIn().isEmpty()) {
            return new Ronde(0, 0);
        }
        Optional<Beurt> beurt = beurten.neem("sftp:" + loket.id());
        return beurt.isEmpty() ? new Ronde(0, 0) : haal(new Bezoek(loket, server.get().mapIn().get(), naar, beurt.get()), server.get());
    }

    /** One round at one server. */
    private record Bezoek(Loket loket, String map, Oplevering naar, Beurt beurt) {
        String pad(SftpClient.DirEntry bestand) {
            return map.endsWith("/") ? map + bestand.getFilename() : map + "/" + bestand.getFilename();
        }
    }

    private Ronde haal(Bezoek bezoek, Loket.SftpServer server) throws IOException {
        try (Beurt beurt = bezoek.beurt(); PartijServer.Verbinding verbinding = partijServer.verbind(bezoek.loket(), server)) {
            return haal(verbinding.sftp(), bezoek, beurt);
        }
    }

    private Ronde haal(SftpClient sftp, Bezoek bezoek, Beurt beurt) throws IOException {
        int opgehaald = 0;
        int blijft = 0;
        for (SftpClient.DirEntry bestand : klaar(sftp, bezoek.map())) {
            if (beurt.nog() && haalEen(sftp, bezoek, bestand)) {
                opgehaald++;
            } else {
                blijft++;
            }
        }
        return new Ronde(opgehaald, blijft);
    }

    /** Plain files under their final names; a link could point anywhere, so it is left where it is. */
    private static List<SftpClient.DirEntry> klaar(SftpClient sftp, String map) throws IOException {
        List<SftpClient.DirEntry> bestanden = new ArrayList<>();
        int gezien = 0;
        for (SftpClient.DirEntry e : sftp.readDir(map)) {
            if (bestanden.size() == MEESTE_PER_RONDE || ++gezien > MEESTE_GEZIEN) {
                break;
            }
            boolean onderweg = e.getFilename().startsWith(".") || e.getFilename().endsWith(".tmp")
                    || Uploads.eindnaam(e.getFilename()).isPresent();
            if (!onderweg && e.getAttributes().isRegularFile()) {
                bestanden.add(e);
            }
        }
        return bestanden;
    }

    /** @return false when the file stays for a later round; one bad file does not hold up the others */
    private boolean haalEen(SftpClient sftp, Bezoek bezoek, SftpClient.DirEntry bestand) {
        try {
            String pad = bezoek.pad(bestand);
            Aanvoer.Sftp aanvoer = new Aanvoer.Sftp(bezoek.loket().id(), Plek.naam(bestand.getFilename()));
            Optional<SftpClient.Attributes> gelezen;
            try (Bewaakt ontvangst = new Bewaakt(intake.begin(aanvoer, bezoek.beurt()))) {
                gelezen = neemOver(sftp, pad, ontvangst, bezoek.beurt());
                if (gelezen.isEmpty()) {
                    return false;
                }
                bezoek.naar().lever(ontvangst);
                if (!ontvangst.vast()) {
                    return false;
                }
            }
            return verwijder(sftp, pad, gelezen.get(), bezoek.beurt());
        } catch (IOException e) {
            LOG.warn("loket {}: a file on its SFTP server was not fetched or not removed: {}", bezoek.loket().id(), e.getClass().getSimpleName());
            return false;
        }
    }

    /**
     * INVARIANT (nothing acknowledged is lost): removing is our acknowledgement, so it comes after durable, and only for the file
     * that was read: under a lost turn, or when another took its name, it stays.
     */
    private static boolean verwijder(SftpClient sftp, String pad, SftpClient.Attributes gelezen, Beurt beurt) throws IOException {
        if (!isZelfde(sftp.lstat(pad), gelezen) || !beurt.nog()) {
            return false;
        }
        sftp.remove(pad);
        return true;
    }

    private static boolean isZelfde(SftpClient.Attributes een, SftpClient.Attributes ander) {
        return een.isRegularFile() && een.getSize() == ander.getSize() && een.getModifyTime().equals(ander.getModifyTime());
    }

    /** @return what was read, empty when the file is not whole, or changed while it was read */
    private static Optional<SftpClient.Attributes> neemOver(SftpClient sftp, String pad, Intake.Ontvangst ontvangst, Beurt beurt)
            throws IOException {
        SftpClient.Attributes vooraf = sftp.lstat(pad);
        CmsEinde einde = new CmsEinde();
        long totaal = 0;
        OutputStream uit = ontvangst.bytes();
        try (InputStream in = sftp.read(pad, BLOK, List.of(SftpClient.OpenMode.Read))) {
            byte[] blok = new byte[BLOK];
            for (int n = in.read(blok); n >= 0; n = in.read(blok)) {
                uit.write(blok, 0, n);
                einde.lees(blok, 0, n);
                totaal += n;
                if (!beurt.nog()) {
                    return Optional.empty();
                }
            }
        }
        boolean heel = einde.heel() && vooraf.isRegularFile() && totaal == vooraf.getSize() && isZelfde(sftp.lstat(pad), vooraf);
        return heel ? Optional.of(vooraf) : Optional.empty();
    }
}

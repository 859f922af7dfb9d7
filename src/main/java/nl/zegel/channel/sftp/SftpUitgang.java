package nl.zegel.channel.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Optional;
import nl.zegel.document.Deel;
import nl.zegel.exchange.Uitgang;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * SFTP outward. A loket with a server of its own gets its files there, under a temporary name and then renamed, so that it
 * never sees half a file; the name holds the delivery id, so that a repeat finds what an earlier attempt put. A loket
 * without one finds them in its {@code out/} and {@code receipts/}, where the Postbus shows them: nothing is to be done.
 */
public final class SftpUitgang implements Uitgang {
    private static final int BLOK = 32 * 1024;
    private final PartijServer partijServer;

    public SftpUitgang(PartijServer partijServer) {
        this.partijServer = partijServer;
    }

    @Override
    public Kanaal kanaal() {
        return Kanaal.SFTP;
    }

    @Override
    public Afgifte bezorg(Bezorging bezorging) throws IOException {
        Optional<Loket.SftpServer> server = bezorging.naar().sftpServer();
        if (server.isEmpty()) {
            return new Afgifte.Aangeboden(bezorging.soort() == Soort.DOCUMENT ? "sftp out/" : "sftp receipts/");
        }
        try (PartijServer.Verbinding verbinding = partijServer.verbind(bezorging.naar(), server.get())) {
            return plaats(verbinding.sftp(), server.get(), bezorging);
        } catch (PartijServer.GeenVerbinding e) {
            return geenVerbinding(e.waarom());
        }
    }

    private static Afgifte geenVerbinding(PartijServer.Waarom waarom) {
        return switch (waarom) {
            case ONBEREIKBAAR -> new Afgifte.LaterOpnieuw("SFTP-ONBEREIKBAAR");
            case AANMELDING -> new Afgifte.LaterOpnieuw("SFTP-AANMELDING");
            // Another key than the registered one is never waited out: a person must find out why.
            case HOSTSLEUTEL -> new Afgifte.Mislukt("SFTP-HOSTSLEUTEL");
        };
    }

    /** @throws IOException when a rename may or may not have happened: the schedule repeats under the same names */
    private static Afgifte plaats(SftpClient sftp, Loket.SftpServer server, Bezorging bezorging) throws IOException {
        for (Deel deel : bezorging.delen()) {
            String naam = naam(bezorging, deel);
            String doel = pad(server, naam);
            if (grootte(sftp, doel) == deel.lengte()) {
                continue;
            }
            String tijdelijk = pad(server, naam + ".part");
            try {
                stuur(sftp, deel, tijdelijk);
            } catch (SftpException e) {
                return new Afgifte.LaterOpnieuw("SFTP-" + SftpConstants.getStatusName(e.getStatus()));
            } catch (IOException e) {
                // Before the rename there is nothing under the final name, whatever broke.
                return new Afgifte.LaterOpnieuw("SFTP-UPLOAD");
            }
            try {
                hernoem(sftp, tijdelijk, doel);
            } catch (SftpException e) {
                // The peer said no: that is an answer, unlike a line that breaks here.
                return new Afgifte.LaterOpnieuw("SFTP-HERNOEMEN");
            }
        }
        return new Afgifte.Overgedragen("sftp upload and rename confirmed by " + server.host() + ":" + server.poort());
    }

    /** The delivery id in front, unless the part's own name begins with it. */
    private static String naam(Bezorging bezorging, Deel deel) throws Weigering {
        String id = bezorging.leveringId();
        return Plek.naam(deel.naam().startsWith(id) ? deel.naam() : id + "-" + deel.naam());
    }

    private static String pad(Loket.SftpServer server, String naam) {
        String map = server.mapUit();
        return map.isEmpty() || map.endsWith("/") ? map + naam : map + "/" + naam;
    }

    private static long grootte(SftpClient sftp, String pad) throws IOException {
        try {
            SftpClient.Attributes a = sftp.lstat(pad);
            return a.isRegularFile() ? a.getSize() : -1;
        } catch (SftpException e) {
            return -1;
        }
    }

    private static void stuur(SftpClient sftp, Deel deel, String tijdelijk) throws IOException {
        try (InputStream in = deel.bron().open();
                OutputStream uit = sftp.write(tijdelijk, BLOK,
                        EnumSet.of(SftpClient.OpenMode.Write, SftpClient.OpenMode.Create, SftpClient.OpenMode.Truncate))) {
            in.transferTo(uit);
        }
        if (grootte(sftp, tijdelijk) != deel.lengte()) {
            throw new IOException("the peer holds another number of bytes than were sent");
        }
    }

    /** OpenSSH's rename replaces in one step; the plain one refuses an existing target, which is ours: it has the delivery id. */
    private static void hernoem(SftpClient sftp, String van, String naar) throws IOException {
        OpenSSHPosixRenameExtension posix = sftp.getExtension(OpenSSHPosixRenameExtension.class);
        if (posix != null && posix.isSupported()) {
            posix.posixRename(van, naar);
        } else {
            if (grootte(sftp, naar) >= 0) {
                sftp.remove(naar);
            }
            sftp.rename(van, naar);
        }
    }
}

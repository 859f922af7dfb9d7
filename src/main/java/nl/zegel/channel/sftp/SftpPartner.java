package nl.zegel.channel.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import org.apache.sshd.sftp.client.SftpClient;

/**
 * A partner's own tool: drops files in the gateway's {@code in/} and fetches from {@code out/} and {@code receipts/}. Stands
 * alone: the partner's SSH key and the gateway's host key. One connection; used by one thread.
 */
public final class SftpPartner implements AutoCloseable {
    private static final Duration WACHTTIJD = Duration.ofSeconds(30);
    private static final int BLOK = 32 * 1024;

    private final PartijServer kant;
    private final PartijServer.Verbinding verbinding;

    /**
     * Where and as whom.
     *
     * @param loket       the login name
     * @param sleutel     file with the private SSH key that is registered for the loket
     * @param hostsleutel OpenSSH public key line that the gateway must show
     */
    public record Toegang(String host, int poort, LoketId loket, Path sleutel, String hostsleutel) {}

    private SftpPartner(PartijServer kant, PartijServer.Verbinding verbinding) {
        this.kant = kant;
        this.verbinding = verbinding;
    }

    /** @throws IOException when there is no connection; the text says why, in Dutch */
    public static SftpPartner verbind(Toegang toegang) throws IOException {
        PartijServer kant;
        try {
            kant = new PartijServer(Hostsleutel.laad(toegang.sleutel()), WACHTTIJD);
        } catch (GeneralSecurityException e) {
            throw new IOException("de SSH-sleutel " + toegang.sleutel() + " is niet te lezen", e);
        }
        try {
            return new SftpPartner(kant, kant.verbind(toegang.loket(), new Loket.SftpServer(toegang.host(), toegang.poort(),
                    toegang.loket().waarde(), toegang.hostsleutel(), "", Optional.empty())));
        } catch (PartijServer.GeenVerbinding e) {
            kant.close();
            throw new IOException(switch (e.waarom()) {
                case ONBEREIKBAAR -> "de SFTP-server " + toegang.host() + ":" + toegang.poort() + " is niet te bereiken; draait de gateway?";
                case HOSTSLEUTEL -> "de SFTP-server toont een andere hostsleutel dan u opgaf; vraag de beheerder van de gateway";
                case AANMELDING -> "de SFTP-server kent deze sleutel niet voor " + toegang.loket();
            }, e);
        } catch (RuntimeException e) {
            kant.close();
            throw e;
        }
    }

    /** Drops one file. When this returns the gateway has it on disk. */
    public void stuur(Path bestand, String naam) throws IOException {
        String tijdelijk = "in/" + naam + ".part";
        try (InputStream in = Files.newInputStream(bestand); OutputStream uit = verbinding.sftp().write(tijdelijk, BLOK,
                EnumSet.of(SftpClient.OpenMode.Write, SftpClient.OpenMode.Create, SftpClient.OpenMode.Truncate))) {
            in.transferTo(uit);
        }
        verbinding.sftp().rename(tijdelijk, "in/" + naam);
    }

    /** File names in {@code out} or {@code receipts}. */
    public List<String> lijst(String map) throws IOException {
        return StreamSupport.stream(verbinding.sftp().readDir(map).spliterator(), false)
                .filter(e -> e.getAttributes().isRegularFile()).map(SftpClient.DirEntry::getFilename).sorted().toList();
    }

    /** Fetches one file; it is there whole or not at all. */
    public void haal(String map, String naam, Path naar) throws IOException {
        Path deel = naar.resolveSibling(naar.getFileName() + ".part");
        try (InputStream in = verbinding.sftp().read(map + "/" + Plek.naam(naam), BLOK)) {
            Files.copy(in, deel, StandardCopyOption.REPLACE_EXISTING);
            Files.move(deel, naar, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(deel);
        }
    }

    @Override
    public void close() {
        verbinding.close();
        kant.close();
    }
}

package nl.zegel.channel.sftp;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpHelper;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemConfigurator;

/**
 * SFTP version 3 (draft-ietf-secsh-filexfer-02) over a {@link Weergave}. The library does framing, windows and threads;
 * every request is answered here from a closed list, so that no request can reach the library's own file handling: there
 * is no disk behind this server. Requests of one session are handled one after another.
 */
final class Subsysteem extends SftpSubsystem {
    private static final int VERSIE = 3;
    private static final int GROOTSTE_VERZOEK = 256 * 1024 + 1024;
    private static final int GROOTSTE_LEZING = 256 * 1024;
    private static final int NAMEN_PER_ANTWOORD = 64;
    private static final int ATTRIBUTEN = SftpConstants.SSH_FILEXFER_ATTR_SIZE | SftpConstants.SSH_FILEXFER_ATTR_PERMISSIONS
            | SftpConstants.SSH_FILEXFER_ATTR_ACMODTIME;
    private final Weergave weergave;
    private final int meesteOpen;
    private final Map<String, Greep> grepen = new HashMap<>();
    private long volgende;

    /** What a handle of this session stands for. */
    private sealed interface Greep {
        record Schrijft(Upload.Schrijver schrijver) implements Greep {}

        record Leest(Leesvenster venster) implements Greep {}

        record Somt(Iterator<Weergave.Inzage> rest) implements Greep {}
    }

    Subsysteem(ChannelSession channel, SftpSubsystemConfigurator configurator, Weergave weergave, int meesteOpen) {
        super(channel, configurator);
        this.weergave = weergave;
        this.meesteOpen = meesteOpen;
    }

    /** There is none. */
    @Override
    public void setFileSystem(FileSystem fileSystem) {
        // The library offers the server's file system; this view has no use for one.
    }

    /** A request longer than any client needs ends the session before it is gathered in memory. */
    @Override
    public int data(ChannelSession channel, byte[] buf, int start, int len) throws IOException {
        int klaar = super.data(channel, buf, start, len);
        if (buffer.available() >= Integer.BYTES) {
            long verzoek = buffer.rawUInt(buffer.rpos());
            if (verzoek < 5 || verzoek > GROOTSTE_VERZOEK) {
                throw new IOException("sftp request of " + verzoek + " bytes");
            }
        }
        return klaar;
    }

    @Override
    protected void doProcess(Buffer verzoek, int length, int type, int id) throws IOException {
        if (type == SftpConstants.SSH_FXP_INIT) {
            begroet(verzoek, id);
            return;
        }
        if (version != VERSIE) {
            throw new IOException("sftp request before INIT");
        }
        try {
            doe(verzoek, type, id);
        } catch (Weigering w) {
            sendStatus(prepareReply(verzoek), id, w.status(), w.getMessage());
        }
    }

    private void begroet(Buffer verzoek, int versie) throws IOException {
        if (versie < VERSIE) {
            throw new IOException("sftp version " + versie);
        }
        version = VERSIE;
        Buffer antwoord = prepareReply(verzoek);
        antwoord.putByte((byte) SftpConstants.SSH_FXP_VERSION);
        antwoord.putInt(VERSIE);
        antwoord.putString("posix-rename@openssh.com");
        antwoord.putString("1");
        send(antwoord);
    }

    private void doe(Buffer verzoek, int type, int id) throws IOException {
        switch (type) {
            case SftpConstants.SSH_FXP_OPEN -> open(verzoek, id);
            case SftpConstants.SSH_FXP_CLOSE -> sluit(verzoek, id);
            case SftpConstants.SSH_FXP_READ -> lees(verzoek, id);
            case SftpConstants.SSH_FXP_WRITE -> schrijf(verzoek, id);
            case SftpConstants.SSH_FXP_STAT, SftpConstants.SSH_FXP_LSTAT -> attributen(verzoek, id, weergave.bekijk(plek(verzoek)));
            case SftpConstants.SSH_FXP_FSTAT -> attributen(verzoek, id, vanGreep(greep(verzoek)));
            case SftpConstants.SSH_FXP_SETSTAT, SftpConstants.SSH_FXP_FSETSTAT -> goed(verzoek, id);
            case SftpConstants.SSH_FXP_OPENDIR -> open(verzoek, id, new Greep.Somt(weergave.lijst(plek(verzoek)).iterator()));
            case SftpConstants.SSH_FXP_READDIR -> som(verzoek, id);
            case SftpConstants.SSH_FXP_REALPATH -> pad(verzoek, id);
            case SftpConstants.SSH_FXP_RENAME -> hernoem(verzoek, id);
            case SftpConstants.SSH_FXP_REMOVE ->
                    throw Weigering.magNiet("verwijderen kan niet; wat gelezen is geldt als ontvangen en verdwijnt na de termijn");
            case SftpConstants.SSH_FXP_MKDIR, SftpConstants.SSH_FXP_RMDIR -> throw Weigering.magNiet("de mappen liggen vast");
            case SftpConstants.SSH_FXP_READLINK, SftpConstants.SSH_FXP_SYMLINK, SftpConstants.SSH_FXP_LINK ->
                    throw Weigering.magNiet("er zijn geen koppelingen");
            case SftpConstants.SSH_FXP_EXTENDED -> uitbreiding(verzoek, id);
            default -> throw Weigering.kanNiet();
        }
    }

    private void uitbreiding(Buffer verzoek, int id) throws IOException {
        String naam = verzoek.getString();
        switch (naam) {
            case "posix-rename@openssh.com" -> hernoem(verzoek, id);
            case "lsetstat@openssh.com" -> goed(verzoek, id);
            case "hardlink@openssh.com" -> throw Weigering.magNiet("er zijn geen koppelingen");
            default -> throw Weigering.kanNiet();
        }
    }

    private void open(Buffer verzoek, int id) throws IOException {
        Plek plek = plek(verzoek);
        int vlaggen = verzoek.getInt();
        vrijeGreep();
        boolean schrijven = (vlaggen & (SftpConstants.SSH_FXF_WRITE | SftpConstants.SSH_FXF_APPEND | SftpConstants.SSH_FXF_TRUNC)) != 0;
        open(verzoek, id, schrijven
                ? new Greep.Schrijft(weergave.schrijf(plek, vlaggen)) : new Greep.Leest(weergave.lees(plek)));
    }

    private void open(Buffer verzoek, int id, Greep greep) throws IOException {
        vrijeGreep();
        String naam = Long.toHexString(++volgende);
        grepen.put(naam, greep);
        sendHandle(prepareReply(verzoek), id, naam);
    }

    private void vrijeGreep() throws Weigering {
        if (grepen.size() >= meesteOpen) {
            throw Weigering.misluk("er staan te veel bestanden open in deze verbinding");
        }
    }

    private void sluit(Buffer verzoek, int id) throws IOException {
        Greep greep = grepen.remove(verzoek.getString());
        if (greep == null) {
            throw Weigering.misluk("onbekende greep");
        }
        if (greep instanceof Greep.Schrijft s) {
            s.schrijver().sluit(weergave.oplevering());
        } else if (greep instanceof Greep.Leest l) {
            try (Leesvenster venster = l.venster()) {
                venster.klaar();
            }
        }
        goed(verzoek, id);
    }

    private void lees(Buffer verzoek, int id) throws IOException {
        Greep greep = greep(verzoek);
        long van = verzoek.getLong();
        int gevraagd = Math.min(verzoek.getInt(), GROOTSTE_LEZING);
        if (!(greep instanceof Greep.Leest l) || van < 0 || gevraagd <= 0) {
            throw Weigering.magNiet("dit bestand kan niet worden gelezen");
        }
        byte[] bytes = new byte[(int) Math.max(0, Math.min(gevraagd, l.venster().lengte() - van))];
        int gelezen = gelezen(l.venster(), van, bytes, gevraagd);
        if (gelezen < 0) {
            sendStatus(prepareReply(verzoek), id, SftpConstants.SSH_FX_EOF, "einde");
            return;
        }
        Buffer antwoord = prepareReply(new ByteArrayBuffer(gelezen + 64));
        antwoord.putByte((byte) SftpConstants.SSH_FXP_DATA);
        antwoord.putInt(id);
        antwoord.putBytes(bytes, 0, gelezen);
        send(antwoord);
    }

    private static int gelezen(Leesvenster venster, long van, byte[] bytes, int gevraagd) throws Weigering {
        try {
            return venster.lees(van, bytes, gevraagd);
        } catch (Weigering w) {
            throw w;
        } catch (IOException e) {
            throw Weigering.misluk("het bestand kan nu niet worden gelezen; probeer het later opnieuw");
        }
    }

    private void schrijf(Buffer verzoek, int id) throws IOException {
        Greep greep = greep(verzoek);
        long op = verzoek.getLong();
        int aantal = verzoek.getInt();
        if (!(greep instanceof Greep.Schrijft s) || aantal < 0 || aantal > verzoek.available()) {
            throw Weigering.magNiet("in dit bestand kan niet worden geschreven");
        }
        s.schrijver().schrijf(op, verzoek.array(), verzoek.rpos(), aantal);
        goed(verzoek, id);
    }

    private void som(Buffer verzoek, int id) throws IOException {
        if (!(greep(verzoek) instanceof Greep.Somt somt)) {
            throw Weigering.misluk("dit is geen map");
        }
        if (!somt.rest().hasNext()) {
            sendStatus(prepareReply(verzoek), id, SftpConstants.SSH_FX_EOF, "einde");
            return;
        }
        Buffer namen = new ByteArrayBuffer();
        int aantal = 0;
        for (; aantal < NAMEN_PER_ANTWOORD && somt.rest().hasNext(); aantal++) {
            Weergave.Inzage inzage = somt.rest().next();
            namen.putString(inzage.naam());
            namen.putString(SftpHelper.getLongName(inzage.naam(), kenmerken(inzage)));
            schrijfAttributen(namen, inzage);
        }
        Buffer antwoord = prepareReply(verzoek);
        antwoord.putByte((byte) SftpConstants.SSH_FXP_NAME);
        antwoord.putInt(id);
        antwoord.putInt(aantal);
        antwoord.putBuffer(namen);
        send(antwoord);
    }

    private static Map<String, Object> kenmerken(Weergave.Inzage inzage) {
        Map<String, Object> k = new HashMap<>();
        k.put("isDirectory", inzage.isMap());
        k.put("isRegularFile", !inzage.isMap());
        k.put("permissions", SftpHelper.permissionsToAttributes(inzage.rechten()));
        k.put("size", inzage.lengte());
        k.put("lastModifiedTime", java.nio.file.attribute.FileTime.from(inzage.tijd()));
        return k;
    }

    private void pad(Buffer verzoek, int id) throws IOException {
        String pad = plek(verzoek).tekst();
        Buffer antwoord = prepareReply(verzoek);
        antwoord.putByte((byte) SftpConstants.SSH_FXP_NAME);
        antwoord.putInt(id);
        antwoord.putInt(1);
        antwoord.putString(pad);
        antwoord.putString(pad);
        antwoord.putInt(0);
        send(antwoord);
    }

    private void hernoem(Buffer verzoek, int id) throws IOException {
        Plek van = plek(verzoek);
        weergave.hernoem(van, plek(verzoek));
        goed(verzoek, id);
    }

    private Weergave.Inzage vanGreep(Greep greep) throws Weigering {
        if (greep instanceof Greep.Schrijft s) {
            return new Weergave.Inzage("", 0100200, s.schrijver().grootte(), s.schrijver().laatst());
        }
        if (greep instanceof Greep.Leest l) {
            return new Weergave.Inzage("", 0100400, l.venster().lengte(), Instant.EPOCH);
        }
        throw Weigering.misluk("dit is een map");
    }

    private void attributen(Buffer verzoek, int id, Weergave.Inzage inzage) throws IOException {
        Buffer antwoord = prepareReply(verzoek);
        antwoord.putByte((byte) SftpConstants.SSH_FXP_ATTRS);
        antwoord.putInt(id);
        schrijfAttributen(antwoord, inzage);
        send(antwoord);
    }

    private static void schrijfAttributen(Buffer doel, Weergave.Inzage inzage) {
        int tijd = (int) TimeUnit.MILLISECONDS.toSeconds(inzage.tijd().toEpochMilli());
        doel.putInt(ATTRIBUTEN);
        doel.putLong(inzage.lengte());
        doel.putInt(inzage.rechten());
        doel.putInt(tijd);
        doel.putInt(tijd);
    }

    private void goed(Buffer verzoek, int id) throws IOException {
        sendStatus(prepareReply(verzoek), id, SftpConstants.SSH_FX_OK, "");
    }

    private static Plek plek(Buffer verzoek) throws Weigering {
        return Plek.lees(verzoek.getBytes());
    }

    private Greep greep(Buffer verzoek) throws Weigering {
        Greep greep = grepen.get(verzoek.getString());
        if (greep == null) {
            throw Weigering.misluk("onbekende greep");
        }
        return greep;
    }

    /** The client went without closing: nothing is published, nothing counts as handed over. */
    @Override
    protected void closeAllHandles() {
        for (Greep greep : grepen.values()) {
            if (greep instanceof Greep.Schrijft s) {
                s.schrijver().breekAf();
            } else if (greep instanceof Greep.Leest l) {
                sluitStil(l.venster());
            }
        }
        grepen.clear();
    }

    private void sluitStil(Leesvenster venster) {
        try {
            venster.close();
        } catch (IOException e) {
            log.warn("closing a delivery after the client left failed: {}", e.getClass().getSimpleName());
        }
    }
}

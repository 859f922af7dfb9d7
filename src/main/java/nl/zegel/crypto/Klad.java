package nl.zegel.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import nl.zegel.document.Deel;
import org.jspecify.annotations.Nullable;

/**
 * Scratch room for bytes of any size: written once, read as often as needed, encrypted under a key that lives in this
 * object only. Small ones stay in memory; large ones go to a file that has lost its name before the first byte is
 * written, so that nothing is left after a crash. INVARIANT (no plaintext at rest).
 */
public final class Klad implements Closeable, Deel.Bron {
    /** Ciphertext that stays in memory, in bytes. */
    private static final int IN_GEHEUGEN = 1024 * 1024;
    private static final Bindsel BINDSEL = new Bindsel("klad", "", "klad", 1);

    private final Path map;
    private final Datasleutel sleutel;
    private final ByteArrayOutputStream geheugen = new ByteArrayOutputStream();
    private @Nullable FileChannel bestand;
    private boolean begonnen;
    private boolean klaar;
    private boolean dicht;

    /** @param map folder for what does not fit in memory; on the gateway's own disk */
    public Klad(Path map, SecureRandom random) {
        this.map = map;
        this.sleutel = Datasleutel.vluchtig(random);
    }

    /** Where the bytes go, once; closing completes them. */
    public OutputStream schrijf() throws IOException {
        if (begonnen) {
            throw new IOException("scratch room was written already");
        }
        begonnen = true;
        return sleutel.versleutel(new Bak(), BINDSEL);
    }

    /** The bytes from the start; each call its own stream. */
    @Override
    public InputStream open() throws IOException {
        if (!klaar || dicht) {
            throw new IOException("scratch room is not open for reading");
        }
        FileChannel kanaal = bestand;
        InputStream ruw = kanaal == null ? new ByteArrayInputStream(geheugen.toByteArray()) : new Lezing(kanaal);
        return sleutel.ontsleutel(ruw, BINDSEL);
    }

    @Override
    public void close() throws IOException {
        dicht = true;
        geheugen.reset();
        if (bestand != null) {
            bestand.close();
        }
    }

    private FileChannel nieuwBestand() throws IOException {
        Path pad = Files.createTempFile(map, "klad", ".zgl", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return FileChannel.open(pad, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.delete(pad);
        }
    }

    /** Takes ciphertext only. */
    private final class Bak extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            FileChannel kanaal = bestand;
            if (kanaal == null && geheugen.size() + len <= IN_GEHEUGEN) {
                geheugen.write(b, off, len);
                return;
            }
            if (kanaal == null) {
                kanaal = nieuwBestand();
                bestand = kanaal;
                schrijfAlles(kanaal, ByteBuffer.wrap(geheugen.toByteArray()));
                geheugen.reset();
            }
            schrijfAlles(kanaal, ByteBuffer.wrap(b, off, len));
        }

        private void schrijfAlles(FileChannel kanaal, ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                kanaal.write(bytes);
            }
        }

        @Override
        public void close() {
            klaar = true;
        }
    }

    private static final class Lezing extends InputStream {
        private final FileChannel kanaal;
        private long plaats;

        Lezing(FileChannel kanaal) {
            this.kanaal = kanaal;
        }

        @Override
        public int read() throws IOException {
            byte[] een = new byte[1];
            return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            if (len == 0) {
                return 0;
            }
            int n = kanaal.read(ByteBuffer.wrap(b, off, len), plaats);
            plaats += Math.max(n, 0);
            return n;
        }
    }
}

package nl.zegel.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes to read, bounded in time, that remembers its own failure: so a fault of the disk or the wire is never taken for a
 * fault of the document.
 */
final class Bronstroom extends FilterInputStream {
    private final BooleanSupplier verstreken;
    private @Nullable IOException fout;

    Bronstroom(InputStream in, BooleanSupplier verstreken) {
        super(in);
        this.verstreken = verstreken;
    }

    @Override
    public int read() throws IOException {
        byte[] een = new byte[1];
        return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        tijd();
        try {
            return super.read(b, off, len);
        } catch (IOException e) {
            fout = e;
            throw e;
        }
    }

    void tijd() throws Afgebroken {
        if (verstreken.getAsBoolean()) {
            throw new Afgebroken(Weigering.TIJD_VERSTREKEN.bij("/"));
        }
    }

    /** Throws what the source itself threw, if it did. */
    void eigenFout() throws IOException {
        if (fout != null) {
            throw fout;
        }
    }

    /** Closing is for whoever opened. */
    @Override
    public void close() {}
}

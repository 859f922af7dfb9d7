package nl.zegel.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends in a refusal when it is longer than allowed. */
final class Begrensd extends FilterInputStream {
    private final Afkeuring teGroot;
    private long over;

    Begrensd(InputStream in, long grens, Afkeuring teGroot) {
        super(in);
        this.over = grens;
        this.teGroot = teGroot;
    }

    @Override
    public int read() throws IOException {
        byte[] een = new byte[1];
        return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int gelezen = super.read(b, off, len);
        if (gelezen > 0) {
            over -= gelezen;
            if (over < 0) {
                throw new Afgebroken(teGroot);
            }
        }
        return gelezen;
    }

    /** A parser closes what it read; the rest of the entity is still to come. */
    @Override
    public void close() {}

    @Override
    public boolean markSupported() {
        return false;
    }
}

package nl.zegel.crypto;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Decrypted bytes at rest, that tells a source that is away from bytes that are not what was written. For one thread. */
final class Ruststroom extends FilterInputStream {
    private final Bron bron;

    private Ruststroom(InputStream open, Bron bron) {
        super(open);
        this.bron = bron;
    }

    /** How the cipher opens. */
    @FunctionalInterface
    interface Openen {
        InputStream open(InputStream dicht) throws IOException, GeneralSecurityException;
    }

    static InputStream open(InputStream dicht, Openen openen) throws IOException, GeneralSecurityException {
        Bron bron = new Bron(dicht);
        return new Ruststroom(openen.open(bron), bron);
    }

    @Override
    public int read() throws IOException {
        byte[] een = new byte[1];
        return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        try {
            return super.read(b, off, len);
        } catch (IOException e) {
            if (bron.fout != null) {
                throw bron.fout;
            }
            throw new Beschadigd("bytes at rest are altered, cut off or bound to something else");
        }
    }

    private static final class Bron extends FilterInputStream {
        private @Nullable IOException fout;

        Bron(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] een = new byte[1];
            return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            try {
                return super.read(b, off, len);
            } catch (IOException e) {
                fout = e;
                throw e;
            }
        }
    }
}

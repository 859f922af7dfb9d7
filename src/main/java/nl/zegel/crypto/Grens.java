package nl.zegel.crypto;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what an ASN.1 parser may hold in memory: structure outside the content is limited, content streams freely. Also
 * remembers that the source itself failed, which is no refusal.
 */
final class Grens extends FilterInputStream {
    private static final long STRUCTUUR = 256 * 1024;
    /** End-of-contents octets that a BER parser leaves unread: two per open level. */
    private static final int SLOT = 32;

    private long rest = STRUCTUUR;
    private @Nullable IOException bronfout;

    Grens(InputStream in) {
        super(in);
    }

    void structuur() {
        rest = STRUCTUUR;
    }

    void inhoud() {
        rest = Long.MAX_VALUE;
    }

    /** Reads to the end; anything but end-of-contents octets is refused: nothing rides behind the CMS. */
    void slot() throws IOException {
        for (int i = 0; i <= SLOT; i++) {
            int b = read();
            if (b < 0) {
                return;
            }
            Ongeldig.tenzij(b == 0, NietTeOpenen.Reden.MISVORMD);
        }
        throw new Ongeldig(NietTeOpenen.Reden.MISVORMD);
    }

    /** The source's own failure, if that is what happened. */
    @Nullable IOException bronfout() {
        return bronfout;
    }

    @Override
    public int read() throws IOException {
        byte[] een = new byte[1];
        int n = read(een, 0, 1);
        return n < 0 ? -1 : een[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        if (rest <= 0) {
            throw new Ongeldig(NietTeOpenen.Reden.MISVORMD);
        }
        try {
            int n = in.read(b, off, (int) Math.min(len, rest));
            rest -= Math.max(n, 0);
            return n;
        } catch (Ongeldig e) {
            throw e;
        } catch (IOException e) {
            bronfout = e;
            throw e;
        }
    }

    @Override
    public long skip(long n) throws IOException {
        return n <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(n, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

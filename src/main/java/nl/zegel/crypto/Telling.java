package nl.zegel.crypto;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and hashes what passes; never closes what is behind it. */
final class Telling extends FilterOutputStream {
    private final MessageDigest digest;
    private long lengte;

    Telling(OutputStream naar, MessageDigest digest) {
        super(naar);
        this.digest = digest;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        digest.update((byte) b);
        lengte++;
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        out.write(b, off, len);
        digest.update(b, off, len);
        lengte += len;
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    long lengte() {
        return lengte;
    }
}

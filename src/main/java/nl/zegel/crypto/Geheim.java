package nl.zegel.crypto;

import java.nio.charset.StandardCharsets;

/** Handle of a secret. Shows its id only. */
public final class Geheim {
    private final String id;
    private final byte[] waarde;

    public Geheim(String id, byte[] waarde) {
        this.id = id;
        this.waarde = waarde.clone();
    }

    public String id() {
        return id;
    }

    /** A copy; the caller may wipe it. */
    public byte[] bytes() {
        return waarde.clone();
    }

    /** The secret as UTF-8 text, for libraries that want a password. */
    public char[] tekens() {
        return StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(waarde)).toString().toCharArray();
    }

    @Override
    public String toString() {
        return "Geheim[" + id + "]";
    }
}

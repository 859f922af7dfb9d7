package nl.zegel.crypto;

import java.io.IOException;

/**
 * Bytes at rest are not what was written: altered, cut off or bound to something else. Trying again does not help; another
 * {@link IOException} while they are read says that the disk or the database is away.
 */
public final class Beschadigd extends IOException {
    private static final long serialVersionUID = 1L;

    public Beschadigd(String wat) {
        super(wat);
    }

    /** True when this is why it failed, however it was passed on. */
    public static boolean is(Throwable fout) {
        for (Throwable t = fout; t != null; t = t.getCause()) {
            if (t instanceof Beschadigd) {
                return true;
            }
        }
        return false;
    }
}

package nl.zegel.document;

import java.io.IOException;
import java.io.OutputStream;

/** Where a reader streams attachments to; the owner encrypts what it keeps. */
public interface BijlageOpslag {
    /**
     * Opens a place for one declared attachment; the reader writes its bytes and closes it before the next one opens.
     * The bytes count only when the reading as a whole ends in {@link Leesuitkomst.Gelezen}: after any other outcome, or an
     * exception, the owner throws everything away.
     */
    OutputStream open(Bijlage verklaard) throws IOException;

    /** Reads and checks attachments, and keeps none. */
    static BijlageOpslag geen() {
        return verklaard -> OutputStream.nullOutputStream();
    }
}

package nl.zegel.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How a partner hands a sealed file to a gateway, and how it hears of it. Used by one thread. */
interface Partnerkanaal extends AutoCloseable {
    /** Evidence as two files. Nothing of it has been verified. */
    record Bewijs(String naam, byte[] json, byte[] handtekening) {}

    /**
     * Sends; when this returns the channel has said that it took the bytes.
     *
     * @param naam neutral file name
     */
    void stuur(Path p7m, String naam) throws IOException;

    /** Evidence that came since the sending, each once. */
    List<Bewijs> nieuw() throws IOException;

    /** Evidence of this reference that was there before the sending. */
    default List<Bewijs> eerder() throws IOException {
        return List.of();
    }

    @Override
    void close() throws IOException;
}

package nl.zegel.document;

import java.io.IOException;
import java.io.InputStream;

/**
 * One part of the MIME entity that is sealed or was opened.
 *
 * @param naam      file name as data
 * @param mediatype as written in Content-Type, without parameters
 * @param bron      opens the bytes; may be called more than once and gives the same bytes each time
 */
public record Deel(String naam, String mediatype, long lengte, Bron bron) {
    /** Opens the bytes of a part. */
    @FunctionalInterface
    public interface Bron {
        InputStream open() throws IOException;
    }
}

package nl.zegel.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import nl.zegel.party.GatewayBug;

/** Writes and reads the one MIME entity that is sealed: multipart/mixed, the XML first, CRLF canonical. */
public final class MimeEntiteit {
    private MimeEntiteit() {}

    /**
     * Streams the parts; bytes are the same for the same input.
     *
     * @param delen       the XML first; a text/plain second part is written inline, all others as attachment
     * @param grens       boundary, 16 to 60 of A-Z a-z 0-9; random from the caller
     * @param beschermd   header fields protected inside the entity (RFC 9788), in order: Subject, From, To, Date,
     *                    Message-ID; empty when the channel has none. With any, Content-Type carries {@code hp="cipher"}
     * @throws IllegalArgumentException when a header field is not on the list or holds control characters
     */
    public static void schrijf(List<Deel> delen, String grens, Map<String, String> beschermd, OutputStream uit) throws IOException {
        throw new GatewayBug("lands within the hour");
    }

    /** Takes parts as they stream by. */
    @FunctionalInterface
    public interface Ontvanger {
        /** @param inhoud decoded bytes; ends with the part */
        void deel(String naam, String mediatype, InputStream inhoud) throws IOException;
    }
}

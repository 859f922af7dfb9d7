package nl.zegel.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import nl.zegel.party.GatewayBug;

/** The only reader of documents. */
public final class DocumentReader {
    /** Which side of the gateway the bytes come from: a submission carries no label, a copy always does. */
    public enum Rol { INZENDING, KOPIE }

    public DocumentReader(Woordenboek woordenboek, Grenzen grenzen, Rol rol) {}

    /**
     * Reads one MIME entity: multipart/mixed with the XML first, or application/xml alone.
     *
     * @param verstreken true once the time for reading is over; asked often, so it must be cheap
     * @throws IOException when the bytes cannot be read or kept; never because of what they are
     */
    public Leesuitkomst lees(InputStream entiteit, BijlageOpslag opslag, BooleanSupplier verstreken) throws IOException {
        throw new GatewayBug("lands within the hour");
    }

    /** Reads the XML part alone; declared attachments are not looked for. */
    public Leesuitkomst leesXml(InputStream xml, BooleanSupplier verstreken) throws IOException {
        throw new GatewayBug("lands within the hour");
    }
}

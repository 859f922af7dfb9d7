package nl.zegel.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import nl.zegel.party.GatewayBug;
import org.jspecify.annotations.Nullable;

/** The only writer of documents: canonical UTF-8 XML, the same bytes for the same input. */
public final class DocumentWriter {
    public DocumentWriter(Woordenboek woordenboek) {}

    /** Writes a submission. */
    public byte[] schrijf(Document document) {
        throw new GatewayBug("lands within the hour");
    }

    /** Writes a recipient's copy with its label and the provenance of what it holds. */
    public byte[] schrijfKopie(Document document, Etiket etiket, List<HerkomstBewijs> bewijzen) {
        throw new GatewayBug("lands within the hour");
    }
}

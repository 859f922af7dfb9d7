package nl.zegel.render;

import java.io.IOException;
import nl.zegel.party.GatewayBug;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Reads the text back out of a PDF that {@link Weergave} drew, as any reader would. */
public final class PdfTekst {
    private PdfTekst() {}

    public static String van(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException e) {
            throw new GatewayBug("our own rendering cannot be read back", e);
        }
    }
}

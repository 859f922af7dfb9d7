package nl.zegel.render;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.zegel.document.Afkeuring;
import nl.zegel.document.Deel;
import nl.zegel.document.ElementId;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Judges a PDF attachment: nothing that acts, nothing embedded, nothing hidden in metadata, not encrypted. What cannot
 * be read whole is refused (invariant <i>unsure means no</i>). Immutable and thread-safe.
 */
public final class PdfKeuring {
    /** Largest PDF that is judged, in bytes: it is held in memory while it is. */
    public static final int GROOTST = 64 << 20;
    private static final Set<String> VERBODEN_SLEUTELS = Set.of("JS", "JavaScript", "AA", "OpenAction", "Launch", "EmbeddedFiles",
            "EmbeddedFile", "EF", "AF", "RichMedia", "XFA", "PieceInfo", "GoToR", "GoToE", "SubmitForm", "ImportData", "3D");
    private static final Set<String> VERBODEN_ACTIES = Set.of("JavaScript", "Launch", "GoToR", "GoToE", "SubmitForm", "ImportData",
            "Rendition", "RichMediaExecute", "Sound", "Movie");
    private static final COSName METADATA = COSName.getPDFName("Metadata");
    private static final Set<String> TOEGESTANE_INFO = Set.of("CreationDate", "ModDate", "Producer", "Creator", "Trapped");

    /** @return empty when the PDF may travel, else why not */
    public Optional<Afkeuring> keur(ElementId bijlage, Deel.Bron bron) throws IOException {
        byte[] bytes;
        try (InputStream in = bron.open()) {
            bytes = in.readNBytes(GROOTST + 1);
        }
        if (bytes.length > GROOTST) {
            return afkeuring(bijlage, "PDF_TE_GROOT", "een pdf is hoogstens " + (GROOTST >> 20) + " MiB", "Splits de bijlage.");
        }
        try (PDDocument pdf = Loader.loadPDF(new RandomAccessReadBuffer(bytes), "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            if (pdf.isEncrypted()) {
                return afkeuring(bijlage, "PDF_VERSLEUTELD", "een pdf is niet zelf versleuteld", "Stuur de pdf zonder wachtwoord.");
            }
            return inhoud(bijlage, pdf);
        } catch (IOException | RuntimeException | StackOverflowError onleesbaar) {
            return afkeuring(bijlage, "PDF_ONLEESBAAR", "een pdf is heel te lezen", "Maak de pdf opnieuw, liefst als PDF/A.");
        }
    }

    private static Optional<Afkeuring> inhoud(ElementId bijlage, PDDocument pdf) throws IOException {
        COSDocument objects = pdf.getDocument();
        for (COSObjectKey key : List.copyOf(objects.getXrefTable().keySet())) {
            COSObject object = objects.getObjectFromPool(key);
            if (actief(object.getObject(), 0) || pratendeMetadata(object.getObject())) {
                return afkeuring(bijlage, "PDF_ACTIEVE_INHOUD", "een pdf heeft geen scripts, acties, ingesloten bestanden of metadata",
                        "Druk het document af naar PDF/A zonder scripts, bijlagen en metadata.");
            }
        }
        COSBase info = objects.getTrailer().getDictionaryObject(COSName.INFO);
        if (info instanceof COSDictionary velden
                && velden.keySet().stream().anyMatch(n -> !TOEGESTANE_INFO.contains(n.getName()))) {
            return afkeuring(bijlage, "PDF_METADATA", "een pdf noemt geen auteur, titel of andere metadata",
                    "Verwijder de documenteigenschappen en stuur opnieuw.");
        }
        return Optional.empty();
    }

    private static boolean pratendeMetadata(COSBase object) throws IOException {
        if (!(object instanceof COSStream stroom) || !METADATA.equals(stroom.getItem(COSName.TYPE))) {
            return false;
        }
        try (InputStream xmp = stroom.createInputStream()) {
            return !XmpKeuring.goed(xmp);
        }
    }

    private static boolean actief(COSBase object, int diepte) {
        if (diepte > 64) {
            return true;
        }
        if (object instanceof COSDictionary woordenboek) {
            for (COSName naam : woordenboek.keySet()) {
                if (VERBODEN_SLEUTELS.contains(naam.getName())) {
                    return true;
                }
                COSBase waarde = woordenboek.getItem(naam);
                if (naam.equals(COSName.S) && waarde instanceof COSName actie && VERBODEN_ACTIES.contains(actie.getName())) {
                    return true;
                }
                if (!(waarde instanceof COSObject) && actief(waarde, diepte + 1)) {
                    return true;
                }
            }
        } else if (object instanceof COSArray rij) {
            for (int i = 0; i < rij.size(); i++) {
                COSBase waarde = rij.get(i);
                if (!(waarde instanceof COSObject) && actief(waarde, diepte + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<Afkeuring> afkeuring(ElementId bijlage, String code, String regel, String remedie) {
        return Optional.of(new Afkeuring(code, regel, "bijlage/" + bijlage, remedie));
    }
}

package nl.zegel.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * Tagged pages of one PDF: every run of text is marked content that hangs in the structure tree (ISO 32000-1 14.8), so
 * that the text is in reading order for screen readers and for whoever extracts it. Not thread-safe; one per document.
 */
final class PdfBlad implements AutoCloseable {
    static final float MARGE = 56;
    private static final float ONDER = 64;
    private static final float REGELHOOGTE = 1.35f;

    private final PDDocument pdf;
    private final PDFont font;
    private final PDStructureTreeRoot tree;
    private final PDStructureElement root;
    private final COSArray parentTree = new COSArray();
    private final float width = PDRectangle.A4.getWidth() - 2 * MARGE;
    private COSArray pageParents = new COSArray();
    private PDPage page;
    private PDPageContentStream out;
    private float y;

    PdfBlad(PDDocument pdf, PDFont font) throws IOException {
        this.pdf = pdf;
        this.font = font;
        tree = new PDStructureTreeRoot();
        pdf.getDocumentCatalog().setStructureTreeRoot(tree);
        root = new PDStructureElement("Document", tree);
        tree.appendKid(root);
        page = nextPage();
        out = new PDPageContentStream(pdf, page);
    }

    float width() {
        return width;
    }

    PDStructureElement group(String type, PDStructureElement parent) {
        PDStructureElement element = new PDStructureElement(type, parent);
        parent.appendKid(element);
        return element;
    }

    PDStructureElement root() {
        return root;
    }

    /** What follows, of at least this height in points, starts on a new page rather than being split. */
    void samen(float hoogte) throws IOException {
        room(hoogte);
    }

    /** One paragraph or heading over the whole width. */
    void block(String type, String text, float size, float spaceBefore) throws IOException {
        y -= spaceBefore;
        List<String> lines = wrap(text, size, width);
        PDStructureElement element = group(type, root);
        for (String line : lines) {
            room(size * REGELHOOGTE);
            y -= size * REGELHOOGTE;
            run(element, MARGE, y, size, line);
        }
    }

    /** One table row: cells side by side; a row breaks over pages line by line. */
    void row(PDStructureElement table, List<Cell> cells, float size) throws IOException {
        PDStructureElement row = group("TR", table);
        List<List<String>> wrapped = new ArrayList<>();
        List<PDStructureElement> elements = new ArrayList<>();
        int most = 0;
        for (Cell cell : cells) {
            List<String> lines = wrap(cell.text(), size, cell.width() - 6);
            wrapped.add(lines);
            elements.add(group(cell.header() ? "TH" : "TD", row));
            most = Math.max(most, lines.size());
        }
        for (int line = 0; line < most; line++) {
            room(size * REGELHOOGTE);
            y -= size * REGELHOOGTE;
            float x = MARGE;
            for (int c = 0; c < cells.size(); c++) {
                if (line < wrapped.get(c).size()) {
                    run(elements.get(c), x, y, size, wrapped.get(c).get(line));
                }
                x += cells.get(c).width();
            }
        }
        y -= 3;
    }

    record Cell(String text, float width, boolean header) {}

    private void run(PDStructureElement element, float x, float baseline, float size, String text) throws IOException {
        int mcid = pageParents.size();
        COSDictionary properties = new COSDictionary();
        properties.setInt(COSName.MCID, mcid);
        out.beginMarkedContent(COSName.getPDFName(element.getStructureType()), PDPropertyList.create(properties));
        out.beginText();
        out.setFont(font, size);
        out.newLineAtOffset(x, baseline);
        out.showText(text);
        out.endText();
        out.endMarkedContent();
        COSDictionary reference = new COSDictionary();
        reference.setItem(COSName.TYPE, COSName.getPDFName("MCR"));
        reference.setItem(COSName.PG, page);
        reference.setInt(COSName.MCID, mcid);
        element.appendKid(new org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference(reference));
        pageParents.add(element);
    }

    private void room(float needed) throws IOException {
        if (y - needed < ONDER) {
            out.close();
            page = nextPage();
            out = new PDPageContentStream(pdf, page);
        }
    }

    private PDPage nextPage() {
        pageParents = new COSArray();
        PDPage next = new PDPage(PDRectangle.A4);
        next.setStructParents(parentTree.size() / 2);
        next.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
        parentTree.add(COSInteger.get(parentTree.size() / 2));
        parentTree.add(pageParents);
        pdf.addPage(next);
        y = PDRectangle.A4.getHeight() - MARGE;
        return next;
    }

    List<String> wrap(String text, float size, float limit) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("(?<=[\\s])")) {
            for (String piece : pieces(word, size, limit)) {
                if (!line.isEmpty() && measure(line + piece.stripTrailing(), size) > limit) {
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                }
                line.append(piece);
            }
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** A word wider than the column is cut where it must be. */
    private List<String> pieces(String word, float size, float limit) throws IOException {
        if (measure(word.stripTrailing(), size) <= limit) {
            return List.of(word);
        }
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int cp : word.codePoints().toArray()) {
            if (!piece.isEmpty() && measure(piece + Character.toString(cp), size) > limit) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.appendCodePoint(cp);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private float measure(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    @Override
    public void close() throws IOException {
        out.close();
        COSDictionary numbers = new COSDictionary();
        numbers.setItem(COSName.NUMS, parentTree);
        tree.getCOSObject().setItem(COSName.PARENT_TREE, numbers);
        tree.setParentTreeNextKey(parentTree.size() / 2);
    }
}

package nl.zegel.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** The tables of a tagged PDF, by its structure and not by where things stand: what a screen reader says. */
final class PdfTabel {
    private final Map<String, String> tekst = new HashMap<>();
    private final int kolommen;
    private final List<List<String>> rijen = new ArrayList<>();

    private PdfTabel(int kolommen) {
        this.kolommen = kolommen;
    }

    /** The rows of so many cells that are no headings, in reading order; a cell's lines follow each other without a space. */
    static List<List<String>> rijen(byte[] bytes, int kolommen) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            PdfTabel tabel = new PdfTabel(kolommen);
            for (PDPage blad : pdf.getPages()) {
                PDFMarkedContentExtractor lezer = new PDFMarkedContentExtractor();
                lezer.processPage(blad);
                for (PDMarkedContent stuk : lezer.getMarkedContents()) {
                    tabel.tekst.merge(sleutel(blad, stuk.getMCID()), stuk.getContents().stream().filter(TextPosition.class::isInstance)
                            .map(t -> ((TextPosition) t).getUnicode()).collect(Collectors.joining()), String::concat);
                }
            }
            tabel.loop(pdf.getDocumentCatalog().getStructureTreeRoot());
            return tabel.rijen;
        }
    }

    private static String sleutel(PDPage blad, int mcid) {
        return System.identityHashCode(blad.getCOSObject()) + "/" + mcid;
    }

    private void loop(PDStructureNode knoop) {
        for (Object kind : knoop.getKids()) {
            if (kind instanceof PDStructureElement element) {
                if (element.getStructureType().equals("TR")) {
                    rij(element);
                } else {
                    loop(element);
                }
            }
        }
    }

    private void rij(PDStructureElement rij) {
        List<PDStructureElement> cellen = rij.getKids().stream().filter(PDStructureElement.class::isInstance).map(PDStructureElement.class::cast).toList();
        boolean gegevens = cellen.stream().anyMatch(c -> c.getStructureType().equals("TD"));
        if (gegevens && cellen.size() == kolommen) {
            rijen.add(cellen.stream().map(this::cel).toList());
        }
    }

    private String cel(PDStructureElement cel) {
        StringBuilder uit = new StringBuilder();
        for (Object kind : cel.getKids()) {
            if (kind instanceof PDMarkedContentReference deel) {
                uit.append(tekst.getOrDefault(sleutel(deel.getPage(), deel.getMCID()), ""));
            }
        }
        return uit.toString();
    }
}

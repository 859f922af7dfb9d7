package nl.zegel.render;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import nl.zegel.convenant.Projection;
import nl.zegel.party.GatewayBug;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.apache.xmpbox.XMPMetadata;
import org.apache.xmpbox.schema.PDFAIdentificationSchema;
import org.apache.xmpbox.type.BadFieldValueException;
import org.apache.xmpbox.xml.XmpSerializer;

/** Draws a copy for people: PDF/A-2a (ISO 19005-2), tagged, Dutch, text extractable. Immutable and thread-safe. */
public final class Weergave {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String ONTOONBAAR = "\u25a1";
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final float KLEIN = 8;
    private static final float GEWOON = 10;
    /** Room for a heading and the first lines under it. */
    private static final float KOP_MET_REGELS = 90;

    private final byte[] font;
    private final byte[] kleurprofiel;
    private final UnaryOperator<String> termen;

    /** @param termen Dutch label of a dictionary term; gives its argument back when it knows none */
    public Weergave(UnaryOperator<String> termen) {
        this.termen = termen;
        try (InputStream in = PDFont.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new GatewayBug("the font of the PDF library is missing");
            }
            font = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kleurprofiel = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    }

    /**
     * The PDF/A of one copy.
     *
     * @param moment creation date that the file states
     */
    public byte[] pdf(Projection copy, Partijnamen namen, Instant moment) {
        return pdf(Leestekst.van(copy.document(), copy.etiket(), namen, termen), moment);
    }

    byte[] pdf(Leestekst tekst, Instant moment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument pdf = new PDDocument()) {
            TrueTypeFont ttf = new TTFParser().parse(new RandomAccessReadBuffer(font));
            // Ligatures are compiled from the font anew for each piece of text (a fifth of the gateway's CPU), and the text must come out letter by letter.
            ttf.setEnableGsub(false);
            PDFont embedded = PDType0Font.load(pdf, ttf, true);
            archival(pdf, tekst.titel(), moment);
            try (PdfBlad blad = new PdfBlad(pdf, embedded)) {
                draw(blad, tekst, ttf);
            }
            pdf.save(out);
            return out.toByteArray();
        } catch (IOException | BadFieldValueException | TransformerException e) {
            throw new GatewayBug("the rendering of a copy failed", e);
        }
    }

    private static void draw(PdfBlad blad, Leestekst tekst, TrueTypeFont ttf) throws IOException {
        Tekens tekens = new Tekens(ttf);
        blad.block("H1", tekens.toonbaar(tekst.titel()), 18, 0);
        table(blad, tekens, tekst.kenmerken(), false);
        for (Leestekst.Blok blok : tekst.groepen()) {
            blad.samen(KOP_MET_REGELS);
            blad.block("H2", tekens.toonbaar(blok.kop()), 13, 14);
            table(blad, tekens, blok.regels(), true);
        }
        blad.samen(KOP_MET_REGELS);
        blad.block("H2", "Op welke grond u dit krijgt", 13, 14);
        table(blad, tekens, tekst.grondslagen(), false);
        blad.samen(KOP_MET_REGELS);
        blad.block("H2", "Wat u met deze gegevens moet doen", 13, 14);
        for (String zin : tekst.afspraken()) {
            blad.block("P", tekens.toonbaar(zin), GEWOON, 3);
        }
    }

    private static void table(PdfBlad blad, Tekens tekens, List<Leestekst.Regel> regels, boolean basis) throws IOException {
        PDStructureElement table = blad.group("Table", blad.root());
        float width = blad.width();
        if (basis) {
            blad.row(table, List.of(new PdfBlad.Cell("Gegeven", width * 0.30f, true),
                    new PdfBlad.Cell("Waarde", width * 0.60f, true), new PdfBlad.Cell("Grond", width * 0.10f, true)), KLEIN);
        }
        for (Leestekst.Regel regel : regels) {
            PdfBlad.Cell label = new PdfBlad.Cell(tekens.toonbaar(regel.label()), width * 0.30f, true);
            PdfBlad.Cell value = new PdfBlad.Cell(tekens.toonbaar(regel.waarde()), width * (basis ? 0.60f : 0.70f), false);
            blad.row(table, basis
                    ? List.of(label, value, new PdfBlad.Cell(tekens.toonbaar(regel.grondslag()), width * 0.10f, false))
                    : List.of(label, value), basis ? 9 : GEWOON);
        }
    }

    private void archival(PDDocument pdf, String titel, Instant moment)
            throws IOException, BadFieldValueException, TransformerException {
        PDDocumentCatalog catalog = pdf.getDocumentCatalog();
        catalog.setLanguage("nl-NL");
        PDMarkInfo marks = new PDMarkInfo();
        marks.setMarked(true);
        catalog.setMarkInfo(marks);
        PDViewerPreferences viewer = new PDViewerPreferences(new org.apache.pdfbox.cos.COSDictionary());
        viewer.setDisplayDocTitle(true);
        catalog.setViewerPreferences(viewer);
        PDOutputIntent intent = new PDOutputIntent(pdf, new ByteArrayInputStream(kleurprofiel));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        catalog.addOutputIntent(intent);
        Calendar made = GregorianCalendar.from(moment.atZone(AMSTERDAM).withNano(0));
        pdf.getDocumentInformation().setTitle(titel);
        pdf.getDocumentInformation().setProducer("Zegel");
        pdf.getDocumentInformation().setCreationDate(made);
        pdf.getDocumentInformation().setModificationDate(made);
        catalog.setMetadata(metadata(pdf, titel, made));
    }

    private static PDMetadata metadata(PDDocument pdf, String titel, Calendar made)
            throws IOException, BadFieldValueException, TransformerException {
        XMPMetadata xmp = XMPMetadata.createXMPMetadata();
        xmp.createAndAddDublinCoreSchema().setTitle(titel);
        xmp.getDublinCoreSchema().addLanguage("nl-NL");
        xmp.createAndAddAdobePDFSchema().setProducer("Zegel");
        xmp.createAndAddXMPBasicSchema().setCreateDate(made);
        xmp.getXMPBasicSchema().setModifyDate(made);
        PDFAIdentificationSchema id = xmp.createAndAddPDFAIdentificationSchema();
        id.setPart(2);
        id.setConformance("A");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // The JDK's own, by name: looking for another through every jar on the class path took a tenth of a delivery's CPU.
        new XmpSerializer(TransformerFactory.newDefaultInstance(), DocumentBuilderFactory.newDefaultInstance()).serialize(xmp, bytes, true);
        PDMetadata metadata = new PDMetadata(pdf);
        metadata.importXMPMetadata(bytes.toByteArray());
        return metadata;
    }

    /** Characters the font has; another is shown as an open square: the XML beside it holds the exact value. */
    private record Tekens(TrueTypeFont ttf) {
        String toonbaar(String text) throws IOException {
            StringBuilder shown = new StringBuilder();
            var cmap = ttf.getUnicodeCmapLookup();
            for (int cp : text.codePoints().toArray()) {
                if (Character.isWhitespace(cp)) {
                    shown.append(' ');
                } else if (cmap.getGlyphId(cp) > 0) {
                    shown.appendCodePoint(cp);
                } else {
                    shown.append(ONTOONBAAR);
                }
            }
            return shown.toString();
        }
    }
}

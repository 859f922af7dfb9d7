package nl.zegel.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.zegel.document.Afkeuring;
import nl.zegel.document.ElementId;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.junit.jupiter.api.Test;

class PdfKeuringTest {
    private static final ElementId ID = new ElementId("e-aaaaaaaaaaaaaaaaaaaaaaaaaa");

    /** Makes a PDF worse. */
    private interface Streek {
        void in(PDDocument pdf) throws IOException;
    }

    @Test
    void plainPdf_mayTravel() throws IOException {
        assertThat(keur(pdf(p -> { }))).isEmpty();
    }

    @Test
    void ourOwnPdfA_withATitle_isRefusedForWhatItsMetadataSays() throws IOException {
        Leestekst tekst = new Leestekst("Titel", List.of(), List.of(), List.of(), List.of());
        assertThat(code(keur(new Weergave(t -> t).pdf(tekst, Instant.parse("2026-11-23T10:00:00Z"))))).isEqualTo("PDF_ACTIEVE_INHOUD");
    }

    @Test
    void xmpThatOnlyIdentifiesPdfA_mayTravel() throws IOException {
        assertThat(keur(pdf(p -> xmp(p, "<pdfaid:part xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/'>2</pdfaid:part>")))).isEmpty();
    }

    @Test
    void xmpThatNamesAnAuthor_isRefused() throws IOException {
        assertThat(code(keur(pdf(p -> xmp(p, "<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>iemand</dc:creator>")))))
                .isEqualTo("PDF_ACTIEVE_INHOUD");
    }

    @Test
    void openActionScript_isRefused() throws IOException {
        assertThat(code(keur(pdf(p -> p.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")))))).isEqualTo("PDF_ACTIEVE_INHOUD");
    }

    @Test
    void scriptUnderAnotherKey_isRefused() throws IOException {
        assertThat(code(keur(pdf(p -> p.getPage(0).getCOSObject().setItem(COSName.getPDFName("Elders"), new PDActionLaunch().getCOSObject())))))
                .isEqualTo("PDF_ACTIEVE_INHOUD");
    }

    @Test
    void embeddedFile_isRefused() throws IOException {
        assertThat(code(keur(pdf(PdfKeuringTest::ingesloten)))).isEqualTo("PDF_ACTIEVE_INHOUD");
    }

    @Test
    void author_isRefused() throws IOException {
        assertThat(code(keur(pdf(p -> p.getDocumentInformation().setAuthor("iemand"))))).isEqualTo("PDF_METADATA");
    }

    @Test
    void passwordProtectedPdf_isRefused() throws IOException {
        byte[] dicht = pdf(p -> p.protect(new StandardProtectionPolicy("eigenaar", "", new AccessPermission())));
        assertThat(code(keur(dicht))).isEqualTo("PDF_VERSLEUTELD");
    }

    @Test
    void pdfOverTheLimit_isRefusedForItsSize_andOneAtTheLimitIsNot() throws IOException {
        byte[] pdf = pdf(p -> { });
        assertThat(code(keur(java.util.Arrays.copyOf(pdf, PdfKeuring.GROOTST + 1)))).isEqualTo("PDF_TE_GROOT");
        assertThat(code(keur(java.util.Arrays.copyOf(pdf, PdfKeuring.GROOTST)))).isNotEqualTo("PDF_TE_GROOT");
    }

    @Test
    void cutOffPdf_isRefused() throws IOException {
        byte[] heel = pdf(p -> { });
        assertThat(code(keur(java.util.Arrays.copyOf(heel, 40)))).isEqualTo("PDF_ONLEESBAAR");
    }

    @Test
    void notAPdf_isRefused() throws IOException {
        assertThat(code(keur("geen pdf".getBytes(StandardCharsets.US_ASCII)))).isEqualTo("PDF_ONLEESBAAR");
    }

    private static Optional<Afkeuring> keur(byte[] pdf) throws IOException {
        return new PdfKeuring().keur(ID, () -> new ByteArrayInputStream(pdf));
    }

    private static String code(Optional<Afkeuring> afkeuring) {
        return afkeuring.map(Afkeuring::code).orElse("");
    }

    private static byte[] pdf(Streek streek) throws IOException {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            streek.in(pdf);
            pdf.save(uit);
        }
        try (PDDocument open = Loader.loadPDF(uit.toByteArray())) {
            assertThat(open.getNumberOfPages()).isOne();
        }
        return uit.toByteArray();
    }

    private static void xmp(PDDocument pdf, String inhoud) throws IOException {
        PDMetadata metadata = new PDMetadata(pdf);
        metadata.importXMPMetadata(("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                + "<rdf:Description rdf:about=''>" + inhoud + "</rdf:Description></rdf:RDF></x:xmpmeta>").getBytes(StandardCharsets.UTF_8));
        pdf.getDocumentCatalog().setMetadata(metadata);
    }

    private static void ingesloten(PDDocument pdf) throws IOException {
        PDComplexFileSpecification bestand = new PDComplexFileSpecification(new COSDictionary());
        bestand.setFile("x.txt");
        bestand.setEmbeddedFile(new PDEmbeddedFile(pdf, new ByteArrayInputStream(new byte[] {1})));
        PDEmbeddedFilesNameTreeNode boom = new PDEmbeddedFilesNameTreeNode();
        boom.setNames(Map.of("x", bestand));
        PDDocumentNameDictionary namen = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
        namen.setEmbeddedFiles(boom);
        pdf.getDocumentCatalog().setNames(namen);
    }
}

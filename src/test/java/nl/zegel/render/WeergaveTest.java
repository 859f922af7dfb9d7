package nl.zegel.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

class WeergaveTest {
    private static final Instant MOMENT = Instant.parse("2026-11-23T10:00:00Z");
    private final Weergave weergave = new Weergave(t -> t);

    @Test
    void copy_isValidPdfA2a() throws Exception {
        byte[] pdf = weergave.pdf(tekst("Voorbeeldstraat 12"), MOMENT);

        VeraGreenfieldFoundryProvider.initialise();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_A)) {
            ValidationResult result = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_A, false).validate(parser);
            assertThat(result.getTestAssertions().stream().filter(a -> a.getStatus() != TestAssertion.Status.PASSED)
                    .map(TestAssertion::getMessage).distinct().toList()).isEmpty();
            assertThat(result.isCompliant()).isTrue();
        }
    }

    @Test
    void copy_isDutchAndItsTextIsExtractable() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(weergave.pdf(tekst("Müller-Ønsker, 3ème étage"), MOMENT))) {
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("nl-NL");
            assertThat(new PDFTextStripper().getText(pdf)).contains("Müller-Ønsker, 3ème étage", "Hennepinformatiebericht");
        }
    }

    @Test
    void characterOutsideTheFont_isShownAsSquare() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(weergave.pdf(tekst("x \u4e2d y"), MOMENT))) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("x \u25a1 y");
        }
    }

    @Test
    void longCopy_breaksOverPagesAndLosesNoLine() throws Exception {
        List<Leestekst.Regel> regels = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            regels.add(new Leestekst.Regel("veld", "waarde-" + i + "-" + "w".repeat(i % 90), "Wpg 20"));
        }
        Leestekst lang = new Leestekst("Titel", List.of(), List.of(new Leestekst.Blok("Groep", regels)), List.of(), List.of());
        try (PDDocument pdf = Loader.loadPDF(weergave.pdf(lang, MOMENT))) {
            String text = new PDFTextStripper().getText(pdf);
            assertThat(pdf.getNumberOfPages()).isGreaterThan(3);
            for (int i = 0; i < 300; i++) {
                assertThat(text).contains("waarde-" + i + "-");
            }
        }
    }

    private static Leestekst tekst(String waarde) {
        return new Leestekst("Hennepinformatiebericht", List.of(new Leestekst.Regel("Van", "Politie", "")),
                List.of(new Leestekst.Blok("Locatie", List.of(new Leestekst.Regel("Adres", waarde, "G1")))),
                List.of(new Leestekst.Regel("G1", "Wpg 20 (art. 4.8)", "")), List.of("Houd deze gegevens geheim."));
    }
}

package nl.zegel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import nl.zegel.crypto.Indiener;
import nl.zegel.document.Deel;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.LoketId;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Werk;
import nl.zegel.testing.Kopie;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The PDF of every shipped sample for each of its recipients, as it comes out of the sealed copy: PDF/A by a validator that
 * did not make it, Dutch, its text extractable, and value for value what the XML beside it holds, no more and no less.
 */
class AfschriftPdfTest {
    private static final Path VOORBEELDEN = Path.of("docs/voorbeelden");
    private static final Pattern ONTVANGER = Pattern.compile("<ontvanger loket=\"([^\"]+)\"");

    @TempDir
    static Path map;

    private static final List<Afschrift> AFSCHRIFTEN = new ArrayList<>();
    private static final List<String> ZONDER = new ArrayList<>();
    private static Proefhuis huis;

    private record Afschrift(String voorbeeld, String loket, Kopie kopie) {
        @Override
        public String toString() {
            return voorbeeld + " for " + loket;
        }
    }

    /** One row of a table of data: a label and a value, without white space, which a line break takes away. */
    private record Rij(String label, String waarde) {
        static Rij van(String label, String waarde) {
            return new Rij(plat(label), plat(waarde));
        }
    }

    /** What the PDF shows of each value of the XML; of a code its Dutch label, the code, or both. */
    private static List<String> verschillen(List<Rij> pdf, List<Getoond> xml) {
        List<String> verschillen = new ArrayList<>();
        for (int i = 0; i < Math.max(pdf.size(), xml.size()); i++) {
            Rij gedrukt = i < pdf.size() ? pdf.get(i) : new Rij("", "");
            List<Rij> mag = i < xml.size() ? xml.get(i).mag() : List.of();
            if (!mag.contains(gedrukt)) {
                verschillen.add("PDF has " + gedrukt + ", XML gives " + mag);
            }
        }
        return verschillen;
    }

    private record Getoond(String label, String waarde, String codelabel) {
        List<Rij> mag() {
            return codelabel.isEmpty() ? List.of(Rij.van(label, waarde)) : List.of(Rij.van(label, waarde), Rij.van(label, codelabel),
                    Rij.van(label, codelabel + " (" + waarde + ")"));
        }
    }

    @BeforeAll
    static void maakAlles() throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        huis = new Proefhuis(map);
        try (Stream<Path> alle = Files.list(VOORBEELDEN)) {
            for (Path voorbeeld : alle.filter(p -> p.toString().endsWith(".xml")).sorted().toList()) {
                maak(voorbeeld);
            }
        }
    }

    @AfterAll
    static void sluit() {
        huis.close();
    }

    private static void maak(Path voorbeeld) throws Exception {
        String xml = Files.readString(voorbeeld);
        LoketId afzender = new LoketId(xml.replaceFirst("(?s).*<afzender>([^<]+)<.*", "$1"));
        Ontvangsten.Ontvangst rij = huis.verwerk(huis.ontvang(new Aanvoer.Sftp(afzender, "x.p7m"), zegel(xml, afzender)));
        Matcher ontvanger = ONTVANGER.matcher(xml);
        while (ontvanger.find()) {
            String loket = ontvanger.group(1);
            List<Werk.Rij> leveringen = huis.leveringen(rij.id(), new LoketId(loket));
            if (leveringen.isEmpty()) {
                ZONDER.add(voorbeeld.getFileName() + " " + loket);
                continue;
            }
            huis.bezorger.bezorg(leveringen.get(0).id());
            AFSCHRIFTEN.add(new Afschrift(voorbeeld.getFileName().toString(), loket, Kopie.open(huis.laatsteZegel(), loket, map.resolve("opener"))));
        }
    }

    private static byte[] zegel(String xml, LoketId afzender) throws Exception {
        List<Deel> delen = new ArrayList<>(List.of(deel("document.xml", "application/xml", xml.getBytes(StandardCharsets.UTF_8))));
        Matcher bijlage = Pattern.compile("<bijlage id=\"[^\"]+\" naam=\"([^\"]+)\" mediatype=\"([^\"]+)\"").matcher(xml);
        while (bijlage.find()) {
            delen.add(deel(bijlage.group(1), bijlage.group(2), Files.readAllBytes(VOORBEELDEN.resolve("bijlagen").resolve(bijlage.group(1)))));
        }
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        new Indiener(Proefhuis.V, huis.toeval).dienIn(Proefhuis.sleutel(afzender.waarde(), "ondertekenen"), Proefhuis.gateway("ontsleutelen"),
                CmsProfiel.V4_0, delen, Map.of(), huis.klok.instant(), uit);
        return uit.toByteArray();
    }

    private static Deel deel(String naam, String mediatype, byte[] bytes) {
        return new Deel(naam, mediatype, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    @Test
    void everySample_hasACopyForEachRecipient_butWhereARequestOrDecisionIsMissing() {
        assertThat(ZONDER).containsExactlyInAnyOrder("bestuurlijke-rapportage.xml gemeente-utrecht-burgemeester",
                "binnentreden-afstemming.xml stedin-fraude", "binnentreden-afstemming.xml gemeente-utrecht-burgemeester",
                "maatregel-info.xml politie-mn-hennepcoordinator", "maatregel-info.xml corporatie-voorbeeld-wonen",
                "om-verstrekking.xml gemeente-utrecht-burgemeester");
        assertThat(AFSCHRIFTEN.stream().map(Afschrift::voorbeeld).distinct().filter(v -> v.startsWith("hib-"))).as("every HIB").hasSize(12);
        assertThat(AFSCHRIFTEN).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void everyCopy_isPdfA2a_byAValidatorThatIsNotItsMaker() throws Exception {
        for (Afschrift a : AFSCHRIFTEN) {
            assertThat(gebreken(a.kopie().pdf())).as(a.toString()).isEmpty();
        }
    }

    @Test
    void copyWithoutOutputIntent_isNoPdfA_andTheValidatorSaysSo() throws Exception {
        assertThat(gebreken(zonder(AFSCHRIFTEN.get(0).kopie().pdf(), COSName.OUTPUT_INTENTS))).isNotEmpty();
        assertThat(gebreken(zonder(AFSCHRIFTEN.get(0).kopie().pdf(), COSName.METADATA))).isNotEmpty();
        assertThat(gebreken(zonder(AFSCHRIFTEN.get(0).kopie().pdf(), COSName.STRUCT_TREE_ROOT))).isNotEmpty();
    }

    private static byte[] zonder(byte[] bytes, COSName wat) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            assertThat(pdf.getDocumentCatalog().getCOSObject().containsKey(wat)).isTrue();
            pdf.getDocumentCatalog().getCOSObject().removeItem(wat);
            ByteArrayOutputStream uit = new ByteArrayOutputStream();
            pdf.save(uit);
            return uit.toByteArray();
        }
    }

    /** What keeps it from being PDF/A-2a; empty when it is. */
    private static List<String> gebreken(byte[] pdf) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_A)) {
            var uitslag = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_A, false).validate(parser);
            List<String> gebreken = new ArrayList<>(uitslag.getTestAssertions().stream().filter(t -> t.getStatus() != TestAssertion.Status.PASSED)
                    .map(TestAssertion::getMessage).distinct().toList());
            assertThat(uitslag.isCompliant()).isEqualTo(gebreken.isEmpty());
            return gebreken;
        }
    }

    @Test
    void everyCopy_isDutch_andAllItsTextCanBeTakenOut() throws Exception {
        for (Afschrift a : AFSCHRIFTEN) {
            try (PDDocument pdf = Loader.loadPDF(a.kopie().pdf())) {
                assertThat(pdf.getDocumentCatalog().getLanguage()).as(a.toString()).isEqualTo("nl-NL");
            }
            String tekst = plat(a.kopie().pdftekst());
            for (Getoond g : inXml(a.kopie().xml())) {
                assertThat(tekst).as(a.toString()).contains(plat(g.label())).matches(t -> g.mag().stream().anyMatch(r -> t.contains(r.waarde())), g.waarde());
            }
        }
    }

    @Test
    void everyValueOfThePdf_isInTheXml_andEveryValueOfTheXmlInThePdf() throws Exception {
        for (Afschrift a : AFSCHRIFTEN) {
            List<Rij> pdf = inPdf(a);
            assertThat(pdf).as(a.toString()).hasSizeGreaterThan(3);
            assertThat(verschillen(pdf, inXml(a.kopie().xml()))).as(a.toString()).isEmpty();
            for (List<String> kenmerk : PdfTabel.rijen(a.kopie().pdf(), 2)) {
                if (List.of("Kenmerk", "Levering").contains(kenmerk.get(0))) {
                    assertThat(a.kopie().xml()).as(a + " " + kenmerk.get(0)).contains(kenmerk.get(1));
                }
            }
        }
    }

    @Test
    void valueTooManyOrTooFew_isSeen() throws Exception {
        Afschrift a = AFSCHRIFTEN.get(0);
        String xml = a.kopie().xml();
        String anders = xml.replaceFirst(">Voorbeeldstraat</gegeven>", ">Andere straat</gegeven>");
        assertThat(anders).isNotEqualTo(xml);
        assertThat(verschillen(inPdf(a), inXml(anders))).as("another value").hasSize(1);
        List<Getoond> minder = inXml(xml).subList(1, inXml(xml).size());
        assertThat(verschillen(inPdf(a), minder)).as("the PDF shows more").isNotEmpty();
        assertThat(verschillen(inPdf(a).subList(1, inPdf(a).size()), inXml(xml))).as("the PDF shows less").isNotEmpty();
    }

    private static List<Rij> inPdf(Afschrift a) throws IOException {
        return PdfTabel.rijen(a.kopie().pdf(), 3).stream().map(r -> Rij.van(r.get(0), r.get(1))).toList();
    }

    /** The data of the copy in order, with the labels and code labels of the dictionary, read with a parser of its own. */
    private static List<Getoond> inXml(String xml) throws Exception {
        Map<String, Element> termen = new HashMap<>();
        Map<String, Element> codelijsten = new HashMap<>();
        Element woordenboek = lees(Files.readAllBytes(Path.of("src/main/resources/nl/zegel/document/woordenboek-1.xml")));
        alle(woordenboek, "term").forEach(t -> termen.put(t.getAttribute("naam"), t));
        alle(woordenboek, "codelijst").forEach(c -> codelijsten.put(c.getAttribute("naam"), c));
        List<Getoond> rijen = new ArrayList<>();
        Element document = lees(xml.getBytes(StandardCharsets.UTF_8));
        for (Element gegeven : alle(document, "gegeven")) {
            Element term = termen.get(gegeven.getAttribute("term"));
            String waarde = gegeven.getTextContent();
            if (waarde.isEmpty()) {
                waarde = volgende(gegeven).getTextContent();
            }
            rijen.add(new Getoond(term.getAttribute("label"), waarde, codelabel(term, codelijsten, waarde)));
        }
        alle(document, "bijlage").forEach(b -> rijen.add(new Getoond("Bestand", b.getAttribute("naam"), "")));
        return rijen;
    }

    private static String codelabel(Element term, Map<String, Element> codelijsten, String waarde) {
        return term.getAttribute("codelijst").isEmpty() ? "" : alle(codelijsten.get(term.getAttribute("codelijst")), "code").stream()
                .filter(c -> c.getAttribute("naam").equals(waarde)).map(c -> c.getAttribute("label")).findFirst().orElseThrow();
    }

    private static Element volgende(Element na) {
        for (var n = na.getNextSibling(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                return e;
            }
        }
        throw new AssertionError("an empty value without its generalisation: " + na.getAttribute("term"));
    }

    private static Element lees(byte[] xml) throws Exception {
        DocumentBuilderFactory fabriek = DocumentBuilderFactory.newInstance();
        fabriek.setNamespaceAware(true);
        return fabriek.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    }

    private static List<Element> alle(Element in, String naam) {
        NodeList lijst = in.getElementsByTagNameNS("*", naam);
        List<Element> uit = new ArrayList<>();
        for (int i = 0; i < lijst.getLength(); i++) {
            uit.add((Element) lijst.item(i));
        }
        return uit;
    }

    private static String plat(String tekst) {
        return tekst.replaceAll("\\s+", "");
    }
}

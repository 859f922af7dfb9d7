package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.document.Document;
import nl.zegel.document.DocumentReader;
import nl.zegel.document.DocumentWriter;
import nl.zegel.document.Element;
import nl.zegel.document.Grenzen;
import nl.zegel.document.Leesuitkomst;
import nl.zegel.document.Woordenboek;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partij;
import nl.zegel.party.Partijen;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Real sample documents through decide, project, write, read back and rehearse. */
class KetenTest {
    private static final Path VOORBEELDEN = Path.of("docs/voorbeelden");
    private static final Path HENNEP = Path.of("config/convenanten/hennep-midden-nederland-2024.yaml");
    private static final Instant MOMENT = Instant.parse("2026-11-23T10:00:00Z");
    private static final LocalDate DAG = LocalDate.of(2026, 11, 23);
    private static final Woordenboek WOORDENBOEK = Woordenboek.laad();
    private static final Manifest MANIFEST = new Manifest(List.of(new Manifest.Regel("document.xml", "application/xml", 3, "ab")));
    private static final LoketId BURGEMEESTER = new LoketId("gemeente-utrecht-burgemeester");

    private final Beslisser beslisser = new Beslisser(WOORDENBOEK);
    private final Projector projector = new Projector(WOORDENBOEK);
    private final Repetitie repetitie = new Repetitie(beslisser, WOORDENBOEK);
    private final Convenant hennep;
    private final Partijen partijen;

    KetenTest() throws IOException {
        hennep = Convenanten.lees(HENNEP.toString(), Files.readAllBytes(HENNEP));
        List<Partij> alle = new ArrayList<>();
        hennep.deelnemers().forEach(d -> alle.add(Proef.partij(d.loket(), d.loket().waarde().contains("amersfoort") ? "0307" : "0344")));
        partijen = Partijen.van(alle);
    }

    private static Leesuitkomst.Gelezen lees(byte[] xml, DocumentReader.Rol rol) {
        try {
            Leesuitkomst uitkomst = new DocumentReader(WOORDENBOEK, Grenzen.standaard(), rol).leesXml(new ByteArrayInputStream(xml), () -> false);
            assertThat(uitkomst).isInstanceOf(Leesuitkomst.Gelezen.class);
            return (Leesuitkomst.Gelezen) uitkomst;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Leesuitkomst.Gelezen voorbeeld(String naam) throws IOException {
        return lees(Files.readAllBytes(VOORBEELDEN.resolve(naam)), DocumentReader.Rol.INZENDING);
    }

    /** What is on file in an ordinary week: signing records, the art. 20 decision, and what the header states. */
    private Feiten feiten(Leesuitkomst.Gelezen bron) {
        Geldigheid geldig = new Geldigheid(DAG.minusYears(1), DAG.plusYears(1));
        List<Feit> feiten = new ArrayList<>();
        hennep.deelnemers().forEach(d -> feiten.add(new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(d.loket()), geldig, "proef")));
        feiten.add(new Feit.Afgeleid(new Feitsoort("BASIS_VERVANGEN_DOOR"), Bereik.alles(), geldig, "proef"));
        feiten.add(new Feit.Verklaring(new Feitsoort("ART20_BESLISSING"), Bereik.alles(), geldig, new LoketId("politie-mn-hennepcoordinator"), "proef"));
        return new Feiten(feiten).met(Feiten.verklaardIn(bron.document().kop(), bron.vorm(), hennep, DAG, "proef"));
    }

    private Besluit besluit(Leesuitkomst.Gelezen bron, Feiten feiten) {
        return beslisser.decide(hennep, partijen, bron.vorm(), feiten, MOMENT);
    }

    private Projection eerste(Leesuitkomst.Gelezen bron, Feiten feiten) {
        Besluit besluit = besluit(bron, feiten);
        LoketId loket = besluit.lokets().stream().filter(Besluit.LoketBesluit::ietsVrij).findFirst().orElseThrow().loket();
        return projector.project(bron.document(), hennep, besluit, loket, "levering-1");
    }

    private Repetitie.Grond grond(Leesuitkomst.Gelezen bron, Feiten feiten) {
        return new Repetitie.Grond(hennep, partijen, feiten, MOMENT, bron.document(), bron.vorm());
    }

    private static Leesuitkomst.Gelezen teruggelezen(Projection p) {
        return lees(new DocumentWriter().schrijfKopie(p.document(), p.etiket(), p.bewijzen()), DocumentReader.Rol.KOPIE);
    }

    private static List<Repetitie.Tekst> tekst(Projection p) {
        String alles = p.document().elementen().map(Element::tekst).collect(Collectors.joining("\n"));
        return List.of(new Repetitie.Tekst("document.pdf", "Hennepinformatiebericht\n" + alles));
    }

    private static Clearance vrij(Repetitie.Uitslag uitslag) {
        assertThat(uitslag).isInstanceOf(Repetitie.Uitslag.Vrij.class);
        return ((Repetitie.Uitslag.Vrij) uitslag).clearance();
    }

    @TestFactory
    Stream<DynamicTest> voorbeeld_wholeChain_mintsAClearanceForWhatIsReleased() throws IOException {
        List<Path> alle;
        try (Stream<Path> lijst = Files.list(VOORBEELDEN)) {
            alle = lijst.filter(p -> p.toString().endsWith(".xml")).sorted().toList();
        }
        return alle.stream().map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> {
            Leesuitkomst.Gelezen bron = voorbeeld(p.getFileName().toString());
            Feiten feiten = feiten(bron);
            Besluit besluit = besluit(bron, feiten);
            assertThat(besluit.weigering()).isNull();
            for (Besluit.LoketBesluit l : besluit.lokets()) {
                if (l.ietsVrij()) {
                    Projection projectie = projector.project(bron.document(), hennep, besluit, l.loket(), "levering-1");
                    assertThat(vrij(repetitie.repeteer(projectie, MANIFEST, teruggelezen(projectie), tekst(projectie), grond(bron, feiten))).loket())
                            .isEqualTo(l.loket());
                }
            }
            assertThat(new Uitleg(bron.vorm(), besluit, WOORDENBOEK).tekst(null)).contains(hennep.digest());
        }));
    }

    @Test
    void hib_withFactsOnFile_releasesToEveryNamedRecipient() throws IOException {
        Leesuitkomst.Gelezen bron = voorbeeld("hib-01-flat.xml");
        Besluit besluit = besluit(bron, feiten(bron));
        assertThat(besluit.quarantaine()).isEmpty();
        assertThat(besluit.lokets()).hasSize(3).allSatisfy(l -> assertThat(l.ietsVrij()).isTrue());
    }

    @Test
    void hib_withChildren_neverPassesThemOn() throws IOException {
        Leesuitkomst.Gelezen bron = voorbeeld("hib-09-kinderen.xml");
        Feiten feiten = feiten(bron);
        Projection p = projector.project(bron.document(), hennep, besluit(bron, feiten), BURGEMEESTER, "levering-1");
        assertThat(bron.document().groepen()).anySatisfy(g -> assertThat(g.betrokkene()).isEqualTo("KIND"));
        assertThat(p.document().groepen()).noneSatisfy(g -> assertThat(g.betrokkene()).isEqualTo("KIND"));
        assertThat(p.document().elementen()).noneSatisfy(e -> assertThat(e.coordinaten().betrokkene()).isEqualTo("KIND"));
    }

    @Test
    void projection_ofOneRecipient_namesNoOtherAndNothingWithheld() throws IOException {
        Leesuitkomst.Gelezen bron = voorbeeld("hib-01-flat.xml");
        Projection p = projector.project(bron.document(), hennep, besluit(bron, feiten(bron)), BURGEMEESTER, "levering-1");
        String xml = new String(new DocumentWriter().schrijfKopie(p.document(), p.etiket(), p.bewijzen()), StandardCharsets.UTF_8);
        assertThat(p.document().kop().ontvangers()).extracting(o -> o.loket()).containsExactly(BURGEMEESTER);
        assertThat(xml).doesNotContain("stedin", "corporatie", "OPS-2026", "REL-2026");
        assertThat(p.document().groepen()).noneSatisfy(g -> assertThat(g.elementen()).isEmpty());
        assertThat(p.etiket().elementen().keySet()).allSatisfy(id -> assertThat(xml).contains(id.waarde()));
        assertThat(p.document().zaad()).isNull();
    }

    @Test
    void project_loketThatGetsNothing_isABug() throws IOException {
        Leesuitkomst.Gelezen bron = voorbeeld("hib-01-flat.xml");
        Besluit niets = besluit(bron, Feiten.geen());
        assertThatThrownBy(() -> projector.project(bron.document(), hennep, niets, BURGEMEESTER, "levering-1")).isInstanceOf(GatewayBug.class);
    }

    @Test
    void repeteer_withheldValueInText_namesElementsOnly() throws IOException {
        Leesuitkomst.Gelezen bron = voorbeeld("hib-11-bsn-en-foto.xml");
        Feiten feiten = feiten(bron);
        Projection p = eerste(bron, feiten);
        Element bsn = bron.document().elementen().filter(e -> e.term().equals("bsn")).findFirst().orElseThrow();
        List<Repetitie.Tekst> lek = List.of(new Repetitie.Tekst("document.pdf", "nummer " + bsn.waarde() + " in een zin"));
        assertThat(repetitie.repeteer(p, MANIFEST, teruggelezen(p), lek, grond(bron, feiten)))
                .isEqualTo(new Repetitie.Uitslag.Gevonden(Set.of(bsn.id() + " (bsn)"), Set.of("document.pdf")));
    }

    @Test
    void repeteer_withheldValueInName_isFound() throws IOException {
        Leesuitkomst.Gelezen bron = voorbeeld("hib-11-bsn-en-foto.xml");
        Feiten feiten = feiten(bron);
        Projection p = eerste(bron, feiten);
        Element bsn = bron.document().elementen().filter(e -> e.term().equals("bsn")).findFirst().orElseThrow();
        Manifest manifest = new Manifest(List.of(new Manifest.Regel(bsn.waarde() + ".xml", "application/xml", 3, "ab")));
        assertThat(repetitie.repeteer(p, manifest, teruggelezen(p), List.of(), grond(bron, feiten)))
                .isEqualTo(new Repetitie.Uitslag.Gevonden(Set.of(bsn.id() + " (bsn)"), Set.of("name")));
    }

    /** Two characters occur everywhere; beside the street they say where it is. */
    @Test
    void repeteer_withheldHouseNumber_isFoundBesideItsStreetOnly() throws IOException {
        // a dwelling without a suspect: the place is withheld, what was found there goes
        String xml = Files.readString(VOORBEELDEN.resolve("hib-07-geen-verdachte.xml")).replace(">LOODS<", ">WONING<");
        Leesuitkomst.Gelezen bron = lees(xml.getBytes(StandardCharsets.UTF_8), DocumentReader.Rol.INZENDING);
        Feiten feiten = feiten(bron);
        Projection p = projector.project(bron.document(), hennep, besluit(bron, feiten), BURGEMEESTER, "levering-1");
        Element nummer = bron.document().elementen().filter(e -> e.term().equals("huisnummer")).findFirst().orElseThrow();
        Element straat = bron.document().elementen().filter(e -> e.term().equals("straatnaam")).findFirst().orElseThrow();
        assertThat(p.document().elementen().map(Element::id)).doesNotContain(nummer.id(), straat.id());
        assertThat(nummer.waarde()).hasSizeLessThan(3);
        List<Repetitie.Tekst> los = List.of(new Repetitie.Tekst("document.pdf", "er stonden " + nummer.waarde() + " planten"));
        assertThat(vrij(repetitie.repeteer(p, MANIFEST, teruggelezen(p), los, grond(bron, feiten))).loket()).isEqualTo(BURGEMEESTER);
        List<Repetitie.Tekst> samen = List.of(new Repetitie.Tekst("document.pdf", "bij " + straat.waarde().toUpperCase(java.util.Locale.ROOT) + ", " + nummer.waarde()));
        assertThat(repetitie.repeteer(p, MANIFEST, teruggelezen(p), samen, grond(bron, feiten)))
                .isEqualTo(new Repetitie.Uitslag.Gevonden(Set.of(nummer.id() + " (huisnummer)", straat.id() + " (straatnaam)"), Set.of("document.pdf")));
    }

    @Test
    void repeteer_otherDocumentReadBack_isABug() throws IOException {
        Leesuitkomst.Gelezen bron = voorbeeld("hib-01-flat.xml");
        Feiten feiten = feiten(bron);
        Besluit besluit = besluit(bron, feiten);
        Projection een = projector.project(bron.document(), hennep, besluit, BURGEMEESTER, "levering-1");
        Projection ander = projector.project(bron.document(), hennep, besluit, new LoketId("stedin-fraude"), "levering-2");
        assertThatThrownBy(() -> repetitie.repeteer(een, MANIFEST, teruggelezen(ander), List.of(), grond(bron, feiten))).isInstanceOf(GatewayBug.class);
    }

    @Test
    void repeteer_factGoneSinceDecision_isABug() throws IOException {
        Leesuitkomst.Gelezen bron = voorbeeld("hib-01-flat.xml");
        Projection p = projector.project(bron.document(), hennep, besluit(bron, feiten(bron)), BURGEMEESTER, "levering-1");
        assertThatThrownBy(() -> repetitie.repeteer(p, MANIFEST, teruggelezen(p), List.of(), grond(bron, Feiten.geen()))).isInstanceOf(GatewayBug.class);
    }

    @Test
    void besluitJson_ofARealDecision_readsBackEqual() throws IOException {
        Leesuitkomst.Gelezen bron = voorbeeld("hib-01-flat.xml");
        Besluit besluit = besluit(bron, feiten(bron));
        assertThat(BesluitJson.lees(BesluitJson.schrijf(besluit))).isEqualTo(besluit);
    }
}

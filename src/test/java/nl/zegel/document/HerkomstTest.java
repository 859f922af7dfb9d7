package nl.zegel.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import org.junit.jupiter.api.Test;

class HerkomstTest {
    private static final Woordenboek W = Voorbeelden.WOORDENBOEK;

    /** The same bytes on every run and every JDK. */
    private static RandomGenerator vast(long begin) {
        return new Random(begin);
    }

    private static Document gemaakt(String naam) {
        return Herkomst.maak(Voorbeelden.document(naam), W, vast(7));
    }

    /** What a recipient might get: one person, the location with the house number generalised, no attachments but one. */
    private static Document kopie(Document geheel) {
        Kop k = geheel.kop();
        Kop kop = new Kop(k.soort(), k.referentie(), k.gateway(), k.omgeving(), k.convenant(), k.afzender(), null, null, k.doel(),
                k.opgemaakt(), k.ontvangers().subList(0, 1), List.of());
        List<Groep> groepen = geheel.groepen().stream()
                .filter(g -> g.soort().equals("LOCATIE") || g.soort().equals("BETROKKENE"))
                .map(g -> new Groep(g.id(), g.soort(), g.betrokkene(), g.bij(), g.elementen().stream()
                        .map(e -> e.term().equals("huisnummer") ? e.vergroofdTot(W.vergrof(e, "TER_HOOGTE_VAN").orElseThrow()) : e.exact())
                        .toList())).toList();
        return new Document(kop, groepen, geheel.bijlagen().stream().limit(1).toList(), geheel.wortel());
    }

    private static Etiket etiket(Document kopie) {
        Map<ElementId, Etiket.ElementEtiket> labels = new HashMap<>();
        kopie.elementen().forEach(e -> labels.put(e.id(), new Etiket.ElementEtiket(List.of("Wpg 20"), List.of("urn:nl:zegel:dpv:Wpg-20"), List.of("4.8"))));
        kopie.bijlagen().forEach(b -> labels.put(b.id(), new Etiket.ElementEtiket(List.of("Wpg 20"), List.of(), List.of())));
        return new Etiket("L-1", new LoketId("gemeente-utrecht-burgemeester"), "hennep-midden-nederland-2024", "Hennepconvenant", "2024-1",
                "0".repeat(64), "BESTUURLIJKE_MAATREGEL", Map.of("O-GEHEIM", "9.1", "O-DOEL", "7.1"), LocalDate.of(2027, 1, 1), labels);
    }

    @Test
    void madeSubmission_isReadBackWithItsRoot() {
        Document document = gemaakt("hib-10-bijlagen.xml");
        Leesuitkomst uitkomst = Voorbeelden.lees(new DocumentWriter().schrijf(document));
        assertThat(Voorbeelden.codes(uitkomst)).isEmpty();
        assertThat(((Leesuitkomst.Gelezen) uitkomst).document()).isEqualTo(document);
    }

    @Test
    void changedValueGroupOrRoot_isRefused() {
        String xml = new String(new DocumentWriter().schrijf(gemaakt("hib-02-woning.xml")), StandardCharsets.UTF_8);
        assertThat(Voorbeelden.codes(Voorbeelden.lees(xml.replace("Fictielaan", "Fictieloon")))).containsExactly("HERKOMST_WIJKT_AF");
        assertThat(Voorbeelden.codes(Voorbeelden.lees(xml.replace("betrokkene=\"VERDACHTE\"", "betrokkene=\"KIND\"")))).containsExactly("HERKOMST_WIJKT_AF");
        assertThat(Voorbeelden.codes(Voorbeelden.lees(xml.replaceFirst("zaad=\"....", "zaad=\"AAAA")))).containsExactly("HERKOMST_WIJKT_AF");
        assertThat(Voorbeelden.codes(Voorbeelden.lees(xml.replaceFirst(" zaad=\"[^\"]*\"", "")))).containsExactly("HERKOMST_ONVOLLEDIG");
        assertThat(Voorbeelden.codes(Voorbeelden.lees(xml.replaceFirst(" zout=\"[^\"]*\"", "")))).containsExactly("HERKOMST_ONVOLLEDIG");
    }

    @Test
    void copy_provesExactlyWhatItHolds_andReadsBack() {
        Document geheel = gemaakt("hib-10-bijlagen.xml");
        Document kopie = kopie(geheel);
        List<HerkomstBewijs> bewijzen = Herkomst.bewijzen(geheel, kopie);
        assertThat(Herkomst.nietGedekt(kopie, bewijzen)).isEmpty();
        assertThat(bewijzen).allMatch(b -> b.pad().size() == 6);
        byte[] xml = new DocumentWriter().schrijfKopie(kopie, etiket(kopie), bewijzen);
        Leesuitkomst uitkomst = Voorbeelden.lees(xml, Grenzen.standaard(), DocumentReader.Rol.KOPIE);
        assertThat(Voorbeelden.codes(uitkomst)).isEmpty();
        Leesuitkomst.Gelezen gelezen = (Leesuitkomst.Gelezen) uitkomst;
        assertThat(gelezen.document()).isEqualTo(kopie);
        assertThat(gelezen.etiket()).isEqualTo(etiket(kopie));
        assertThat(gelezen.bewijzen()).containsExactlyInAnyOrderElementsOf(bewijzen);
        assertThat(new String(xml, StandardCharsets.UTF_8)).doesNotContain("zaad", ">2</gegeven>").contains("ter hoogte van 2");
    }

    @Test
    void alteredCopy_isNotCovered() {
        Document geheel = gemaakt("hib-02-woning.xml");
        Document kopie = kopie(geheel);
        List<HerkomstBewijs> bewijzen = Herkomst.bewijzen(geheel, kopie);
        Document ander = new Document(kopie.kop(), kopie.groepen(), kopie.bijlagen(), gemaakt("hib-03-schuur.xml").wortel());
        assertThat(Herkomst.nietGedekt(ander, bewijzen)).hasSize((int) kopie.elementen().count());
        assertThat(Herkomst.nietGedekt(kopie, bewijzen.subList(1, bewijzen.size()))).containsExactly(bewijzen.get(0).element());
        String xml = new String(new DocumentWriter().schrijfKopie(kopie, etiket(kopie), bewijzen), StandardCharsets.UTF_8);
        byte[] vals = xml.replace("Testman", "Testvrouw").getBytes(StandardCharsets.UTF_8);
        assertThat(Voorbeelden.codes(Voorbeelden.lees(vals, Grenzen.standaard(), DocumentReader.Rol.KOPIE))).containsExactly("HERKOMST_WIJKT_AF");
    }

    @Test
    void copyWithSomethingNew_isABug() {
        Document geheel = gemaakt("hib-02-woning.xml");
        assertThatThrownBy(() -> Herkomst.bewijzen(geheel, kopie(gemaakt("hib-03-schuur.xml")))).isInstanceOf(GatewayBug.class);
        assertThatThrownBy(() -> new DocumentWriter().schrijfKopie(geheel, etiket(geheel), List.of())).isInstanceOf(GatewayBug.class);
    }

    @Test
    void withheldLeaf_cannotBeFoundByGuessingWithKnownSalts() {
        Document geheel = gemaakt("hib-02-woning.xml");
        Document opnieuw = Herkomst.maak(geheel, W, vast(8));
        assertThat(opnieuw.wortel()).isNotEqualTo(geheel.wortel());
        assertThat(geheel.elementen().map(Element::zout).distinct().count()).isEqualTo(geheel.elementen().count());
    }

    @Test
    void fieldsOfALeaf_cannotFlowIntoEachOther() {
        byte[] zout = new byte[32];
        Bijlage een = new Bijlage(new ElementId(Voorbeelden.E1), "a", "text/csv", "x", 1, List.of());
        Bijlage twee = new Bijlage(new ElementId(Voorbeelden.E1), "a", "text/cs", "vx", 1, List.of());
        assertThat(Blad.van(een, zout)).isNotEqualTo(Blad.van(twee, zout));
    }

    @Test
    void provenance_format1_isGolden() throws Exception {
        Document document = gemaakt("hib-10-bijlagen.xml");
        Path goud = Path.of("src/test/resources/golden/document-1-herkomst.xml");
        assertThat(new DocumentWriter().schrijf(document)).isEqualTo(Files.readAllBytes(goud));
        assertThat(new String(Herkomst.verklaring(document), StandardCharsets.US_ASCII))
                .isEqualTo("zegel-herkomst 1\ngateway zegel-demo\nomgeving demo\nafzender politie-mn-hennepcoordinator\nreferentie HIB-2026-0010\nwortel "
                        + document.wortel() + "\n");
    }

    @Test
    void copy_format1_isGolden() throws Exception {
        Document geheel = gemaakt("hib-10-bijlagen.xml");
        Document kopie = kopie(geheel);
        Path goud = Path.of("src/test/resources/golden/document-1-kopie.xml");
        assertThat(new DocumentWriter().schrijfKopie(kopie, etiket(kopie), Herkomst.bewijzen(geheel, kopie))).isEqualTo(Files.readAllBytes(goud));
    }
}

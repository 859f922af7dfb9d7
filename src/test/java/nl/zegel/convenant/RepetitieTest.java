package nl.zegel.convenant;

import static nl.zegel.convenant.Proefkopie.BEVINDING;
import static nl.zegel.convenant.Proefkopie.BIJLAGE;
import static nl.zegel.convenant.Proefkopie.MANIFEST;
import static nl.zegel.convenant.Proefkopie.NAAM;
import static nl.zegel.convenant.Proefkopie.POSTCODE;
import static nl.zegel.convenant.Proefkopie.TELEFOON;
import static nl.zegel.convenant.Proefkopie.element;
import static nl.zegel.convenant.Proefkopie.gelezen;
import static nl.zegel.convenant.Proefkopie.gevonden;
import static nl.zegel.convenant.Proefkopie.repeteer;
import static nl.zegel.convenant.Proefzaak.BGM;
import static nl.zegel.convenant.Proefzaak.DAG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.zegel.document.Bijlage;
import nl.zegel.document.Document;
import nl.zegel.document.Element;
import nl.zegel.document.Etiket;
import nl.zegel.document.HerkomstBewijs;
import nl.zegel.document.Kop;
import nl.zegel.document.Leesuitkomst;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last look before sealing: read back, decided again, searched. */
class RepetitieTest {
    private static final String BEVINDINGEN = "[FEIT]";

    private static Etiket etiket(String levering, LoketId voor, String digest) {
        return new Etiket(levering, voor, "proef", "t", "1", digest, "MAATREGEL", Map.of(), DAG, Map.of());
    }

    /** A copy that nobody decided on: what the projector would never make. */
    private static Projection vals(Proefkopie kopie, Document document) {
        Projection goed = kopie.project();
        return Projection.van(document, goed.etiket(), List.of());
    }

    private static void geweigerd(Projection p, Repetitie.Grond grond, String... noemt) {
        assertThatThrownBy(() -> repeteer(p, grond)).isInstanceOf(GatewayBug.class).message().contains(noemt);
    }

    @Test
    void copyThatIsAllowed_getsAClearanceForItsLoketAndManifest() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak());
        Clearance clearance = kopie.repeteer("Proefman");

        assertThat(clearance.loket()).isEqualTo(BGM);
        assertThat(clearance.convenantDigest()).isEqualTo(kopie.zaak().convenant().digest());
        assertThat(clearance).hasToString("Clearance[burgemeester]");
        assertThatCode(() -> clearance.besteed(BGM, MANIFEST)).doesNotThrowAnyException();
    }

    @Test
    void copyThatReadsBackOtherwise_isABug() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak());
        Projection p = kopie.project();
        Leesuitkomst.Gelezen goed = gelezen(p);
        HerkomstBewijs bewijs = new HerkomstBewijs(Proef.id(NAAM), null, null, 1, List.of());
        Document ander = kopie.met(element(NAAM, "achternaam", "NAW VERDACHTE WPG8 EIGEN", "Anders")).project().document();

        for (Leesuitkomst.Gelezen fout : List.of(
                new Leesuitkomst.Gelezen(ander, goed.vorm(), goed.etiket(), List.of()),
                new Leesuitkomst.Gelezen(goed.document(), goed.vorm(), etiket("levering-1", BGM, p.convenantDigest()), List.of()),
                new Leesuitkomst.Gelezen(goed.document(), goed.vorm(), null, List.of()),
                new Leesuitkomst.Gelezen(goed.document(), goed.vorm(), goed.etiket(), List.of(bewijs)))) {
            assertThatThrownBy(() -> repeteer(p, fout, MANIFEST, kopie.grond())).isInstanceOf(GatewayBug.class).hasMessageContaining("reads back");
        }
    }

    @Test
    void proofs_mayStandInAnyOrder_butMustBeTheSame() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak());
        Projection zonder = kopie.project();
        HerkomstBewijs een = new HerkomstBewijs(Proef.id(NAAM), null, null, 1, List.of());
        HerkomstBewijs twee = new HerkomstBewijs(Proef.id(NAAM), "X", null, 2, List.of());
        Projection p = Projection.van(zonder.document(), zonder.etiket(), List.of(een, twee));

        assertThat(repeteer(p, terug(p, List.of(twee, een)), MANIFEST, kopie.grond()).loket()).isEqualTo(BGM);
        for (List<HerkomstBewijs> fout : List.of(List.of(een), List.of(een, een), List.of(een, twee, twee), List.<HerkomstBewijs>of())) {
            assertThatThrownBy(() -> repeteer(p, terug(p, fout), MANIFEST, kopie.grond())).isInstanceOf(GatewayBug.class).hasMessageContaining("reads back");
        }
    }

    private static Leesuitkomst.Gelezen terug(Projection p, List<HerkomstBewijs> bewijzen) {
        return new Leesuitkomst.Gelezen(p.document(), Proefkopie.vorm(p.document()), p.etiket(), bewijzen);
    }

    @Test
    void copyRefusedOrQuarantinedNow_isABug() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak().regel("categorieen", BEVINDINGEN, "vrijeTekst", "true"));
        Projection p = kopie.project();
        Element nummer = element(BEVINDING, "bijzonderheid", "FEIT VERDACHTE WPG8 EIGEN", "belde met 0612345678");

        geweigerd(p, new Repetitie.Grond(kopie.zaak().convenant(), kopie.zaak().partijen(), Feiten.geen(), Proefzaak.MOMENT, kopie.document(), kopie.vorm()), "as a whole");
        geweigerd(vals(kopie, kopie.met(nummer).document()), kopie.grond(), "as a whole");
    }

    @Test
    void copyForAnotherOrForTwo_isABug() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak());
        Projection p = kopie.project();
        Kop kop = p.document().kop();
        Document voorNet = metOntvangers(p.document(), kopie.document().kop().ontvangers().subList(1, 2));
        Document voorBeiden = metOntvangers(p.document(), kopie.document().kop().ontvangers());
        Document voorNiemand = metOntvangers(p.document(), List.of());

        assertThat(kop.ontvangers()).hasSize(1);
        for (Document fout : List.of(voorNet, voorBeiden, voorNiemand)) {
            geweigerd(vals(kopie, fout), kopie.grond(), "as a whole");
        }
        geweigerd(Projection.van(p.document(), etiket("levering-1", BGM, "ander"), List.of()), kopie.grond(), "as a whole");
    }

    private static Document metOntvangers(Document d, List<Kop.Ontvanger> ontvangers) {
        Kop k = d.kop();
        return new Document(new Kop(k.soort(), k.referentie(), k.gateway(), k.omgeving(), k.convenant(), k.afzender(), k.zaak(), k.stap(), k.doel(), k.opgemaakt(),
                ontvangers, k.verwijzingen()), d.groepen(), d.bijlagen(), null);
    }

    /** The copy's own list of recipients is one; beside what was released it holds something that was not. */
    @Test
    void elementOrAttachmentThatWasNotReleased_isNamedByItsIdAlone() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak());
        Document goed = kopie.project().document();
        Document metTelefoon = new Document(goed.kop(), List.of(kopie.document().groepen().get(1)), List.of(), null);
        Document metBijlage = new Document(goed.kop(), goed.groepen(), kopie.document().bijlagen(), null);

        geweigerd(vals(kopie, metTelefoon), kopie.grond(), "may not hold", Proef.id(TELEFOON).waarde());
        geweigerd(vals(kopie, metBijlage), kopie.grond(), "may not hold", Proef.id(BIJLAGE).waarde());
    }

    @Test
    void attachmentThatIsStillReleased_passes() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak().regel("categorieen", "[EMAIL]"));

        assertThat(kopie.project().document().bijlagen()).extracting(Bijlage::id).containsExactly(Proef.id(BIJLAGE));
        assertThat(kopie.repeteer().loket()).isEqualTo(BGM);
    }

    @Test
    void vormThatLacksWhatTheCopyHolds_isABug() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak().regel("categorieen", "[EMAIL, NAW]"));
        Projection p = kopie.project();
        Document leeg = new Document(p.document().kop(), List.of(), List.of(), null);
        Leesuitkomst.Gelezen zonderVorm = new Leesuitkomst.Gelezen(p.document(), Proefkopie.vorm(leeg), p.etiket(), List.of());

        assertThatThrownBy(() -> repeteer(p, zonderVorm, MANIFEST, kopie.grond())).isInstanceOf(GatewayBug.class)
                .hasMessageContaining(Proef.id(NAAM).waarde()).hasMessageContaining(Proef.id(BIJLAGE).waarde());
    }

    /** A generalisation may go where that same one, or the value itself, may; the value never where only the generalisation may. */
    @Test
    void generalisation_passesOnlyWhereItOrTheValueMayGo() {
        String[] plaats = {"categorieen", "[LOCATIE]", "betrokkenen", "[GEEN]"};
        Proefkopie grof = Proefkopie.van(new Proefzaak().regel(plaats[0], plaats[1], plaats[2], plaats[3], "precisies", "[POSTCODE4]", "vergrovingen", "[POSTCODE4]"));
        Proefkopie heel = Proefkopie.van(new Proefzaak().regel(plaats[0], plaats[1], plaats[2], plaats[3], "precisies", "[POSTCODE]"));
        Projection grofP = grof.project();

        assertThat(repeteer(grofP, grof.grond()).loket()).isEqualTo(BGM);
        geweigerd(Projection.van(grofP.document(), etiket("levering-1", BGM, heel.zaak().convenant().digest()), List.of()), heel.grond(), "may not hold");
        geweigerd(Projection.van(heel.project().document(), grofP.etiket(), List.of()), grof.grond(), "may not hold");
    }

    /** What the copy withholds may not be told in any text of it; the message never tells the value. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "belde met +31612345678          | true", "belde met +31 6 1234 5678        | true", "aan de Voorbeeldstraat           | true", "in 3511 AB                       | true",
        "Proefman                         | false", "in een LOODS                     | false", "zat achter het gordijn           | true", "ref-2026-7 van zaak-77           | false"})
    void withheldValueInAText_isFound(String tekst, boolean gevonden) {
        Proefkopie kopie = Proefkopie.van(new Proefzaak());

        if (gevonden) {
            assertThat(kopie.gevonden("gewoon", tekst, "gewoon").delen()).containsExactly("document.pdf");
            assertThat(kopie.gevonden("gewoon", tekst, "gewoon").toString()).doesNotContain("612345678", "Voorbeeldstraat");
        } else {
            assertThat(kopie.repeteer("gewoon", tekst).loket()).isEqualTo(BGM);
        }
    }

    @Test
    void exactValueOfWhatWentCoarser_isFound() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak().regel("categorieen", "[LOCATIE]", "betrokkenen", "[GEEN]", "vergrovingen", "[POSTCODE4]"));

        assertThat(kopie.project().document().elementen()).extracting(Element::id).containsExactly(Proef.id(POSTCODE));
        assertThat(kopie.repeteer("in 3511").loket()).isEqualTo(BGM);
        assertThat(kopie.gevonden("in 3511AB").elementen()).containsExactly(Proef.id(POSTCODE) + " (postcode)");
    }

    @Test
    void withheldValueInAName_orInTheReason_orInReleasedFreeText_isFound() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak());
        Projection p = kopie.project();
        Manifest naam = new Manifest(List.of(new Manifest.Regel("Voorbeeldstraat.xml", "application/xml", 3, "ab")));
        assertThat(gevonden(p, naam, kopie.grond()).delen()).containsExactly("name");

        Projection reden = vals(kopie, metOntvangers(p.document(), List.of(new Kop.Ontvanger(BGM, "woont aan de Voorbeeldstraat"))));
        assertThat(gevonden(reden, MANIFEST, kopie.grond()))
                .isEqualTo(new Repetitie.Uitslag.Gevonden(Set.of(Proef.id(3) + " (straatnaam)"), Set.of("noodzaak")));
        assertThat(repeteer(vals(kopie, metOntvangers(p.document(), List.of(new Kop.Ontvanger(BGM, null)))), kopie.grond()).loket()).isEqualTo(BGM);

        Proefkopie vrij = Proefkopie.van(new Proefzaak().regel("categorieen", BEVINDINGEN, "vrijeTekst", "true"))
                .met(element(BEVINDING, "bijzonderheid", "FEIT VERDACHTE WPG8 EIGEN", "gezien met Proefman"));
        assertThat(vrij.gevonden()).isEqualTo(new Repetitie.Uitslag.Gevonden(Set.of(Proef.id(NAAM) + " (achternaam)"), Set.of("document.xml")));
    }

    /** What another released element says may be said, also in free text; part of a longer value says more than it. */
    @Test
    void valueThatAlsoGoesRightly_isNoLeak() {
        Proefzaak zaak = new Proefzaak().regel("categorieen", "[NAW, FEIT]", "vrijeTekst", "true");
        Proefkopie zelfde = Proefkopie.van(zaak).met(element(TELEFOON, "telefoon", "TEL VERDACHTE WPG8 EIGEN", "Proefman"))
                .met(element(BEVINDING, "bijzonderheid", "FEIT VERDACHTE WPG8 EIGEN", "gezien met Proefman"));

        assertThat(zelfde.repeteer("Proefman").loket()).isEqualTo(BGM);
    }

    /** A free text that is exactly a withheld value tells it; that it stands there is no leave to stand there. */
    @Test
    void freeTextThatIsAWithheldValue_isFoundInTheXmlAlone() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak().regel("categorieen", BEVINDINGEN, "vrijeTekst", "true"))
                .met(element(BEVINDING, "bijzonderheid", "FEIT VERDACHTE WPG8 EIGEN", "Proefman"));

        assertThat(kopie.gevonden()).isEqualTo(new Repetitie.Uitslag.Gevonden(Set.of(Proef.id(NAAM) + " (achternaam)"), Set.of("document.xml")));
    }

    /** The street goes, the house number does not: two characters tell where it is only beside a longer value of their group. */
    @ParameterizedTest
    @CsvSource({"Voorbeeldstraat 12, true", "12 Voorbeeldstraat, true", "op nummer 12 daar, false", "aan de Voorbeeldstraat, false", "een LOODS 12 meter lang, false",
        "daar op 12 A, false", "in 3511AB, true"})
    void withheldHouseNumber_isFoundBesideALongerValueOfItsGroup(String tekst, boolean gevonden) {
        Proefkopie kopie = Proefkopie.van(new Proefzaak().regel("categorieen", "[LOCATIE]", "betrokkenen", "[GEEN]", "precisies", "[STRAAT]"));
        Proefkopie metNummer = kopie.groepen(Proefkopie.groep("g-l", null, null, element(POSTCODE, "postcode", "LOCATIE GEEN WPG8 EIGEN", "3511AB"),
                element(2, "soortObject", "LOCATIE GEEN WPG8 EIGEN", "LOODS"), element(3, "straatnaam", "LOCATIE GEEN WPG8 EIGEN", "Voorbeeldstraat"),
                element(NAAM, "huisnummer", "LOCATIE GEEN WPG8 EIGEN", "12"), element(TELEFOON, "huisnummertoevoeging", "LOCATIE GEEN WPG8 EIGEN", "A")));

        assertThat(metNummer.project().document().elementen()).extracting(Element::id).containsExactly(Proef.id(3));
        if (gevonden) {
            assertThat(metNummer.gevonden(tekst).delen()).containsExactly("document.pdf");
        } else {
            assertThat(metNummer.repeteer(tekst).loket()).isEqualTo(BGM);
        }
    }

    @Test
    void textsAndGrounds_neverShowAValue() {
        assertThat(new Repetitie.Tekst("document.pdf", "geheim")).hasToString("Tekst[document.pdf]");
        assertThat(Proefkopie.van(new Proefzaak()).grond()).hasToString("Grond[proef]");
    }

    @Test
    void documentWithoutACase_isSearchedAsAnyOther() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak());
        Document d = kopie.document();
        Kop k = d.kop();
        Proefkopie zonder = new Proefkopie(kopie.zaak(), new Document(new Kop(k.soort(), k.referentie(), k.gateway(), k.omgeving(), k.convenant(), k.afzender(), null,
                k.stap(), k.doel(), k.opgemaakt(), k.ontvangers(), k.verwijzingen()), d.groepen(), d.bijlagen(), null));

        assertThat(zonder.repeteer("Proefman").loket()).isEqualTo(BGM);
    }
}

package nl.zegel.convenant;

import static nl.zegel.convenant.Proefkopie.BEVINDING;
import static nl.zegel.convenant.Proefkopie.BIJLAGE;
import static nl.zegel.convenant.Proefkopie.NAAM;
import static nl.zegel.convenant.Proefkopie.POSTCODE;
import static nl.zegel.convenant.Proefkopie.TELEFOON;
import static nl.zegel.convenant.Proefkopie.element;
import static nl.zegel.convenant.Proefkopie.groep;
import static nl.zegel.convenant.Proefzaak.BGM;
import static nl.zegel.convenant.Proefzaak.DAG;
import static nl.zegel.convenant.Proefzaak.NET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.document.Element;
import nl.zegel.document.ElementId;
import nl.zegel.document.Etiket.ElementEtiket;
import nl.zegel.document.Groep;
import nl.zegel.document.Kop;
import nl.zegel.party.GatewayBug;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One recipient's copy: what was released for it, and no trace of the rest. */
class ProjectorTest {
    private static List<ElementId> ids(Projection p) {
        return p.document().elementen().map(Element::id).toList();
    }

    private static Proefzaak plaatsGrof() {
        return new Proefzaak().regel("categorieen", "[LOCATIE]", "betrokkenen", "[GEEN]", "vergrovingen", "[POSTCODE4]");
    }

    @Test
    void copy_holdsWhatWasReleased_labelledWithBasisAndArticle() {
        Projection p = Proefkopie.van(new Proefzaak().regel("bewaring", "kort")).project();

        assertThat(ids(p)).containsExactly(Proef.id(NAAM));
        assertThat(p.document().bijlagen()).isEmpty();
        assertThat(p.etiket().elementen()).isEqualTo(
                Map.of(Proef.id(NAAM), new ElementEtiket(List.of("Wpg 20", "Opiumwet 13b"), List.of("urn:p", "urn:o"), List.of("5"))));
        assertThat(p.etiket().verplichtingen()).isEqualTo(Map.of("O-GEHEIM", "9.1", "O-DOEL", "9.2"));
        assertThat(p.etiket().vernietigen()).isEqualTo(DAG.plusMonths(1));
        assertThat(p.loket()).isEqualTo(BGM);
        assertThat(p.levering()).isEqualTo("levering-1");
        assertThat(p.convenantDigest()).isEqualTo(new Proefzaak().regel("bewaring", "kort").convenant().digest());
        assertThat(p.document().kop().ontvangers()).extracting(Kop.Ontvanger::loket).containsExactly(BGM);
        assertThat(p.bewijzen()).isEmpty();
        assertThat(p).hasToString("Projection[burgemeester]");
    }

    @Test
    void attachment_goesWithItsLabelWhereItWasReleased() {
        Projection p = Proefkopie.van(new Proefzaak().regel("categorieen", "[EMAIL]")).project();

        assertThat(p.document().bijlagen()).extracting(b -> b.id()).containsExactly(Proef.id(BIJLAGE));
        assertThat(p.document().groepen()).isEmpty();
        assertThat(p.etiket().elementen()).containsOnlyKeys(Proef.id(BIJLAGE));
    }

    @Test
    void basisThatRuleAndRecipientShare_isToldOnce() {
        Projection p = Proefkopie.van(new Proefzaak().regel("grondslagen", "[{wet: Wjsg, artikel: \"39f\", dpv: \"urn:w\"}, {wet: Opiumwet, artikel: \"13b\", dpv: \"urn:o\"}]")).project();

        assertThat(p.etiket().elementen().get(Proef.id(NAAM))).isEqualTo(new ElementEtiket(List.of("Wjsg 39f", "Opiumwet 13b"), List.of("urn:w", "urn:o"), List.of("5")));
    }

    /** A released value goes without the coarser versions that it implies. */
    @Test
    void exactValue_goesWithoutItsGeneralisations() {
        Element naam = element(NAAM, "achternaam", "NAW VERDACHTE WPG8 EIGEN", "Proefman", new Element.Vergroving("LETTER", "P", null));

        assertThat(Proefkopie.van(new Proefzaak()).met(naam).project().document().elementen()).allSatisfy(e -> {
            assertThat(e.waarde()).isEqualTo("Proefman");
            assertThat(e.vergrovingen()).isEmpty();
        });
    }

    @Test
    void generalisation_isTheSendersOwn_elseDerived_andTheValueStays() {
        Element eigen = element(POSTCODE, "postcode", "LOCATIE GEEN WPG8 EIGEN", "3511AB", new Element.Vergroving("WIJK", "Centrum", null),
                new Element.Vergroving("POSTCODE4", "van de afzender", "zout"));

        assertThat(Proefkopie.van(plaatsGrof()).project().document().elementen()).extracting(Element::waarde, Element::tekst)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("", "3511"));
        assertThat(Proefkopie.van(plaatsGrof()).met(eigen).project().document().elementen()).extracting(Element::waarde, Element::tekst)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("", "van de afzender"));
    }

    @Test
    void generalisationThatTheElementDoesNotHave_isABug() {
        Proefkopie kopie = Proefkopie.van(plaatsGrof());
        Besluit besluit = besluit(kopie, Map.of(Proef.id(POSTCODE), new ElementBesluit(Uitkomst.VERGROFD, "GEBOORTEJAAR", kopie.besluit().lokets().get(0).reden())));

        assertThatThrownBy(() -> kopie.project(besluit)).isInstanceOf(GatewayBug.class).hasMessageContaining("GEBOORTEJAAR").hasMessageNotContaining("3511");
    }

    /** INVARIANT (no hint): a group without a released element is gone, and so is what pointed to it; who it is about it says itself. */
    @Test
    void groupUnderOneThatVanished_standsByItselfAndNamesItsPerson() {
        Projection p = Proefkopie.van(new Proefzaak().regel("categorieen", "[FEIT]", "vrijeTekst", "true")).project();

        assertThat(ids(p)).containsExactly(Proef.id(BEVINDING));
        assertThat(p.document().groepen()).extracting(Groep::id, Groep::betrokkene, Groep::bij).containsExactly(org.assertj.core.groups.Tuple.tuple("g-b", "VERDACHTE", null));
    }

    @Test
    void groupUnderOneThatStays_keepsItsPlace() {
        Projection p = Proefkopie.van(new Proefzaak().regel("categorieen", "[FEIT, NAW]", "vrijeTekst", "true")).project();

        assertThat(p.document().groepen()).extracting(Groep::id, Groep::betrokkene, Groep::bij)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("g-v", "VERDACHTE", null), org.assertj.core.groups.Tuple.tuple("g-b", null, "g-v"));
    }

    @Test
    void groupAboutNobody_underOneThatVanished_isStillAboutNobody() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak().regel("categorieen", "[FEIT]", "betrokkenen", "[GEEN]", "vrijeTekst", "true"));

        Projection p = kopie.groepen(groep("g-l", null, null, element(POSTCODE, "postcode", "LOCATIE GEEN WPG8 EIGEN", "3511AB")),
                groep("g-b", null, "g-l", element(BEVINDING, "bijzonderheid", "FEIT GEEN WPG8 EIGEN", "er stond een ventilator"))).project();

        assertThat(p.document().groepen()).extracting(Groep::id, Groep::betrokkene, Groep::bij).containsExactly(org.assertj.core.groups.Tuple.tuple("g-b", null, null));
    }

    /** A request is the recipient's own only when a rule that gave asked for it and it is the only one of its kind. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "C-VERZOEK | VERZOEK                | VERZOEK", "C-VERZOEK | VERZOEK SIGNAAL        | VERZOEK", "C-SIGNAAL | VERZOEK SIGNAAL        | SIGNAAL",
        "C-VERZOEK | VERZOEK VERZOEK        | ''", "C-AUTH    | VERZOEK SIGNAAL        | ''", "C-AUTH    | GEEN_OPSPORINGSBELANG  | ''",
        "C-VERZOEK | VERZOEK RELATIE_OBJECT | VERZOEK"})
    void reference_goesOnlyWhereItIsTheRecipientsOwn(String voorwaarde, String verwijzingen, String over) {
        Kop.Verwijzing[] in = java.util.Arrays.stream(verwijzingen.split(" ")).map(s -> new Kop.Verwijzing(s, "kenmerk")).toArray(Kop.Verwijzing[]::new);
        Proefzaak zaak = new Proefzaak().regel("voorwaarden", "{" + voorwaarde + ": \"8\"}").feiten(
                Proefzaak.feit(new Feitsoort("VERZOEK"), Bereik.vanLoket(BGM).met("kenmerk", null, "0344")),
                Proefzaak.feit(new Feitsoort("SIGNAAL"), Bereik.vanLoket(BGM).met("kenmerk", null, null)))
                .afleiding("{feit: VERZOEK, uit: [HIB], over: AFZENDER}").afleiding("{feit: SIGNAAL, uit: [HIB], over: AFZENDER}");
        Proefkopie kopie = Proefkopie.van(zaak, in);
        Groep plaats = groep("g-l", null, null, element(1, "gemeentecode", "FEIT GEEN WPG8 EIGEN", "0344"));

        Projection p = kopie.groepen(plaats, kopie.document().groepen().get(1)).project();

        assertThat(p.document().kop().verwijzingen()).extracting(Kop.Verwijzing::soort).isEqualTo(over.isEmpty() ? List.of() : List.of(over));
    }

    @Test
    void reference_thatOnlyAnUnusedRuleAsksFor_stays() {
        Proefzaak zaak = new Proefzaak().afleiding("{feit: VERZOEK, uit: [PLAN], over: AFZENDER}").regel()
                .regelErbij("R-twee", "categorieen", "[BSN]", "voorwaarden", "{C-VERZOEK: \"8\"}");

        assertThat(Proefkopie.van(zaak, new Kop.Verwijzing("VERZOEK", "kenmerk")).project().document().kop().verwijzingen()).isEmpty();
    }

    /** A fact that need not be about the recipient is nobody's own. */
    @Test
    void reference_toAFactThatMayBeAboutAnother_stays() {
        Proefzaak zaak = new Proefzaak().afleiding("{feit: VERZOEK, uit: [PLAN], over: AFZENDER}").voorwaarde("C-X: {feit: VERZOEK, ontbreekt: VERZOEK_ONTBREEKT}")
                .regel("voorwaarden", "{C-X: \"8\"}").feiten(Proefzaak.feit(new Feitsoort("VERZOEK"), Bereik.alles()));

        assertThat(Proefkopie.van(zaak, new Kop.Verwijzing("VERZOEK", "kenmerk")).project().document().kop().verwijzingen()).isEmpty();
    }

    private static Besluit besluit(Proefkopie kopie, Map<ElementId, ElementBesluit> elementen) {
        Besluit b = kopie.besluit();
        LoketBesluit l = b.lokets().get(0);
        return met(b, b.convenantDigest(), null, List.of(), List.of(new LoketBesluit(l.loket(), l.reden(), false, elementen, Map.of(), l.bewaring())));
    }

    private static Besluit met(Besluit b, String digest, Reden weigering, List<Besluit.Treffer> quarantaine, List<LoketBesluit> lokets) {
        return new Besluit(b.versie(), b.convenant(), b.convenantVersie(), digest, b.moment(), weigering, quarantaine, lokets);
    }

    @Test
    void decisionThatGivesThisLoketNothing_isABug() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak());
        Besluit b = kopie.besluit();
        LoketBesluit voorBgm = b.lokets().get(0);

        List<Besluit> fout = List.of(
                met(b, "ander", null, List.of(), b.lokets()),
                met(b, b.convenantDigest(), voorBgm.reden(), List.of(), List.of()),
                met(b, b.convenantDigest(), null, List.of(new Besluit.Treffer(Proef.id(NAAM), "BSN")), List.of()),
                met(b, b.convenantDigest(), null, List.of(), List.of(b.lokets().get(1))),
                met(b, b.convenantDigest(), null, List.of(), List.of(voorBgm, voorBgm)),
                besluit(kopie, Map.of(Proef.id(77), voorBgm.elementen().get(Proef.id(NAAM)))));

        assertThat(kopie.project(b).loket()).isEqualTo(BGM);
        assertThat(b.lokets().get(1).loket()).isEqualTo(NET);
        assertThat(fout).allSatisfy(f -> assertThatThrownBy(() -> kopie.project(f)).isInstanceOf(GatewayBug.class));
    }

    /** An element that the decision does not know is not released by it. */
    @Test
    void elementThatTheDecisionDoesNotKnow_stays() {
        Proefkopie kopie = Proefkopie.van(new Proefzaak());

        assertThat(ids(kopie.project(besluit(kopie, Map.of(Proef.id(NAAM), kopie.besluit().lokets().get(0).elementen().get(Proef.id(NAAM))))))).containsExactly(Proef.id(NAAM));
        assertThat(kopie.document().elementen().map(Element::id)).contains(Proef.id(TELEFOON));
    }
}

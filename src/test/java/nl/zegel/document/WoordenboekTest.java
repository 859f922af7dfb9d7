package nl.zegel.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WoordenboekTest {
    private static final Woordenboek W = Voorbeelden.WOORDENBOEK;

    @Test
    void dictionary_knowsTheHennepTypes_andAllIncidentCodes() {
        assertThat(W.versie()).isEqualTo(1);
        assertThat(W.documentsoorten()).hasSize(8).contains("HIB", "BINNENTREDEN_AFSTEMMING");
        assertThat(W.betrokkenen()).contains("VERDACHTE", "KIND", "OVERLASTGEVER", "SUBJECT_OF_PAND", "ACHTERBLIJVER");
        assertThat(W.codes("incidentcode")).hasSize(79).contains("F530", "M061");
        assertThat(W.categorieen()).containsExactlyInAnyOrder("NAW", "GEBDAT", "GEBPLAATS", "TEL", "EMAIL", "BSN", "GESLACHT", "KENTEKEN", "FOTO",
                "LOCATIE", "FEIT", "POLITIEGEGEVEN", "JUSTITIEGEGEVEN", "MEET", "NIETNAL", "MO", "ACTIE", "MAATREGEL", "SIGNAAL", "ANALYSE", "RELATIE",
                "VERANTW", "MELDVERSLAG", "TOEST", "CONTACT", "INCIDENT", "OVERIG");
        assertThat(W.termen()).allMatch(t -> t.dpv().startsWith("https://w3id.org/dpv") || t.dpv().startsWith("urn:nl:zegel:dpv:"));
    }

    @Test
    void labels_areDutch_andUnknownNamesStayThemselves() {
        assertThat(W.label("geboortedatum")).isEqualTo("Geboortedatum");
        assertThat(W.label("VERDACHTE")).isEqualTo("Verdachte");
        assertThat(W.label("nergens")).isEqualTo("nergens");
        Element code = new Element(new ElementId(Voorbeelden.E1), "soortObject", "g", new Coordinaten("LOCATIE", "GEEN", null, null), "FLAT", null, List.of());
        assertThat(W.tekst(code)).isEqualTo("Flat of appartement");
        assertThatThrownBy(() -> W.codes("nergens")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void generalisation_isDerivedOnlyWhereTheTermHasIt() {
        Element datum = new Element(new ElementId(Voorbeelden.E1), "geboortedatum", "g", new Coordinaten("GEBDAT", null, null, null), "1990-01-31", null, List.of());
        assertThat(W.vergrof(datum, "GEBOORTEJAAR")).contains(new Element.Vergroving("GEBOORTEJAAR", "1990", null));
        assertThat(W.vergrof(datum, "MAAND")).isEmpty();
        assertThat(W.vergrof(datum.vergroofdTot(W.vergrof(datum, "GEBOORTEJAAR").orElseThrow()), "MAAND")).isEmpty();
        assertThat(Vergrover.POSTCODE6.vergrof("3512AB 12")).isEqualTo("3512AB");
        assertThat(Vergrover.POSTCODE4.vergrof("3512AB 12")).isEqualTo("3512");
        assertThat(Vergrover.DAG.vergrof("2026-11-18T07:15+01:00")).isEqualTo("2026-11-18");
    }

    @Test
    void dictionaryThatContradictsItself_doesNotLoad() {
        Map<String, Woordenboek.Groepsoort> groepen = Map.of("G", new Woordenboek.Groepsoort("Groep", false));
        Map<String, Map<String, String>> lijsten = Map.of("l", Map.of("A", "a"));
        Term goed = term("t", Waardetype.TEKST, null, Set.of("G"), Set.of(), true);
        for (List<Term> termen : List.of(
                List.of(goed, goed), List.of(term("t", Waardetype.CODE, null, Set.of("G"), Set.of(), false)),
                List.of(term("t", Waardetype.CODE, "m", Set.of("G"), Set.of(), false)), List.of(term("t", Waardetype.TEKST, "l", Set.of("G"), Set.of(), false)),
                List.of(term("t", Waardetype.TEKST, null, Set.of("H"), Set.of(), false)), List.of(term("t", Waardetype.DATUM, null, Set.of("G"), Set.of(), true)),
                List.of(term("t", Waardetype.DATUM, null, Set.of("G"), Set.of(Vergrover.POSTCODE4), false)), List.of(term("G", Waardetype.TEKST, null, Set.of("G"), Set.of(), false)))) {
            assertThatThrownBy(() -> new Woordenboek(new Woordenboek.Inhoud(1, termen, Map.of(), Map.of(), groepen, lijsten))).isInstanceOf(IllegalStateException.class);
        }
        assertThat(new Woordenboek(new Woordenboek.Inhoud(1, List.of(goed), Map.of(), Map.of(), groepen, lijsten)).term("t")).contains(goed);
    }

    @Test
    void refusals_areAllListedForPeople() throws Exception {
        String lijst = Files.readString(Path.of("docs/weigeringen.md"));
        for (Weigering w : Weigering.values()) {
            assertThat(lijst).contains("| `" + w.name() + "` | lezen | " + w.regel() + " | " + w.remedie() + " |");
        }
    }

    private static Term term(String naam, Waardetype type, String lijst, Set<String> groepen, Set<Vergrover> grof, boolean vrij) {
        return new Term(naam, "Label", "NAW", type, lijst, groepen, null, grof, vrij, false, "urn:x");
    }
}

package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.FEIT;
import static nl.zegel.convenant.Proefzaak.NAAM;
import static nl.zegel.convenant.Proefzaak.NAW;
import static nl.zegel.convenant.Proefzaak.coord;
import static nl.zegel.convenant.Proefzaak.element;
import static nl.zegel.convenant.Proefzaak.groep;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Vorm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the document as a whole says: is the place somebody's home, and who is there. */
class OmstandighedenTest {
    private static final Coordinaten PLAATS = coord("LOCATIE GEEN WPG8 EIGEN");

    /** Gives a place that is no home. The place to look at is {@link Proefzaak#NAAM}, in the first group. */
    private static Proefzaak geenWoning() {
        return new Proefzaak().regel("categorieen", "[LOCATIE]", "betrokkenen", "[GEEN]", "voorwaarden", "{C-GEEN-WONING: \"8\"}");
    }

    /** Groups separated by a slash; in each: a code of soortObject, "?" for the term without a code, "plaats" for a place. */
    private static Vorm.GroepVorm[] groepen(String tekst) {
        List<Vorm.GroepVorm> groepen = new ArrayList<>();
        int nummer = 100;
        for (String deel : tekst.split("/")) {
            List<Vorm.ElementVorm> elementen = new ArrayList<>();
            for (String woord : deel.strip().split(" ")) {
                boolean plaats = woord.equals("plaats");
                int id = plaats && groepen.isEmpty() ? NAAM : nummer++;
                elementen.add(plaats ? element(id, "straatnaam", PLAATS, null) : element(id, "soortObject", FEIT, woord.equals("?") ? null : woord));
            }
            groepen.add(groep("g-" + nummer, null, null, elementen.toArray(Vorm.ElementVorm[]::new)));
        }
        return groepen.toArray(Vorm.GroepVorm[]::new);
    }

    /** INVARIANT (unsure means no): only a code that proves otherwise makes it no dwelling, for every place in the document. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "plaats LOODS                | true", "plaats LOODS KAS            | true", "plaats LOODS / plaats KAS    | true",
        "plaats LOODS / KAS          | true", "plaats                       | false", "plaats ?                    | false",
        "plaats WONING               | false", "plaats LOODS WONING         | false", "plaats LOODS ?              | false",
        "plaats LOODS / plaats       | false", "plaats LOODS / plaats WONING | false", "plaats LOODS / WONING       | false",
        "plaats LOODS / ?            | false", "plaats / LOODS               | false"})
    void place_isADwellingUnlessACodeProvesOtherwise(String document, boolean bewezen) {
        assertThat(geenWoning().groepen(groepen(document)).uitkomst(NAAM)).isEqualTo(bewezen ? "VRIJGEGEVEN" : "ONTHOUDEN ONTVANGER_UITGESLOTEN");
    }

    /** A group without a place needs no code of its own. */
    @Test
    void groupWithoutAPlace_provesNothingAndAsksNothing() {
        Vorm.GroepVorm persoon = groep("g-v", "VERDACHTE", null, element(7, "achternaam", NAW, null));

        assertThat(geenWoning().groepen(groepen("plaats LOODS")[0], persoon).uitkomst(NAAM)).isEqualTo("VRIJGEGEVEN");
        assertThat(geenWoning().groepen(persoon, groepen("plaats")[0]).uitkomst(NAAM)).isEqualTo("ONTHOUDEN ONTVANGER_UITGESLOTEN");
    }

    /** A fact about no person at all, in a document without a place: the condition is about a place only. */
    @Test
    void documentWithoutAPlaceOrCode_countsAsADwelling() {
        Omstandigheden om = Omstandigheden.van(geenWoning().convenant(), new Proefzaak().groepen(groep("g-v", "VERDACHTE", null, element(7, "achternaam", NAW, null))).vorm());

        assertThat(om.plaatsIsPersoon()).isTrue();
    }

    @Test
    void readingThatStandsOpen_makesNoPlaceAPersons() {
        assertThat(geenWoning().lezing("L-PLAATS", Lezing.Stand.OPEN).groepen(groepen("plaats WONING")).uitkomst(NAAM)).isEqualTo("VRIJGEGEVEN");
        assertThat(geenWoning().lezing("L-PLAATS", Lezing.Stand.DICHT).groepen(groepen("plaats WONING")).uitkomst(NAAM)).isEqualTo("ONTHOUDEN ONTVANGER_UITGESLOTEN");
    }

    /** C-WONING: a home needs a suspect in the document, and a heading without anything under it is none. */
    @ParameterizedTest
    @CsvSource({"VERDACHTE, 1, VRIJGEGEVEN", "VERDACHTE, 0, ONTHOUDEN BETROKKENE_CATEGORIE_NIET_TOEGESTAAN", "MELDER, 1, ONTHOUDEN BETROKKENE_CATEGORIE_NIET_TOEGESTAAN"})
    void suspect_isThereOnlyWithSomethingAboutHim(String betrokkene, int aantal, String uitkomst) {
        Vorm.ElementVorm[] elementen = aantal == 0 ? new Vorm.ElementVorm[0] : new Vorm.ElementVorm[] {element(7, "achternaam", NAW, null)};
        Proefzaak zaak = new Proefzaak().regel("categorieen", "[LOCATIE]", "betrokkenen", "[GEEN]", "voorwaarden", "{C-WONING: \"8\"}")
                .groepen(groepen("plaats WONING")[0], groep("g-v", betrokkene, null, elementen));

        assertThat(zaak.uitkomst(NAAM)).isEqualTo(uitkomst);
    }
}

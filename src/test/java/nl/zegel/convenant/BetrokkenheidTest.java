package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.NAAM;
import static nl.zegel.convenant.Proefzaak.NAW;
import static nl.zegel.convenant.Proefzaak.coord;
import static nl.zegel.convenant.Proefzaak.element;
import static nl.zegel.convenant.Proefzaak.groep;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.zegel.document.Vorm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom an element is about: where its place and what it says of itself differ, it stays. */
class BetrokkenheidTest {
    private static final String NIET = "ONTHOUDEN BETROKKENE_CATEGORIE_NIET_TOEGESTAAN";
    private static final String MEE = "VRIJGEGEVEN";

    /** A rule that gives this about anybody, so that only the place can withhold. */
    private static Proefzaak ruim() {
        return new Proefzaak().regel("categorieen", "[FEIT]", "betrokkenen", "[VERDACHTE, MELDER, GEEN]");
    }

    private static Vorm.ElementVorm feitOver(@Nullable String wie) {
        return element(NAAM, "bevinding", coord("FEIT " + (wie == null ? "-" : wie) + " WPG8 EIGEN"), null);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // betrokkene of the group, of the one above it, and what the element says
        "VERDACHTE, -,         VERDACHTE, true", "VERDACHTE, -,         MELDER,    false", "VERDACHTE, -,         GEEN,      false",
        "VERDACHTE, -,         -,         false", "-,         VERDACHTE, VERDACHTE, true", "-,         VERDACHTE, MELDER,    false",
        "-,         VERDACHTE, GEEN,      false", "-,         -,         GEEN,      true", "-,         -,         VERDACHTE, false",
        "-,         -,         -,         false", "VERDACHTE, MELDER,    VERDACHTE, false", "VERDACHTE, MELDER,    MELDER,    false",
        "VERDACHTE, VERDACHTE, VERDACHTE, true"})
    void element_goesOnlyWhereEveryGroupAboveItAgrees(@Nullable String groep, @Nullable String boven, @Nullable String zegt, boolean gaat) {
        Proefzaak zaak = ruim().groepen(groep("g-boven", boven, null), groep("g-midden", null, "g-boven"), groep("g-onder", groep, "g-midden", feitOver(zegt)));

        assertThat(zaak.uitkomst(NAAM)).isEqualTo(gaat ? MEE : NIET);
    }

    @Test
    void group_hangingUnderNothing_givesNothing() {
        assertThat(ruim().groepen(groep("g-v", "VERDACHTE", "g-weg", feitOver("VERDACHTE"))).uitkomst(NAAM)).isEqualTo(NIET);
        assertThat(ruim().groepen(groep("g-v", "VERDACHTE", "g-b"), groep("g-b", null, "g-weg"), groep("g-o", null, "g-v", feitOver("VERDACHTE"))).uitkomst(NAAM))
                .isEqualTo(NIET);
    }

    @Test
    void groups_hangingInACircle_giveNothing() {
        assertThat(ruim().groepen(groep("g-a", "VERDACHTE", "g-b", feitOver("VERDACHTE")), groep("g-b", "VERDACHTE", "g-a")).uitkomst(NAAM)).isEqualTo(NIET);
        assertThat(ruim().groepen(groep("g-a", "VERDACHTE", "g-a", feitOver("VERDACHTE"))).uitkomst(NAAM)).isEqualTo(NIET);
    }

    /** Which of the two is meant nobody knows, so nothing of the document goes. */
    @Test
    void groupId_thatStandsTwice_givesNothingOfTheDocument() {
        Vorm.GroepVorm goed = groep("g-v", "VERDACHTE", null, feitOver("VERDACHTE"));

        assertThat(ruim().groepen(goed, groep("g-x", null, null)).uitkomst(NAAM)).isEqualTo(MEE);
        assertThat(ruim().groepen(goed, groep("g-x", null, null), groep("g-x", null, null)).uitkomst(NAAM)).isEqualTo(NIET);
        assertThat(ruim().groepen(groep("g-x", null, null), groep("g-x", null, null), goed).uitkomst(NAAM)).isEqualTo(NIET);
    }

    /** In a copy a group lost the one above it and says itself whom it is about; the sender's document still decides. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "g-onder, VERDACHTE, VERDACHTE, true", "g-onder, -,         VERDACHTE, true", "g-onder, MELDER,    VERDACHTE, false",
        "g-onder, MELDER,    MELDER,    false", "g-nieuw, VERDACHTE, VERDACHTE, false"})
    void copy_isJudgedByThePlacesOfTheSendersDocument(String id, @Nullable String groep, String zegt, boolean gaat) {
        Proefzaak zaak = ruim().groepen(groep("g-v", "VERDACHTE", null), groep("g-onder", null, "g-v", feitOver("VERDACHTE")));

        Besluit kopie = zaak.besluitOverKopie(List.of(groep(id, groep, null, feitOver(zegt))));

        assertThat(kopie.lokets().get(0).elementen().get(Proef.id(NAAM)).uitkomst().gaat()).isEqualTo(gaat);
    }

    @Test
    void copyOfAPersonsGroup_thatNamesAnother_givesNothing() {
        Proefzaak zaak = new Proefzaak();

        Besluit kopie = zaak.besluitOverKopie(List.of(groep("g-v", "MELDER", null, element(NAAM, "achternaam", NAW, null))));

        assertThat(kopie.lokets().get(0).elementen().get(Proef.id(NAAM)).uitkomst()).isEqualTo(Uitkomst.ONTHOUDEN);
    }
}

package nl.zegel.document;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the dictionary.
 *
 * @param naam         e.g. {@code geboortedatum}
 * @param label        Dutch, for people
 * @param categorie    data category that rules match on
 * @param codelijst    code list of a {@link Waardetype#CODE}, else null
 * @param groepen      group types it may stand in
 * @param precisie     precision of a place or time (ADRES, POSTCODE, WIJK, ...), null where the term has none
 * @param vergrovingen generalisations that can be derived from its value
 * @param vrijeTekst   free text: withheld unless released as such, and searched by detectors
 * @param codeInVorm   a decision may see its code: only of codes about a place, an incident or a procedure, never about a person
 * @param dpv          IRI of the W3C DPV term, or of our extension
 */
public record Term(
        String naam, String label, String categorie, Waardetype type, @Nullable String codelijst, Set<String> groepen,
        @Nullable String precisie, Set<Vergrover> vergrovingen, boolean vrijeTekst, boolean codeInVorm, String dpv) {
    public Term {
        groepen = Set.copyOf(groepen);
        vergrovingen = Set.copyOf(vergrovingen);
    }
}

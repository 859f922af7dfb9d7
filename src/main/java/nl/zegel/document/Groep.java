package nl.zegel.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements that describe one thing.
 *
 * @param id         document-local id, {@code g-} and random characters, so that order and count say nothing
 * @param soort      dictionary group type: LOCATIE, BETROKKENE, BEVINDING, INCIDENT, MAATREGEL, CONTACT, ...
 * @param betrokkene betrokkene category for groups about a person, else null
 * @param bij        id of the group this one belongs to (a finding of a location), else null
 */
public record Groep(String id, String soort, @Nullable String betrokkene, @Nullable String bij, List<Element> elementen) {
    public Groep {
        elementen = List.copyOf(elementen);
    }
}

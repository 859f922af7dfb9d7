package nl.zegel.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One container of the XML as read, before the dictionary looked at it. */
final class Knoop {
    final String naam;
    final Map<String, String> attributen = new HashMap<>();
    final List<Knoop> kinderen = new ArrayList<>();
    final StringBuilder tekst = new StringBuilder();

    Knoop(String naam) {
        this.naam = naam;
    }

    @Nullable String attribuut(String van) {
        return attributen.get(van);
    }

    /** An attribute that the schema demands. */
    String vast(String van) {
        String waarde = attributen.get(van);
        if (waarde == null) {
            throw new nl.zegel.party.GatewayBug("the schema let an attribute " + van + " pass");
        }
        return waarde;
    }

    Stream<Knoop> alle(String van) {
        return kinderen.stream().filter(k -> k.naam.equals(van));
    }

    Optional<String> tekstVan(String van) {
        return alle(van).findFirst().map(k -> k.tekst.toString());
    }

    /** Text of a child that the schema demands. */
    String vasteTekst(String van) {
        return tekstVan(van).orElseThrow(() -> new nl.zegel.party.GatewayBug("the schema let an element " + van + " pass"));
    }
}

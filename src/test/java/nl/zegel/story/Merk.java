package nl.zegel.story;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One marked value of the canary document.
 *
 * @param naam   where it stands: an element id with its term, a header field, an attachment; for the report of a leak
 * @param id     element or attachment, or the header field
 * @param soort  where in a copy it may be seen
 * @param vormen texts that betray the value: itself and how people write it
 * @param waar   coordinates of the element, or of everything that an attachment holds
 */
record Merk(String naam, String id, Soort soort, List<String> vormen, List<Coordinaat> waar) {
    /** Shorter ones occur by chance in megabytes of ciphertext. */
    private static final int KORTST = 6;

    enum Soort { ELEMENT, VRIJE_TEKST, ZAAK, NOODZAAK, BIJLAGENAAM, BIJLAGEINHOUD, BUITENOM }

    /** As the convenant's table names them: GEEN for no person, AFWEZIG for what the sender left out. */
    record Coordinaat(String categorie, String betrokkene, String regime, String herkomst) {
        Coordinaat {
            regime = regime.isEmpty() ? "AFWEZIG" : regime;
            herkomst = herkomst.isEmpty() ? "AFWEZIG" : herkomst;
        }
    }

    Merk {
        vormen = List.copyOf(vormen);
        waar = List.copyOf(waar);
    }

    /** True when it can be looked for in bytes. */
    boolean zoekbaar() {
        return vormen.stream().allMatch(v -> v.getBytes(StandardCharsets.UTF_8).length >= KORTST);
    }

    @Override
    public String toString() {
        return naam;
    }
}

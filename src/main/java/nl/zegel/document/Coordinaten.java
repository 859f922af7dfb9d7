package nl.zegel.document;

import org.jspecify.annotations.Nullable;

/**
 * The four coordinates that rules match on. A coordinate that is null was not stated; no rule matches it.
 *
 * @param categorie  data category, fixed by the dictionary (NAW, GEBDAT, ...)
 * @param betrokkene betrokkene category (VERDACHTE, MELDER, ...), or {@link #GEEN} for an element about no person
 * @param regime     legal regime
 * @param herkomst   party role code the element comes from, or {@link #EIGEN} for the sender's own source
 */
public record Coordinaten(String categorie, @Nullable String betrokkene, @Nullable Regime regime, @Nullable String herkomst) {
    public static final String GEEN = "GEEN";
    public static final String EIGEN = "EIGEN";
}

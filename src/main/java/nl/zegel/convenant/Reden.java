package nl.zegel.convenant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an outcome is what it is; never a value.
 *
 * @param regel               id of the rule, nietVerstrekken or reading that decided; null when nothing named the tuple
 * @param artikelen           articles of the convenant
 * @param lezingen            ids of the fail-closed readings relied on
 * @param voorwaarde          id of the condition that is missing, else null
 * @param dichtstbijzijnde    id of the rule that came nearest, else null
 */
public record Reden(
        Redencode code, @Nullable String regel, List<String> artikelen, List<Grondslag> grondslagen, List<String> lezingen,
        @Nullable String voorwaarde, @Nullable String dichtstbijzijnde) {
    public Reden {
        artikelen = List.copyOf(artikelen);
        grondslagen = List.copyOf(grondslagen);
        lezingen = List.copyOf(lezingen);
    }
}

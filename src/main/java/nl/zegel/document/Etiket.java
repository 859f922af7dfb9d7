package nl.zegel.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * The label on a recipient's copy. It names the sender (in the header) and this recipient, and nothing of others.
 *
 * @param levering       delivery id, stable over repeated attempts
 * @param verplichtingen obligations that travel along, code to article
 * @param vernietigen    destroy-by date; null when the recipient must state its own term
 * @param elementen      label per element of the copy
 */
public record Etiket(
        String levering, LoketId voor, String convenant, String titel, String versie, String convenantDigest, String doel,
        Map<String, String> verplichtingen, @Nullable LocalDate vernietigen, Map<ElementId, ElementEtiket> elementen) {
    public Etiket {
        verplichtingen = Map.copyOf(verplichtingen);
        elementen = Map.copyOf(elementen);
    }

    /** @param grondslagen e.g. "Wpg 20"; @param dpv IRIs of the legal bases; @param artikelen of the convenant */
    public record ElementEtiket(List<String> grondslagen, List<String> dpv, List<String> artikelen) {
        public ElementEtiket {
            grondslagen = List.copyOf(grondslagen);
            dpv = List.copyOf(dpv);
            artikelen = List.copyOf(artikelen);
        }
    }
}

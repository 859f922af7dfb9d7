package nl.zegel.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inclusion path of one provenance leaf (RFC 6962 2.1.1).
 *
 * @param element    the element, or the attachment, that the leaf is about
 * @param vergroving name of the generalisation when the leaf is one, else null
 * @param zout       salt of an attachment's leaf, base64url; null for an element, which carries its own
 * @param plaats     index of the leaf in the tree; shuffled, so that it says nothing
 * @param pad        sibling hashes from leaf to root, base64url; as many as the tree is high
 */
public record HerkomstBewijs(ElementId element, @Nullable String vergroving, @Nullable String zout, int plaats, List<String> pad) {
    public HerkomstBewijs {
        pad = List.copyOf(pad);
    }
}

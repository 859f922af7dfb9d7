package nl.zegel.document;

import java.util.ArrayList;
import java.util.List;

/** Collects refusals, a bounded number of them. Not thread-safe; one per reading. */
final class Keuring {
    private final List<Afkeuring> afkeuringen = new ArrayList<>();
    private boolean structuurGoed = true;

    void weiger(Afkeuring afkeuring) {
        structuurGoed &= !afkeuring.code().equals(Weigering.XML_STRUCTUUR.name());
        if (afkeuringen.size() < Leesuitkomst.Afgekeurd.MEEST) {
            afkeuringen.add(afkeuring);
        }
    }

    /** True as long as the schema was kept; what came after a breach of it cannot be trusted to be there. */
    boolean structuurGoed() {
        return structuurGoed;
    }

    boolean schoon() {
        return afkeuringen.isEmpty();
    }

    List<Afkeuring> afkeuringen() {
        return afkeuringen;
    }
}

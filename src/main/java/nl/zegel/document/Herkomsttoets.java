package nl.zegel.document;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The provenance that a document states, held against what it holds. */
final class Herkomsttoets {
    private final Keuring keuring;

    Herkomsttoets(Keuring keuring) {
        this.keuring = keuring;
    }

    void toets(Document document, List<HerkomstBewijs> bewijzen, DocumentReader.Rol rol) {
        List<@Nullable String> zouten = document.elementen()
                .flatMap(e -> Stream.concat(e.vergroofd() ? Stream.empty() : Stream.of(new Zout(e.zout())),
                        e.vergrovingen().stream().map(v -> new Zout(v.zout()))))
                .map(Zout::waarde).toList();
        boolean inzending = rol == DocumentReader.Rol.INZENDING;
        boolean volledig = document.wortel() == null
                ? zouten.stream().allMatch(Objects::isNull) && document.zaad() == null && document.handtekening() == null
                : !inzending || document.zaad() != null && zouten.stream().noneMatch(Objects::isNull);
        if (!volledig) {
            keuring.weiger(Weigering.HERKOMST_ONVOLLEDIG.bij("/document/herkomst"));
            return;
        }
        Set<String> gezien = new HashSet<>();
        // a shared salt would let whoever has one leaf guess the other
        if (zouten.stream().filter(Objects::nonNull).anyMatch(z -> !gezien.add(z))) {
            keuring.weiger(Weigering.HERKOMST_DUBBEL_ZOUT.bij("/document"));
            return;
        }
        if (document.wortel() == null) {
            return;
        }
        if (inzending ? !Herkomst.wortelKlopt(document) : !gedekt(document, bewijzen)) {
            keuring.weiger(Weigering.HERKOMST_WIJKT_AF.bij("/document/herkomst"));
        }
    }

    /** In a copy all that carries a salt is proven; a generalisation that the gateway derived carries none. */
    private static boolean gedekt(Document kopie, List<HerkomstBewijs> bewijzen) {
        Set<ElementId> niet = Herkomst.nietGedekt(kopie, bewijzen);
        return kopie.elementen().filter(e -> niet.contains(e.id())).allMatch(e -> e.vergroofd() && e.vergrovingen().get(0).zout() == null)
                && kopie.bijlagen().stream().noneMatch(b -> niet.contains(b.id()));
    }

    private record Zout(@Nullable String waarde) {}
}

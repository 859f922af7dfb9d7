package nl.zegel.convenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.convenant.Besluit.Treffer;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.ElementId;
import nl.zegel.document.Vorm;

/** Never a silent pass, never a silent strip (G-9): what should not be there stops the document until a person looked. */
final class Quarantaine {
    /** Detector to the only data category in which its hit is what one expects. */
    private static final Map<String, String> HOORT_BIJ = Map.of(
            "BSN", "BSN", "KENTEKEN", "KENTEKEN", "TELEFOON", "TEL", "EMAIL", "EMAIL", "GEBOORTEDATUM", "GEBDAT");
    private static final String ONBEKENDE_BETROKKENE = "ONBEKENDE_BETROKKENE";

    private Quarantaine() {}

    static List<Treffer> treffers(Convenant convenant, Vorm vorm, List<LoketBesluit> lokets) {
        List<Treffer> gevonden = new ArrayList<>();
        vorm.groepen().stream().flatMap(g -> g.elementen().stream()).forEach(e -> {
            if (onbekend(convenant, e.coordinaten())) {
                gevonden.add(new Treffer(e.id(), ONBEKENDE_BETROKKENE));
            }
            if (gaatUit(e.id(), lokets)) {
                e.treffers().stream().filter(t -> !verwacht(t, e.coordinaten())).sorted()
                        .forEach(t -> gevonden.add(new Treffer(e.id(), t)));
            }
        });
        return gevonden;
    }

    /** A contact person's own phone and mail belong to the contact's data. */
    private static boolean verwacht(String treffer, Coordinaten c) {
        boolean contact = c.categorie().equals("CONTACT") && (treffer.equals("TELEFOON") || treffer.equals("EMAIL"));
        return contact || c.categorie().equals(HOORT_BIJ.get(treffer));
    }

    private static boolean onbekend(Convenant convenant, Coordinaten c) {
        return c.betrokkene() != null && !c.betrokkene().equals(Coordinaten.GEEN) && !convenant.betrokkenen().containsKey(c.betrokkene());
    }

    private static boolean gaatUit(ElementId id, List<LoketBesluit> lokets) {
        return lokets.stream().anyMatch(l -> l.elementen().get(id).uitkomst().gaat());
    }

    /** The same decision with everything that would have gone withheld. */
    static List<LoketBesluit> sluit(List<LoketBesluit> lokets) {
        return lokets.stream().map(l -> new LoketBesluit(l.loket(), reden(l), false, dicht(l), Map.of(), Beslisser.GEEN_BEWARING)).toList();
    }

    private static Reden reden(LoketBesluit l) {
        return l.ietsVrij() ? Redenen.zonderRegel(Redencode.IN_QUARANTAINE, null) : l.reden();
    }

    private static Map<ElementId, ElementBesluit> dicht(LoketBesluit l) {
        return l.elementen().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().uitkomst().gaat()
                ? new ElementBesluit(Uitkomst.ONTHOUDEN, null,
                        Redenen.zonderRegel(Redencode.IN_QUARANTAINE, null))
                : e.getValue()));
    }
}

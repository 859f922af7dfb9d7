package nl.zegel.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import nl.zegel.document.Document;
import nl.zegel.document.Element;
import nl.zegel.document.Etiket;
import nl.zegel.document.Groep;
import nl.zegel.document.Kop;
import org.jspecify.annotations.Nullable;

/**
 * What a person reads of a copy, in order: of exactly the elements that its XML holds, value for value, nothing added
 * but labels.
 *
 * @param titel      document type in Dutch
 * @param kenmerken  sender, recipient, reference, dates
 * @param groepen    headings with their lines
 * @param afspraken  what the recipient must do with the data
 */
record Leestekst(String titel, List<Regel> kenmerken, List<Blok> groepen, List<String> afspraken) {
    record Regel(String label, String waarde, String grondslag) {}

    record Blok(String kop, List<Regel> regels) {}

    /** @param term Dutch label of a dictionary term, type, group or betrokkene category */
    static Leestekst van(Document document, Etiket etiket, Partijnamen namen, UnaryOperator<String> term) {
        Kop kop = document.kop();
        List<Regel> kenmerken = new ArrayList<>();
        kenmerken.add(new Regel("Van", namen.afzender(), ""));
        kenmerken.add(new Regel("Voor", namen.ontvanger(), ""));
        kenmerken.add(new Regel("Kenmerk", kop.referentie(), ""));
        kenmerken.add(new Regel("Levering", etiket.levering(), ""));
        kenmerken.add(new Regel("Opgemaakt", kop.opgemaakt().toString(), ""));
        kenmerken.add(new Regel("Afspraak", etiket.titel() + ", versie " + etiket.versie(), ""));
        kenmerken.add(new Regel("Doel", term.apply(etiket.doel()), ""));
        List<Blok> blokken = new ArrayList<>();
        for (Groep groep : document.groepen()) {
            blokken.add(new Blok(kop(groep, term), groep.elementen().stream().map(e -> regel(e, etiket, term)).toList()));
        }
        if (!document.bijlagen().isEmpty()) {
            blokken.add(new Blok("Bijlagen", document.bijlagen().stream()
                    .map(b -> new Regel("Bestand", b.naam(), grondslag(etiket.elementen().get(b.id())))).toList()));
        }
        return new Leestekst(term.apply(kop.soort()), kenmerken, blokken, afspraken(etiket));
    }

    private static String kop(Groep groep, UnaryOperator<String> term) {
        String soort = term.apply(groep.soort());
        return groep.betrokkene() == null ? soort : soort + ": " + term.apply(groep.betrokkene());
    }

    private static Regel regel(Element element, Etiket etiket, UnaryOperator<String> term) {
        return new Regel(term.apply(element.term()), element.waarde(), grondslag(etiket.elementen().get(element.id())));
    }

    private static String grondslag(Etiket.@Nullable ElementEtiket label) {
        if (label == null) {
            return "";
        }
        String basis = String.join(", ", label.grondslagen());
        return label.artikelen().isEmpty() ? basis : basis + " (art. " + String.join(", ", label.artikelen()) + ")";
    }

    private static List<String> afspraken(Etiket etiket) {
        List<String> zinnen = new ArrayList<>();
        for (Map.Entry<String, String> plicht : new TreeMap<>(etiket.verplichtingen()).entrySet()) {
            zinnen.add(Verplichtingtekst.zin(plicht.getKey()) + " (" + plicht.getKey() + ", art. " + plicht.getValue() + ")");
        }
        zinnen.add(etiket.vernietigen() == null
                ? "Bewaar deze gegevens niet langer dan nodig. Geef bij ontvangst aan welke bewaartermijn u gebruikt."
                : "Vernietig deze gegevens uiterlijk op " + etiket.vernietigen() + ", ook in kopieën en reservekopieën.");
        return zinnen;
    }
}

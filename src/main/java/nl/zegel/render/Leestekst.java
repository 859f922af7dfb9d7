package nl.zegel.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import nl.zegel.document.Document;
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
 * @param groepen    headings with their lines; a line names its legal basis by a short mark
 * @param grondslagen the marks and what they stand for, in the order of their first use
 * @param afspraken  what the recipient must do with the data
 */
record Leestekst(String titel, List<Regel> kenmerken, List<Blok> groepen, List<Regel> grondslagen, List<String> afspraken) {
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
        Merken merken = new Merken();
        List<Blok> blokken = new ArrayList<>();
        for (Groep groep : document.groepen()) {
            blokken.add(new Blok(kop(groep, term), groep.elementen().stream()
                    .map(e -> new Regel(term.apply(e.term()), e.tekst(), merken.van(etiket.elementen().get(e.id())))).toList()));
        }
        if (!document.bijlagen().isEmpty()) {
            blokken.add(new Blok("Bijlagen", document.bijlagen().stream()
                    .map(b -> new Regel("Bestand", b.naam(), merken.van(etiket.elementen().get(b.id())))).toList()));
        }
        return new Leestekst(term.apply(kop.soort()), kenmerken, blokken, merken.regels(), afspraken(etiket));
    }

    /** Gives each distinct legal basis a mark, so that a reader sees the values and not a column of law. */
    private static final class Merken {
        private final Map<String, String> merken = new LinkedHashMap<>();

        String van(Etiket.@Nullable ElementEtiket label) {
            String basis = grondslag(label);
            return basis.isEmpty() ? "" : merken.computeIfAbsent(basis, b -> "G" + (merken.size() + 1));
        }

        List<Regel> regels() {
            return merken.entrySet().stream().map(e -> new Regel(e.getValue(), e.getKey(), "")).toList();
        }
    }

    private static String kop(Groep groep, UnaryOperator<String> term) {
        String soort = term.apply(groep.soort());
        return groep.betrokkene() == null ? soort : soort + ": " + term.apply(groep.betrokkene());
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

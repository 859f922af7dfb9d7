package nl.zegel.convenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.document.ElementId;
import nl.zegel.document.Vorm;
import nl.zegel.document.Woordenboek;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/** Explains a decision to people, in Dutch, per loket and element, in the order of the document; never a value. */
public final class Uitleg {
    private final Vorm vorm;
    private final Besluit besluit;
    private final Woordenboek woordenboek;

    public Uitleg(Vorm vorm, Besluit besluit, Woordenboek woordenboek) {
        this.vorm = vorm;
        this.besluit = besluit;
        this.woordenboek = woordenboek;
    }

    /** One element and its outcome. @param wat the term's label, or "Bijlage" */
    public record Regel(ElementId element, String wat, ElementBesluit besluit) {}

    /** Every element of the document with what this loket gets; empty when the decision does not know the loket. */
    public List<Regel> regels(LoketId loket) {
        List<Regel> regels = new ArrayList<>();
        for (LoketBesluit l : besluit.lokets()) {
            if (l.loket().equals(loket)) {
                vorm.groepen().stream().flatMap(g -> g.elementen().stream())
                        .forEach(e -> voegToe(regels, l.elementen(), e.id(), woordenboek.label(e.term())));
                vorm.bijlagen().forEach(b -> voegToe(regels, l.elementen(), b.id(), "Bijlage"));
            }
        }
        return regels;
    }

    private static void voegToe(List<Regel> regels, Map<ElementId, ElementBesluit> besluiten, ElementId id, String wat) {
        ElementBesluit b = besluiten.get(id);
        if (b != null) {
            regels.add(new Regel(id, wat, b));
        }
    }

    /** Plain text. @param alleen one loket, or null for all */
    public String tekst(@Nullable LoketId alleen) {
        StringBuilder uit = new StringBuilder("Convenant " + besluit.convenant() + " versie " + besluit.convenantVersie()
                + " (sha256 " + besluit.convenantDigest() + "), beoordeeld op " + besluit.moment() + "\n");
        if (besluit.weigering() != null) {
            return uit.append("Het hele document is geweigerd: ").append(zin(besluit.weigering())).append('\n').toString();
        }
        besluit.quarantaine().forEach(t -> uit.append("In quarantaine: element ").append(t.element()).append(" (").append(t.wat()).append(")\n"));
        for (LoketBesluit l : besluit.lokets()) {
            if (alleen == null || alleen.equals(l.loket())) {
                uit.append('\n').append("Loket ").append(l.loket()).append(": ").append(l.wacht() ? "wacht, " : "")
                        .append(zin(l.reden())).append('\n');
                regels(l.loket()).forEach(r -> uit.append(regel(r)));
            }
        }
        return uit.toString();
    }

    private static String regel(Regel r) {
        ElementBesluit b = r.besluit();
        String uitkomst = switch (b.uitkomst()) {
            case VRIJGEGEVEN -> "mee";
            case VERGROFD -> "mee als " + b.vergroving();
            case ONTHOUDEN -> "niet mee";
            case WACHT -> "wacht";
        };
        return "  " + r.wat() + " [" + r.element() + "]: " + uitkomst + "; " + zin(b.reden()) + "\n";
    }

    private static String zin(Reden r) {
        List<String> delen = new ArrayList<>(List.of(r.code().name()));
        if (r.regel() != null) {
            delen.add("regel " + r.regel());
        }
        if (!r.artikelen().isEmpty()) {
            delen.add("artikel " + String.join(", ", r.artikelen()));
        }
        if (!r.grondslagen().isEmpty()) {
            delen.add("grondslag " + r.grondslagen().stream().map(g -> g.wet() + " " + g.artikel()).distinct().collect(Collectors.joining(", ")));
        }
        if (r.voorwaarde() != null) {
            delen.add("voorwaarde " + r.voorwaarde() + " ontbreekt");
        }
        if (!r.lezingen().isEmpty()) {
            delen.add("lezing " + String.join(", ", r.lezingen()));
        }
        if (r.dichtstbijzijnde() != null && !r.dichtstbijzijnde().equals(r.regel())) {
            delen.add("dichtstbijzijnde regel " + r.dichtstbijzijnde());
        }
        return String.join("; ", delen);
    }

    /** The decision's own JSON, of one loket or of all; same format and version as {@link BesluitJson}. */
    public byte[] json(@Nullable LoketId alleen) {
        List<LoketBesluit> lokets = besluit.lokets().stream().filter(l -> alleen == null || alleen.equals(l.loket())).toList();
        return BesluitJson.schrijf(new Besluit(besluit.versie(), besluit.convenant(), besluit.convenantVersie(),
                besluit.convenantDigest(), besluit.moment(), besluit.weigering(), besluit.quarantaine(), lokets));
    }
}

package nl.zegel.convenant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nl.zegel.document.Kop;
import nl.zegel.document.Vorm;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/** The facts at hand for one decision; immutable. */
public record Feiten(List<Feit> alle) {
    private static final Feiten GEEN = new Feiten(List.of());

    public Feiten {
        alle = List.copyOf(alle);
    }

    public static Feiten geen() {
        return GEEN;
    }

    public static Feiten van(Feit... feiten) {
        return new Feiten(List.of(feiten));
    }

    public Feiten met(Collection<? extends Feit> meer) {
        List<Feit> samen = new ArrayList<>(alle);
        samen.addAll(meer);
        return new Feiten(samen);
    }

    public Feiten met(Feit... meer) {
        return met(List.of(meer));
    }

    /**
     * What counts for one document: a fact under a number only where the document refers to it, one of a case only within it.
     * A decision is made with no others.
     */
    public Feiten bij(Collection<Kop.Verwijzing> verwijzingen, @Nullable String zaak) {
        return new Feiten(inZaak(zaak).alle().stream().filter(f -> f.bereik().kenmerk() == null
                || verwijzingen.contains(new Kop.Verwijzing(f.soort().code(), f.bereik().kenmerk()))).toList());
    }

    /** Without the facts of another case. @param zaak the document's case, null when it names none */
    public Feiten inZaak(@Nullable String zaak) {
        return new Feiten(alle.stream().filter(f -> f.bereik().omvatZaak(zaak)).toList());
    }

    /** The same with numbers and cases put in other words, so that what is kept does not tell them. */
    public Feiten verhuld(UnaryOperator<String> hoe) {
        return new Feiten(alle.stream().map(f -> f.met(f.bereik().met(
                f.bereik().kenmerk() == null ? null : hoe.apply(f.bereik().kenmerk()),
                f.bereik().zaak() == null ? null : hoe.apply(f.bereik().zaak()), f.bereik().gemeente()))).toList());
    }

    /** Without what is withdrawn at this moment. */
    public Feiten op(Instant moment) {
        return new Feiten(alle.stream().filter(f -> f.staatOp(moment)).toList());
    }

    /** Facts of a kind that count on the day; withdrawal is looked at by {@link #op(Instant)}. */
    public Stream<Feit> op(Feitsoort soort, LocalDate dag) {
        return alle.stream().filter(f -> f.soort().equals(soort) && f.geldigheid().omvat(dag));
    }

    /** Facts of a kind about this very loket that count on the day. */
    public Stream<Feit> op(Feitsoort soort, LoketId over, LocalDate dag) {
        return op(soort, dag).filter(f -> over.equals(f.bereik().loket()));
    }

    /**
     * What the sender states in the header of the document that it signed, as far as the convenant lets a document carry
     * such a statement ({@code verklaarders: ... inDocument: true}). Each counts for this document type on the day of receipt
     * and as long as the convenant says. A statement whose mark is the id of an intended recipient is about that recipient
     * alone; one whose mark is the id of an element, attachment or group is about that part alone.
     *
     * @param bewijs digest or register position of the signed document
     */
    public static List<Feit> verklaardIn(Kop kop, Vorm vorm, Convenant convenant, LocalDate dag, String bewijs) {
        Geldigheid termijn = new Geldigheid(dag, dag.plusDays(convenant.verklaringGeldigDagen()));
        return kop.verwijzingen().stream()
                .flatMap(v -> convenant.verklaarderInDocument(v.soort()).stream()
                        .map(soort -> (Feit) new Feit.Verklaring(soort, bereik(kop, vorm, v.kenmerk()), termijn, kop.afzender(), bewijs)))
                .toList();
    }

    private static Bereik bereik(Kop kop, Vorm vorm, String kenmerk) {
        Bereik bereik = Bereik.vanType(kop.soort()).met(kenmerk, null, null);
        if (vorm.onderdelen().anyMatch(kenmerk::equals)) {
            return bereik.metOnderdelen(Set.of(kenmerk));
        }
        return kop.ontvangers().stream().map(Kop.Ontvanger::loket).filter(l -> l.waarde().equals(kenmerk)).findFirst()
                .map(bereik::voor).orElse(bereik);
    }
}

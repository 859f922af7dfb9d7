package nl.zegel.convenant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import nl.zegel.document.Kop;

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

    /** Without what is withdrawn at this moment. */
    public Feiten op(Instant moment) {
        return new Feiten(alle.stream().filter(f -> f.staatOp(moment)).toList());
    }

    /** Facts of a kind that count on the day; withdrawal is looked at by {@link #op(Instant)}. */
    public Stream<Feit> op(Feitsoort soort, LocalDate dag) {
        return alle.stream().filter(f -> f.soort() == soort && f.geldigheid().omvat(dag));
    }

    /** Facts of a kind about this very loket that count on the day. */
    public Stream<Feit> op(Feitsoort soort, LoketId over, LocalDate dag) {
        return op(soort, dag).filter(f -> over.equals(f.bereik().loket()));
    }

    /**
     * What the sender states in the header of the document that it signed, as far as the convenant lets a document carry
     * such a statement ({@code verklaarders: ... inDocument: true}). Each counts for this document type on the day of receipt
     * and as long as the convenant says.
     *
     * @param bewijs digest or register position of the signed document
     */
    public static List<Feit> verklaardIn(Kop kop, Convenant convenant, LocalDate dag, String bewijs) {
        return kop.verwijzingen().stream()
                .flatMap(v -> convenant.verklaarderInDocument(v.soort()).stream()
                        .map(soort -> (Feit) new Feit.Verklaring(soort, bereik(kop, v),
                                new Geldigheid(dag, dag.plusDays(convenant.verklaringGeldigDagen())), kop.afzender(), bewijs)))
                .toList();
    }

    /** A statement whose mark is the id of an intended recipient is about that recipient alone. */
    private static Bereik bereik(Kop kop, Kop.Verwijzing verwijzing) {
        return kop.ontvangers().stream().map(Kop.Ontvanger::loket).filter(l -> l.waarde().equals(verwijzing.kenmerk())).findFirst()
                .map(l -> Bereik.vanType(kop.soort()).voor(l)).orElseGet(() -> Bereik.vanType(kop.soort()));
    }
}

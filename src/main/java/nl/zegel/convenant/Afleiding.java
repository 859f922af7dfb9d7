package nl.zegel.convenant;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nl.zegel.document.Vorm;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * How a document that the gateway accepted becomes a fact for later documents: a request, a step done, a decision on a case.
 *
 * @param uit  document types that make it
 * @param over whom the fact is about
 * @param term coded term whose code is the outcome; {@link #STAP_VAN_DOCUMENT} for the document's own step; null when it has none.
 *             A document without exactly one such code makes no fact
 * @param zaak     the fact counts within its case alone; a document without a case makes none
 * @param gemeente the fact counts for documents about the same municipality alone; of one about none or several for no document
 */
public record Afleiding(Feitsoort feit, Set<String> uit, Over over, @Nullable String term, boolean zaak, boolean gemeente) {
    /** In place of a term: the step that the document names. */
    public static final String STAP_VAN_DOCUMENT = "stap";

    /** Whom it is about. */
    public enum Over { AFZENDER, ONTVANGERS, NIEMAND }

    public Afleiding {
        uit = Set.copyOf(uit);
    }

    /**
     * A document that was accepted earlier.
     *
     * @param gemeente code of the one municipality that it is about, null when none or several
     * @param bron     where it stands, e.g. {@code register:<id>}
     */
    public record Eerder(Vorm vorm, String referentie, @Nullable String zaak, @Nullable String gemeente, String bron) {}

    /** The facts that an accepted document makes on a day; none when this derivation is not about it. */
    List<Feit> van(Eerder eerder, LocalDate dag) {
        boolean ongebonden = (zaak && eerder.zaak() == null) || (gemeente && eerder.gemeente() == null);
        if (!uit.contains(eerder.vorm().soort()) || ongebonden) {
            return List.of();
        }
        String waarde = waarde(eerder.vorm());
        if (term != null && waarde == null) {
            return List.of();
        }
        List<Feit> feiten = new ArrayList<>();
        for (LoketId loket : lokets(eerder.vorm())) {
            feiten.add(feit(eerder, loket, waarde, dag));
        }
        if (over == Over.NIEMAND) {
            feiten.add(feit(eerder, null, waarde, dag));
        }
        return feiten;
    }

    /** A later decision replaces an earlier one, also when it says nothing; without an outcome every document counts. */
    Stream<Eerder> laatste(List<Eerder> inVolgorde) {
        Stream<Eerder> mijn = inVolgorde.stream().filter(e -> uit.contains(e.vorm().soort()));
        return term == null || STAP_VAN_DOCUMENT.equals(term) ? mijn : mijn.reduce((a, b) -> b).stream();
    }

    private Feit feit(Eerder eerder, @Nullable LoketId loket, @Nullable String waarde, LocalDate dag) {
        Bereik bereik = Bereik.alles().voor(loket).met(eerder.referentie(), zaak ? eerder.zaak() : null, gemeente ? eerder.gemeente() : null).metWaarde(waarde);
        return new Feit.Afgeleid(feit, bereik, new Geldigheid(dag, dag), eerder.bron());
    }

    private List<LoketId> lokets(Vorm vorm) {
        return switch (over) {
            case AFZENDER -> List.of(vorm.afzender());
            case ONTVANGERS -> vorm.ontvangers().stream().map(Vorm.OntvangerVorm::loket).toList();
            case NIEMAND -> List.of();
        };
    }

    private @Nullable String waarde(Vorm vorm) {
        if (STAP_VAN_DOCUMENT.equals(term)) {
            return vorm.stap();
        }
        List<String> codes = vorm.groepen().stream().flatMap(g -> g.elementen().stream())
                .filter(e -> e.term().equals(term) && e.code() != null).map(Vorm.ElementVorm::code).distinct().toList();
        return codes.size() == 1 ? codes.get(0) : null;
    }
}

package nl.zegel.document;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dictionary: what each term means and may hold. Immutable; read once from its resource. */
public final class Woordenboek {
    private static final Map<Vergrover, String> VERGROVINGEN = Map.of(
            Vergrover.TER_HOOGTE_VAN, "Ter hoogte van", Vergrover.POSTCODE6, "Postcode", Vergrover.POSTCODE4, "Postcodegebied",
            Vergrover.GEBOORTEJAAR, "Geboortejaar", Vergrover.MAAND, "Maand", Vergrover.DAG, "Dag");

    private final int versie;
    private final Map<String, Term> termen;
    private final Map<String, String> documentsoorten;
    private final Map<String, String> betrokkenen;
    private final Map<String, Groepsoort> groepsoorten;
    private final Map<String, Map<String, String>> codelijsten;
    private final Map<String, String> labels;
    private final Set<String> categorieen;

    record Groepsoort(String label, boolean persoon) {}

    /** What the resource holds, in its order. */
    record Inhoud(
            int versie, List<Term> termen, Map<String, String> documentsoorten, Map<String, String> betrokkenen,
            Map<String, Groepsoort> groepsoorten, Map<String, Map<String, String>> codelijsten) {}

    Woordenboek(Inhoud inhoud) {
        versie = inhoud.versie();
        documentsoorten = vast(inhoud.documentsoorten());
        betrokkenen = vast(inhoud.betrokkenen());
        groepsoorten = vast(inhoud.groepsoorten());
        codelijsten = vast(inhoud.codelijsten());
        Map<String, Term> opNaam = new LinkedHashMap<>();
        Map<String, String> namen = new HashMap<>();
        for (Term term : inhoud.termen()) {
            controleer(term);
            opNaam.put(term.naam(), term);
            uniek(namen, term.naam(), term.label());
        }
        documentsoorten.forEach((naam, label) -> uniek(namen, naam, label));
        betrokkenen.forEach((naam, label) -> uniek(namen, naam, label));
        groepsoorten.forEach((naam, soort) -> uniek(namen, naam, soort.label()));
        VERGROVINGEN.forEach((naam, label) -> uniek(namen, naam.name(), label));
        termen = Collections.unmodifiableMap(opNaam);
        labels = Map.copyOf(namen);
        categorieen = Set.copyOf(opNaam.values().stream().map(Term::categorie).toList());
    }

    /** Reads the dictionary that this program carries. */
    public static Woordenboek laad() {
        return WoordenboekLezer.lees();
    }

    public int versie() {
        return versie;
    }

    public Optional<Term> term(String naam) {
        return Optional.ofNullable(termen.get(naam));
    }

    /** All terms in the order of the dictionary, which is the order in which people read them. */
    public List<Term> termen() {
        return List.copyOf(termen.values());
    }

    public Set<String> documentsoorten() {
        return documentsoorten.keySet();
    }

    public Set<String> betrokkenen() {
        return betrokkenen.keySet();
    }

    public Set<String> groepsoorten() {
        return groepsoorten.keySet();
    }

    public Set<String> categorieen() {
        return categorieen;
    }

    /** True when a group of this type is about a person and names its betrokkene category. */
    public boolean overPersoon(String groepsoort) {
        Groepsoort soort = groepsoorten.get(groepsoort);
        return soort != null && soort.persoon();
    }

    /**
     * Names of a code list.
     *
     * @throws IllegalArgumentException when there is no such list
     */
    public Set<String> codes(String codelijst) {
        Map<String, String> codes = codelijsten.get(codelijst);
        if (codes == null) {
            throw new IllegalArgumentException("no code list of that name");
        }
        return codes.keySet();
    }

    /** Dutch for people, of a document type, betrokkene category, group type, term or generalisation; else the name itself. */
    public String label(String naam) {
        return labels.getOrDefault(naam, naam);
    }

    /** Dutch for people, of a value: a code's label, else the value itself. */
    public String tekst(Element element) {
        Term term = termen.get(element.term());
        String waarde = element.tekst();
        return term == null || term.codelijst() == null
                ? waarde
                : codelijsten.get(term.codelijst()).getOrDefault(waarde, waarde);
    }

    /**
     * A generalisation of an element: the sender's own where it made one before signing, else derived.
     * Empty when the term has none of that name, or when the element no longer holds its value.
     */
    public Optional<Element.Vergroving> vergrof(Element element, String naam) {
        return element.vergrovingen().stream().filter(v -> v.naam().equals(naam)).findFirst()
                .or(() -> Optional.ofNullable(afgeleid(element, naam)));
    }

    private Element.@Nullable Vergroving afgeleid(Element element, String naam) {
        Term term = termen.get(element.term());
        if (term == null || element.vergroofd()) {
            return null;
        }
        return term.vergrovingen().stream().filter(v -> v.name().equals(naam)).findFirst()
                .map(v -> new Element.Vergroving(naam, v.vergrof(element.waarde()), null)).orElse(null);
    }

    private void controleer(Term term) {
        if ((term.type() == Waardetype.CODE) != (term.codelijst() != null)
                || term.codelijst() != null && !codelijsten.containsKey(term.codelijst())) {
            throw new IllegalStateException("dictionary: code list of " + term.naam());
        }
        if (!groepsoorten.keySet().containsAll(term.groepen())) {
            throw new IllegalStateException("dictionary: group types of " + term.naam());
        }
        if (term.vrijeTekst() && term.type() != Waardetype.TEKST) {
            throw new IllegalStateException("dictionary: only text is free text: " + term.naam());
        }
        if (term.codeInVorm() && !term.type().heeftCode()) {
            throw new IllegalStateException("dictionary: no code for a decision to see: " + term.naam());
        }
        if (!term.vergrovingen().stream().allMatch(v -> v.past(term.type()))) {
            throw new IllegalStateException("dictionary: generalisations of " + term.naam());
        }
    }

    private static void uniek(Map<String, String> namen, String naam, String label) {
        if (namen.put(naam, label) != null) {
            throw new IllegalStateException("dictionary: doubled name " + naam);
        }
    }

    private static <V> Map<String, V> vast(Map<String, V> inhoud) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(inhoud));
    }
}

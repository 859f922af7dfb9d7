package nl.zegel.convenant;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nl.zegel.document.Regime;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * One agreement as data. Comes out of {@link Convenanten} only after strict loading; the tables keep the file's order.
 *
 * @param digest                 lower-case hex SHA-256 of the file
 * @param verklaarders           which roles may state which fact, and whether the header of a signed document may carry it
 * @param verklaringGeldigDagen  days that a statement in a document counts after its receipt
 * @param voorwaarden            conditions by code, in order of rank
 * @param stappen                step to the steps of which one must have been done in the same case; a step that stands here
 *                               with none may come first, one that does not stand here is not guarded
 * @param persoonsplaats         when the location counts as data about a person; null when it never does
 * @param afleidingen            facts that accepted documents make
 */
public record Convenant(
        String id, String titel, String versie, String bron, String digest, Looptijd looptijd, Map<String, String> rollen,
        List<Deelname> deelnemers, Map<String, Documenttype> documenttypen, Map<String, Betrokkene> betrokkenen,
        @Nullable Persoonsplaats persoonsplaats, Map<String, Voorwaarde> voorwaarden, Map<String, Set<String>> stappen,
        Map<Feitsoort, Verklaarder> verklaarders, int verklaringGeldigDagen, List<Afleiding> afleidingen,
        List<Verstrekking> verstrekkingen, List<NietVerstrekken> nietVerstrekken, Map<String, Lezing> lezingen) {
    public Convenant {
        rollen = bevries(rollen);
        deelnemers = List.copyOf(deelnemers);
        documenttypen = bevries(documenttypen);
        betrokkenen = bevries(betrokkenen);
        voorwaarden = bevries(voorwaarden);
        stappen = bevries(stappen);
        afleidingen = List.copyOf(afleidingen);
        verklaarders = Map.copyOf(verklaarders);
        verstrekkingen = List.copyOf(verstrekkingen);
        nietVerstrekken = List.copyOf(nietVerstrekken);
        lezingen = bevries(lezingen);
    }

    private static <V> Map<String, V> bevries(Map<String, V> tabel) {
        return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tabel));
    }

    /** Whether it is provably in force on the day, by these facts; what only the sender of a document may state does not count. */
    public boolean vanKracht(Feiten feiten, LocalDate dag) {
        return VanKracht.op(this, null, feiten, dag) == VanKracht.Stand.LOOPT;
    }

    /** Every kind of fact that something in this convenant rests on. */
    public Set<Feitsoort> feitsoorten() {
        Set<Feitsoort> soorten = new TreeSet<>(Set.of(Feitsoort.DEELNAME, Feitsoort.ONDERTEKENING, Feitsoort.VERLENGING));
        voorwaarden.values().stream().map(Voorwaarde::feit).filter(Objects::nonNull).forEach(soorten::add);
        if (!stappen.isEmpty()) {
            soorten.add(Feitsoort.STAP);
        }
        return soorten;
    }

    /** The facts that a document makes which a later one refers to. Each counts on that day alone, and is derived anew for the next. */
    public List<Feit> afgeleid(Afleiding.Eerder eerder, LocalDate dag) {
        return afleidingen.stream().filter(a -> !a.zaak()).flatMap(a -> a.van(eerder, dag).stream()).toList();
    }

    /** The facts that the documents of one case make, in order of receipt: of a decision the last counts, of a step each one. */
    public List<Feit> afgeleidInZaak(List<Afleiding.Eerder> eerder, LocalDate dag) {
        return afleidingen.stream().filter(Afleiding::zaak).flatMap(a -> a.laatste(eerder).flatMap(e -> a.van(e, dag).stream())).toList();
    }

    /** A reference of this kind names an earlier document that makes a fact about who sent that one. */
    public boolean verwijstNaarDocument(String verwijzing) {
        return afleidingen.stream().anyMatch(a -> a.over() == Afleiding.Over.AFZENDER && a.feit().code().equals(verwijzing));
    }

    /** The role of a loket on a day by the file alone; whether it takes part also needs its signing record. */
    public Optional<String> rol(LoketId loket, LocalDate dag) {
        return deelnemers.stream().filter(d -> d.loket().equals(loket) && d.omvat(dag)).map(Deelname::rol).findFirst();
    }

    /** The fact that a header reference of this kind states, when the convenant lets a document carry it. */
    public Optional<Feitsoort> verklaarderInDocument(String verwijzing) {
        return verklaarders.entrySet().stream()
                .filter(e -> e.getValue().inDocument() && e.getKey().code().equals(verwijzing)).map(Map.Entry::getKey).findFirst();
    }

    boolean staat(Map<String, Lezing.Stand> alleenBij) {
        return alleenBij.entrySet().stream().allMatch(e -> {
            Lezing lezing = lezingen.get(e.getKey());
            return lezing != null && lezing.stand() == e.getValue();
        });
    }

    /** @param van joining day; @param totEnMet leaving day, null when it has not left */
    public record Deelname(LoketId loket, String rol, LocalDate van, @Nullable LocalDate totEnMet) {
        boolean omvat(LocalDate dag) {
            return !dag.isBefore(van) && (totEnMet == null || !dag.isAfter(totEnMet));
        }
    }

    /**
     * @param stappen             steps the type may name; empty when it has none
     * @param doelen              purposes it may name
     * @param zonderPersoonsgegevens refused as a whole when it holds data about a person
     */
    public record Documenttype(
            String code, String naam, Set<String> stappen, Set<String> doelen, boolean zonderPersoonsgegevens, List<String> artikelen) {
        public Documenttype {
            stappen = Set.copyOf(stappen);
            doelen = Set.copyOf(doelen);
            artikelen = List.copyOf(artikelen);
        }
    }

    /** @param gegevens data categories that the convenant lists for this betrokkene; empty means none */
    public record Betrokkene(String code, String naam, Set<String> gegevens, List<String> artikelen, List<String> lezingen) {
        public Betrokkene {
            gegevens = Set.copyOf(gegevens);
            artikelen = List.copyOf(artikelen);
            lezingen = List.copyOf(lezingen);
        }
    }

    /**
     * @param categorieen     categories that count as data about a person unless the object is known to be no dwelling
     * @param term            the coded term that says what the object is
     * @param geenWoning      codes that are provably no dwelling; anything else counts as one
     * @param persoon         betrokkene category that must be there
     * @param lezing          id of the reading; when it stands OPEN a location is never data about a person
     */
    public record Persoonsplaats(Set<String> categorieen, String term, Set<String> geenWoning, String persoon, String lezing) {
        public Persoonsplaats {
            categorieen = Set.copyOf(categorieen);
            geenWoning = Set.copyOf(geenWoning);
        }
    }

    /**
     * @param rollen         roles entitled to state it; empty: derived facts only
     * @param alleenAfzender only the sender of the document itself may state it
     * @param inDocument     the header of a signed document may carry it
     */
    public record Verklaarder(Set<String> rollen, boolean alleenAfzender, boolean inDocument) {
        public Verklaarder {
            rollen = Set.copyOf(rollen);
        }
    }

    /** @param termijn ISO period after release, null when the recipient must state its own */
    public record Bewaarregel(String klasse, java.time.@Nullable Period termijn, String artikel) {}

    /** A legal basis that is a dead letter from a day on, unless the reading that says so stands OPEN. */
    public record Verval(LocalDate per, String lezing) {}

    /**
     * Codes of a term, e.g. sector LEGAAL.
     *
     * @param inGroep in the element's own group, else anywhere in the document
     */
    public record BijCode(String term, Set<String> codes, boolean inGroep) {
        public BijCode {
            codes = Set.copyOf(codes);
        }
    }

    /**
     * What may be given. INVARIANT (unsure means no): every coordinate is listed; there is no wildcard here.
     *
     * @param stappen           steps in which it holds, empty when the type has none
     * @param doelen            purposes for which it holds, empty when for every purpose of the type
     * @param bijCode           only where the term has one of these codes and no other; null when always
     * @param naEinde           a continuing duty: it holds after the convenant ended too (G-3)
     * @param precisies         precisions released as they are, empty when any
     * @param vergrovingen      generalisations released when the precision is not, in order of preference
     * @param vrijeTekst        free text is released as such
     * @param basisVervallenPer first day on which the provider's basis is a dead letter, null when it stands
     * @param ontvangerVerval   since when the recipient's basis is one, null when it stands
     * @param alleenBij         readings and the stand in which this rule exists
     */
    public record Verstrekking(
            String id, Set<String> van, Set<String> naar, Set<String> documenttypen, Set<String> stappen,
            Set<String> doelen, Set<String> betrokkenen, Set<String> categorieen, Set<Regime> regimes, Set<String> herkomst,
            @Nullable BijCode bijCode,
            List<Grondslag> grondslagen, Map<Voorwaarde, String> voorwaarden, Map<String, String> verplichtingen,
            Set<String> precisies, List<String> vergrovingen, boolean vrijeTekst, boolean naEinde, @Nullable LocalDate basisVervallenPer,
            @Nullable Verval ontvangerVerval, Bewaarregel bewaring, List<String> artikelen, List<String> lezingen, Map<String, Lezing.Stand> alleenBij) {
        public Verstrekking {
            van = Set.copyOf(van);
            naar = Set.copyOf(naar);
            documenttypen = Set.copyOf(documenttypen);
            stappen = Set.copyOf(stappen);
            doelen = Set.copyOf(doelen);
            betrokkenen = Set.copyOf(betrokkenen);
            categorieen = Set.copyOf(categorieen);
            regimes = Set.copyOf(regimes);
            herkomst = Set.copyOf(herkomst);
            grondslagen = List.copyOf(grondslagen);
            voorwaarden = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(voorwaarden));
            verplichtingen = Map.copyOf(verplichtingen);
            precisies = Set.copyOf(precisies);
            vergrovingen = List.copyOf(vergrovingen);
            artikelen = List.copyOf(artikelen);
            lezingen = List.copyOf(lezingen);
            alleenBij = Map.copyOf(alleenBij);
        }
    }

    /**
     * What may never be given, whatever a verstrekking says. A coordinate that is left out in the file means every value.
     *
     * @param bijCode only when the document holds one of these codes, null when always
     */
    public record NietVerstrekken(
            String id, Set<String> van, Set<String> naar, Set<String> documenttypen, Set<String> betrokkenen,
            Set<String> categorieen, Set<String> regimes, Set<String> herkomst, @Nullable BijCode bijCode, Redencode code,
            List<String> artikelen, List<String> lezingen, Map<String, Lezing.Stand> alleenBij) {
        public NietVerstrekken {
            van = Set.copyOf(van);
            naar = Set.copyOf(naar);
            documenttypen = Set.copyOf(documenttypen);
            betrokkenen = Set.copyOf(betrokkenen);
            categorieen = Set.copyOf(categorieen);
            regimes = Set.copyOf(regimes);
            herkomst = Set.copyOf(herkomst);
            artikelen = List.copyOf(artikelen);
            lezingen = List.copyOf(lezingen);
            alleenBij = Map.copyOf(alleenBij);
        }
    }
}

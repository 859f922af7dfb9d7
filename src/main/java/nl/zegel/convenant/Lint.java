package nl.zegel.convenant;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.convenant.Convenant.NietVerstrekken;
import nl.zegel.convenant.Convenant.Verstrekking;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Regime;
import nl.zegel.document.Term;
import nl.zegel.document.Waardetype;
import nl.zegel.document.Woordenboek;

/**
 * Judges a convenant against the dictionary before it may decide: what the loader cannot see. The coverage part walks every
 * tuple: document type, sender role, recipient role and the four coordinates. Each must be named by a rule or by a
 * prohibition; falling to the default is a complaint, since nobody then chose it.
 */
public final class Lint {
    private static final int MEEST = 50;

    private final Convenant convenant;
    private final Woordenboek woordenboek;
    private final Regelzoeker zoeker;
    private final Set<String> categorieen;

    private Lint(Convenant convenant, Woordenboek woordenboek) {
        this.convenant = convenant;
        this.woordenboek = woordenboek;
        this.zoeker = new Regelzoeker(convenant, false);
        this.categorieen = woordenboek.termen().stream().map(Term::categorie).collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param wat what is wrong, with the tuple or the id; Dutch, for people */
    public record Klacht(String code, String wat) {
        @Override
        public String toString() {
            return wat + " [" + code + "]";
        }
    }

    /** Complaints, at most fifty; an empty list is a convenant that may decide. */
    public static List<Klacht> keur(Convenant convenant, Woordenboek woordenboek) {
        Lint lint = new Lint(convenant, woordenboek);
        return Stream.of(lint.typen(), lint.namen(), lint.regels(), lint.afleidingen(), lint.dekking())
                .flatMap(List::stream).limit(MEEST).toList();
    }

    private List<Klacht> typen() {
        List<Klacht> klachten = new ArrayList<>();
        convenant.documenttypen().keySet().stream().filter(t -> !woordenboek.documentsoorten().contains(t))
                .forEach(t -> klachten.add(new Klacht("onbekend-documenttype", "documenttype " + t + " staat niet in het woordenboek")));
        convenant.betrokkenen().keySet().stream().filter(b -> !woordenboek.betrokkenen().contains(b))
                .forEach(b -> klachten.add(new Klacht("onbekende-betrokkene", "betrokkene " + b + " staat niet in het woordenboek")));
        convenant.documenttypen().keySet().stream()
                .filter(t -> convenant.verstrekkingen().stream().noneMatch(r -> r.documenttypen().contains(t)))
                .forEach(t -> klachten.add(new Klacht("type-zonder-regel", "niemand mag documenttype " + t + " verstrekken")));
        return klachten;
    }

    private List<Klacht> namen() {
        List<Klacht> klachten = new ArrayList<>();
        for (Verstrekking r : convenant.verstrekkingen()) {
            onbekend(klachten, r.id(), r.categorieen());
            if (r.bijCode() != null) {
                codes(klachten, r.id(), r.bijCode().term(), r.bijCode().codes());
            }
        }
        for (NietVerstrekken n : convenant.nietVerstrekken()) {
            onbekend(klachten, n.id(), n.categorieen());
            if (n.bijCode() != null) {
                codes(klachten, n.id(), n.bijCode().term(), n.bijCode().codes());
            }
        }
        Convenant.Persoonsplaats plaats = convenant.persoonsplaats();
        if (plaats != null) {
            codes(klachten, "persoonsplaats", plaats.term(), plaats.geenWoning());
        }
        return klachten.stream().distinct().toList();
    }

    private void onbekend(List<Klacht> klachten, String id, Set<String> namen) {
        namen.stream().filter(c -> !categorieen.contains(c)).sorted()
                .forEach(c -> klachten.add(new Klacht("onbekende-categorie", id + " noemt categorie " + c + ", die geen term heeft")));
    }

    private void codes(List<Klacht> klachten, String id, String naam, Set<String> codes) {
        Optional<Term> term = woordenboek.term(naam).filter(t -> t.codeInVorm() && t.type() == Waardetype.CODE && t.codelijst() != null);
        if (term.isEmpty()) {
            klachten.add(new Klacht("onbekende-term", id + " noemt term " + naam + ", die geen codelijst heeft die een besluit ziet"));
            return;
        }
        Set<String> lijst = woordenboek.codes(java.util.Objects.requireNonNull(term.get().codelijst()));
        codes.stream().filter(c -> !lijst.contains(c)).sorted()
                .forEach(c -> klachten.add(new Klacht("onbekende-code", id + " noemt code " + c + ", die " + naam + " niet kent")));
    }

    /** Every rule asks for a necessity reason and for authorised staff, and a fact that nobody may state can never come. */
    private List<Klacht> regels() {
        List<Klacht> klachten = new ArrayList<>();
        for (Verstrekking r : convenant.verstrekkingen()) {
            for (Toetssoort toets : List.of(Toetssoort.AANWIJZING, Toetssoort.NOODZAAK)) {
                if (!stelt(r, toets)) {
                    klachten.add(new Klacht("vaste-voorwaarde", r.id() + " stelt geen voorwaarde met toets " + toets));
                }
            }
            if (stelt(r, Toetssoort.BASIS) && r.basisVervallenPer() == null) {
                klachten.add(new Klacht("vervaldag-ontbreekt", r.id() + " toetst de grondslag zonder basisVervallenPer"));
            }
            if (stelt(r, Toetssoort.BASIS_ONTVANGER) && r.ontvangerVerval() == null) {
                klachten.add(new Klacht("vervaldag-ontbreekt", r.id() + " toetst de grondslag van de ontvanger zonder ontvangerVervallen"));
            }
            if (stelt(r, Toetssoort.WONING) && r.categorieen().stream().noneMatch(plaatsen()::contains)) {
                klachten.add(new Klacht("voorwaarde-zonder-plaats", r.id() + " toetst een woning zonder plaats"));
            }
            if (stelt(r, Toetssoort.STAP) && r.stappen().isEmpty()) {
                klachten.add(new Klacht("voorwaarde-zonder-stap", r.id() + " toetst een stap en noemt er geen"));
            }
        }
        return klachten.stream().distinct().toList();
    }

    private static boolean stelt(Verstrekking r, Toetssoort toets) {
        return r.voorwaarden().keySet().stream().anyMatch(v -> v.toets() == toets);
    }

    private Set<String> plaatsen() {
        Convenant.Persoonsplaats plaats = convenant.persoonsplaats();
        return plaats == null ? Set.of() : plaats.categorieen();
    }

    /** A fact that a derivation makes must be one that something rests on, by a code that a decision can see. */
    private List<Klacht> afleidingen() {
        List<Klacht> klachten = new ArrayList<>();
        for (Afleiding a : convenant.afleidingen()) {
            if (!convenant.feitsoorten().contains(a.feit())) {
                klachten.add(new Klacht("feit-zonder-voorwaarde", "op het afgeleide feit " + a.feit() + " rust niets"));
            }
            boolean gezien = a.term() == null || a.term().equals(Afleiding.STAP_VAN_DOCUMENT)
                    || woordenboek.term(a.term()).filter(Term::codeInVorm).isPresent();
            if (!gezien) {
                klachten.add(new Klacht("term-zonder-code", "de afleiding van " + a.feit() + " leest term " + a.term() + ", die een besluit niet ziet"));
            }
        }
        convenant.verklaarders().keySet().stream().filter(f -> !convenant.feitsoorten().contains(f))
                .forEach(f -> klachten.add(new Klacht("feit-zonder-voorwaarde", "op het feit " + f + " rust niets")));
        return klachten;
    }

    private List<Klacht> dekking() {
        List<Klacht> klachten = new ArrayList<>();
        for (String soort : convenant.documenttypen().keySet()) {
            for (String van : convenant.rollen().keySet()) {
                for (String naar : convenant.rollen().keySet()) {
                    dekking(klachten, soort, van, naar);
                    if (klachten.size() >= MEEST) {
                        return klachten;
                    }
                }
            }
        }
        return klachten;
    }

    private void dekking(List<Klacht> klachten, String soort, String van, String naar) {
        Omstandigheden niets = new Omstandigheden(true, false, Set.of(), Map.of(), Map.of(), Map.of(), Set.of(), "");
        Set<String> personen = new LinkedHashSet<>(convenant.betrokkenen().keySet());
        personen.add(Coordinaten.GEEN);
        Set<String> bronnen = new LinkedHashSet<>(convenant.rollen().keySet());
        bronnen.add(Coordinaten.EIGEN);
        Set<String> stappen = convenant.documenttypen().get(soort).stappen();
        for (String stap : stappen.isEmpty() ? java.util.Collections.<String>singleton(null) : stappen) {
            Regelzoeker.Baan baan = zoeker.baan(new Regelzoeker.Route(soort, stap, van, naar));
            for (String categorie : categorieen) {
                for (String persoon : personen) {
                    for (Regime regime : Regime.values()) {
                        for (String bron : bronnen) {
                            Coordinaten c = new Coordinaten(categorie, persoon, regime, bron);
                            if (baan.verbod(c, niets, null).isEmpty() && baan.verstrekkingen(c).isEmpty()) {
                                klachten.add(new Klacht("niet-gedekt", String.join(" ", soort, van, "->", naar, categorie, persoon,
                                        regime.name(), bron) + " wordt door geen regel en geen verbod genoemd"));
                                if (klachten.size() >= MEEST) {
                                    return;
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

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
        this.zoeker = new Regelzoeker(convenant);
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
        return Stream.of(lint.typen(), lint.namen(), lint.regels(), lint.dekking())
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
        }
        for (NietVerstrekken n : convenant.nietVerstrekken()) {
            onbekend(klachten, n.id(), n.categorieen());
            if (n.bijCode() != null) {
                codes(klachten, n.id(), n.bijCode().term(), n.bijCode().codes());
            }
        }
        codes(klachten, "persoonsplaats", convenant.persoonsplaats().term(), convenant.persoonsplaats().geenWoning());
        return klachten.stream().distinct().toList();
    }

    private void onbekend(List<Klacht> klachten, String id, Set<String> namen) {
        namen.stream().filter(c -> !categorieen.contains(c)).sorted()
                .forEach(c -> klachten.add(new Klacht("onbekende-categorie", id + " noemt categorie " + c + ", die geen term heeft")));
    }

    private void codes(List<Klacht> klachten, String id, String naam, Set<String> codes) {
        Optional<Term> term = woordenboek.term(naam).filter(t -> t.type() == Waardetype.CODE && t.codelijst() != null);
        if (term.isEmpty()) {
            klachten.add(new Klacht("onbekende-term", id + " noemt term " + naam + ", die geen codelijst heeft"));
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
            for (Voorwaarde v : List.of(Voorwaarde.C_AUTH, Voorwaarde.C_NOODZAAK)) {
                if (!r.voorwaarden().containsKey(v)) {
                    klachten.add(new Klacht("vaste-voorwaarde", r.id() + " mist " + v.code()));
                }
            }
            if (r.voorwaarden().containsKey(Voorwaarde.C_BASIS) && r.basisVervallenPer() == null) {
                klachten.add(new Klacht("vervaldag-ontbreekt", r.id() + " stelt C-BASIS zonder basisVervallenPer"));
            }
            boolean raaktPlaats = r.categorieen().stream().anyMatch(convenant.persoonsplaats().categorieen()::contains);
            if (r.voorwaarden().containsKey(Voorwaarde.C_WONING) && !raaktPlaats) {
                klachten.add(new Klacht("voorwaarde-zonder-plaats", r.id() + " stelt C-WONING zonder plaats"));
            }
        }
        return klachten.stream().distinct().toList();
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
        Omstandigheden niets = new Omstandigheden(true, false, Set.of(), Map.of(), Set.of());
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
                            if (baan.verbod(c, niets).isEmpty() && baan.verstrekkingen(c).isEmpty()) {
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

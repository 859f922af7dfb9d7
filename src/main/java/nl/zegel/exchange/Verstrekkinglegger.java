package nl.zegel.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Projection;
import nl.zegel.convenant.Reden;
import nl.zegel.document.Bijlage;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Document;
import nl.zegel.document.Element;
import nl.zegel.document.Groep;
import nl.zegel.party.GatewayBug;
import nl.zegel.register.Register;
import nl.zegel.register.Transactie;
import nl.zegel.register.Verstrekkingen;
import nl.zegel.register.Zoeksleutel;
import org.jspecify.annotations.Nullable;

/**
 * Disclosure lines of one copy (Wpg 32a; AVG 5(2)): one per group, and one per attachment and betrokkene that it declares.
 * What went to whom on which basis, findable by keyed pseudonyms of what the same group holds in the original, so that a
 * person is found also by an identifier that was withheld from the recipient; for an attachment, of every group about the
 * same betrokkene, since nobody can see whom of them it shows.
 */
final class Verstrekkinglegger {
    private Verstrekkinglegger() {}

    /** INVARIANT (no log, no release): every group and every attachment of the copy, none left out. */
    static void leg(Transactie tx, Register register, Stadia.Sealed bron, Stadia.Verzegeld kopie) {
        Stadia.Decided besloten = bron.bron.bron;
        Document geheel = besloten.bron.document;
        Projection projection = kopie.kopie().projection();
        Besluit.LoketBesluit besluit = besloten.besluit.lokets().stream().filter(l -> l.loket().equals(projection.loket())).findFirst()
                .orElseThrow(() -> new GatewayBug("a copy without a decision for its loket"));
        List<Regel> regels = new ArrayList<>();
        projection.document().groepen().forEach(g -> regels.add(regel(geheel, besluit, g)));
        projection.document().bijlagen().forEach(b -> regels.addAll(regels(geheel, besluit, b)));
        register.verstrekkingen().leg(tx, regels.stream().map(r -> verstrekking(geheel, besloten.convenant, kopie, r)).toList());
    }

    /** What one line is about. @param betrokkene null for what is about no person */
    private record Regel(List<Reden> redenen, List<Coordinaten> coordinaten, @Nullable String betrokkene, Set<Zoeksleutel> sleutels) {}

    private static Regel regel(Document geheel, Besluit.LoketBesluit besluit, Groep groep) {
        return new Regel(groep.elementen().stream().map(e -> besluit.elementen().get(e.id()).reden()).toList(),
                groep.elementen().stream().map(Element::coordinaten).toList(), groep.betrokkene(),
                zoeksleutels(geheel, g -> g.id().equals(groep.id())));
    }

    private static List<Regel> regels(Document geheel, Besluit.LoketBesluit besluit, Bijlage bijlage) {
        Map<String, List<Coordinaten>> perBetrokkene = new TreeMap<>();
        bijlage.inhoud().forEach(c -> perBetrokkene.computeIfAbsent(Optional.ofNullable(c.betrokkene())
                .orElseThrow(() -> new GatewayBug("released without a betrokkene: " + bijlage.id())), b -> new ArrayList<>()).add(c));
        if (perBetrokkene.isEmpty()) {
            throw new GatewayBug("an attachment left that declares nothing: " + bijlage.id());
        }
        Reden reden = besluit.elementen().get(bijlage.id()).reden();
        return perBetrokkene.entrySet().stream().map(e -> new Regel(List.of(reden), e.getValue(),
                Coordinaten.GEEN.equals(e.getKey()) ? null : e.getKey(), zoeksleutels(geheel, g -> gaatOver(g, e.getKey())))).toList();
    }

    private static boolean gaatOver(Groep groep, String betrokkene) {
        return groep.elementen().stream().anyMatch(e -> betrokkene.equals(e.coordinaten().betrokkene()));
    }

    private static Verstrekkingen.Verstrekking verstrekking(Document geheel, Convenant convenant, Stadia.Verzegeld kopie, Regel regel) {
        Set<String> grondslagen = new TreeSet<>();
        Set<String> regels = new TreeSet<>();
        for (Reden reden : regel.redenen()) {
            reden.grondslagen().forEach(g -> grondslagen.add(g.wet() + " " + g.artikel()));
            regels.add(Optional.ofNullable(reden.regel()).orElseThrow(() -> new GatewayBug("released without a rule")));
        }
        Set<String> categorieen = new TreeSet<>();
        Set<String> herkomsten = new TreeSet<>();
        for (Coordinaten c : regel.coordinaten()) {
            categorieen.add(c.categorie());
            herkomsten.add(Optional.ofNullable(c.herkomst()).orElseThrow(() -> new GatewayBug("released without an origin")));
        }
        Projection projection = kopie.kopie().projection();
        return new Verstrekkingen.Verstrekking(kopie.kopie().levering(), Verstrekkingen.Handeling.VERSTREKKEN, geheel.kop().afzender(),
                projection.loket(), projection.etiket().doel(), List.copyOf(grondslagen), convenant.id(), convenant.versie(),
                convenant.digest(), List.copyOf(regels), List.copyOf(categorieen), List.copyOf(herkomsten), regel.betrokkene(),
                regel.sleutels());
    }

    /** Values of different groups are never taken together: a name with another's birth date is nobody's. */
    private static Set<Zoeksleutel> zoeksleutels(Document geheel, Predicate<Groep> welke) {
        return geheel.groepen().stream().filter(welke).flatMap(g -> zoeksleutels(g).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Zoeksleutel> zoeksleutels(Groep groep) {
        Map<String, List<String>> waarden = new HashMap<>();
        groep.elementen().forEach(e -> waarden.computeIfAbsent(e.term(), t -> new ArrayList<>()).add(e.waarde()));
        Set<Zoeksleutel> sleutels = new HashSet<>();
        waarden.getOrDefault("bsn", List.of()).forEach(b -> Zoeksleutel.bsn(b).ifPresent(sleutels::add));
        waarden.getOrDefault("kenteken", List.of()).forEach(k -> Zoeksleutel.kenteken(k).ifPresent(sleutels::add));
        for (String naam : waarden.getOrDefault("achternaam", List.of())) {
            for (String datum : waarden.getOrDefault("geboortedatum", List.of())) {
                datum(datum).flatMap(d -> Zoeksleutel.naam(naam, d)).ifPresent(sleutels::add);
            }
        }
        for (String postcode : waarden.getOrDefault("postcode", List.of())) {
            for (String nummer : waarden.getOrDefault("huisnummer", List.of())) {
                String toevoeging = eerste(waarden, "huisletter") + eerste(waarden, "huisnummertoevoeging");
                Zoeksleutel.adres(postcode, nummer, toevoeging).ifPresent(sleutels::add);
            }
        }
        return sleutels;
    }

    private static String eerste(Map<String, List<String>> waarden, String term) {
        return waarden.getOrDefault(term, List.of("")).get(0);
    }

    private static Optional<LocalDate> datum(String tekst) {
        try {
            return Optional.of(LocalDate.parse(tekst));
        } catch (DateTimeException onvolledig) {
            return Optional.empty();
        }
    }
}

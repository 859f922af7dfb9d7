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
import java.util.TreeSet;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Projection;
import nl.zegel.convenant.Reden;
import nl.zegel.document.Document;
import nl.zegel.document.Element;
import nl.zegel.document.Groep;
import nl.zegel.party.GatewayBug;
import nl.zegel.register.Register;
import nl.zegel.register.Transactie;
import nl.zegel.register.Verstrekkingen;
import nl.zegel.register.Zoeksleutel;

/**
 * One disclosure line per copy and group (Wpg 32a; AVG 5(2)): what went to whom on which basis, findable by keyed
 * pseudonyms of what was released and of what the same group holds in the original, so that a person is found also by an
 * identifier that was withheld from the recipient.
 */
final class Verstrekkinglegger {
    private Verstrekkinglegger() {}

    static void leg(Transactie tx, Register register, Stadia.Sealed bron, Stadia.Verzegeld kopie) {
        Stadia.Decided besloten = bron.bron.bron;
        Projection projection = kopie.kopie().projection();
        Besluit.LoketBesluit besluit = besloten.besluit.lokets().stream().filter(l -> l.loket().equals(projection.loket())).findFirst()
                .orElseThrow(() -> new GatewayBug("a copy without a decision for its loket"));
        for (Groep groep : projection.document().groepen()) {
            register.verstrekkingen().leg(tx, verstrekking(besloten.bron.document, besloten.convenant, kopie, besluit, groep));
        }
    }

    private static Verstrekkingen.Verstrekking verstrekking(Document geheel, Convenant convenant, Stadia.Verzegeld kopie,
            Besluit.LoketBesluit besluit, Groep groep) {
        Set<String> grondslagen = new TreeSet<>();
        Set<String> regels = new TreeSet<>();
        Set<String> categorieen = new TreeSet<>();
        Set<String> herkomsten = new TreeSet<>();
        for (Element element : groep.elementen()) {
            Reden reden = besluit.elementen().get(element.id()).reden();
            reden.grondslagen().forEach(g -> grondslagen.add(g.wet() + " " + g.artikel()));
            regels.add(Optional.ofNullable(reden.regel()).orElseThrow(() -> new GatewayBug("released without a rule: " + element.id())));
            categorieen.add(element.coordinaten().categorie());
            herkomsten.add(Optional.ofNullable(element.coordinaten().herkomst())
                    .orElseThrow(() -> new GatewayBug("released without an origin: " + element.id())));
        }
        Projection projection = kopie.kopie().projection();
        return new Verstrekkingen.Verstrekking(kopie.kopie().levering(), Verstrekkingen.Handeling.VERSTREKKEN, geheel.kop().afzender(),
                projection.loket(), projection.etiket().doel(), List.copyOf(grondslagen), convenant.id(), convenant.versie(),
                convenant.digest(), List.copyOf(regels), List.copyOf(categorieen), List.copyOf(herkomsten), groep.betrokkene(),
                zoeksleutels(geheel, groep.id()));
    }

    private static Set<Zoeksleutel> zoeksleutels(Document geheel, String groepId) {
        Map<String, List<String>> waarden = new HashMap<>();
        geheel.groepen().stream().filter(g -> g.id().equals(groepId)).flatMap(g -> g.elementen().stream())
                .forEach(e -> waarden.computeIfAbsent(e.term(), t -> new ArrayList<>()).add(e.waarde()));
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

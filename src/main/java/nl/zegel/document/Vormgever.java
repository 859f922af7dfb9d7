package nl.zegel.document;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import nl.zegel.party.GatewayBug;
import org.jspecify.annotations.Nullable;

/** Derives the Vorm of a document: codes, precisions and what detectors find, never a value. Thread-safe. */
public final class Vormgever {
    private static final int GEMEENTECODE = 4;
    private final Woordenboek woordenboek;

    public Vormgever(Woordenboek woordenboek) {
        this.woordenboek = woordenboek;
    }

    /** @throws GatewayBug when the document holds a term outside the dictionary, which a reader never lets through */
    public Vorm vorm(Document document) {
        Kop kop = document.kop();
        return new Vorm(
                Vorm.VERSIE, kop.soort(), kop.convenant(), kop.afzender(), kop.stap(), kop.doel(),
                kop.ontvangers().stream().map(Vormgever::ontvanger).toList(),
                kop.verwijzingen().stream().map(Kop.Verwijzing::soort).collect(Collectors.toSet()),
                document.groepen().stream().map(g -> new Vorm.GroepVorm(
                        g.id(), g.soort(), g.betrokkene(), g.bij(), g.elementen().stream().map(this::element).toList())).toList(),
                document.bijlagen().stream().map(b -> new Vorm.BijlageVorm(b.id(), b.mediatype(), b.inhoud())).toList());
    }

    private static Vorm.OntvangerVorm ontvanger(Kop.Ontvanger ontvanger) {
        String reden = ontvanger.noodzaak();
        return new Vorm.OntvangerVorm(ontvanger.loket(), reden != null, reden == null ? Set.of() : namen(Detectoren.treffers(reden)));
    }

    private Vorm.ElementVorm element(Element e) {
        Term term = woordenboek.term(e.term()).orElseThrow(() -> new GatewayBug("a document holds a term outside the dictionary"));
        if (e.vergroofd()) {
            String grof = e.vergrovingen().get(0).naam();
            return new Vorm.ElementVorm(e.id(), e.term(), e.coordinaten(), null, grof, Set.of(grof), Set.of());
        }
        Set<String> vergrovingen = new HashSet<>(e.vergrovingen().stream().map(Element.Vergroving::naam).toList());
        term.vergrovingen().forEach(v -> vergrovingen.add(v.name()));
        Set<String> treffers = term.type() == Waardetype.TEKST ? namen(Detectoren.treffers(e.waarde())) : Set.of();
        return new Vorm.ElementVorm(
                e.id(), e.term(), e.coordinaten(), code(term, e.waarde()), term.precisie(), Set.copyOf(vergrovingen), treffers);
    }

    /** Where the dictionary lets a decision see it. Of an object's code: the gemeentecode in it, which tells whose area it is. */
    private static @Nullable String code(Term term, String waarde) {
        if (!term.codeInVorm()) {
            return null;
        }
        return switch (term.type()) {
            case CODE -> waarde;
            case GEMEENTECODE, BAG_ID -> waarde.substring(0, GEMEENTECODE);
            case WIJKCODE, BUURTCODE -> waarde.substring(2, 2 + GEMEENTECODE);
            default -> null;
        };
    }

    private static Set<String> namen(Set<Detectoren.Soort> soorten) {
        return soorten.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }
}

package nl.zegel.exchange;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.convenant.Afleiding;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Feit;
import nl.zegel.convenant.Feiten;
import nl.zegel.document.Kop;
import nl.zegel.document.Vorm;
import nl.zegel.document.VormJson;
import nl.zegel.register.Documenten;
import nl.zegel.register.Register;
import org.jspecify.annotations.Nullable;

/**
 * The facts at hand for one document: what was loaded, what the register holds of the documents that it refers to and of its
 * case, and what the sender states in the document it signed, as far as the convenant lets it. Thread-safe.
 */
public final class Feitenbron {
    /** How the source of a fact from the register begins. */
    private static final String BRON = "register:";

    private final Feitenmap geladen;
    private final Register register;
    private final Documentkenmerk kenmerk;

    public Feitenbron(Feitenmap geladen, Register register, Documentkenmerk kenmerk) {
        this.geladen = geladen;
        this.register = register;
        this.kenmerk = kenmerk;
    }

    /**
     * Numbers and cases in them are keyed marks, since the facts are kept.
     *
     * @param ondertekend digest of the content that the sender signed
     * @param ontvangen   day of receipt: from then on a statement counts as long as the convenant says
     * @param dag         day on which it is decided
     */
    Feiten voor(Convenant convenant, Kop kop, Vorm vorm, String ondertekend, LocalDate ontvangen, LocalDate dag) {
        return geladen.van(convenant.id()).bij(kop.verwijzingen(), kop.zaak())
                .met(Feiten.verklaardIn(kop, vorm, convenant, ontvangen, "sha256:" + ondertekend))
                .met(uitVerwijzingen(convenant, kop, dag))
                .verhuld(kenmerk::nummer)
                .met(uitZaak(convenant, zaak(kop), dag));
    }

    /** The keyed mark of the document's case, null when it names none. */
    @Nullable String zaak(Kop kop) {
        return kop.zaak() == null ? null : kenmerk.nummer(kop.zaak());
    }

    /**
     * The facts of an earlier decision as they stand on that day: what was loaded is what is loaded now, what the register
     * held counts when the register still holds it, and a statement stays what it was, with its own term.
     *
     * @param zaak keyed mark of the document's case, null when it names none
     */
    Feiten opnieuw(Convenant convenant, @Nullable String zaak, Feiten toen, LocalDate dag) {
        Set<Kop.Verwijzing> verwezen = toen.alle().stream().filter(f -> f.bereik().kenmerk() != null)
                .map(f -> new Kop.Verwijzing(f.soort().code(), f.bereik().kenmerk())).collect(Collectors.toSet());
        List<Feit> nogInRegister = toen.alle().stream().filter(f -> f.bereik().zaak() == null)
                .flatMap(f -> uitRegister(convenant, f, dag)).distinct().toList();
        return geladen.van(convenant.id()).met(nogInRegister).verhuld(kenmerk::nummer).bij(verwezen, zaak)
                .met(toen.alle().stream().filter(Feit.Verklaring.class::isInstance).toList())
                .met(uitZaak(convenant, zaak, dag));
    }

    /** A reference counts only when the register holds an accepted document of that recipient under that reference. */
    private List<Feit> uitVerwijzingen(Convenant convenant, Kop kop, LocalDate dag) {
        return kop.verwijzingen().stream().filter(v -> convenant.verwijstNaarDocument(v.soort()))
                .flatMap(v -> kop.ontvangers().stream()
                        .flatMap(o -> register.documenten().aangenomen(o.loket(), v.kenmerk(), convenant.id()).stream())
                        .flatMap(d -> convenant.afgeleid(eerder(d), dag).stream()).filter(f -> f.soort().code().equals(v.soort())))
                .toList();
    }

    private List<Feit> uitZaak(Convenant convenant, @Nullable String zaak, LocalDate dag) {
        return zaak == null ? List.of()
                : convenant.afgeleidInZaak(register.documenten().inZaak(convenant.id(), zaak).stream().map(Feitenbron::eerder).toList(), dag);
    }

    private Stream<Feit> uitRegister(Convenant convenant, Feit feit, LocalDate dag) {
        if (!(feit instanceof Feit.Afgeleid a) || !a.bron().startsWith(BRON)) {
            return Stream.empty();
        }
        UUID ontvangst = UUID.fromString(a.bron().substring(BRON.length()));
        return register.documenten().lees(ontvangst)
                .filter(d -> register.documenten().aangenomen(d.afzender(), d.referentie(), d.besloten().convenant()).isPresent())
                .stream().flatMap(d -> convenant.afgeleid(eerder(d), dag).stream()).filter(f -> f.soort().equals(a.soort()));
    }

    private static Afleiding.Eerder eerder(Documenten.Document d) {
        Vorm vorm = VormJson.lees(d.besloten().vorm().getBytes(StandardCharsets.UTF_8));
        return new Afleiding.Eerder(vorm, d.referentie(), d.besloten().zaak().orElse(null), d.besloten().gemeente().orElse(null),
                BRON + d.ontvangst());
    }
}

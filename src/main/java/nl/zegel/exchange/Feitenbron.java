package nl.zegel.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import nl.zegel.convenant.Bereik;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Feit;
import nl.zegel.convenant.Feiten;
import nl.zegel.convenant.Feitsoort;
import nl.zegel.document.Kop;
import nl.zegel.party.Geldigheid;
import nl.zegel.register.Documenten;
import nl.zegel.register.Register;

/**
 * The facts at hand for one document: what was loaded, what the register holds of earlier requests and signals, and what
 * the sender states in the document it signed, as far as the convenant lets it. Thread-safe.
 */
public final class Feitenbron {
    private static final String VERZOEK = "VERZOEK";
    private static final String SIGNAAL = "SIGNAAL";
    /** How the source of a fact from the register begins. */
    private static final String BRON = "register:";

    private final Feitenmap geladen;
    private final Register register;

    public Feitenbron(Feitenmap geladen, Register register) {
        this.geladen = geladen;
        this.register = register;
    }

    /**
     * @param ondertekend digest of the content that the sender signed
     * @param ontvangen   day of receipt: from then on a statement counts as long as the convenant says
     * @param dag         day on which it is decided
     */
    Feiten voor(Convenant convenant, Kop kop, String ondertekend, LocalDate ontvangen, LocalDate dag) {
        return geladen.van(convenant.id())
                .met(Feiten.verklaardIn(kop, convenant, ontvangen, "sha256:" + ondertekend))
                .met(uitRegister(kop, dag));
    }

    /**
     * The facts of an earlier decision as they stand on that day: what was loaded is what is loaded now, what the register
     * held counts when the register still holds it, and a statement stays what it was, with its own term.
     */
    Feiten opnieuw(Convenant convenant, Feiten toen, LocalDate dag) {
        return geladen.van(convenant.id()).met(toen.alle().stream().flatMap(f -> nu(f, dag)).toList());
    }

    private Stream<Feit> nu(Feit feit, LocalDate dag) {
        if (!(feit instanceof Feit.Afgeleid a)) {
            return Stream.of(feit);
        }
        if (!a.bron().startsWith(BRON)) {
            return Stream.empty();
        }
        UUID ontvangst = UUID.fromString(a.bron().substring(BRON.length()));
        return register.documenten().lees(ontvangst)
                .filter(d -> register.documenten().aangenomen(d.afzender(), d.referentie(), d.besloten().convenant()).isPresent())
                .map(d -> feit(a.soort(), d, dag)).stream();
    }

    /** A reference counts only when the register holds an accepted document of that loket under that reference. */
    private List<Feit> uitRegister(Kop kop, LocalDate dag) {
        List<Feit> feiten = new ArrayList<>();
        for (Kop.Verwijzing verwijzing : kop.verwijzingen()) {
            if (verwijzing.soort().equals(VERZOEK) || verwijzing.soort().equals(SIGNAAL)) {
                Feitsoort soort = verwijzing.soort().equals(VERZOEK) ? Feitsoort.VERZOEK : Feitsoort.SIGNAAL;
                for (Kop.Ontvanger ontvanger : kop.ontvangers()) {
                    register.documenten().aangenomen(ontvanger.loket(), verwijzing.kenmerk(), kop.convenant())
                            .ifPresent(v -> feiten.add(feit(soort, v, dag)));
                }
            }
        }
        return feiten;
    }

    private static Feit feit(Feitsoort soort, Documenten.Document verzoek, LocalDate dag) {
        return new Feit.Afgeleid(soort,
                Bereik.vanVerzoek(verzoek.afzender(), verzoek.besloten().soort(), verzoek.referentie(),
                        verzoek.besloten().gemeente().orElse("")),
                new Geldigheid(dag, dag), BRON + verzoek.ontvangst());
    }
}

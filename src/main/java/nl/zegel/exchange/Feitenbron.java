package nl.zegel.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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

    private final Feitenmap geladen;
    private final Register register;

    public Feitenbron(Feitenmap geladen, Register register) {
        this.geladen = geladen;
        this.register = register;
    }

    /** @param ondertekend digest of the content that the sender signed */
    Feiten voor(Convenant convenant, Kop kop, String ondertekend, LocalDate dag) {
        return geladen.van(convenant.id())
                .met(Feiten.verklaardIn(kop, convenant, dag, "sha256:" + ondertekend))
                .met(uitRegister(kop, dag));
    }

    /** The facts of an earlier decision as they stand now: what was loaded is what is loaded now; the rest stays as it was. */
    Feiten opnieuw(Convenant convenant, Feiten toen) {
        return geladen.van(convenant.id()).met(toen.alle().stream()
                .filter(f -> !(f instanceof Feit.Afgeleid a && a.bron().startsWith(Feitenmap.BRON))).toList());
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
                new Geldigheid(dag, dag), "register:" + verzoek.ontvangst());
    }
}

package nl.zegel.exchange;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.zegel.convenant.Beslisser;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Convenanten;
import nl.zegel.convenant.Feiten;
import nl.zegel.convenant.Reden;
import nl.zegel.document.Afkeuring;
import nl.zegel.document.Kop;
import nl.zegel.party.Partijen;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;

/** Step 4: claims the reference, gathers the facts and decides on the Vorm alone. */
public final class Decide {
    private static final String REMEDIE = "Zie de uitleg bij deze code in docs/weigeringen.md. Stuur het document daarna met een nieuwe referentie.";

    private final Register register;
    private final Convenanten convenanten;
    private final Partijen partijen;
    private final Beslisser beslisser;
    private final Feitenbron feitenbron;
    private final Documentkenmerk kenmerk;

    public Decide(Register register, Convenanten convenanten, Partijen partijen, Beslisser beslisser, Feitenbron feitenbron,
            Documentkenmerk kenmerk) {
        this.register = register;
        this.convenanten = convenanten;
        this.partijen = partijen;
        this.beslisser = beslisser;
        this.feitenbron = feitenbron;
        this.kenmerk = kenmerk;
    }

    public Stadia.Decided decide(Stadia.Parsed bron) throws Afgebroken {
        eisEerste(bron);
        Kop kop = bron.document.kop();
        Convenant convenant = convenanten.convenant(kop.convenant()).orElseThrow(() -> Parse.weiger("CONVENANT_ONBEKEND",
                "het document noemt een convenant dat deze gateway kent", "kop/convenant", "Controleer de naam van het convenant."));
        Verloop verloop = bron.bron.verloop;
        Feiten feiten = feitenbron.voor(convenant, kop, bron.vorm, bron.bron.geopend.inhoudSha256(),
                Authenticate.dag(bron.bron.ontvangst.ontvangen()), Authenticate.dag(verloop.moment()));
        Besluit besluit = beslisser.decide(convenant, partijen, bron.vorm, feiten, verloop.moment());
        if (!besluit.quarantaine().isEmpty()) {
            throw new Afgebroken(new Uitslag.Quarantaine("PERSOONSGEGEVEN_OP_ONVERWACHTE_PLAATS",
                    besluit.quarantaine().stream().map(t -> t.element() + " (" + t.wat() + ")").sorted().distinct().collect(Collectors.joining(", "))));
        }
        if (besluit.weigering() != null) {
            throw new Afgebroken(new Uitslag.Geweigerd(List.of(afkeuring(besluit.weigering(), "kop"))));
        }
        boolean aangenomen = bron.bron.ontvangst.staat() == Ontvangsten.Staat.AANGENOMEN;
        if (!aangenomen && besluit.lokets().stream().noneMatch(l -> l.ietsVrij() || Seal.wacht(l))) {
            throw new Afgebroken(new Uitslag.Geweigerd(besluit.lokets().stream()
                    .map(l -> afkeuring(l.reden(), "kop/ontvanger[@loket='" + l.loket() + "']")).toList()));
        }
        return new Stadia.Decided(bron, convenant, feiten, feitenbron.zaak(kop), besluit, Aanvulling.van(register, verloop.ontvangst()));
    }

    /** INVARIANT (nothing is delivered twice unnoticed): the first to claim sender and reference goes on, once. */
    private void eisEerste(Stadia.Parsed bron) throws Afgebroken {
        byte[] inhoud = kenmerk.van(bron.document);
        Ontvangsten.Melding melding = register.doe(tx -> register.ontvangsten().meld(tx, bron.bron.verloop.ontvangst(),
                bron.bron.afzender.id(), bron.document.kop().referentie(), inhoud));
        if (melding instanceof Ontvangsten.Melding.Zelfde zelfde) {
            throw new Afgebroken(new Uitslag.Herhaling(new OntvangstId(zelfde.eerder()), bron.document.kop().referentie()));
        }
        if (melding instanceof Ontvangsten.Melding.AndereInhoud) {
            throw Parse.weiger("REFERENTIE_HERGEBRUIKT", "een referentie hoort bij een inhoud", "kop/referentie",
                    "Geef het nieuwe document een eigen referentie.");
        }
    }

    private static Afkeuring afkeuring(Reden reden, String pad) {
        String regel = Optional.ofNullable(reden.regel()).orElse("geen regel") + " (art. " + String.join(", ", reden.artikelen()) + ")";
        return new Afkeuring(reden.code().name(), regel, pad, REMEDIE);
    }
}

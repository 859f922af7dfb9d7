package nl.zegel.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nl.zegel.convenant.Beslisser;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Convenanten;
import nl.zegel.convenant.Uitkomst;
import nl.zegel.document.ElementId;
import nl.zegel.document.Vorm;
import nl.zegel.document.VormJson;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.register.Documenten;
import nl.zegel.register.Register;
import nl.zegel.register.Werk;

/**
 * Before every attempt, every opening and every collect: may this copy still go? The stored Vorm is decided again under
 * the convenant, parties and facts of this moment; every element of the copy must still be released as it was, and the
 * certificate that it was sealed for must still be registered and good.
 */
public final class Hertoets {
    private final Register register;
    private final Convenanten convenanten;
    private final Partijen partijen;
    private final Beslisser beslisser;
    private final Feitenbron feitenbron;
    private final Padbewaking paden;

    public Hertoets(Register register, Convenanten convenanten, Partijen partijen, Beslisser beslisser, Feitenbron feitenbron,
            Padbewaking paden) {
        this.register = register;
        this.convenanten = convenanten;
        this.partijen = partijen;
        this.beslisser = beslisser;
        this.feitenbron = feitenbron;
        this.paden = paden;
    }

    /** The code of why it may not go now; it is held and looked at again. Empty when it may. */
    Optional<String> bezwaar(Werk.Rij rij, Instant moment) {
        Optional<Loket> loket = partijen.loket(rij.loket());
        if (loket.isEmpty()) {
            return Optional.of("LOKET_NIET_MEER_GEREGISTREERD");
        }
        if (!certificaatGoed(rij, loket.get(), moment)) {
            return Optional.of("ONTVANGERCERTIFICAAT_NIET_GOED");
        }
        Documenten.Document document = Optional.ofNullable(rij.zegel()).flatMap(z -> Optional.ofNullable(z.besluit()))
                .flatMap(register.documenten()::volgens).orElseThrow(() -> new GatewayBug("delivery without a decision: " + rij.id()));
        Optional<Convenant> convenant = convenanten.convenant(document.besloten().convenant());
        if (convenant.isEmpty()) {
            return Optional.of("CONVENANT_NIET_VAN_KRACHT");
        }
        return besluitBezwaar(rij, document, convenant.get(), moment);
    }

    private boolean certificaatGoed(Werk.Rij rij, Loket loket, Instant moment) {
        String vingerafdruk = Optional.ofNullable(rij.zegel()).orElseThrow(() -> new GatewayBug("delivery without a seal: " + rij.id()))
                .certificaat();
        return loket.certificaten(Sleuteldoel.ONTSLEUTELEN, Authenticate.dag(moment)).stream()
                .anyMatch(c -> c.vingerafdruk().equals(vingerafdruk)
                        && paden.controleer(c.certificaat(), Sleuteldoel.ONTSLEUTELEN, java.util.List.of(), moment).goed());
    }

    /** Held against what this copy holds, by the Vorm and facts of the decision that released it. */
    private Optional<String> besluitBezwaar(Werk.Rij rij, Documenten.Document document, Convenant convenant, Instant moment) {
        Besluit nu = opnieuw(document, convenant, moment);
        if (nu.weigering() != null) {
            return Optional.of(nu.weigering().code().name());
        }
        Map<ElementId, Besluit.ElementBesluit> mag = nu.lokets().stream().filter(l -> l.loket().equals(rij.loket())).findFirst()
                .orElseThrow(() -> new GatewayBug("a decision without loket " + rij.loket())).elementen();
        for (Map.Entry<ElementId, String> heeft : Aanvulling.inhoud(rij).elementen().entrySet()) {
            Besluit.ElementBesluit is = Optional.ofNullable(mag.get(heeft.getKey()))
                    .orElseThrow(() -> new GatewayBug("a copy holds an element that its Vorm does not: " + heeft.getKey()));
            boolean nog = is.uitkomst() == Uitkomst.VRIJGEGEVEN
                    || is.uitkomst() == Uitkomst.VERGROFD && heeft.getValue().equals(is.vergroving());
            if (!nog) {
                return Optional.of(is.reden().code().name());
            }
        }
        return Optional.empty();
    }

    /** The stored Vorm decided again under what is in force at this moment; no document is opened for it. */
    Besluit opnieuw(Documenten.Document document, Convenant convenant, Instant moment) {
        Vorm vorm = VormJson.lees(document.besloten().vorm().getBytes(StandardCharsets.UTF_8));
        return beslisser.decide(convenant, partijen, vorm,
                feitenbron.opnieuw(convenant, document.besloten().zaak().orElse(null), FeitenJson.lees(document.besloten().feiten()), Authenticate.dag(moment)), moment);
    }
}

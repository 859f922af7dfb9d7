package nl.zegel.exchange;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Uitkomst;
import nl.zegel.document.Document;
import nl.zegel.document.ElementId;
import nl.zegel.document.Groep;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import nl.zegel.register.Documenten;
import nl.zegel.register.Register;
import nl.zegel.register.Werk;

/**
 * What lokets already have of one intake, so that a later decision adds and never repeats. INVARIANT (nothing is delivered
 * twice unnoticed): an element that went to a loket, or possibly went, is not in another copy for it.
 */
final class Aanvulling {
    private final Map<LoketId, Map<ElementId, String>> gegeven;
    private final Set<LoketId> verstreken;

    private Aanvulling(Map<LoketId, Map<ElementId, String>> gegeven, Set<LoketId> verstreken) {
        this.gegeven = gegeven;
        this.verstreken = verstreken;
    }

    /** A delivery that was withdrawn before any attempt gave nothing. */
    static Aanvulling van(Register register, UUID ontvangst) {
        Map<LoketId, Map<ElementId, String>> gegeven = new HashMap<>();
        for (Werk.Rij rij : register.werk().vanOntvangst(ontvangst)) {
            if (rij.soort() == Werk.Soort.DOCUMENT && (rij.staat() != Werk.Staat.INGETROKKEN || rij.mogelijk())) {
                inhoud(rij).elementen().forEach((id, precisie) ->
                        gegeven.computeIfAbsent(rij.loket(), l -> new HashMap<>()).merge(id, precisie, Aanvulling::fijnste));
            }
        }
        Set<LoketId> verstreken = register.documenten().wachtVerstreken(ontvangst).stream()
                .map(Documenten.Wachtend::loket).collect(Collectors.toUnmodifiableSet());
        return new Aanvulling(gegeven, verstreken);
    }

    static Kopieinhoud inhoud(Werk.Rij rij) {
        return Optional.ofNullable(rij.zegel()).flatMap(z -> Optional.ofNullable(z.inhoud())).map(Kopieinhoud::lees)
                .orElseThrow(() -> new GatewayBug("delivery without its content: " + rij.id()));
    }

    private static String fijnste(String een, String ander) {
        return een.isEmpty() ? een : ander;
    }

    /** True when the wait of this loket passed its deadline: only a person goes on with it. */
    boolean verstreken(LoketId loket) {
        return verstreken.contains(loket);
    }

    /** The decision with only what still goes. INVARIANT (narrow only): nothing is released that was not. */
    Besluit smal(Besluit besluit) {
        if (gegeven.isEmpty() && verstreken.isEmpty()) {
            return besluit;
        }
        List<Besluit.LoketBesluit> lokets = besluit.lokets().stream().map(this::smal).toList();
        return new Besluit(besluit.versie(), besluit.convenant(), besluit.convenantVersie(), besluit.convenantDigest(), besluit.moment(),
                besluit.weigering(), besluit.quarantaine(), lokets);
    }

    private Besluit.LoketBesluit smal(Besluit.LoketBesluit l) {
        Map<ElementId, Besluit.ElementBesluit> elementen = new LinkedHashMap<>();
        l.elementen().forEach((id, b) -> elementen.put(id, nogTeGeven(l.loket(), id, b) ? b
                : new Besluit.ElementBesluit(Uitkomst.ONTHOUDEN, null, b.reden())));
        return new Besluit.LoketBesluit(l.loket(), l.reden(), l.wacht(), elementen, l.verplichtingen(), l.bewaring());
    }

    private boolean nogTeGeven(LoketId loket, ElementId id, Besluit.ElementBesluit b) {
        if (!b.uitkomst().gaat()) {
            return true;
        }
        String heeft = gegeven.getOrDefault(loket, Map.of()).get(id);
        boolean heeftAl = heeft != null && (heeft.isEmpty() || heeft.equals(b.vergroving()));
        return !verstreken.contains(loket) && !heeftAl;
    }

    /** The sender's document without what this loket has exactly: those values are no secret for it. */
    Document zonderGegeven(Document geheel, LoketId loket) {
        Map<ElementId, String> heeft = gegeven.getOrDefault(loket, Map.of());
        if (heeft.isEmpty()) {
            return geheel;
        }
        List<Groep> groepen = geheel.groepen().stream().map(g -> new Groep(g.id(), g.soort(), g.betrokkene(), g.bij(),
                g.elementen().stream().filter(e -> !"".equals(heeft.get(e.id()))).toList())).toList();
        return new Document(geheel.kop(), groepen, geheel.bijlagen(), geheel.wortel(), geheel.zaad(), geheel.handtekening());
    }
}

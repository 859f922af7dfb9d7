package nl.zegel.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.zegel.convenant.Bereik;
import nl.zegel.convenant.Feit;
import nl.zegel.convenant.Feiten;
import nl.zegel.convenant.Feitsoort;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stored form of the facts that a decision rested on, version 3. Version 1, without withdrawal and parts of a document, and 2, without case and outcome, are still read. */
final class FeitenJson {
    private static final int VERSIE = 3;
    private static final int EERSTE = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FeitenJson() {}

    static String schrijf(Feiten feiten) {
        Map<String, Object> top = new LinkedHashMap<>();
        top.put("versie", VERSIE);
        top.put("feiten", feiten.alle().stream().map(FeitenJson::feit).toList());
        return JSON.writeValueAsString(top);
    }

    static Feiten lees(String json) {
        JsonNode top = JSON.readTree(json);
        int versie = top.get("versie").asInt();
        if (versie < EERSTE || versie > VERSIE) {
            throw new GatewayBug("stored facts have an unknown version");
        }
        List<Feit> feiten = new ArrayList<>();
        top.get("feiten").forEach(n -> feiten.add(feit(n, versie)));
        return new Feiten(feiten);
    }

    private static Map<String, Object> feit(Feit feit) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("soort", feit.soort().code());
        m.put("van", feit.geldigheid().van().toString());
        zet(m, "totEnMet", feit.geldigheid().totEnMet());
        Bereik bereik = feit.bereik();
        m.put("documenttypen", new TreeSet<>(bereik.documenttypen()));
        m.put("naarRollen", new TreeSet<>(bereik.naarRollen()));
        m.put("categorieen", new TreeSet<>(bereik.categorieen()));
        zet(m, "loket", bereik.loket());
        zet(m, "kenmerk", bereik.kenmerk());
        zet(m, "zaak", bereik.zaak());
        zet(m, "gemeente", bereik.gemeente());
        m.put("onderdelen", new TreeSet<>(bereik.onderdelen()));
        zet(m, "waarde", bereik.waarde());
        zet(m, "ingetrokken", feit.ingetrokken());
        if (feit instanceof Feit.Verklaring v) {
            m.put("door", v.door().waarde());
            m.put("bewijs", v.bewijs());
        } else {
            m.put("bron", ((Feit.Afgeleid) feit).bron());
        }
        return m;
    }

    private static void zet(Map<String, Object> m, String naam, @Nullable Object waarde) {
        if (waarde != null) {
            m.put(naam, waarde.toString());
        }
    }

    private static Feit feit(JsonNode n, int versie) {
        Feitsoort soort = new Feitsoort(n.get("soort").asString());
        String tot = tekst(n, "totEnMet");
        Geldigheid geldigheid = new Geldigheid(LocalDate.parse(n.get("van").asString()), tot == null ? null : LocalDate.parse(tot));
        String loket = tekst(n, "loket");
        Bereik bereik = new Bereik(teksten(n, "documenttypen"), teksten(n, "naarRollen"), teksten(n, "categorieen"),
                loket == null ? null : new LoketId(loket), tekst(n, "kenmerk"), tekst(n, "zaak"), tekst(n, "gemeente"),
                versie == EERSTE ? Set.of(Bereik.ALLES) : teksten(n, "onderdelen"), tekst(n, "waarde"));
        String einde = tekst(n, "ingetrokken");
        Instant ingetrokken = einde == null ? null : Instant.parse(einde);
        String door = tekst(n, "door");
        return door == null
                ? new Feit.Afgeleid(soort, bereik, geldigheid, n.get("bron").asString(), ingetrokken)
                : new Feit.Verklaring(soort, bereik, geldigheid, new LoketId(door), n.get("bewijs").asString(), ingetrokken);
    }

    private static @Nullable String tekst(JsonNode n, String naam) {
        return n.has(naam) ? n.get(naam).asString() : null;
    }

    private static Set<String> teksten(JsonNode n, String naam) {
        Set<String> teksten = new TreeSet<>();
        n.get(naam).forEach(t -> teksten.add(t.asString()));
        return teksten;
    }
}

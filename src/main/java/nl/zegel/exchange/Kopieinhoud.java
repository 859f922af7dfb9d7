package nl.zegel.exchange;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import nl.zegel.convenant.Manifest;
import nl.zegel.convenant.Projection;
import nl.zegel.document.ElementId;
import nl.zegel.party.GatewayBug;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which elements one copy holds, kept with its delivery: by this it is re-checked before every act, and a supplement
 * holds what is not in it. Stored form version 2; never a value.
 *
 * @param elementen element or attachment to the name of the generalisation that it stands there by, empty for exact
 * @param nonceDicht lower-case hex, what opens the manifest's commitment of the VERZEGELD entry, under the copy's own data key
 *                   ({@link Kluis#nonce}); empty where it was destroyed
 */
record Kopieinhoud(Map<ElementId, String> elementen, String nonceDicht) {
    private static final int VERSIE = 2;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Kopieinhoud {
        elementen = Map.copyOf(elementen);
    }

    static Kopieinhoud van(Projection projection, String nonceDicht) {
        Map<ElementId, String> elementen = new TreeMap<>();
        projection.document().elementen().forEach(e -> elementen.put(e.id(), e.vergroofd() ? e.vergrovingen().get(0).naam() : ""));
        projection.document().bijlagen().forEach(b -> elementen.put(b.id(), ""));
        return new Kopieinhoud(elementen, nonceDicht);
    }

    /** The bytes that the manifest's commitment is over, format 1. */
    static byte[] manifestbytes(Manifest manifest) {
        StringBuilder tekst = new StringBuilder("zegel-manifest 1\n");
        manifest.regels().forEach(r -> tekst.append(r.sha256()).append(' ').append(r.lengte()).append(' ').append(r.mediatype())
                .append(' ').append(r.naam()).append('\n'));
        return tekst.toString().getBytes(StandardCharsets.UTF_8);
    }

    String schrijf() {
        Map<String, String> opVolgorde = new TreeMap<>();
        elementen.forEach((id, precisie) -> opVolgorde.put(id.waarde(), precisie));
        Map<String, Object> top = new LinkedHashMap<>();
        top.put("versie", VERSIE);
        top.put("nonceDicht", nonceDicht);
        top.put("elementen", opVolgorde);
        return JSON.writeValueAsString(top);
    }

    /** @throws GatewayBug when it is of a version that this program does not read */
    static Kopieinhoud lees(String json) {
        JsonNode top = JSON.readTree(json);
        if (top.get("versie").asInt() != VERSIE) {
            throw new GatewayBug("stored content of a copy has an unknown version");
        }
        Map<ElementId, String> elementen = new TreeMap<>();
        top.get("elementen").properties().forEach(p -> elementen.put(new ElementId(p.getKey()), p.getValue().asString()));
        return new Kopieinhoud(elementen, top.get("nonceDicht").asString());
    }
}

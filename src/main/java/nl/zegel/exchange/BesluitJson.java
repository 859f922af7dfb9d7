package nl.zegel.exchange;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import nl.zegel.convenant.Besluit;
import nl.zegel.document.ElementId;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The stored form of a decision, version 1: its records as they are, keys in order, ids as text. */
final class BesluitJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .addMixIn(ElementId.class, AlsTekst.class).addMixIn(LoketId.class, AlsTekst.class)
            .addMixIn(Besluit.LoketBesluit.class, ZonderAfgeleid.class).build();

    private BesluitJson() {}

    static String schrijf(Besluit besluit) {
        return JSON.writeValueAsString(besluit);
    }

    /** @throws GatewayBug when it is of a version that this program does not read */
    static Besluit lees(String json) {
        if (JSON.readTree(json).get("versie").asInt() != Besluit.VERSIE) {
            throw new GatewayBug("stored decision has an unknown version");
        }
        return JSON.readValue(json, Besluit.class);
    }

    private abstract static class AlsTekst {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        AlsTekst(String waarde) {}

        @JsonValue
        abstract String waarde();
    }

    private abstract static class ZonderAfgeleid {
        @com.fasterxml.jackson.annotation.JsonIgnore
        abstract boolean ietsVrij();
    }
}

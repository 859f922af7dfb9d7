package nl.zegel.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** One JSON object, read so that two readers cannot see two things: no doubled key, no trailing text, no fractions, no null. */
final class StrikteJson {
    private static final int DIEPTE = 20;
    private static final JsonFactory FABRIEK = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DIEPTE).build()).build();

    private final Map<String, Object> velden;

    private StrikteJson(Map<String, Object> velden) {
        this.velden = velden;
    }

    static StrikteJson lees(byte[] utf8) throws Afgewezen {
        try {
            return lees(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException e) {
            throw onleesbaar();
        }
    }

    static StrikteJson lees(String tekst) throws Afgewezen {
        try (JsonParser p = FABRIEK.createParser(ObjectReadContext.empty(), tekst)) {
            Afgewezen.tenzij(p.nextToken() == JsonToken.START_OBJECT, "JSON_ONLEESBAAR", "Dit is geen JSON-object.");
            Map<String, Object> velden = object(p);
            Afgewezen.tenzij(p.nextToken() == null, "JSON_ONLEESBAAR", "Na het einde van de JSON staat nog iets.");
            return new StrikteJson(velden);
        } catch (JacksonException e) {
            throw onleesbaar();
        }
    }

    private static Afgewezen onleesbaar() {
        return new Afgewezen("JSON_ONLEESBAAR", "De JSON is niet te lezen, of een naam staat er twee keer in.");
    }

    private static Map<String, Object> object(JsonParser p) throws Afgewezen {
        Map<String, Object> uit = new LinkedHashMap<>();
        while (p.nextToken() == JsonToken.PROPERTY_NAME) {
            String naam = p.currentName();
            p.nextToken();
            uit.put(naam, waarde(p));
        }
        return uit;
    }

    private static Object waarde(JsonParser p) throws Afgewezen {
        switch (p.currentToken()) {
            case START_OBJECT:
                return object(p);
            case START_ARRAY:
                List<Object> lijst = new ArrayList<>();
                while (p.nextToken() != JsonToken.END_ARRAY) {
                    lijst.add(waarde(p));
                }
                return lijst;
            case VALUE_STRING:
                return p.getString();
            case VALUE_NUMBER_INT:
                return p.getLongValue();
            case VALUE_TRUE:
                return true;
            case VALUE_FALSE:
                return false;
            default:
                throw new Afgewezen("JSON_ONLEESBAAR", "De JSON heeft een waarde die in dit formaat niet bestaat.");
        }
    }

    java.util.Set<String> namen() {
        return velden.keySet();
    }

    boolean heeft(String naam) {
        return velden.containsKey(naam);
    }

    String tekst(String naam) throws Afgewezen {
        return als(naam, String.class);
    }

    @Nullable String misschien(String naam) throws Afgewezen {
        return heeft(naam) ? tekst(naam) : null;
    }

    /** A whole number of zero or more. */
    long getal(String naam) throws Afgewezen {
        long getal = als(naam, Long.class);
        Afgewezen.tenzij(getal >= 0, "VELD_ONTBREEKT", "Veld " + naam + " is negatief.");
        return getal;
    }

    @SuppressWarnings("unchecked")
    StrikteJson object(String naam) throws Afgewezen {
        return new StrikteJson(als(naam, Map.class));
    }

    List<String> teksten(String naam) throws Afgewezen {
        List<String> uit = new ArrayList<>();
        for (Object een : als(naam, List.class)) {
            Afgewezen.tenzij(een instanceof String, "VELD_ONTBREEKT", "Veld " + naam + " is geen lijst van teksten.");
            uit.add((String) een);
        }
        return uit;
    }

    @SuppressWarnings("unchecked")
    List<StrikteJson> objecten(String naam) throws Afgewezen {
        List<StrikteJson> uit = new ArrayList<>();
        for (Object een : als(naam, List.class)) {
            Afgewezen.tenzij(een instanceof Map, "VELD_ONTBREEKT", "Veld " + naam + " is geen lijst van objecten.");
            uit.add(new StrikteJson((Map<String, Object>) een));
        }
        return uit;
    }

    private <T> T als(String naam, Class<T> type) throws Afgewezen {
        Object waarde = velden.get(naam);
        if (!type.isInstance(waarde)) {
            throw new Afgewezen("VELD_ONTBREEKT", "Veld " + naam + " ontbreekt of is van een andere soort.");
        }
        return type.cast(waarde);
    }
}

package nl.zegel.convenant;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import nl.zegel.convenant.Besluit.Bewaring;
import nl.zegel.convenant.Besluit.ElementBesluit;
import nl.zegel.convenant.Besluit.LoketBesluit;
import nl.zegel.convenant.Besluit.Treffer;
import nl.zegel.document.ElementId;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Canonical, versioned JSON of a decision: one line of UTF-8, keys and elements in a fixed order, so that equal decisions
 * are equal bytes. Holds no value. Stored as long as the register.
 */
public final class BesluitJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private BesluitJson() {}

    public static byte[] schrijf(Besluit besluit) {
        return MAPPER.writeValueAsString(boom(besluit)).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException when the bytes are not a stored decision of a version this program reads */
    public static Besluit lees(byte[] json) {
        try {
            JsonNode n = MAPPER.readTree(json);
            if (n.path("versie").asInt(0) != Besluit.VERSIE) {
                throw new IllegalArgumentException("decision of an unknown version");
            }
            return new Besluit(Besluit.VERSIE, tekst(n, "convenant"), tekst(n, "convenantVersie"), tekst(n, "convenantDigest"),
                    Instant.parse(tekst(n, "moment")), n.hasNonNull("weigering") ? reden(n.get("weigering")) : null,
                    lijst(n, "quarantaine", t -> new Treffer(new ElementId(tekst(t, "element")), tekst(t, "wat"))),
                    lijst(n, "lokets", BesluitJson::loket));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("not a stored decision", e);
        }
    }

    static ObjectNode boom(Besluit besluit) {
        ObjectNode n = MAPPER.createObjectNode();
        n.put("versie", besluit.versie()).put("convenant", besluit.convenant()).put("convenantVersie", besluit.convenantVersie())
                .put("convenantDigest", besluit.convenantDigest()).put("moment", besluit.moment().toString());
        n.set("weigering", besluit.weigering() == null ? n.nullNode() : boom(besluit.weigering()));
        ArrayNode quarantaine = n.putArray("quarantaine");
        besluit.quarantaine().forEach(t -> quarantaine.addObject().put("element", t.element().waarde()).put("wat", t.wat()));
        ArrayNode lokets = n.putArray("lokets");
        besluit.lokets().forEach(l -> lokets.add(boom(l)));
        return n;
    }

    private static ObjectNode boom(LoketBesluit l) {
        ObjectNode n = MAPPER.createObjectNode();
        n.put("loket", l.loket().waarde());
        n.set("reden", boom(l.reden()));
        n.put("wacht", l.wacht());
        ObjectNode elementen = n.putObject("elementen");
        new TreeMap<>(l.elementen()).forEach((id, b) -> {
            ObjectNode e = elementen.putObject(id.waarde());
            e.put("uitkomst", b.uitkomst().name()).put("vergroving", b.vergroving());
            e.set("reden", boom(b.reden()));
        });
        ObjectNode plichten = n.putObject("verplichtingen");
        new TreeMap<>(l.verplichtingen()).forEach(plichten::put);
        n.putObject("bewaring").put("termijnklasse", l.bewaring().termijnklasse())
                .put("vernietigen", l.bewaring().vernietigen() == null ? null : l.bewaring().vernietigen().toString())
                .put("artikel", l.bewaring().artikel());
        return n;
    }

    static ObjectNode boom(Reden r) {
        ObjectNode n = MAPPER.createObjectNode();
        n.put("code", r.code().name()).put("regel", r.regel());
        ArrayNode artikelen = n.putArray("artikelen");
        r.artikelen().forEach(artikelen::add);
        ArrayNode grondslagen = n.putArray("grondslagen");
        r.grondslagen().forEach(g -> grondslagen.addObject().put("wet", g.wet()).put("artikel", g.artikel())
                .put("zijde", g.zijde().name()).put("dpv", g.dpv()));
        ArrayNode lezingen = n.putArray("lezingen");
        r.lezingen().forEach(lezingen::add);
        return n.put("voorwaarde", r.voorwaarde()).put("dichtstbijzijnde", r.dichtstbijzijnde());
    }

    private static LoketBesluit loket(JsonNode n) {
        Map<ElementId, ElementBesluit> elementen = new HashMap<>();
        n.path("elementen").propertyStream().forEach(e -> elementen.put(new ElementId(e.getKey()), new ElementBesluit(
                Uitkomst.valueOf(tekst(e.getValue(), "uitkomst")), tekstOfNiets(e.getValue(), "vergroving"), reden(e.getValue().path("reden")))));
        Map<String, String> plichten = new HashMap<>();
        n.path("verplichtingen").propertyStream().forEach(p -> plichten.put(p.getKey(), p.getValue().asString()));
        JsonNode b = n.path("bewaring");
        String vernietigen = tekstOfNiets(b, "vernietigen");
        return new LoketBesluit(new LoketId(tekst(n, "loket")), reden(n.path("reden")), n.path("wacht").asBoolean(false), elementen, plichten,
                new Bewaring(tekst(b, "termijnklasse"), vernietigen == null ? null : LocalDate.parse(vernietigen), tekst(b, "artikel")));
    }

    private static Reden reden(JsonNode n) {
        return new Reden(Redencode.valueOf(tekst(n, "code")), tekstOfNiets(n, "regel"), lijst(n, "artikelen", JsonNode::asString),
                lijst(n, "grondslagen", g -> new Grondslag(tekst(g, "wet"), tekst(g, "artikel"),
                        Grondslag.Zijde.valueOf(tekst(g, "zijde")), tekst(g, "dpv"))),
                lijst(n, "lezingen", JsonNode::asString), tekstOfNiets(n, "voorwaarde"), tekstOfNiets(n, "dichtstbijzijnde"));
    }

    private static <T> List<T> lijst(JsonNode n, String veld, Function<JsonNode, T> lezer) {
        List<T> gelezen = new ArrayList<>();
        n.path(veld).forEach(x -> gelezen.add(lezer.apply(x)));
        return gelezen;
    }

    private static String tekst(JsonNode n, String veld) {
        String tekst = tekstOfNiets(n, veld);
        if (tekst == null) {
            throw new IllegalArgumentException("stored decision lacks " + veld);
        }
        return tekst;
    }

    private static @Nullable String tekstOfNiets(JsonNode n, String veld) {
        JsonNode v = n.path(veld);
        return v.isString() ? v.asString() : null;
    }
}

package nl.zegel.document;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Canonical, versioned JSON of a Vorm: one line of UTF-8, keys in a fixed order, sets sorted, null left out. Stateless. */
public final class VormJson {
    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private VormJson() {}

    public static byte[] schrijf(Vorm vorm) {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(uit)) {
            json.writeStartObject();
            json.writeNumberProperty("versie", vorm.versie());
            tekst(json, "soort", vorm.soort());
            tekst(json, "convenant", vorm.convenant());
            tekst(json, "afzender", vorm.afzender().waarde());
            tekst(json, "stap", vorm.stap());
            tekst(json, "doel", vorm.doel());
            lijst(json, "ontvangers", vorm.ontvangers(), VormJson::ontvanger);
            namen(json, "verwijzingen", vorm.verwijzingen());
            lijst(json, "groepen", vorm.groepen(), VormJson::groep);
            lijst(json, "bijlagen", vorm.bijlagen(), VormJson::bijlage);
            json.writeEndObject();
        }
        return uit.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are not a stored Vorm of a version this program reads */
    public static Vorm lees(byte[] json) {
        try {
            Velden o = new Velden(MAPPER.readTree(json), "versie", "soort", "convenant", "afzender", "stap", "doel", "ontvangers",
                    "verwijzingen", "groepen", "bijlagen");
            if (o.getal("versie") != Vorm.VERSIE) {
                throw new IllegalArgumentException("a Vorm of a version that this program does not read");
            }
            return new Vorm(Vorm.VERSIE, o.tekst("soort"), o.tekst("convenant"), new LoketId(o.tekst("afzender")), o.tekstOfNiets("stap"),
                    o.tekst("doel"), o.lijst("ontvangers", VormJson::ontvanger), o.namen("verwijzingen"),
                    o.lijst("groepen", VormJson::groep), o.lijst("bijlagen", VormJson::bijlage));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a stored Vorm is not JSON", e);
        }
    }

    private static void ontvanger(JsonGenerator json, Vorm.OntvangerVorm o) {
        tekst(json, "loket", o.loket().waarde());
        json.writeBooleanProperty("noodzaak", o.noodzaak());
        namen(json, "treffers", o.treffers());
    }

    private static Vorm.OntvangerVorm ontvanger(JsonNode node) {
        Velden o = new Velden(node, "loket", "noodzaak", "treffers");
        return new Vorm.OntvangerVorm(new LoketId(o.tekst("loket")), o.janee("noodzaak"), o.namen("treffers"));
    }

    private static void groep(JsonGenerator json, Vorm.GroepVorm g) {
        tekst(json, "id", g.id());
        tekst(json, "soort", g.soort());
        tekst(json, "betrokkene", g.betrokkene());
        tekst(json, "bij", g.bij());
        lijst(json, "elementen", g.elementen(), VormJson::element);
    }

    private static Vorm.GroepVorm groep(JsonNode node) {
        Velden o = new Velden(node, "id", "soort", "betrokkene", "bij", "elementen");
        return new Vorm.GroepVorm(o.tekst("id"), o.tekst("soort"), o.tekstOfNiets("betrokkene"), o.tekstOfNiets("bij"),
                o.lijst("elementen", VormJson::element));
    }

    private static void element(JsonGenerator json, Vorm.ElementVorm e) {
        tekst(json, "id", e.id().waarde());
        tekst(json, "term", e.term());
        coordinaten(json, e.coordinaten());
        tekst(json, "code", e.code());
        tekst(json, "precisie", e.precisie());
        namen(json, "vergrovingen", e.vergrovingen());
        namen(json, "treffers", e.treffers());
    }

    private static Vorm.ElementVorm element(JsonNode node) {
        Velden o = new Velden(node, "id", "term", "categorie", "betrokkene", "regime", "herkomst", "code", "precisie", "vergrovingen", "treffers");
        return new Vorm.ElementVorm(new ElementId(o.tekst("id")), o.tekst("term"), coordinaten(o), o.tekstOfNiets("code"),
                o.tekstOfNiets("precisie"), o.namen("vergrovingen"), o.namen("treffers"));
    }

    private static void bijlage(JsonGenerator json, Vorm.BijlageVorm b) {
        tekst(json, "id", b.id().waarde());
        tekst(json, "mediatype", b.mediatype());
        lijst(json, "inhoud", b.inhoud(), VormJson::coordinaten);
    }

    private static Vorm.BijlageVorm bijlage(JsonNode node) {
        Velden o = new Velden(node, "id", "mediatype", "inhoud");
        return new Vorm.BijlageVorm(new ElementId(o.tekst("id")), o.tekst("mediatype"),
                o.lijst("inhoud", n -> coordinaten(new Velden(n, "categorie", "betrokkene", "regime", "herkomst"))));
    }

    private static void coordinaten(JsonGenerator json, Coordinaten c) {
        tekst(json, "categorie", c.categorie());
        tekst(json, "betrokkene", c.betrokkene());
        tekst(json, "regime", c.regime() == null ? null : c.regime().name());
        tekst(json, "herkomst", c.herkomst());
    }

    private static Coordinaten coordinaten(Velden o) {
        String regime = o.tekstOfNiets("regime");
        return new Coordinaten(o.tekst("categorie"), o.tekstOfNiets("betrokkene"), regime == null ? null : Regime.valueOf(regime),
                o.tekstOfNiets("herkomst"));
    }

    private static void tekst(JsonGenerator json, String naam, @Nullable String waarde) {
        if (waarde != null) {
            json.writeStringProperty(naam, waarde);
        }
    }

    private static void namen(JsonGenerator json, String naam, Set<String> namen) {
        json.writeArrayPropertyStart(naam);
        namen.stream().sorted().forEach(json::writeString);
        json.writeEndArray();
    }

    private static <T> void lijst(JsonGenerator json, String naam, List<T> lijst, java.util.function.BiConsumer<JsonGenerator, T> een) {
        json.writeArrayPropertyStart(naam);
        for (T t : lijst) {
            json.writeStartObject();
            een.accept(json, t);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A JSON object with exactly the known keys. */
    private record Velden(JsonNode node, Set<String> sleutels) {
        Velden(JsonNode node, String... sleutels) {
            this(node, Set.of(sleutels));
            if (!node.isObject() || !this.sleutels.containsAll(node.propertyNames())) {
                throw new IllegalArgumentException("a stored Vorm holds an unknown key");
            }
        }

        String tekst(String naam) {
            String waarde = tekstOfNiets(naam);
            return eis(waarde, waarde != null);
        }

        @Nullable String tekstOfNiets(String naam) {
            JsonNode waarde = node.get(naam);
            return waarde == null ? null : eis(waarde, waarde.isString()).stringValue();
        }

        int getal(String naam) {
            JsonNode waarde = node.get(naam);
            return eis(waarde, waarde != null && waarde.isInt()).intValue();
        }

        boolean janee(String naam) {
            JsonNode waarde = node.get(naam);
            return eis(waarde, waarde != null && waarde.isBoolean()).booleanValue();
        }

        Set<String> namen(String naam) {
            Set<String> namen = new HashSet<>(array(naam).size());
            array(naam).forEach(n -> eis(n, n.isString() && namen.add(n.stringValue())));
            return namen;
        }

        <T> List<T> lijst(String naam, Function<JsonNode, T> een) {
            List<T> lijst = new ArrayList<>(array(naam).size());
            array(naam).forEach(n -> lijst.add(een.apply(n)));
            return lijst;
        }

        private JsonNode array(String naam) {
            JsonNode waarde = node.get(naam);
            return eis(waarde, waarde != null && waarde.isArray());
        }

        private static <T> T eis(@Nullable T waarde, boolean goed) {
            if (!goed || waarde == null) {
                throw new IllegalArgumentException("a stored Vorm lacks a key or has one of another kind");
            }
            return waarde;
        }
    }
}

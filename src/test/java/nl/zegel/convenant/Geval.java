package nl.zegel.convenant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.ElementId;
import nl.zegel.document.Regime;
import nl.zegel.document.Vorm;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One case file turned into what {@code decide} takes. */
record Geval(
        String naam, String convenant, Instant moment, Vorm vorm, Feiten feiten, Partijen partijen, List<Convenant.Deelname> deelnemers,
        Map<String, Object> verwacht) {
    static final Path CASES = Path.of("src/test/resources/cases");

    static List<Geval> alle() {
        try (Stream<Path> mappen = Files.walk(CASES, 2)) {
            return mappen.filter(p -> Files.exists(p.resolve("case.yaml"))).sorted().map(Geval::lees).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Short ids of a case, {@code e1} and {@code b1}, as element ids. */
    static ElementId id(String kort) {
        return Proef.id(Integer.parseInt(kort.substring(1)) + (kort.startsWith("b") ? 1000 : 0));
    }

    private static Geval lees(Path map) {
        try {
            LoadSettings streng = LoadSettings.builder().setAllowDuplicateKeys(false).setLabel(map.toString()).build();
            return new Lezer(map(new Load(streng).loadFromString(Files.readString(map.resolve("case.yaml"))))).geval(CASES.relativize(map).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object ruw) {
        return ruw == null ? Map.of() : (Map<String, Object>) ruw;
    }

    private static List<Object> lijst(@Nullable Object ruw) {
        return ruw == null ? List.of() : List.copyOf((List<?>) ruw);
    }

    private static Set<String> woorden(@Nullable Object ruw) {
        return lijst(ruw).stream().map(Object::toString).collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }

    private static final class Lezer {
        private static final Set<String> FEIT = Set.of("soort", "wijze", "uit", "door", "rol", "geldt", "voor", "kenmerk", "zaak", "waarde", "van", "tot", "ingetrokken");
        private static final Set<String> ALLES = Set.of(Bereik.ALLES);
        private final Map<String, Object> zaak;
        private final Map<String, Object> document;
        private final Map<String, Object> lokets;
        private final LocalDate dag;
        private final Set<String> onderdelen = new TreeSet<>();
        private final Map<LoketId, Convenant.Deelname> deelnemers = new LinkedHashMap<>();

        Lezer(Map<String, Object> zaak) {
            this.zaak = zaak;
            this.document = map(zaak.get("document"));
            this.lokets = map(zaak.get("lokets"));
            this.dag = LocalDate.ofInstant(Instant.parse((String) zaak.get("moment")), Beslisser.ZONE);
        }

        Geval geval(String naam) {
            lokets.forEach((id, l) -> deelnemer(id, (String) map(l).get("rol")));
            Vorm vorm = vorm();
            Feiten feiten = feiten().inZaak((String) document.get("zaak"));
            Partijen partijen = Partijen.van(lokets.entrySet().stream().map(e -> Proef.partij(new LoketId(e.getKey()),
                    woorden(map(e.getValue()).get("gebied")).toArray(String[]::new))).toList());
            return new Geval(naam, (String) zaak.get("convenant"), Instant.parse((String) zaak.get("moment")), vorm, feiten, partijen,
                    List.copyOf(deelnemers.values()), map(zaak.get("verwacht")));
        }

        private LoketId deelnemer(String id, String rol) {
            LoketId loket = new LoketId(id);
            deelnemers.put(loket, new Convenant.Deelname(loket, rol, LocalDate.of(2018, 1, 1), null));
            return loket;
        }

        private Vorm vorm() {
            String soort = (String) document.get("soort");
            List<Vorm.GroepVorm> groepen = lijst(document.get("groepen")).stream().map(g -> groep(map(g))).toList();
            List<Vorm.BijlageVorm> bijlagen = map(document.get("bijlagen")).entrySet().stream().map(b -> bijlage(b.getKey(), map(b.getValue()))).toList();
            List<Vorm.OntvangerVorm> ontvangers = map(document.get("ontvangers")).entrySet().stream().map(o -> new Vorm.OntvangerVorm(
                    new LoketId(o.getKey()), (Boolean) map(o.getValue()).get("noodzaak"), woorden(map(o.getValue()).get("treffers")))).toList();
            return new Vorm(Vorm.VERSIE, soort, (String) zaak.get("convenant"), new LoketId((String) document.get("afzender")), (String) document.get("stap"), (String) document.get("doel"), ontvangers, woorden(document.get("verwijzingen")), groepen, bijlagen);
        }

        private Vorm.GroepVorm groep(Map<String, Object> g) {
            onderdelen.add((String) g.get("id"));
            List<Vorm.ElementVorm> elementen = new ArrayList<>();
            map(g.get("elementen")).forEach((kort, ruw) -> {
                Map<String, Object> e = map(ruw);
                onderdelen.add(kort);
                elementen.add(new Vorm.ElementVorm(id(kort), (String) e.get("term"), coordinaten(lijst2(e.get("coord"))), (String) e.get("code"),
                        (String) e.get("precisie"), woorden(e.get("vergrovingen")), woorden(e.get("treffers"))));
            });
            String betrokkene = (String) g.get("betrokkene");
            return new Vorm.GroepVorm((String) g.get("id"), (String) g.get("soort"), betrokkene, (String) g.get("bij"), elementen);
        }

        /** May hold null, for a coordinate that was not stated. */
        private static List<?> lijst2(Object ruw) {
            return (List<?>) ruw;
        }

        private static Coordinaten coordinaten(List<?> c) {
            return new Coordinaten((String) c.get(0), (String) c.get(1), c.get(2) == null ? null : Regime.valueOf((String) c.get(2)), (String) c.get(3));
        }

        private Vorm.BijlageVorm bijlage(String kort, Map<String, Object> b) {
            onderdelen.add(kort);
            return new Vorm.BijlageVorm(id(kort), (String) b.get("mediatype"),
                    lijst(b.get("inhoud")).stream().map(c -> coordinaten((List<?>) c)).toList());
        }

        private Feiten feiten() {
            List<Feit> feiten = new ArrayList<>();
            lokets.keySet().stream().filter(l -> !"nee".equals(map(zaak.get("deelname")).get(l))).forEach(l -> feiten.add(
                    new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(new LoketId(l)), new Geldigheid(dag, dag), "presumed")));
            lijst(zaak.get("feiten")).forEach(f -> feiten.addAll(feit(map(f))));
            return new Feiten(feiten);
        }

        private List<Feit> feit(Map<String, Object> f) {
            Feitsoort soort = new Feitsoort((String) f.get("soort"));
            if (!FEIT.containsAll(f.keySet()) || !onderdelen.containsAll(woorden(f.get("voor")))) {
                throw new IllegalArgumentException("a fact " + soort + " with an unknown key, or about a part that the document does not hold");
            }
            Geldigheid geldigheid = new Geldigheid(f.get("van") == null ? dag.minusDays(1) : LocalDate.parse((String) f.get("van")),
                    f.get("tot") == null ? null : LocalDate.parse((String) f.get("tot")));
            List<LoketId> over = new ArrayList<>(woorden(f.get("geldt")).stream().map(LoketId::new).toList());
            if (over.isEmpty()) {
                over.add(null);
            }
            return over.stream().map(l -> feit(soort, f, bereik(f, l), geldigheid)).toList();
        }

        /** A request is about the place of who made it. */
        private Bereik bereik(Map<String, Object> f, @Nullable LoketId loket) {
            boolean vraagt = loket != null && "VERZOEK".equals(f.get("soort"));
            String gemeente = vraagt ? woorden(map(lokets.get(loket.waarde())).get("gebied")).iterator().next() : null;
            Set<String> voor = new TreeSet<>();
            woorden(f.get("voor")).forEach(o -> voor.add(o.matches("[eb]\\d+") ? id(o).waarde() : o));
            return new Bereik(ALLES, ALLES, ALLES, loket, (String) f.get("kenmerk"), (String) f.get("zaak"), gemeente,
                    voor.isEmpty() ? ALLES : voor, (String) f.get("waarde"));
        }

        private Feit feit(Feitsoort soort, Map<String, Object> f, Bereik bereik, Geldigheid geldigheid) {
            Instant einde = f.get("ingetrokken") == null ? null : Instant.parse((String) f.get("ingetrokken"));
            if (f.get("wijze").equals("AFGELEID")) {
                return new Feit.Afgeleid(soort, bereik, geldigheid, (String) f.get("uit"), einde);
            }
            String rol = (String) f.get("rol");
            LoketId door = rol == null ? new LoketId((String) f.get("door")) : deelnemer("rol-" + rol.toLowerCase(Locale.ROOT), rol);
            return new Feit.Verklaring(soort, bereik, geldigheid, door, "case", einde);
        }
    }
}

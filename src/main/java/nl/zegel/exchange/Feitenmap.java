package nl.zegel.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.convenant.Bereik;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Convenanten;
import nl.zegel.convenant.Feit;
import nl.zegel.convenant.Feiten;
import nl.zegel.convenant.Feitsoort;
import nl.zegel.party.Bestandscontrole;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import nl.zegel.party.Omgeving;
import nl.zegel.party.StrictYaml;
import nl.zegel.party.YamlBlok;
import org.jspecify.annotations.Nullable;

/**
 * Signed decisions and records that were loaded into this gateway ({@code config/feiten/*.yaml}): signing records,
 * article 20 decisions, protocols. They become derived facts whose source is the file's digest. Immutable.
 */
public final class Feitenmap {
    /** How the source of a loaded fact begins. */
    static final String BRON = "bestand:";
    private static final String FORMAAT = "zegel-feiten-1";

    private final Map<String, Feiten> perConvenant;

    private Feitenmap(Map<String, Feiten> perConvenant) {
        this.perConvenant = Map.copyOf(perConvenant);
    }

    /**
     * Loads every {@code .yaml} file of a folder, in order of name. A folder that is not there holds no facts.
     *
     * @param convenanten what the facts are for: a kind of fact on which nothing rests is an error, since it would never count
     * @throws nl.zegel.party.ConfiguratieFout when a file does not load
     */
    public static Feitenmap laad(Path map, Convenanten convenanten, Omgeving omgeving, Bestandscontrole controle) {
        Map<String, Feiten> alle = new HashMap<>();
        for (Path bestand : bestanden(map)) {
            byte[] bytes = StrictYaml.bytes(bestand);
            Bestandscontrole.eis(controle, omgeving, bestand, bytes);
            StrictYaml.Gelezen<Bestand> gelezen = StrictYaml.lees(bestand.toString(), bytes, blok -> bestand(blok, convenanten));
            String bron = BRON + bestand.getFileName() + "#sha256:" + gelezen.sha256();
            List<Feit> feiten = gelezen.waarde().posten().stream().flatMap(p -> p.feiten(bron)).toList();
            alle.merge(gelezen.waarde().convenant(), new Feiten(feiten), (a, b) -> a.met(b.alle()));
        }
        return new Feitenmap(alle);
    }

    /** The loaded facts of a convenant; none when nothing was loaded. */
    public Feiten van(String convenant) {
        return perConvenant.getOrDefault(convenant, Feiten.geen());
    }

    private static List<Path> bestanden(Path map) {
        if (!Files.isDirectory(map)) {
            return List.of();
        }
        try (Stream<Path> inhoud = Files.list(map)) {
            return inhoud.filter(p -> p.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Bestand(String convenant, List<Post> posten) {}

    private static Bestand bestand(YamlBlok blok, Convenanten convenanten) {
        if (!blok.tekst("formaat").equals(FORMAAT)) {
            throw blok.plaats("formaat").fout("onbekend-formaat", "formaat is " + FORMAAT, "zet formaat op " + FORMAAT);
        }
        String id = blok.tekst("convenant");
        Convenant convenant = convenanten.convenant(id).orElseThrow(() -> blok.plaats("convenant").fout("onbekend-convenant",
                "dit convenant kent de gateway niet", "kies uit " + String.join(", ", convenanten.digests().keySet())));
        return new Bestand(id, blok.blokken("feiten", b -> post(b, convenant.feitsoorten())));
    }

    private static Post post(YamlBlok blok, Set<Feitsoort> bekend) {
        blok.tekst("stuk");
        Feitsoort soort = blok.als("soort", Feitsoort::new);
        if (!bekend.contains(soort)) {
            throw blok.plaats("soort").fout("onbekend-feit", "op een feit van deze soort rust niets in dit convenant",
                    "kies uit " + bekend.stream().map(Feitsoort::code).collect(Collectors.joining(", ")));
        }
        return new Post(
                soort,
                blok.optioneelAlle("lokets", LoketId::new),
                kring(blok, "documenttypen"), kring(blok, "naarRollen"), kring(blok, "categorieen"),
                blok.optioneleTekst("kenmerk").orElse(null), blok.optioneleTekst("zaak").orElse(null), blok.optioneleTekst("gemeente").orElse(null),
                kring(blok, "onderdelen"), blok.optioneleTekst("waarde").orElse(null), blok.optioneelAls("ingetrokken", Feitenmap::moment).orElse(null),
                new Geldigheid(blok.datum("van"), blok.optioneleDatum("totEnMet").orElse(null)));
    }

    private static Instant moment(String tekst) {
        try {
            return Instant.parse(tekst);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a moment is written like 2026-11-23T09:00:00Z", e);
        }
    }

    /** Left out means that the signed text sets no limit of this kind. */
    private static Set<String> kring(YamlBlok blok, String sleutel) {
        List<String> codes = blok.optioneleTeksten(sleutel);
        return codes.isEmpty() ? Set.of(Bereik.ALLES) : Set.copyOf(codes);
    }

    private record Post(
            Feitsoort soort, List<LoketId> lokets, Set<String> documenttypen, Set<String> naarRollen, Set<String> categorieen,
            @Nullable String kenmerk, @Nullable String zaak, @Nullable String gemeente, Set<String> onderdelen, @Nullable String waarde, @Nullable Instant ingetrokken,
            Geldigheid geldigheid) {
        Stream<Feit> feiten(String bron) {
            List<LoketId> over = new ArrayList<>(lokets);
            if (over.isEmpty()) {
                over.add(null);
            }
            return over.stream().map(loket -> new Feit.Afgeleid(soort,
                    new Bereik(documenttypen, naarRollen, categorieen, loket, kenmerk, zaak, gemeente, onderdelen, waarde), geldigheid, bron, ingetrokken));
        }
    }
}

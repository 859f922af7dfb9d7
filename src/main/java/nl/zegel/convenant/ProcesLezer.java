package nl.zegel.convenant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.zegel.convenant.Convenant.Documenttype;
import nl.zegel.convenant.Voorwaarde.Eis;
import nl.zegel.party.YamlBlok;
import nl.zegel.party.YamlWaarde;

/** Reads what guards the procedure: the conditions, the order of steps, and which accepted documents make which facts. */
final class ProcesLezer {
    private static final Pattern VOORWAARDE = Pattern.compile("C-[A-Z0-9-]{1,60}");
    private static final Pattern WAARDE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern TERM = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");

    private final Set<String> typen;
    private final Set<String> stappen;
    private final Set<String> betrokkenen;

    ProcesLezer(Map<String, Documenttype> typen, Set<String> betrokkenen) {
        this.typen = typen.keySet();
        this.stappen = typen.values().stream().flatMap(t -> t.stappen().stream()).collect(Collectors.toSet());
        this.betrokkenen = betrokkenen;
    }

    /** In the order of the file, which is their rank. */
    Map<String, Voorwaarde> voorwaarden(YamlBlok b) {
        Map<String, Voorwaarde> tabel = new LinkedHashMap<>();
        b.map("voorwaarden", (code, w) -> {
            if (!VOORWAARDE.matcher(code).matches()) {
                throw w.plaats().fout("geen-voorwaarde", "een voorwaarde heet C-, en dan hoofdletters, cijfers en streepjes", "verbeter de naam");
            }
            tabel.put(code, w.blok(v -> voorwaarde(code, tabel.size(), v)));
            return code;
        });
        return tabel;
    }

    private Voorwaarde voorwaarde(String code, int rang, YamlBlok v) {
        Toetssoort toets = v.optioneleKeuze("toets", Toetssoort.class).orElse(Toetssoort.FEIT);
        Optional<Feitsoort> feit = v.optioneelAls("feit", Feitsoort::new);
        boolean opFeit = toets == Toetssoort.FEIT || toets == Toetssoort.BASIS || toets == Toetssoort.BASIS_ONTVANGER;
        List<Eis> eisen = v.optioneleKeuzes("noemt", Eis.class);
        Optional<String> waarde = v.optioneelAls("waarde", t -> ConvenantLezer.volgens(WAARDE, t));
        if (feit.isPresent() != opFeit || (!opFeit && (!eisen.isEmpty() || waarde.isPresent()))) {
            throw v.plaats("feit").fout("feit-past-niet", code + ": een feit hoort bij toets FEIT, BASIS en BASIS_ONTVANGER en alleen daar, met wat het noemt",
                    "noem het feit, of haal feit, noemt en waarde weg");
        }
        Redencode ontbreekt = v.optioneleKeuze("ontbreekt", Redencode.class).or(() -> Optional.ofNullable(toets.ontbreekt()))
                .filter(r -> r != Redencode.TOEGESTAAN)
                .orElseThrow(() -> v.plaats("ontbreekt").fout("reden-ontbreekt", code + " zegt niet waarom er niets gaat als zij ontbreekt",
                        "noem een redencode"));
        List<String> over = ConvenantLezer.bekend(v, "alleenOver", v.optioneleTeksten("alleenOver"), betrokkenen);
        return new Voorwaarde(code, rang, toets, feit.orElse(null), ontbreekt, v.jaNee("wacht", false), Set.copyOf(eisen), waarde.orElse(null),
                Set.copyOf(over));
    }

    Map<String, Set<String>> stappen(YamlBlok b) {
        return b.optioneleMap("stappen", (stap, w) -> {
            ConvenantLezer.bekend(b, "stappen", List.of(stap), stappen);
            return Set.copyOf(ConvenantLezer.bekend(b, "stappen", w.lijst(YamlWaarde::tekst), stappen));
        });
    }

    List<Afleiding> afleidingen(YamlBlok b) {
        return b.optioneleBlokken("afleidingen", this::afleiding);
    }

    private Afleiding afleiding(YamlBlok a) {
        List<String> uit = ConvenantLezer.bekend(a, "uit", ConvenantLezer.gevuld(a, "uit", a.teksten("uit")), typen);
        return new Afleiding(a.als("feit", Feitsoort::new), Set.copyOf(uit), a.keuze("over", Afleiding.Over.class),
                a.optioneelAls("waarde", t -> ConvenantLezer.volgens(TERM, t)).orElse(null), a.jaNee("inZaak", false), a.jaNee("inGemeente", false));
    }
}

package nl.zegel.party;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A mapping being read. Asking for a key makes it known; {@code optionele...} may find it absent, the others may not. A
 * key that is there must have a value: empty is not the same as absent. Used by one thread, inside the function it was
 * given to.
 */
public final class YamlBlok {
    private final Plaats plaats;
    private final Map<String, YamlWaarde> sleutels;
    private final Set<String> gevraagd = new LinkedHashSet<>();

    YamlBlok(Plaats plaats, Map<String, YamlWaarde> sleutels) {
        this.plaats = plaats;
        this.sleutels = sleutels;
    }

    public Plaats plaats() {
        return plaats;
    }

    /** Place of a key, or of the block when the key is absent. */
    public Plaats plaats(String sleutel) {
        YamlWaarde waarde = sleutels.get(sleutel);
        return waarde == null ? plaats : waarde.plaats();
    }

    public YamlWaarde waarde(String sleutel) {
        return optioneleWaarde(sleutel).orElseThrow(() -> plaats.onder(sleutel, plaats.regel())
                .fout("sleutel-ontbreekt", "deze sleutel ontbreekt", "voeg " + sleutel + ": toe"));
    }

    public Optional<YamlWaarde> optioneleWaarde(String sleutel) {
        gevraagd.add(sleutel);
        return Optional.ofNullable(sleutels.get(sleutel));
    }

    public String tekst(String sleutel) {
        return waarde(sleutel).tekst();
    }

    public Optional<String> optioneleTekst(String sleutel) {
        return optioneleWaarde(sleutel).map(YamlWaarde::tekst);
    }

    public LocalDate datum(String sleutel) {
        return waarde(sleutel).datum();
    }

    public Optional<LocalDate> optioneleDatum(String sleutel) {
        return optioneleWaarde(sleutel).map(YamlWaarde::datum);
    }

    public long geheel(String sleutel, long laagste, long hoogste) {
        return waarde(sleutel).geheel(laagste, hoogste);
    }

    public Optional<Long> optioneelGeheel(String sleutel, long laagste, long hoogste) {
        return optioneleWaarde(sleutel).map(w -> w.geheel(laagste, hoogste));
    }

    public boolean jaNee(String sleutel) {
        return waarde(sleutel).jaNee();
    }

    public boolean jaNee(String sleutel, boolean alsAfwezig) {
        return optioneleWaarde(sleutel).map(YamlWaarde::jaNee).orElse(alsAfwezig);
    }

    public <E extends Enum<E>> E keuze(String sleutel, Class<E> soort) {
        return waarde(sleutel).keuze(soort);
    }

    public <E extends Enum<E>> Optional<E> optioneleKeuze(String sleutel, Class<E> soort) {
        return optioneleWaarde(sleutel).map(w -> w.keuze(soort));
    }

    /** A list of enum constants in file order; a doubled one is an error. */
    public <E extends Enum<E>> List<E> keuzes(String sleutel, Class<E> soort) {
        return List.copyOf(waarde(sleutel).verzameling(w -> w.keuze(soort)));
    }

    public <E extends Enum<E>> List<E> optioneleKeuzes(String sleutel, Class<E> soort) {
        return optioneleWaarde(sleutel).map(l -> List.copyOf(l.verzameling(w -> w.keuze(soort)))).orElse(List.of());
    }

    /** A list of texts in file order; a doubled one is an error. */
    public List<String> teksten(String sleutel) {
        return List.copyOf(waarde(sleutel).verzameling(YamlWaarde::tekst));
    }

    public List<String> optioneleTeksten(String sleutel) {
        return optioneleWaarde(sleutel).map(l -> List.copyOf(l.verzameling(YamlWaarde::tekst))).orElse(List.of());
    }

    /** Text made into a type of ours, such as {@code LoketId::new}. */
    public <T> T als(String sleutel, Function<String, T> maak) {
        return waarde(sleutel).als(maak);
    }

    public <T> Optional<T> optioneelAls(String sleutel, Function<String, T> maak) {
        return optioneleWaarde(sleutel).map(w -> w.als(maak));
    }

    /** A list of texts each made into a type of ours; a doubled one is an error. */
    public <T> List<T> alle(String sleutel, Function<String, T> maak) {
        return List.copyOf(waarde(sleutel).verzameling(w -> w.als(maak)));
    }

    public <T> List<T> optioneelAlle(String sleutel, Function<String, T> maak) {
        return optioneleWaarde(sleutel).map(l -> List.copyOf(l.verzameling(w -> w.als(maak)))).orElse(List.of());
    }

    public <T> List<T> lijst(String sleutel, Function<YamlWaarde, T> lezer) {
        return waarde(sleutel).lijst(lezer);
    }

    public <T> List<T> optioneleLijst(String sleutel, Function<YamlWaarde, T> lezer) {
        return optioneleWaarde(sleutel).map(w -> w.lijst(lezer)).orElse(List.of());
    }

    public <T> T blok(String sleutel, Function<YamlBlok, T> lezer) {
        return waarde(sleutel).blok(lezer);
    }

    public <T> Optional<T> optioneelBlok(String sleutel, Function<YamlBlok, T> lezer) {
        return optioneleWaarde(sleutel).map(w -> w.blok(lezer));
    }

    /** A list of blocks; the errors of all of them are collected. */
    public <T> List<T> blokken(String sleutel, Function<YamlBlok, T> lezer) {
        return lijst(sleutel, w -> w.blok(lezer));
    }

    public <T> List<T> optioneleBlokken(String sleutel, Function<YamlBlok, T> lezer) {
        return optioneleLijst(sleutel, w -> w.blok(lezer));
    }

    /** A block whose keys are data, in file order; the errors of all of them are collected. */
    public <T> Map<String, T> map(String sleutel, BiFunction<String, YamlWaarde, T> lezer) {
        return blok(sleutel, b -> b.alleSleutels(lezer));
    }

    public <T> Map<String, T> optioneleMap(String sleutel, BiFunction<String, YamlWaarde, T> lezer) {
        return optioneelBlok(sleutel, b -> b.alleSleutels(lezer)).orElse(Map.of());
    }

    /** Reads every key of this block as data. */
    public <T> Map<String, T> alleSleutels(BiFunction<String, YamlWaarde, T> lezer) {
        Map<String, T> gelezen = new LinkedHashMap<>();
        List<ConfiguratieFout.Melding> meldingen = new ArrayList<>();
        sleutels.forEach((sleutel, waarde) -> {
            gevraagd.add(sleutel);
            try {
                gelezen.put(sleutel, lezer.apply(sleutel, waarde));
            } catch (ConfiguratieFout e) {
                meldingen.addAll(e.meldingen());
            }
        });
        if (!meldingen.isEmpty()) {
            throw new ConfiguratieFout(meldingen);
        }
        return Collections.unmodifiableMap(gelezen);
    }

    /** INVARIANT (unsure means no): a key that nobody asked for is an error. Runs by itself when the block was read. */
    void geenAndere() {
        List<ConfiguratieFout.Melding> meldingen = new ArrayList<>();
        sleutels.forEach((sleutel, waarde) -> {
            if (!gevraagd.contains(sleutel)) {
                meldingen.addAll(waarde.plaats().fout("onbekende-sleutel", "deze sleutel kennen we hier niet",
                        "haal hem weg of kies uit " + String.join(", ", gevraagd)).meldingen());
            }
        });
        if (!meldingen.isEmpty()) {
            throw new ConfiguratieFout(meldingen);
        }
    }
}

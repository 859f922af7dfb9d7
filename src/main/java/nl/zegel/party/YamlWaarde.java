package nl.zegel.party;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One value in a file, with its place. Every accessor throws {@link ConfiguratieFout} when the value is of another kind.
 * Immutable.
 */
public final class YamlWaarde {
    private static final Pattern GEHEEL = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private final Plaats plaats;
    private final Inhoud inhoud;

    YamlWaarde(Plaats plaats, Inhoud inhoud) {
        this.plaats = plaats;
        this.inhoud = inhoud;
    }

    sealed interface Inhoud {}

    /** @param isTekst false when YAML 1.2 core reads it as null, bool or number; @param kaal written without quotes */
    record Scalar(String tekst, boolean isTekst, boolean kaal) implements Inhoud {}

    record Lijst(List<YamlWaarde> items) implements Inhoud {}

    record Blok(Map<String, YamlWaarde> sleutels) implements Inhoud {}

    public Plaats plaats() {
        return plaats;
    }

    public boolean isScalar() {
        return inhoud instanceof Scalar;
    }

    public boolean isLijst() {
        return inhoud instanceof Lijst;
    }

    public boolean isBlok() {
        return inhoud instanceof Blok;
    }

    /** Text that is not blank. A number or true/false needs quotes to be text, so that {@code 0344} keeps its zero. */
    public String tekst() {
        Scalar scalar = scalar("tekst");
        if (!scalar.isTekst()) {
            throw plaats.fout("geen-tekst", "hier hoort tekst, YAML leest dit als getal, ja/nee of leeg", "zet de waarde tussen aanhalingstekens");
        }
        if (scalar.tekst().isBlank()) {
            throw plaats.fout("leeg", "de waarde is leeg", "vul een waarde in of haal de sleutel weg");
        }
        return scalar.tekst();
    }

    /** A calendar date, {@code jjjj-mm-dd}. */
    public LocalDate datum() {
        try {
            return LocalDate.parse(scalar("een datum").tekst());
        } catch (DateTimeException e) {
            throw plaats.fout("geen-datum", "hier hoort een datum", "schrijf hem als jjjj-mm-dd, bijvoorbeeld 2024-01-31");
        }
    }

    /** A whole number between two bounds, both included; decimal digits without quotes. */
    public long geheel(long laagste, long hoogste) {
        Scalar scalar = scalar("een geheel getal");
        if (!scalar.kaal() || !GEHEEL.matcher(scalar.tekst()).matches()) {
            throw plaats.fout("geen-getal", "hier hoort een geheel getal", "schrijf alleen cijfers, zonder aanhalingstekens of punten");
        }
        long getal = Long.parseLong(scalar.tekst());
        if (getal < laagste || getal > hoogste) {
            throw plaats.fout("buiten-bereik", "het getal ligt niet tussen " + laagste + " en " + hoogste, "kies een getal daartussen");
        }
        return getal;
    }

    /** {@code true} or {@code ja}, {@code false} or {@code nee}; nothing else. */
    public boolean jaNee() {
        return switch (scalar("ja of nee").tekst()) {
            case "true", "ja" -> true;
            case "false", "nee" -> false;
            default -> throw plaats.fout("geen-ja-nee", "hier hoort ja of nee", "schrijf true of false");
        };
    }

    /** One of the constants of an enum, by exact name. */
    public <E extends Enum<E>> E keuze(Class<E> soort) {
        String tekst = scalar("een keuze").tekst();
        for (E e : soort.getEnumConstants()) {
            if (e.name().equals(tekst)) {
                return e;
            }
        }
        throw plaats.fout("onbekende-keuze", "'" + kort(tekst) + "' bestaat hier niet",
                "kies uit " + Arrays.stream(soort.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    /** Text turned into something else; what the function refuses by {@link IllegalArgumentException} is an error here. */
    public <T> T als(Function<String, T> maak) {
        String tekst = tekst();
        try {
            return maak.apply(tekst);
        } catch (IllegalArgumentException e) {
            throw plaats.fout("ongeldige-waarde", "'" + kort(tekst) + "' kan hier niet (" + e.getMessage() + ")", "verbeter de waarde");
        }
    }

    /** The items of a list; an empty list is allowed. */
    public List<YamlWaarde> lijst() {
        if (inhoud instanceof Lijst lijst) {
            return List.copyOf(lijst.items());
        }
        throw plaats.fout("geen-lijst", "hier hoort een lijst", "zet voor elke waarde een streepje, of schrijf [a, b]");
    }

    /** Every item read by the function; the errors of all items are collected. */
    public <T> List<T> lijst(Function<YamlWaarde, T> lezer) {
        List<T> gelezen = new ArrayList<>();
        List<ConfiguratieFout.Melding> meldingen = new ArrayList<>();
        for (YamlWaarde item : lijst()) {
            try {
                gelezen.add(lezer.apply(item));
            } catch (ConfiguratieFout e) {
                meldingen.addAll(e.meldingen());
            }
        }
        if (!meldingen.isEmpty()) {
            throw new ConfiguratieFout(meldingen);
        }
        return List.copyOf(gelezen);
    }

    /** As {@link #lijst(Function)}, and two equal items are an error. */
    public <T> Set<T> verzameling(Function<YamlWaarde, T> lezer) {
        Set<T> gezien = new LinkedHashSet<>();
        lijst(item -> {
            T waarde = lezer.apply(item);
            if (!gezien.add(waarde)) {
                throw item.plaats().fout("dubbele-waarde", "deze waarde staat al in de lijst", "haal er een weg");
            }
            return waarde;
        });
        return java.util.Collections.unmodifiableSet(gezien);
    }

    /** The block here, read by the function; afterwards a key that the function did not ask for is an error. */
    public <T> T blok(Function<YamlBlok, T> lezer) {
        if (!(inhoud instanceof Blok blok)) {
            throw plaats.fout("geen-blok", "hier horen sleutels met waarden", "schrijf regels van de vorm sleutel: waarde");
        }
        YamlBlok lezing = new YamlBlok(plaats, blok.sleutels());
        T gelezen = lezer.apply(lezing);
        lezing.geenAndere();
        return gelezen;
    }

    private Scalar scalar(String verwacht) {
        if (inhoud instanceof Scalar scalar) {
            return scalar;
        }
        throw plaats.fout("geen-waarde", "hier hoort " + verwacht + ", geen lijst of blok", "schrijf een enkele waarde achter de sleutel");
    }

    private static String kort(String tekst) {
        return tekst.length() <= 60 ? tekst : tekst.substring(0, 60) + "...";
    }
}

package nl.zegel.register;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A value by which a person's disclosures can be found, normalised so that spelling does not hide them. In memory
 * only: what is stored is its pseudonym, and its text is never shown.
 */
public final class Zoeksleutel {
    /** Which blind index it belongs to. */
    public enum Soort { BSN, NAAM_GEBOORTEDATUM, ADRES, KENTEKEN }

    private final Soort soort;
    private final String genormaliseerd;

    private Zoeksleutel(Soort soort, String genormaliseerd) {
        this.soort = soort;
        this.genormaliseerd = genormaliseerd;
    }

    /** @return empty when the text holds no nine digits (eight get their leading zero) */
    public static Optional<Zoeksleutel> bsn(String tekst) {
        String cijfers = tekst.replaceAll("\\D", "");
        if (cijfers.length() == 8) {
            cijfers = "0" + cijfers;
        }
        return cijfers.length() == 9 ? Optional.of(new Zoeksleutel(Soort.BSN, cijfers)) : Optional.empty();
    }

    /** Surname without prefix, accents, case and punctuation, with the birth date. */
    public static Optional<Zoeksleutel> naam(String achternaam, LocalDate geboren) {
        String letters = letters(achternaam);
        return letters.isEmpty() ? Optional.empty()
                : Optional.of(new Zoeksleutel(Soort.NAAM_GEBOORTEDATUM, letters + "|" + geboren));
    }

    /** Dutch address: postcode, house number and what follows it. */
    public static Optional<Zoeksleutel> adres(String postcode, String huisnummer, String toevoeging) {
        String pc = letters(postcode);
        String nummer = letters(huisnummer);
        return pc.matches("[1-9][0-9]{3}[a-z]{2}") && !nummer.isEmpty()
                ? Optional.of(new Zoeksleutel(Soort.ADRES, pc + "|" + nummer + "|" + letters(toevoeging))) : Optional.empty();
    }

    public static Optional<Zoeksleutel> kenteken(String tekst) {
        String letters = letters(tekst);
        return letters.isEmpty() ? Optional.empty() : Optional.of(new Zoeksleutel(Soort.KENTEKEN, letters));
    }

    public Soort soort() {
        return soort;
    }

    /** The normalised text, for the pseudonymiser alone. */
    public String genormaliseerd() {
        return genormaliseerd;
    }

    private static String letters(String tekst) {
        return Normalizer.normalize(tekst, Normalizer.Form.NFD).replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Zoeksleutel z && z.soort == soort && z.genormaliseerd.equals(genormaliseerd);
    }

    @Override
    public int hashCode() {
        return genormaliseerd.hashCode();
    }

    /** Names the index only. */
    @Override
    public String toString() {
        return "Zoeksleutel[" + soort + "]";
    }
}

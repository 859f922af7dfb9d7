package nl.zegel.convenant;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a convenant runs, in calendar days of Europe/Amsterdam.
 *
 * @param van         first day; null when only a loaded signature says so
 * @param totEnMet    last day; null unless {@link Vorm#EINDDATUM}
 * @param termijn     length of one term; null unless it renews
 * @param dagErna     the term starts on the day after the last signature
 * @param ondertekenaars whose signature it takes, each the outcome of a fact ONDERTEKENING; empty when {@code van} says when it began
 * @param opgezegdPer first day on which it no longer runs because notice was given, null when none was
 */
public record Looptijd(
        Vorm vorm, @Nullable LocalDate van, @Nullable LocalDate totEnMet, @Nullable Period termijn, boolean dagErna,
        @Nullable LocalDate opgezegdPer, Set<String> ondertekenaars, String opzegging, List<String> artikelen, List<String> lezingen) {
    public Looptijd {
        ondertekenaars = Set.copyOf(ondertekenaars);
        artikelen = List.copyOf(artikelen);
        lezingen = List.copyOf(lezingen);
    }

    /** How it ends or renews. */
    public enum Vorm { EINDDATUM, NA_EVALUATIE, STILZWIJGEND, ONBEPAALD }
}

package nl.zegel.convenant;

import java.time.LocalDate;
import java.util.Optional;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/** INVARIANT (unsure means no): a convenant is in force only if provably so on the day; judged at release (G-2). */
final class VanKracht {
    private VanKracht() {}

    /** @param afzender who sends the document: some statements count only from it; null when there is no document */
    static boolean op(Convenant convenant, @Nullable LoketId afzender, Feiten alle, LocalDate dag) {
        // INVARIANT (claims are not facts): a signature or renewal that the wrong loket states does not count
        Feiten feiten = new Feiten(alle.alle().stream().filter(f -> Voorwaardentoets.telt(convenant, f, afzender, dag)).toList());
        Looptijd looptijd = convenant.looptijd();
        LocalDate einde = looptijd.opgezegdPer();
        if (einde != null && !dag.isBefore(einde)) {
            return false;
        }
        Optional<LocalDate> start = start(looptijd, feiten, dag);
        if (start.isEmpty() || dag.isBefore(start.get())) {
            return false;
        }
        return switch (looptijd.vorm()) {
            case ONBEPAALD, STILZWIJGEND -> true;
            case EINDDATUM -> binnen(looptijd.totEnMet(), dag);
            case NA_EVALUATIE -> eersteTermijn(looptijd, start.get(), dag)
                    || feiten.op(Feitsoort.VERLENGING, dag).anyMatch(f -> f.bereik().omvatType(Bereik.ALLES));
        };
    }

    private static boolean binnen(@Nullable LocalDate totEnMet, LocalDate dag) {
        return totEnMet != null && !dag.isAfter(totEnMet);
    }

    private static boolean eersteTermijn(Looptijd looptijd, LocalDate start, LocalDate dag) {
        return looptijd.termijn() != null && dag.isBefore(start.plus(looptijd.termijn()));
    }

    /** The first day by the text, else by the last loaded signature. */
    private static Optional<LocalDate> start(Looptijd looptijd, Feiten feiten, LocalDate dag) {
        if (looptijd.van() != null) {
            return Optional.of(looptijd.van());
        }
        return feiten.op(Feitsoort.ONDERTEKENING, dag).map(Feit::geldigheid).map(Geldigheid::van)
                .max(LocalDate::compareTo).map(d -> looptijd.dagErna() ? d.plusDays(1) : d);
    }
}

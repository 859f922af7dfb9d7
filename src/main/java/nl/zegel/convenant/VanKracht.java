package nl.zegel.convenant;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/** INVARIANT (unsure means no): a convenant is in force only if provably so on the day; judged at release (G-2). */
final class VanKracht {
    private VanKracht() {}

    /** After its provable end only continuing duties may flow (G-3); one that never provably began has none. */
    enum Stand { NIET_BEGONNEN, LOOPT, GEEINDIGD }

    /** @param afzender who sends the document: some statements count only from it; null when there is no document */
    static Stand op(Convenant convenant, @Nullable LoketId afzender, Feiten alle, LocalDate dag) {
        // INVARIANT (claims are not facts): a signature or renewal that the wrong loket states does not count
        Feiten feiten = new Feiten(alle.alle().stream().filter(f -> Voorwaardentoets.telt(convenant, f, afzender, dag)).toList());
        Looptijd looptijd = convenant.looptijd();
        Optional<LocalDate> start = start(looptijd, feiten, dag);
        if (start.isEmpty() || dag.isBefore(start.get())) {
            return Stand.NIET_BEGONNEN;
        }
        LocalDate einde = looptijd.opgezegdPer();
        if (einde != null && !dag.isBefore(einde)) {
            return Stand.GEEINDIGD;
        }
        boolean loopt = switch (looptijd.vorm()) {
            case ONBEPAALD, STILZWIJGEND -> true;
            case EINDDATUM -> binnen(looptijd.totEnMet(), dag);
            case NA_EVALUATIE -> eersteTermijn(looptijd, start.get(), dag)
                    || feiten.op(Feitsoort.VERLENGING, dag).anyMatch(f -> f.bereik().omvatType(Bereik.ALLES));
        };
        return loopt ? Stand.LOOPT : Stand.GEEINDIGD;
    }

    private static boolean binnen(@Nullable LocalDate totEnMet, LocalDate dag) {
        return totEnMet != null && !dag.isAfter(totEnMet);
    }

    private static boolean eersteTermijn(Looptijd looptijd, LocalDate start, LocalDate dag) {
        return looptijd.termijn() != null && dag.isBefore(start.plus(looptijd.termijn()));
    }

    /** The first day by the text, else by the last of the signatures that it takes; empty while one of them is missing. */
    private static Optional<LocalDate> start(Looptijd looptijd, Feiten feiten, LocalDate dag) {
        if (looptijd.van() != null) {
            return Optional.of(looptijd.van());
        }
        boolean allen = looptijd.ondertekenaars().stream().allMatch(wie -> getekend(feiten, wie, dag).findAny().isPresent());
        return allen
                ? looptijd.ondertekenaars().stream().flatMap(wie -> getekend(feiten, wie, dag)).max(LocalDate::compareTo)
                        .map(d -> looptijd.dagErna() ? d.plusDays(1) : d)
                : Optional.empty();
    }

    private static Stream<LocalDate> getekend(Feiten feiten, String wie, LocalDate dag) {
        return feiten.op(Feitsoort.ONDERTEKENING, dag).filter(f -> wie.equals(f.bereik().waarde())).map(f -> f.geldigheid().van());
    }
}

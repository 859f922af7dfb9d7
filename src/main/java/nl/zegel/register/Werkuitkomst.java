package nl.zegel.register;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns what came of one attempt into the row's next state, its entries and what is planned, in one transaction. */
final class Werkuitkomst {
    private final Transactie tx;
    private final Werk.Rij rij;
    private final Inschrijvingen inschrijvingen;

    Werkuitkomst(Transactie tx, Werk.Rij rij, Inschrijvingen inschrijvingen) {
        this.tx = tx;
        this.rij = rij;
        this.inschrijvingen = inschrijvingen;
    }

    Werk.Afgelopen verwerk(Werk.Afloop afloop) {
        if (afloop instanceof Werk.Afloop.Aangeboden a) {
            return klaar(Werk.Staat.AANGEBODEN, a.waarneming());
        } else if (afloop instanceof Werk.Afloop.Overgedragen a) {
            return klaar(Werk.Staat.OVERGEDRAGEN, a.waarneming());
        } else if (afloop instanceof Werk.Afloop.NaarMail a) {
            return klaar(Werk.Staat.NAAR_MAIL, a.waarneming());
        } else if (afloop instanceof Werk.Afloop.Later a) {
            return opnieuw("LATER", a.code(), a.beleid(), false);
        } else if (afloop instanceof Werk.Afloop.Onbekend a) {
            return opnieuw("ONBEKEND", a.code(), a.beleid(), true);
        } else if (afloop instanceof Werk.Afloop.Mislukt a) {
            uitkomst("MISLUKT", null, a.code());
            return vastgelopen(a.code(), false);
        } else if (afloop instanceof Werk.Afloop.Afgebroken a) {
            uitkomst("ONBEKEND", null, a.code());
            return vastgelopen(a.code(), true);
        } else if (afloop instanceof Werk.Afloop.AnderKanaal a) {
            return anderKanaal(a);
        }
        return vastgehouden((Werk.Afloop.Vastgehouden) afloop);
    }

    private Werk.Afgelopen klaar(Werk.Staat staat, String waarneming) {
        zet(staat, null, null, false);
        return af(staat, uitkomst(staat.name(), waarneming, null), false, null, new Vervolg.Klaar());
    }

    private Werk.Afgelopen opnieuw(String uitkomst, String code, Herhaalbeleid beleid, boolean mogelijk) {
        Optional<Instant> volgende = beleid.volgende(rij.poging(), tx.nu(), rij.deadline());
        UUID inschrijving = uitkomst(uitkomst, null, code);
        if (volgende.isEmpty()) {
            return vastgelopen(code, mogelijk);
        }
        zet(Werk.Staat.OPEN, code, volgende.get(), mogelijk);
        return af(Werk.Staat.OPEN, inschrijving, mogelijk, code, new Vervolg.Opnieuw(volgende.get()));
    }

    private Werk.Afgelopen vastgelopen(String code, boolean mogelijk) {
        zet(Werk.Staat.VASTGELOPEN, code, null, mogelijk);
        UUID inschrijving = inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.VASTGELOPEN, rij.id(), "loket",
                rij.loket().waarde(), "kanaal", rij.kanaal().name(), "code", code, "poging", rij.poging()));
        inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.ALARM, rij.id(), "code", "VASTGELOPEN", "ernst", "HOOG"));
        return af(Werk.Staat.VASTGELOPEN, inschrijving, mogelijk, code, new Vervolg.Klaar());
    }

    /** Held until the cause ends, at most to the deadline. Looking again and finding the same writes no further entry. */
    private Werk.Afgelopen vastgehouden(Werk.Afloop.Vastgehouden a) {
        if (!tx.nu().isBefore(rij.deadline())) {
            return vastgelopen(a.code(), false);
        }
        Instant op = a.op().orElse(null);
        boolean nieuw = !a.code().equals(rij.code());
        zet(Werk.Staat.VASTGEHOUDEN, a.code(), op, false);
        Vervolg vervolg = op == null ? new Vervolg.Klaar() : new Vervolg.Opnieuw(op);
        if (!nieuw) {
            return new Werk.Afgelopen(Werk.Staat.VASTGEHOUDEN, rij.id(), false, rij.mogelijk(), a.code(), vervolg);
        }
        UUID inschrijving = inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.VASTGEHOUDEN, rij.id(), "loket",
                rij.loket().waarde(), "code", a.code(), "tot", op == null ? null : Tijd.tekst(op)));
        inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.ALARM, rij.id(), "code", "VASTGEHOUDEN", "ernst", "HOOG"));
        return af(Werk.Staat.VASTGEHOUDEN, inschrijving, false, a.code(), vervolg);
    }

    private Werk.Afgelopen anderKanaal(Werk.Afloop.AnderKanaal a) {
        UUID inschrijving = uitkomst("ANDER_KANAAL", null, a.code());
        zet(Werk.Staat.OPEN, a.code(), tx.nu(), false);
        tx.db().sql("update werk set kanaal = ? where id = ?").params(a.kanaal().name(), rij.id()).update();
        return af(Werk.Staat.OPEN, inschrijving, false, a.code(), new Vervolg.Opnieuw(tx.nu()));
    }

    private Werk.Afgelopen af(Werk.Staat staat, UUID inschrijving, boolean mogelijk, @Nullable String code, Vervolg vervolg) {
        return new Werk.Afgelopen(staat, inschrijving, true, rij.mogelijk() || mogelijk, code, vervolg);
    }

    private UUID uitkomst(String uitkomst, @Nullable String waarneming, @Nullable String code) {
        return inschrijvingen.schrijf(tx, Inschrijving.van(Inschrijving.Soort.UITKOMST, rij.id(), "loket", rij.loket().waarde(), "kanaal",
                rij.kanaal().name(), "poging", rij.poging(), "fence", rij.fence(), "uitkomst", uitkomst, "waarneming", waarneming,
                "code", code));
    }

    private void zet(Werk.Staat staat, @Nullable String code, @Nullable Instant volgende, boolean mogelijk) {
        tx.db().sql("""
                update werk set staat = ?, code = ?, volgende = ?::timestamptz, mogelijk = mogelijk or ?, aangeboden = aangeboden or ?,
                       voorgenomen = false, geclaimd_tot = null, gewijzigd = ? where id = ?""")
                .params(staat.name(), code, volgende == null ? null : volgende.toString(), mogelijk, staat == Werk.Staat.AANGEBODEN,
                        Transactie.sql(tx.nu()), rij.id())
                .update();
    }
}

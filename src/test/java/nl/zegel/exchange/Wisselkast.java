package nl.zegel.exchange;

import java.util.List;
import nl.zegel.crypto.Geheim;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;

/** The real store behind a door. */
final class Wisselkast implements Sleutelkast {
    private final Sleutelkast echt;
    boolean dicht;
    boolean kapot;

    Wisselkast(Sleutelkast echt) {
        this.echt = echt;
    }

    @Override
    public Antwoord<List<Sleutel>> sleutels(Gebruik gebruik) {
        if (kapot) {
            throw new IllegalStateException("a bug, made by a test, that would name Testman");
        }
        return dicht ? new Dicht<>(Oorzaak.VERZEGELD, gebruik.name()) : echt.sleutels(gebruik);
    }

    @Override
    public Antwoord<Geheim> geheim(String id) {
        return dicht ? new Dicht<>(Oorzaak.VERZEGELD, id) : echt.geheim(id);
    }
}

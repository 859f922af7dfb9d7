package nl.zegel.exchange;

/** Ends the steps of one intake with an outcome; the route hands it to {@link Uitkomsten}. Carries no values. */
public final class Afgebroken extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Uitslag uitslag;

    public Afgebroken(Uitslag uitslag) {
        super(uitslag.getClass().getSimpleName(), null, false, false);
        this.uitslag = uitslag;
    }

    public Uitslag uitslag() {
        return uitslag;
    }
}

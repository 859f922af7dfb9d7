package nl.zegel.crypto;

/**
 * The key store is closed now, met in the middle of streaming work. Checked, because it is not a refusal: the work waits
 * under at-rest encryption and is decided anew when the cause ends. Holds no key material and no text of the store.
 */
public final class KastDicht extends Exception {
    private static final long serialVersionUID = 1L;

    private final Sleutelkast.Oorzaak oorzaak;

    KastDicht(Sleutelkast.Oorzaak oorzaak, String wat) {
        super("sleutelkast: " + oorzaak + " (" + wat + ")");
        this.oorzaak = oorzaak;
    }

    /** The value of an open store. */
    static <T> T vereis(Sleutelkast.Antwoord<T> antwoord) throws KastDicht {
        if (antwoord instanceof Sleutelkast.Open<T> open) {
            return open.inhoud();
        }
        Sleutelkast.Dicht<T> dicht = (Sleutelkast.Dicht<T>) antwoord;
        throw new KastDicht(dicht.oorzaak(), dicht.wat());
    }

    public Sleutelkast.Oorzaak oorzaak() {
        return oorzaak;
    }
}

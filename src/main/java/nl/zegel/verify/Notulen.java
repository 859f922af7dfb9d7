package nl.zegel.verify;

import java.util.ArrayList;
import java.util.List;

/** Collects findings while one thing after another is checked. Used by one thread. */
final class Notulen {
    private final List<Bevinding> bevindingen;
    private final String bestand;

    Notulen() {
        this(new ArrayList<>(), "");
    }

    private Notulen(List<Bevinding> bevindingen, String bestand) {
        this.bevindingen = bevindingen;
        this.bestand = bestand;
    }

    /** The same minutes, about this file. */
    Notulen over(String naam) {
        return new Notulen(bevindingen, naam);
    }

    void bewezen(String code, String zin) {
        voegToe(Bevinding.Soort.BEWEZEN, code, zin);
    }

    void nietBewezen(String code, String zin) {
        voegToe(Bevinding.Soort.NIET_BEWEZEN, code, zin);
    }

    void fout(String code, String zin) {
        voegToe(Bevinding.Soort.FOUT, code, zin);
    }

    void fout(Afgewezen reden) {
        fout(reden.code(), reden.zin());
    }

    void toelichting(String code, String zin) {
        voegToe(Bevinding.Soort.TOELICHTING, code, zin);
    }

    Verslag verslag() {
        return Verslag.van(bevindingen);
    }

    private void voegToe(Bevinding.Soort soort, String code, String zin) {
        Bevinding b = new Bevinding(soort, code, bestand, zin);
        if (!bevindingen.contains(b)) {
            bevindingen.add(b);
        }
    }
}

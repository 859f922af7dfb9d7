package nl.zegel.convenant;

import java.util.List;
import nl.zegel.convenant.Convenant.NietVerstrekken;
import nl.zegel.convenant.Convenant.Verstrekking;
import org.jspecify.annotations.Nullable;

/** Makes the reasons; every outcome has one. */
final class Redenen {
    private static final String TEKENBEWIJS = "G-2";

    private Redenen() {}

    static Reden volgens(Verstrekking regel, Redencode code) {
        return new Reden(code, regel.id(), regel.artikelen(), regel.grondslagen(), regel.lezingen(), null, null);
    }

    static Reden gemis(Verstrekking regel, Voorwaarde v) {
        return new Reden(v.ontbreekt(), regel.id(), List.of(java.util.Objects.requireNonNull(regel.voorwaarden().get(v))), regel.grondslagen(), regel.lezingen(),
                v.code(), regel.id());
    }

    static Reden verbod(NietVerstrekken verbod, @Nullable Verstrekking nabij) {
        return new Reden(verbod.code(), verbod.id(), verbod.artikelen(), List.of(), verbod.lezingen(), null, id(nabij));
    }

    static Reden zonderRegel(Redencode code, @Nullable Verstrekking nabij) {
        return new Reden(code, null, List.of(), List.of(), List.of(), null, id(nabij));
    }

    /** Reading G-2, common to all convenanten: who did not provably sign takes no part. */
    static Reden geenDeelnemer(Convenant convenant) {
        List<String> lezing = convenant.lezingen().containsKey(TEKENBEWIJS) ? List.of(TEKENBEWIJS) : List.of();
        return new Reden(Redencode.PARTIJ_GEEN_DEELNEMER, null, convenant.looptijd().artikelen(), List.of(), lezing, "C-DEELNAME", null);
    }

    static Reden looptijd(Looptijd looptijd) {
        return new Reden(Redencode.CONVENANT_NIET_VAN_KRACHT, null, looptijd.artikelen(), List.of(), looptijd.lezingen(), null, null);
    }

    private static @Nullable String id(@Nullable Verstrekking regel) {
        return regel == null ? null : regel.id();
    }
}

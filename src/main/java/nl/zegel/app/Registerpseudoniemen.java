package nl.zegel.app;

import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import nl.zegel.crypto.KastDicht;
import nl.zegel.crypto.Pseudonimiseerder;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Zoeksleutel;

/** The register's port for pseudonyms on the keys of crypto. While the key store is closed nothing is disclosed. */
final class Registerpseudoniemen implements nl.zegel.register.Pseudonimiseerder {
    private final Pseudonimiseerder pseudoniemen;
    private final Clock klok;

    Registerpseudoniemen(Pseudonimiseerder pseudoniemen, Clock klok) {
        this.pseudoniemen = pseudoniemen;
        this.klok = klok;
    }

    @Override
    public Pseudoniem maak(Zoeksleutel sleutel) {
        try {
            return omgezet(pseudoniemen.maak(soort(sleutel), sleutel.genormaliseerd(), klok.instant()));
        } catch (KastDicht dicht) {
            throw new RegisterFout("the key store is closed, so no disclosure can be registered; it is tried again");
        }
    }

    @Override
    public List<Pseudoniem> onderElkeSleutel(Zoeksleutel sleutel) {
        try {
            return pseudoniemen.alle(soort(sleutel), sleutel.genormaliseerd()).stream().map(Registerpseudoniemen::omgezet).toList();
        } catch (KastDicht dicht) {
            throw new RegisterFout("the key store is closed; search again when it is open");
        }
    }

    private static String soort(Zoeksleutel sleutel) {
        return sleutel.soort().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static Pseudoniem omgezet(Pseudonimiseerder.Pseudoniem p) {
        return new Pseudoniem(p.sleutel(), HexFormat.of().parseHex(p.hex()));
    }
}

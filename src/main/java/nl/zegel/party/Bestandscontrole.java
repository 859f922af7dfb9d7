package nl.zegel.party;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Port: does a party or convenant file count? Outside the demo it counts only when signed by the configured number of
 * different managers' keys. The signatures are detached and lie beside the file.
 */
@FunctionalInterface
public interface Bestandscontrole {
    /** Accepts every file; {@link Partijen#laad} and its likes refuse it outside the demo. */
    Bestandscontrole DEMO = (pad, bytes) -> Optional.empty();

    /**
     * Checks exactly these bytes; the file is not read again.
     *
     * @return empty when the file counts, else why not, in plain Dutch
     */
    Optional<String> bezwaar(Path pad, byte[] bytes);

    /**
     * The one way loaders ask.
     *
     * @throws ConfiguratieFout when the file does not count
     * @throws GatewayBug when the demo's check is used outside the demo
     */
    static void eis(Bestandscontrole controle, Omgeving omgeving, Path pad, byte[] bytes) {
        if (controle == DEMO && !omgeving.isDemo()) {
            throw new GatewayBug("the demo's file check is wired outside the demo");
        }
        controle.bezwaar(pad, bytes).ifPresent(reden -> {
            throw new Plaats(pad.toString(), 1, "").fout("niet-ondertekend", "dit bestand telt niet mee: " + reden,
                    "laat genoeg convenantbeheerders dit bestand ondertekenen en leg de handtekeningen ernaast");
        });
    }
}

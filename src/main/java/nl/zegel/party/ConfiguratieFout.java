package nl.zegel.party;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Configuration that does not load: invariant <i>unsure means no</i>. Holds every complaint that was found; at least
 * one. The text shows file, line, key path, rule and remedy, and never a secret: configuration holds none.
 */
public final class ConfiguratieFout extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised; a RuntimeException cannot say so in its type
    private final List<Melding> meldingen;

    public ConfiguratieFout(Melding melding) {
        this(List.of(melding));
    }

    /** @throws IllegalArgumentException when there is no complaint */
    public ConfiguratieFout(List<Melding> meldingen) {
        super(meldingen.stream().map(Melding::toString).collect(Collectors.joining(System.lineSeparator())));
        if (meldingen.isEmpty()) {
            throw new IllegalArgumentException("no complaint, no error");
        }
        this.meldingen = List.copyOf(meldingen);
    }

    public List<Melding> meldingen() {
        return meldingen;
    }

    /** One complaint; {@link Plaats#fout} makes it. */
    public record Melding(Plaats plaats, String code, String wat, String doe) {
        /** {@code bestand:regel: pad: wat [code]. Doe: ...}, the way editors recognise a place. */
        @Override
        public String toString() {
            String pad = plaats.pad().isEmpty() ? "" : plaats.pad() + ": ";
            return plaats.bestand() + ":" + plaats.regel() + ": " + pad + wat + " [" + code + "]. Doe: " + doe + ".";
        }
    }
}

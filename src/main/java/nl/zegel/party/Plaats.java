package nl.zegel.party;

/**
 * Where something stands in a configuration file.
 *
 * @param bestand file as the caller named it
 * @param regel   line, from 1
 * @param pad     key path such as {@code lokets[2].certificaten[0].doel}; empty for the file itself
 */
public record Plaats(String bestand, int regel, String pad) {
    /**
     * A complaint about this place, to be thrown.
     *
     * @param code stable name of the rule that was broken, such as {@code onbekende-sleutel}
     * @param wat  what is wrong, in plain Dutch, one sentence without full stop
     * @param doe  what to do next, in plain Dutch, one sentence without full stop
     */
    public ConfiguratieFout fout(String code, String wat, String doe) {
        return new ConfiguratieFout(new ConfiguratieFout.Melding(this, code, wat, doe));
    }

    Plaats onder(String sleutel, int bijRegel) {
        return new Plaats(bestand, bijRegel, pad.isEmpty() ? sleutel : pad + "." + sleutel);
    }

    Plaats nummer(int index, int bijRegel) {
        return new Plaats(bestand, bijRegel, pad + "[" + index + "]");
    }
}

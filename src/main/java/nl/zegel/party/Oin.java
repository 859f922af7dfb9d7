package nl.zegel.party;

import java.util.regex.Pattern;

/** Organisatie-identificatienummer (OIN-Stelsel 2.2.2): 20 positions, prefix of eight digits. */
public record Oin(String waarde) {
    private static final Pattern VORM = Pattern.compile("[0-9]{8}[0-9A-Z]{12}");
    private static final String TEST = "00000099";
    private static final String VERBODEN = "00000005";

    /** @throws IllegalArgumentException when the text is not an OIN or carries the forbidden prefix 00000005 */
    public Oin {
        if (!VORM.matcher(waarde).matches() || waarde.startsWith(VERBODEN)) {
            throw new IllegalArgumentException("not an OIN");
        }
    }

    /** True for the test range, which is refused outside the demo. */
    public boolean isTest() {
        return waarde.startsWith(TEST);
    }
}

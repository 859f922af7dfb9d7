package nl.zegel.document;

import java.util.Set;
import nl.zegel.party.GatewayBug;

/** Finds personal identifiers in free text. A hit is a reason to stop and look, not proof. */
public final class Detectoren {
    public enum Soort { BSN, KENTEKEN, TELEFOON, EMAIL, GEBOORTEDATUM }

    private Detectoren() {}

    /** Which kinds occur in the text, however they are separated. */
    public static Set<Soort> treffers(String tekst) {
        throw new GatewayBug("lands within the hour");
    }
}

package nl.zegel.register;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import nl.zegel.party.GatewayBug;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log before it is written: what happened, in codes, ids, references and commitments. Each kind has a
 * closed list of fields, so that no document value finds a place.
 *
 * @param onderwerp the intake, delivery or piece of evidence it is about
 */
public record Inschrijving(Soort soort, @Nullable UUID onderwerp, Map<String, Object> velden) {
    public static final int VERSIE = 1;

    /** The closed list of kinds and what each may say. */
    public enum Soort {
        /** Authenticated bytes of a known loket; intakes that fail that are counted in batches instead. */
        ONTVANGEN("kanaal", "loket", "certificaat", "lengte", "ontvangen"),
        NIET_AUTHENTIEK("kanaal", "code", "uur", "aantal"),
        GEWEIGERD("loket", "referentie", "code", "regel", "plaats", "vastlegging"),
        /** The same document again: names the earlier intake. */
        DUBBEL("loket", "referentie", "eerder", "kanaal"),
        WACHT("loket", "referentie", "code", "tot"),
        /** What was decided of one intake: commitments of Vorm, facts and decision ({@link Documenten}). */
        BESLOTEN("besluit", "convenant", "vormVastlegging", "feitenVastlegging", "besluitVastlegging"),
        AANGENOMEN("loket", "soort", "referentie", "vastlegging", "herkomstwortel", "herkomst", "convenant",
                "convenantVersie", "convenantDigest", "vormVastlegging", "besluitVastlegging"),
        VERSTREKKING("levering", "handeling", "verstrekker", "ontvanger", "doel", "grondslagen", "convenant", "convenantVersie",
                "convenantDigest", "regels", "categorieen", "herkomsten", "betrokkene", "pseudoniemen"),
        /** What was sealed for one loket. */
        VERZEGELD("loket", "manifestVastlegging", "convenant", "convenantDigest", "certificaat", "profiel", "vormVastlegging",
                "besluitVastlegging"),
        VOORNEMEN("loket", "kanaal", "poging", "fence", "handeling"),
        UITKOMST("loket", "kanaal", "poging", "fence", "uitkomst", "waarneming", "code"),
        BEWIJS("gebeurtenis", "voor", "digest"),
        VASTGEHOUDEN("loket", "code", "tot"),
        VASTGELOPEN("loket", "kanaal", "code", "poging"),
        INGETROKKEN("loket", "code"),
        /** The place is that of ids and part names. */
        QUARANTAINE("code", "plaats"),
        ALARM("code", "ernst"),
        INZAGE("actor", "rol", "reden", "soort", "treffers"),
        VERNIETIGD("convenant", "termijnklasse", "maand", "inschrijvingen", "reden"),
        KLOK("actor", "verschilMs");

        private final Set<String> velden;

        Soort(String... velden) {
            this.velden = Set.of(velden);
        }
    }

    public Inschrijving {
        velden = java.util.Collections.unmodifiableMap(new TreeMap<>(velden));
        for (String veld : velden.keySet()) {
            if (!soort.velden.contains(veld)) {
                throw new GatewayBug("entry " + soort + " has no field " + veld);
            }
        }
    }

    /** Fields as pairs of name and value; a null value leaves its field out. */
    public static Inschrijving van(Soort soort, @Nullable UUID onderwerp, @Nullable Object... paren) {
        TreeMap<String, Object> velden = new TreeMap<>();
        for (int i = 0; i < paren.length; i += 2) {
            Object waarde = paren[i + 1];
            if (waarde != null) {
                velden.put((String) java.util.Objects.requireNonNull(paren[i]), waarde);
            }
        }
        return new Inschrijving(soort, onderwerp, velden);
    }
}

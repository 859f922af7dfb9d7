package nl.zegel.exchange;

import java.util.List;
import nl.zegel.document.Afkeuring;
import nl.zegel.register.Werk;

/**
 * How the handling of one intake can end before it is accepted: a closed set, by what the next person does. A bug is
 * none of these: it is a {@link nl.zegel.party.GatewayBug}.
 */
public sealed interface Uitslag {
    /** Nobody is told more than one uniform answer; the reason stays in the register. */
    record NietAuthentiek(String code) implements Uitslag {}

    /** The authenticated sender gets a signed rejection with code, rule, path and remedy. */
    record Geweigerd(List<Afkeuring> redenen) implements Uitslag {
        public Geweigerd {
            redenen = List.copyOf(redenen);
        }
    }

    /** The same document was accepted before: the same evidence again, and no second delivery. */
    record Herhaling(OntvangstId eerder, String referentie) implements Uitslag {}

    /** No document but a signed receipt, and it holds: hand-over of this delivery of ours. */
    record Overgedragen(Werk.Rij levering) implements Uitslag {}

    /** An operator must look; the bytes are kept and an alarm is raised. @param plaats element ids and parts, never a value */
    record Quarantaine(String code, String plaats) implements Uitslag {}

    /** Something of ours is away (database, key store, CRL): nobody is told anything yet, the schedule tries again. */
    record Later(String code) implements Uitslag {}
}

package nl.zegel.convenant;

import java.util.regex.Pattern;
import nl.zegel.party.LoketId;

/**
 * The gateway's own messages: the closed list of what may be sealed without a projection. None has free text or a field
 * for a person's data; a procedure that must carry a person's data is a document type that the convenant decides.
 */
public sealed interface EigenBericht {
    /** The loket it is for. */
    LoketId voor();

    /** Names of parts it may consist of, matched whole. */
    Pattern namen();

    /** Signed evidence: the JSON, its detached signature and a fixed text. */
    record Bewijs(LoketId voor, String bewijsId) implements EigenBericht {
        private static final Pattern NAMEN = Pattern.compile("[a-z0-9-]{1,100}\\.(json|json\\.p7s|txt)");

        public Bewijs {
            Kenmerk.eis(bewijsId);
        }

        @Override
        public Pattern namen() {
            return NAMEN;
        }
    }

    /** Rejection of something the loket sent, with a code of docs/weigeringen.md and, where that code says so, an empty form. */
    record Afwijzing(LoketId voor, String ontvangst, String code) implements EigenBericht {
        private static final Pattern NAMEN = Pattern.compile("[a-z0-9-]{1,100}\\.(json|json\\.p7s|txt)|formulier-[a-z_]{1,60}\\.pdf");

        public Afwijzing {
            Kenmerk.eis(ontvangst);
            Kenmerk.eisCode(code);
        }

        @Override
        public Pattern namen() {
            return NAMEN;
        }
    }

    /** A question of the closed list to a loket, e.g. whether it got a delivery. */
    record Vraag(LoketId voor, String levering, String code) implements EigenBericht {
        private static final Pattern NAMEN = Pattern.compile("[a-z0-9-]{1,100}\\.(json|txt)");

        public Vraag {
            Kenmerk.eis(levering);
            Kenmerk.eisCode(code);
        }

        @Override
        public Pattern namen() {
            return NAMEN;
        }
    }

    /** A notice of the closed list, e.g. that a delivery waits. */
    record Kennisgeving(LoketId voor, String onderwerp, String code) implements EigenBericht {
        private static final Pattern NAMEN = Pattern.compile("[a-z0-9-]{1,100}\\.(json|txt)");

        public Kennisgeving {
            Kenmerk.eis(onderwerp);
            Kenmerk.eisCode(code);
        }

        @Override
        public Pattern namen() {
            return NAMEN;
        }
    }

    /** The lexical forms that keep text out. */
    final class Kenmerk {
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{4,80}");
        private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,63}");

        private Kenmerk() {}

        private static void eis(String id) {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("an own message names things by id only");
            }
        }

        private static void eisCode(String code) {
            if (!CODE.matcher(code).matches()) {
                throw new IllegalArgumentException("an own message names reasons by code only");
            }
        }
    }
}

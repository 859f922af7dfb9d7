package nl.zegel.channel.mail;

import java.time.Duration;
import nl.zegel.party.CmsProfiel;

/**
 * One mailbox that is emptied.
 *
 * @param map        IMAP folder, normally {@code INBOX}
 * @param buitenom   what a sealed mail must be on its outside in this mailbox
 * @param grens      bytes of one mail's CMS at most
 * @param perRonde   mails taken in one round at most, so that one round ends
 * @param interval   rest between rounds
 */
public record Postvak(Verbinding verbinding, String map, Buitenkant buitenom, long grens, int perRonde, Duration interval) {
    /** Profile 3.2 is signed on the outside and has its own mailbox; profile 4.0 never is. */
    public enum Buitenkant {
        VERSLEUTELD, ONDERTEKEND;

        public static Buitenkant van(CmsProfiel profiel) {
            return profiel == CmsProfiel.V4_0 ? VERSLEUTELD : ONDERTEKEND;
        }
    }

    /** Names the mailbox the same on every gateway that polls it. */
    String bron() {
        return "imap:" + verbinding.gebruiker() + "@" + verbinding.host() + ":" + verbinding.poort() + "/" + map;
    }

    public Postvak {
        if (grens < 1 || perRonde < 1 || interval.isNegative()) {
            throw new IllegalArgumentException("bounds of a mailbox are at least 1");
        }
    }
}

package nl.zegel.exchange;

import java.util.Optional;

/**
 * Port of the pollers: of several gateways on one database only one at a time empties a mailbox or a party's server.
 * Thread-safe.
 */
public interface Beurten {
    /**
     * Asks for the turn.
     *
     * @param bron what is polled, named the same on every gateway
     * @return empty while another gateway has it, or nobody can say: leave it alone this round
     */
    Optional<Beurt> neem(String bron);
}

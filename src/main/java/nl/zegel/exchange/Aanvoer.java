package nl.zegel.exchange;

import java.util.List;
import java.util.Optional;
import nl.zegel.party.Kanaal;
import nl.zegel.party.LoketId;

/**
 * What a channel saw of where bytes came from: evidence, not yet identity. Inbound headers are dropped at the border;
 * nothing else of the transport travels on.
 */
public sealed interface Aanvoer {
    Kanaal kanaal();

    /** @param login loket of the account that logged in by key; @param naam file name as data, already checked by the channel */
    record Sftp(LoketId login, String naam) implements Aanvoer {
        @Override
        public Kanaal kanaal() {
            return Kanaal.SFTP;
        }
    }

    /**
     * Only a list of exactly one {@code van} and at most one {@code afzenders}, each equal to a registered address, is an
     * identity claim at all. A field that is not plain (group, comment, route, quoted local part, encoded word or other
     * address in the display name, control character) stands in the list as written, so it equals no address.
     *
     * @param van       every addr-spec of every From header, ASCII lower case, in order, doubles included
     * @param afzenders the same of every Sender header
     * @param berichtId Message-ID as data
     * @param antwoordbaar false for out-of-office, DSN, list and Auto-Submitted mail: these never get an answer
     */
    record Mail(List<String> van, List<String> afzenders, String berichtId, boolean antwoordbaar) implements Aanvoer {
        public Mail {
            van = List.copyOf(van);
            afzenders = List.copyOf(afzenders);
        }

        @Override
        public Kanaal kanaal() {
            return Kanaal.MAIL;
        }
    }

    /**
     * @param ondertekenaar SHA-256 (hex) of the certificate that signed the SOAP message
     * @param tls           SHA-256 (hex) of the client certificate of the TLS session
     * @param berichtId     wsa:MessageID as data
     */
    record Soap(String ondertekenaar, Optional<String> tls, String berichtId) implements Aanvoer {
        @Override
        public Kanaal kanaal() {
            return Kanaal.SOAP;
        }
    }
}

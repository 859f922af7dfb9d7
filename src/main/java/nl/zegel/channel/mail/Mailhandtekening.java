package nl.zegel.channel.mail;

import java.io.IOException;

/** Port to the gateway's signing key: clear-signs the text part of an evidence mail. */
@FunctionalInterface
public interface Mailhandtekening {
    /**
     * A detached CMS signature (DER, one signer, SHA-256, certificates included) over exactly these bytes.
     *
     * @throws IOException when the key store is closed now
     */
    byte[] onderteken(byte[] entiteit) throws IOException;
}

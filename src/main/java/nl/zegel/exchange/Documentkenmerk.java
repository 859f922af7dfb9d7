package nl.zegel.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import nl.zegel.crypto.KastDicht;
import nl.zegel.crypto.Pseudonimiseerder;
import nl.zegel.document.Bijlage;
import nl.zegel.document.Document;
import nl.zegel.document.DocumentWriter;
import nl.zegel.party.GatewayBug;
import nl.zegel.register.RegisterFout;

/**
 * What makes two submissions the same document: the canonical XML and the digests of the ordered attachments, under the
 * oldest pseudonym key, since a plain digest would let somebody guess a birth date. When that key ends, an old document
 * that comes again counts as other content and is refused: never delivered twice. Thread-safe.
 */
public final class Documentkenmerk {
    private final DocumentWriter writer;
    private final Pseudonimiseerder pseudoniemen;

    public Documentkenmerk(DocumentWriter writer, Pseudonimiseerder pseudoniemen) {
        this.writer = writer;
        this.pseudoniemen = pseudoniemen;
    }

    /**
     * A mark of a number that a sender chose, such as a case, which may say something of a person: equal for equal numbers.
     *
     * @throws RegisterFout when the key store is closed now
     */
    String nummer(String nummer) {
        try {
            return oudste("nummer", nummer);
        } catch (KastDicht dicht) {
            throw new RegisterFout("the key store is closed, so no number can be compared; it is tried again");
        }
    }

    private String oudste(String soort, String tekst) throws KastDicht {
        return pseudoniemen.alle(soort, tekst).stream().min(Comparator.comparing(Pseudonimiseerder.Pseudoniem::sleutel))
                .map(Pseudonimiseerder.Pseudoniem::hex).orElseThrow(() -> new GatewayBug("no pseudonym key"));
    }

    /** 32 bytes. @throws Afgebroken when the key store is closed now */
    byte[] van(Document document) throws Afgebroken {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(writer.schrijf(document));
            for (Bijlage bijlage : document.bijlagen()) {
                digest.update(bijlage.sha256().getBytes(StandardCharsets.US_ASCII));
            }
            String hex = HexFormat.of().formatHex(digest.digest());
            return HexFormat.of().parseHex(oudste("document", hex));
        } catch (KastDicht e) {
            throw new Afgebroken(new Uitslag.Later("SLEUTELKAST_DICHT"));
        } catch (NoSuchAlgorithmException e) {
            throw new GatewayBug("every JDK has SHA-256", e);
        }
    }
}

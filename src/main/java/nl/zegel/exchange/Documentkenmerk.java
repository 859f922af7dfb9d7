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

    /** 32 bytes. @throws Afgebroken when the key store is closed now */
    byte[] van(Document document) throws Afgebroken {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(writer.schrijf(document));
            for (Bijlage bijlage : document.bijlagen()) {
                digest.update(bijlage.sha256().getBytes(StandardCharsets.US_ASCII));
            }
            String hex = HexFormat.of().formatHex(digest.digest());
            return pseudoniemen.alle("document", hex).stream().min(Comparator.comparing(Pseudonimiseerder.Pseudoniem::sleutel))
                    .map(p -> HexFormat.of().parseHex(p.hex()))
                    .orElseThrow(() -> new Afgebroken(new Uitslag.Later("SLEUTELKAST_DICHT")));
        } catch (KastDicht e) {
            throw new Afgebroken(new Uitslag.Later("SLEUTELKAST_DICHT"));
        } catch (NoSuchAlgorithmException e) {
            throw new GatewayBug("every JDK has SHA-256", e);
        }
    }
}

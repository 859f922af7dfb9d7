package nl.zegel.register;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.party.LoketId;

/**
 * What one piece of evidence says, before it is placed in the log and signed. Only what the one it is for may know:
 * INVARIANT (no hint): never another party's commitment or name than sender and the one recipient that it is about.
 *
 * @param voor         whom it is for
 * @param gebeurd      when it was observed
 * @param waarnemer    who observed it: "gateway", or the relay
 * @param waarneming   what was observed, a plain Dutch sentence without data of persons
 * @param ingediend    when the bytes were durable
 * @param ontvanger    the recipient that it is about; empty for evidence about a submission
 * @param referentie   the sender's reference; empty when it was not readable
 * @param levering     delivery id
 * @param convenant    the convenant that decided
 */
public record Bewijsfeiten(
        Gebeurtenis gebeurtenis, LoketId voor, Instant gebeurd, String waarnemer, String waarneming, Optional<Instant> ingediend,
        LoketId afzender, Optional<LoketId> ontvanger, UUID ontvangst, Optional<String> soort, Optional<String> referentie,
        Optional<UUID> levering, List<Vastlegging> vastleggingen, Optional<Convenantverwijzing> convenant, List<Reden> redenen) {

    public Bewijsfeiten {
        vastleggingen = List.copyOf(vastleggingen);
        redenen = List.copyOf(redenen);
        if (!voor.equals(afzender) && !ontvanger.map(voor::equals).orElse(false)) {
            throw new nl.zegel.party.GatewayBug("evidence for a loket that is neither sender nor recipient");
        }
    }

    /**
     * A commitment with what opens it, for the one who may have the bytes.
     *
     * @param over       INGEDIEND (the signed MIME entity inside the sender's CMS), BERICHT (that CMS as received), DOCUMENT, MANIFEST, LEVERING
     * @param waarde     lower-case hex of {@link nl.zegel.crypto.Vastlegging}, its kind being {@code over} in lower case, over
     *                   the 32 bytes SHA-256(bytes)
     * @param nonce      lower-case hex, 32 bytes
     * @param mediatype  of the bytes
     */
    public record Vastlegging(String over, String mediatype, String waarde, String nonce) {}

    public record Convenantverwijzing(String id, String versie, String sha256) {}

    /** Why not: stable code, rule, place in the document as a path without values, and what to do. */
    public record Reden(String code, Optional<String> regel, Optional<String> plaats, String watTeDoen) {}
}

package nl.zegel.document;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import nl.zegel.party.GatewayBug;

/** Provenance: a Merkle root over salted leaves of a document (docs/formats/document-1.md). */
public final class Herkomst {
    private Herkomst() {}

    /** The sender's side: the same document with salts, seed and root filled; salts already there are replaced. */
    public static Document maak(Document document, Woordenboek woordenboek, RandomGenerator toeval) {
        throw new GatewayBug("lands within the hour");
    }

    /** The bytes that the sender signs (detached CMS) so that recipients can check the root: sender, reference, root. */
    public static byte[] verklaring(Document document) {
        throw new GatewayBug("lands within the hour");
    }

    /**
     * Inclusion paths for everything that a copy holds, computed from the whole document that the sender sent.
     * Empty when the sender made no root.
     */
    public static List<HerkomstBewijs> bewijzen(Document geheel, Document kopie) {
        throw new GatewayBug("lands within the hour");
    }

    /** The ids of elements and attachments of this copy that the proofs do not tie to the copy's root; empty is good. */
    public static Set<ElementId> nietGedekt(Document kopie, List<HerkomstBewijs> bewijzen) {
        throw new GatewayBug("lands within the hour");
    }
}

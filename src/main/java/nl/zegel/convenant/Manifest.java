package nl.zegel.convenant;

import java.util.List;

/**
 * Everything that one sealed message will hold: XML, body text, rendering, every attachment, with every name.
 * It stays inside; what leaves are salted commitments.
 */
public record Manifest(List<Regel> regels) {
    public Manifest {
        regels = List.copyOf(regels);
    }

    /** @param sha256 lower-case hex digest of the part's bytes */
    public record Regel(String naam, String mediatype, long lengte, String sha256) {}
}

package nl.zegel.document;

import java.util.List;

/**
 * An attachment as declared: it goes only where every coordinate it holds is released ungeneralised.
 *
 * @param naam      file name as data; never a path
 * @param mediatype application/pdf, image/png, image/jpeg or text/csv
 * @param sha256    digest of the content, lower-case hex
 * @param lengte    bytes
 * @param inhoud    coordinates of everything the content may hold; empty means undeclared, which withholds
 */
public record Bijlage(ElementId id, String naam, String mediatype, String sha256, long lengte, List<Coordinaten> inhoud) {
    public Bijlage {
        inhoud = List.copyOf(inhoud);
    }

    @Override
    public String toString() {
        return "Bijlage[" + id + "]";
    }
}

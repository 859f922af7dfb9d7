package nl.zegel.document;

/**
 * Bounds of what a reader takes in; beyond them the document is refused, never cut.
 *
 * @param xmlBytes    bytes of the XML part
 * @param diepte      nesting of XML elements
 * @param attributen  attributes of one XML element
 * @param xmlElementen XML elements in a document
 * @param waarde      characters of one value
 * @param delen       parts of the MIME entity, the XML included
 * @param kopBytes    bytes of one MIME header field
 * @param kopVelden   header fields of one MIME part
 * @param bijlageBytes bytes of one attachment
 */
public record Grenzen(
        long xmlBytes, int diepte, int attributen, int xmlElementen, int waarde, int delen, int kopBytes, int kopVelden,
        long bijlageBytes) {
    public Grenzen {
        if (xmlBytes < 1 || diepte < 1 || attributen < 1 || xmlElementen < 1 || waarde < 1 || delen < 1 || kopBytes < 1
                || kopVelden < 1 || bijlageBytes < 1) {
            throw new IllegalArgumentException("every bound is at least 1");
        }
    }

    /** 16 MiB of XML, 64 parts, attachments up to 4 GiB. */
    public static Grenzen standaard() {
        return new Grenzen(16L << 20, 8, 16, 200_000, 100_000, 64, 8 << 10, 100, 4L << 30);
    }
}

package nl.zegel.document;

/** Holds the bytes of an attachment against its kind while they stream by. One per attachment. */
abstract sealed class Inhoudstoets permits PdfToets, CsvToets, PngToets, JpegToets {
    private final String pad;

    Inhoudstoets(String pad) {
        this.pad = pad;
    }

    static Inhoudstoets voor(String mediatype, String pad) {
        return switch (mediatype) {
            case "application/pdf" -> new PdfToets(pad);
            case "text/csv" -> new CsvToets(pad);
            case "image/png" -> new PngToets(pad);
            case "image/jpeg" -> new JpegToets(pad);
            default -> throw new nl.zegel.party.GatewayBug("the schema let a media type pass");
        };
    }

    final void neem(byte[] bytes, int lengte) throws Afgebroken {
        for (int i = 0; i < lengte; i++) {
            teken(bytes[i] & 0xff);
        }
    }

    /** One byte of the content, 0 to 255. */
    abstract void teken(int b) throws Afgebroken;

    /** The content ended here. */
    abstract void einde() throws Afgebroken;

    final void soort(boolean goed) throws Afgebroken {
        MimeLezer.eis(goed, Weigering.BIJLAGE_INHOUD, pad);
    }

    final void geenMetadata(boolean goed) throws Afgebroken {
        MimeLezer.eis(goed, Weigering.BIJLAGE_METADATA, pad);
    }
}

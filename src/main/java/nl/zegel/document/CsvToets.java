package nl.zegel.document;

/** Text in UTF-8 without control characters; RFC 3629 well-formed, checked byte by byte. */
final class CsvToets extends Inhoudstoets {
    private int volgt;
    private int laagste = 0x80;
    private int hoogste = 0xbf;

    CsvToets(String pad) {
        super(pad);
    }

    @Override
    void teken(int b) throws Afgebroken {
        if (volgt > 0) {
            soort(b >= laagste && b <= hoogste);
            laagste = 0x80;
            hoogste = 0xbf;
            volgt--;
        } else if (b < 0x80) {
            soort(b >= 0x20 && b != 0x7f || b == '\r' || b == '\n' || b == '\t');
        } else {
            soort(b >= 0xc2 && b <= 0xf4);
            volgt = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
            laagste = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
            hoogste = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
        }
    }

    @Override
    void einde() throws Afgebroken {
        soort(volgt == 0);
    }
}

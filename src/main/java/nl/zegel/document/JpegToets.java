package nl.zegel.document;

/** JPEG (ISO 10918-1): only segments that make the picture, a bare JFIF header, nothing after EOI. */
final class JpegToets extends Inhoudstoets {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    /** Adobe's colour transform: twelve bytes that a decoder needs. */
    private static final int APP14 = 0xee;
    private static final int JFIF_KAAL = 14;
    private static final int ADOBE = 12;

    private enum Staat { BEGIN, BEGIN2, MERK, CODE, LENGTE1, LENGTE2, INHOUD, SCAN, SCAN_MERK, KLAAR }

    private Staat staat = Staat.BEGIN;
    private int merk;
    private int over;

    JpegToets(String pad) {
        super(pad);
    }

    @Override
    void teken(int b) throws Afgebroken {
        switch (staat) {
            case BEGIN -> naar(b == 0xff, Staat.BEGIN2);
            case BEGIN2 -> naar(b == SOI, Staat.MERK);
            case MERK -> naar(b == 0xff, Staat.CODE);
            case CODE -> code(b);
            case LENGTE1 -> {
                over = b << 8;
                staat = Staat.LENGTE2;
            }
            case LENGTE2 -> lengte(over | b);
            case INHOUD -> {
                if (--over == 0) {
                    naInhoud();
                }
            }
            case SCAN -> {
                if (b == 0xff) {
                    staat = Staat.SCAN_MERK;
                }
            }
            case SCAN_MERK -> scanMerk(b);
            case KLAAR -> geenMetadata(false);
        }
    }

    private void naar(boolean goed, Staat volgende) throws Afgebroken {
        soort(goed);
        staat = volgende;
    }

    private void code(int b) throws Afgebroken {
        if (b == 0xff) {
            return;
        }
        if (b == EOI) {
            staat = Staat.KLAAR;
            return;
        }
        soort(b >= 0xc0 && b != SOI && !(b >= 0xd0 && b <= 0xd7) && b < 0xff);
        boolean toepassing = b >= APP0 && b <= 0xef || b >= 0xf0;
        geenMetadata(!toepassing || b == APP0 || b == APP14);
        merk = b;
        staat = Staat.LENGTE1;
    }

    private void lengte(int lengte) throws Afgebroken {
        soort(lengte >= 2);
        over = lengte - 2;
        // a longer header than the bare one holds a thumbnail or somebody's own data
        geenMetadata(merk != APP0 || over == JFIF_KAAL);
        geenMetadata(merk != APP14 || over == ADOBE);
        if (over == 0) {
            naInhoud();
        } else {
            staat = Staat.INHOUD;
        }
    }

    private void naInhoud() {
        staat = merk == SOS ? Staat.SCAN : Staat.MERK;
    }

    private void scanMerk(int b) throws Afgebroken {
        if (b == 0 || b >= 0xd0 && b <= 0xd7) {
            staat = Staat.SCAN;
        } else if (b != 0xff) {
            code(b);
        }
    }

    @Override
    void einde() throws Afgebroken {
        soort(staat == Staat.KLAAR);
    }
}

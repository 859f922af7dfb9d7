package nl.zegel.document;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** PNG (ISO 15948): signature, only chunks that make the picture, nothing after IEND. */
final class PngToets extends Inhoudstoets {
    private static final int[] BEGIN = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> BEELD =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs");
    private static final int CRC = 4;

    private final byte[] kop = new byte[8];
    private int begin;
    private int kopLengte;
    private long over;
    private boolean eerste = true;
    private boolean laatste;
    private boolean klaar;

    PngToets(String pad) {
        super(pad);
    }

    @Override
    void teken(int b) throws Afgebroken {
        if (begin < BEGIN.length) {
            soort(b == BEGIN[begin++]);
            return;
        }
        geenMetadata(!klaar);
        if (over > 0) {
            over--;
            klaar = laatste && over == 0;
            return;
        }
        kop[kopLengte++] = (byte) b;
        if (kopLengte == kop.length) {
            kopLengte = 0;
            brok();
        }
    }

    private void brok() throws Afgebroken {
        long lengte = (kop[0] & 0xffL) << 24 | (kop[1] & 0xff) << 16 | (kop[2] & 0xff) << 8 | kop[3] & 0xff;
        String type = new String(kop, 4, 4, StandardCharsets.ISO_8859_1);
        soort(lengte <= Integer.MAX_VALUE && eerste == type.equals("IHDR"));
        geenMetadata(BEELD.contains(type) && (!type.equals("IEND") || lengte == 0));
        eerste = false;
        laatste = type.equals("IEND");
        over = lengte + CRC;
    }

    @Override
    void einde() throws Afgebroken {
        soort(klaar);
    }
}

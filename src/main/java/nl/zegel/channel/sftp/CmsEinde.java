package nl.zegel.channel.sftp;

/**
 * Says whether the outermost BER element of a stream has arrived whole (X.690 §8.1), so that a file that a client closed
 * half-way is not taken for a document. It reads lengths only and keeps no byte. Not thread-safe.
 */
final class CmsEinde {
    private static final int DIEPST = 64;
    private Stap stap = Stap.TAG;
    private int diepte;
    private long lengte;
    private int lengteBytes;
    private boolean samengesteld;
    private boolean einde;
    private boolean eerste = true;

    private enum Stap { TAG, LANGE_TAG, LENGTE, LANGE_LENGTE, INHOUD, HEEL, ANDERS }

    /** False while the element is known to lack bytes; other kinds of file are whole when closed, and refused later. */
    boolean heel() {
        return stap == Stap.HEEL || stap == Stap.ANDERS;
    }

    void lees(byte[] bron, int van, int aantal) {
        int i = van;
        int tot = van + aantal;
        while (i < tot && !heel()) {
            if (stap == Stap.INHOUD) {
                int over = (int) Math.min(lengte, tot - i);
                lengte -= over;
                i += over;
                if (lengte == 0) {
                    elementKlaar();
                }
            } else {
                kop(bron[i++] & 0xff);
            }
        }
    }

    private void kop(int b) {
        switch (stap) {
            case TAG -> tag(b);
            case LANGE_TAG -> stap = (b & 0x80) == 0 ? Stap.LENGTE : Stap.LANGE_TAG;
            case LENGTE -> lengte(b);
            case LANGE_LENGTE -> {
                lengte = lengte << 8 | b;
                if (--lengteBytes == 0) {
                    inhoud();
                }
            }
            default -> throw new IllegalStateException(stap.name());
        }
    }

    private void tag(int b) {
        if (eerste && b != 0x30) {
            stap = Stap.ANDERS;
            return;
        }
        eerste = false;
        einde = b == 0;
        samengesteld = (b & 0x20) != 0;
        stap = (b & 0x1f) == 0x1f ? Stap.LANGE_TAG : Stap.LENGTE;
    }

    private void lengte(int b) {
        if (b == 0x80) {
            stap = samengesteld && ++diepte <= DIEPST ? Stap.TAG : Stap.ANDERS;
        } else if (b < 0x80) {
            lengte = b;
            inhoud();
        } else {
            lengte = 0;
            lengteBytes = b & 0x7f;
            stap = lengteBytes <= 7 ? Stap.LANGE_LENGTE : Stap.ANDERS;
        }
    }

    private void inhoud() {
        if (einde) {
            einde = false;
            if (lengte != 0 || diepte == 0) {
                stap = Stap.ANDERS;
                return;
            }
            diepte--;
            elementKlaar();
        } else if (lengte == 0) {
            elementKlaar();
        } else {
            stap = Stap.INHOUD;
        }
    }

    private void elementKlaar() {
        stap = diepte == 0 ? Stap.HEEL : Stap.TAG;
    }
}

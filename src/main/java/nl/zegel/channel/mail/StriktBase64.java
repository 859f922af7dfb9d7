package nl.zegel.channel.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 of a mail body as a stream. Anything beside the alphabet and line ends, and anything after the padding, is
 * refused: a text put behind the CMS by a list or by a stranger is not skipped over. Not thread-safe.
 */
final class StriktBase64 extends InputStream {
    private static final int BLOK = 16 << 10;

    private final InputStream in;
    private final byte[] ruw = new byte[BLOK];
    private final byte[] tekens = new byte[BLOK + 4];
    private byte[] uit = new byte[0];
    private int plek;
    private int rest;
    private boolean gevuld;
    private boolean op;

    /** The body is not base64. */
    static final class Onleesbaar extends IOException {
        private static final long serialVersionUID = 1L;

        Onleesbaar() {
            super("the transfer encoding is broken");
        }
    }

    StriktBase64(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] een = new byte[1];
        return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int van, int lengte) throws IOException {
        if (lengte == 0) {
            return 0;
        }
        while (plek == uit.length) {
            if (op) {
                return -1;
            }
            vul();
        }
        int aantal = Math.min(lengte, uit.length - plek);
        System.arraycopy(uit, plek, b, van, aantal);
        plek += aantal;
        return aantal;
    }

    private void vul() throws IOException {
        int gelezen = in.read(ruw);
        if (gelezen < 0) {
            op = true;
            if (rest != 0) {
                throw new Onleesbaar();
            }
            return;
        }
        int aantal = rest;
        for (int i = 0; i < gelezen; i++) {
            byte c = ruw[i];
            if (c != '\r' && c != '\n' && c != ' ' && c != '\t') {
                tekens[aantal++] = toegestaan(c);
            }
        }
        int heel = aantal - aantal % 4;
        uit = ontcijfer(heel);
        plek = 0;
        rest = aantal - heel;
        System.arraycopy(tekens, heel, tekens, 0, rest);
    }

    /** After the first padding only more padding, which the decoder counts. */
    private byte toegestaan(byte c) throws Onleesbaar {
        if (gevuld && c != '=') {
            throw new Onleesbaar();
        }
        gevuld |= c == '=';
        return c;
    }

    private byte[] ontcijfer(int aantal) throws Onleesbaar {
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(tekens, aantal));
        } catch (IllegalArgumentException e) {
            throw new Onleesbaar();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

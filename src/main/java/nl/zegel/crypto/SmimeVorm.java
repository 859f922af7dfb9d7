package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.GEEN_CMS_VAN_EEN_PROFIEL;
import static nl.zegel.crypto.NietTeOpenen.Reden.MISVORMD;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The S/MIME dress of one CMS inside another (RFC 8551 section 3.5): a MIME entity {@code application/pkcs7-mime} in base64. Mail
 * programs and {@code openssl cms} expect it; bare DER is accepted too, since {@code openssl cms -outform DER} makes it.
 */
final class SmimeVorm {
    private static final int KOP_MEEST = 4096;
    private static final int BUFFER = 16 * 1024;
    private static final String EINDE = "\r\n";

    private SmimeVorm() {}

    /** Writes the header; what is written to the result comes out as base64 lines. Closing closes {@code naar}. */
    static OutputStream schrijf(OutputStream naar, String smimeType) throws IOException {
        String kop = "Content-Type: application/pkcs7-mime; smime-type=" + smimeType + "; name=\"smime.p7m\"" + EINDE
                + "Content-Transfer-Encoding: base64" + EINDE
                + "Content-Disposition: attachment; filename=\"smime.p7m\"" + EINDE + EINDE;
        naar.write(kop.getBytes(StandardCharsets.US_ASCII));
        return Base64.getMimeEncoder(76, EINDE.getBytes(StandardCharsets.US_ASCII)).wrap(naar);
    }

    /** The DER or BER inside, whichever dress it wears. */
    static InputStream lees(InputStream in) throws IOException {
        BufferedInputStream eerst = new BufferedInputStream(in, BUFFER);
        eerst.mark(1);
        int b = eerst.read();
        Ongeldig.tenzij(b >= 0, MISVORMD);
        eerst.reset();
        if (b == 0x30) {
            return eerst;
        }
        Map<String, String> kop = kop(eerst);
        String type = kop.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        Ongeldig.tenzij(type.startsWith("application/pkcs7-mime") || type.startsWith("application/x-pkcs7-mime"), GEEN_CMS_VAN_EEN_PROFIEL);
        Ongeldig.tenzij(kop.getOrDefault("content-transfer-encoding", "").trim().equalsIgnoreCase("base64"), MISVORMD);
        return new Base64Stroom(eerst);
    }

    private static Map<String, String> kop(InputStream in) throws IOException {
        Map<String, String> velden = new HashMap<>();
        StringBuilder veld = new StringBuilder();
        int over = KOP_MEEST;
        for (String regel = regel(in, over); !regel.isEmpty(); regel = regel(in, over)) {
            over -= regel.length() + 1;
            if (regel.charAt(0) != ' ' && regel.charAt(0) != '\t') {
                voegToe(velden, veld.toString());
                veld.setLength(0);
            }
            veld.append(regel);
        }
        voegToe(velden, veld.toString());
        return velden;
    }

    private static void voegToe(Map<String, String> velden, String veld) throws Ongeldig {
        if (veld.isEmpty()) {
            return;
        }
        int punt = veld.indexOf(':');
        Ongeldig.tenzij(punt > 0, MISVORMD);
        String oud = velden.put(veld.substring(0, punt).toLowerCase(Locale.ROOT), veld.substring(punt + 1).trim());
        Ongeldig.tenzij(oud == null, MISVORMD);
    }

    private static String regel(InputStream in, int meest) throws IOException {
        StringBuilder regel = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            Ongeldig.tenzij(b >= 0 && b < 0x80 && regel.length() < meest, MISVORMD);
            if (b != '\r') {
                regel.append((char) b);
            }
        }
        return regel.toString();
    }

    /** Base64 that refuses what is not base64: the JDK's MIME decoder skips it. */
    private static final class Base64Stroom extends InputStream {
        private final InputStream schoon;
        private final InputStream ruw;

        Base64Stroom(InputStream ruw) {
            this.ruw = ruw;
            this.schoon = Base64.getDecoder().wrap(new ZonderRegels(ruw));
        }

        @Override
        public int read() throws IOException {
            byte[] een = new byte[1];
            return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = schoon.read(b, off, len);
            if (n < 0) {
                rest();
            }
            return n;
        }

        private void rest() throws IOException {
            for (int b = ruw.read(); b >= 0; b = ruw.read()) {
                Ongeldig.tenzij(b == '\r' || b == '\n', MISVORMD);
            }
        }
    }

    private static final class ZonderRegels extends InputStream {
        private final InputStream in;

        ZonderRegels(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            while (b == '\r' || b == '\n') {
                b = in.read();
            }
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int eerste = read();
            if (eerste < 0 || len == 0) {
                return len == 0 ? 0 : -1;
            }
            b[off] = (byte) eerste;
            return 1;
        }
    }
}

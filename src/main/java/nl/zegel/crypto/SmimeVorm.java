package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.GEEN_CMS_VAN_EEN_PROFIEL;
import static nl.zegel.crypto.NietTeOpenen.Reden.MISVORMD;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The S/MIME dress of one CMS inside another (RFC 8551 section 3.5): a MIME entity {@code application/pkcs7-mime} in base64. Mail
 * programs and {@code openssl cms} expect it; bare DER is accepted too, since {@code openssl cms -outform DER} makes it.
 */
final class SmimeVorm {
    private static final int KOP_MEEST = 4096;
    private static final int BUFFER = 16 * 1024;
    private static final String EINDE = "\r\n";
    private static final byte[] LEEG = {};

    private SmimeVorm() {}

    /** Writes the header; what is written to the result comes out as base64 lines. Closing closes {@code naar}. */
    static OutputStream schrijf(OutputStream naar, String smimeType) throws IOException {
        String kop = "Content-Type: application/pkcs7-mime; smime-type=" + smimeType + "; name=\"smime.p7m\"" + EINDE
                + "Content-Transfer-Encoding: base64" + EINDE
                + "Content-Disposition: attachment; filename=\"smime.p7m\"" + EINDE + EINDE;
        naar.write(kop.getBytes(StandardCharsets.US_ASCII));
        return Base64.getMimeEncoder(76, EINDE.getBytes(StandardCharsets.US_ASCII)).wrap(new BufferedOutputStream(naar, BUFFER));
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

    /** Base64 that refuses what is not base64: the JDK's MIME decoder skips it. Lines may break anywhere. */
    private static final class Base64Stroom extends GcmStroom.Stroom {
        private static final int VIER = 4;

        private final InputStream ruw;
        private final byte[] blok = new byte[BUFFER];
        private int over;
        private boolean vol;

        Base64Stroom(InputStream ruw) {
            this.ruw = ruw;
        }

        @Override
        byte @Nullable [] volgende() throws IOException {
            int n = ruw.read(blok, over, BUFFER - over);
            if (n < 0) {
                byte[] rest = decodeer(over);
                over = 0;
                return rest.length == 0 ? null : rest;
            }
            int tot = zonderRegeleinden(over, over + n);
            int heel = tot - tot % VIER;
            byte[] open = decodeer(heel);
            over = tot - heel;
            System.arraycopy(blok, heel, blok, 0, over);
            return open;
        }

        private int zonderRegeleinden(int van, int tot) {
            int naar = van;
            for (int i = van; i < tot; i++) {
                if (blok[i] != '\r' && blok[i] != '\n') {
                    blok[naar++] = blok[i];
                }
            }
            return naar;
        }

        private byte[] decodeer(int lengte) throws Ongeldig {
            if (lengte == 0) {
                return LEEG;
            }
            Ongeldig.tenzij(!vol, MISVORMD); // nothing follows the padding
            vol = blok[lengte - 1] == '=';
            try {
                return Base64.getDecoder().decode(Arrays.copyOf(blok, lengte));
            } catch (IllegalArgumentException e) {
                throw new Ongeldig(MISVORMD);
            }
        }
    }
}

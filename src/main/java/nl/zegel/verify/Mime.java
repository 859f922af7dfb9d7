package nl.zegel.verify;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of MIME as a sealed message needs: a header and either base64 or parts between boundaries. Anything else is refused. */
final class Mime {
    private static final Pattern PARAMETER = Pattern.compile(";\\s*([A-Za-z0-9*_-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]+))");

    private final Map<String, String> kop;
    private final byte[] romp;

    private Mime(Map<String, String> kop, byte[] romp) {
        this.kop = kop;
        this.romp = romp;
    }

    static Mime lees(byte[] bytes) throws Afgewezen {
        Map<String, String> kop = new HashMap<>();
        String naam = "";
        int van = 0;
        while (true) {
            int einde = van;
            while (einde < bytes.length && bytes[einde] != '\n') {
                einde++;
            }
            Afgewezen.tenzij(einde < bytes.length, "MIME_ONLEESBAAR", "Het bericht houdt op in zijn kop.");
            String regel = new String(bytes, van, einde - van, StandardCharsets.ISO_8859_1).stripTrailing();
            van = einde + 1;
            if (regel.isEmpty()) {
                return new Mime(kop, java.util.Arrays.copyOfRange(bytes, van, bytes.length));
            }
            if (regel.charAt(0) == ' ' || regel.charAt(0) == '\t') {
                kop.merge(naam, regel, String::concat);
            } else {
                int punt = regel.indexOf(':');
                Afgewezen.tenzij(punt > 0, "MIME_ONLEESBAAR", "De kop van het bericht is niet te lezen.");
                naam = regel.substring(0, punt).toLowerCase(Locale.ROOT);
                boolean dubbel = kop.put(naam, regel.substring(punt + 1).strip()) != null;
                Afgewezen.tenzij(!dubbel || !naam.startsWith("content-"), "MIME_ONLEESBAAR", "Een veld staat dubbel in de kop van het bericht.");
            }
        }
    }

    String type() {
        return veld("content-type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private String veld(String naam) {
        return kop.getOrDefault(naam, "");
    }

    private static Map<String, String> parameters(String veld) {
        Map<String, String> uit = new TreeMap<>();
        Matcher m = PARAMETER.matcher(veld);
        while (m.find()) {
            uit.put(m.group(1).toLowerCase(Locale.ROOT), m.group(2) != null ? m.group(2) : m.group(3));
        }
        return uit;
    }

    /** The body, which must be base64. */
    byte[] inhoud() throws Afgewezen {
        Afgewezen.tenzij(veld("content-transfer-encoding").equalsIgnoreCase("base64"), "MIME_ONLEESBAAR", "Een deel is geen base64.");
        ByteArrayOutputStream zonderRegels = new ByteArrayOutputStream(romp.length);
        for (byte b : romp) {
            if (b != '\r' && b != '\n') {
                zonderRegels.write(b);
            }
        }
        try {
            return Base64.getDecoder().decode(zonderRegels.toByteArray());
        } catch (IllegalArgumentException e) {
            throw new Afgewezen("MIME_ONLEESBAAR", "De base64 van een deel is niet te lezen.");
        }
    }

    /** The parts of a multipart, in order. */
    List<Mime> delen() throws Afgewezen {
        String grens = parameters(veld("content-type")).getOrDefault("boundary", "");
        Afgewezen.tenzij(type().startsWith("multipart/") && !grens.isEmpty(), "MIME_ONLEESBAAR", "Het bericht heeft geen delen.");
        String tekst = "\n" + new String(romp, StandardCharsets.ISO_8859_1);
        String[] stukken = tekst.split("\\r?\\n--" + Pattern.quote(grens), -1);
        Afgewezen.tenzij(stukken.length > 1 && stukken[stukken.length - 1].startsWith("--"), "MIME_ONLEESBAAR", "Het bericht is niet heel.");
        List<Mime> uit = new ArrayList<>();
        for (int i = 1; i < stukken.length - 1; i++) {
            String deel = stukken[i].substring(stukken[i].indexOf('\n') + 1);
            uit.add(lees((deel + "\n").getBytes(StandardCharsets.ISO_8859_1)));
        }
        return uit;
    }

    /** File name as data; RFC 2231 in one piece or several. */
    String bestandsnaam() {
        Map<String, String> p = parameters(veld("content-disposition"));
        if (p.containsKey("filename")) {
            return p.get("filename");
        }
        StringBuilder kaal = new StringBuilder(p.getOrDefault("filename*", ""));
        for (int i = 0; p.containsKey("filename*" + i + "*"); i++) {
            kaal.append(p.get("filename*" + i + "*"));
        }
        String tekst = kaal.toString();
        return tekst.startsWith("UTF-8''") ? URLDecoder.decode(tekst.substring(7).replace("+", "%2B"), StandardCharsets.UTF_8) : tekst;
    }
}

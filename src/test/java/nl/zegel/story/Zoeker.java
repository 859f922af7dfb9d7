package nl.zegel.story;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks for marked values in bytes of any kind: as they stand, in UTF-16, and inside base64, hex, quoted-printable,
 * percent and XML escapes and Flate streams, nested. Shares no code with the gateway.
 */
final class Zoeker {
    private static final int VENSTER = 6;
    private static final long MASKER = (1L << 8 * VENSTER) - 1;
    private static final int DIEPST = 4;
    /** Characters of base64 or hex that are worth decoding. */
    private static final int KORTSTE_REEKS = 16;
    private static final int LANGE_REEKS = 4096;
    private static final Pattern XML_TEKEN = Pattern.compile("&#(x[0-9a-fA-F]{1,6}|[0-9]{1,7});");
    private static final int TEKST_TOT = 24 << 20;
    /** A shorter one, as a postcode, occurs by chance in megabytes of base64 or hex; there it has a letter or digit beside it. */
    private static final int ALLEEN_LOS = 7;

    private record Patroon(byte[] bytes, Merk merk, boolean los) {}

    private final Map<Long, List<Patroon>> patronen = new HashMap<>();
    private final long[] filter = new long[1 << 16];

    Zoeker(List<Merk> merken) {
        for (Merk merk : merken) {
            if (merk.zoekbaar()) {
                merk.vormen().forEach(v -> neemOp(v, merk));
            }
        }
    }

    private void neemOp(String vorm, Merk merk) {
        for (String tekst : new HashSet<>(List.of(vorm, vorm.toLowerCase(Locale.ROOT), vorm.toUpperCase(Locale.ROOT)))) {
            for (Charset set : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.ISO_8859_1)) {
                byte[] bytes = tekst.getBytes(set);
                long sleutel = 0;
                for (int i = 0; i < VENSTER; i++) {
                    sleutel = (sleutel << 8 | bytes[i] & 0xff) & MASKER;
                }
                patronen.computeIfAbsent(sleutel, k -> new ArrayList<>()).add(new Patroon(bytes, merk, bytes.length < ALLEEN_LOS));
                int plek = plek(sleutel);
                filter[plek >>> 6] |= 1L << plek;
            }
        }
    }

    private int plek(long sleutel) {
        return (int) ((sleutel * 0x9E3779B97F4A7C15L) >>> 42);
    }

    /** Every mark that can be got out of the bytes. */
    Set<Merk> in(byte[] bytes) {
        Set<Merk> gevonden = new HashSet<>();
        zoek(bytes, 0, gevonden);
        return gevonden;
    }

    Set<Merk> in(String tekst) {
        return in(tekst.getBytes(StandardCharsets.UTF_8));
    }

    private void zoek(byte[] bytes, int diepte, Set<Merk> gevonden) {
        direct(bytes, gevonden);
        if (diepte < DIEPST) {
            flate(bytes, diepte, gevonden);
            base64(bytes, diepte, gevonden);
            if (bytes.length < TEKST_TOT && diepte < 2) {
                ontsnapt(new String(bytes, StandardCharsets.ISO_8859_1), gevonden);
            }
        }
    }

    private void direct(byte[] bytes, Set<Merk> gevonden) {
        long venster = 0;
        for (int i = 0; i < bytes.length; i++) {
            venster = (venster << 8 | bytes[i] & 0xff) & MASKER;
            int plek = plek(venster);
            if ((filter[plek >>> 6] & 1L << plek) != 0 && i + 1 >= VENSTER) {
                int begin = i + 1 - VENSTER;
                for (Patroon p : patronen.getOrDefault(venster, List.of())) {
                    if (begin + p.bytes.length <= bytes.length
                            && Arrays.equals(bytes, begin, begin + p.bytes.length, p.bytes, 0, p.bytes.length)
                            && (!p.los || los(bytes, begin - 1) && los(bytes, begin + p.bytes.length))) {
                        gevonden.add(p.merk);
                    }
                }
            }
        }
    }

    /** True where no letter or digit stands, nor what base64 has beside those. */
    private static boolean los(byte[] bytes, int plek) {
        return plek < 0 || plek >= bytes.length || !(bytes[plek] > 0 && Character.isLetterOrDigit(bytes[plek])) && bytes[plek] != '+' && bytes[plek] != '/';
    }

    /** zlib, gzip and, where a PDF or ZIP names no header, nothing: those start with one too. */
    private void flate(byte[] bytes, int diepte, Set<Merk> gevonden) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            boolean zlib = bytes[i] == 0x78 && ((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff) % 31 == 0 && (bytes[i + 1] & 0x20) == 0;
            boolean gzip = bytes[i] == 0x1f && (bytes[i + 1] & 0xff) == 0x8b && bytes[i + 2] == 8;
            if (zlib || gzip) {
                byte[] uit = blaasOp(bytes, gzip ? i + 10 : i, gzip);
                if (uit.length > VENSTER) {
                    zoek(uit, diepte + 1, gevonden);
                }
            }
        }
    }

    private static byte[] blaasOp(byte[] bytes, int van, boolean kaal) {
        Inflater inflater = new Inflater(kaal);
        try {
            ByteArrayOutputStream uit = new ByteArrayOutputStream();
            if (van < bytes.length) {
                inflater.setInput(bytes, van, bytes.length - van);
            }
            byte[] blok = new byte[8192];
            for (int n = inflater.inflate(blok); n > 0; n = inflater.inflate(blok)) {
                uit.write(blok, 0, n);
            }
            return uit.toByteArray();
        } catch (DataFormatException geen) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }

    /** Runs of the alphabet, over line ends; a short run is tried from each of its first four places. */
    private void base64(byte[] bytes, int diepte, Set<Merk> gevonden) {
        ByteArrayOutputStream reeks = new ByteArrayOutputStream();
        int wit = 0;
        for (int i = 0; i <= bytes.length; i++) {
            int b = i < bytes.length ? bytes[i] : -1;
            if (b > 0 && (Character.isLetterOrDigit(b) || b == '+' || b == '/' || b == '-' || b == '_')) {
                reeks.write(b == '-' ? '+' : b == '_' ? '/' : b);
                wit = 0;
            } else if ((b == '\r' || b == '\n') && wit < 2) {
                wit++;
            } else {
                ontcijfer(reeks, diepte, gevonden);
                wit = 0;
            }
        }
    }

    private void ontcijfer(ByteArrayOutputStream reeks, int diepte, Set<Merk> gevonden) {
        if (reeks.size() >= KORTSTE_REEKS) {
            byte[] tekst = reeks.toByteArray();
            for (int van = 0; van < (tekst.length < LANGE_REEKS ? 4 : 1); van++) {
                int lengte = tekst.length - van - ((tekst.length - van) % 4 == 1 ? 1 : 0);
                byte[] uit = Base64.getDecoder().decode(Arrays.copyOfRange(tekst, van, van + lengte));
                zoek(uit, diepte + 1, gevonden);
            }
            hex(tekst, diepte, gevonden);
        }
        reeks.reset();
    }

    private void hex(byte[] tekst, int diepte, Set<Merk> gevonden) {
        for (int i = 0; i < tekst.length; i++) {
            if (tekst[i] != 'x' && Character.digit(tekst[i], 16) < 0) {
                return;
            }
        }
        int van = tekst[0] == 'x' ? 1 : 0;
        String cijfers = new String(tekst, van, (tekst.length - van) / 2 * 2, StandardCharsets.US_ASCII).replace('x', '0');
        zoek(HexFormat.of().parseHex(cijfers), diepte + 1, gevonden);
    }

    private void ontsnapt(String tekst, Set<Merk> gevonden) {
        if (tekst.indexOf('=') >= 0) {
            direct(procent(tekst.replace("=\r\n", "").replace("=\n", ""), '='), gevonden);
        }
        if (tekst.indexOf('%') >= 0) {
            direct(procent(tekst, '%'), gevonden);
        }
        if (tekst.contains("&#")) {
            direct(XML_TEKEN.matcher(tekst).replaceAll(m -> Matcher.quoteReplacement(teken(m.group(1)))).getBytes(StandardCharsets.UTF_8), gevonden);
        }
        if (tekst.contains("\\u")) {
            direct(Pattern.compile("\\\\u([0-9a-fA-F]{4})").matcher(tekst)
                    .replaceAll(m -> Matcher.quoteReplacement(teken("x" + m.group(1)))).getBytes(StandardCharsets.UTF_8), gevonden);
        }
    }

    private static String teken(String getal) {
        int code = getal.startsWith("x") ? Integer.parseInt(getal.substring(1), 16) : Integer.parseInt(getal);
        return Character.isValidCodePoint(code) ? Character.toString(code) : "";
    }

    private static byte[] procent(String tekst, char begin) {
        ByteArrayOutputStream uit = new ByteArrayOutputStream(tekst.length());
        for (int i = 0; i < tekst.length(); i++) {
            char c = tekst.charAt(i);
            if (c == begin && i + 2 < tekst.length() && Character.digit(tekst.charAt(i + 1), 16) >= 0 && Character.digit(tekst.charAt(i + 2), 16) >= 0) {
                uit.write(Integer.parseInt(tekst.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                uit.write(c);
            }
        }
        return uit.toByteArray();
    }
}

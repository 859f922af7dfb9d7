package nl.zegel.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Writes and reads the one MIME entity that is sealed: multipart/mixed, the XML first, CRLF canonical. Stateless. */
public final class MimeEntiteit {
    private static final Set<String> BESCHERMBAAR = Set.of("Subject", "From", "To", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References");
    private static final Pattern GRENS = Pattern.compile("[A-Za-z0-9]{16,60}");
    private static final Pattern MEDIATYPE = Pattern.compile("[a-z0-9.+-]+/[a-z0-9.+-]+");
    /** Lines of seventy-six columns, many at a time. */
    private static final int BLOK = 57 * 256;
    private static final int LANGSTE_KOPREGEL = 900;
    private static final String CRLF = "\r\n";

    private MimeEntiteit() {}

    /**
     * Streams the parts; bytes are the same for the same input.
     *
     * @param delen     the XML first; a text/plain second part is written inline, all others as attachment
     * @param grens     boundary, 16 to 60 of A-Z a-z 0-9; random from the caller
     * @param beschermd header fields protected inside the entity (RFC 9788), written in the order of the map and encoded
     *                  (RFC 2047) by the caller; empty when the channel has none. With any, Content-Type carries {@code hp="cipher"}
     * @throws IllegalArgumentException when a boundary, a media type or a header field is not plain ASCII of its form
     * @throws IOException              when the bytes cannot be read or written
     */
    public static void schrijf(List<Deel> delen, String grens, Map<String, String> beschermd, OutputStream uit) throws IOException {
        if (!GRENS.matcher(grens).matches()) {
            throw new IllegalArgumentException("boundary");
        }
        StringBuilder kop = new StringBuilder();
        for (Map.Entry<String, String> veld : beschermd.entrySet()) {
            kop.append(kopregel(veld.getKey(), veld.getValue()));
        }
        kop.append("MIME-Version: 1.0").append(CRLF)
                .append("Content-Type: multipart/mixed; boundary=\"").append(grens).append('"')
                .append(beschermd.isEmpty() ? "" : "; hp=\"cipher\"").append(CRLF).append(CRLF);
        ascii(uit, kop.toString());
        for (int i = 0; i < delen.size(); i++) {
            ascii(uit, "--" + grens + CRLF + deelkop(delen.get(i), i == 1 && delen.get(i).mediatype().equals("text/plain")));
            try (InputStream bron = delen.get(i).bron().open()) {
                base64(bron, uit);
            }
        }
        ascii(uit, "--" + grens + "--" + CRLF);
    }

    /** Takes parts as they stream by. */
    @FunctionalInterface
    public interface Ontvanger {
        /**
         * @param naam   file name as data, empty when the part has none; never a path to use
         * @param inhoud decoded bytes; ends with the part
         */
        void deel(String naam, String mediatype, InputStream inhoud) throws IOException;
    }

    /**
     * Reads an entity back, part by part.
     *
     * @return why the entity was refused, when it was; parts handed on before that count for nothing
     * @throws IOException when the bytes cannot be read, or what the taker threw
     */
    public static Optional<Afkeuring> lees(InputStream entiteit, Grenzen grenzen, BooleanSupplier verstreken, Ontvanger naar)
            throws IOException {
        try {
            new MimeLezer(grenzen).lees(new Bronstroom(entiteit, verstreken), (kop, inhoud) -> naar.deel(kop.naam(), kop.mediatype(), inhoud));
            return Optional.empty();
        } catch (Afgebroken e) {
            return Optional.of(e.afkeuring());
        }
    }

    private static String kopregel(String naam, String waarde) {
        boolean plat = waarde.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        if (!BESCHERMBAAR.contains(naam) || !plat || waarde.isBlank() || waarde.length() > LANGSTE_KOPREGEL) {
            throw new IllegalArgumentException("a protected header field is on the list, plain ASCII and without line breaks");
        }
        return naam + ": " + waarde + CRLF;
    }

    private static String deelkop(Deel deel, boolean inline) {
        if (!MEDIATYPE.matcher(deel.mediatype()).matches()) {
            throw new IllegalArgumentException("media type");
        }
        boolean tekst = deel.mediatype().startsWith("text/") || deel.mediatype().equals("application/xml");
        return "Content-Type: " + deel.mediatype() + (tekst ? "; charset=utf-8" : "") + CRLF
                + "Content-Transfer-Encoding: base64" + CRLF
                + "Content-Disposition: " + (inline ? "inline" : "attachment") + ";" + CRLF
                + bestandsnaam(deel.naam()) + CRLF + CRLF;
    }

    /** RFC 2231: percent-encoded UTF-8, so that nothing of a name can end its field; in pieces, since lines have a length. */
    private static String bestandsnaam(String naam) {
        if (naam.length() <= 60 && naam.chars().allMatch(c -> isVeilig(c) || c == ' ')) {
            return " filename=\"" + naam + "\"";
        }
        StringBuilder uit = new StringBuilder();
        StringBuilder stuk = new StringBuilder("UTF-8''");
        int nummer = 0;
        for (byte b : naam.getBytes(StandardCharsets.UTF_8)) {
            stuk.append(isVeilig(b & 0xff) ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
            if (stuk.length() > 55) {
                uit.append(" filename*").append(nummer++).append("*=").append(stuk).append(';').append(CRLF);
                stuk.setLength(0);
            }
        }
        return nummer == 0 ? " filename*=" + stuk : uit + " filename*" + nummer + "*=" + stuk;
    }

    private static boolean isVeilig(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    private static void base64(InputStream bron, OutputStream uit) throws IOException {
        Base64.Encoder regels = Base64.getMimeEncoder(76, CRLF.getBytes(StandardCharsets.US_ASCII));
        byte[] blok = new byte[BLOK];
        for (int n = bron.readNBytes(blok, 0, BLOK); n > 0; n = bron.readNBytes(blok, 0, BLOK)) {
            uit.write(regels.encode(n == BLOK ? blok : java.util.Arrays.copyOf(blok, n)));
            ascii(uit, CRLF);
        }
    }

    private static void ascii(OutputStream uit, String tekst) throws IOException {
        uit.write(tekst.getBytes(StandardCharsets.US_ASCII));
    }
}

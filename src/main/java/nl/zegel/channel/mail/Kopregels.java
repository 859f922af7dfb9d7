package nl.zegel.channel.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header block of a message or part (RFC 5322), read strictly and in bounds, byte for byte: what two readers could
 * read in two ways is a {@link #gebrek()}, not a guess. Values are unfolded and otherwise as written (ISO 8859-1).
 */
final class Kopregels {
    static final int MEESTE_VELDEN = 500;
    static final int MEESTE_BYTES = 256 << 10;

    private final List<Veld> velden = new ArrayList<>();
    private Optional<String> gebrek = Optional.empty();

    private record Veld(String naam, String waarde) {}

    private Kopregels() {}

    /** Reads to the empty line or the end, and leaves the stream at the first byte of the body. */
    static Kopregels lees(InputStream in) throws IOException {
        Kopregels kop = new Kopregels();
        int bytes = 0;
        StringBuilder open = null;
        while (true) {
            Optional<String> regel = regel(in, MEESTE_BYTES - bytes);
            if (regel.isEmpty() || regel.get().isEmpty()) {
                break;
            }
            String tekst = regel.get();
            bytes += tekst.length() + 2;
            if (bytes >= MEESTE_BYTES || kop.velden.size() >= MEESTE_VELDEN) {
                kop.gebrek = Optional.of(Codes.KOP_TE_GROOT);
                return kop;
            }
            if (isVervolg(tekst) && open != null) {
                open.append(tekst);
            } else {
                kop.sluitAf(open);
                open = new StringBuilder(tekst);
            }
        }
        kop.sluitAf(open);
        return kop;
    }

    private static boolean isVervolg(String regel) {
        return regel.charAt(0) == ' ' || regel.charAt(0) == '\t';
    }

    private void sluitAf(StringBuilder open) {
        if (open == null) {
            return;
        }
        int punt = open.indexOf(":");
        String naam = punt < 0 ? "" : open.substring(0, punt).stripTrailing();
        if (naam.isEmpty() || !naam.chars().allMatch(c -> c > ' ' && c < 0x7f) || open.indexOf("\r") >= 0) {
            // A line that is no field, or a bare CR that others read as a new field: nobody can say what this header says.
            gebrek = Optional.of(Codes.KOP_ONLEESBAAR);
            return;
        }
        velden.add(new Veld(naam, open.substring(punt + 1)));
    }

    /** One line without its end, or empty at the end of the stream. A line over the bound comes back cut at the bound. */
    private static Optional<String> regel(InputStream in, int hoogstens) throws IOException {
        ByteArrayOutputStream regel = new ByteArrayOutputStream(120);
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        while (b >= 0 && b != '\n' && regel.size() < hoogstens) {
            regel.write(b);
            b = in.read();
        }
        String tekst = regel.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(b == '\n' && tekst.endsWith("\r") ? tekst.substring(0, tekst.length() - 1) : tekst);
    }

    /** Code of what makes this header unreadable. */
    Optional<String> gebrek() {
        return gebrek;
    }

    /** Every value of a field, in order; names compare without regard to case. */
    List<String> alle(String naam) {
        return velden.stream().filter(v -> v.naam().equalsIgnoreCase(naam)).map(Veld::waarde).toList();
    }

    /** The value of a field that stands there once; empty when it is absent or doubled. */
    Optional<String> enige(String naam) {
        List<String> alle = alle(naam);
        return alle.size() == 1 ? Optional.of(alle.get(0).strip()) : Optional.empty();
    }

    boolean heeft(String naam) {
        return !alle(naam).isEmpty();
    }

    boolean heeftMetBegin(String begin) {
        return velden.stream().anyMatch(v -> v.naam().regionMatches(true, 0, begin, 0, begin.length()));
    }
}

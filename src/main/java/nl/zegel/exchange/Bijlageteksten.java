package nl.zegel.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import nl.zegel.convenant.Repetitie;
import nl.zegel.crypto.Klad;
import nl.zegel.document.Bijlage;
import nl.zegel.document.ElementId;
import nl.zegel.render.PdfTekst;

/**
 * The text of released attachments for the rehearsal: an attachment that says it holds findings alone may still name
 * the child. A CSV comes in overlapping windows, so memory does not grow with it; a PDF as the text a reader gets.
 */
final class Bijlageteksten {
    private static final int VENSTER = 256 * 1024;
    /** Longer than any value of one line, so that none is cut in two unseen. */
    private static final int OVERLAP = 1024;

    private Bijlageteksten() {}

    /** What is at hand, and after it what is read from the attachments as it is asked for. */
    static Iterable<Repetitie.Tekst> na(List<Repetitie.Tekst> eigen, List<Bijlage> bijlagen, Map<ElementId, Klad> bytes) {
        return () -> Stream.concat(eigen.stream(), bijlagen.stream().flatMap(b -> teksten(b, bytes.get(b.id())))).iterator();
    }

    private static Stream<Repetitie.Tekst> teksten(Bijlage bijlage, Klad klad) {
        try {
            return switch (bijlage.mediatype()) {
                case "text/csv" -> vensters(bijlage.id(), klad.open());
                case "application/pdf" -> Stream.of(new Repetitie.Tekst(plek(bijlage.id()), pdf(klad)));
                default -> Stream.empty();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pdf(Klad klad) throws IOException {
        try (InputStream in = klad.open()) {
            return PdfTekst.van(in.readAllBytes());
        }
    }

    private static String plek(ElementId id) {
        return "bijlage " + id;
    }

    private static Stream<Repetitie.Tekst> vensters(ElementId id, InputStream in) {
        Vensters vensters = new Vensters(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        return Stream.generate(() -> vensters.hasNext() ? vensters.next() : "").takeWhile(t -> !t.isEmpty())
                .map(t -> new Repetitie.Tekst(plek(id), t));
    }

    /** Pieces of a text, each beginning with the end of the one before. */
    private static final class Vensters implements Iterator<String> {
        private final Reader lezer;
        private String staart = "";
        private String volgende;

        Vensters(Reader lezer) {
            this.lezer = lezer;
            volgende = lees();
        }

        @Override
        public boolean hasNext() {
            return !volgende.isEmpty();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String nu = volgende;
            volgende = lees();
            return nu;
        }

        private String lees() {
            try {
                char[] blok = new char[VENSTER];
                int vol = 0;
                for (int n = lezer.read(blok, 0, VENSTER); n > 0; n = lezer.read(blok, vol, VENSTER - vol)) {
                    vol += n;
                }
                if (vol == 0) {
                    lezer.close();
                    return "";
                }
                String venster = staart + new String(blok, 0, vol);
                staart = venster.substring(Math.max(0, venster.length() - OVERLAP));
                return venster;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

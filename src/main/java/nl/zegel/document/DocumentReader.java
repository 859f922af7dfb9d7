package nl.zegel.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.xml.validation.Schema;

/**
 * The only reader of documents. Streams: one container of the XML and one buffer of an attachment are held at a time besides
 * the document itself. Thread-safe.
 */
public final class DocumentReader {
    /** Which side of the gateway the bytes come from: a submission carries no label, a copy always does. */
    public enum Rol { INZENDING, KOPIE }

    private final Woordenboek woordenboek;
    private final Grenzen grenzen;
    private final Rol rol;
    private final Vormgever vormgever;
    private final Schema schema;

    public DocumentReader(Woordenboek woordenboek, Grenzen grenzen, Rol rol) {
        this.woordenboek = woordenboek;
        this.grenzen = grenzen;
        this.rol = rol;
        this.vormgever = new Vormgever(woordenboek);
        this.schema = XmlGereedschap.schema("document-1.xsd");
    }

    /**
     * Reads one MIME entity: multipart/mixed with the XML first, or application/xml alone. In a copy the gateway's own text
     * and rendering may stand between the XML and the attachments; they are passed over.
     *
     * @param verstreken true once the time for reading is over; asked often, so it must be cheap
     * @throws IOException when the bytes cannot be read or kept; never because of what they are
     */
    public Leesuitkomst lees(InputStream entiteit, BijlageOpslag opslag, BooleanSupplier verstreken) throws IOException {
        Bronstroom bron = new Bronstroom(entiteit, verstreken);
        Deelafnemer afnemer = new Deelafnemer(bron, opslag);
        try {
            new MimeLezer(grenzen).lees(bron, afnemer);
            return afnemer.uitkomst();
        } catch (Afgebroken e) {
            return new Leesuitkomst.Afgekeurd(List.of(e.afkeuring()));
        }
    }

    /** Reads the XML part alone; declared attachments are not looked for. */
    public Leesuitkomst leesXml(InputStream xml, BooleanSupplier verstreken) throws IOException {
        Bronstroom bron = new Bronstroom(xml, verstreken);
        try {
            return xml(bron, bron);
        } catch (Afgebroken e) {
            return new Leesuitkomst.Afgekeurd(List.of(e.afkeuring()));
        }
    }

    private Leesuitkomst xml(InputStream xml, Bronstroom bron) throws IOException {
        Keuring keuring = new Keuring();
        Documenttoets toets = new Documenttoets(woordenboek, grenzen, keuring, rol);
        new XmlLezer(schema, grenzen).lees(xml, bron, keuring, toets::neem);
        return toets.uitkomst(vormgever);
    }

    /** The XML first, then exactly the attachments it declares, in that order. */
    private final class Deelafnemer implements MimeLezer.Afnemer {
        private final Bronstroom bron;
        private final Bijlagelezer bijlagelezer;
        private Leesuitkomst uitkomst = new Leesuitkomst.Afgekeurd(List.of(Weigering.MIME_SOORT.bij("/")));
        private List<Bijlage> verwacht = List.of();
        private int gelezen;

        Deelafnemer(Bronstroom bron, BijlageOpslag opslag) {
            this.bron = bron;
            this.bijlagelezer = new Bijlagelezer(opslag);
        }

        @Override
        public void deel(MimeLezer.Deelkop kop, InputStream inhoud) throws IOException {
            String pad = "/deel[" + kop.nummer() + "]";
            if (kop.nummer() == 1) {
                MimeLezer.eis(kop.mediatype().equals("application/xml"), Weigering.MIME_EERSTE_DEEL, pad);
                MimeLezer.eis(kop.tekenset() == null || kop.tekenset().equalsIgnoreCase("utf-8"), Weigering.XML_CODERING, pad);
                uitkomst = xml(inhoud, bron);
                if (uitkomst instanceof Leesuitkomst.Gelezen goed) {
                    verwacht = goed.document().bijlagen();
                }
            } else if (uitkomst instanceof Leesuitkomst.Gelezen && !eigenDeel(kop)) {
                MimeLezer.eis(gelezen < verwacht.size(), Weigering.BIJLAGE_NIET_VERKLAARD, pad);
                bijlagelezer.lees(verwacht.get(gelezen++), kop, inhoud, pad);
            }
        }

        private boolean eigenDeel(MimeLezer.Deelkop kop) {
            return rol == Rol.KOPIE && Bijlagetoets.EIGEN_DELEN.contains(kop.naam());
        }

        Leesuitkomst uitkomst() {
            return uitkomst instanceof Leesuitkomst.Gelezen && gelezen < verwacht.size()
                    ? new Leesuitkomst.Afgekeurd(List.of(
                            Weigering.BIJLAGE_ONTBREEKT.bij("/document/bijlage[" + verwacht.get(gelezen).id() + "]")))
                    : uitkomst;
        }
    }
}

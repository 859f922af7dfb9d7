package nl.zegel.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Clearance;
import nl.zegel.convenant.Manifest;
import nl.zegel.convenant.Projection;
import nl.zegel.convenant.Projector;
import nl.zegel.convenant.Repetitie;
import nl.zegel.crypto.Klad;
import nl.zegel.document.Bijlage;
import nl.zegel.document.Deel;
import nl.zegel.document.Document;
import nl.zegel.document.DocumentReader;
import nl.zegel.document.DocumentWriter;
import nl.zegel.document.ElementId;
import nl.zegel.document.Leesuitkomst;
import nl.zegel.document.Woordenboek;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import nl.zegel.render.Begeleidtekst;
import nl.zegel.render.Partijnamen;
import nl.zegel.render.PdfTekst;
import nl.zegel.render.Weergave;

/** Step 5: one new document per loket, made of what is allowed, rendered, read back and rehearsed; then its clearance. */
public final class Project {
    static final String XML = "document.xml";
    private static final String TEKST = "begeleidende-tekst.txt";
    private static final String PDF = "document.pdf";

    private final Partijen partijen;
    private final Projector projector;
    private final Repetitie repetitie;
    private final DocumentWriter writer;
    private final DocumentReader kopielezer;
    private final Weergave weergave;
    private final Woordenboek woordenboek;

    /** @param kopielezer reader of copies, for the reading back */
    public Project(Partijen partijen, Projector projector, Repetitie repetitie, DocumentWriter writer, DocumentReader kopielezer,
            Weergave weergave, Woordenboek woordenboek) {
        this.partijen = partijen;
        this.projector = projector;
        this.repetitie = repetitie;
        this.writer = writer;
        this.kopielezer = kopielezer;
        this.weergave = weergave;
        this.woordenboek = woordenboek;
    }

    /** @throws Afgebroken into quarantine, when what one copy withholds was found in it */
    public Stadia.Projected project(Stadia.Decided bron) throws Afgebroken, IOException {
        try {
            return new Stadia.Projected(bron, kopieen(bron));
        } catch (UncheckedIOException attachment) {
            throw attachment.getCause();
        }
    }

    private List<Stadia.Kopie> kopieen(Stadia.Decided bron) throws Afgebroken, IOException {
        List<Stadia.Kopie> kopieen = new ArrayList<>();
        for (Besluit.LoketBesluit loket : bron.teGeven.lokets()) {
            if (loket.ietsVrij()) {
                kopieen.add(kopie(bron, loket.loket()));
            }
        }
        return kopieen;
    }

    private Stadia.Kopie kopie(Stadia.Decided bron, LoketId loket) throws Afgebroken, IOException {
        UUID levering = UUID.randomUUID();
        Document geheel = bron.bron.document;
        Instant moment = bron.bron.bron.verloop.moment();
        Projection projection = projector.project(geheel, bron.convenant, bron.teGeven, loket, levering.toString());
        Partijnamen namen = new Partijnamen(naam(geheel.kop().afzender()), naam(loket));
        String onderwerp = "Zegel " + levering.toString().substring(24) + ": " + woordenboek.label(geheel.kop().soort());
        byte[] xml = writer.schrijfKopie(projection.document(), projection.etiket(), projection.bewijzen());
        byte[] tekst = Begeleidtekst.van(projection, namen, onderwerp, woordenboek::label).getBytes(StandardCharsets.UTF_8);
        byte[] pdf = weergave.pdf(projection, namen, moment);
        List<Deel> delen = new ArrayList<>(List.of(
                deel(XML, "application/xml", xml), deel(TEKST, "text/plain", tekst), deel(PDF, "application/pdf", pdf)));
        for (Bijlage bijlage : projection.document().bijlagen()) {
            delen.add(deel(bijlage, bron.bron.bijlagen));
        }
        Manifest manifest = manifest(delen);
        List<Repetitie.Tekst> eigen = List.of(new Repetitie.Tekst(TEKST, new String(tekst, StandardCharsets.UTF_8)),
                new Repetitie.Tekst(PDF, PdfTekst.van(pdf)), new Repetitie.Tekst("Subject", onderwerp));
        // INVARIANT (copy, never delete): the copy's own bytes are read back and decided again before a clearance exists.
        Clearance clearance = vrij(repetitie.repeteer(projection, manifest, teruggelezen(xml),
                Bijlageteksten.na(eigen, projection.document().bijlagen(), bron.bron.bijlagen),
                new Repetitie.Grond(bron.convenant, partijen, bron.feiten, moment, bron.aanvulling.zonderGegeven(geheel, loket), bron.bron.vorm)));
        return new Stadia.Kopie(levering, projection, manifest, clearance, delen, onderwerp);
    }

    private static Clearance vrij(Repetitie.Uitslag uitslag) throws Afgebroken {
        if (uitslag instanceof Repetitie.Uitslag.Gevonden gevonden) {
            throw new Afgebroken(new Uitslag.Quarantaine("ONTHOUDEN_WAARDE_GEVONDEN",
                    String.join(", ", gevonden.elementen()) + " in " + String.join(", ", gevonden.delen())));
        }
        return ((Repetitie.Uitslag.Vrij) uitslag).clearance();
    }

    private String naam(LoketId id) {
        return partijen.loket(id).orElseThrow(() -> new GatewayBug("a decision names a loket that is not registered: " + id)).naam();
    }

    private Leesuitkomst.Gelezen teruggelezen(byte[] xml) throws IOException {
        Leesuitkomst uitkomst = kopielezer.leesXml(new ByteArrayInputStream(xml), () -> false);
        if (uitkomst instanceof Leesuitkomst.Gelezen gelezen) {
            return gelezen;
        }
        throw new GatewayBug("a copy cannot be read back: "
                + ((Leesuitkomst.Afgekeurd) uitkomst).afkeuringen().stream().map(a -> a.code() + " " + a.pad()).toList());
    }

    private static Deel deel(String naam, String mediatype, byte[] bytes) {
        return new Deel(naam, mediatype, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static Deel deel(Bijlage bijlage, Map<ElementId, Klad> bijlagen) {
        Klad klad = bijlagen.get(bijlage.id());
        if (klad == null) {
            throw new GatewayBug("a released attachment has no bytes: " + bijlage.id());
        }
        return new Deel(bijlage.naam(), bijlage.mediatype(), bijlage.lengte(), klad);
    }

    private static Manifest manifest(List<Deel> delen) throws IOException {
        List<Manifest.Regel> regels = new ArrayList<>();
        for (Deel deel : delen) {
            regels.add(new Manifest.Regel(deel.naam(), deel.mediatype(), deel.lengte(), sha256(deel)));
        }
        return new Manifest(regels);
    }

    private static String sha256(Deel deel) throws IOException {
        try (InputStream in = deel.bron().open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] blok = new byte[8192];
            for (int n = in.read(blok); n > 0; n = in.read(blok)) {
                digest.update(blok, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new GatewayBug("every JDK has SHA-256", e);
        }
    }
}

package nl.zegel.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.Indiener;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.document.Bijlage;
import nl.zegel.document.Deel;
import nl.zegel.document.Document;
import nl.zegel.document.DocumentReader;
import nl.zegel.document.DocumentWriter;
import nl.zegel.document.Grenzen;
import nl.zegel.document.Herkomst;
import nl.zegel.document.Leesuitkomst;
import nl.zegel.document.Woordenboek;
import nl.zegel.party.CmsProfiel;

/**
 * The partner's side: reads a document, gives it a provenance root that it signs, and seals it for the gateway. Stands
 * alone: the sender's own key and the gateway's certificate are all it needs.
 */
final class Inzender {
    private final Woordenboek woordenboek = Woordenboek.laad();
    private final DocumentReader lezer = new DocumentReader(woordenboek, Grenzen.standaard(), DocumentReader.Rol.INZENDING);
    private final Voorzieningen voorzieningen = Voorzieningen.snelste();
    private final SecureRandom toeval = new SecureRandom();

    /** @throws OngeldigDocument when the gateway would refuse the document; the text says why and what to do */
    Document lees(Path xml) throws IOException, OngeldigDocument {
        try (InputStream in = Files.newInputStream(xml)) {
            Leesuitkomst uitkomst = lezer.leesXml(in, () -> false);
            if (uitkomst instanceof Leesuitkomst.Gelezen gelezen) {
                return gelezen.document();
            }
            throw new OngeldigDocument(((Leesuitkomst.Afgekeurd) uitkomst).afkeuringen().stream()
                    .map(a -> a.code() + " bij " + a.pad() + ": " + a.regel() + ". " + a.remedie()).collect(Collectors.joining("\n")));
        }
    }

    /**
     * Seals for the gateway.
     *
     * @param bijlagen folder with the attachments that the document declares, by name
     */
    void zegel(Document document, Path bijlagen, Sleutel afzender, X509Certificate gateway, CmsProfiel profiel, Instant moment, OutputStream naar)
            throws IOException {
        Document metWortel = Herkomst.maak(document, woordenboek, toeval);
        byte[] handtekening = Bewijstekenaar.teken(afzender, voorzieningen, Herkomst.verklaring(metWortel), Optional.empty(), moment);
        Document getekend = new Document(metWortel.kop(), metWortel.groepen(), metWortel.bijlagen(), metWortel.wortel(), metWortel.zaad(),
                Base64.getEncoder().encodeToString(handtekening));
        byte[] xml = new DocumentWriter().schrijf(getekend);
        List<Deel> delen = new ArrayList<>();
        delen.add(new Deel("document.xml", "application/xml", xml.length, () -> new ByteArrayInputStream(xml)));
        for (Bijlage bijlage : document.bijlagen()) {
            Path bestand = bijlagen.resolve(bijlage.naam());
            delen.add(new Deel(bijlage.naam(), bijlage.mediatype(), Files.size(bestand), () -> Files.newInputStream(bestand)));
        }
        new Indiener(voorzieningen, toeval).dienIn(afzender, gateway, profiel, delen, Map.of(), moment, naar);
    }

    /** The document would be refused. */
    static final class OngeldigDocument extends Exception {
        private static final long serialVersionUID = 1L;

        OngeldigDocument(String wat) {
            super(wat);
        }
    }
}

package nl.zegel.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nl.zegel.crypto.Klad;
import nl.zegel.document.Afkeuring;
import nl.zegel.document.BijlageOpslag;
import nl.zegel.document.Document;
import nl.zegel.document.DocumentReader;
import nl.zegel.document.ElementId;
import nl.zegel.document.Kop;
import nl.zegel.document.Leesuitkomst;
import nl.zegel.party.LoketId;
import nl.zegel.render.PdfKeuring;
import nl.zegel.register.Gatewayadres;

/** Step 3: bytes to a document and its Vorm, or a refusal that the authenticated sender can act on. */
public final class Parse {
    private static final String PDF = "application/pdf";
    private static final Duration LEESTIJD = Duration.ofMinutes(5);

    private final DocumentReader reader;
    private final Wortelhandtekening wortels;
    private final PdfKeuring pdf;
    private final Gatewayadres adres;
    private final Path map;
    private final SecureRandom random;
    private final Clock klok;

    public Parse(DocumentReader reader, Wortelhandtekening wortels, PdfKeuring pdf, Gatewayadres adres, Path map, SecureRandom random, Clock klok) {
        this.reader = reader;
        this.wortels = wortels;
        this.pdf = pdf;
        this.adres = adres;
        this.map = map;
        this.random = random;
        this.klok = klok;
    }

    public Stadia.Parsed parse(Stadia.Authenticated bron) throws Afgebroken, IOException {
        Map<ElementId, Klad> bijlagen = new HashMap<>();
        BijlageOpslag opslag = verklaard -> {
            Klad klad = bron.verloop.sluitAanHetEind(new Klad(map, random));
            bijlagen.put(verklaard.id(), klad);
            return klad.schrijf();
        };
        Leesuitkomst uitkomst = reader.lees(bron.geopend.open(), opslag, verstreken());
        if (uitkomst instanceof Leesuitkomst.Afgekeurd afgekeurd) {
            throw new Afgebroken(new Uitslag.Geweigerd(afgekeurd.afkeuringen()));
        }
        Leesuitkomst.Gelezen gelezen = (Leesuitkomst.Gelezen) uitkomst;
        bron.verloop.opgehelderd(gelezen.document().kop());
        eisGeadresseerd(gelezen.document().kop(), bron.afzender.id());
        wortels.eis(gelezen.document(), bron.afzender, bron.geopend.vingerafdruk(), bron.ontvangst.ontvangen());
        keurPdf(gelezen.document(), bijlagen);
        return new Stadia.Parsed(bron, gelezen.document(), gelezen.vorm(), bijlagen);
    }

    private BooleanSupplier verstreken() {
        Instant einde = klok.instant().plus(LEESTIJD);
        return () -> klok.instant().isAfter(einde);
    }

    /** INVARIANT (addressed): a signed document that names another gateway, environment or sender is not for us. */
    private void eisGeadresseerd(Kop kop, LoketId afzender) throws Afgebroken {
        if (!kop.gateway().equals(adres.gateway()) || !kop.omgeving().equals(adres.omgeving())) {
            throw weiger("NIET_GEADRESSEERD", "het document noemt deze gateway en deze omgeving", "kop",
                    "Maak het document opnieuw voor de gateway en omgeving waar u het naartoe stuurt.");
        }
        if (!kop.afzender().equals(afzender)) {
            throw weiger("AFZENDER_ONGELIJK", "de afzender in het document is het loket dat ondertekent", "kop/afzender",
                    "Onderteken met de sleutel van het loket dat in het document als afzender staat.");
        }
    }

    private void keurPdf(Document document, Map<ElementId, Klad> bijlagen) throws Afgebroken, IOException {
        for (var bijlage : document.bijlagen()) {
            if (bijlage.mediatype().equals(PDF)) {
                Optional<Afkeuring> afkeuring = pdf.keur(bijlage.id(), bijlagen.get(bijlage.id()));
                if (afkeuring.isPresent()) {
                    throw new Afgebroken(new Uitslag.Geweigerd(List.of(afkeuring.get())));
                }
            }
        }
    }

    static Afgebroken weiger(String code, String regel, String pad, String remedie) {
        return new Afgebroken(new Uitslag.Geweigerd(List.of(new Afkeuring(code, regel, pad, remedie))));
    }
}

package nl.zegel.exchange;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.Padoordeel;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.document.Document;
import nl.zegel.document.Herkomst;
import nl.zegel.party.Loket;
import nl.zegel.party.Partijen;
import nl.zegel.party.Sleuteldoel;

/**
 * The sender's signature over the provenance root. INVARIANT (claims are not facts): "as the sender signed it" is booked
 * only after the signature over exactly this gateway, environment, sender, reference and root was checked and was found to be
 * by the loket that signed the whole. That the root covers every leaf, the reader has recomputed.
 */
public final class Wortelhandtekening {
    private final Partijen partijen;
    private final Padbewaking paden;
    private final Voorzieningen voorzieningen;

    public Wortelhandtekening(Partijen partijen, Padbewaking paden, Voorzieningen voorzieningen) {
        this.partijen = partijen;
        this.paden = paden;
        this.voorzieningen = voorzieningen;
    }

    /** A document without a root passes: it is registered as received. @throws Afgebroken when a root is not signed as it must be */
    void eis(Document document, Loket afzender, String vingerafdrukCms, Instant moment) throws Afgebroken {
        if (document.wortel() == null) {
            return;
        }
        String handtekening = document.handtekening();
        if (handtekening == null) {
            throw weiger("HERKOMST_NIET_ONDERTEKEND", "een herkomstwortel is ondertekend door de afzender");
        }
        Bewijstekenaar.Getekend getekend = bytes(handtekening)
                .flatMap(p7s -> Bewijstekenaar.controleer(Herkomst.verklaring(document), p7s, voorzieningen))
                .orElseThrow(() -> weiger("HERKOMST_HANDTEKENING", "de handtekening van de herkomst past bij dit document"));
        if (getekend.vingerafdruk().equals(vingerafdrukCms)) {
            return;
        }
        boolean zelfdeLoket = partijen.bijCertificaat(getekend.vingerafdruk(), Sleuteldoel.ONDERTEKENEN, Authenticate.dag(moment))
                .filter(l -> l.id().equals(afzender.id())).isPresent();
        if (!zelfdeLoket) {
            throw weiger("HERKOMST_VAN_EEN_ANDER", "de herkomst is ondertekend door het loket dat het document ondertekent");
        }
        Padoordeel pad = paden.controleer(getekend.ondertekenaar(), Sleuteldoel.ONDERTEKENEN, getekend.tas(), moment);
        if (Padbewaking.intrekkingOnbekend(pad)) {
            throw new Afgebroken(new Uitslag.Later("INTREKKING_ONBEKEND"));
        }
        if (!pad.goed()) {
            throw weiger("HERKOMST_VAN_EEN_ANDER", "de herkomst is ondertekend met een geldig certificaat van het loket");
        }
    }

    private static Afgebroken weiger(String code, String regel) {
        return Parse.weiger(code, regel, "/document/herkomst/handtekening",
                "Maak de herkomst opnieuw met zegel send en de sleutel waarmee u het document ondertekent.");
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException geenBase64) {
            return Optional.empty();
        }
    }
}

package nl.zegel.exchange;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Clearance;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Feiten;
import nl.zegel.convenant.Manifest;
import nl.zegel.convenant.Projection;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Klad;
import nl.zegel.crypto.Verzegelaar;
import nl.zegel.document.Deel;
import nl.zegel.document.Document;
import nl.zegel.document.ElementId;
import nl.zegel.document.Vorm;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.register.Ontvangsten;
import org.jspecify.annotations.Nullable;

/**
 * What each step hands to the next. INVARIANT (claims are not facts): the constructors are this package's, and each
 * step takes only what the step before it makes, so that another order fails.
 */
public final class Stadia {
    private Stadia() {}

    /** Step 2: which loket, by which key; the opened entity. */
    public static final class Authenticated {
        final Verloop verloop;
        final Ontvangsten.Ontvangst ontvangst;
        final Aanvoer aanvoer;
        final Loket afzender;
        final Geopend geopend;

        Authenticated(Verloop verloop, Ontvangsten.Ontvangst ontvangst, Aanvoer aanvoer, Loket afzender, Geopend geopend) {
            this.verloop = verloop;
            this.ontvangst = ontvangst;
            this.aanvoer = aanvoer;
            this.afzender = afzender;
            this.geopend = geopend;
        }
    }

    /** Step 3: the document, its Vorm, and its attachments in scratch room. */
    public static final class Parsed {
        final Authenticated bron;
        final Document document;
        final Vorm vorm;
        final Map<ElementId, Klad> bijlagen;

        Parsed(Authenticated bron, Document document, Vorm vorm, Map<ElementId, Klad> bijlagen) {
            this.bron = bron;
            this.document = document;
            this.vorm = vorm;
            this.bijlagen = Map.copyOf(bijlagen);
        }
    }

    /** Step 4: the decision, and what of it still goes: lokets get nothing twice. */
    public static final class Decided {
        final Parsed bron;
        final Convenant convenant;
        final Feiten feiten;
        final @Nullable String zaak;
        final Besluit besluit;
        final Aanvulling aanvulling;
        final Besluit teGeven;

        Decided(Parsed bron, Convenant convenant, Feiten feiten, @Nullable String zaak, Besluit besluit, Aanvulling aanvulling) {
            this.bron = bron;
            this.convenant = convenant;
            this.feiten = feiten;
            this.zaak = zaak;
            this.besluit = besluit;
            this.aanvulling = aanvulling;
            this.teGeven = aanvulling.smal(besluit);
        }
    }

    /** Step 5: each recipient's copy, rehearsed and cleared. */
    public static final class Projected {
        final Decided bron;
        final List<Kopie> kopieen;

        Projected(Decided bron, List<Kopie> kopieen) {
            this.bron = bron;
            this.kopieen = List.copyOf(kopieen);
        }
    }

    /** One copy on its way to one loket. */
    record Kopie(UUID levering, Projection projection, Manifest manifest, Clearance clearance, List<Deel> delen, String onderwerp) {}

    /** Step 6: sealed bytes in unfinished bodies; what could not be sealed now waits. */
    public static final class Sealed {
        final Projected bron;
        final List<Verzegeld> verzegeld;
        final List<Wachtend> wachtend;

        Sealed(Projected bron, List<Verzegeld> verzegeld, List<Wachtend> wachtend) {
            this.bron = bron;
            this.verzegeld = List.copyOf(verzegeld);
            this.wachtend = List.copyOf(wachtend);
        }
    }

    /** @param certificaat fingerprint of the certificate sealed for */
    record Verzegeld(Kopie kopie, Kluis.Inhoud inhoud, String certificaat, Kanaal kanaal, Verzegelaar.Zegel zegel) {}

    /** A loket that gets nothing yet, and why. */
    record Wachtend(LoketId loket, String code) {}
}

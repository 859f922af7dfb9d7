package nl.zegel.document;

import java.time.OffsetDateTime;
import java.util.List;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * The header of a document: addressing and purpose, never a person's data.
 *
 * @param soort      document type, e.g. HIB
 * @param referentie the sender's reference; with sender and digest it says which document this is
 * @param gateway    name of the gateway addressed
 * @param omgeving   environment addressed: productie, acceptatie, test or demo
 * @param convenant  id of the convenant
 * @param zaak       case reference of the sender, null when none
 * @param stap       process step of the convenant, null when the type has none
 * @param doel       purpose code of the convenant
 */
public record Kop(
        String soort, String referentie, String gateway, String omgeving, String convenant, LoketId afzender,
        @Nullable String zaak, @Nullable String stap, String doel, OffsetDateTime opgemaakt,
        List<Ontvanger> ontvangers, List<Verwijzing> verwijzingen) {
    public Kop {
        ontvangers = List.copyOf(ontvangers);
        verwijzingen = List.copyOf(verwijzingen);
    }

    /** An intended recipient with the sender's reason why it needs the data; the reason is searched for personal data. */
    public record Ontvanger(LoketId loket, @Nullable String noodzaak) {}

    /** A reference to a request, permission or decision, e.g. VERZOEK, OM_TOESTEMMING, ART20_BESLISSING. */
    public record Verwijzing(String soort, String kenmerk) {}
}

package nl.zegel.convenant;

import org.jspecify.annotations.Nullable;

/**
 * The closed list of conditions a verstrekking may set; which rule sets which, and by which article, is in the convenant
 * file. The order is the rank: of several that are missing the first names the reason.
 */
public enum Voorwaarde {
    C_STAP(Redencode.STAP_NIET_BEREIKT, null),
    C_AUTH(Redencode.NIET_GEAUTORISEERD, null),
    /** The provider's legal basis has lapsed: it waits for the signed mapping to what replaced it (FC-H10). */
    C_BASIS(Redencode.GRONDSLAG_VERVALLEN, Feitsoort.BASIS_VERVANGEN_DOOR),
    C_VRIJGAVEGROND(Redencode.GRONDSLAG_ONTBREEKT, Feitsoort.VRIJGAVEGROND),
    C_ART20(Redencode.ART20_BESLISSING_ONTBREEKT, Feitsoort.ART20_BESLISSING),
    C_OMTOEST(Redencode.OM_TOESTEMMING_ONTBREEKT, Feitsoort.OM_TOESTEMMING),
    C_HOVJ(Redencode.HOOFDOFFICIER_TOESTEMMING_ONTBREEKT, Feitsoort.HOOFDOFFICIER_TOESTEMMING),
    C_CASUS(Redencode.CASUSBESLISSING_ONTBREEKT, Feitsoort.CASUSBESLISSING),
    C_WJSG_GROND(Redencode.GRONDSLAG_ONTBREEKT, Feitsoort.WJSG_GRONDSLAG),
    C_TOEST_MELDER(Redencode.TOESTEMMING_BETROKKENE_ONTBREEKT, Feitsoort.TOESTEMMING_MELDER),
    C_TOEST_MEET(Redencode.TOESTEMMING_BETROKKENE_ONTBREEKT, Feitsoort.TOESTEMMING_MEETGEGEVENS),
    C_TOEST_VERSTR(Redencode.TOESTEMMING_VERSTREKKER_ONTBREEKT, Feitsoort.TOESTEMMING_VERSTREKKER),
    C_NDA(Redencode.GEHEIMHOUDINGSVERKLARING_ONTBREEKT, Feitsoort.GEHEIMHOUDINGSVERKLARING),
    C_BSN_WET(Redencode.BSN_ZONDER_WETTELIJKE_PLICHT, Feitsoort.BSN_PLICHT),
    /** A request of the recipient itself, found in the register, about the same municipality. */
    C_VERZOEK(Redencode.VERZOEK_ONTBREEKT, Feitsoort.VERZOEK),
    /** A signal of the recipient itself, found in the register. */
    C_SIGNAAL(Redencode.VERZOEK_ONTBREEKT, Feitsoort.SIGNAAL),
    C_PROTOCOL(Redencode.UITVOERINGSPROTOCOL_ONTBREEKT, Feitsoort.UITVOERINGSPROTOCOL),
    C_PLAN(Redencode.UITVOERINGSPLAN_ONTBREEKT, Feitsoort.UITVOERINGSPLAN),
    C_AFSPR(Redencode.SAMENWERKINGSAFSPRAKEN_ONTBREKEN, Feitsoort.SAMENWERKINGSAFSPRAKEN),
    C_INBRAAK(Redencode.AFSTEMMING_INBRAKENTEAM_ONTBREEKT, Feitsoort.AFSTEMMING_INBRAKENTEAM),
    C_AGENDA(Redencode.NIET_GEAGENDEERD, Feitsoort.AGENDERING),
    C_BINNENTREDEN(Redencode.ONTVANGER_UITGESLOTEN, Feitsoort.BINNENTREDEN),
    C_GEBIED(Redencode.BUITEN_GEBIED, null),
    C_RELATIE(Redencode.BUITEN_GEBIED, Feitsoort.RELATIE_OBJECT),
    C_OPSP(Redencode.OPSPORINGSBELANG_VERZET, Feitsoort.GEEN_OPSPORINGSBELANG),
    C_AVG10(Redencode.AVG10_GRONDSLAG_ONTBREEKT, Feitsoort.AVG10_GRONDSLAG),
    C_NOODZAAK(Redencode.NOODZAAK_ONTBREEKT, null),
    /** The location of a dwelling needs a VERDACHTE in the document (FC-H2). */
    C_WONING(Redencode.BETROKKENE_CATEGORIE_NIET_TOEGESTAAN, null),
    /** The location is no dwelling, so that it says nothing about a person (FC-H2). */
    C_GEEN_WONING(Redencode.ONTVANGER_UITGESLOTEN, null),
    /** A hold: the sender's privacy officer releases by hand, on a written basis. */
    C_HAND(Redencode.WACHT_OP_HANDMATIGE_VRIJGAVE, Feitsoort.HANDMATIGE_VRIJGAVE);

    private final Redencode ontbreekt;
    private final @Nullable Feitsoort feit;

    Voorwaarde(Redencode ontbreekt, @Nullable Feitsoort feit) {
        this.ontbreekt = ontbreekt;
        this.feit = feit;
    }

    /** The reason when it is not met. */
    public Redencode ontbreekt() {
        return ontbreekt;
    }

    /**
     * True when the document waits for it. Only where the text or a reading says "hold": elsewhere the missing decision or
     * consent must exist beforehand, and its absence withholds.
     */
    public boolean wacht() {
        return switch (this) {
            case C_BASIS, C_PROTOCOL, C_HAND -> true;
            default -> false;
        };
    }

    /** The kind of fact that meets it, null when the document or the party file decides. */
    public @Nullable Feitsoort feit() {
        return feit;
    }

    /** The id as the convenant file writes it, e.g. {@code C-ART20}. */
    public String code() {
        return name().replace('_', '-');
    }
}

package nl.zegel.convenant;

import org.jspecify.annotations.Nullable;

/**
 * The closed list of conditions a verstrekking may set; which rule sets which, and by which article, is in the convenant
 * file. A condition that somebody can still meet makes the outcome wait; one that lies fixed in the document withholds.
 */
public enum Voorwaarde {
    C_AUTH(Redencode.NIET_GEAUTORISEERD, false, null),
    C_NOODZAAK(Redencode.NOODZAAK_ONTBREEKT, false, null),
    C_GEBIED(Redencode.BUITEN_GEBIED, false, null),
    C_STAP(Redencode.STAP_NIET_BEREIKT, false, null),
    /** The location of a dwelling needs a VERDACHTE in the document (FC-H2). */
    C_WONING(Redencode.BETROKKENE_CATEGORIE_NIET_TOEGESTAAN, false, null),
    /** The location is no dwelling, so that it says nothing about a person (FC-H2). */
    C_GEEN_WONING(Redencode.ONTVANGER_UITGESLOTEN, false, null),
    /** A request of the recipient itself, found in the register, about the same municipality. */
    C_VERZOEK(Redencode.VERZOEK_ONTBREEKT, false, Feitsoort.VERZOEK),
    /** A signal of the recipient itself, found in the register, about the same municipality. */
    C_SIGNAAL(Redencode.VERZOEK_ONTBREEKT, false, Feitsoort.SIGNAAL),
    C_ART20(Redencode.ART20_BESLISSING_ONTBREEKT, true, Feitsoort.ART20_BESLISSING),
    C_PROTOCOL(Redencode.UITVOERINGSPROTOCOL_ONTBREEKT, true, Feitsoort.UITVOERINGSPROTOCOL),
    C_PLAN(Redencode.UITVOERINGSPLAN_ONTBREEKT, true, Feitsoort.UITVOERINGSPLAN),
    C_AFSPR(Redencode.SAMENWERKINGSAFSPRAKEN_ONTBREKEN, true, Feitsoort.SAMENWERKINGSAFSPRAKEN),
    C_CASUS(Redencode.CASUSBESLISSING_ONTBREEKT, true, Feitsoort.CASUSBESLISSING),
    C_OMTOEST(Redencode.OM_TOESTEMMING_ONTBREEKT, true, Feitsoort.OM_TOESTEMMING),
    C_HOVJ(Redencode.HOOFDOFFICIER_TOESTEMMING_ONTBREEKT, true, Feitsoort.HOOFDOFFICIER_TOESTEMMING),
    C_OPSP(Redencode.OPSPORINGSBELANG_VERZET, true, Feitsoort.GEEN_OPSPORINGSBELANG),
    C_AVG10(Redencode.AVG10_GRONDSLAG_ONTBREEKT, true, Feitsoort.AVG10_GRONDSLAG),
    C_VRIJGAVEGROND(Redencode.GRONDSLAG_ONTBREEKT, true, Feitsoort.VRIJGAVEGROND),
    /** The provider's legal basis has lapsed: it needs the signed mapping to what replaced it. */
    C_BASIS(Redencode.GRONDSLAG_VERVALLEN, true, Feitsoort.BASIS_VERVANGEN_DOOR),
    C_TOEST_MELDER(Redencode.TOESTEMMING_BETROKKENE_ONTBREEKT, true, Feitsoort.TOESTEMMING_MELDER),
    C_TOEST_MEET(Redencode.TOESTEMMING_BETROKKENE_ONTBREEKT, true, Feitsoort.TOESTEMMING_MEETGEGEVENS),
    C_TOEST_VERSTR(Redencode.TOESTEMMING_VERSTREKKER_ONTBREEKT, true, Feitsoort.TOESTEMMING_VERSTREKKER),
    C_NDA(Redencode.GEHEIMHOUDINGSVERKLARING_ONTBREEKT, true, Feitsoort.GEHEIMHOUDINGSVERKLARING),
    C_BSN_WET(Redencode.BSN_ZONDER_WETTELIJKE_PLICHT, true, Feitsoort.BSN_PLICHT),
    C_INBRAAK(Redencode.AFSTEMMING_INBRAKENTEAM_ONTBREEKT, true, Feitsoort.AFSTEMMING_INBRAKENTEAM),
    C_AGENDA(Redencode.NIET_GEAGENDEERD, true, Feitsoort.AGENDERING),
    /** A hold: the sender's privacy officer releases by hand, on a written basis. */
    C_HAND(Redencode.WACHT_OP_HANDMATIGE_VRIJGAVE, true, Feitsoort.HANDMATIGE_VRIJGAVE);

    private final Redencode ontbreekt;
    private final boolean kanKomen;
    private final @Nullable Feitsoort feit;

    Voorwaarde(Redencode ontbreekt, boolean kanKomen, @Nullable Feitsoort feit) {
        this.ontbreekt = ontbreekt;
        this.kanKomen = kanKomen;
        this.feit = feit;
    }

    /** The reason when it is not met. */
    public Redencode ontbreekt() {
        return ontbreekt;
    }

    /** True when a fact that comes later can still meet it. */
    public boolean kanKomen() {
        return kanKomen;
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

package nl.zegel.crypto;

/**
 * A CMS that does not open: one type and one text for every cause, so that nobody outside learns which check failed
 * (padding oracles, EFAIL). The reason is for the register alone.
 */
public record NietTeOpenen(Reden reden) implements Opening {
    /** For the register only; never in an answer, a log line or a metric that an outsider can move and see. */
    public enum Reden {
        MISVORMD,
        GEEN_CMS_VAN_EEN_PROFIEL,
        NIET_VOOR_ONZE_SLEUTEL,
        MEER_ONTVANGERS,
        ORIGINATOR_INFO,
        ZWAK_ALGORITME,
        VREEMD_KENMERK,
        ONTSLEUTELING,
        NIET_ONDERTEKEND,
        MEER_ONDERTEKENAARS,
        ONDERTEKENAAR_ONBEKEND,
        ONDERTEKENAARS_VERSCHILLEN,
        HANDTEKENING,
        ONTVANGSTBEWIJS_MISVORMD
    }

    @Override
    public String toString() {
        return "niet te openen";
    }
}

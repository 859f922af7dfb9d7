package nl.zegel.convenant;

/** How a condition is tested: the closed list. Everything else about a condition is data of the convenant file. */
public enum Toetssoort {
    /** A fact stands that covers the element for this recipient. */
    FEIT(null),
    /** The document names a step that the rule names, and a step that may go before it was done in this case. */
    STAP(Redencode.STAP_NIET_BEREIKT),
    /** Sender and recipient take part with their signing record: what a gateway can know of authorisation (Z-2). */
    AANWIJZING(Redencode.NIET_GEAUTORISEERD),
    /** The provider's legal basis stands, or a fact maps what lapsed to what replaced it; data about nobody pass. */
    BASIS(Redencode.GRONDSLAG_VERVALLEN),
    /**
     * The recipient's legal basis stands, or a fact maps what lapsed to what replaced it; what is no personal data passes. The
     * loader sets it on every rule to a role whose basis lapsed, so that no rule can forget it.
     */
    BASIS_ONTVANGER(Redencode.GRONDSLAG_VERVALLEN),
    /** Everything the document says of its place lies in the recipient's area. */
    GEBIED(Redencode.BUITEN_GEBIED),
    /** The element's own group, or one that it hangs under, lies in the recipient's area; for documents of many places. */
    GEBIED_VAN_GROEP(Redencode.BUITEN_GEBIED),
    /** The same by district (CBS wijk), for a recipient whose area is part of a municipality. */
    WIJK_VAN_GROEP(Redencode.BUITEN_GEBIED),
    /** The sender gave this recipient a reason, in which no detector fired. */
    NOODZAAK(Redencode.NOODZAAK_ONTBREEKT),
    /** A location that counts as data about a person goes only with that person in the document. */
    WONING(Redencode.BETROKKENE_CATEGORIE_NIET_TOEGESTAAN),
    /** The location says nothing about a person. */
    GEEN_WONING(Redencode.ONTVANGER_UITGESLOTEN);

    private final @org.jspecify.annotations.Nullable Redencode ontbreekt;

    Toetssoort(@org.jspecify.annotations.Nullable Redencode ontbreekt) {
        this.ontbreekt = ontbreekt;
    }

    /** The reason when it fails and the file names no other; null when the file must name it. */
    @org.jspecify.annotations.Nullable Redencode ontbreekt() {
        return ontbreekt;
    }
}

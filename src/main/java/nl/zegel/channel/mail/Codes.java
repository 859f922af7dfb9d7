package nl.zegel.channel.mail;

/** Refusal codes of this channel, listed with their remedy in docs/weigeringen.md. Stable. */
final class Codes {
    /** The header is over its bounds. */
    static final String KOP_TE_GROOT = "mail-kop-te-groot";
    /** The header can be read in more than one way. */
    static final String KOP_ONLEESBAAR = "mail-kop-onleesbaar";
    /** Content-Type or Content-Transfer-Encoding stands twice or is malformed. */
    static final String SOORT_DUBBELZINNIG = "mail-soort-dubbelzinnig";
    /** The body is not one CMS: text, several parts, a wrapped message. */
    static final String GEEN_CMS = "mail-geen-cms";
    /** Signed, not sealed: multipart/signed, or signed-data in a mailbox that takes encrypted mail only. */
    static final String NIET_VERSLEUTELD = "mail-niet-versleuteld";
    /** Encrypted, but this mailbox takes only mail that is signed on its outside. */
    static final String BUITEN_NIET_ONDERTEKEND = "mail-buiten-niet-ondertekend";
    /** The bytes are another kind of CMS than the header says, or none. */
    static final String CMS_ANDERS = "mail-cms-anders";
    /** The transfer encoding is unknown or broken. */
    static final String CODERING = "mail-codering";
    /** Over the mailbox's limit. */
    static final String TE_GROOT = "mail-te-groot";
    /** A report about a mail that is not ours, or that cannot be read. */
    static final String RAPPORT_ONBEKEND = "mail-rapport-onbekend";

    private Codes() {}
}

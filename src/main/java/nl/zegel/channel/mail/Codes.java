package nl.zegel.channel.mail;

/** Refusal codes of this channel, listed with their remedy in docs/weigeringen.md. Stable. */
final class Codes {
    /** The header is over its bounds. */
    static final String KOP_TE_GROOT = "MAIL_KOP_TE_GROOT";
    /** The header can be read in more than one way. */
    static final String KOP_ONLEESBAAR = "MAIL_KOP_ONLEESBAAR";
    /** Content-Type or Content-Transfer-Encoding stands twice or is malformed. */
    static final String SOORT_DUBBELZINNIG = "MAIL_SOORT_DUBBELZINNIG";
    /** The body is not one CMS: text, several parts, a wrapped message. */
    static final String GEEN_CMS = "MAIL_GEEN_CMS";
    /** Signed, not sealed: multipart/signed, or signed-data in a mailbox that takes encrypted mail only. */
    static final String NIET_VERSLEUTELD = "MAIL_NIET_VERSLEUTELD";
    /** Encrypted, but this mailbox takes only mail that is signed on its outside. */
    static final String BUITEN_NIET_ONDERTEKEND = "MAIL_BUITEN_NIET_ONDERTEKEND";
    /** The bytes are another kind of CMS than the header says, or none. */
    static final String CMS_ANDERS = "MAIL_CMS_ANDERS";
    /** The transfer encoding is unknown or broken. */
    static final String CODERING = "MAIL_CODERING";
    /** Over the mailbox's limit. */
    static final String TE_GROOT = "MAIL_TE_GROOT";
    /** A report about a mail that is not ours, or that cannot be read. */
    static final String RAPPORT_ONBEKEND = "MAIL_RAPPORT_ONBEKEND";

    private Codes() {}
}

package nl.zegel.convenant;

/**
 * A silence or ambiguity of the text with the reading chosen; a partner's lawyer overrules it by its stand.
 *
 * @param soort S (the text is silent), A (ambiguous), V (by omission) or EXTERN (a source outside the text)
 */
public record Lezing(String id, String soort, String tekst, Stand stand) {
    /** DICHT is the fail-closed reading. */
    public enum Stand { DICHT, OPEN }
}

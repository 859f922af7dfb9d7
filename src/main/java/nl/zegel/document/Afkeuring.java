package nl.zegel.document;

/**
 * Why bytes are not a document, for the sender: never a value.
 *
 * @param code    stable refusal code, listed in docs/weigeringen.md
 * @param regel   what the format demands
 * @param pad     where: element path, line, MIME part number
 * @param remedie what to do next, in Dutch
 */
public record Afkeuring(String code, String regel, String pad, String remedie) {}

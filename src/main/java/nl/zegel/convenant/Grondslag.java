package nl.zegel.convenant;

/** A legal basis: law, article, and whether it serves provider or recipient; {@code dpv} is the W3C DPV term or our extension. */
public record Grondslag(String wet, String artikel, Zijde zijde, String dpv) {
    public enum Zijde { VERSTREKKER, ONTVANGER }
}

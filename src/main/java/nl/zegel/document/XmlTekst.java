package nl.zegel.document;

import org.jspecify.annotations.Nullable;

/** Canonical XML text: declaration, two spaces per level, LF, attributes in the order given and only when they have a value. */
final class XmlTekst {
    private final StringBuilder uit = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private int diepte;

    /** @param attributen names and values by turns; a null value leaves the attribute out */
    void open(String naam, @Nullable String... attributen) {
        begin(naam, attributen);
        uit.append(">\n");
        diepte++;
    }

    void sluit(String naam) {
        diepte--;
        inspringen();
        uit.append("</").append(naam).append(">\n");
    }

    void leeg(String naam, @Nullable String... attributen) {
        begin(naam, attributen);
        uit.append("/>\n");
    }

    void blad(String naam, String tekst, @Nullable String... attributen) {
        begin(naam, attributen);
        uit.append('>');
        schrijf(tekst, false);
        uit.append("</").append(naam).append(">\n");
    }

    void bladAls(String naam, @Nullable String tekst) {
        if (tekst != null) {
            blad(naam, tekst);
        }
    }

    private void begin(String naam, @Nullable String... attributen) {
        inspringen();
        uit.append('<').append(naam);
        for (int i = 0; i < attributen.length; i += 2) {
            String waarde = attributen[i + 1];
            if (waarde != null) {
                uit.append(' ').append(attributen[i]).append("=\"");
                schrijf(waarde, true);
                uit.append('"');
            }
        }
    }

    private void inspringen() {
        uit.append("  ".repeat(diepte));
    }

    private void schrijf(String tekst, boolean attribuut) {
        for (int i = 0; i < tekst.length(); i++) {
            char c = tekst.charAt(i);
            switch (c) {
                case '&' -> uit.append("&amp;");
                case '<' -> uit.append("&lt;");
                case '>' -> uit.append("&gt;");
                case '\r' -> uit.append("&#13;");
                case '"' -> uit.append(attribuut ? "&quot;" : "\"");
                case '\n' -> uit.append(attribuut ? "&#10;" : "\n");
                case '\t' -> uit.append(attribuut ? "&#9;" : "\t");
                default -> uit.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return uit.toString();
    }
}

package nl.zegel.register;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.zegel.party.GatewayBug;

/**
 * JSON as RFC 8785 (JCS) writes it for what we use: objects with string keys, lists, strings, whole numbers, booleans.
 * Equal content gives equal bytes, so a commitment can be recomputed from content.
 */
final class CanoniekeJson {
    private static final int GESORTEERD = -2;
    private static final int OP_VOLGORDE = -1;

    private CanoniekeJson() {}

    /** Keys sorted by UTF-16 code unit, no white space. */
    static String schrijf(Map<String, ?> object) {
        StringBuilder uit = new StringBuilder(256);
        waarde(uit, object, GESORTEERD);
        return uit.toString();
    }

    /** One line, keys in the order given. */
    static String regel(Map<String, ?> object) {
        StringBuilder uit = new StringBuilder(256);
        waarde(uit, object, OP_VOLGORDE);
        return uit.toString();
    }

    /** For people: keys in the order given, two spaces of indent. The bytes are signed as they are. */
    static String leesbaar(Map<String, ?> object) {
        StringBuilder uit = new StringBuilder(1024);
        waarde(uit, object, 0);
        return uit.append('\n').toString();
    }

    private static void waarde(StringBuilder uit, Object waarde, int diepte) {
        if (waarde instanceof Map<?, ?> object) {
            Map<?, ?> velden = diepte == GESORTEERD ? new TreeMap<>(object) : object;
            rij(uit, '{', '}', velden.entrySet(), diepte, veld -> {
                tekst(uit, (String) veld.getKey());
                uit.append(diepte < 0 ? ":" : ": ");
                waarde(uit, veld.getValue(), diepte < 0 ? diepte : diepte + 1);
            });
        } else if (waarde instanceof List<?> lijst) {
            rij(uit, '[', ']', lijst, diepte, deel -> waarde(uit, deel, diepte < 0 ? diepte : diepte + 1));
        } else if (waarde instanceof String s) {
            tekst(uit, s);
        } else if (waarde instanceof Integer || waarde instanceof Long || waarde instanceof Boolean) {
            uit.append(waarde);
        } else {
            throw new GatewayBug("not a type that is stored as JSON: " + waarde.getClass().getName());
        }
    }

    private static <T> void rij(StringBuilder uit, char open, char dicht, Iterable<T> delen, int diepte,
            java.util.function.Consumer<T> schrijver) {
        uit.append(open);
        boolean eerste = true;
        for (T deel : delen) {
            if (!eerste) {
                uit.append(',');
            }
            regel(uit, diepte < 0 ? -1 : diepte + 1);
            schrijver.accept(deel);
            eerste = false;
        }
        if (!eerste) {
            regel(uit, diepte);
        }
        uit.append(dicht);
    }

    private static void regel(StringBuilder uit, int diepte) {
        if (diepte >= 0) {
            uit.append('\n').append("  ".repeat(diepte));
        }
    }

    static void tekst(StringBuilder uit, String s) {
        uit.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '"' -> uit.append("\\\"");
                case '\\' -> uit.append("\\\\");
                case '\n' -> uit.append("\\n");
                case '\r' -> uit.append("\\r");
                case '\t' -> uit.append("\\t");
                case '\b' -> uit.append("\\b");
                case '\f' -> uit.append("\\f");
                default -> {
                    if (c < 0x20) {
                        uit.append(String.format("\\u%04x", (int) c));
                    } else {
                        uit.append(c);
                    }
                }
            }
        }
        uit.append('"');
    }
}

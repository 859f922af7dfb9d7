package nl.zegel.render;

/** Names as shown to people of the only two lokets that a copy may name. */
public record Partijnamen(String afzender, String ontvanger) {}

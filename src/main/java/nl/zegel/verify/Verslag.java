package nl.zegel.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was proven, what was not and why, and what is wrong. */
public record Verslag(Oordeel oordeel, List<Bevinding> bevindingen) {
    /** Version of {@link #json}. */
    public static final String VERSIE = "nl.zegel.verslag/1";

    public Verslag {
        bevindingen = List.copyOf(bevindingen);
    }

    /** The verdict follows from the findings: one wrong is wrong; nothing proven is never BEWEZEN. */
    static Verslag van(List<Bevinding> bevindingen) {
        boolean fout = bevindingen.stream().anyMatch(b -> b.soort() == Bevinding.Soort.FOUT);
        boolean open = bevindingen.stream().anyMatch(b -> b.soort() == Bevinding.Soort.NIET_BEWEZEN)
                || bevindingen.stream().noneMatch(b -> b.soort() == Bevinding.Soort.BEWEZEN);
        return new Verslag(fout ? Oordeel.FOUT : open ? Oordeel.DEELS : Oordeel.BEWEZEN, bevindingen);
    }

    public boolean heeft(String code) {
        return bevindingen.stream().anyMatch(b -> b.code().equals(code));
    }

    /** For people: per kind, the worst first. */
    public String tekst() {
        StringBuilder uit = new StringBuilder(switch (oordeel) {
            case BEWEZEN -> "BEWEZEN: alles wat deze bestanden beweren, klopt.\n";
            case DEELS -> "DEELS: er is niets fout gevonden, maar niet alles is bewezen.\n";
            case FOUT -> "FOUT: er klopt iets niet. Vertrouw deze bestanden niet.\n";
        });
        kop(uit, "Fout", Bevinding.Soort.FOUT);
        kop(uit, "Niet bewezen", Bevinding.Soort.NIET_BEWEZEN);
        kop(uit, "Bewezen", Bevinding.Soort.BEWEZEN);
        kop(uit, "Toelichting", Bevinding.Soort.TOELICHTING);
        return uit.toString();
    }

    private void kop(StringBuilder uit, String titel, Bevinding.Soort soort) {
        List<Bevinding> deze = bevindingen.stream().filter(b -> b.soort() == soort).toList();
        if (deze.isEmpty()) {
            return;
        }
        uit.append('\n').append(titel).append('\n');
        for (Bevinding b : deze) {
            uit.append("  - ").append(b.bestand().isEmpty() ? "" : b.bestand() + ": ").append(b.zin())
                    .append(" [").append(b.code()).append("]\n");
        }
    }

    /** For programs. */
    public String json() {
        List<Map<String, String>> lijst = new ArrayList<>();
        for (Bevinding b : bevindingen) {
            Map<String, String> een = new LinkedHashMap<>();
            een.put("soort", b.soort().name());
            een.put("code", b.code());
            een.put("bestand", b.bestand());
            een.put("zin", b.zin());
            lijst.add(een);
        }
        Map<String, Object> alles = new LinkedHashMap<>();
        alles.put("versie", VERSIE);
        alles.put("oordeel", oordeel.name());
        alles.put("bevindingen", lijst);
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(alles) + "\n";
    }
}

package nl.zegel.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Reden;
import nl.zegel.convenant.Redencode;
import nl.zegel.party.Kanaal;
import nl.zegel.register.Bewijzen;
import nl.zegel.register.Werk;

/** Prints per document what each loket got and why, without any value. */
final class Demotabel {
    private static final int[] BREEDTE = {21, 6, 3, 4, 36, 27, 13, 18};
    private static final List<String> KOP = List.of("loket", "kanaal", "mee", "niet", "waarom niet", "grondslag", "staat", "bewijs");

    private final PrintWriter scherm;

    Demotabel(PrintWriter scherm) {
        this.scherm = scherm;
    }

    /** @param bewijzen for the sender */
    void toon(String titel, Besluit besluit, List<Werk.Rij> leveringen, List<Bewijzen.Bewijs> bewijzen) {
        scherm.println();
        scherm.println(titel);
        regel(KOP);
        streep();
        for (Besluit.LoketBesluit loket : besluit.lokets()) {
            List<Werk.Rij> rijen = leveringen.stream().filter(r -> r.soort() == Werk.Soort.DOCUMENT && r.loket().equals(loket.loket())).toList();
            regel(List.of(loket.loket().waarde(), rijen.stream().map(r -> r.kanaal().name()).collect(Collectors.joining(" ")),
                    String.valueOf(aantal(loket, true)), String.valueOf(aantal(loket, false)), waarom(loket), grondslag(loket),
                    rijen.isEmpty() ? loket.wacht() ? "wacht" : "krijgt niets" : rijen.stream().map(Demotabel::staat).collect(Collectors.joining(" ")),
                    bewijs(rijen, bewijzen)));
            streep();
        }
    }

    private static long aantal(Besluit.LoketBesluit loket, boolean mee) {
        return loket.elementen().values().stream().filter(e -> mee == isMee(e)).count();
    }

    private static boolean isMee(Besluit.ElementBesluit e) {
        return e.uitkomst().gaat();
    }

    private static String waarom(Besluit.LoketBesluit loket) {
        if (aantal(loket, true) == 0) {
            return woorden(loket.reden().code().name());
        }
        Map<Redencode, List<Reden>> redenen = loket.elementen().values().stream().filter(e -> !isMee(e)).map(Besluit.ElementBesluit::reden)
                .collect(Collectors.groupingBy(Reden::code, TreeMap::new, Collectors.toList()));
        return redenen.values().stream().sorted(Comparator.comparingInt((List<Reden> r) -> r.size()).reversed())
                .map(r -> r.size() + "x " + woorden(r.get(0).code().name()) + artikelen(r)).collect(Collectors.joining("; "));
    }

    private static String artikelen(List<Reden> redenen) {
        String lijst = redenen.stream().flatMap(r -> r.artikelen().stream()).distinct().sorted().collect(Collectors.joining(", "));
        return lijst.isEmpty() ? "" : " (art. " + lijst + ")";
    }

    private static String woorden(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ').replaceAll("\\bbsn\\b", "BSN").replaceAll("\\bom\\b", "OM");
    }

    private static String grondslag(Besluit.LoketBesluit loket) {
        Map<String, List<String>> wetten = new LinkedHashMap<>();
        loket.elementen().values().stream().filter(Demotabel::isMee).flatMap(e -> e.reden().grondslagen().stream())
                .map(g -> List.of(g.wet(), g.artikel())).distinct().sorted(Comparator.comparing((List<String> g) -> g.get(0)).thenComparing(g -> g.get(1)))
                .forEach(g -> wetten.computeIfAbsent(g.get(0), k -> new ArrayList<>()).add(g.get(1)));
        return wetten.entrySet().stream().map(e -> e.getKey() + " " + String.join(", ", e.getValue())).collect(Collectors.joining("; "));
    }

    static String staat(Werk.Rij rij) {
        return switch (rij.staat()) {
            case OPEN, BEZIG -> "onderweg";
            case AANGEBODEN -> "ligt klaar";
            case OVERGEDRAGEN -> rij.kanaal() == Kanaal.MAIL ? "bevestigd" : "opgehaald";
            case NAAR_MAIL -> "naar mailserver";
            case VASTGEHOUDEN -> "vastgehouden";
            case VASTGELOPEN -> "vastgelopen";
            case INGETROKKEN -> "ingetrokken";
        };
    }

    private static String bewijs(List<Werk.Rij> rijen, List<Bewijzen.Bewijs> bewijzen) {
        List<UUID> ids = rijen.stream().map(Werk.Rij::id).toList();
        return bewijzen.stream().filter(b -> b.levering() != null && ids.contains(b.levering()))
                .sorted(Comparator.comparing(Bewijzen.Bewijs::gemaakt)).map(b -> b.gebeurtenis().etsi()).collect(Collectors.joining(" "));
    }

    private void streep() {
        scherm.println("  " + "-".repeat(java.util.Arrays.stream(BREEDTE).sum() + 2 * (BREEDTE.length - 1)));
    }

    private void regel(List<String> cellen) {
        List<List<String>> gebroken = new ArrayList<>();
        for (int i = 0; i < cellen.size(); i++) {
            gebroken.add(breek(cellen.get(i), BREEDTE[i]));
        }
        int hoog = gebroken.stream().mapToInt(List::size).max().orElse(0);
        for (int r = 0; r < hoog; r++) {
            StringBuilder regel = new StringBuilder("  ");
            for (int i = 0; i < cellen.size(); i++) {
                String cel = r < gebroken.get(i).size() ? gebroken.get(i).get(r) : "";
                regel.append(cel).append(" ".repeat(Math.max(0, BREEDTE[i] - cel.length()) + 2));
            }
            scherm.println(regel.toString().stripTrailing());
        }
    }

    private static List<String> breek(String tekst, int breed) {
        List<String> uit = new ArrayList<>();
        StringBuilder regel = new StringBuilder();
        // A hyphenated name that does not fit breaks behind a hyphen.
        for (String woord : tekst.split("(?<= )" + (tekst.contains(" ") ? "" : "|(?<=-)"))) {
            if (!regel.isEmpty() && regel.length() + woord.stripTrailing().length() > breed) {
                uit.add(regel.toString().stripTrailing());
                regel.setLength(0);
            }
            regel.append(woord);
        }
        uit.add(regel.toString());
        return uit;
    }
}

package nl.zegel.app;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: columns as wide as their widest cell, so long ones go last. */
final class Tabel {
    private final List<List<String>> rijen = new ArrayList<>();

    Tabel(String... koppen) {
        rijen.add(List.of(koppen));
    }

    /** @throws IllegalArgumentException when the number of cells is not the number of columns */
    void rij(String... cellen) {
        if (cellen.length != rijen.get(0).size()) {
            throw new IllegalArgumentException("a row has as many cells as there are columns");
        }
        rijen.add(List.of(cellen));
    }

    String tekst() {
        int kolommen = rijen.get(0).size();
        StringBuilder uit = new StringBuilder();
        for (int r = 0; r < rijen.size(); r++) {
            StringBuilder regel = new StringBuilder();
            for (int k = 0; k < kolommen; k++) {
                int breedte = breedte(k);
                String cel = rijen.get(r).get(k);
                regel.append(cel).append(" ".repeat(breedte - cel.length() + 2));
            }
            uit.append(regel.toString().stripTrailing()).append('\n');
            if (r == 0) {
                uit.append("-".repeat(regel.toString().stripTrailing().length())).append('\n');
            }
        }
        return uit.toString();
    }

    private int breedte(int kolom) {
        return rijen.stream().mapToInt(r -> r.get(kolom).length()).max().orElse(0);
    }
}

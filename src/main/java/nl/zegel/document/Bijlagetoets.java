package nl.zegel.document;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Declarations of attachments. A file name is data: it is never used as a path, and may not look like one. */
final class Bijlagetoets {
    /** Parts that a copy consists of besides attachments: no attachment may pass for one of them. */
    static final Set<String> EIGEN_DELEN = Set.of("document.xml", "document.pdf", "begeleidende-tekst.txt");
    private static final int LANGSTE = 200;
    private static final Map<String, Set<String>> EXTENSIES = Map.of(
            "application/pdf", Set.of("pdf"), "image/png", Set.of("png"), "image/jpeg", Set.of("jpg", "jpeg"), "text/csv", Set.of("csv"));

    private final Woordenboek woordenboek;
    private final Grenzen grenzen;
    private final Keuring keuring;
    private final Set<String> namen = new HashSet<>();

    Bijlagetoets(Woordenboek woordenboek, Grenzen grenzen, Keuring keuring) {
        this.woordenboek = woordenboek;
        this.grenzen = grenzen;
        this.keuring = keuring;
        namen.addAll(EIGEN_DELEN);
    }

    Bijlage toets(Knoop knoop, String pad) {
        String naam = knoop.vast("naam");
        String mediatype = knoop.vast("mediatype");
        if (!kaal(naam)) {
            keuring.weiger(Weigering.BIJLAGE_NAAM.bij(pad));
        }
        if (!namen.add(naam.toLowerCase(Locale.ROOT))) {
            keuring.weiger(Weigering.BIJLAGE_DUBBELE_NAAM.bij(pad));
        }
        String extensie = naam.substring(naam.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!EXTENSIES.getOrDefault(mediatype, Set.of()).contains(extensie)) {
            keuring.weiger(Weigering.BIJLAGE_SOORT.bij(pad));
        }
        long lengte = Long.parseLong(knoop.vast("lengte"));
        if (lengte > grenzen.bijlageBytes()) {
            keuring.weiger(Weigering.BIJLAGE_TE_GROOT.bij(pad));
        }
        List<Coordinaten> inhoud = knoop.alle("inhoud").map(i -> coordinaten(i, pad)).toList();
        return new Bijlage(new ElementId(knoop.vast("id")), naam, mediatype, knoop.vast("sha256"), lengte, inhoud);
    }

    private static boolean kaal(String naam) {
        return naam.length() <= LANGSTE && !LexicaleVorm.misleidend(naam, false) && naam.chars().noneMatch(c -> "/\\:*?\"<>|%".indexOf(c) >= 0)
                && !naam.startsWith(".") && !naam.endsWith(".") && naam.strip().equals(naam)
                && Normalizer.isNormalized(naam, Normalizer.Form.NFC);
    }

    private Coordinaten coordinaten(Knoop inhoud, String pad) {
        String categorie = inhoud.vast("categorie");
        if (!woordenboek.categorieen().contains(categorie)) {
            keuring.weiger(Weigering.CATEGORIE_ONBEKEND.bij(pad + "/inhoud"));
        }
        @Nullable String betrokkene = inhoud.attribuut("betrokkene");
        if (betrokkene != null && !betrokkene.equals(Coordinaten.GEEN) && !woordenboek.betrokkenen().contains(betrokkene)) {
            keuring.weiger(Weigering.BETROKKENE_ONBEKEND.bij(pad + "/inhoud"));
        }
        String regime = inhoud.attribuut("regime");
        return new Coordinaten(categorie, betrokkene, regime == null ? null : Regime.valueOf(regime), inhoud.attribuut("herkomst"));
    }
}

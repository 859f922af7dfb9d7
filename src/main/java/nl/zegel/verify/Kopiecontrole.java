package nl.zegel.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks copies: provenance of what they hold, the sender's signature over the root, and that several are parts of one document. */
final class Kopiecontrole {
    private final Vertrouwen vertrouwen;
    private final Notulen notulen;
    private final Map<String, List<String>> opWortel = new HashMap<>();
    private final Set<String> gebruikt = new HashSet<>();

    Kopiecontrole(Vertrouwen vertrouwen, Notulen notulen) {
        this.vertrouwen = vertrouwen;
        this.notulen = notulen;
    }

    /**
     * @param gedekt  whether a signature that was checked covers every byte of the copy
     * @param bijlagen bytes that may be its attachments
     */
    void een(Stuk stuk, boolean gedekt, List<Stuk> bijlagen) {
        Notulen hier = notulen.over(stuk.naam());
        try {
            Kopie kopie = Kopie.lees(stuk.bytes());
            if (kopie.heeftEtiket()) {
                hier.toelichting("KOPIE", "Dit is de kopie voor " + kopie.voor() + " van document " + kopie.kop("referentie") + " van "
                        + kopie.kop("afzender") + ".");
            }
            if (!gedekt) {
                hier.nietBewezen("KOP_EN_ETIKET_LOS", "De kop, het etiket en de labels van dit losse bestand zijn nergens mee ondertekend. "
                        + "Geef het verzegelde of ondertekende bericht waar het in zat.");
            }
            if (kopie.heeftWortel()) {
                herkomst(kopie, stuk.naam(), hier);
            } else {
                zoalsOntvangen(hier, "De afzender heeft geen wortel over zijn document gemaakt.");
            }
            bijlagen(kopie, bijlagen, hier);
        } catch (Afgewezen e) {
            hier.fout(e);
        }
    }

    private void herkomst(Kopie kopie, String naam, Notulen hier) throws Afgewezen {
        if (!kopie.heeftEtiket()) {
            hier.nietBewezen("INZENDING", "Dit is een inzending en geen kopie. De paden naar de wortel staan alleen in kopieën.");
            return;
        }
        Kopie.Herkomst uitkomst = kopie.herkomst();
        byte[] handtekening = kopie.handtekening();
        if (handtekening == null) {
            hier.bewezen("HERKOMST_WORTEL", "Alle " + uitkomst.gedekt() + " gegevens en bijlagen met een pad hangen aan één wortel.");
            zoalsOntvangen(hier, "De afzender heeft de wortel niet ondertekend.");
        } else if (vertrouwen.controleer(Handtekening.los(handtekening, kopie.verklaring()), Vertrouwen.Rol.AFZENDER, "de wortel van het document", hier)) {
            hier.bewezen("ZOALS_ONDERTEKEND", "Alle " + uitkomst.gedekt() + " gegevens en bijlagen met een pad staan hier zoals de afzender ze ondertekende.");
        }
        if (uitkomst.afgeleid() > 0) {
            hier.nietBewezen("AFGELEID_DOOR_GATEWAY", uitkomst.afgeleid() + " vergroofde gegevens zijn door de gateway afgeleid. "
                    + "Dat zij bij het gegeven van de afzender passen is hiermee niet te bewijzen.");
        }
        opWortel.computeIfAbsent(kopie.wortel(), w -> new ArrayList<>()).add(naam);
    }

    private static void zoalsOntvangen(Notulen hier, String waarom) {
        hier.nietBewezen("ZOALS_ONTVANGEN", waarom + " De gegevens staan hier zoals de gateway ze ontving. "
                + "Dat de afzender ze zo ondertekende is niet bewezen.");
    }

    private void bijlagen(Kopie kopie, List<Stuk> stukken, Notulen hier) {
        kopie.bijlagen().forEach((naam, sha256) -> {
            Optional<Stuk> bijlage = stukken.stream().filter(s -> Hash.hex(Hash.sha256(s.bytes())).equals(sha256)).findFirst();
            if (bijlage.isPresent()) {
                gebruikt.add(bijlage.get().naam());
                hier.bewezen("BIJLAGE", "Een bijlage is precies die waar de kopie naar verwijst (SHA-256 " + sha256.substring(0, 12) + "...).");
            } else {
                hier.toelichting("BIJLAGE_NIET_GEGEVEN", "Een bijlage is niet nagegaan: geef haar bestand erbij.");
            }
        });
    }

    /** Names of the pieces that were an attachment of a copy. */
    Set<String> gebruikt() {
        return Set.copyOf(gebruikt);
    }

    void samen() {
        opWortel.values().stream().filter(namen -> namen.size() > 1).forEach(namen -> notulen.bewezen("ZELFDE_DOCUMENT",
                "Deze kopieën zijn delen van hetzelfde document: " + String.join(", ", namen) + "."));
    }
}

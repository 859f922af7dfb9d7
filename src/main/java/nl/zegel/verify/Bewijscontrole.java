package nl.zegel.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks evidence: each with its signature, and together that they speak of one register that was never rewritten. */
final class Bewijscontrole {
    private final Vertrouwen vertrouwen;
    private final Notulen notulen;
    private final List<Bewijs> goed = new ArrayList<>();

    Bewijscontrole(Vertrouwen vertrouwen, Notulen notulen) {
        this.vertrouwen = vertrouwen;
        this.notulen = notulen;
    }

    /** @param handtekening the detached signature; empty when it was not given */
    void een(Stuk stuk, Optional<Stuk> handtekening) {
        Notulen hier = notulen.over(stuk.naam());
        try {
            if (handtekening.isPresent()) {
                Handtekening h = Handtekening.los(handtekening.get().bytes(), stuk.bytes());
                if (!vertrouwen.controleer(h, Vertrouwen.Rol.GATEWAY, "dit bewijs", hier)) {
                    return;
                }
            } else {
                hier.nietBewezen("HANDTEKENING_ONTBREEKT", "De handtekening is niet opgegeven. Leg " + stuk.naam() + ".p7s ernaast.");
            }
            Bewijs bewijs = Bewijs.lees(stuk);
            hier.bewezen("INCLUSIE", "De gebeurtenis staat als inschrijving " + bewijs.positie() + " in het register van gateway "
                    + bewijs.register() + " met " + bewijs.grootte() + " inschrijvingen.");
            String zin = "Volgens " + bewijs.register() + " geldt: " + bewijs.gebeurtenisInWoorden() + ".";
            if (handtekening.isPresent()) {
                hier.bewezen("GEBEURTENIS", zin);
            }
            goed.add(bewijs);
        } catch (Afgewezen e) {
            hier.fout(e);
        }
    }

    List<Bewijs> goed() {
        return List.copyOf(goed);
    }

    /** One register has one root for each size, and each next receipt of a loket grows from one before. */
    void samen() {
        Map<String, Bewijs> opGrootte = new TreeMap<>();
        for (Bewijs b : goed) {
            Bewijs ander = opGrootte.putIfAbsent(b.register() + "|" + b.grootte(), b);
            if (ander != null && !Hash.gelijk(ander.wortel(), b.wortel())) {
                notulen.over(b.naam()).fout("REGISTER_HERSCHREVEN", "Dit bewijs en " + ander.naam()
                        + " noemen voor hetzelfde register een andere inhoud. Het register is herschreven.");
            }
        }
        goed.stream().sorted(Comparator.comparingLong(Bewijs::grootte)).forEach(this::vervolg);
    }

    private void vervolg(Bewijs b) {
        Notulen hier = notulen.over(b.naam());
        if (b.vorigeGrootte() == 0) {
            hier.toelichting("EERSTE_BEWIJS", "Dit is het eerste bewijs dat " + b.voor() + " kreeg. Bewaar het: het volgende bewijs sluit erop aan.");
            return;
        }
        List<Bewijs> eerder = goed.stream().filter(e -> e != b && e.voor().equals(b.voor()) && e.register().equals(b.register())
                && e.grootte() == b.vorigeGrootte()).toList();
        if (eerder.isEmpty()) {
            hier.toelichting("VORIGE_NIET_GEGEVEN", "Dit bewijs sluit aan op een eerder bewijs bij " + b.vorigeGrootte()
                    + " inschrijvingen. Geef dat erbij om na te gaan dat sindsdien niets is herschreven.");
            return;
        }
        for (Bewijs e : eerder) {
            if (Logboekproef.consistentie(e.grootte(), e.wortel(), b.grootte(), b.wortel(), b.consistentiepad())) {
                hier.bewezen("CONSISTENTIE", "Sinds bewijs " + e.naam() + " is in het register niets herschreven; er is alleen bijgeschreven.");
            } else {
                hier.fout("REGISTER_HERSCHREVEN", "Het register van dit bewijs bouwt niet voort op dat van " + e.naam() + ". Het is herschreven.");
            }
        }
    }

    /** Opens commitments with the bytes that were given. @return names of the pieces that opened one */
    List<String> open(List<Stuk> stukken) {
        List<String> gebruikt = new ArrayList<>();
        for (Bewijs b : goed) {
            for (Bewijs.Deel deel : b.delen()) {
                List<String> passend = stukken.stream().filter(s -> deel.opentMet(s.bytes())).map(Stuk::naam).toList();
                if (passend.isEmpty()) {
                    notulen.over(b.naam()).toelichting("VASTLEGGING_DICHT", "Over welke bytes vastlegging " + deel.soort()
                            + " gaat is niet nagegaan. Geef die bytes erbij.");
                } else {
                    notulen.over(b.naam()).bewezen("VASTLEGGING_GEOPEND", "Vastlegging " + deel.soort() + " gaat precies over " + passend.get(0) + ".");
                }
                gebruikt.addAll(passend);
            }
        }
        return gebruikt;
    }
}

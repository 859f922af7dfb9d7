package nl.zegel.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Groups and their elements against the dictionary. A coordinate that was not stated stays null: the decision withholds it. */
final class Groeptoets {
    private final Woordenboek woordenboek;
    private final Keuring keuring;
    private final DocumentReader.Rol rol;
    private final BiConsumer<String, String> uniekId;

    Groeptoets(Woordenboek woordenboek, Keuring keuring, DocumentReader.Rol rol, BiConsumer<String, String> uniekId) {
        this.woordenboek = woordenboek;
        this.keuring = keuring;
        this.rol = rol;
        this.uniekId = uniekId;
    }

    List<Groep> toets(List<Knoop> knopen) {
        Map<String, Knoop> opId = new HashMap<>();
        knopen.forEach(k -> {
            uniekId.accept(k.vast("id"), pad(k));
            opId.put(k.vast("id"), k);
        });
        List<Groep> groepen = new ArrayList<>(knopen.size());
        for (Knoop knoop : knopen) {
            soorten(knoop);
            String betrokkene = betrokkene(knoop, opId);
            groepen.add(new Groep(
                    knoop.vast("id"), knoop.vast("soort"), knoop.attribuut("betrokkene"), knoop.attribuut("bij"),
                    elementen(knoop, betrokkene)));
        }
        return groepen;
    }

    private void soorten(Knoop groep) {
        if (!woordenboek.groepsoorten().contains(groep.vast("soort"))) {
            keuring.weiger(Weigering.GROEPSOORT_ONBEKEND.bij(pad(groep)));
        }
        String betrokkene = groep.attribuut("betrokkene");
        if (betrokkene != null && !woordenboek.betrokkenen().contains(betrokkene)) {
            keuring.weiger(Weigering.BETROKKENE_ONBEKEND.bij(pad(groep)));
        }
    }

    /** The person a group is about: its own, else that of the group it belongs to, else nobody. Null when it should say and does not. */
    private @Nullable String betrokkene(Knoop groep, Map<String, Knoop> opId) {
        Set<String> gezien = new HashSet<>();
        for (Knoop hier = groep; ; ) {
            if (hier.attribuut("betrokkene") != null) {
                return hier.attribuut("betrokkene");
            }
            if (woordenboek.overPersoon(hier.vast("soort"))) {
                return null;
            }
            String bij = hier.attribuut("bij");
            if (bij == null) {
                return Coordinaten.GEEN;
            }
            Knoop volgende = opId.get(bij);
            if (volgende == null || !gezien.add(hier.vast("id"))) {
                keuring.weiger(Weigering.VERWIJZING_ONJUIST.bij(pad(groep)));
                return null;
            }
            hier = volgende;
        }
    }

    private List<Element> elementen(Knoop groep, @Nullable String betrokkene) {
        List<Element> elementen = new ArrayList<>();
        for (int i = 0; i < groep.kinderen.size(); ) {
            Knoop gegeven = groep.kinderen.get(i++);
            List<Knoop> vergrovingen = new ArrayList<>();
            while (i < groep.kinderen.size() && groep.kinderen.get(i).naam.equals("vergroving")) {
                vergrovingen.add(groep.kinderen.get(i++));
            }
            Element element = element(groep, gegeven, vergrovingen, betrokkene);
            if (element != null) {
                elementen.add(element);
            }
        }
        return elementen;
    }

    private @Nullable Element element(Knoop groep, Knoop gegeven, List<Knoop> grof, @Nullable String betrokkene) {
        String pad = pad(groep) + "/gegeven[" + gegeven.vast("id") + "]";
        uniekId.accept(gegeven.vast("id"), pad);
        Term term = woordenboek.term(gegeven.vast("term")).orElse(null);
        if (term == null) {
            keuring.weiger(Weigering.TERM_ONBEKEND.bij(pad));
            return null;
        }
        if (!term.groepen().contains(groep.vast("soort"))) {
            keuring.weiger(Weigering.TERM_NIET_IN_GROEP.bij(pad, term.naam()));
        }
        String waarde = LexicaleVorm.canoniek(gegeven.tekst.toString());
        boolean vergroofd = rol == DocumentReader.Rol.KOPIE && waarde.isEmpty() && grof.size() == 1 && gegeven.attribuut("zout") == null;
        if (!vergroofd && !waardeGoed(term, waarde, pad)) {
            return null;
        }
        String regime = gegeven.attribuut("regime");
        return new Element(
                new ElementId(gegeven.vast("id")), term.naam(), groep.vast("id"),
                new Coordinaten(term.categorie(), betrokkene, regime == null ? null : Regime.valueOf(regime), gegeven.attribuut("herkomst")),
                waarde, gegeven.attribuut("zout"), vergrovingen(term, waarde, grof, pad));
    }

    private boolean waardeGoed(Term term, String waarde, String pad) {
        Weigering fout = waarde.isEmpty() ? Weigering.WAARDE_LEEG
                : LexicaleVorm.misleidend(waarde, term.vrijeTekst()) ? Weigering.WAARDE_TEKENS : null;
        if (fout != null) {
            keuring.weiger(fout.bij(pad, term.naam()));
            return false;
        }
        Set<String> codes = term.codelijst() == null ? Set.of() : woordenboek.codes(term.codelijst());
        return LexicaleVorm.fout(term, codes, waarde).map(uitleg -> {
            Weigering code = term.codelijst() == null ? Weigering.WAARDE_ONGELDIG : Weigering.CODE_ONBEKEND;
            keuring.weiger(code.bij(pad, term.naam() + ", " + uitleg));
            return false;
        }).orElse(true);
    }

    private List<Element.Vergroving> vergrovingen(Term term, String waarde, List<Knoop> knopen, String pad) {
        List<Element.Vergroving> vergrovingen = new ArrayList<>();
        Set<String> namen = new HashSet<>();
        for (Knoop knoop : knopen) {
            String naam = knoop.vast("naam");
            String grof = LexicaleVorm.canoniek(knoop.tekst.toString());
            Vergrover hoe = term.vergrovingen().stream().filter(v -> v.name().equals(naam)).findFirst().orElse(null);
            if (hoe == null || !namen.add(naam)) {
                keuring.weiger(Weigering.VERGROVING_ONBEKEND.bij(pad + "/vergroving", term.naam()));
            } else if (waarde.isEmpty() ? !hoe.vorm().matcher(grof).matches() : !grof.equals(hoe.vergrof(waarde))) {
                keuring.weiger(Weigering.VERGROVING_WIJKT_AF.bij(pad + "/vergroving[" + hoe + "]"));
            } else {
                vergrovingen.add(new Element.Vergroving(naam, grof, knoop.attribuut("zout")));
            }
        }
        return vergrovingen;
    }

    private static String pad(Knoop groep) {
        return "/document/groep[" + groep.vast("id") + "]";
    }
}

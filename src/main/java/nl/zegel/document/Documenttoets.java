package nl.zegel.document;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/** Holds the containers of one XML document against the dictionary and makes a Document of them. One per reading. */
final class Documenttoets {
    private final Woordenboek woordenboek;
    private final Keuring keuring;
    private final DocumentReader.Rol rol;
    private final Bijlagetoets bijlagetoets;
    private final Set<String> ids = new HashSet<>();
    private final List<Knoop> groepen = new ArrayList<>();
    private final List<Bijlage> bijlagen = new ArrayList<>();
    private @Nullable Kop kop;
    private @Nullable Knoop herkomst;
    private @Nullable Knoop etiket;

    Documenttoets(Woordenboek woordenboek, Grenzen grenzen, Keuring keuring, DocumentReader.Rol rol) {
        this.woordenboek = woordenboek;
        this.keuring = keuring;
        this.rol = rol;
        this.bijlagetoets = new Bijlagetoets(woordenboek, grenzen, keuring);
    }

    void neem(Knoop knoop) {
        switch (knoop.naam) {
            case "kop" -> kop = kop(knoop);
            case "groep" -> groepen.add(knoop);
            case "bijlage" -> {
                String pad = "/document/bijlage[" + knoop.vast("id") + "]";
                uniek(knoop.vast("id"), pad);
                bijlagen.add(bijlagetoets.toets(knoop, pad));
            }
            case "herkomst" -> herkomst = knoop;
            case "etiket" -> etiket = knoop;
            default -> throw new nl.zegel.party.GatewayBug("the schema knows a container that the reader does not");
        }
    }

    /** Call after a clean pass over the schema. */
    Leesuitkomst uitkomst(Vormgever vormgever) {
        if (!keuring.structuurGoed() || kop == null) {
            return afgekeurd();
        }
        Groeptoets groeptoets = new Groeptoets(woordenboek, keuring, rol, this::uniek);
        List<Groep> klaar = groeptoets.toets(groepen);
        Document document = new Document(
                kop, klaar, bijlagen, herkomst == null ? null : herkomst.vast("wortel"),
                herkomst == null ? null : herkomst.attribuut("zaad"),
                herkomst == null ? null : herkomst.tekstVan("handtekening").orElse(null));
        List<HerkomstBewijs> bewijzen = herkomst == null ? List.of() : herkomst.alle("pad").map(Documenttoets::bewijs).toList();
        Etiket gelezenEtiket = etiket == null ? null : etiket(etiket);
        if (keuring.schoon()) {
            new Herkomsttoets(keuring).toets(document, bewijzen, rol);
            rolPast(document, bewijzen, gelezenEtiket);
        }
        return keuring.schoon()
                ? new Leesuitkomst.Gelezen(document, vormgever.vorm(document), gelezenEtiket, bewijzen)
                : afgekeurd();
    }

    private Leesuitkomst afgekeurd() {
        return new Leesuitkomst.Afgekeurd(keuring.afkeuringen());
    }

    private void rolPast(Document document, List<HerkomstBewijs> bewijzen, @Nullable Etiket gelezen) {
        if (rol == DocumentReader.Rol.INZENDING) {
            if (gelezen != null || !bewijzen.isEmpty()) {
                keuring.weiger(Weigering.ETIKET_NIET_TOEGESTAAN.bij("/document"));
            }
            return;
        }
        Set<ElementId> inhoud = new HashSet<>(document.elementen().map(Element::id).toList());
        document.bijlagen().forEach(b -> inhoud.add(b.id()));
        if (gelezen == null || document.zaad() != null || !inhoud.equals(gelezen.elementen().keySet())) {
            keuring.weiger(Weigering.ETIKET_ONTBREEKT.bij("/document/etiket"));
        }
    }

    private void uniek(String id, String pad) {
        if (!ids.add(id)) {
            keuring.weiger(Weigering.DUBBEL_ID.bij(pad));
        }
    }

    private @Nullable Kop kop(Knoop knoop) {
        String soort = knoop.vasteTekst("soort");
        if (!woordenboek.documentsoorten().contains(soort)) {
            keuring.weiger(Weigering.DOCUMENTSOORT_ONBEKEND.bij("/document/kop/soort"));
        }
        String opgemaakt = knoop.vasteTekst("opgemaakt");
        if (!LexicaleVorm.isMoment(opgemaakt)) {
            keuring.weiger(Weigering.WAARDE_ONGELDIG.bij("/document/kop/opgemaakt"));
            return null;
        }
        List<Kop.Ontvanger> ontvangers = new ArrayList<>();
        Set<String> lokets = new HashSet<>();
        knoop.alle("ontvanger").forEach(o -> {
            String loket = o.vast("loket");
            if (!lokets.add(loket)) {
                keuring.weiger(Weigering.DUBBELE_ONTVANGER.bij("/document/kop/ontvanger"));
            }
            ontvangers.add(new Kop.Ontvanger(new LoketId(loket), noodzaak(o)));
        });
        return new Kop(
                soort, knoop.vasteTekst("referentie"), knoop.vasteTekst("gateway"), knoop.vasteTekst("omgeving"),
                knoop.vasteTekst("convenant"), new LoketId(knoop.vasteTekst("afzender")), knoop.tekstVan("zaak").orElse(null),
                knoop.tekstVan("stap").orElse(null), knoop.vasteTekst("doel"), OffsetDateTime.parse(opgemaakt), ontvangers,
                knoop.alle("verwijzing").map(v -> new Kop.Verwijzing(v.vast("soort"), v.tekst.toString())).toList());
    }

    private @Nullable String noodzaak(Knoop ontvanger) {
        String reden = ontvanger.tekstVan("noodzaak").map(LexicaleVorm::canoniek).orElse("");
        if (LexicaleVorm.misleidend(reden, true)) {
            keuring.weiger(Weigering.WAARDE_TEKENS.bij("/document/kop/ontvanger/noodzaak"));
        }
        return reden.isEmpty() ? null : reden;
    }

    private static HerkomstBewijs bewijs(Knoop pad) {
        return new HerkomstBewijs(
                new ElementId(pad.vast("element")), pad.attribuut("vergroving"), pad.attribuut("zout"),
                Integer.parseInt(pad.vast("plaats")), List.of(pad.tekst.toString().split(" ")));
    }

    private @Nullable Etiket etiket(Knoop knoop) {
        String vernietigen = knoop.attribuut("vernietigen");
        if (vernietigen != null && !LexicaleVorm.isDatum(vernietigen)) {
            keuring.weiger(Weigering.WAARDE_ONGELDIG.bij("/document/etiket"));
            return null;
        }
        Map<String, String> verplichtingen = new LinkedHashMap<>();
        knoop.alle("verplichting").forEach(v -> verplichtingen.put(v.vast("code"), v.vast("artikel")));
        Map<ElementId, Etiket.ElementEtiket> elementen = new HashMap<>();
        knoop.alle("bij").forEach(b -> elementen.put(new ElementId(b.vast("element")), new Etiket.ElementEtiket(
                teksten(b, "grondslag"), teksten(b, "dpv"), teksten(b, "artikel"))));
        return new Etiket(
                knoop.vast("levering"), new LoketId(knoop.vast("voor")), knoop.vast("convenant"), knoop.vasteTekst("titel"),
                knoop.vast("versie"), knoop.vast("digest"), knoop.vast("doel"), verplichtingen,
                vernietigen == null ? null : LocalDate.parse(vernietigen), elementen);
    }

    private static List<String> teksten(Knoop knoop, String naam) {
        return knoop.alle(naam).map(k -> k.tekst.toString()).toList();
    }
}

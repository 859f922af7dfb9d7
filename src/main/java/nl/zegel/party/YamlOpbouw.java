package nl.zegel.party;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds {@link YamlWaarde}n from parse events. Working on events keeps the library's own resolving, merging and
 * constructing out of the way: what is refused here never becomes a value.
 */
final class YamlOpbouw {
    private static final int DIEPTE = 32;
    /** Plain scalars that YAML 1.2 core resolves to null, bool, int or float: these are not text unless quoted. */
    private static final Pattern GEEN_TEKST = Pattern.compile(
            "|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
                    + "|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private final Plaats bestand;
    private final List<ConfiguratieFout.Melding> meldingen = new ArrayList<>();

    YamlOpbouw(Plaats bestand) {
        this.bestand = bestand;
    }

    YamlWaarde bouw(String tekst) {
        LoadSettings settings = LoadSettings.builder().setLabel(bestand.bestand()).setCodePointLimit(StrictYaml.GRENS).build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(tekst).iterator();
            YamlWaarde top = document(events);
            if (!meldingen.isEmpty()) {
                throw new ConfiguratieFout(meldingen);
            }
            return top;
        } catch (MarkedYamlEngineException e) {
            int regel = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new Plaats(bestand.bestand(), regel, "").fout("geen-yaml", "dit is geen geldige YAML (" + e.getProblem() + ")",
                    "verbeter de schrijfwijze op deze regel of de regel erboven");
        } catch (YamlEngineException e) {
            throw bestand.fout("geen-yaml", "dit is geen geldige YAML", "kijk of er tekens in staan die geen gewone tekst zijn");
        }
    }

    private YamlWaarde document(Iterator<Event> events) {
        events.next(); // stream start
        Event start = events.next();
        if (!(start instanceof DocumentStartEvent document)) {
            throw bestand.fout("leeg-bestand", "het bestand is leeg", "vul het in of haal het weg");
        }
        if (document.getSpecVersion().isPresent() || start.getStartMark().isPresent() && heeftTags(document)) {
            throw op(start).fout("richtlijn", "een regel die met % begint is niet toegestaan", "haal die regel weg");
        }
        YamlWaarde top = knoop(events.next(), events, op(start), 0);
        events.next(); // document end
        Event volgende = events.next();
        if (volgende instanceof DocumentStartEvent) {
            throw op(volgende).fout("meer-documenten", "er staat een tweede document in het bestand", "maak er een eigen bestand van");
        }
        return top;
    }

    /** The parser always reports the two default handles; anything more was declared in the file. */
    private static boolean heeftTags(DocumentStartEvent document) {
        return document.getTags().keySet().stream().anyMatch(k -> !k.equals("!") && !k.equals("!!"));
    }

    private YamlWaarde knoop(Event event, Iterator<Event> events, Plaats plaats, int diepte) {
        weigerBijzonderheden(event, plaats);
        if (diepte > DIEPTE) {
            throw plaats.fout("te-diep", "er zijn meer dan " + DIEPTE + " niveaus", "maak het bestand vlakker");
        }
        if (event instanceof ScalarEvent scalar) {
            boolean tekst = !scalar.isPlain() || !GEEN_TEKST.matcher(scalar.getValue()).matches();
            return new YamlWaarde(plaats, new YamlWaarde.Scalar(scalar.getValue(), tekst, scalar.isPlain()));
        }
        return event.getEventId() == Event.ID.SequenceStart
                ? lijst(events, plaats, diepte)
                : blok(events, plaats, diepte);
    }

    private YamlWaarde lijst(Iterator<Event> events, Plaats plaats, int diepte) {
        List<YamlWaarde> items = new ArrayList<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
            items.add(knoop(e, events, plaats.nummer(items.size(), regel(e)), diepte + 1));
        }
        return new YamlWaarde(plaats, new YamlWaarde.Lijst(items));
    }

    private YamlWaarde blok(Iterator<Event> events, Plaats plaats, int diepte) {
        Map<String, YamlWaarde> inhoud = new LinkedHashMap<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
            String sleutel = sleutel(e, plaats);
            Plaats hier = plaats.onder(sleutel, regel(e));
            YamlWaarde eerder = inhoud.get(sleutel);
            YamlWaarde waarde = knoop(events.next(), events, hier, diepte + 1);
            if (eerder != null) {
                meldingen.addAll(hier.fout("dubbele-sleutel",
                        "deze sleutel staat er twee keer, ook op regel " + eerder.plaats().regel(),
                        "laat er een staan").meldingen());
            } else {
                inhoud.put(sleutel, waarde);
            }
        }
        return new YamlWaarde(plaats, new YamlWaarde.Blok(inhoud));
    }

    private String sleutel(Event e, Plaats plaats) {
        Plaats hier = new Plaats(plaats.bestand(), regel(e), plaats.pad());
        weigerBijzonderheden(e, hier);
        if (!(e instanceof ScalarEvent scalar) || scalar.isPlain() && GEEN_TEKST.matcher(scalar.getValue()).matches()) {
            throw hier.fout("sleutel-geen-tekst", "een sleutel moet tekst zijn", "zet een getal of ja/nee-woord als sleutel tussen aanhalingstekens");
        }
        return scalar.getValue();
    }

    private static void weigerBijzonderheden(Event event, Plaats plaats) {
        if (event instanceof AliasEvent) {
            throw plaats.fout("verwijzing", "een verwijzing (*naam) is niet toegestaan", "schrijf de waarde hier uit");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw plaats.fout("anker", "een anker (&naam) is niet toegestaan", "haal het anker weg en schrijf de waarde uit waar hij nodig is");
        }
        boolean tag = event instanceof ScalarEvent s && s.getTag().isPresent()
                || event instanceof CollectionStartEvent c && c.getTag().isPresent();
        if (tag) {
            throw plaats.fout("tag", "een tag (!naam) is niet toegestaan", "haal de tag weg");
        }
    }

    private Plaats op(Event e) {
        return new Plaats(bestand.bestand(), regel(e), "");
    }

    private static int regel(Event e) {
        return e.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}

package nl.zegel.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a whole export (docs/formats/register-1.md): every body against its commitment, every leaf, the root at every
 * signed checkpoint and at every piece of evidence. Memory grows with 32 bytes per entry that evidence asks about, not more.
 */
final class Registercontrole {
    private static final String FORMAAT = "nl.zegel.register/1";

    private final Vertrouwen vertrouwen;
    private final Notulen notulen;
    private final List<Bewijs> bewijzen;
    private final Logboekproef.Groei groei = new Logboekproef.Groei();
    private final Map<Long, byte[]> wortels = new HashMap<>();
    private final Map<Long, byte[]> gevraagd = new HashMap<>();
    private final Map<String, String> bewijsdigests = new HashMap<>();
    private final Map<String, Vernietiging> vernietigingen = new HashMap<>();
    private final Map<String, Long> vernietigd = new TreeMap<>();
    private final List<StrikteJson> punten = new ArrayList<>();
    private long besluiten;

    private record Vernietiging(long positie, long aantal) {}

    Registercontrole(Vertrouwen vertrouwen, Notulen notulen, List<Bewijs> bewijzen) {
        this.vertrouwen = vertrouwen;
        this.notulen = notulen;
        this.bewijzen = bewijzen;
    }

    void controleer(Path uitvoer) {
        Notulen hier = notulen.over(String.valueOf(uitvoer.getFileName()));
        try (BufferedReader regels = new BufferedReader(new InputStreamReader(Files.newInputStream(uitvoer), StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)))) {
            StrikteJson kop = StrikteJson.lees(volgende(regels));
            velden(kop, Set.of("formaat", "gateway", "omgeving", "grootte"));
            Afgewezen.tenzij(FORMAAT.equals(kop.tekst("formaat")), "FORMAAT_ONBEKEND", "Dit is geen registeruitvoer van versie 1.");
            long grootte = kop.getal("grootte");
            wortels.put(0L, groei.wortel());
            while (groei.grootte() < grootte) {
                inschrijving(StrikteJson.lees(volgende(regels)));
            }
            for (String regel = regel(regels); regel != null; regel = regel(regels)) {
                controlepunt(StrikteJson.lees(regel), kop);
            }
            slot(kop, grootte, hier);
            vernietigingen(hier);
            tegenBewijzen(kop, hier);
        } catch (Afgewezen e) {
            hier.fout(e.code(), e.zin() + " (na inschrijving " + (groei.grootte() - 1) + ")");
        } catch (IOException e) {
            hier.fout("BESTAND_ONLEESBAAR", "De registeruitvoer is niet te lezen.");
        }
    }

    /** A line with its LF; the last line of a file that was cut off has none. */
    private static @Nullable String regel(BufferedReader in) throws IOException, Afgewezen {
        StringBuilder uit = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                Afgewezen.tenzij(uit.isEmpty(), "UITVOER_AFGEBROKEN", "De registeruitvoer houdt midden in een regel op.");
                return null;
            }
            uit.append((char) c);
        }
        return uit.toString();
    }

    private static String volgende(BufferedReader in) throws IOException, Afgewezen {
        String regel = regel(in);
        if (regel == null) {
            throw new Afgewezen("UITVOER_AFGEBROKEN", "De registeruitvoer heeft minder inschrijvingen dan zij zegt.");
        }
        return regel;
    }

    private static void velden(StrikteJson json, Set<String> precies) throws Afgewezen {
        Afgewezen.tenzij(json.namen().equals(precies), "UITVOER_VORM", "Een regel heeft andere velden dan het formaat zegt.");
    }

    private void inschrijving(StrikteJson regel) throws Afgewezen {
        boolean heel = regel.heeft("inhoud");
        velden(regel, !heel ? Set.of("positie", "id", "vastlegging", "vernietigdOnder")
                : regel.heeft("besluit") ? Set.of("positie", "id", "vastlegging", "nonce", "inhoud", "besluit")
                : Set.of("positie", "id", "vastlegging", "nonce", "inhoud"));
        long positie = regel.getal("positie");
        Afgewezen.tenzij(positie == groei.grootte(), "POSITIE_ONJUIST", "De inschrijvingen staan niet op volgorde.");
        byte[] vastlegging = Hash.vanHex(regel.tekst("vastlegging"));
        if (heel) {
            inhoud(regel, positie, vastlegging);
        } else {
            vernietigd.merge(regel.tekst("vernietigdOnder"), 1L, Long::sum);
        }
        groei.voegToe(Hash.blad(vastlegging));
        boolean nodig = bewijzen.stream().anyMatch(b -> b.grootte() == groei.grootte() || b.vorigeGrootte() == groei.grootte());
        if (nodig) {
            wortels.put(groei.grootte(), groei.wortel());
        }
        if (bewijzen.stream().anyMatch(b -> b.positie() == positie)) {
            gevraagd.put(positie, vastlegging);
        }
    }

    private void inhoud(StrikteJson regel, long positie, byte[] vastlegging) throws Afgewezen {
        String inhoud = regel.tekst("inhoud");
        byte[] zelf = Hash.sha256(Hash.vanHex(regel.tekst("nonce")), inhoud.getBytes(StandardCharsets.UTF_8));
        Afgewezen.tenzij(Hash.gelijk(zelf, vastlegging), "VASTLEGGING_ONJUIST",
                "De inhoud van inschrijving " + positie + " past niet bij haar vastlegging. Zij is veranderd.");
        StrikteJson lichaam = StrikteJson.lees(inhoud);
        Afgewezen.tenzij(regel.tekst("id").equals(lichaam.tekst("id")), "INSCHRIJVING_ANDERE",
                "Inschrijving " + positie + " heeft een ander nummer dan haar inhoud.");
        String soort = lichaam.tekst("soort");
        Afgewezen.tenzij(soort.equals("BESLOTEN") == regel.heeft("besluit"), "UITVOER_VORM",
                "Bij inschrijving " + positie + " ontbreekt het besluit, of het staat er zonder reden.");
        if (soort.equals("BESLOTEN")) {
            besluit(regel.object("besluit"), lichaam.object("velden"), positie);
        } else if (soort.equals("VERNIETIGD")) {
            vernietigingen.put(lichaam.tekst("id"), new Vernietiging(positie, lichaam.object("velden").getal("inschrijvingen")));
        } else if (soort.equals("BEWIJS") && lichaam.heeft("onderwerp")) {
            bewijsdigests.put(lichaam.tekst("onderwerp"), lichaam.object("velden").tekst("digest"));
        }
    }

    /** Vorm, facts and decision are what the log committed to: so what was withheld, and why, is proven. */
    private void besluit(StrikteJson opening, StrikteJson velden, long positie) throws Afgewezen {
        velden(opening, Set.of("vorm", "vormNonce", "feiten", "feitenNonce", "besluit", "besluitNonce"));
        for (String wat : List.of("vorm", "feiten", "besluit")) {
            byte[] zelf = Hash.sha256(("zegel-vastlegging-1\n" + wat + "\n").getBytes(StandardCharsets.US_ASCII),
                    Hash.vanHex(opening.tekst(wat + "Nonce")), opening.tekst(wat).getBytes(StandardCharsets.UTF_8));
            Afgewezen.tenzij(Hash.gelijk(zelf, Hash.vanHex(velden.tekst(wat + "Vastlegging"))), "BESLUIT_ANDERS",
                    "Het besluit bij inschrijving " + positie + " is anders dan het register toen vastlegde. Het is veranderd.");
        }
        besluiten++;
    }

    private void controlepunt(StrikteJson regel, StrikteJson kop) throws Afgewezen {
        velden(regel, Set.of("controlepunt", "handtekening"));
        byte[] json = base64(regel.tekst("controlepunt"));
        StrikteJson punt = StrikteJson.lees(json);
        Afgewezen.tenzij("nl.zegel.controlepunt/1".equals(punt.tekst("formaat")) && punt.tekst("gateway").equals(kop.tekst("gateway"))
                && punt.tekst("omgeving").equals(kop.tekst("omgeving")), "CONTROLEPUNT_ANDERS", "Een controlepunt is van een ander register.");
        long grootte = punt.getal("grootte");
        Handtekening h = Handtekening.los(base64(regel.tekst("handtekening")), json);
        Afgewezen.tenzij(vertrouwen.controleer(h, Vertrouwen.Rol.GATEWAY, "het controlepunt bij " + grootte + " inschrijvingen",
                notulen.over("controlepunt " + grootte)), "CONTROLEPUNT_NIET_GOED", "De handtekening van een controlepunt is niet goed.");
        punten.add(punt);
    }

    private static byte[] base64(String tekst) throws Afgewezen {
        try {
            byte[] bytes = Base64.getDecoder().decode(tekst);
            Afgewezen.tenzij(Base64.getEncoder().encodeToString(bytes).equals(tekst), "UITVOER_VORM", "Base64 staat niet in de vaste vorm.");
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new Afgewezen("UITVOER_VORM", "Base64 is niet te lezen.");
        }
    }

    /** The last checkpoint is over all of it; for those before it, consistency is recomputed from the leaves. */
    private void slot(StrikteJson kop, long grootte, Notulen hier) throws Afgewezen {
        Afgewezen.tenzij(!punten.isEmpty(), "UITVOER_AFGEBROKEN", "De registeruitvoer heeft geen ondertekend controlepunt aan het eind.");
        StrikteJson laatste = punten.get(punten.size() - 1);
        Afgewezen.tenzij(laatste.getal("grootte") == grootte, "UITVOER_AFGEBROKEN", "Het laatste controlepunt gaat niet over de hele uitvoer.");
        Afgewezen.tenzij(Hash.gelijk(Hash.vanHex(laatste.tekst("wortel")), groei.wortel()), "WORTEL_ONJUIST",
                "De wortel van het register is anders dan het ondertekende controlepunt zegt. Er is iets veranderd.");
        hier.bewezen("REGISTER_NAGEREKEND", "Het register van " + kop.tekst("gateway") + " (" + kop.tekst("omgeving") + ") met " + grootte
                + " inschrijvingen is helemaal nagerekend en past bij het ondertekende controlepunt van " + laatste.tekst("tijdstip") + ".");
        if (besluiten > 0) {
            hier.bewezen("BESLUITEN", "Van " + besluiten + " besluiten is bewezen wat er is besloten, ook wat niemand kreeg. "
                    + "Zij staan er zonder gegevens van personen.");
        }
    }

    /** Roots at earlier checkpoints need the leaves once more: a second pass, so that memory stays small. */
    void eerdere(Path uitvoer) {
        if (punten.size() < 2) {
            return;
        }
        Notulen hier = notulen.over(String.valueOf(uitvoer.getFileName()));
        Logboekproef.Groei opnieuw = new Logboekproef.Groei();
        try (BufferedReader in = Files.newBufferedReader(uitvoer, StandardCharsets.UTF_8)) {
            volgende(in);
            int bij = 0;
            while (bij < punten.size()) {
                StrikteJson punt = punten.get(bij);
                Afgewezen.tenzij(punt.getal("grootte") >= opnieuw.grootte(), "CONTROLEPUNT_ANDERS", "De controlepunten staan niet op volgorde.");
                if (punt.getal("grootte") > opnieuw.grootte()) {
                    opnieuw.voegToe(Hash.blad(Hash.vanHex(StrikteJson.lees(volgende(in)).tekst("vastlegging"))));
                } else {
                    Afgewezen.tenzij(Hash.gelijk(Hash.vanHex(punt.tekst("wortel")), opnieuw.wortel()), "WORTEL_ONJUIST",
                            "Een eerder controlepunt past niet bij het register. Het register is herschreven.");
                    bij++;
                }
            }
            hier.bewezen("CONTROLEPUNTEN", "Alle " + punten.size() + " controlepunten passen bij hetzelfde register.");
        } catch (Afgewezen e) {
            hier.fout(e);
        } catch (IOException e) {
            hier.fout("BESTAND_ONLEESBAAR", "De registeruitvoer is niet te lezen.");
        }
    }

    private void vernietigingen(Notulen hier) throws Afgewezen {
        for (Map.Entry<String, Long> een : vernietigd.entrySet()) {
            Vernietiging grond = vernietigingen.get(een.getKey());
            if (grond == null) {
                hier.nietBewezen("VERNIETIGING_NIET_TE_ZIEN", "De inhoud van " + een.getValue() + " inschrijvingen ontbreekt, en de inschrijving "
                        + "die zegt waarom staat niet in deze uitvoer. Vraag een nieuwere.");
                continue;
            }
            Afgewezen.tenzij(grond.aantal() == een.getValue(), "VERNIETIGING_NIET_GEDEKT",
                    "Er ontbreekt meer of minder inhoud dan volgens inschrijving " + grond.positie() + " vernietigd is.");
            hier.nietBewezen("VERNIETIGD", "De inhoud van " + een.getValue() + " inschrijvingen is vernietigd onder inschrijving "
                    + grond.positie() + ". Dat zij er stonden is bewezen, wat er stond niet meer.");
        }
    }

    private void tegenBewijzen(StrikteJson kop, Notulen hier) throws Afgewezen {
        String register = kop.tekst("gateway") + " (" + kop.tekst("omgeving") + ")";
        for (Bewijs b : bewijzen) {
            Notulen bij = notulen.over(b.naam());
            if (!b.register().equals(register)) {
                bij.nietBewezen("ANDER_REGISTER", "Dit bewijs is van een ander register dan de uitvoer.");
            } else if (b.grootte() > groei.grootte()) {
                bij.nietBewezen("UITVOER_OUDER", "De registeruitvoer is ouder dan dit bewijs. Vraag een nieuwere.");
            } else {
                byte[] wortel = wortels.get(b.grootte());
                byte[] vastlegging = gevraagd.get(b.positie());
                boolean zelfde = wortel != null && Hash.gelijk(wortel, b.wortel()) && vastlegging != null && Hash.gelijk(vastlegging, b.vastlegging());
                if (zelfde) {
                    bij.bewezen("IN_REGISTER", "Dit bewijs past bij de registeruitvoer: het register is sindsdien niet herschreven.");
                } else {
                    bij.fout("REGISTER_HERSCHREVEN", "De registeruitvoer is anders dan het register toen dit bewijs is gemaakt. Het register is herschreven.");
                }
                digest(b, bij);
            }
        }
        if (bewijzen.isEmpty()) {
            hier.toelichting("GEEN_BEWIJS_ERBIJ", "Alleen met een eerder bewijs erbij is te zien of het hele register is vervangen door een ander.");
        }
    }

    private void digest(Bewijs b, Notulen bij) {
        String digest = bewijsdigests.get(b.id());
        if (digest != null && digest.equals(Hash.hex(Hash.sha256(b.bytes())))) {
            bij.bewezen("BEWIJS_INGESCHREVEN", "Dat dit bewijs is afgegeven staat zelf ook in het register.");
        } else if (digest != null) {
            bij.fout("BEWIJS_ANDERS_INGESCHREVEN", "Het register kent dit bewijs met een andere inhoud.");
        }
    }
}

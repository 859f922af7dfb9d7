package nl.zegel.convenant;

import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import nl.zegel.convenant.Convenant.Betrokkene;
import nl.zegel.convenant.Convenant.Deelname;
import nl.zegel.convenant.Convenant.Documenttype;
import nl.zegel.convenant.Convenant.Persoonsplaats;
import nl.zegel.convenant.Convenant.Verklaarder;
import nl.zegel.document.Coordinaten;
import nl.zegel.party.LoketId;
import nl.zegel.party.Plaats;
import nl.zegel.party.YamlBlok;
import nl.zegel.party.YamlWaarde;

/** Reads one convenant file, format 2. Every name that a table uses must be declared in the same file. */
final class ConvenantLezer {
    private static final int FORMAAT = 2;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,63}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    /** @return makes the convenant once the digest of the file is known */
    Function<String, Convenant> convenant(YamlBlok b) {
        b.geheel("formaat", FORMAAT, FORMAAT);
        String id = b.als("id", t -> volgens(ID, t));
        String titel = b.tekst("titel");
        String versie = b.tekst("versie");
        String bron = b.tekst("bron");
        Map<String, Lezing> lezingen = b.map("lezingen", this::lezing);
        Looptijd looptijd = b.blok("looptijd", l -> looptijd(l, lezingen.keySet()));
        Map<String, String> rollen = b.map("rollen", (code, w) -> {
            code(w.plaats(), code);
            return w.tekst();
        });
        List<Deelname> deelnemers = b.blokken("deelnemers", d -> deelname(d, rollen.keySet()));
        uniekeLokets(b, deelnemers);
        Map<String, Documenttype> typen = b.map("documenttypen", ConvenantLezer::documenttype);
        Map<String, Betrokkene> betrokkenen = b.map("betrokkenen", (code, w) -> betrokkene(code, w, lezingen.keySet()));
        Persoonsplaats plaats = b.optioneelBlok("persoonsplaats", p -> persoonsplaats(p, betrokkenen.keySet(), lezingen.keySet())).orElse(null);
        ProcesLezer proces = new ProcesLezer(typen, betrokkenen.keySet());
        Map<String, Voorwaarde> voorwaarden = proces.voorwaarden(b);
        Map<String, Set<String>> stappen = proces.stappen(b);
        List<Afleiding> afleidingen = proces.afleidingen(b);
        Map<Feitsoort, Verklaarder> verklaarders = verklaarders(b, rollen.keySet());
        int dagen = (int) b.geheel("verklaringGeldigDagen", 1, 366);
        RegelLezer regels = new RegelLezer(rollen.keySet(), typen, betrokkenen, lezingen.keySet(), voorwaarden, b);
        var verstrekkingen = regels.verstrekkingen(b);
        var nietVerstrekken = regels.nietVerstrekken(b);
        return digest -> new Convenant(id, titel, versie, bron, digest, looptijd, rollen, deelnemers, typen, betrokkenen, plaats,
                voorwaarden, stappen, verklaarders, dagen, afleidingen, verstrekkingen, nietVerstrekken, lezingen);
    }

    private Lezing lezing(String id, YamlWaarde w) {
        return w.blok(l -> new Lezing(id, l.als("soort", t -> volgens(Pattern.compile("S|A|V|EXTERN"), t)), l.tekst("tekst"),
                l.keuze("stand", Lezing.Stand.class)));
    }

    private Looptijd looptijd(YamlBlok l, Set<String> lezingen) {
        Looptijd.Vorm vorm = l.keuze("vorm", Looptijd.Vorm.class);
        var totEnMet = l.optioneleDatum("totEnMet");
        var termijn = l.optioneelAls("termijn", ConvenantLezer::periode);
        if (totEnMet.isPresent() != (vorm == Looptijd.Vorm.EINDDATUM)) {
            throw l.plaats("totEnMet").fout("einde-past-niet", "een einddatum hoort bij vorm EINDDATUM en alleen daar",
                    "geef precies bij EINDDATUM een totEnMet");
        }
        if (termijn.isPresent() != (vorm == Looptijd.Vorm.NA_EVALUATIE || vorm == Looptijd.Vorm.STILZWIJGEND)) {
            throw l.plaats("termijn").fout("termijn-past-niet", "een termijn hoort bij een convenant dat verlengt en alleen daar",
                    "geef precies bij NA_EVALUATIE en STILZWIJGEND een termijn");
        }
        List<String> wie = l.optioneleTeksten("ondertekenaars");
        if (l.optioneleDatum("van").isPresent() == !wie.isEmpty()) {
            throw l.plaats("ondertekenaars").fout("begin-past-niet", "een convenant begint op een datum of met zijn handtekeningen, en een van beide",
                    "geef van, of noem de ondertekenaars");
        }
        return new Looptijd(vorm, l.optioneleDatum("van").orElse(null), totEnMet.orElse(null), termijn.orElse(null),
                l.jaNee("dagErna", false), l.optioneleDatum("opgezegdPer").orElse(null), Set.copyOf(wie), l.tekst("opzegging"),
                RegelLezer.artikelen(l), bekend(l, "lezingen", l.optioneleTeksten("lezingen"), lezingen));
    }

    static Period periode(String tekst) {
        try {
            Period periode = Period.parse(tekst);
            if (periode.isNegative() || periode.isZero()) {
                throw new IllegalArgumentException("a term is longer than nothing");
            }
            return periode;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a term is written like P1Y or P6M", e);
        }
    }

    private static Deelname deelname(YamlBlok d, Set<String> rollen) {
        LoketId loket = d.als("loket", LoketId::new);
        String rol = bekend(d, "rol", List.of(d.tekst("rol")), rollen).get(0);
        var van = d.datum("van");
        var tot = d.optioneleDatum("totEnMet");
        if (tot.isPresent() && tot.get().isBefore(van)) {
            throw d.plaats("totEnMet").fout("einde-voor-begin", "de deelname eindigt voordat zij begint", "verbeter de datums");
        }
        return new Deelname(loket, rol, van, tot.orElse(null));
    }

    /** One loket, one role, so that nobody chooses the role that suits. */
    private static void uniekeLokets(YamlBlok b, List<Deelname> deelnemers) {
        Set<LoketId> gezien = new LinkedHashSet<>();
        for (Deelname d : deelnemers) {
            if (!gezien.add(d.loket())) {
                throw b.plaats("deelnemers").fout("dubbel-loket", "loket " + d.loket() + " staat er twee keer",
                        "laat een regel per loket staan");
            }
        }
    }

    private static Documenttype documenttype(String code, YamlWaarde w) {
        code(w.plaats(), code);
        return w.blok(t -> new Documenttype(code, t.tekst("naam"), Set.copyOf(t.optioneelAlle("stappen", s -> volgens(CODE, s))),
                Set.copyOf(gevuld(t, "doelen", t.alle("doelen", s -> volgens(CODE, s)))), t.jaNee("zonderPersoonsgegevens", false), RegelLezer.artikelen(t)));
    }

    private Betrokkene betrokkene(String code, YamlWaarde w, Set<String> lezingen) {
        code(w.plaats(), code);
        if (code.equals(Coordinaten.GEEN)) {
            throw w.plaats().fout("geen-betrokkene", "GEEN is geen betrokkene", "haal deze regel weg");
        }
        return w.blok(t -> new Betrokkene(code, t.tekst("naam"), Set.copyOf(t.alle("gegevens", s -> volgens(CODE, s))),
                RegelLezer.artikelen(t), bekend(t, "lezingen", t.optioneleTeksten("lezingen"), lezingen)));
    }

    private static Persoonsplaats persoonsplaats(YamlBlok p, Set<String> betrokkenen, Set<String> lezingen) {
        return new Persoonsplaats(Set.copyOf(p.alle("categorieen", s -> volgens(CODE, s))), p.tekst("term"),
                Set.copyOf(p.alle("geenWoning", s -> volgens(CODE, s))), bekend(p, "persoon", List.of(p.tekst("persoon")), betrokkenen).get(0),
                bekend(p, "lezing", List.of(p.tekst("lezing")), lezingen).get(0));
    }

    private static Map<Feitsoort, Verklaarder> verklaarders(YamlBlok b, Set<String> rollen) {
        Map<Feitsoort, Verklaarder> tabel = new TreeMap<>();
        b.map("verklaarders", (naam, w) -> {
            Feitsoort soort = feitsoort(w.plaats(), naam);
            tabel.put(soort, w.blok(v -> new Verklaarder(
                    Set.copyOf(bekend(v, "rollen", gevuld(v, "rollen", v.teksten("rollen")), rollen)),
                    v.jaNee("alleenAfzender", false), v.jaNee("inDocument", false))));
            return naam;
        });
        return tabel;
    }

    private static Feitsoort feitsoort(Plaats plaats, String naam) {
        code(plaats, naam);
        return new Feitsoort(naam);
    }

    private static void code(Plaats plaats, String tekst) {
        if (!CODE.matcher(tekst).matches()) {
            throw plaats.fout("geen-code", "een code bestaat uit hoofdletters, cijfers en _", "verbeter de code");
        }
    }

    static String volgens(Pattern vorm, String tekst) {
        if (!vorm.matcher(tekst).matches()) {
            throw new IllegalArgumentException("must match " + vorm.pattern());
        }
        return tekst;
    }

    /** INVARIANT (unsure means no): a name that the file does not declare is an error. */
    static List<String> bekend(YamlBlok b, String sleutel, List<String> namen, Set<String> bekend) {
        for (String naam : namen) {
            if (!bekend.contains(naam)) {
                throw b.plaats(sleutel).fout("onbekende-naam", "'" + naam + "' staat nergens in dit convenant",
                        "kies uit " + String.join(", ", bekend));
            }
        }
        return namen;
    }

    static <T> List<T> gevuld(YamlBlok b, String sleutel, List<T> lijst) {
        if (lijst.isEmpty()) {
            throw b.plaats(sleutel).fout("lege-lijst", "deze lijst is leeg", "noem minstens een waarde");
        }
        return lijst;
    }
}

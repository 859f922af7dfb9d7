package nl.zegel.convenant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.zegel.convenant.Convenant.Betrokkene;
import nl.zegel.convenant.Convenant.Bewaarregel;
import nl.zegel.convenant.Convenant.BijCode;
import nl.zegel.convenant.Convenant.Documenttype;
import nl.zegel.convenant.Convenant.NietVerstrekken;
import nl.zegel.convenant.Convenant.Verval;
import nl.zegel.convenant.Convenant.Verstrekking;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Regime;
import nl.zegel.party.YamlBlok;
import nl.zegel.party.YamlWaarde;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables of a convenant file. A rule of several senders and recipients becomes one rule per pair, each with the
 * legal bases of that pair.
 */
final class RegelLezer {
    private static final Pattern ID = Pattern.compile("[A-Z][A-Za-z0-9._-]{1,63}|[A-Z]-[a-z0-9-]{1,60}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,63}");

    private final Set<String> rollen;
    private final Map<String, Documenttype> typen;
    private final Map<String, Betrokkene> betrokkenen;
    private final Set<String> lezingen;
    private final Map<String, Basis> bases;
    private final Map<String, Map<String, String>> verplichtingen;
    private final Map<String, Bewaarregel> bewaring;
    private final Map<String, Voorwaarde> voorwaarden;
    private final Set<String> ids = new LinkedHashSet<>();

    private record Basis(List<Grondslag> verstrekker, List<Grondslag> ontvanger, @Nullable OntvangerVerval verval) {}

    private record OntvangerVerval(Verval verval, Voorwaarde voorwaarde, String artikel) {}

    RegelLezer(Set<String> rollen, Map<String, Documenttype> typen, Map<String, Betrokkene> betrokkenen, Set<String> lezingen,
            Map<String, Voorwaarde> voorwaarden, YamlBlok b) {
        this.rollen = rollen;
        this.typen = typen;
        this.betrokkenen = betrokkenen;
        this.lezingen = lezingen;
        this.voorwaarden = voorwaarden;
        this.bases = b.map("grondslagen", (rol, w) -> basis(rol, w));
        this.verplichtingen = b.map("verplichtingen", (naam, w) -> w.blok(v -> v.alleSleutels((code, artikel) -> artikel.tekst())));
        this.bewaring = b.map("bewaring", (naam, w) -> w.blok(r -> new Bewaarregel(
                r.als("klasse", t -> ConvenantLezer.volgens(CODE, t)),
                r.optioneelAls("termijn", ConvenantLezer::periode).orElse(null), r.tekst("artikel"))));
        for (String rol : rollen) {
            if (!bases.containsKey(rol)) {
                throw b.plaats("grondslagen").fout("grondslag-ontbreekt", "rol " + rol + " heeft geen grondslag", "voeg haar toe");
            }
        }
    }

    private Basis basis(String rol, YamlWaarde w) {
        if (!rollen.contains(rol)) {
            throw w.plaats().fout("onbekende-naam", "'" + rol + "' is geen rol van dit convenant", "kies uit " + String.join(", ", rollen));
        }
        return w.blok(b -> new Basis(grondslagen(b, "verstrekker", Grondslag.Zijde.VERSTREKKER),
                grondslagen(b, "ontvanger", Grondslag.Zijde.ONTVANGER),
                b.optioneelBlok("ontvangerVervallen", this::verval).orElse(null)));
    }

    private OntvangerVerval verval(YamlBlok v) {
        String lezing = ConvenantLezer.bekend(v, "lezing", List.of(v.tekst("lezing")), lezingen).get(0);
        Voorwaarde voorwaarde = voorwaarden.get(ConvenantLezer.bekend(v, "voorwaarde", List.of(v.tekst("voorwaarde")), voorwaarden.keySet()).get(0));
        if (voorwaarde.toets() != Toetssoort.BASIS_ONTVANGER) {
            throw v.plaats("voorwaarde").fout("toets-past-niet", voorwaarde.code() + " toetst de grondslag van de ontvanger niet",
                    "noem een voorwaarde met toets BASIS_ONTVANGER");
        }
        return new OntvangerVerval(new Verval(v.datum("per"), lezing), voorwaarde, v.tekst("artikel"));
    }

    private static List<Grondslag> grondslagen(YamlBlok b, String sleutel, Grondslag.Zijde zijde) {
        return ConvenantLezer.gevuld(b, sleutel, b.blokken(sleutel,
                g -> new Grondslag(g.tekst("wet"), g.tekst("artikel"), zijde, g.tekst("dpv"))));
    }

    List<Verstrekking> verstrekkingen(YamlBlok b) {
        return b.blokken("verstrekkingen", this::verstrekking).stream().flatMap(List::stream).toList();
    }

    private List<Verstrekking> verstrekking(YamlBlok r) {
        String id = id(r);
        List<String> van = namen(r, "van", rollen);
        List<String> naar = namen(r, "naar", rollen);
        List<String> soorten = namen(r, "documenttypen", typen.keySet());
        List<String> categorieen = ConvenantLezer.gevuld(r, "categorieen", codes(r, "categorieen"));
        List<String> personen = ConvenantLezer.gevuld(r, "betrokkenen", r.teksten("betrokkenen"));
        personen.forEach(p -> magHebben(r, p, categorieen));
        Set<Regime> regimes = Set.copyOf(ConvenantLezer.gevuld(r, "regimes", r.keuzes("regimes", Regime.class)));
        Set<String> herkomst = Set.copyOf(ConvenantLezer.gevuld(r, "herkomst", herkomst(r)));
        Set<String> stappen = Set.copyOf(stappen(r, soorten));
        Optional<List<Grondslag>> vanVerstrekker = eigen(r, "grondslagen", Grondslag.Zijde.VERSTREKKER);
        Optional<List<Grondslag>> vanOntvanger = eigen(r, "grondslagenOntvanger", Grondslag.Zijde.ONTVANGER);
        Set<String> doelen = Set.copyOf(doelen(r, soorten));
        BijCode bijCode = bijCode(r).orElse(null);
        Map<Voorwaarde, String> gesteld = voorwaarden(r);
        Map<String, String> plichten = plichten(r);
        Set<String> precisies = Set.copyOf(r.optioneelAlle("precisies", t -> ConvenantLezer.volgens(CODE, t)));
        List<String> vergrovingen = r.optioneelAlle("vergrovingen", t -> ConvenantLezer.volgens(CODE, t));
        boolean vrijeTekst = r.jaNee("vrijeTekst", false);
        boolean naEinde = r.jaNee("naEinde", false);
        var vervallen = r.optioneleDatum("basisVervallenPer").orElse(null);
        Bewaarregel termijn = bewaring.get(ConvenantLezer.bekend(r, "bewaring", List.of(r.tekst("bewaring")), bewaring.keySet()).get(0));
        List<String> artikelen = artikelen(r);
        List<String> opLezing = ConvenantLezer.bekend(r, "lezingen", r.optioneleTeksten("lezingen"), lezingen);
        Map<String, Lezing.Stand> alleenBij = alleenBij(r);
        List<Verstrekking> paren = new ArrayList<>();
        for (String v : van) {
            for (String n : naar) {
                List<Grondslag> basis = Stream.concat(vanVerstrekker.orElse(bases.get(v).verstrekker()).stream(),
                        vanOntvanger.orElse(bases.get(n).ontvanger()).stream()).toList();
                OntvangerVerval verval = bases.get(n).verval();
                paren.add(new Verstrekking(id, Set.of(v), Set.of(n), Set.copyOf(soorten), stappen, doelen,
                        Set.copyOf(personen), Set.copyOf(categorieen), regimes, herkomst, bijCode, basis, metVerval(gesteld, verval), plichten, precisies,
                        vergrovingen, vrijeTekst, naEinde, vervallen, verval == null ? null : verval.verval(), termijn, artikelen,
                        metVerval(opLezing, verval), alleenBij));
            }
        }
        return paren;
    }

    private static Optional<List<Grondslag>> eigen(YamlBlok r, String sleutel, Grondslag.Zijde zijde) {
        return r.optioneleWaarde(sleutel).isPresent() ? Optional.of(grondslagen(r, sleutel, zijde)) : Optional.empty();
    }

    private static Map<Voorwaarde, String> metVerval(Map<Voorwaarde, String> gesteld, @Nullable OntvangerVerval verval) {
        Map<Voorwaarde, String> samen = new TreeMap<>(gesteld);
        if (verval != null) {
            samen.put(verval.voorwaarde(), verval.artikel());
        }
        return samen;
    }

    private static List<String> metVerval(List<String> lezingen, @Nullable OntvangerVerval verval) {
        return verval == null ? lezingen : Stream.concat(lezingen.stream(), Stream.of(verval.verval().lezing())).distinct().toList();
    }

    /** What the convenant does not list for a betrokkene no rule can give. */
    private void magHebben(YamlBlok r, String persoon, List<String> categorieen) {
        if (persoon.equals(Coordinaten.GEEN)) {
            return;
        }
        Betrokkene betrokkene = betrokkenen.get(ConvenantLezer.bekend(r, "betrokkenen", List.of(persoon), betrokkenen.keySet()).get(0));
        for (String categorie : categorieen) {
            if (!betrokkene.gegevens().contains(categorie)) {
                throw r.plaats("categorieen").fout("niet-in-lijst", categorie + " staat niet in de lijst van " + persoon,
                        "haal het weg of vul de lijst aan, met haar artikel");
            }
        }
    }

    private List<String> stappen(YamlBlok r, List<String> soorten) {
        List<String> stappen = r.optioneleTeksten("stappen");
        for (String soort : soorten) {
            boolean metStap = !typen.get(soort).stappen().isEmpty();
            if (metStap == stappen.isEmpty() || !typen.get(soort).stappen().containsAll(stappen)) {
                throw r.plaats("stappen").fout("stap-past-niet", "de stappen passen niet bij " + soort,
                        "noem stappen van dat type, en alleen als het stappen heeft");
            }
        }
        return stappen;
    }

    private List<String> doelen(YamlBlok r, List<String> soorten) {
        List<String> doelen = nietLeeg(r, "doelen", r.optioneleTeksten("doelen"));
        for (String soort : soorten) {
            if (!typen.get(soort).doelen().containsAll(doelen)) {
                throw r.plaats("doelen").fout("doel-past-niet", "de doelen passen niet bij " + soort, "noem doelen van dat type");
            }
        }
        return doelen;
    }

    private static Optional<BijCode> bijCode(YamlBlok b) {
        return b.optioneelBlok("bijCode", c -> new BijCode(c.tekst("term"), Set.copyOf(ConvenantLezer.gevuld(c, "codes", codes(c, "codes"))),
                c.jaNee("inGroep", false)));
    }

    private Map<Voorwaarde, String> voorwaarden(YamlBlok r) {
        Map<String, String> artikelen = r.map("voorwaarden", (code, w) -> {
            if (!voorwaarden.containsKey(code)) {
                throw w.plaats().fout("onbekende-voorwaarde", "deze voorwaarde staat niet in de tabel 'voorwaarden'", "zet haar erin");
            }
            return w.tekst();
        });
        if (artikelen.isEmpty()) {
            throw r.plaats("voorwaarden").fout("geen-voorwaarde", "geen enkele voorwaarde", "noem minstens C-AUTH en C-NOODZAAK");
        }
        Map<Voorwaarde, String> tabel = new TreeMap<>();
        artikelen.forEach((code, artikel) -> tabel.put(voorwaarden.get(code), artikel));
        return tabel;
    }

    private Map<String, String> plichten(YamlBlok r) {
        Map<String, String> samen = new LinkedHashMap<>();
        for (String naam : namen(r, "verplichtingen", verplichtingen.keySet())) {
            samen.putAll(verplichtingen.get(naam));
        }
        return samen;
    }

    List<NietVerstrekken> nietVerstrekken(YamlBlok b) {
        return b.optioneleBlokken("nietVerstrekken", this::niet);
    }

    private NietVerstrekken niet(YamlBlok n) {
        String id = id(n);
        List<String> artikelen = n.optioneleTeksten("artikelen");
        List<String> opLezing = ConvenantLezer.bekend(n, "lezingen", n.optioneleTeksten("lezingen"), lezingen);
        if (artikelen.isEmpty() && opLezing.isEmpty()) {
            throw n.plaats().fout("zonder-grond", "dit verbod noemt geen artikel en geen lezing", "noem er een");
        }
        Optional<BijCode> bijCode = bijCode(n);
        Redencode code = n.keuze("code", Redencode.class);
        if (code == Redencode.TOEGESTAAN) {
            throw n.plaats("code").fout("verbod-staat-toe", "een verbod kan niet toestaan", "kies een andere code");
        }
        List<String> regimes = n.optioneleKeuzes("regimes", Regime.class).stream().map(Enum::name).toList();
        return new NietVerstrekken(id, optioneel(n, "van", rollen), optioneel(n, "naar", rollen),
                optioneel(n, "documenttypen", typen.keySet()), optioneel(n, "betrokkenen", metGeen()),
                Set.copyOf(nietLeeg(n, "categorieen", n.optioneelAlle("categorieen", t -> ConvenantLezer.volgens(CODE, t)))),
                Set.copyOf(nietLeeg(n, "regimes", regimes)), optioneel(n, "herkomst", metEigen()), bijCode.orElse(null), code, artikelen,
                opLezing, alleenBij(n));
    }

    private Set<String> optioneel(YamlBlok b, String sleutel, Set<String> bekend) {
        return Set.copyOf(nietLeeg(b, sleutel, ConvenantLezer.bekend(b, sleutel, b.optioneleTeksten(sleutel), bekend)));
    }

    /** A list that is written down but empty would silently mean everything. */
    private static List<String> nietLeeg(YamlBlok b, String sleutel, List<String> lijst) {
        return b.optioneleWaarde(sleutel).isPresent() ? ConvenantLezer.gevuld(b, sleutel, lijst) : lijst;
    }

    private Set<String> metGeen() {
        Set<String> alle = new LinkedHashSet<>(betrokkenen.keySet());
        alle.add(Coordinaten.GEEN);
        return alle;
    }

    private Set<String> metEigen() {
        Set<String> alle = new LinkedHashSet<>(rollen);
        alle.add(Coordinaten.EIGEN);
        return alle;
    }

    private Map<String, Lezing.Stand> alleenBij(YamlBlok b) {
        return b.optioneleMap("alleenBij", (id, w) -> {
            ConvenantLezer.bekend(b, "alleenBij", List.of(id), lezingen);
            return w.keuze(Lezing.Stand.class);
        });
    }

    private String id(YamlBlok b) {
        String id = b.als("id", t -> ConvenantLezer.volgens(ID, t));
        if (!ids.add(id)) {
            throw b.plaats("id").fout("dubbele-regel", "dit id staat er al", "kies een ander id");
        }
        return id;
    }

    private List<String> namen(YamlBlok b, String sleutel, Set<String> bekend) {
        return ConvenantLezer.bekend(b, sleutel, ConvenantLezer.gevuld(b, sleutel, b.teksten(sleutel)), bekend);
    }

    private List<String> herkomst(YamlBlok b) {
        return ConvenantLezer.bekend(b, "herkomst", b.teksten("herkomst"), metEigen());
    }

    private static List<String> codes(YamlBlok b, String sleutel) {
        return b.alle(sleutel, t -> ConvenantLezer.volgens(CODE, t));
    }

    /** Every entry names its article. */
    static List<String> artikelen(YamlBlok b) {
        return ConvenantLezer.gevuld(b, "artikelen", b.teksten("artikelen"));
    }
}

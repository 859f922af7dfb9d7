package nl.zegel.convenant;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Regime;
import nl.zegel.document.Vorm;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import org.jspecify.annotations.Nullable;

/**
 * A small convenant with a document, parties and facts that fit it, so that a test says only what it is about. Rules are bent in
 * the words of the convenant file and go through the loader: POL gives BGM the NAW of a VERDACHTE, on no condition but C-AUTH.
 */
final class Proefzaak {
    static final Instant MOMENT = Instant.parse("2026-11-23T10:00:00Z");
    static final LocalDate DAG = LocalDate.of(2026, 11, 23);
    static final Geldigheid GELDIG = new Geldigheid(DAG.minusDays(9), DAG.plusDays(9));
    static final LoketId POL = new LoketId("politie");
    static final LoketId BGM = new LoketId("burgemeester");
    static final LoketId NET = new LoketId("netbeheerder");
    static final Coordinaten NAW = coord("NAW VERDACHTE WPG8 EIGEN");
    static final Coordinaten FEIT = coord("FEIT GEEN WPG8 EIGEN");
    /** The element of {@link #NAW}, in group g-v. */
    static final int NAAM = 4;

    private static final String BASIS = """
            formaat: 2
            id: proef
            titel: Proefconvenant
            versie: "1"
            bron: Bedacht voor de proeven
            looptijd: {vorm: ONBEPAALD, van: 2026-01-01, opzegging: schriftelijk, artikelen: ["17"]}
            rollen: {POL: Politie, BGM: Burgemeester, NET: Netbeheerder}
            deelnemers:
              - {loket: politie, rol: POL, van: 2026-01-01}
              - {loket: burgemeester, rol: BGM, van: 2026-01-01}
              - {loket: netbeheerder, rol: NET, van: 2026-01-01}
            documenttypen:
              HIB: {naam: Bericht, doelen: [MAATREGEL], artikelen: ["4"]}
              PLAN: {naam: Bericht in stappen, stappen: [EEN, TWEE], doelen: [MAATREGEL], artikelen: ["4"]}
            betrokkenen:
              VERDACHTE: {naam: verdachte, gegevens: [NAW, TEL, EMAIL, LOCATIE, BSN, KENTEKEN, GEBDAT, CONTACT, FEIT], artikelen: ["7"]}
              MELDER: {naam: melder, gegevens: [NAW, TEL, CONTACT, FEIT], artikelen: ["7"]}
            persoonsplaats: {categorieen: [LOCATIE], term: soortObject, geenWoning: [LOODS, KAS], persoon: VERDACHTE, lezing: L-PLAATS}
            voorwaarden:
              C-STAP: {toets: STAP}
              C-AUTH: {toets: AANWIJZING}
              C-BASIS: {toets: BASIS, feit: BASIS_VERVANGEN_DOOR, wacht: true}
              C-VRIJGAVEGROND: {feit: VRIJGAVEGROND, ontbreekt: GRONDSLAG_ONTBREEKT}
              C-ART20: {feit: ART20_BESLISSING, ontbreekt: ART20_BESLISSING_ONTBREEKT}
              C-CASUS: {feit: CASUSBESLISSING, ontbreekt: CASUSBESLISSING_ONTBREEKT}
              C-WJSG-GROND: {feit: WJSG_GRONDSLAG, ontbreekt: GRONDSLAG_ONTBREEKT}
              C-TOEST-MEET: {feit: TOESTEMMING_MEETGEGEVENS, noemt: [LOKET], ontbreekt: TOESTEMMING_BETROKKENE_ONTBREEKT}
              C-VERZOEK: {feit: VERZOEK, noemt: [LOKET, KENMERK, GEMEENTE], ontbreekt: VERZOEK_ONTBREEKT}
              C-SIGNAAL: {feit: SIGNAAL, noemt: [LOKET, KENMERK], ontbreekt: VERZOEK_ONTBREEKT}
              C-PLAN: {feit: UITVOERINGSPLAN, ontbreekt: UITVOERINGSPLAN_ONTBREEKT}
              C-PROTOCOL: {feit: UITVOERINGSPROTOCOL, ontbreekt: UITVOERINGSPROTOCOL_ONTBREEKT, wacht: true}
              C-BINNENTREDEN: {feit: BINNENTREDEN, noemt: [LOKET], ontbreekt: ONTVANGER_UITGESLOTEN}
              C-GEBIED: {toets: GEBIED}
              C-RELATIE: {feit: RELATIE_OBJECT, noemt: [LOKET], ontbreekt: BUITEN_GEBIED}
              C-OPSP: {feit: GEEN_OPSPORINGSBELANG, ontbreekt: OPSPORINGSBELANG_VERZET}
              C-AVG10: {feit: AVG10_GRONDSLAG, ontbreekt: AVG10_GRONDSLAG_ONTBREEKT, alleenOver: [VERDACHTE]}
              C-NOODZAAK: {toets: NOODZAAK}
              C-WONING: {toets: WONING}
              C-GEEN-WONING: {toets: GEEN_WONING}
              C-HAND: {feit: HANDMATIGE_VRIJGAVE, noemt: [LOKET], ontbreekt: WACHT_OP_HANDMATIGE_VRIJGAVE, wacht: true}
            verklaarders:
              ART20_BESLISSING: {rollen: [POL]}
              GEEN_OPSPORINGSBELANG: {rollen: [POL, NET], alleenAfzender: true, inDocument: true}
              RELATIE_OBJECT: {rollen: [POL], alleenAfzender: true, inDocument: true}
            verklaringGeldigDagen: 30
            grondslagen:
              POL: {verstrekker: [{wet: Wpg, artikel: "20", dpv: "urn:p"}], ontvanger: [{wet: Wpg, artikel: "8", dpv: "urn:q"}]}
              BGM: {verstrekker: [{wet: Gemeentewet, artikel: "172", dpv: "urn:g"}], ontvanger: [{wet: Opiumwet, artikel: "13b", dpv: "urn:o"}]}
              NET: {verstrekker: [{wet: AVG, artikel: "6", dpv: "urn:a"}], ontvanger: [{wet: AVG, artikel: "6", dpv: "urn:a"}]}
            verplichtingen:
              O-EEN: {O-GEHEIM: "9.1", O-DOEL: "9.2"}
              O-TWEE: {O-GEHEIM: "9.9", O-LEK: "9.3"}
            bewaring:
              eigen: {klasse: EIGEN, artikel: "10"}
              kort: {klasse: KORT, termijn: P1M, artikel: "10.1"}
              lang: {klasse: LANG, termijn: P1Y, artikel: "10.2"}
            """;

    static final Map<String, Voorwaarde> VOORWAARDEN = new Proefzaak().convenant().voorwaarden();

    private final Map<String, String> regels = new LinkedHashMap<>();
    private final List<String> afleidingen = new ArrayList<>();
    private String basis = BASIS;
    private String voorwaarde = "";
    private final Map<String, String> verboden = new LinkedHashMap<>();
    private final Map<String, Lezing.Stand> lezingen = new LinkedHashMap<>(Map.of("L-PLAATS", Lezing.Stand.DICHT));
    private final Map<LoketId, String[]> gebieden = new LinkedHashMap<>();
    private final List<Feit> feiten = new ArrayList<>();
    private String soort = "HIB";
    private @Nullable String stap;
    private Set<String> verwijzingen = Set.of();
    private List<Vorm.OntvangerVorm> naar = List.of(new Vorm.OntvangerVorm(BGM, true, Set.of()));
    private List<Vorm.GroepVorm> groepen = List.of(
            groep("g-l", null, null, element(1, "gemeentecode", FEIT, "0344"), element(2, "soortObject", FEIT, "LOODS")),
            groep("g-v", "VERDACHTE", "g-l", element(NAAM, "achternaam", NAW, null)));
    private List<Vorm.BijlageVorm> bijlagen = List.of();

    Proefzaak() {
        Stream.of(POL, BGM, NET).forEach(l -> {
            gebieden.put(l, new String[] {"0344"});
            feiten.add(new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(l), GELDIG, "proef"));
        });
    }

    /** Four words; a dash is a coordinate that was not stated. */
    static Coordinaten coord(String vier) {
        @Nullable String[] c = Arrays.stream(vier.split(" ")).map(x -> x.equals("-") ? null : x).toArray(String[]::new);
        return new Coordinaten(c[0], c[1], c[2] == null ? null : Regime.valueOf(c[2]), c[3]);
    }

    static Vorm.ElementVorm element(int nummer, String term, Coordinaten c, @Nullable String code, String... treffers) {
        return new Vorm.ElementVorm(Proef.id(nummer), term, c, code, null, Set.of(), Set.of(treffers));
    }

    static Vorm.GroepVorm groep(String id, @Nullable String betrokkene, @Nullable String bij, Vorm.ElementVorm... elementen) {
        return new Vorm.GroepVorm(id, betrokkene == null ? "LOCATIE" : "BETROKKENE", betrokkene, bij, List.of(elementen));
    }

    static Feit feit(Feitsoort soort, Bereik bereik) {
        return new Feit.Afgeleid(soort, bereik, GELDIG, "proef");
    }

    /** The first rule, with these keys otherwise than in its usual form: key, value, key, value. */
    Proefzaak regel(String... anders) {
        return regelErbij("R-een", anders);
    }

    /** What the burgemeester receives on is a dead letter from that day on. */
    Proefzaak ontvangerVervallen(String per) {
        return vervang("dpv: \"urn:o\"}]}", "dpv: \"urn:o\"}], ontvangerVervallen: {per: " + per + ", voorwaarde: C-BASIS-ONTVANGER, artikel: \"8\", lezing: L-PLAATS}}")
                .vervang("  C-VRIJGAVEGROND:", "  C-BASIS-ONTVANGER: {toets: BASIS_ONTVANGER, feit: BASIS_VERVANGEN_DOOR, wacht: true}\n  C-VRIJGAVEGROND:");
    }

    /** One more kind of fact that these may state. */
    Proefzaak verklaarder(String regel) {
        return vervang("verklaringGeldigDagen:", "  " + regel + "\nverklaringGeldigDagen:");
    }

    Proefzaak vervang(String was, String wordt) {
        if (!basis.contains(was)) {
            throw new AssertionError("not in the file: " + was);
        }
        basis = basis.replace(was, wordt);
        return this;
    }

    /** Steps that PLAN knows, and which guards which. */
    Proefzaak stappen(String van, String volgorde) {
        return vervang("stappen: [EEN, TWEE]", "stappen: [" + van + "]").vervang("verklaarders:\n", "stappen: " + volgorde + "\nverklaarders:\n");
    }

    Proefzaak doelen(String van) {
        return vervang("HIB: {naam: Bericht, doelen: [MAATREGEL]", "HIB: {naam: Bericht, doelen: [" + van + "]");
    }

    Proefzaak looptijd(String anders) {
        return vervang("vorm: ONBEPAALD, van: 2026-01-01", anders);
    }

    Proefzaak zonderPersoonsgegevens() {
        return vervang("HIB: {naam: Bericht,", "HIB: {naam: Bericht, zonderPersoonsgegevens: true,");
    }

    Proefzaak afleiding(String regel) {
        afleidingen.add("  - " + regel + "\n");
        return this;
    }

    /** One more condition in the table. */
    Proefzaak voorwaarde(String regel) {
        voorwaarde = "  " + regel + "\n";
        return this;
    }

    Proefzaak regelErbij(String id, String... anders) {
        Map<String, String> sleutels = new LinkedHashMap<>(Map.of("van", "[POL]", "naar", "[BGM]", "documenttypen", "[HIB]", "categorieen", "[NAW]",
                "betrokkenen", "[VERDACHTE]", "regimes", "[WPG8]", "herkomst", "[EIGEN]", "voorwaarden", "{C-AUTH: \"8\"}"));
        sleutels.putAll(Map.of("verplichtingen", "[O-EEN]", "bewaring", "eigen", "artikelen", "[\"5\"]"));
        regels.put(id, blok(id, sleutels, anders));
        return this;
    }

    Proefzaak verbod(String id, String... sleutels) {
        verboden.put(id, blok(id, new LinkedHashMap<>(Map.of("code", "GEGEVEN_NIET_TOEGESTAAN")), sleutels));
        return this;
    }

    private static String blok(String id, Map<String, String> sleutels, String... anders) {
        for (int i = 0; i < anders.length; i += 2) {
            sleutels.put(anders[i], anders[i + 1]);
        }
        return "  - {id: " + id + ", " + sleutels.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).collect(Collectors.joining(", ")) + "}\n";
    }

    Proefzaak lezing(String id, Lezing.Stand stand) {
        lezingen.put(id, stand);
        return this;
    }

    Proefzaak feiten(Feit... meer) {
        feiten.addAll(List.of(meer));
        return this;
    }

    Proefzaak gebied(LoketId loket, String... gemeenten) {
        gebieden.put(loket, gemeenten);
        return this;
    }

    Proefzaak soort(String anders, @Nullable String inStap) {
        soort = anders;
        stap = inStap;
        return this;
    }

    Proefzaak verwijst(String... soorten) {
        verwijzingen = Set.of(soorten);
        return this;
    }

    Proefzaak naar(Vorm.OntvangerVorm... anders) {
        naar = List.of(anders);
        return this;
    }

    Proefzaak groepen(Vorm.GroepVorm... anders) {
        groepen = List.of(anders);
        return this;
    }

    /** One person with these elements, beside the usual place. */
    Proefzaak persoon(String betrokkene, Vorm.ElementVorm... elementen) {
        return groepen(groepen.get(0), groep("g-v", betrokkene, "g-l", elementen));
    }

    Proefzaak bijlagen(Vorm.BijlageVorm... anders) {
        bijlagen = List.of(anders);
        return this;
    }

    static Vorm.BijlageVorm bijlage(int nummer, Coordinaten... inhoud) {
        return new Vorm.BijlageVorm(Proef.id(nummer), "image/png", List.of(inhoud));
    }

    Convenant convenant() {
        if (regels.isEmpty()) {
            regel();
        }
        StringBuilder tekst = new StringBuilder(basis.replace("C-HAND:", voorwaarde.isEmpty() ? "C-HAND:" : voorwaarde.strip() + "\n  C-HAND:")).append("verstrekkingen:\n");
        regels.values().forEach(tekst::append);
        if (!verboden.isEmpty()) {
            tekst.append("nietVerstrekken:\n");
            verboden.values().forEach(tekst::append);
        }
        if (!afleidingen.isEmpty()) {
            tekst.append("afleidingen:\n");
            afleidingen.forEach(tekst::append);
        }
        tekst.append("lezingen:\n");
        lezingen.forEach((id, stand) -> tekst.append("  ").append(id).append(": {soort: S, tekst: proef, stand: ").append(stand).append("}\n"));
        return Convenanten.lees("proef.yaml", tekst.toString().getBytes(StandardCharsets.UTF_8));
    }

    Partijen partijen() {
        return Partijen.van(gebieden.entrySet().stream().map(e -> Proef.partij(e.getKey(), e.getValue())).toList());
    }

    Feiten alleFeiten() {
        return new Feiten(feiten);
    }

    Vorm vorm() {
        return new Vorm(Vorm.VERSIE, soort, "proef", POL, stap, "MAATREGEL", naar, verwijzingen, groepen, bijlagen);
    }

    Besluit besluit() {
        return besluitOverKopie(groepen);
    }

    /** Decided on a copy that holds these groups, of the document that holds its own. */
    Besluit besluitOverKopie(List<Vorm.GroepVorm> kopie) {
        Vorm v = vorm();
        Vorm smal = new Vorm(v.versie(), v.soort(), v.convenant(), v.afzender(), v.stap(), v.doel(), v.ontvangers(), v.verwijzingen(), kopie, v.bijlagen());
        return new Beslisser(Set.of("toelichting")).decide(convenant(), partijen(), smal, alleFeiten(), MOMENT, v);
    }

    /** What the first recipient gets. */
    Besluit.LoketBesluit loket() {
        return besluit().lokets().get(0);
    }

    Besluit.ElementBesluit element(int nummer) {
        Besluit.ElementBesluit besluit = loket().elementen().get(Proef.id(nummer));
        if (besluit == null) {
            throw new AssertionError("no decision about element " + nummer);
        }
        return besluit;
    }

    /** Outcome and, where it is not released, the reason: {@code VRIJGEGEVEN}, {@code ONTHOUDEN BUITEN_GEBIED}. */
    String uitkomst(int nummer) {
        Besluit.ElementBesluit b = element(nummer);
        return b.reden().code() == Redencode.TOEGESTAAN ? b.uitkomst().name() : b.uitkomst() + " " + b.reden().code();
    }
}
